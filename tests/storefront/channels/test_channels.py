"""Shops."""

import pytest

from storefront.channels import actions, queries
from storefront.channels.models import Channel
from storefront.kernel import ids
from storefront.kernel.errors import ShopError, ShopErrors
from storefront.kernel.permissions import Visitor
from tests.storefront.accounts.conftest import denied

ONE = """query($slug: String, $id: ID) { channel(slug: $slug, id: $id) { id slug name isActive currencyCode
    countries { code country } defaultCountry { code } metadata { key } } }"""
ALL = "{ channels { slug } }"
INSIDE = """{ channel(slug: "fleurs") { hasOrders orderSettings { allowUnpaidOrders }
    stockSettings { allocationStrategy } checkoutSettings { useLegacyErrorFlow } privateMetadata { key } } }"""


def test_an_open_shop_is_anybodys(shops, graphql):
    shop = shops["fleurs"]
    expected = {
        "id": ids.to_global("Channel", shop.pk),
        "slug": "fleurs",
        "name": "Fleurs",
        "isActive": True,
        "currencyCode": "EUR",
        "countries": [{"code": "FR", "country": "France"}],
        "defaultCountry": {"code": "FR"},
        "metadata": [],
    }
    assert graphql(ONE, {"slug": "fleurs"})["data"]["channel"] == expected
    assert graphql(ONE, {"id": expected["id"]})["data"]["channel"] == expected
    for nothing in ({"slug": "nowhere"}, {}, {"id": ids.to_global("Channel", 10**6)}):
        assert graphql(ONE, nothing)["data"] == {"channel": None}


def test_a_bad_token_does_not_hide_an_open_shop(shops, graphql):
    assert graphql(ONE, {"slug": "fleurs"}, token="garbage")["data"]["channel"]["slug"] == "fleurs"


def test_a_closed_shop_is_seen_by_its_staff_alone(shops, graphql, staff, person, token_of):
    cobbler = staff("MANAGE_ORDERS", channels=[shops["cuir"]])
    florist = staff("MANAGE_ORDERS", channels=[shops["fleurs"]], email="leo@fleurs.example")
    admin = person("admin@rue.example", is_staff=True, is_superuser=True)
    seen = [
        (graphql(ONE, {"slug": "cuir"}, token=token)["data"]["channel"] or {}).get("isActive")
        for token in (None, token_of(florist), token_of(cobbler), token_of(admin))
    ]
    assert seen == [None, None, False, False]


def test_a_shop_names_the_countries_it_sells_to(shops, graphql):
    Channel.objects.filter(slug="fleurs").update(countries=["BE", "DE"])
    answer = graphql(ONE, {"slug": "fleurs"})["data"]["channel"]["countries"]
    assert [country["code"] for country in answer] == ["BE", "DE"]


def test_the_list_is_for_staff(shops, graphql, staff, person, token_of):
    for token in (None, token_of(person())):
        answer = graphql(ALL, token=token)
        assert (answer["data"], denied(answer)) == ({"channels": None}, ["PermissionDenied"])
    florist = staff("MANAGE_ORDERS", channels=[shops["fleurs"]])
    everywhere = staff("MANAGE_ORDERS", email="leo@rue.example")
    assert graphql(ALL, token=token_of(florist))["data"] == {"channels": [{"slug": "fleurs"}]}
    assert graphql(ALL, token=token_of(everywhere))["data"] == {
        "channels": [{"slug": "cuir"}, {"slug": "fleurs"}, {"slug": "pain"}]
    }


def test_the_list_holds_only_what_staff_may_see_whole(shops, graphql, staff, token_of):
    florist = staff("MANAGE_CHANNELS", channels=[shops["fleurs"]])
    answer = graphql("{ channels { slug hasOrders privateMetadata { key } } }", token=token_of(florist))
    assert answer["data"] == {"channels": [{"slug": "fleurs", "hasOrders": False, "privateMetadata": []}]}
    assert "errors" not in answer
    cobbler = staff("MANAGE_ORDERS", channels=[shops["cuir"]], email="lo@cuir.example")
    assert graphql(ALL, token=token_of(cobbler))["data"] == {"channels": [{"slug": "cuir"}]}


