"""Opt-in for each shop and medium, with its proof; nothing is ever overwritten."""

import datetime

import pytest
from django.db import IntegrityError

from storefront.accounts.models import Consent, User
from storefront.channels.models import Channel
from storefront.kernel import clock
from storefront.kernel.models import Event
from storefront.orders.models import Order
from tests.storefront.accounts.conftest import codes, denied

SAY = """mutation($input: AccountConsentsInput!) { accountConsentsUpdate(input: $input) {
    user { consents { medium given channel { slug } } } errors { field code } } }"""
MINE = "{ me { consents { medium given textVersion text place at channel { slug } } } }"
ORDERS = "{ orders(first: 9) { edges { node { user { email consents { medium channel { slug } } } } } } }"


def words(channel="pain", **more):
    consents = [{"medium": medium, "given": given} for medium, given in more.pop("said", {"EMAIL": True}).items()]
    return {"channel": channel, "consents": consents, "textVersion": "2026-11", "place": "account", **more}


@pytest.fixture
def say(graphql, anna, token_of, shops):
    """say(user=Anna, **words): the payload."""

    def post(user=anna, **given):
        return graphql(SAY, {"input": words(**given)}, token=token_of(user))["data"]["accountConsentsUpdate"]

    return post


def test_a_yes_is_kept_with_its_proof(say, graphql, anna, token_of, at):
    now = datetime.datetime(2026, 11, 22, 9, tzinfo=datetime.UTC)
    at(now)
    payload = say(text="Once a month, the season's breads.")
    assert payload == {
        "user": {"consents": [{"medium": "EMAIL", "given": True, "channel": {"slug": "pain"}}]},
        "errors": [],
    }
    [consent] = graphql(MINE, token=token_of(anna))["data"]["me"]["consents"]
    said_at = datetime.datetime.fromisoformat(consent.pop("at"))
    assert datetime.timedelta() <= said_at - now < datetime.timedelta(minutes=5)
    assert [consent] == [
        {
            "medium": "EMAIL",
            "given": True,
            "textVersion": "2026-11",
            "text": "Once a month, the season's breads.",
            "place": "account",
            "channel": {"slug": "pain"},
        }
    ]


def test_the_newest_word_counts_for_each_shop_and_medium_and_all_are_kept(say):
    say(said={"EMAIL": True, "SMS": True})
    say(channel="fleurs")
    payload = say(said={"EMAIL": False}, place="unsubscribe")
    found = {(each["channel"]["slug"], each["medium"]): each["given"] for each in payload["user"]["consents"]}
    assert found == {("pain", "EMAIL"): False, ("pain", "SMS"): True, ("fleurs", "EMAIL"): True}
    assert list(Consent.objects.values_list("medium", "given", "place")) == [
        ("EMAIL", True, "account"),
        ("SMS", True, "account"),
        ("EMAIL", True, "account"),
        ("EMAIL", False, "unsubscribe"),
    ]


def test_the_same_word_twice_is_written_once_and_a_new_wording_again(say):
    say(), say()
    assert (Consent.objects.count(), Event.objects.filter(name="customer.consented").count()) == (1, 1)
    say(textVersion="2027-01")
    assert list(Consent.objects.values_list("text_version", flat=True)) == ["2026-11", "2027-01"]


def test_a_proof_is_not_rewritten(say):
    say()
    row = Consent.objects.get()
    row.given = False
    with pytest.raises(IntegrityError):
        row.save()


def test_a_closed_shop_takes_a_no_but_no_yes(say, shops):
    say()
    Channel.objects.filter(slug="pain").update(is_active=False)
    assert codes(say(said={"SMS": True})) == [("channel", "CHANNEL_INACTIVE")]
    assert [each["given"] for each in say(said={"EMAIL": False})["user"]["consents"]] == [False]


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"channel": "nowhere"}, ("channel", "NOT_FOUND")),
        ({"said": {}}, ("consents", "REQUIRED")),
        ({"textVersion": " "}, ("textVersion", "INVALID")),
        ({"textVersion": "x" * 65}, ("textVersion", "INVALID")),
        ({"place": ""}, ("place", "INVALID")),
        ({"text": "x" * 4001}, ("text", "INVALID")),
    ],
)
def test_refusals(say, given, error):
    assert codes(say(**given)) == [error]
    assert Consent.objects.count() == 0


def test_strangers_say_nothing(graphql, shops):
    answer = graphql(SAY, {"input": words()})
    assert (answer["data"], denied(answer)) == ({"accountConsentsUpdate": None}, ["PermissionDenied"])
    assert Consent.objects.count() == 0


def test_staff_read_what_was_said_to_their_own_shop(say, graphql, anna, shops, staff, token_of):
    say(), say(channel="fleurs")
    for number, slug in enumerate(("pain", "fleurs")):
        Order.objects.create(number=number + 1, channel=shops[slug], user=anna, email=anna.email, currency="EUR")
    boss = staff("MANAGE_ORDERS", "MANAGE_USERS", email="boss@rue.example")
    baker = staff("MANAGE_ORDERS", "MANAGE_USERS", channels=[shops["pain"]], email="b@pain.example")
    packer = staff("MANAGE_ORDERS", channels=[shops["pain"]], email="p@pain.example")
    seen = {}
    for who in (boss, baker, packer):
        edges = graphql(ORDERS, token=token_of(who))["data"]["orders"]["edges"]
        people = [edge["node"]["user"] for edge in edges if edge["node"]["user"]]
        seen[who.email] = [[each["channel"]["slug"] for each in person["consents"]] for person in people]
    assert seen["boss@rue.example"] == [["pain", "fleurs"]] * 2
    assert seen["b@pain.example"] == [["pain"]]
    assert seen["p@pain.example"] in ([], [[]])


def test_lists_cost_as_many_statements_for_1_or_3_people(graphql, person, shops, staff, token_of, statements):
    token, counts = token_of(staff("MANAGE_ORDERS", "MANAGE_USERS")), []
    for number in range(3):
        user = person(f"c{number}@client.example")
        Order.objects.create(number=number + 1, channel=shops["pain"], user=user, email=user.email, currency="EUR")
        for version in range(number + 1):
            proof = {"text_version": f"{version}", "place": "account", "at": clock.now()}
            Consent.objects.create(user=user, channel=shops["pain"], medium="EMAIL", given=True, **proof)
        with statements() as count:
            edges = graphql(ORDERS, token=token)["data"]["orders"]["edges"]
        assert [len(edge["node"]["user"]["consents"]) for edge in edges] == [1] * (number + 1)
        counts.append(len(count))
    assert counts[0] == counts[1] == counts[2]


def test_who_leaves_takes_the_proofs_along(say):
    say()
    User.objects.all().delete()
    assert Consent.objects.count() == 0
