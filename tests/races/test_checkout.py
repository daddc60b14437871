"""Many buyers at one moment: what is left is sold once, and a basket becomes one order."""

import pytest
from django.db.models import F

from storefront.checkout import actions
from storefront.checkout.complete import complete
from storefront.checkout.models import Checkout
from storefront.discounts.actions import create_gift_card, create_voucher
from storefront.inventory import actions as inventory
from storefront.kernel import clock, holds
from storefront.kernel.errors import ShopError
from storefront.kernel.models import Hold, Scarce
from storefront.orders.models import Order
from tests import parallel
from tests.storefront.checkout.shop import a_checkout, a_shop

BUYERS, ROUNDS = 8, 4
pytestmark = pytest.mark.django_db(transaction=True)


def idle_baskets(shop, count):
    """Baskets of one unit each whose hold is lost, so that only completion decides."""
    baskets = []
    for _ in range(count):
        checkout = a_checkout(shop)
        holds.release(f"Checkout:{checkout.pk}")
        baskets.append(checkout.pk)
    return baskets


def buy(checkout_id):
    """Complete a basket; the order's number."""
    return complete(checkout_id).number


def codes(answers):
    return sorted(answer.code if isinstance(answer, ShopError) else "SOLD" for answer in answers)


def test_the_last_one_is_sold_once(together):
    shop = a_shop(goods=1, stock=1)
    for sold in range(1, ROUNDS + 1):
        answers = together(buy, idle_baskets(shop, BUYERS))
        assert codes(answers) == ["INSUFFICIENT_STOCK"] * (BUYERS - 1) + ["SOLD"]
        [scarce] = Scarce.objects.all()
        assert (scarce.capacity, scarce.confirmed, Order.objects.count()) == (sold, sold, sold)
        holds.set_capacity([(scarce, sold + 1)])
    assert [order.number for order in Order.objects.order_by("number")] == list(range(1, ROUNDS + 1))


def test_who_is_refused_keeps_the_basket(together):
    shop = a_shop(goods=1, stock=1)
    baskets = idle_baskets(shop, 3)
    answers = together(buy, baskets)
    left = {pk for pk, answer in zip(baskets, answers, strict=True) if isinstance(answer, ShopError)}
    assert set(Checkout.objects.values_list("pk", flat=True)) == left
    assert Checkout.objects.filter(lines__quantity=1, collection_point=shop.point).count() == 2


def test_one_basket_completed_by_everybody_at_once_is_one_order(together):
    shop = a_shop(goods=2, stock=50)
    for number in range(1, ROUNDS + 1):
        checkout = a_checkout(shop, variants=shop.variants)
        answers = together(buy, [checkout.pk] * BUYERS)
        assert answers == [number] * BUYERS
    assert Order.objects.count() == ROUNDS
    assert sorted(Scarce.objects.values_list("confirmed", flat=True)) == [ROUNDS, ROUNDS]
    assert not Checkout.objects.exists()


def test_the_last_one_goes_into_one_basket(together):
    shop = a_shop(goods=1, stock=1)
    baskets = [a_checkout(shop, variants=[]).pk for _ in range(BUYERS)]
    wanted = [actions.Wanted(shop.variants[0].pk, 1)]
    answers = together(lambda pk: actions.add_lines(pk, wanted) and None, baskets)
    assert codes(answers) == ["INSUFFICIENT_STOCK"] * (BUYERS - 1) + ["SOLD"]
    assert Checkout.objects.filter(lines__quantity=1).count() == 1


def test_baskets_of_the_same_goods_in_any_order_do_not_wait_for_each_other_forever(together):
    shop = a_shop(goods=6, stock=100)
    baskets = [a_checkout(shop, variants=shop.variants[::step]).pk for step in (1, -1) * 4]
    assert sorted(together(buy, baskets)) == list(range(1, 9))
    assert set(Scarce.objects.values_list("confirmed", flat=True)) == {8}


def test_completing_and_changing_at_once_leaves_either_an_order_or_a_refusal(together):
    shop = a_shop(goods=1, stock=20)
    wanted = [actions.Wanted(shop.variants[0].pk, 1)]
    for _ in range(ROUNDS):
        checkout = a_checkout(shop)
        add = together(lambda do, pk=checkout.pk: do(pk), [buy, lambda pk: actions.add_lines(pk, wanted) and None])[1]
        sold = Order.objects.get(checkout_id=checkout.pk).lines.get().quantity
        assert (sold, getattr(add, "code", None)) in [(1, "NOT_FOUND"), (2, None)]


def test_a_gift_card_on_many_baskets_is_spent_once(together):
    shop = a_shop(goods=1, stock=20)
    card = create_gift_card(shop.channel, 600)
    baskets = [a_checkout(shop).pk for _ in range(6)]
    for pk in baskets:
        actions.add_promo(pk, card.code)
    assert sorted(together(buy, baskets)) == [1, 2, 3, 4, 5, 6]
    assert sorted(Order.objects.values_list("gift_cards_amount", flat=True)) == [0, 0, 0, 100, 250, 250]
    card.refresh_from_db()
    assert card.current_balance == 0


def test_a_code_for_one_use_is_used_once(together):
    shop = a_shop(goods=1, stock=20)
    create_voucher(shop.channel, ["SEUL"], value=100, single_use=True)
    baskets = [a_checkout(shop).pk for _ in range(BUYERS)]
    answers = together(lambda pk: actions.add_promo(pk, "SEUL") and None, baskets)
    assert codes(answers) == ["SOLD"] + ["VOUCHER_NOT_APPLICABLE"] * (BUYERS - 1)
    together(buy, baskets)
    assert sorted(Order.objects.values_list("total_gross", flat=True)) == [150] + [250] * (BUYERS - 1)


def test_without_the_guard_the_last_one_is_sold_to_everybody(together, monkeypatch):
    """The negative control: who looks at the stock before the sale and believes it afterwards oversells."""
    shop = a_shop(goods=1, stock=1)
    baskets = idle_baskets(shop, 3)
    everybody_has_looked = parallel.barrier(len(baskets))

    def look_then_buy(checkout_id):
        scarce = Scarce.objects.get()
        enough = holds.room(scarce) >= 1
        everybody_has_looked.wait(parallel.PATIENCE)

        def believe(owner, new_owner, quantities, channel, *, warehouse=None):
            assert enough
            Hold.objects.create(
                scarce=scarce, owner=new_owner, quantity=1, state="CONFIRMED", first_held_at=clock.now()
            )
            Scarce.objects.update(confirmed=F("confirmed") + 1)

        monkeypatch.setattr(inventory, "allocate", believe)
        return buy(checkout_id)

    assert sorted(together(look_then_buy, baskets)) == [1, 2, 3]
    assert Scarce.objects.values_list("capacity", "confirmed").get() == (1, 3)


def test_a_refused_sale_leaves_no_trace():
    shop = a_shop(goods=1, stock=1)
    [pk] = idle_baskets(shop, 1)
    holds.set_capacity([(Scarce.objects.get(), 0)])
    with pytest.raises(ShopError, match="Not enough") as refusal:
        complete(pk)
    assert refusal.value.code == "INSUFFICIENT_STOCK"
    assert (Order.objects.count(), Scarce.objects.get().confirmed) == (0, 0)
    holds.set_capacity([(Scarce.objects.get(), 1)])
    assert complete(pk).number == 1  # the number of the refused sale was given back