def test_an_empty_list_is_a_list(graphql, person, token_of):
    assert graphql(ALL, token=token_of(person(is_staff=True)))["data"] == {"channels": []}


def test_how_a_shop_works_inside_is_for_its_staff(shops, graphql, staff, token_of):
    assert graphql(INSIDE)["data"] == {"channel": None}
    florist = staff("MANAGE_CHANNELS", channels=[shops["fleurs"]])
    Channel.objects.filter(slug="fleurs").update(allow_unpaid_orders=True)
    assert graphql(INSIDE, token=token_of(florist))["data"]["channel"] == {
        "hasOrders": False,
        "orderSettings": {"allowUnpaidOrders": True},
        "privateMetadata": [],
        "stockSettings": {"allocationStrategy": "PRIORITIZE_SORTING_ORDER"},
        "checkoutSettings": {"useLegacyErrorFlow": False},
    }
    baker = staff("MANAGE_CHANNELS", channels=[shops["pain"]], email="leo@pain.example")
    assert set(denied(graphql(INSIDE, token=token_of(baker)))) == {"PermissionDenied"}


def test_the_shop_meant_when_none_is_named(shops):
    with pytest.raises(ShopError, match="More than one channel exists. Specify which channel to use.") as refusal:
        queries.default_channel()
    assert refusal.value.code == "MISSING_CHANNEL_SLUG"
    assert queries.default_channel(Visitor(is_staff=True)) is None
    Channel.objects.filter(slug="pain").update(is_active=False)
    assert queries.default_channel() == shops["fleurs"]
    Channel.objects.update(is_active=False)
    assert queries.default_channel() is None


def test_a_shop_is_found_by_its_slug_when_it_may_be_seen(shops, statements):
    with statements() as count:
        assert queries.channel("fleurs") == shops["fleurs"]
    assert len(count) == 1
    assert queries.channel("cuir") is None
    assert queries.channel("cuir", Visitor(grants={"MANAGE_ORDERS": {shops["cuir"].pk}})) == shops["cuir"]


@pytest.mark.django_db
def test_a_shop_is_opened():
    shop = actions.create_channel("Pain", "pain", "EUR", "FR", timezone="Europe/Paris", trade="baker")
    assert (shop.pk is not None, shop.trade, Channel.objects.get()) == (True, "baker", shop)
    with pytest.raises(ShopError) as refusal:
        actions.create_channel("Pain", "pain", "EUR", "FR")
    assert (refusal.value.code, refusal.value.field) == ("UNIQUE", "slug")


@pytest.mark.django_db
def test_a_shop_that_cannot_be():
    with pytest.raises(ShopErrors) as refusals:
        actions.create_channel(" ", "Pain!", "XXY", "ZY", countries=["fr"], timezone="Mars", default_language="xx")
    assert [(error.code, error.field) for error in refusals.value.errors] == [
        ("INVALID", field)
        for field in ("slug", "name", "currencyCode", "defaultCountry", "countries", "timezone", "languageCode")
    ]
    assert list(Channel.objects.all()) == []


def test_a_shop_changes_but_not_its_currency(shops):
    assert actions.update_channel(shops["pain"].pk, name="Boulangerie", is_active=False).name == "Boulangerie"
    assert queries.channel("pain") is None
    for changes, code in [({"currency": "USD"}, "INVALID"), ({"slug": "fleurs"}, "UNIQUE"), ({"slug": ""}, "INVALID")]:
        with pytest.raises(ShopError) as refusal:
            actions.update_channel(shops["pain"].pk, **changes)
        assert refusal.value.code == code
    with pytest.raises(ShopError) as refusal:
        actions.update_channel(10**6, name="x")
    assert refusal.value.code == "NOT_FOUND"
