"""Outlets: places in a page where plugins show themselves, in themes that have never heard of them.

A page's document says `# outlet product.after` between fields, its template `{% outlet "product.after" product %}`.
A plugin answers with outlets/product.after.graphql (one fragment, its name contains the plugin's word) and
outlets/product.after.html, where `it` is the object that the theme passed. When it needs something from another site,
as card forms do, outlets/product.after.csp says so, a line each: `script-src https://js.pay.example`. It is allowed on
pages that show the outlet, and on no other.
"""

import re
from typing import NamedTuple

from django.template import TemplateSyntaxError

from .. import plugin
from ..api import typed
from .theme import ThemeProblem

SOURCE = re.compile(r"(script-src|frame-src|connect-src|img-src) https://(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+")
PLACE = re.compile(r"#[ \t]*outlet[ \t]+([\w.-]+)[^\n]*")


class Shown(NamedTuple):
    """What one plugin shows in one outlet. sources: [(directive, origin)] that its page may load from."""

    template: object
    sources: tuple


def asked(text):
    """(the document with each outlet's fragments spread in its place, [(file, fragment's text)] to append)."""
    more = []

    def spread(place):
        names = []
        for file, name, words in _fragments(place[1]):
            names.append(f"...{name}")
            if (file, words) not in more:
                more.append((file, words))
        return " ".join(names) or place[0]

    return PLACE.sub(spread, text), more


def templates(engine):
    """{outlet: [Shown]} of all plugins, compiled by a theme's engine."""
    found = {}
    for one in plugin.discovered():
        for file in sorted((one.folder / "outlets").glob("*.html")):
            shown = Shown(_compiled(engine, file), _sources(file.parent / file.name.replace(".html", ".csp")))
            found.setdefault(file.name.removesuffix(".html"), []).append(shown)
        for file in sorted((one.folder / "outlets").glob("*.graphql")):
            if not (file.parent / file.name.replace(".graphql", ".html")).exists():
                raise ThemeProblem(file, 1, "a fragment that no template shows; write the .html of the same name.")
    return found


def _compiled(engine, file):
    try:
        return engine.from_string(file.read_text())
    except TemplateSyntaxError as error:
        raise ThemeProblem(file, getattr(getattr(error, "token", None), "lineno", 1), f"{error}.")


def _sources(file):
    lines = file.read_text().splitlines() if file.exists() else ()
    for number, line in enumerate(lines, 1):
        if not SOURCE.fullmatch(line):
            raise ThemeProblem(file, number, "write a line such as script-src https://js.pay.example")
    return tuple(tuple(line.split()) for line in lines)


def _fragments(outlet):
    """(file, fragment's name, text) of each plugin that answers in an outlet."""
    for one in plugin.discovered():
        file = one.folder / "outlets" / f"{outlet}.graphql"
        if file.is_file():
            text = file.read_text()
            yield file, _name(one, file, text), text


def _name(one, file, text):
    try:
        defined, _ = typed.fragments(text)
    except typed.Faulty as fault:
        raise ThemeProblem(file, fault.line, fault.message)
    if len(defined) != 1 or one.word.lower() not in next(iter(defined)).lower():
        raise ThemeProblem(file, 1, f"write one fragment whose name contains the plugin's word, {one.word!r}.")
    return next(iter(defined))
