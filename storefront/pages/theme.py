"""What a theme is: a folder without Python, found by its theme.toml; it may extend another theme.

theme.toml            title, extends, [pages] address pattern = "page", [main] page = "key", private, members, answers
pages/<name>.graphql  what a page asks; may be missing          pages/<name>.html   how it looks
actions/<name>.graphql  what a form does                        parts/  templates and fragments that pages share
static/  locale/      files as they are; words in other languages

A plugin's folder pages/ is a theme too, a set of pages named like the plugin; it says mount, see mount.py.
"""

import logging
import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from django.conf import settings

from .. import plugin

log = logging.getLogger(__name__)
LISTS = ("private", "members", "staff", "answers")
KEYS = {"title": str, "extends": str, "pages": dict, "main": dict, "sign_in": str}
KEYS |= dict.fromkeys(("private", "members", "answers"), list)
MOUNTED = {**KEYS, "mount": str, "staff": list}  # what a plugin's set of pages may say
NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class ThemeProblem(plugin.PluginProblem):
    """A theme that cannot be used; the sentence begins with the file and the line."""

    def __init__(self, file, line, sentence):
        super().__init__(f"{file}:{line}: {sentence}")


@dataclass(frozen=True, eq=False)
class Theme:
    """A theme as its theme.toml tells it, together with what it extends.

    folders: its own, then those of the themes it extends. pages: {pattern: page name}. main: {page: the key of its
    document without which there is no such page}. private: pages never kept anywhere. members: pages for those who
    have signed in, who are otherwise sent to the page named sign_in; staff: for people of the shops. answers: the parts
    that htmx may ask for alone.
    names: of its folders; own: the patterns it says itself; mount: where a plugin's set of pages answers.
    """

    name: str
    title: str
    folders: tuple
    pages: dict = field(default_factory=dict)
    main: dict = field(default_factory=dict)
    private: frozenset = frozenset()
    members: frozenset = frozenset()
    staff: frozenset = frozenset()
    answers: frozenset = frozenset()
    sign_in: str = ""
    names: tuple = ()
    own: frozenset = frozenset()
    extends: str = ""
    mount: str = ""

    def file(self, path):
        """The file at that path in its own folder or, failing that, in those of the themes it extends; else None."""
        return next((folder / path for folder in self.folders if (folder / path).is_file()), None)

    def files(self, below, ending):
        """{path without the ending: file} of all files below a folder; the nearest theme's file wins."""
        found = {}
        for folder in reversed(self.folders):
            for path in sorted((folder / below).rglob(f"*{ending}")):
                found[path.relative_to(folder / below).as_posix().removesuffix(ending)] = path
        return found


def installed():
    """{name: Theme} of all themes and sets of pages: of the shop's folders, then of the plugins; read once."""
    return _read(tuple(str(folder) for folder in settings.THEMES))


def places():
    """The folders of all themes, extended or not."""
    return {name: theme.folders[0] for name, theme in installed().items()}


@cache
def _read(roots):
    folders = {}
    for root in (*map(Path, roots), *(found.folder / "themes" for found in plugin.discovered())):
        for file in sorted(root.glob("*/theme.toml")):
            if file.parent.name in folders:
                raise ThemeProblem(file, 1, f"there is a theme of this name already, {folders[file.parent.name]}.")
            folders[file.parent.name] = file.parent
    sets = _sets(folders)
    folders |= sets
    told = {name: _told(folder, MOUNTED if name in sets else KEYS) for name, folder in folders.items()}
    for name in [name for name in sets if _is_lonely(name, sets, told)]:
        del folders[name]
    return {name: _theme(name, folders, told) for name in folders}


def _sets(folders):
    """{plugin's name: its folder pages/}."""
    found = {one.name: one.folder / "pages" for one in plugin.discovered()}
    found = {name: folder for name, folder in found.items() if (folder / "theme.toml").is_file()}
    for name in found.keys() & folders.keys():
        raise ThemeProblem(found[name] / "theme.toml", 1, f"there is a theme of this name already, {folders[name]}.")
    return found


def _is_lonely(name, sets, told):
    """Does a set extend that of a plugin which is not installed? Then its pages are left out."""
    file, mount = sets[name] / "theme.toml", told[name].get("mount")
    if not mount:
        raise ThemeProblem(file, 1, "say with mount below which word of the address these pages stand.")
    base = told[name].get("extends")
    if base and base not in told:
        log.warning("the pages of %s are left out: %s, which they extend, is not installed", name, base)
        return True
    if base in sets and told[base].get("mount") != mount:
        raise ThemeProblem(file, line_of(file.read_text(), "mount"), f"{base!r} is not mounted there.")
    return False


def _told(folder, keys):
    """What theme.toml says, checked word by word."""
    file = folder / "theme.toml"
    python = next(folder.rglob("*.py"), None)
    if python:
        raise ThemeProblem(python, 1, "a theme holds no Python; what it needs belongs into the API or a plugin.")
    try:
        text = file.read_text()
        told = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        at = re.search(r"at line (\d+)", str(error))
        raise ThemeProblem(file, at[1] if at else 1, f"this is not TOML: {error}.")
    for key, value in told.items():
        if not isinstance(value, keys.get(key, ())):
            known = ", ".join(sorted(keys))
            raise ThemeProblem(file, line_of(text, key), f"{key} is not understood here; a theme says {known}.")
    return told


def _theme(name, folders, told):
    chain = _chain(name, folders, told)
    pages, main = {}, {}
    for word in chain:
        pages |= {k: v for k, v in told[word].get("pages", {}).items() if k not in pages}
        main = told[word].get("main", {}) | main
    sign_in = next((told[word]["sign_in"] for word in chain if "sign_in" in told[word]), "")
    return Theme(
        name=name,
        title=told[name].get("title", name),
        folders=tuple(folders[word] for word in chain),
        pages=pages,
        main=main,
        **{key: frozenset().union(*(told[word].get(key, ()) for word in chain)) for key in LISTS},
        sign_in=sign_in,
        names=tuple(chain),
        own=frozenset(told[name].get("pages", {})),
        extends=told[name].get("extends", ""),
        mount=told[name].get("mount", ""),
    )


def _chain(name, folders, told):
    """The theme's name and those it extends, the nearest first."""
    chain = [name]
    while base := told[chain[-1]].get("extends"):
        file = folders[chain[-1]] / "theme.toml"
        line = line_of(file.read_text(), "extends")
        if base not in folders:
            raise ThemeProblem(file, line, f"there is no theme {base!r} to extend; there is {_listed(folders)}.")
        if base in chain:
            raise ThemeProblem(file, line, f"the themes {_listed([*chain, base])} extend each other in a ring.")
        chain.append(base)
    return chain


def line_of(text, word):
    """The line of a text where a word first stands, 1 when it does not."""
    at = text.find(word)
    return text.count("\n", 0, at) + 1 if at >= 0 else 1


def _listed(words):
    return ", ".join(sorted(words)) or "none"
