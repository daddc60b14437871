"""Environment → values, top to bottom. A wrong value stops the start with a sentence."""

import os
import secrets
import sys
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from .plugin import PluginProblem, discovered

ROOT = Path(__file__).resolve().parent.parent


def _flag(name, default=False):
    value = os.environ.get(name, "").strip().lower()
    if value in ("1", "yes", "true", "on"):
        return True
    if value in ("0", "no", "false", "off"):
        return False
    if value == "":
        return default
    raise ImproperlyConfigured(f"{name} is {value!r}; write 1 or 0.")


def _number(name, default, least, most):
    value = os.environ.get(name) or str(default)
    if not value.isdigit() or not least <= int(value) <= most:
        raise ImproperlyConfigured(f"{name} is {value!r}; write a number from {least} to {most}.")
    return int(value)


def _address(name, default):
    value = os.environ.get(name) or default
    host, colon, port = value.rpartition(":")
    if not colon or not host or not port.isdigit() or not 0 < int(port) < 65536:
        raise ImproperlyConfigured(f"{name} is {value!r}; write host:port, for example 127.0.0.1:8000.")
    return value


def _public_url(name, default):
    value = (os.environ.get(name) or default).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query:
        raise ImproperlyConfigured(
            f"{name} is {value!r}; write an address such as https://shop.example without a path."
        )
    return value


# Where things are kept ------------------------------------------------------------------------------------------
SHOP_DATA = Path(os.environ.get("SHOP_DATA") or ROOT / "var").resolve()
KEYS = SHOP_DATA / "keys"
MEDIA_ROOT = SHOP_DATA / "media"
MEDIA_URL = "/media/"
THEMES = [ROOT / "themes" if (ROOT / "themes").is_dir() else Path("themes").resolve()]
THEMES += [Path(folder).resolve() for folder in os.environ.get("SHOP_THEMES", "").split(os.pathsep) if folder]
LOCALE_PATHS = [SHOP_DATA / "locale"]  # gathered there from the themes; see pages/languages.py
STATIC_ROOT = SHOP_DATA / "static"
STATIC_URL = "/static/"
try:
    for folder in (SHOP_DATA, KEYS, MEDIA_ROOT, STATIC_ROOT):
        folder.mkdir(parents=True, exist_ok=True)
    KEYS.chmod(0o700)
except OSError as error:
    raise ImproperlyConfigured(f"SHOP_DATA is {str(SHOP_DATA)!r}, but this folder cannot be written: {error}.")


def kept_secret(name, make):
    """A secret kept in SHOP_DATA/keys, made on the first start; two processes starting at once agree on one."""
    path = KEYS / name
    if not path.exists():
        mine = KEYS / f".{name}.{os.getpid()}.{secrets.token_hex(4)}"
        descriptor = os.open(mine, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(make())
        try:
            os.link(mine, path)  # atomic: whoever is second keeps the first one's secret
        except FileExistsError:
            pass
        finally:
            mine.unlink()
    return path.read_bytes()


# How it is reached ----------------------------------------------------------------------------------------------
SHOP_BIND = _address("SHOP_BIND", "127.0.0.1:8000")
SHOP_WORKERS = _number("SHOP_WORKERS", min(os.cpu_count() or 1, 4), 1, 64)  # web processes
SHOP_URL = _public_url("SHOP_URL", f"http://{SHOP_BIND}")
SHOP_DEMO = _flag("SHOP_DEMO")
SHOP_THEME = os.environ.get("SHOP_THEME") or "atelier"  # of the street, and of shops whose own is not installed
SHOP_HOT = _flag("SHOP_HOT", default=True)  # anonymous catalogue answers leave from memory; see hot.py
SHOP_BASKETS_PER_HOUR = _number("SHOP_BASKETS_PER_HOUR", 300, 0, 10**9)  # of one visitor; 0: as many as they like
SHOP_TEST = _flag("SHOP_TEST")
SHOP_CLOCK = os.environ.get("SHOP_CLOCK") or None
SHOP_PROXIES = [a.strip() for a in os.environ.get("SHOP_PROXIES", "").split(",") if a.strip()]
SHOP_ORIGINS = [a.strip() for a in os.environ.get("SHOP_ORIGINS", "*").split(",") if a.strip()]
if SHOP_CLOCK and not SHOP_TEST:
    raise ImproperlyConfigured("SHOP_CLOCK moves time and is for tests only; unset it, or set SHOP_TEST=1 in a test.")
SECRET_KEY = os.environ.get("SECRET_KEY") or kept_secret("secret", lambda: secrets.token_urlsafe(50).encode()).decode()
if len(SECRET_KEY) < 32:
    raise ImproperlyConfigured("SECRET_KEY is too short; use at least 32 characters, or unset it and one will be made.")
DEBUG = False
ALLOWED_HOSTS = ["*"]  # Host is only compared with domains we know; links are made of those and of SHOP_URL
SECURE = SHOP_URL.startswith("https://")

# Database -------------------------------------------------------------------------------------------------------


def _database(url):
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": SHOP_DATA / "shop.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise ImproperlyConfigured("DATABASE_URL must look like postgres://user:password@host:5432/name, or be unset.")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or options.pop("host", "")),
        "PORT": str(parts.port or options.pop("port", "")),
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 12, "timeout": 20}, **options},
    }


DATABASES = {"default": _database(os.environ.get("DATABASE_URL"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# What it is made of ---------------------------------------------------------------------------------------------
AREAS = [
    "kernel",
    "channels",
    "accounts",
    "catalog",
    "content",
    "inventory",
    "delivery",
    "discounts",
    "payments",
    "orders",
    "checkout",
]
try:
    PLUGINS = [plugin.package for plugin in discovered()]
except PluginProblem as problem:
    raise ImproperlyConfigured(str(problem))
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.staticfiles",
    "django_htmx",
    "storefront.apps.Storefront",
    *(f"storefront.{area}" for area in AREAS),
    *PLUGINS,
]
MIDDLEWARE = []
ROOT_URLCONF = "storefront.urls"
AUTH_USER_MODEL = "accounts.User"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
STATICFILES_FINDERS = [
    "storefront.pages.files.ThemeFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Languages and time ---------------------------------------------------------------------------------------------
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# Mail -----------------------------------------------------------------------------------------------------------
# Letters hold links that open accounts: only the demo, whose people do not exist, prints them.
EMAIL_FILE_PATH = os.environ.get("SHOP_MAIL_FOLDER") or (None if SHOP_DEMO else str(SHOP_DATA / "mail"))
EMAIL_BACKEND = f"django.core.mail.backends.{'filebased' if EMAIL_FILE_PATH else 'console'}.EmailBackend"
if EMAIL_FILE_PATH:
    try:
        Path(EMAIL_FILE_PATH).mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"SHOP_MAIL_FOLDER is {EMAIL_FILE_PATH!r}, but it cannot be written: {error}.")
DEFAULT_FROM_EMAIL = os.environ.get("SHOP_MAIL_FROM") or f"bonjour@{urlsplit(SHOP_URL).hostname}"

# Log: to standard error, one line each; secrets never get this far -----------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "stream": sys.stderr}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {"django.request": {"level": "ERROR"}},
}
