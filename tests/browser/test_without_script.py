"""Every page with JavaScript off: it opens, fits and shuts nobody out. Shops, each in one language, take turns."""

import pytest

from . import checks, hands
from .places import PLACES
from .shops import LANGUAGES, SHOPS


def every():
    """All pages of a shop are one worker's. What a theme adds are colours, which scripts do not change."""
    for number, shop in enumerate(SHOPS):
        language = LANGUAGES[number % len(LANGUAGES)]
        name = f"{shop}-{language}-bare"
        for place in [place for place in PLACES if place.who != "latecomer"][number :: len(SHOPS)]:
            group = pytest.mark.xdist_group(name)
            yield pytest.param((shop, language, place), id=f"{name}-{place.name}", marks=group)


@pytest.mark.parametrize("where", every())
def test_it_opens_fits_and_shuts_nobody_out(where, walks, request):
    shop, language, place = where
    visitor, status = walks(shop, language, script=False).see(place)
    request.node.visitors = [visitor]
    hands.open_all(visitor)
    found = {
        f"status {place.status}": [] if status == place.status else [status],
        "no script": [transfer.url for transfer in visitor.transfers if transfer.kind == "Script"],
        "nothing amiss": visitor.foreign + visitor.failed + visitor.complaints,
        "fits 320": checks.too_wide(visitor, 320),
        "nobody is shut out": checks.barriers(visitor),
    }
    visitor.become(width=360)
    request.node.user_properties.append(("checks", len(found)))
    assert {name: faults for name, faults in found.items() if faults} == {}
