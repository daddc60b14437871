"""Themes made ready: documents validated, templates compiled, addresses known. A fault stops the start."""

import mimetypes
import re
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.template import Engine, Origin, Template, TemplateDoesNotExist, TemplateSyntaxError
from django.template.library import SimpleNode
from django.template.loader_tags import ExtendsNode, IncludeNode

from ..channels import reserved
from . import addresses, documents, languages, mount, outlets, tags
from .theme import NAME, ThemeProblem, installed, line_of

ALWAYS = ("404", "500", "403", "maintenance")  # pages without an address, shown when something is amiss
KINDS = {".webmanifest": "application/manifest+json", ".xml": "application/xml", ".js": "text/javascript"}
TAKEN = frozenset(("here", "form", "errors", "done", "it"))  # what templates see beside the answer
BUILTINS = [*Engine.default_builtins, "django.templatetags.i18n", "storefront.pages.tags", "storefront.pages.picking"]


class ThemeEngine(Engine):
    """Django's template engine for one theme: it knows the theme's files and the plugins' outlets."""

    def __init__(self, theme):
        super().__init__(dirs=[str(folder) for folder in theme.folders], autoescape=True, builtins=BUILTINS)
        self.template_builtins = self.get_template_builtins(self.builtins)
        self.theme = theme
        self.outlets = outlets.templates(self)


@dataclass(frozen=True)
class Page:
    """One page of a theme. document: None when it asks nothing; main: the key that must not be null."""

    name: str
    document: documents.Document | None
    ending: str = ".html"
    main: str | None = None
    private: bool = False
    members: bool = False
    staff: bool = False

    @property
    def template(self):
        """Its template's name."""
        return f"pages/{self.name}{self.ending}"

    @property
    def content_type(self):
        """What its answers are."""
        return f"{KINDS.get(self.ending) or mimetypes.types_map.get(self.ending, 'text/plain')}; charset=utf-8"

    @property
    def operation(self):
        """The query it asks."""
        return self.document.operations[0]


@dataclass(frozen=True, eq=False, repr=False)
class Compiled:
    """A theme that is fit to be shown. answers: the parts that htmx may ask for alone."""

    theme: object
    engine: ThemeEngine
    patterns: list
    pages: dict
    actions: dict
    answers: frozenset

    def __repr__(self):
        return f"<Compiled {self.theme.name}>"

    @property
    def own(self):
        """The patterns that it says itself."""
        return [pattern for pattern in self.patterns if pattern.text in self.theme.own]

    def address(self, page, known):
        """The path of a page below its language, made of known words; KeyError names what is missing."""
        return self._pattern(page).filled(known)

    def is_of_a_shop(self, page):
        """Does the page stand below a shop?"""
        return self._pattern(page).of_a_shop

    def _pattern(self, page):
        text = next((text for text, name in self.theme.pages.items() if name == page), None)
        if text is None:
            raise KeyError(page)
        return addresses.Pattern(text, page)


def every():
    """{name: Compiled} of all themes; the first fault, also in plugins' pages, stops with a ThemeProblem."""
    return _compiled(tuple(str(folder) for folder in settings.THEMES), settings.SHOP_THEME)[0]


def mounts():
    """{first word of the address: mount.Mount} of the plugins' pages."""
    return _compiled(tuple(str(folder) for folder in settings.THEMES), settings.SHOP_THEME)[1]


def of(shop):
    """The theme of a shop, or of the street for None and where the shop's own is missing; None without any pages."""
    themes = every()
    found = themes.get(shop.theme) if shop is not None else None
    found = found or themes.get(settings.SHOP_THEME)
    return found if found is not None and found.patterns else None


@cache
def _compiled(roots, street):
    languages.gather()
    found = {name: _one(theme) for name, theme in installed().items()}
    themes = {name: one for name, one in found.items() if not one.theme.mount}
    mounts = mount.gathered([one for one in found.values() if one.theme.mount])
    places = [*([themes[street]] if street in themes else ()), *mounts.values()]
    reserved.reserve(pattern.first for one in places for pattern in one.patterns if not pattern.of_a_shop)
    return themes, mounts


def _one(theme):
    engine = ThemeEngine(theme)
    _compile_templates(theme, engine)
    patterns = _patterns(theme)
    names = {pattern.page for pattern in patterns} | {name for name in ALWAYS if theme.file(f"pages/{name}.html")}
    _check_names(theme, names)
    return Compiled(
        theme=theme,
        engine=engine,
        patterns=patterns,
        pages={name: _page(theme, name, patterns) for name in sorted(names)},
        actions=_actions(theme),
        answers=_answers(theme),
    )


def _patterns(theme):
    found = addresses.in_order(theme.pages)
    for pattern in found:
        fault = pattern.fault
        if fault:
            raise _said(theme, pattern.text, f"{pattern.text!r} cannot be an address: {fault}.")
    return found


