"""What a plugin is, how it is found, and the checks that stop a broken one at boot.

A plugin is a package with one entry point in the group `storefront.plugins`, naming a small class:

    class Ripeness:
        name = "ripeness"                  # also its package's app label
        title = "How ripe it is today"
        word = "ripe"                      # stands in every GraphQL name it adds to the roots, and in its types;
                                           # its urls.py answers below /ripe/
        works_with = ((0, 1), (1, 0))      # from this version of the shop, below that one
        settings = {"days": Setting(default=3, help="How long fruit keeps")}

Everything else is found by file name: models actions queries hooks schema settings urls, outlets/ pages/ locale/
static/ migrations/. A missing file is fine; a broken one stops the start.
"""

import importlib
import importlib.util
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points, version
from pathlib import Path
from traceback import walk_tb

from django.core.exceptions import ImproperlyConfigured

GROUP = "storefront.plugins"
FILES = ("models", "actions", "queries", "hooks", "schema", "settings", "urls")
FOLDERS = ("outlets", "pages", "locale", "static", "migrations")
WORDS = ("name", "title", "word", "works_with")
SALEOR = {"name": "PLUGIN_ID", "title": "PLUGIN_NAME"}  # Saleor's words for the same, understood too
AT_BOOT = ("settings", "queries", "actions", "hooks", "urls")  # Django imports models, the API imports schema
RESERVED = ("graphql", "media", "static", "thumbnail", "image", "health", "fr", "en")  # first words of addresses


class PluginProblem(Exception):
    """A plugin that cannot be used; the sentence names the file to mend."""


@dataclass(frozen=True)
class Setting:
    """A value that each channel may set: Channel.plugin_settings[plugin][name]."""

    default: object = None
    help: str = ""
    secret: bool = False


@dataclass(frozen=True)
class Plugin:
    """A plugin found on this machine."""

    name: str
    title: str
    word: str
    works_with: tuple
    settings: dict
    package: str

    @property
    def folder(self):
        """Where its files are."""
        return Path(importlib.util.find_spec(self.package).origin).parent

    def module(self, name):
        """Its module of that name, imported, or None when it has no such file; a broken one is a PluginProblem."""
        here = self.folder / name
        if not (here.with_suffix(".py").exists() or (here / "__init__.py").exists()):
            return None
        try:
            return importlib.import_module(f"{self.package}.{name}")
        except (PluginProblem, ImproperlyConfigured):
            raise
        except Exception as error:
            raise self.problem(name, error) from error

    def problem(self, name, error):
        """The PluginProblem that an error while loading its file of that name is; it says where, if in its files."""
        said = f"{self.folder / name} cannot be loaded: {type(error).__name__}: {error}"
        place = _place(error, self.folder)
        return PluginProblem(f"{said} ({place[0]}, line {place[1]})" if place else said)

    def contributes(self):
        """The names of the files and folders it brings."""
        files = [name for name in FILES if (self.folder / f"{name}.py").exists() or (self.folder / name).is_dir()]
        return files + [f"{name}/" for name in FOLDERS if (self.folder / name).is_dir()]

    def setting(self, channel, name):
        """The channel's value of one of its settings."""
        chosen = channel.plugin_settings.get(self.name, {})
        return chosen.get(name, self.settings[name].default)


@cache
def discovered():
    """All plugins installed, in the order of their names; no two of them share a name or a word."""
    found = sorted((_read(point) for point in entry_points(group=GROUP)), key=lambda plugin: plugin.name)
    for attribute in ("name", "word"):
        chosen = [getattr(plugin, attribute) for plugin in found]
        for twin in {value for value in chosen if chosen.count(value) > 1}:
            raise PluginProblem(f"Two plugins have the {attribute} {twin!r}; uninstall one of them.")
    return tuple(found)


def named(name):
    """The plugin of that name, or None."""
    return next((plugin for plugin in discovered() if plugin.name == name), None)


def modules(name):
    """[(plugin, module)] of the plugins that have such a file."""
    found = ((plugin, plugin.module(name)) for plugin in discovered())
    return [(plugin, module) for plugin, module in found if module is not None]


def boot():
    """Load every plugin and register its hooks; a broken file, a misspelt name or argument stops the start."""
    from . import hooks

    switchboard = hooks.switchboard()
    for name in AT_BOOT:
        modules(name)
    for plugin, module in modules("hooks"):
        if switchboard.has_plugin(plugin.name):
            continue
        _check_hooks(module, hooks)
        switchboard.register(module, plugin.name)


@contextmanager
def blaming():
    """While Django loads models: an error that comes from a plugin's file is a PluginProblem that names it."""
    try:
        yield
    except (PluginProblem, ImproperlyConfigured):
        raise
    except Exception as error:
        raise _blamed(error) or error


def _blamed(error):
    for plugin in discovered():
        place = _place(error, plugin.folder)
        if place:
            return plugin.problem(Path(place[0]).relative_to(plugin.folder).parts[0].removesuffix(".py"), error)
    return None


def _place(error, folder):
    """(file, line) in the folder where an error comes from, or None."""
    steps = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__)]
    if isinstance(error, SyntaxError):
        steps.append((error.filename or "", error.lineno))
    return next((step for step in reversed(steps) if Path(step[0]).is_relative_to(folder)), None)


def _check_hooks(module, hooks):
    known = {name for names in hooks.WORDS.values() for name in names}
    for name, function in vars(module).items():
        if not hasattr(function, "storefront_impl"):
            continue
        if name not in known:
            raise PluginProblem(f"{module.__file__}: there is no hook named {name}; the hooks are {_listed(known)}.")
        allowed = getattr(hooks, name).__code__.co_varnames
        for argument in function.__code__.co_varnames[: function.__code__.co_argcount]:
            if argument not in allowed:
                raise PluginProblem(f"{module.__file__}: {name} has no argument {argument}; it has {_listed(allowed)}.")


def _read(point):
    try:
        declared = point.load()
    except Exception as error:
        raise PluginProblem(f"The plugin {point.name} ({point.value}) cannot be loaded: {error}") from error
    package = declared.__module__.removesuffix(".plugin")
    said = {word: getattr(declared, word, None) or getattr(declared, SALEOR.get(word, word), None) for word in WORDS}
    missing = [word for word in WORDS if not said[word]]
    if missing:
        raise PluginProblem(f"The plugin {point.name} ({point.value}) lacks {_listed(missing)}.")
    if not said["word"].isidentifier() or said["word"] in RESERVED:
        raise PluginProblem(f"The plugin {point.name} cannot have the word {said['word']!r}; choose another.")
    oldest, below = said["works_with"]
    if not oldest <= _our_version() < below:
        raise PluginProblem(
            f"The plugin {point.name} works with versions from {_dotted(oldest)} and below "
            f"{_dotted(below)}; this shop is {_dotted(_our_version())}."
        )
    return Plugin(**said, settings=dict(getattr(declared, "settings", {})), package=package)


@cache
def _our_version():
    return tuple(int(part) for part in version("echoppe").split(".")[:2])


def _dotted(numbers):
    return ".".join(map(str, numbers))


def _listed(words):
    return ", ".join(sorted(words))
