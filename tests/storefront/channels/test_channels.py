"""Shops."""
import datetime

import pytest

from storefront.channels import actions, queries
from storefront.channels.models import Channel, TaxRate
from storefront.kernel import ids
from storefront.kernel.errors import ShopError, ShopErrors
from storefront.kernel.permissions import ANONYMOUS
from tests.storefront.accounts.conftest import denied, person, shops, staff, token_of  # noqa: F401

ONE = """query($slug: String, $id: ID) { channel(slug: $slug, id: $id) { id slug name isActive currencyCode
    countries { code country } defaultCountry { code } metadata { key } } }"""
ALL = "{ channels { slug } }"
DAY = datetime.date


def test_an_open_shop_is_anybodys(shops, graphql):  # noqa: F811
    shop = shops["fleurs"]
    expected = {"id": ids.to_global("Channel", shop.pk), "slug": "fleurs", "name": "Fleurs", "isActive": True,
                "currencyCode": "EUR", "countries": [{"code": "FR", "country": "France"}],
                "defaultCountry": {"code": "FR"}, "metadata": []}
    assert graphql(ONE, {"slug": "fleurs"})["data"]["channel"] == expected
    assert graphql(ONE, {"id": expected["id"]})["data"]["channel"] == expected
    for nothing in ({"slug": "nowhere"}, {}, {"id": ids.to_global("Channel", 10**6)}):
        assert graphql(ONE, nothing)["data"] == {"channel": None}
