"""A basket is bought between somebody's change of it and the answer that shows it."""

import pytest

from storefront.api.mutations import checkout_contact, metadata
from storefront.checkout.complete import complete
from storefront.orders.models import Order
from tests.storefront.checkout.shop import a_checkout, a_shop, gid

pytestmark = pytest.mark.django_db
NOTE = """mutation($id: ID!) { checkoutCustomerNoteUpdate(id: $id, customerNote: "Ring twice") {
  checkout { id } errors { field code } } }"""
METADATA = """mutation($id: ID!) { updateMetadata(id: $id, input: [{key: "a", value: "b"}]) {
  item { __typename } errors { field code } } }"""


@pytest.mark.parametrize(
    ("document", "module", "verb"),
    [(NOTE, checkout_contact.actions, "set_note"), (METADATA, metadata, "rewrite")],
    ids=["note", "metadata"],
)
def test_a_basket_that_was_bought_meanwhile_is_not_found(graphql, monkeypatch, document, module, verb):
    checkout, act = a_checkout(a_shop()), getattr(module, verb)

    def act_then_somebody_buys(*arguments, **words):
        done = act(*arguments, **words)
        complete(checkout.pk)
        return done

    monkeypatch.setattr(module, verb, act_then_somebody_buys)
    answer = graphql(document, {"id": gid(checkout)})
    [payload] = answer["data"].values()
    assert payload["errors"] == [{"field": "id", "code": "NOT_FOUND"}]
    assert Order.objects.get().checkout_id == checkout.pk
