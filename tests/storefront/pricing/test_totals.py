"""Arithmetic of baskets: worked examples, then what must hold for every basket."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storefront.pricing.spread import half_up, spread
from storefront.pricing.totals import Adjustment, Line, Shipping, net_of, total

BASKET = [Line("bouquets", 2, 1700, 1700, 1000), Line("vase", 1, 1200, 1200, 2000)]


def off(value_type="FIXED", value=100, target="order", **more):
    return Adjustment(target, value_type, value, **more)


def grosses(totals):
    return {line.key: line.total_gross for line in totals.lines}


def test_fifteen_percent_at_most_eight_euros_over_two_rates():
    totals = total(BASKET, [off("PERCENTAGE", 1500, ceiling=800)])
    assert (totals.discount, totals.total_gross) == (690, 3910)
    assert [line.discount for line in totals.lines] == [510, 180]
    assert totals.vat == {1000: (2627, 263, 2890), 2000: (850, 170, 1020)}
    assert (totals.total_net, totals.undiscounted_gross) == (3477, 4600)


def test_a_ceiling_holds():
    totals = total(BASKET, [off("PERCENTAGE", 5000, ceiling=800)])
    assert (totals.discount, totals.total_gross) == (800, 3800)


def test_a_fixed_discount_takes_no_more_than_the_goods_cost():
    totals = total(BASKET, [off(value=100_000)], Shipping(500, 2000))
    assert (totals.discount, totals.subtotal_gross, totals.total_gross) == (4600, 0, 500)
    assert totals.vat == {1000: (0, 0, 0), 2000: (417, 83, 500)}


def test_a_discount_on_chosen_lines_leaves_the_others():
    totals = total(BASKET, [off(value=300, target="lines", lines=frozenset(["vase"]))])
    assert grosses(totals) == {"bouquets": 3400, "vase": 900}


def test_a_discount_on_no_line_of_the_basket_takes_nothing():
    totals = total(BASKET, [off(value=300, target="lines", lines=frozenset(["bread"]))])
    assert (totals.discount, totals.total_gross) == (0, 4600)


def test_a_fixed_discount_per_item():
    totals = total(BASKET, [off(value=300, target="lines", per="item", lines=frozenset(["bouquets"]))])
    assert grosses(totals) == {"bouquets": 2800, "vase": 1200}
    assert totals.lines[0].unit_gross == 1400


def test_a_fixed_discount_per_item_under_a_ceiling():
    totals = total(BASKET, [off(value=300, target="lines", per="item", ceiling=450)])
    assert grosses(totals) == {"bouquets": 3100, "vase": 1050}


@pytest.mark.parametrize(
    ("value_type", "value", "left"), [("PERCENTAGE", 5000, 600), ("FIXED", 500, 700), ("FIXED", 5000, 0)]
)
def test_one_item_of_the_cheapest(value_type, value, left):
    totals = total([*BASKET, Line("vases", 3, 1300, 1300, 2000)], [off(value_type, value, "lines", per="cheapest")])
    assert grosses(totals) == {"bouquets": 3400, "vase": left, "vases": 3900}


def test_a_discount_on_the_delivery_leaves_the_goods():
    totals = total(BASKET, [off("PERCENTAGE", 10_000, "shipping")], Shipping(490, 2000))
    assert (totals.subtotal_gross, totals.shipping.gross, totals.shipping.undiscounted) == (4600, 0, 490)
    assert (totals.discount, totals.total_gross, totals.undiscounted_gross) == (490, 4600, 5090)


def test_lines_come_before_the_order_whatever_the_sequence_given():
    on_order, on_vase = off("PERCENTAGE", 1000), off(value=200, target="lines", lines=frozenset(["vase"]))
    totals = total(BASKET, [on_order, on_vase])
    assert totals.adjustments == [(on_order, 440), (on_vase, 200)]
    assert totals.total_gross == 3960


def test_a_charge_is_a_negative_discount():
    totals = total(BASKET, [off(value=-460)])
    assert (totals.discount, totals.total_gross, grosses(totals)) == (-460, 5060, {"bouquets": 3740, "vase": 1320})


def test_the_sale_price_is_what_is_paid_and_the_old_one_is_kept():
    totals = total([Line("mug", 3, 900, 1200, 2000)])
    [mug] = totals.lines
    assert (mug.unit_gross, mug.undiscounted_unit_gross, mug.undiscounted_total_gross) == (900, 1200, 3600)
    assert (totals.total_gross, totals.undiscounted_gross, totals.discount) == (2700, 3600, 0)


def test_an_empty_basket_costs_nothing():
    totals = total([], [off(), off(target="shipping")])
    assert (totals.total_gross, totals.discount, totals.vat) == (0, 0, {})


@pytest.mark.parametrize(
    ("gross", "rate", "net"),
    [(2890, 1000, 2627), (1020, 2000, 850), (110, 550, 104), (3, 2000, 2), (0, 2000, 0), (999, 0, 999)],
)
def test_vat_is_rounded_half_up(gross, rate, net):
    assert net_of(gross, rate) == net


@pytest.mark.parametrize(("numerator", "denominator", "rounded"), [(5, 2, 3), (-5, 2, -3), (7, 3, 2), (8, 3, 3)])
def test_halves_go_away_from_zero(numerator, denominator, rounded):
    assert half_up(numerator, denominator) == rounded


def test_a_tie_goes_to_the_first():
    assert spread(100, [1, 1, 1]) == [34, 33, 33]
    assert spread(-2, [5, 5, 5]) == [-1, -1, 0]


amounts = st.integers(0, 10**7)
rates = st.sampled_from([0, 210, 550, 1000, 2000])
lines = st.lists(
    st.builds(
        lambda quantity, unit, more, rate: (quantity, unit, unit + more, rate),
        st.integers(1, 50),
        amounts,
        amounts,
        rates,
    ),
    max_size=8,
).map(lambda rows: [Line(key, *row) for key, row in enumerate(rows)])
discounts = st.lists(
    st.builds(
        Adjustment,
        target=st.sampled_from(["order", "lines", "shipping"]),
        value_type=st.just("FIXED"),
        value=amounts,
        lines=st.none() | st.frozensets(st.integers(0, 7)),
        per=st.sampled_from(["order", "item", "cheapest"]),
        ceiling=st.none() | amounts,
    )
    | st.builds(
        Adjustment,
        target=st.sampled_from(["order", "lines", "shipping"]),
        value_type=st.just("PERCENTAGE"),
        value=st.integers(0, 10_000),
        lines=st.none() | st.frozensets(st.integers(0, 7)),
        per=st.sampled_from(["order", "item", "cheapest"]),
        ceiling=st.none() | amounts,
    ),
    max_size=4,
)
deliveries = st.none() | st.builds(Shipping, amounts, rates)


@given(st.integers(-(10**9), 10**9), st.lists(amounts, min_size=1, max_size=20))
def test_parts_add_up_and_each_is_within_one_of_its_share(amount, weights):
    parts = spread(amount, weights)
    assert sum(parts) == amount
    if any(weights):
        assert all(
            abs(part * sum(weights) - amount * weight) < sum(weights)
            for part, weight in zip(parts, weights, strict=True)
        )


@given(lines, discounts, deliveries)
def test_nothing_is_ever_negative_nor_lost(lines, discounts, delivery):
    totals = total(lines, discounts, delivery)
    before = sum(line.quantity * line.unit for line in lines) + (delivery.gross if delivery else 0)
    assert totals.total_gross == before - totals.discount
    assert totals.discount == sum(amount for _, amount in totals.adjustments)
    assert all(0 <= line.total_net <= line.total_gross for line in totals.lines)
    assert 0 <= totals.shipping.net <= totals.shipping.gross
    assert all(amount >= 0 for _, amount in totals.adjustments)
    assert all(a.ceiling is None or amount <= a.ceiling for a, amount in totals.adjustments)


@given(lines, discounts, deliveries)
def test_totals_are_the_sums_of_the_lines(lines, discounts, delivery):
    totals = total(lines, discounts, delivery)
    assert totals.subtotal_gross == sum(line.total_gross for line in totals.lines)
    assert totals.subtotal_net == sum(line.total_net for line in totals.lines)
    assert totals.total_gross == totals.subtotal_gross + totals.shipping.gross
    assert totals.total_net == totals.subtotal_net + totals.shipping.net
    assert sum(gross for _net, _tax, gross in totals.vat.values()) == totals.total_gross
    assert sum(net for net, _tax, _gross in totals.vat.values()) == totals.total_net
    assert all(net + tax == gross for net, tax, gross in totals.vat.values())
    assert all(line.total_net == net_of(line.total_gross, line.rate) for line in totals.lines)


@given(amounts, rates)
def test_vat_is_the_exact_one_to_half_a_cent(gross, rate):
    tax = gross - net_of(gross, rate)
    assert abs(2 * (tax * (10_000 + rate) - gross * rate)) <= 10_000 + rate
