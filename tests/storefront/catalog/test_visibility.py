"""Who sees which product: published, listed, by channel, by staff."""

import datetime

import pytest

from storefront.catalog.actions import publish, update_product
from storefront.kernel import clock
from tests.shop import a_channel, a_product, a_variant, answer_to, ask, messages, names, staff_of

pytestmark = pytest.mark.django_db
LIST = "query($c: String) { products(first: 20, channel: $c) { totalCount edges { node { name } } } }"
ONE = "query($s: String, $c: String) { product(slug: $s, channel: $c) { name pricing { onSale } } }"


def listed(channel="pain", **who):
    page = ask(LIST, {"c": channel}, **who)["products"]
    assert page["totalCount"] == len(page["edges"])
    return names(page)


def test_customers_find_what_is_published_and_listed():
    a_product("Shown")
    a_product("Draft", is_published=False)
    hidden = a_product("By link only", visible_in_listings=False)
    assert listed() == ["Shown"]
    assert ask(ONE, {"s": hidden.slug, "c": "pain"})["product"]["name"] == "By link only"
    assert ask(ONE, {"s": "draft", "c": "pain"})["product"] is None


def test_publication_waits_for_its_day():
    tomorrow = clock.now() + datetime.timedelta(days=1)
    a_product("Galette", published_at=tomorrow)
    assert listed() == []
    assert listed(now=tomorrow + datetime.timedelta(seconds=1)) == ["Galette"]


def test_publish_and_take_back():
    product = a_product("Galette", is_published=False)
    publish(product, product.channel)
    assert listed() == ["Galette"]
    publish(product, product.channel, is_published=False)
    assert listed() == []


def test_a_channel_shows_its_own_products():
    a_product("Bread")
    a_product("Rose", channel=a_channel("fleurs"))
    assert listed("pain") == ["Bread"]
    assert listed("fleurs") == ["Rose"]
    assert listed("nowhere") == []


def test_staff_see_everything_of_their_channels_only():
    bread = a_product("Draft bread", is_published=False)
    a_product("Draft rose", channel=a_channel("fleurs"), is_published=False)
    baker = staff_of(bread.channel)
    assert listed("pain", visitor=baker) == ["Draft bread"]
    assert listed("fleurs", visitor=baker) == []
    assert listed(None, visitor=baker) == ["Draft bread"]


def test_without_a_channel_staff_see_no_price_and_customers_are_asked_which():
    product = a_product("Bread")
    a_channel("fleurs")
    one = ask(ONE, {"s": "bread"}, visitor=staff_of(product.channel))["product"]
    assert one == {"name": "Bread", "pricing": None}
    answer = answer_to(ONE, {"s": "bread"})
    assert answer["data"]["product"] is None
    assert messages(answer) == ["More than one channel exists. Specify which channel to use."]


def test_with_one_open_channel_it_need_not_be_named():
    a_product("Bread")
    assert listed(None) == ["Bread"]


def test_customers_see_variants_with_a_price_staff_see_all():
    product = a_product("Bread", variants=[a_variant("Whole", 300), a_variant("Half", None)])
    document = '{ product(slug: "bread", channel: "pain") { variants { name } defaultVariant { name } } }'
    assert ask(document)["product"] == {"variants": [{"name": "Whole"}], "defaultVariant": {"name": "Whole"}}
    staff = ask(document, visitor=staff_of(product.channel))["product"]
    assert [variant["name"] for variant in staff["variants"]] == ["Whole", "Half"]


def test_channel_listings_are_for_staff_of_the_channel():
    product = a_product("Bread", variants=[actions_variant(300, 120)])
    document = (
        '{ product(slug: "bread", channel: "pain") { channelListings { isPublished channel { slug } } '
        "variants { channelListings { price { amount } costPrice { amount } margin } } } }"
    )
    assert ask(document, visitor=staff_of(product.channel))["product"] == {
        "channelListings": [{"isPublished": True, "channel": {"slug": "pain"}}],
        "variants": [{"channelListings": [{"price": {"amount": 3.0}, "costPrice": {"amount": 1.2}, "margin": 60}]}],
    }
    denied = answer_to(document)
    assert denied["data"]["product"]["channelListings"] is None
    assert "MANAGE_PRODUCTS" in messages(denied)[0]


def test_a_changed_name_is_shown_at_its_new_place():
    product = a_product("Aaa")
    a_product("Bbb")
    update_product(product, name="Ccc")
    assert listed() == ["Bbb", "Ccc"]


def actions_variant(price, cost):
    variant = a_variant(price=price)
    variant.cost = cost
    return variant
