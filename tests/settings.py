"""The shop's settings as tests see them: test mode, a folder of their own, a database file that processes share."""

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path

MINE = "SHOP_TEST_FOLDER"


def _folder():
    """A temporary data folder for this pytest process; processes it starts inherit it, xdist's workers get theirs."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    owner, _, path = os.environ.get(MINE, "").partition(":")
    if owner == worker and path:
        return path
    path = tempfile.mkdtemp(prefix=f"shop-test-{worker}-")
    os.environ[MINE] = f"{worker}:{path}"
    maker = os.getpid()
    atexit.register(lambda: os.getpid() == maker and shutil.rmtree(path, ignore_errors=True))
    return path


sys.path.insert(0, str(Path(__file__).parent / "strangers"))  # a stranger's plugin, found by its entry point
os.environ["SHOP_TEST"] = "1"
os.environ["SHOP_DATA"] = _folder()
os.environ.setdefault("SECRET_KEY", "only-for-tests-only-for-tests-only-for-tests")

from storefront.settings import *  # noqa: E402, F403
from storefront.settings import DATABASES, SHOP_DATA  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", "django.contrib.auth.hashers.Argon2PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Django would take :memory:, which parallel processes cannot share.
    DATABASES["default"]["TEST"] = {"NAME": str(SHOP_DATA / "test.sqlite3")}
