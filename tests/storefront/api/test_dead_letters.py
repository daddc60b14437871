"""What the outbox gave up is seen, and tried again, by staff of its shop."""

import pytest

from storefront.kernel import ids, outbox
from storefront.kernel.models import Task
from tests.goods import a_shop, a_worker

LIST = """{ deadLetters(first: 9) { totalCount
    edges { node { id kind channel tries lastError givenUpAt } } } }"""
RETRY = """mutation($id: ID!) { deadLetterRetry(id: $id) {
    deadLetter { kind tries givenUpAt } errors { field code } } }"""


@pytest.fixture
def given_up(db):
    """given_up(kind, shop): a task that failed ten times."""

    def make(kind, shop=None):
        outbox.put(kind, "1", channel_id=shop and shop.pk)
        Task.objects.filter(kind=kind).update(tries=9)
        outbox.work_once([kind])
        return ids.to_global("DeadLetter", Task.objects.get(kind=kind).pk)

    return make


@pytest.fixture
def bakery(db):
    """A shop."""
    return a_shop()


def kinds(answer):
    return [edge["node"]["kind"] for edge in answer["data"]["deadLetters"]["edges"]]


def test_staff_see_those_of_their_shop_and_managers_all(graphql, given_up, bakery):
    florist = a_shop("fleurs")
    for kind, shop in (("mail.street", None), ("mail.bread", bakery), ("mail.roses", florist)):
        given_up(kind, shop)
    mine = graphql(LIST, token=a_worker("MANAGE_SETTINGS", shops=[bakery])[1])
    [edge] = mine["data"]["deadLetters"]["edges"]
    assert (edge["node"]["kind"], edge["node"]["channel"], edge["node"]["tries"]) == ("mail.bread", "pain", 10)
    assert "Nobody performs" in edge["node"]["lastError"]
    everything = graphql(LIST, token=a_worker("MANAGE_SETTINGS")[1])
    assert kinds(everything) == ["mail.roses", "mail.bread", "mail.street"]
    assert everything["data"]["deadLetters"]["totalCount"] == 3


def test_tried_again_it_waits_for_the_worker(graphql, given_up, bakery):
    letter, token = given_up("mail.bread", bakery), a_worker("MANAGE_SETTINGS", shops=[bakery])[1]
    answer = graphql(RETRY, {"id": letter}, token)["data"]["deadLetterRetry"]
    assert answer == {"deadLetter": {"kind": "mail.bread", "tries": 0, "givenUpAt": None}, "errors": []}
    assert (outbox.queue(), kinds(graphql(LIST, token=token))) == ({"mail.bread": 1}, [])
    again = graphql(RETRY, {"id": letter}, token)["data"]["deadLetterRetry"]
    assert again["errors"] == [{"field": "id", "code": "NOT_FOUND"}]


def test_strangers_neither_see_nor_try(graphql, given_up, bakery):
    letter = given_up("mail.bread", bakery)
    florist = a_worker("MANAGE_SETTINGS", shops=[a_shop("fleurs")])[1]
    assert kinds(graphql(LIST, token=florist)) == []
    assert graphql(RETRY, {"id": letter}, florist)["data"]["deadLetterRetry"]["errors"][0]["code"] == "NOT_FOUND"
    for token in (None, a_worker("MANAGE_ORDERS", shops=[bakery])[1]):
        for document in (LIST, RETRY):
            answer = graphql(document, {"id": letter} if document is RETRY else {}, token)
            assert answer["errors"][0]["extensions"]["exception"]["code"] == "PermissionDenied"
    assert Task.objects.get(kind="mail.bread").dead_at is not None
