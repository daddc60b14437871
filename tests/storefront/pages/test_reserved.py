"""A shop cannot stand where a page of the street, or of a plugin, stands."""

import pytest

from storefront import __main__
from storefront.channels import actions, reserved
from storefront.channels.models import Channel
from storefront.kernel.errors import ShopError
from storefront.pages import compiled
from tests import shop


@pytest.fixture(autouse=True)
def known(db, themes):
    """The addresses of the street are known, as from the start on."""
    compiled._compiled.cache_clear()
    compiled.every()


@pytest.mark.parametrize("slug", ["markets", "mine", "sign-in"])
def test_no_shop_is_opened_there(slug):
    with pytest.raises(ShopError) as refused:
        shop.a_channel(slug)
    assert (refused.value.code, refused.value.field) == ("INVALID", "slug")


def test_no_shop_moves_there():
    pain = shop.a_channel("pain")
    with pytest.raises(ShopError, match="'markets' cannot be a shop's slug; choose another"):
        actions.update_channel(pain.pk, slug="markets")


def test_a_shop_that_stood_there_before_stops_the_start(capsys):
    shop.a_channel("pain")
    __main__._check_addresses()
    Channel.objects.create(slug="markets", name="Markets", currency="EUR", country="FR")
    assert reserved.taken() == ["markets"]
    with pytest.raises(SystemExit):
        __main__._check_addresses()
    assert "No page of markets can be reached" in capsys.readouterr().err
