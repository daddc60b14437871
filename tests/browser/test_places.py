"""Every page in every theme and language: it opens, fits, can be tapped, shuts nobody out and weighs little."""

from dataclasses import dataclass

import pytest

from . import checks, pictures
from .places import PLACES
from .shops import LANGUAGES, SHOPS
from .visitor import SIZES, Visitor


@dataclass
class Seen:
    """A page as it came, with what was written down before anything was done to it."""

    place: object
    visitor: Visitor
    status: int
    transfers: list
    troubles: dict
    shifts: float  # see checks.shifts


def every():
    """All pages of a shop in a language are one worker's, for they share their visitors."""
    for shop in SHOPS:
        for language in LANGUAGES:
            for place in PLACES:
                name = f"{shop}-{language}"
                group = pytest.mark.xdist_group(name)
                yield pytest.param((shop, language, place), id=f"{name}-{place.name}", marks=group)


@pytest.fixture(scope="module", params=every())
def seen(request, walks):
    """A page, seen once on a phone for all tests of it."""
    shop, language, place = request.param
    visitor, status = walks(shop, language).see(place)
    troubles = {"foreign": visitor.foreign, "failed": visitor.failed, "complaints": visitor.complaints}
    found = Seen(
        place,
        visitor,
        status,
        list(visitor.transfers),
        {name: list(said) for name, said in troubles.items()},
        checks.shifts(visitor),
    )
    if pictures.is_sample(shop, language, place):
        pictures.take(visitor, pictures.path_of(shop, language, place, 360, False))
    return found


def test_it_opens_without_a_complaint_and_asks_nobody_else(seen):
    assert (seen.status, seen.troubles) == (seen.place.status, {"foreign": [], "failed": [], "complaints": []})


def test_every_picture_is_there(seen):
    assert checks.missing_pictures(seen.visitor) == []


def test_everything_to_tap_is_large_enough(seen):
    assert checks.too_small(seen.visitor) == []


def test_nobody_is_shut_out(seen):
    assert checks.barriers(seen.visitor) == []


def test_it_is_legible_in_the_dark(seen):
    seen.visitor.become(dark=True)
    try:
        assert checks.barriers(seen.visitor, "color-contrast") == []
    finally:
        seen.visitor.become(dark=False)


@pytest.mark.parametrize("width", SIZES)
def test_nothing_is_wider_than_the_screen(seen, width):
    try:
        assert checks.too_wide(seen.visitor, width) == []
    finally:
        seen.visitor.become(width=360)


def test_nothing_jumps(seen):
    assert seen.shifts <= 0.02


def test_it_is_light(seen):
    assert checks.too_heavy(seen.transfers) == []
    if seen.place.name == "product":
        assert sum(transfer.size for transfer in seen.transfers) <= 200_000
        assert len(seen.transfers) <= 15
