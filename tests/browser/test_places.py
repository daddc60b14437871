"""Every page in every theme and language: it opens, fits, can be tapped, shuts nobody out and weighs little.

A page is loaded once and everything is looked at then. All that is amiss is told together, by the names below.
"""

import tomllib
from pathlib import Path

import pytest

from tests import live

from . import checks, hands, pictures
from .places import PLACES
from .shops import LANGUAGES, SHOPS
from .visitor import SIZES

THEME = Path(live.ROOT, "themes/atelier")
FRAGMENTS = {"basket-count"}  # fetched by pages, never a page of its own


def every():
    """All pages of a shop in a language are one worker's, for they share their visitors."""
    for shop in SHOPS:
        for language in LANGUAGES:
            for place in PLACES:
                name = f"{shop}-{language}"
                group = pytest.mark.xdist_group(name)
                yield pytest.param((shop, language, place), id=f"{name}-{place.name}", marks=group)


@pytest.mark.parametrize("where", every())
def test_all_is_well_with(where, walks, request):
    shop, language, place = where
    visitor, status = walks(shop, language).see(place)
    request.node.visitors = [visitor]
    found = {
        **as_it_came(visitor, place, status),
        **when_it_is_used(visitor),
    }
    if pictures.is_sample(shop, language, place):
        pictures.take(visitor, pictures.path_of(shop, language, place, 360, False))
    if is_turn_of(language, shop, place):
        found["legible in the dark"] = in_the_dark(visitor)
    if hands.open_all(visitor):
        found |= {f"{name}, all unfolded": faults for name, faults in when_it_is_used(visitor, [320]).items()}
    request.node.user_properties.append(("checks", len(found)))
    assert {name: faults for name, faults in found.items() if faults} == {}


def as_it_came(visitor, place, status):
    """What was written down before anything was done to the page: {check: faults}."""
    moved = checks.shifts(visitor)
    return {
        f"status {place.status}": [] if status == place.status else [status],
        "no other host": list(visitor.foreign),
        "everything came": list(visitor.failed),
        "no complaint in the console": list(visitor.complaints),
        "nothing jumps": [moved] if moved > 0.02 else [],
        "light": checks.too_heavy(visitor.transfers, is_product=place.name == "product"),
    }


def when_it_is_used(visitor, widths=SIZES):
    """What a finger, an eye and axe meet: {check: faults}."""
    found = {
        "pictures": checks.missing_pictures(visitor),
        "large enough to tap": checks.too_small(visitor),
        "nobody is shut out": checks.barriers(visitor),
    }
    for width in sorted(widths, reverse=True):
        found[f"fits {width}"] = checks.too_wide(visitor, width)
    visitor.become(width=360)
    return found


def in_the_dark(visitor):
    """What cannot be read on a dark screen."""
    visitor.become(dark=True)
    try:
        return checks.barriers(visitor, "color-contrast")
    finally:
        visitor.become(dark=False)


def is_turn_of(language, shop, place):
    """Colours are the theme's and know no language: each page and theme is looked at in one."""
    return LANGUAGES[(PLACES.index(place) + list(SHOPS).index(shop)) % len(LANGUAGES)] == language


def without_a_place(places):
    """The theme's pages, those without an address too, that no place of these shows."""
    theme = tomllib.loads((THEME / "theme.toml").read_text())
    pages = {path.stem for path in (THEME / "pages").glob("*.html")} - FRAGMENTS
    ways = {name: path.split("/")[1:-1] for path, name in theme["pages"].items() if name in pages}
    seen = {place.amiss for place in places} | {str(place.status) for place in places}
    for place in places:
        steps = place.path.split("?")[0].split("/")[1:-1]
        if place.status != 404 and not place.amiss:
            seen |= {name for name, way in ways.items() if is_answered(steps, way)}
    return sorted(pages - seen)


def is_answered(steps, way):
    """Does a page with that way answer there? Words in braces are anything; the shop is the channel."""
    return len(steps) == len(way) and all(b.startswith("{") or a == b for a, b in zip(steps, way, strict=True))


def test_every_page_of_the_theme_has_a_place():
    assert without_a_place(PLACES) == []


@pytest.mark.parametrize("page", ["confirm", "403", "404", "addresses", "product", "street"])
def test_a_page_without_a_place_would_be_missed(page):
    def shows(place):
        return page in (place.amiss, str(place.status)) or page not in without_a_place([place]) != []

    assert without_a_place([place for place in PLACES if not shows(place)]) == [page]
