"""The last cents of a gift card are never spent twice; without the guard they are."""

from django.db.models import Sum

from storefront.discounts import actions
from storefront.discounts.actions import using
from storefront.discounts.models import GiftCard, GiftCardEvent
from storefront.kernel.locks import atomic
from tests import parallel
from tests.goods import a_basket, a_shop, an_order

PROCESSES, PRICE, BALANCE = 6, 100, 250


def baskets_with_one_card():
    """[(basket, the order it will become)], the same card on all of them."""
    shop = a_shop()
    card = actions.create_gift_card(shop, BALANCE)
    made = [(a_basket(shop), an_order(shop)) for _ in range(PROCESSES)]
    for basket, _order in made:
        basket.gift_cards.add(card)
    return made


def spent():
    return GiftCardEvent.objects.filter(type="USED_IN_ORDER").aggregate(n=Sum("amount"))["n"]


def test_a_card_pays_as_often_as_its_money_lasts(together):
    @atomic
    def buy(pair):
        basket, order = pair
        actions.use(basket, order, PRICE, actions.gift_cards_of(basket))
        return "paid"

    answers = together(buy, baskets_with_one_card())
    assert sorted(getattr(answer, "code", answer) for answer in answers) == (
        ["GIFT_CARD_NOT_APPLICABLE"] * 4 + ["paid"] * 2
    )
    assert (spent(), GiftCard.objects.get().current_balance) == (200, 50)


def test_a_balance_read_before_the_lock_is_not_believed(together):
    meet = parallel.barrier(PROCESSES)

    def buy(pair):
        basket, order = pair
        stale = list(basket.gift_cards.all())
        meet.wait(parallel.PATIENCE)
        actions.use(basket, order, PRICE, stale)
        return "paid"

    answers = together(buy, baskets_with_one_card())
    assert answers.count("paid") == 2
    assert (spent(), GiftCard.objects.get().current_balance) == (200, 50)


def test_a_cancelled_order_gives_back_once(together):
    basket, order = baskets_with_one_card()[0]
    atomic(lambda: actions.use(basket, order, PRICE, actions.gift_cards_of(basket)))()
    together(actions.give_back, [order] * PROCESSES)
    assert GiftCard.objects.get().current_balance == BALANCE


def test_without_the_condition_the_same_money_pays_for_everybody(together, monkeypatch):
    meet = parallel.barrier(PROCESSES)

    def read_check_save(amounts, order, event):
        [card] = GiftCard.objects.filter(pk__in=list(amounts))
        meet.wait(parallel.PATIENCE)
        if card.current_balance >= amounts[card.pk]:
            card.current_balance -= amounts[card.pk]
            card.save()
            GiftCardEvent.objects.create(gift_card=card, order=order, type=event, amount=amounts[card.pk])

    def buy(pair):
        basket, order = pair
        using.use.__wrapped__(basket, order, PRICE, list(basket.gift_cards.all()))
        return "paid"

    with monkeypatch.context() as patch:
        patch.setattr(using, "_move", read_check_save)
        assert together(buy, baskets_with_one_card()) == ["paid"] * PROCESSES
    assert spent() == PROCESSES * PRICE
