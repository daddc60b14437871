"""Reading a basket costs the same for one line as for twenty."""

from datetime import timedelta

import pytest

from storefront.checkout import actions
from storefront.kernel import clock
from tests.storefront.checkout.shop import PARIS, a_checkout, a_shop, gid
from tests.storefront.checkout.words import (
    BASKET,
    CALCULATE,
    DELIVERY,
    LINES_ADD,
    LINES_UPDATE,
    PROBLEMS,
    READ,
    SHIPPING,
)

pytestmark = pytest.mark.django_db
STOREFRONT = (
    """query($id: ID) { checkout(id: $id) { ...Basket
  lines { variant { name product { name slug thumbnail { url } category { name } }
                    pricing { price { gross { amount } } } }
          problems { __typename } }
  channel { slug } availablePaymentGateways { id name } availableCollectionPoints { name address { city } }
  shippingMethods { name } transactions { id } problems { __typename } stockReservationExpires
  user { id } token metadata { key value } } }"""
    + BASKET
)


@pytest.mark.parametrize(("document", "most"), [(READ, 9), (PROBLEMS, 9), (STOREFRONT, 19)])
def test_reading(db, say, statements, document, most):
    shop, counts = a_shop(goods=20), []
    for number in (1, 3, 20):
        checkout = a_checkout(shop, variants=shop.variants[:number])
        with statements() as count:
            answer = say(document, id=gid(checkout))
        assert len(answer["lines"]) == number
        counts.append(len(count))
    assert counts[0] == counts[1] == counts[2]
    assert counts[0] <= most


def test_changing(db, say, statements):
    shop, counts = a_shop(goods=20), []
    for number in (1, 3, 20):
        checkout = a_checkout(shop, variants=shop.variants[:number])
        steps = [
            (LINES_ADD, {"lines": [{"variantId": gid(v), "quantity": 1} for v in shop.variants[:number]]}),
            (LINES_UPDATE, {"lines": [{"variantId": gid(v), "quantity": 1} for v in shop.variants[:number]]}),
            (DELIVERY, {"deliveryMethodId": None}),
            (SHIPPING, {"shippingAddress": PARIS}),
            (CALCULATE, {}),
            (DELIVERY, {"deliveryMethodId": gid(shop.post)}),
        ]
        counts.append([])
        for document, variables in steps:
            with statements() as count:
                say(document, id=gid(checkout), **variables)
            counts[-1].append(len(count))
    assert counts[0] == counts[1] == counts[2]
    assert max(counts[0]) <= 32


def test_what_is_put_aside_ends_at_a_moment_that_clients_can_read(db, say):
    shop = a_shop(hold_minutes=5)
    checkout = a_checkout(shop)
    before = say(
        "query($id: ID) { checkout(id: $id) { stockReservationExpires created updatedAt token } }", id=gid(checkout)
    )
    assert before["token"] == str(checkout.pk)
    clock.move(clock.now() + timedelta(minutes=1))
    actions.set_note(checkout.pk, "A minute later.")
    after = say("query($id: ID) { checkout(id: $id) { stockReservationExpires created updatedAt } }", id=gid(checkout))
    assert after["created"] == before["created"]
    assert after["updatedAt"] > before["updatedAt"]
    assert after["stockReservationExpires"] > before["stockReservationExpires"]


def test_a_basket_that_is_not_there(db, say):
    from storefront.kernel import ids

    assert say(READ, id=ids.to_global("Checkout", "f" * 32)) is None
    assert say(READ) is None
