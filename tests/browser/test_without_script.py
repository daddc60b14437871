"""Every page with JavaScript off: it opens, fits and shuts nobody out. Languages take turns."""

import pytest

from . import checks
from .places import PLACES
from .shops import LANGUAGES, SHOPS


def every():
    """All pages of a shop are one worker's."""
    for number, shop in enumerate(SHOPS):
        for language in LANGUAGES:
            for place in PLACES[(number + LANGUAGES.index(language)) % 2 :: 2]:
                name = f"{shop}-{language}-bare"
                yield pytest.param(
                    (shop, language, place), id=f"{name}-{place.name}", marks=pytest.mark.xdist_group(name)
                )


@pytest.mark.parametrize("where", every())
def test_it_opens_fits_and_shuts_nobody_out(where, walks, request):
    shop, language, place = where
    visitor, status = walks(shop, language, script=False).see(place)
    request.node.visitors = [visitor]
    assert status == place.status
    assert [transfer.url for transfer in visitor.transfers if transfer.kind == "Script"] == []
    assert visitor.foreign + visitor.failed + visitor.complaints == []
    assert checks.too_wide(visitor, 360) == []
    assert checks.barriers(visitor) == []
