"""A basket is bought between somebody's change of it and the answer that shows it."""

import pytest

from storefront.api.mutations import checkout_contact, metadata
from storefront.checkout.complete import complete
from storefront.orders.models import Order
from tests.storefront.checkout.shop import a_checkout, a_shop, gid

pytestmark = pytest.mark.django_db
NOTE = """mutation($id: ID!) { checkoutCustomerNoteUpdate(id: $id, customerNote: "Ring twice") {
  checkout { id customerNote } errors { field code } } }"""
METADATA = """mutation($id: ID!) { updateMetadata(id: $id, input: [{key: "a", value: "b"}]) {
  item { __typename } errors { field code } } }"""


def bought_after(monkeypatch, module, verb):
    """A basket that somebody buys right after the verb's commit."""
    checkout, act = a_checkout(a_shop()), getattr(module, verb)

    def act_then_somebody_buys(*arguments, **words):
        done = act(*arguments, **words)
        complete(checkout.pk)
        return done

    monkeypatch.setattr(module, verb, act_then_somebody_buys)
    return checkout


def test_the_answer_is_the_basket_as_the_change_left_it(graphql, monkeypatch):
    checkout = bought_after(monkeypatch, checkout_contact.actions, "set_note")
    answer = graphql(NOTE, {"id": gid(checkout)})
    basket = {"id": gid(checkout), "customerNote": "Ring twice"}
    assert answer["data"] == {"checkoutCustomerNoteUpdate": {"checkout": basket, "errors": []}}
    order = Order.objects.get()
    assert (order.checkout_id, order.customer_note) == (checkout.pk, "Ring twice")


def test_what_is_read_anew_is_not_found(graphql, monkeypatch):
    checkout = bought_after(monkeypatch, metadata, "rewrite")
    answer = graphql(METADATA, {"id": gid(checkout)})
    assert answer["data"]["updateMetadata"]["errors"] == [{"field": "id", "code": "NOT_FOUND"}]
    assert Order.objects.get().checkout_id == checkout.pk
