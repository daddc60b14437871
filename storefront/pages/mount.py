"""Page sets of plugins: a folder pages/ whose theme.toml says mount = "atelier" answers below /atelier/.

The set that extends no other one owns the mount; sets of other plugins extend it and add pages of their own, which then
share its frame, its styles and its sign-in page.
"""

from dataclasses import dataclass

from django.conf import settings

from .. import plugin
from . import addresses
from .theme import NAME, ThemeProblem, line_of


@dataclass(frozen=True, eq=False)
class Mount:
    """sets: the compiled.Compiled that answer here, the owner first. patterns: all their own, in order."""

    name: str
    sets: tuple
    patterns: list

    @property
    def owner(self):
        """The set whose frame the others share, and whose pages say what is amiss."""
        return self.sets[0]

    def found(self, below):
        """(set, pattern, words) that answer at an address, or None."""
        pattern, words = addresses.found(self.patterns, below)
        if pattern is None:
            return None
        return next(one for one in self.sets if pattern in one.own), pattern, words


def gathered(compiled):
    """{name: Mount} of compiled sets of pages; a ThemeProblem when they contradict each other."""
    names = sorted({one.theme.mount for one in compiled})
    return {name: _mount(name, [one for one in compiled if one.theme.mount == name]) for name in names}


def _mount(name, sets):
    owners = [one for one in sets if not any(one.theme.extends == other.theme.name for other in sets)]
    for one in owners[1:]:
        raise _said(one, f"/{name}/ belongs to {owners[0].theme.name!r} already; extend that, or mount elsewhere.")
    _check_name(name, owners[0])
    ordered = [owners[0], *(one for one in sets if one is not owners[0])]
    mine = {}
    for one in ordered:
        for pattern in one.own:
            if pattern.text in mine:
                raise _said(one, f"{mine[pattern.text].theme.name!r} answers there already.", pattern.text)
            mine[pattern.text] = one
    return Mount(name, tuple(ordered), addresses.ordered(p for one in ordered for p in one.own))


def _check_name(name, owner):
    words = {found.word for found in plugin.discovered() if found.name != owner.theme.name}
    if not NAME.fullmatch(name) or name in {*plugin.RESERVED, *dict(settings.LANGUAGES), *words}:
        raise _said(owner, f"nothing can be mounted at /{name}/; choose another word.")


def _said(one, sentence, word="mount"):
    file = one.theme.folders[0] / "theme.toml"
    return ThemeProblem(file, line_of(file.read_text(), word), sentence)
