"""Staff of another shop, and strangers, with ids of this shop's things: they read what all read, and change nothing."""

import pytest
from django.apps import apps
from graphql import get_named_type

from storefront.accounts.models import User
from storefront.api.context import acting_as
from storefront.api.run import run
from storefront.api.schema import schema
from tests.saleor.arguments import Arguments, call
from tests.saleor.known import named_ids, secrets
from tests.saleor.world import a_world

pytestmark = pytest.mark.django_db
BY_ID = (
    "checkout",
    "delivery",
    "payment",
    "transaction",
)  # the id of a basket, or of its payment, is the secret that opens it
ON_BASKETS = ("Checkout", "CheckoutLine")
REFUSED = {"NOT_FOUND", "GRAPHQL_ERROR", "INVALID", "REQUIRED", "PERMISSION_DENIED"}
NOTES = ["updateMetadata", "deleteMetadata", "updatePrivateMetadata", "deletePrivateMetadata"]


@pytest.fixture
def world(db):
    return a_world()


def everything_there_is():
    """Every row of every table, but for when somebody was last seen."""
    return {
        model._meta.label: sorted(map(str, model.objects.values_list()))
        for model in apps.get_models()
        if model._meta.managed and model is not User
    } | {
        "people": sorted(map(str, User.objects.values_list("pk", "email", "metadata", "private_metadata", "password")))
    }


def answer_to(world, who, document):
    answer, status = run(document, context=acting_as(world.people[who]))
    assert status == 200, (document, answer)
    return answer


def refused(answer):
    """Did the mutation say no, with a code or by permission?"""
    [payload] = answer["data"].values()
    if payload is None:
        return {error["extensions"]["code"] for error in answer["errors"]} <= {"PermissionDenied"}
    return bool(payload["errors"]) and {error["code"] for error in payload["errors"]} <= REFUSED


@pytest.mark.parametrize("who", ["neighbour", "stranger", "anonymous"])
def test_mutations_by_the_wrong_person_change_nothing(world, who):
    words = Arguments(schema().graphql_schema, named_ids(world))
    before = everything_there_is()
    let_through, called = [], 0
    for _, name, field in words.roots("mutation"):
        if name.startswith(BY_ID) or name in NOTES or not any(words.id_places(name, field)):
            continue
        document = call("mutation", name, words.said(name, field), "{ errors { code message } }")
        answer, called = answer_to(world, who, document), called + 1
        if not refused(answer):
            let_through.append((name, answer["data"]))
    assert let_through == []
    assert called >= 12
    assert everything_there_is() == before


@pytest.mark.parametrize("who", ["neighbour", "stranger", "anonymous"])
@pytest.mark.parametrize("name", NOTES)
def test_nobody_else_writes_notes(world, who, name):
    before = everything_there_is()
    value = 'input: [{key: "k", value: "mine"}]' if name.startswith("update") else 'keys: ["k"]'
    let_through = []
    for type_name, global_id in named_ids(world).items():
        if type_name in ON_BASKETS and "Private" not in name:
            continue
        answer = answer_to(world, who, f'mutation {{ {name}(id: "{global_id}", {value}) {{ errors {{ code }} }} }}')
        if not refused(answer):
            let_through.append((type_name, answer["data"]))
    assert let_through == []
    assert everything_there_is() == before


@pytest.mark.parametrize("who", ["neighbour", "stranger", "anonymous"])
def test_reads_by_the_wrong_person_tell_nothing(world, who):
    words = Arguments(schema().graphql_schema, named_ids(world))
    told = []
    for _, name, field in words.roots("query"):
        target = get_named_type(field.type)
        if name in ("checkout", "me") or "id" not in field.args:
            continue
        leaves = " ".join(f for f, each in target.fields.items() if not each.args and _is_leaf(each))
        answer = answer_to(
            world, who, call("query", name, words.needed(name, field, id=words.named(name)), _or_id(leaves))
        )
        told += [(name, word) for word in secrets(world) if word in str(answer)]
    assert told == []


def test_a_basket_s_owner_is_not_changed_by_others(world):
    """The id of a basket opens it, but it does not tell who owns it, nor give it to somebody else."""
    before = str(world.checkout.user_id)
    for who in ("stranger", "neighbour", "anonymous"):
        for name in ("checkoutCustomerAttach", "checkoutCustomerDetach"):
            answer_to(
                world, who, f'mutation {{ {name}(id: "{named_ids(world)["Checkout"]}") {{ errors {{ code }} }} }}'
            )
        world.checkout.refresh_from_db()
        assert str(world.checkout.user_id) == before
        answer = answer_to(
            world, who, f'{{ checkout(id: "{named_ids(world)["Checkout"]}") {{ id user {{ email }} }} }}'
        )
        assert answer["data"]["checkout"]["user"] is None


def _is_leaf(field):
    return not hasattr(get_named_type(field.type), "fields") and not hasattr(get_named_type(field.type), "types")


def _or_id(leaves):
    return f"{{ __typename {leaves} }}"
