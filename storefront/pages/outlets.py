"""Outlets: places in a page where plugins show themselves, in themes that have never heard of them.

A page's document says `# outlet product.after` between fields, its template `{% outlet "product.after" product %}`.
A plugin answers with outlets/product.after.graphql (one fragment, its name contains the plugin's word) and
outlets/product.after.html, where `it` is the object that the theme passed.
"""

import re

from django.template import TemplateSyntaxError

from .. import plugin
from ..api import typed
from .theme import ThemeProblem

PLACE = re.compile(r"#[ \t]*outlet[ \t]+([\w.-]+)[^\n]*")


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
    """{outlet: [Template]} of all plugins, compiled by a theme's engine."""
    found = {}
    for one in plugin.discovered():
        for file in sorted((one.folder / "outlets").glob("*.html")):
            found.setdefault(file.name.removesuffix(".html"), []).append(_compiled(engine, file))
        for file in sorted((one.folder / "outlets").glob("*.graphql")):
            if not file.with_suffix("").with_suffix(file.with_suffix("").suffix + ".html").exists():
                raise ThemeProblem(file, 1, "a fragment that no template shows; write the .html of the same name.")
    return found


def _compiled(engine, file):
    try:
        return engine.from_string(file.read_text())
    except TemplateSyntaxError as error:
        raise ThemeProblem(file, getattr(getattr(error, "token", None), "lineno", 1), f"{error}.")


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
