"""Who an artisan is: Channel.shop."""

import pytest

from storefront.accounts.models import Address
from storefront.channels import actions, hours, queries
from storefront.channels.models import Channel
from storefront.kernel.errors import ShopError
from tests.storefront.accounts.conftest import denied

SHOP = """query($language: LanguageCodeEnum) { channel(slug: "pain") { shop(languageCode: $language) {
    name trade tagline theme phone email timezone hoursNote address { city phone }
    hours { day name words times { opens closes } }
    legal { name form siren siret vatNumber vatExemption register capital { amount currency } publicationDirector
            host mediator address { city } } } } }"""
LEGAL = {
    "name": "Le Pétrin SAS",
    "form": "SAS",
    "siren": "000000232",
    "siret": "00000023200017",
    "vat_number": "FR29000000232",
    "register": "RCS Bobigny",
    "capital": "1000.00",
    "publication_director": "Oscar Malterre",
    "host": {"fr": "Hébergé ici", "en": "Hosted here"},
    "mediator": {"fr": "Médiation"},
}


@pytest.fixture
def baker(shops):
    """The baker's shop, with everything said."""
    address = Address.objects.create(street_address_1="5 rue des Artisans", city="Montreuil", country="FR")
    return actions.update_channel(
        shops["pain"].pk,
        trade="Boulanger",
        tagline="Du levain.",
        phone="01 99 00 24 05",
        email="bonjour@pain.example",
        hours={"saturday": [["07:00", "12:00"], ["16:30", "24:00"]], "monday": []},
        hours_note="Fermé en août.",
        legal=LEGAL,
        address=address,
        translations={"en": {"trade": "Baker", "tagline": "Leaven."}},
    )


def test_everybody_knows_who_the_artisan_is(baker, graphql):
    shop = graphql(SHOP)["data"]["channel"]["shop"]
    assert shop == {
        "name": "Pain",
        "trade": "Boulanger",
        "tagline": "Du levain.",
        "theme": "atelier",
        "phone": "01 99 00 24 05",
        "email": "bonjour@pain.example",
        "timezone": "Europe/Paris",
        "hoursNote": "Fermé en août.",
        "address": {"city": "Montreuil", "phone": ""},
        "hours": [
            {"day": "MONDAY", "name": "lundi", "words": "fermé", "times": []},
            {
                "day": "SATURDAY",
                "name": "samedi",
                "words": "7\xa0h – 12\xa0h, 16\xa0h\xa030 – minuit",
                "times": [{"opens": "07:00", "closes": "12:00"}, {"opens": "16:30", "closes": "24:00"}],
            },
        ],
        "legal": {
            "name": "Le Pétrin SAS",
            "form": "SAS",
            "siren": "000000232",
            "siret": "00000023200017",
            "vatNumber": "FR29000000232",
            "vatExemption": None,
            "register": "RCS Bobigny",
            "capital": {"amount": 1000.0, "currency": "EUR"},
            "publicationDirector": "Oscar Malterre",
            "host": "Hébergé ici",
            "mediator": "Médiation",
            "address": {"city": "Montreuil"},
        },
    }


def test_words_come_in_the_language_asked_or_in_the_shop_s(baker, graphql):
    shop = graphql(SHOP, {"language": "EN_GB"})["data"]["channel"]["shop"]
    assert (shop["trade"], shop["tagline"], shop["hoursNote"]) == ("Baker", "Leaven.", "Fermé en août.")
    assert (shop["legal"]["host"], shop["legal"]["mediator"]) == ("Hosted here", "Médiation")
    assert [(day["name"], day["words"]) for day in shop["hours"]] == [
        ("Monday", "closed"),
        ("Saturday", "7\xa0am – noon, 4:30\xa0pm – midnight"),
    ]


def test_a_shop_that_has_said_nothing_is_not_called_closed(shops, graphql):
    shop = graphql(SHOP)["data"]["channel"]["shop"]
    assert (shop["hours"], shop["address"], shop["trade"]) == ([], None, "")
    assert set(shop["legal"].values()) == {None}


def test_a_closed_shop_tells_strangers_nothing(shops, graphql, staff, token_of):
    document = '{ channel(slug: "cuir") { shop { name } } }'
    assert graphql(document)["data"] == {"channel": None}
    neighbour = staff("MANAGE_CHANNELS", channels=[shops["pain"]])
    assert graphql(document, token=token_of(neighbour))["data"] == {"channel": None}
    cobbler = staff("MANAGE_ORDERS", channels=[shops["cuir"]], email="lo@cuir.example")
    assert graphql(document, token=token_of(cobbler))["data"] == {"channel": {"shop": {"name": "Cuir"}}}


def test_private_notes_on_the_shop_s_address_stay_private(baker, graphql):
    answer = graphql('{ channel(slug: "pain") { shop { address { privateMetadata { key } } } } }')
    assert denied(answer) == ["PermissionDenied"]


def test_it_costs_one_statement_for_one_shop_or_three(baker, graphql, staff, token_of, statements):
    with statements() as count:
        graphql(SHOP)
    assert len(count) == 1
    token, counts = token_of(staff("MANAGE_CHANNELS")), []
    for closed in (["fleurs", "cuir"], []):
        Channel.objects.filter(slug__in=closed).delete()
        with statements() as count:
            answer = graphql("{ channels { shop { address { city } legal { siren address { city } } } } }", token=token)
        assert "errors" not in answer
        counts.append(len(count))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    "words",
    [
        {"hours": {"Monday": []}},
        {"hours": {"monday": [["7:00", "13:00"]]}},
        {"hours": {"monday": [["13:00", "07:00"]]}},
        {"hours": {"monday": [["07:00", "13:00"], ["12:00", "14:00"]]}},
        {"hours": {"monday": [["07:00"]]}},
        {"hours": []},
        {"legal": {"siren": "12345678"}},
        {"legal": {"siren": "000000232", "siret": "00000017400011"}},
        {"legal": {"capital": "much"}},
        {"legal": {"hostess": "x"}},
        {"legal": {"host": 3}},
    ],
)
def test_what_cannot_be_is_refused(shops, words):
    with pytest.raises(ShopError) as refusal:
        actions.update_channel(shops["pain"].pk, **words)
    assert (refusal.value.code, refusal.value.field) == ("INVALID", next(iter(words)))
    assert getattr(queries.channel("pain"), next(iter(words))) == {}


@pytest.mark.parametrize(
    ("time", "french", "english"),
    [
        ("00:00", "minuit", "midnight"),
        ("00:30", "0\xa0h\xa030", "12:30\xa0am"),
        ("09:05", "9\xa0h\xa005", "9:05\xa0am"),
        ("12:15", "12\xa0h\xa015", "12:15\xa0pm"),
        ("19:30", "19\xa0h\xa030", "7:30\xa0pm"),
    ],
)
def test_times_as_people_say_them(time, french, english):
    assert hours.said([[time, "23:00"]], "fr") == f"{french} – 23\xa0h"
    assert hours.said([[time, "23:00"]], "en") == f"{english} – 11\xa0pm"
