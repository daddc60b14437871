"""Every id argument with every odd id, and every filter and order alone: refused in words or answered, never broken."""

import base64
import json
import uuid

import pytest
from django.test import Client
from graphql import get_named_type

from storefront.accounts.tokens import access_token
from storefront.api.context import acting_as
from storefront.api.run import run
from storefront.api.schema import schema
from storefront.kernel.ids import BY_UUID
from tests.saleor.arguments import Arguments, call
from tests.saleor.known import named_ids
from tests.saleor.world import a_world

pytestmark = pytest.mark.django_db
TEXT = ["", "x", "Order:1", "====", " ", "null", "\u00e9", "A" * 100_000, "A" * 99_996]
NOT_TEXT = ["\ud800", "\0"]
BROKEN = "Internal Server Error"


def encoded(text):
    return base64.b64encode(text.encode()).decode()


def odd_ids(world):
    """Malformed, of the wrong type, too large, with the key of another kind, and well-formed ones of nothing."""
    found = [*TEXT, encoded("Product:1\0"), encoded("Product:-1"), encoded("Product:1e3"), encoded("Product:\u0661")]
    for kind in named_ids(world):
        found += [encoded(f"{kind}:{key}") for key in (1, "9" * 20, "9" * 60_000, uuid.UUID(int=7))]
    return found


@pytest.fixture
def world(db):
    return a_world()


@pytest.fixture
def words(world):
    return Arguments(schema().graphql_schema, named_ids(world))


def calls_with_an_id(words):
    """[(document, argument)] that take $id, one for each place where an id can stand below a root field."""
    for word, name, field in words.roots():
        selection = "{ __typename }"
        if get_named_type(field.type).name.endswith("Connection"):
            selection = "{ edges { cursor } }"
        for argument, literal in words.id_places(name, field):
            said = words.needed(name, field, **{argument: literal})
            if "first" in field.args:
                said["first"] = "3"
            yield call(word, name, said, selection, "($id: ID!)")


def test_every_odd_id_in_every_place(world, words):
    bad, documents, odd = [], list(calls_with_an_id(words)), odd_ids(world)
    assert len(documents) > 100
    for document in documents:
        for each in odd:
            answer, status = run(document, {"id": each}, context=acting_as(world.people["superuser"]))
            if status != 200 or BROKEN in str(answer):
                bad.append((document[:200], each[:60], status))
    assert bad == []


@pytest.mark.parametrize("odd", NOT_TEXT, ids=["a lone surrogate", "NUL"])
def test_what_no_database_stores_is_answered_400(world, words, odd):
    client, token = Client(), access_token(world.people["superuser"].user)
    statuses = set()
    for document in calls_with_an_id(words):
        body = json.dumps({"query": document, "variables": {"id": odd}})
        response = client.post(
            "/graphql/", body, content_type="application/json", headers={"authorization": f"Bearer {token}"}
        )
        assert BROKEN not in response.content.decode()
        statuses.add(response.status_code)
    assert statuses == {400}


def test_keys_are_uuids_where_ids_says_so(world):
    """kernel.ids knows which types have a UUID; this is how it stays true."""
    by_uuid = {kind for kind, each in named_ids(world).items() if b"-" in base64.b64decode(each)}
    assert by_uuid == BY_UUID - {"CheckoutDelivery"}


@pytest.mark.parametrize("channel", ['"pain"', None])
def test_every_condition_and_every_order_alone(world, words, channel):
    bad, asked = [], 0
    for _, name, field in words.roots("query"):
        if not get_named_type(field.type).name.endswith("Connection"):
            continue
        shop = {"channel": channel} if channel and "channel" in field.args else {}
        for argument, literal in words.each_filter(field):
            document = call("query", name, {"first": "3", **shop, argument: literal}, "{ totalCount edges { cursor } }")
            answer, status = run(document, context=acting_as(world.people["superuser"]))
            asked += 1
            said = answer.get("errors", [{"message": ""}])[0]["message"]
            if status != 200 or said and not said.startswith(("Invalid ID", "Sorting by RANK")):
                bad.append((document, said))
    assert bad == []
    assert asked > 200
