"""A theme's documents: put together with the fragments they spread and the plugins' outlets, then proven."""

import re
from dataclasses import dataclass

from ..api import typed
from . import outlets
from .theme import ThemeProblem

KNOWN = {"channel": "String!", "language": "LanguageCodeEnum!"}  # declared for the plugins' fragments when missing
OURS = frozenset(("channel", "language", "basket", "timezone"))  # variables that the engine fills in


@dataclass(frozen=True)
class Document:
    """A document that fits the schema. operations: the typed.Operations in it."""

    file: object
    text: str
    operations: tuple


class _Sheet:
    """A text put together from files, which still knows where each line came from."""

    def __init__(self, file, text):
        self.file, self.text, self.starts = file, text, [(1, file)]

    def add(self, file, text):
        """Append another file's text."""
        self.text = self.text.rstrip("\n") + "\n"
        self.starts.append((self.text.count("\n") + 1, file))
        self.text += text

    def problem(self, fault):
        """A ThemeProblem at the file and line of a typed.Faulty."""
        first, file = next(start for start in reversed(self.starts) if start[0] <= fault.line)
        return ThemeProblem(file, fault.line - first + 1, fault.message)


def page_document(file, theme):
    """The Document of a page: one query."""
    found = _document(file, theme, plugins=True)
    if [operation.kind for operation in found.operations] != ["query"]:
        raise ThemeProblem(file, 1, "a page asks one query, and nothing else.")
    return found


def action_document(file, theme):
    """The Document of an action: mutations; the first whose engine's variables are known is done."""
    found = _document(file, theme, plugins=False)
    for operation in found.operations:
        if operation.kind != "mutation" or "..." in operation.roots:
            raise ThemeProblem(file, 1, "an action is a mutation; it may give several to choose from.")
        if operation.name is None and len(found.operations) > 1:
            raise ThemeProblem(file, 1, "when there are several mutations to choose from, each has a name.")
        for root in operation.refusals_unseen:
            line = _line(found.text, root)
            raise ThemeProblem(file, line, f"{root} must ask errors {{ field message code }}, for the form to show.")
    return found


def _document(file, theme, plugins):
    text, more = outlets.asked(file.read_text()) if plugins else (file.read_text(), [])
    sheet = _Sheet(file, text)
    for words in more:
        sheet.add(*words)
    try:
        _add_parts(sheet, theme)
        text = typed.declared(sheet.text, KNOWN) if more else sheet.text
        return Document(file, text, typed.operations(text))
    except typed.Faulty as fault:
        raise sheet.problem(fault)


def _add_parts(sheet, theme):
    """Append the shared fragments that are spread and defined in parts/, and those that these spread."""
    shelf = _shelf(theme)
    while True:
        defined, spread = typed.fragments(sheet.text)
        wanted = sorted(name for name in spread - set(defined) if name in shelf)
        if not wanted:
            return
        sheet.add(shelf[wanted[0]], shelf[wanted[0]].read_text())


def _shelf(theme):
    """{fragment's name: the file in parts/ that defines it}."""
    found = {}
    for file in theme.files("parts", ".graphql").values():
        try:
            found |= dict.fromkeys(typed.fragments(file.read_text())[0], file)
        except typed.Faulty as fault:
            raise ThemeProblem(file, fault.line, fault.message)
    return found


def _line(text, word):
    found = re.search(rf"\b{word}\b", text)
    return text.count("\n", 0, found.start()) + 1 if found else 1
