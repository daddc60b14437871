"""When a voucher's code may be put on a basket, and what it takes off."""

from datetime import timedelta

import pytest

from storefront.accounts.models import User
from storefront.catalog.models import Category, Collection, CollectionProduct
from storefront.discounts import actions, queries
from storefront.discounts.models import VoucherCode, VoucherUse
from storefront.kernel import clock, holds
from storefront.kernel.errors import ShopError
from storefront.pricing.totals import Line, total
from tests.goods import a_basket, a_shop, a_variant, an_order

pytestmark = pytest.mark.django_db
LINES = [Line("loaf", 4, 500, 500, 550), Line("cake", 1, 3000, 3000, 1000)]


@pytest.fixture
def shop():
    return a_shop()


def a_voucher(shop, code="MERCI", **words):
    return actions.create_voucher(shop, [code], **{"value_type": "PERCENTAGE", "value": 1000, **words})


def refusal(act, *arguments, **words):
    with pytest.raises(ShopError) as caught:
        act(*arguments, **words)
    return caught.value


def taken(basket, variants=None, lines=LINES):
    """What the basket's voucher takes off, in cents."""
    return total(lines, queries.adjustments_of(basket, lines, variants or {})).discount


def test_a_code_is_read_whatever_its_case_and_spaces(shop):
    a_voucher(shop, "Merci-2026")
    basket = a_basket(shop)
    actions.apply_promo(basket, " merci-2026 ", LINES)
    basket.refresh_from_db()
    assert basket.voucher_code.code == "MERCI-2026"
    assert taken(basket) == 500


def test_another_voucher_takes_the_place_of_the_first(shop):
    a_voucher(shop), a_voucher(shop, "FIVE", value_type="FIXED", value=500, usage_limit=1)
    basket = a_basket(shop)
    actions.apply_promo(basket, "FIVE", LINES)
    actions.apply_promo(basket, "MERCI", LINES)
    assert basket.voucher_code.code == "MERCI"
    assert holds.room(VoucherCode.objects.get(code="FIVE").scarce) == 1


def test_unknown_expired_early_switched_off_and_foreign_codes_get_the_same_answer(shop):
    now = clock.now()
    a_voucher(shop, "OVER", start_at=now - timedelta(days=2), end_at=now - timedelta(seconds=1))
    a_voucher(shop, "EARLY", start_at=now + timedelta(days=1))
    a_voucher(a_shop("fleurs"), "FOREIGN")
    a_voucher(shop, "OFF")
    VoucherCode.objects.filter(code="OFF").update(is_active=False)
    codes = ("NEVER", "OVER", "EARLY", "OFF", "FOREIGN")
    said = [refusal(actions.apply_promo, a_basket(shop), code, LINES) for code in codes]
    answers = {(answer.code, answer.message, answer.field) for answer in said}
    assert len(answers) == 1
    assert answers.pop()[::2] == ("INVALID", "promoCode")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"min_spent": 5001}, "This code is for baskets from 50.01 EUR on; add something."),
        ({"min_items": 6}, "This code is for baskets of 6 items or more; add something."),
        ({"only_for_staff": True}, "This code is for the people who work here; sign in as one of them."),
        (
            {"type": "SHIPPING", "countries": ["BE"]},
            "This code is not for deliveries to that country; choose another address.",
        ),
    ],
)
def test_conditions_that_are_not_met(shop, words, message):
    a_voucher(shop, **words)
    basket = a_basket(shop)
    answer = refusal(actions.apply_promo, basket, "MERCI", LINES)
    assert (answer.code, answer.message) == ("VOUCHER_NOT_APPLICABLE", message)
    basket.refresh_from_db()
    assert basket.voucher_code is None


@pytest.mark.parametrize("words", [{"min_spent": 5000}, {"min_items": 5}, {"type": "SHIPPING", "countries": ["FR"]}])
def test_conditions_that_are_just_met(shop, words):
    a_voucher(shop, **words)
    basket = a_basket(shop)
    actions.apply_promo(basket, "MERCI", LINES)
    assert basket.voucher_code.code == "MERCI"


def test_staff_codes_are_for_staff(shop):
    a_voucher(shop, only_for_staff=True)
    ada = User.objects.create(email="ada@pain.example", is_staff=True)
    basket = a_basket(shop, user=ada)
    actions.apply_promo(basket, "MERCI", LINES)
    assert taken(basket) == 500


def test_a_voucher_that_stops_fitting_takes_nothing_and_says_why(shop):
    a_voucher(shop, min_items=5)
    basket = a_basket(shop)
    actions.apply_promo(basket, "MERCI", LINES)
    assert taken(basket, lines=LINES[:1]) == 0
    assert queries.promo_problem(basket, LINES[:1]).code == "VOUCHER_NOT_APPLICABLE"
    assert queries.promo_problem(basket, LINES) is None


@pytest.mark.parametrize(
    ("words", "off"),
    [
        ({"value": 1000}, 500),
        ({"value_type": "FIXED", "value": 700}, 700),
        ({"value": 5000, "apply_once_per_order": True}, 250),
        ({"type": "SHIPPING", "value": 10000}, 0),
    ],
)
def test_what_a_voucher_takes_off(shop, words, off):
    a_voucher(shop, **words)
    basket = a_basket(shop)
    actions.apply_promo(basket, "MERCI", LINES)
    assert taken(basket) == off


