"""Gift cards pay, in the order they were put on the basket, and get their money back."""

from datetime import date, timedelta

import pytest

from storefront.discounts import actions, queries
from storefront.discounts.models import GiftCard, GiftCardEvent
from storefront.kernel import clock
from storefront.kernel.errors import ShopError
from tests.goods import a_basket, a_shop, an_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop():
    return a_shop()


def balances():
    return list(GiftCard.objects.order_by("pk").values_list("current_balance", flat=True))


def with_cards(shop, *amounts):
    """A basket with gift cards of these amounts on it."""
    basket = a_basket(shop)
    for amount in amounts:
        actions.apply_promo(basket, actions.create_gift_card(shop, amount).code, [])
    return basket


def test_a_drawn_code_is_long_and_its_own():
    shop = a_shop()
    codes = {actions.create_gift_card(shop, 100).code for _ in range(5)}
    assert len(codes) == 5
    assert {len(code) for code in codes} == {19}


@pytest.mark.parametrize("amount", [0, -5])
def test_an_empty_card_is_not_issued(shop, amount):
    with pytest.raises(ShopError, match="more than nothing"):
        actions.create_gift_card(shop, amount)


def test_a_card_on_the_basket_takes_no_money_yet(shop):
    basket = with_cards(shop, 1000)
    assert (balances(), basket.gift_cards.count()) == ([1000], 1)


@pytest.mark.parametrize("words", [{"is_active": False}, {"expiry_date": clock.now().date() - timedelta(days=1)}])
def test_cards_that_cannot_pay_are_answered_like_unknown_ones(shop, words):
    card = actions.create_gift_card(shop, 100, **words)
    foreign = actions.create_gift_card(a_shop("fleurs"), 100)
    answers = set()
    for code in (card.code, foreign.code, "NEVER"):
        with pytest.raises(ShopError) as refusal:
            actions.apply_promo(a_basket(shop), code, [])
        answers.add((refusal.value.code, refusal.value.message))
    assert len(answers) == 1


@pytest.mark.parametrize(
    ("zone", "good"), [("Europe/Paris", False), ("America/New_York", True)], ids=["past midnight", "still the day"]
)
def test_a_card_is_good_on_its_last_day_where_the_shop_stands(zone, good):
    shop = a_shop(timezone=zone)
    basket = a_basket(shop)
    actions.apply_promo(basket, actions.create_gift_card(shop, 100, expiry_date=date(2040, 6, 30)).code, [])
    clock.move("2040-06-30T22:30:00+00:00")
    assert queries.covered(basket.gift_cards.all(), 500, shop) == (100 if good else 0)
    assert (queries.gift_card(GiftCard.objects.get().code, shop) is not None) is good


def test_a_spent_card_says_so(shop):
    card = actions.create_gift_card(shop, 100)
    GiftCard.objects.update(current_balance=0)
    with pytest.raises(ShopError) as refusal:
        actions.apply_promo(a_basket(shop), card.code, [])
    assert refusal.value.code == "GIFT_CARD_NOT_APPLICABLE"


def test_several_cards_pay_one_after_the_other(shop):
    basket, order = with_cards(shop, 1000, 300, 700), an_order(shop)
    cards = actions.gift_cards_of(basket)
    assert queries.covered(cards, 1500, shop) == 1500
    actions.use(basket, order, 1500, cards)
    assert balances() == [0, 0, 500]
    moves = GiftCardEvent.objects.filter(order=order).order_by("pk").values_list("type", "amount")
    assert list(moves) == [("USED_IN_ORDER", 1000), ("USED_IN_ORDER", 300), ("USED_IN_ORDER", 200)]


def test_a_card_pays_no_more_than_it_holds(shop):
    basket = with_cards(shop, 300)
    assert queries.covered(basket.gift_cards.all(), 1500, basket.channel) == 300


def test_money_that_is_gone_at_the_sale_is_refused(shop):
    basket = with_cards(shop, 1000)
    stale = list(basket.gift_cards.all())
    GiftCard.objects.update(current_balance=999)
    for cards in (stale, actions.gift_cards_of(basket)):
        with pytest.raises(ShopError) as refusal:
            actions.use(basket, an_order(shop), 1000, cards)
        assert refusal.value.code == "GIFT_CARD_NOT_APPLICABLE"
    assert (balances(), GiftCardEvent.objects.filter(type="USED_IN_ORDER").count()) == ([999], 0)


def test_a_cancelled_order_gives_the_money_back_once(shop):
    basket, order = with_cards(shop, 1000, 300), an_order(shop)
    actions.use(basket, order, 1200, actions.gift_cards_of(basket))
    GiftCard.objects.update(is_active=False)
    actions.give_back(order)
    actions.give_back(order)
    assert balances() == [1000, 300]
    moves = GiftCardEvent.objects.filter(order=order, type="REFUNDED_IN_ORDER").order_by("pk")
    assert list(moves.values_list("amount", flat=True)) == [-1000, -200]


def test_each_card_comes_off_by_code_or_id(shop):
    basket = with_cards(shop, 1000, 300)
    first, second = basket.gift_cards.order_by("pk")
    actions.remove_promo(basket, first.code.lower())
    actions.remove_promo(basket, row=("GiftCard", second.pk))
    assert basket.gift_cards.count() == 0
    with pytest.raises(ShopError, match="not on the basket"):
        actions.remove_promo(basket, row=("GiftCard", second.pk))


@pytest.mark.parametrize("count", [1, 3])
def test_statements_do_not_grow_with_the_cards(shop, statements, count):
    basket, order = with_cards(shop, *[100] * count), an_order(shop)
    with statements() as paying:
        actions.use(basket, order, 100 * count, actions.gift_cards_of(basket))
    with statements() as returning:
        actions.give_back(order)
    assert (len(paying), len(returning)) == (5, 7)