def _check_names(theme, names):
    for name in sorted(names):
        if not NAME.fullmatch(name):
            raise _said(theme, name, f"{name!r} cannot be a page; write small letters, digits and hyphens.")
    for name in sorted(
        {*theme.main, *theme.private, *theme.members, *theme.staff, *filter(None, [theme.sign_in])} - names
    ):
        raise _said(theme, name, f"there is no page {name!r}; the pages are {', '.join(sorted(names))}.")
    if (theme.members or theme.staff) and not theme.sign_in:
        raise _said(
            theme, "members" if theme.members else "staff", "say with sign_in which page strangers are sent to."
        )


def _page(theme, name, patterns):
    mine = [p for p in patterns if p.page == name]
    ending = mine[0].ending if mine else ".html"
    if theme.file(f"pages/{name}{ending}") is None:
        raise _said(theme, name, f"the page {name!r} has no pages/{name}{ending}.")
    file, main = theme.file(f"pages/{name}.graphql"), theme.main.get(name)
    if file is None and main:
        raise _said(theme, name, f"the page {name!r} has no pages/{name}.graphql, so it has no {main!r}.")
    document = file and documents.page_document(file, theme)
    if document:
        _check_page(theme, document, main, mine)
    for_members, for_staff = name in theme.members, name in theme.staff
    private = name in theme.private or for_members or for_staff or bool(theme.mount)
    return Page(name, document, ending, main, private=private, members=for_members, staff=for_staff)


def _check_page(theme, document, main, patterns):
    operation, text = document.operations[0], document.text
    for key in sorted(TAKEN & set(operation.roots)):
        raise ThemeProblem(document.file, line_of(text, key), f"{key} is a word of the engine; give it an alias.")
    if main and main not in operation.roots:
        raise _said(theme, "main", f"{document.file} does not ask {main!r}.")
    for place, known in [(p.text, _known_at(p)) for p in patterns] or [("any address", {"language"})]:
        for name, variable in operation.variables.items():
            if variable.required and name not in known:
                raise ThemeProblem(
                    document.file,
                    line_of(text, f"${name}"),
                    f"nothing says what ${name} is at {place}; make it optional, or a word of the address.",
                )


def _known_at(pattern):
    return set(pattern.words) | (documents.OURS - {"basket"} if pattern.of_a_shop else {"language"})


def _answers(theme):
    for name in sorted(theme.answers):
        if theme.file(f"parts/{name}.html") is None:
            raise _said(theme, name, f"there is no parts/{name}.html to answer with.")
    return theme.answers


def _actions(theme):
    found = theme.files("actions", ".graphql")
    for name, file in found.items():
        if not NAME.fullmatch(name):
            raise ThemeProblem(file, 1, "an action is named in small letters, digits and hyphens.")
    return {name: documents.action_document(file, theme) for name, file in found.items()}


def _compile_templates(theme, engine):
    """Compile every template of the theme and of those it extends, and find what they extend, include and lead to."""
    loader = engine.template_loaders[0]
    for folder in theme.folders:
        files = [file for file in folder.glob("pages/*") if file.suffix not in ("", ".graphql")]
        for file in sorted([*files, *folder.glob("parts/**/*.html")]):
            origin = Origin(str(file), file.relative_to(folder).as_posix(), loader)
            try:
                template = Template(file.read_text(), origin, engine=engine)
            except TemplateSyntaxError as error:
                raise ThemeProblem(file, getattr(getattr(error, "token", None), "lineno", 1), f"{error}.")
            _check_templates(file, engine, template.nodelist)
            _check_addresses(file, theme, template.nodelist)


def _check_templates(file, engine, nodes):
    for node in nodes.get_nodes_by_type((ExtendsNode, IncludeNode)):
        other = (node.parent_name if isinstance(node, ExtendsNode) else node.template).var
        try:
            if isinstance(other, str):
                engine.find_template(other)
        except TemplateDoesNotExist:
            raise ThemeProblem(file, node.token.lineno, f"there is no template {other!r}.")
        except TemplateSyntaxError as error:
            raise ThemeProblem(file, node.token.lineno, f"{other}: {error}.")


def _check_addresses(file, theme, nodes):
    for node in nodes.get_nodes_by_type(SimpleNode):
        page = node.args[0].var if node.args and node.func in (tags.address, tags.full_address) else None
        if isinstance(page, str) and page not in theme.pages.values():
            raise ThemeProblem(file, node.token.lineno, f"no address leads to a page {page!r}.")


def _said(theme, word, sentence):
    """A ThemeProblem at the line of the nearest theme.toml that says the word."""
    files = [folder / "theme.toml" for folder in theme.folders]
    file = next((f for f in files if re.search(re.escape(word), f.read_text())), files[0])
    return ThemeProblem(file, line_of(file.read_text(), word), sentence)