@pytest.mark.parametrize(
    ("words", "off"),
    [
        ({"value": 1000}, 200),
        ({"value_type": "FIXED", "value": 100}, 400),
        ({"value": 5000, "apply_once_per_order": True}, 250),
    ],
)
@pytest.mark.parametrize("by", ["variants", "products", "categories", "collections"])
def test_a_voucher_on_chosen_goods(shop, by, words, off):
    loaf, cake = a_variant(shop), a_variant(shop)
    root = Category.objects.create(name="Bread", slug="bread", path="/1/")
    branch = Category.objects.create(name="Rye", slug="rye", parent=root, path="/1/2/")
    loaf.product.category = branch
    loaf.product.save()
    week = Collection.objects.create(name="Week", slug="week", channel=shop)
    CollectionProduct.objects.create(collection=week, product=loaf.product)
    chosen = {"variants": loaf, "products": loaf.product, "categories": root, "collections": week}[by]
    a_voucher(shop, type="SPECIFIC_PRODUCT", **{by: [chosen]}, **words)
    basket = a_basket(shop)
    actions.apply_promo(basket, "MERCI", LINES)
    assert taken(basket, {"loaf": loaf.pk, "cake": cake.pk}) == off
    assert taken(basket, {"loaf": cake.pk, "cake": cake.pk}) == 0


def test_a_limited_code_is_held_by_the_basket_and_free_again_when_taken_off(shop):
    a_voucher(shop, single_use=True)
    anna, boris = a_basket(shop), a_basket(shop)
    actions.apply_promo(anna, "MERCI", LINES)
    actions.apply_promo(anna, "MERCI", LINES)
    assert refusal(actions.apply_promo, boris, "MERCI", LINES).code == "VOUCHER_NOT_APPLICABLE"
    actions.remove_promo(anna, "merci")
    actions.apply_promo(boris, "MERCI", LINES)
    assert boris.voucher_code.code == "MERCI"


def test_a_limit_counts_for_each_code(shop):
    actions.create_voucher(shop, ["ONE", "TWO"], value=100, usage_limit=2)
    for code in ("ONE", "ONE", "TWO", "TWO"):
        actions.apply_promo(a_basket(shop), code, LINES)
    assert refusal(actions.apply_promo, a_basket(shop), "ONE", LINES).code == "VOUCHER_NOT_APPLICABLE"


def used(shop, email, code="MERCI"):
    """An order by this person with this code."""
    basket, order = a_basket(shop, email=email), an_order(shop, email=email)
    actions.apply_promo(basket, code, LINES)
    actions.use(basket, order, 0)
    return order


def test_once_per_customer_knows_people_however_they_write(shop):
    a_voucher(shop, apply_once_per_customer=True)
    used(shop, "anna@rue.example")
    again = a_basket(shop, email="Anna+bread@Rue.example")
    assert refusal(actions.apply_promo, again, "MERCI", LINES).code == "VOUCHER_NOT_APPLICABLE"
    used(shop, "boris@rue.example")


def test_once_per_customer_holds_when_the_address_comes_later(shop):
    a_voucher(shop, apply_once_per_customer=True)
    basket = a_basket(shop)
    actions.apply_promo(basket, "MERCI", LINES)
    used(shop, "anna@rue.example")
    order = an_order(shop, email="anna@rue.example")
    assert refusal(actions.use, basket, order, 0).code == "VOUCHER_NOT_APPLICABLE"
    assert not VoucherUse.objects.filter(order=order).exists()


def test_a_use_is_confirmed_and_given_back_once(shop):
    a_voucher(shop, usage_limit=2, apply_once_per_customer=True)
    order = used(shop, "anna@rue.example")
    scarce = VoucherCode.objects.get().scarce
    assert (scarce.confirmed, holds.room(scarce)) == (1, 1)
    actions.give_back(order)
    actions.give_back(order)
    scarce.refresh_from_db()
    assert (scarce.confirmed, holds.room(scarce)) == (0, 2)
    used(shop, "anna@rue.example")


def test_a_hold_that_expired_is_refused_at_the_sale_when_others_took_the_use(shop):
    a_voucher(shop, single_use=True)
    anna = a_basket(shop)
    actions.apply_promo(anna, "MERCI", LINES, until=clock.now() - timedelta(seconds=1))
    used(shop, "boris@rue.example")
    assert refusal(actions.use, anna, an_order(shop), 0).code == "VOUCHER_NOT_APPLICABLE"


def test_a_code_comes_off_by_the_id_of_its_voucher_and_only_when_it_is_there(shop):
    voucher = a_voucher(shop)
    basket = a_basket(shop)
    assert refusal(actions.remove_promo, basket, "MERCI").code == "INVALID"
    actions.apply_promo(basket, "MERCI", LINES)
    actions.remove_promo(basket, row=("Voucher", voucher.pk))
    basket.refresh_from_db()
    assert basket.voucher_code is None


def test_a_code_exists_once_among_vouchers_and_gift_cards(shop):
    a_voucher(shop)
    assert refusal(a_voucher, shop, "merci").code == "ALREADY_EXISTS"
    assert refusal(actions.create_gift_card, shop, 100, code="Merci").code == "ALREADY_EXISTS"
