"""A use of a code is never spent twice, whoever comes at the same moment; without the guard it is."""

import contextlib

from storefront.discounts import actions, queries
from storefront.discounts.actions.promo import apply_promo
from storefront.discounts.models import VoucherCode, VoucherUse
from storefront.kernel import holds, locks
from storefront.kernel.errors import ShopError
from storefront.kernel.holds import ledger
from storefront.kernel.locks import atomic
from storefront.pricing.totals import Line
from tests import parallel
from tests.goods import a_basket, a_shop, an_order

PROCESSES = 6
LINES = [Line("loaf", 1, 500, 500, 550)]


def pairs(shop, email=""):
    """[(basket, the order it will become)] of so many customers."""
    return [(a_basket(shop, email=email), an_order(shop, email=email)) for _ in range(PROCESSES)]


@contextlib.contextmanager
def unguarded(monkeypatch, meet):
    """No transaction, no row locks, and everybody has read before anybody writes."""
    read = ledger.taken_by_others

    def read_then_wait(*args, **kwargs):
        answer = read(*args, **kwargs)
        meet.wait(parallel.PATIENCE)
        return answer

    with monkeypatch.context() as patch:
        patch.setattr(locks, "locked", lambda queryset: queryset.order_by("pk"))
        patch.setattr(ledger, "taken_by_others", read_then_wait)
        patch.setattr(holds, "acquire", holds.acquire.__wrapped__)
        yield


def test_a_single_use_code_lies_on_one_basket(together):
    shop = a_shop()
    actions.create_voucher(shop, ["ONCE"], value=100, single_use=True)

    def put(pair):
        actions.apply_promo(pair[0], "ONCE", LINES)
        return "held"

    answers = together(put, pairs(shop))
    assert sorted(getattr(answer, "code", answer) for answer in answers) == (
        ["VOUCHER_NOT_APPLICABLE"] * (PROCESSES - 1) + ["held"]
    )


def test_a_single_use_code_lies_on_every_basket_without_the_guard(together, monkeypatch):
    shop = a_shop()
    actions.create_voucher(shop, ["ONCE"], value=100, single_use=True)

    def put(pair):
        apply_promo.__wrapped__(pair[0], "ONCE", LINES)
        return "held"

    with unguarded(monkeypatch, parallel.barrier(PROCESSES)):
        assert together(put, pairs(shop)) == ["held"] * PROCESSES


def test_a_code_of_two_uses_is_used_twice(together):
    shop = a_shop()
    actions.create_voucher(shop, ["TWICE"], value=100, usage_limit=2)
    code = VoucherCode.objects.select_related("voucher", "scarce").get()

    @atomic
    def buy(pair):
        basket, order = pair
        basket.voucher_code = code  # put on long ago: the hold has expired
        actions.use(basket, order, 0)
        return "sold"

    answers = together(buy, pairs(shop))
    assert answers.count("sold") == 2
    code.scarce.refresh_from_db()
    assert (code.scarce.confirmed, VoucherUse.objects.count()) == (2, 2)


def test_once_per_customer_is_once_even_for_somebody_quick(together):
    shop = a_shop()
    actions.create_voucher(shop, ["YOU"], value=100, apply_once_per_customer=True)
    baskets = pairs(shop, "anna@rue.example")
    for basket, _order in baskets:
        actions.apply_promo(basket, "YOU", LINES)

    @atomic
    def buy(pair):
        actions.use(*pair, 0)
        return "sold"

    answers = together(buy, baskets)
    assert sorted(getattr(answer, "code", answer) for answer in answers) == (
        ["VOUCHER_NOT_APPLICABLE"] * (PROCESSES - 1) + ["sold"]
    )
    assert VoucherUse.objects.count() == 1


def test_looking_before_using_is_not_enough(together):
    shop = a_shop()
    voucher = actions.create_voucher(shop, ["YOU"], value=100, apply_once_per_customer=True)
    baskets = pairs(shop, "anna@rue.example")
    for basket, _order in baskets:
        actions.apply_promo(basket, "YOU", LINES)
    meet = parallel.barrier(PROCESSES)

    def buy(pair):
        problem = queries.promo_problem(pair[0], LINES)
        meet.wait(parallel.PATIENCE)
        if isinstance(problem, ShopError):
            raise problem
        VoucherUse.objects.create(voucher=voucher, order=pair[1], customer="anna@rue.example")
        return "sold"

    assert together(buy, baskets) == ["sold"] * PROCESSES


def test_baskets_that_change_their_codes_do_not_lock_each_other_up(together):
    shop = a_shop()
    actions.create_voucher(shop, ["ONE", "TWO"], value=100, usage_limit=PROCESSES)
    baskets = [(a_basket(shop), number) for number in range(PROCESSES)]

    def swap(item):
        basket, number = item
        for turn in range(8):
            actions.apply_promo(basket, ("ONE", "TWO")[(number + turn) % 2], LINES)
        return basket.voucher_code.code

    assert together(swap, baskets) == ["TWO", "ONE"] * (PROCESSES // 2)
