"""Query.shop: the street and the shops in it, with what they look like; read by anybody."""

import pytest
from django.conf import settings

from storefront.catalog import media
from storefront.channels import actions
from storefront.channels.models import Channel
from storefront.kernel import ids
from tests.shop import picture
from tests.storefront.accounts.conftest import denied

STREET = """query($language: LanguageCodeEnum!) { shop {
    id name description domain { host sslEnabled url } languages { code } defaultCountry { code } channelCurrencies
    defaultWeightUnit picture(languageCode: $language, size: 0) { url alt }
    translation(languageCode: $language) { name description language { code } } metadata { key value }
    channels { slug shop(languageCode: $language) {
        name picture(size: 256, format: WEBP) { url alt } address { city } isOpen openWords } } } }"""


@pytest.fixture
def drawn():
    """The stored path of a picture."""
    return media.accept(picture()).path


@pytest.fixture
def street(shops, drawn):
    """A street and a bakery that show what they look like."""
    words = {"picture": drawn, "picture_alt": "Trois boutiques"}
    actions.update_channel(shops["pain"].pk, **words, translations={"en": {"picture_alt": "Bread"}})
    english = {"name": "Makers' Row", "picture_alt": "Three shops"}
    return actions.settle_street(
        name="rue", description="Ici.", metadata={"a": "b"}, translations={"en": english}, **words
    )


def test_everybody_reads_the_street(street, graphql, drawn):
    answer = graphql(STREET, {"language": "EN"})
    assert "errors" not in answer
    channels = answer["data"]["shop"].pop("channels")
    assert answer["data"]["shop"] == {
        "id": ids.to_global("Shop", 1),
        "name": "rue",
        "description": "Ici.",
        "domain": {"host": "127.0.0.1:8000", "sslEnabled": False, "url": "http://127.0.0.1:8000"},
        "languages": [{"code": "FR"}, {"code": "EN"}],
        "defaultCountry": {"code": "FR"},
        "channelCurrencies": ["EUR"],
        "defaultWeightUnit": "KG",
        "picture": {"url": f"{settings.SHOP_URL}/media/{drawn}", "alt": "Three shops"},
        "translation": {"name": "Makers' Row", "description": None, "language": {"code": "EN"}},
        "metadata": [{"key": "a", "value": "b"}],
    }
    assert [one["slug"] for one in channels] == ["fleurs", "pain"]
    assert channels[0]["shop"]["picture"] is None
    pain = Channel.objects.get(slug="pain")
    address = f"{settings.SHOP_URL}/thumbnail/{ids.to_global('Channel', pain.pk)}/256/webp/"
    assert channels[1]["shop"]["picture"] == {"url": address, "alt": "Bread"}


def test_words_fall_back_to_the_streets_own(street, graphql):
    shop = graphql(STREET, {"language": "FR"})["data"]["shop"]
    assert (shop["translation"], shop["picture"]["alt"]) == (None, "Trois boutiques")
    assert shop["channels"][1]["shop"]["picture"]["alt"] == "Trois boutiques"


def test_a_street_that_nobody_settled_is_a_street(graphql):
    shop = graphql(STREET, {"language": "FR"})["data"]["shop"]
    told = shop["id"], shop["name"], shop["picture"], shop["defaultCountry"], shop["channels"]
    assert told == (ids.to_global("Shop", 1), "", None, None, [])


def test_its_private_notes_are_for_those_who_settle_the_street(street, graphql, shops, staff, token_of):
    private = "{ shop { privateMetadata { key } } }"
    florist = staff("MANAGE_SETTINGS", channels=[shops["fleurs"]])
    for token in (None, token_of(florist)):
        assert denied(graphql(private, token=token)) == ["PermissionDenied"]
    admin = staff("MANAGE_SETTINGS", email="leo@rue.example")
    assert graphql(private, token=token_of(admin))["data"] == {"shop": {"privateMetadata": []}}


@pytest.mark.parametrize("format", ["", "webp/"])
def test_the_pictures_are_there(street, client, format):
    for id in (ids.to_global("Shop", 1), ids.to_global("Channel", Channel.objects.get(slug="pain").pk)):
        led = client.get(f"/thumbnail/{id}/64/{format}")
        assert led.status_code == 302
        assert client.get(led["Location"].removeprefix(settings.SHOP_URL)).status_code == 200
    bare = ids.to_global("Channel", Channel.objects.get(slug="fleurs").pk)
    assert client.get(f"/thumbnail/{bare}/64/").status_code == 404


def test_strangers_list_the_open_shops_in_one_statement_be_they_one_or_three(street, graphql, statements, drawn):
    asked = "{ shop { channels { slug shop { name isOpen openWords picture { url alt } address { city } } } } }"
    counts = {}
    for closed in (["fleurs", "cuir"], []):
        Channel.objects.update(is_active=True, picture=drawn)
        Channel.objects.filter(slug__in=closed).update(is_active=False)
        with statements() as count:
            found = graphql(asked)["data"]["shop"]["channels"]
        counts[len(found)] = len(count), len([sql for sql in count if "channels_channel" in sql])
    assert counts == {1: (2, 1), 3: (2, 1)}
