"""Holds: one owner, one clock, each rule by itself."""

from datetime import timedelta

import pytest

from storefront.kernel import clock, holds
from storefront.kernel.errors import ShopError
from storefront.kernel.models import Hold, Scarce

pytestmark = pytest.mark.django_db
NOON = "2026-03-28T12:00:00+00:00"


@pytest.fixture(autouse=True)
def noon():
    clock.move(NOON)


def later(minutes):
    clock.move(clock.now() + timedelta(minutes=minutes))


def a_thing(capacity, key="loaf", kind="stock"):
    return Scarce.objects.create(kind=kind, key=key, capacity=capacity)


def confirmed(scarce):
    return Scarce.objects.get(pk=scarce.pk).confirmed


def test_a_hold_takes_room_until_it_expires():
    loaf = a_thing(5)
    holds.acquire("Checkout:a", [(loaf, 3)])
    assert holds.room(loaf) == 2
    later(9)
    assert holds.room(loaf) == 2
    later(2)
    assert holds.room(loaf) == 5


def test_all_or_nothing_and_everything_short_is_named():
    loaf, cake, tart = a_thing(5), a_thing(1, "cake"), a_thing(0, "tart")
    with pytest.raises(holds.Short) as refusal:
        holds.acquire("Checkout:a", [(loaf, 5), (cake, 2), (tart, 1)])
    assert refusal.value.shortages == [(cake, 1), (tart, 0)]
    assert refusal.value.code == "INSUFFICIENT_STOCK"
    assert not Hold.objects.exists()


def test_the_same_owner_again_resizes():
    loaf = a_thing(5)
    for quantity in (3, 5, 5, 2):
        [hold] = holds.acquire("Checkout:a", [(loaf, quantity)])
        assert hold.quantity == quantity
        assert holds.room(loaf) == 5 - quantity
    with pytest.raises(holds.Short) as refusal:
        holds.acquire("Checkout:a", [(loaf, 6)])
    assert refusal.value.shortages == [(loaf, 5)]
    assert holds.room(loaf) == 3


def test_a_quantity_of_zero_gives_back():
    loaf = a_thing(5)
    holds.acquire("Checkout:a", [(loaf, 3)])
    assert holds.acquire("Checkout:a", [(loaf, 0)]) == []
    assert holds.room(loaf) == 5
    assert holds.acquire("Checkout:b", [(loaf, 0)]) == []
    assert Hold.objects.count() == 1


def test_the_same_thing_wanted_twice_adds_up():
    loaf = a_thing(5)
    with pytest.raises(holds.Short):
        holds.acquire("Checkout:a", [(loaf, 3), (loaf, 3)])
    [hold] = holds.acquire("Checkout:a", [(loaf, 3), (loaf.pk, 2)])
    assert hold.quantity == 5


def test_holds_slide_but_never_beyond_35_minutes():
    loaf = a_thing(5)
    [first] = holds.acquire("Checkout:a", [(loaf, 3)])
    for _touch in range(4):
        later(8)
        [hold] = holds.extend("Checkout:a")
    assert hold.held_until == first.first_held_at + timedelta(minutes=35)
    assert hold.first_held_at == first.first_held_at
    [again] = holds.acquire("Checkout:a", [(loaf, 3)])
    assert again.held_until == hold.held_until


def test_a_touch_extends_only_when_that_gains_a_while(statements):
    loaf, until = a_thing(5), clock.now() + holds.SLIDING
    holds.acquire("Checkout:a", [(loaf, 3)], until)
    with statements() as count:
        holds.touch("Checkout:a", until + timedelta(seconds=30))
    assert (len(count), Hold.objects.get().held_until) == (1, until)
    holds.touch("Checkout:a", until + timedelta(seconds=31))
    assert Hold.objects.get().held_until == until + timedelta(seconds=31)
    later(11)
    holds.touch("Checkout:a", clock.now() + holds.SLIDING)
    assert Hold.objects.get().held_until == until + timedelta(seconds=31)


def test_touching_never_shortens_a_hold():
    loaf = a_thing(5)
    [hold] = holds.acquire("Checkout:a", [(loaf, 1)], clock.now() + timedelta(minutes=30))
    [touched] = holds.acquire("Checkout:a", [(loaf, 2)])
    assert touched.held_until == hold.held_until
    assert holds.extend("Checkout:a")[0].held_until == hold.held_until


def test_an_expired_hold_is_not_extended_and_begins_anew():
    loaf = a_thing(5)
    holds.acquire("Checkout:a", [(loaf, 5)])
    later(11)
    assert holds.extend("Checkout:a") == []
    holds.acquire("Checkout:b", [(loaf, 4)])
    with pytest.raises(holds.Short) as refusal:
        holds.acquire("Checkout:a", [(loaf, 5)])
    assert refusal.value.shortages == [(loaf, 1)]
    [hold] = holds.acquire("Checkout:a", [(loaf, 1)])
    assert clock.now() - hold.first_held_at < timedelta(minutes=1)


def test_clocks_that_differ_a_little_sell_nothing_twice():
    loaf = a_thing(1)
    [hold] = holds.acquire("Checkout:a", [(loaf, 1)])
    clock.move(hold.held_until + timedelta(seconds=0.5))  # a fast clock
    with pytest.raises(holds.Short):
        holds.acquire("Checkout:b", [(loaf, 1)])
    holds.acquire("Checkout:a", [(loaf, 1)])
    holds.release("Checkout:a")
    holds.acquire("Checkout:b", [(loaf, 1)])


def test_confirmed_is_sold_and_moves_to_the_order():
    loaf, cake = a_thing(5), a_thing(2, "cake")
    holds.acquire("Checkout:a", [(loaf, 3), (cake, 1)], visitor="v")
    bought = holds.confirm("Checkout:a", new_owner="Order:1")
    assert [(h.owner, h.scarce_id, h.quantity, h.state, h.held_until) for h in bought] == [
        ("Order:1", loaf.pk, 3, "CONFIRMED", None),
        ("Order:1", cake.pk, 1, "CONFIRMED", None),
    ]
    later(60)
    assert (confirmed(loaf), holds.room(loaf), confirmed(cake), holds.room(cake)) == (3, 2, 1, 1)
    assert holds.confirm("Checkout:a", new_owner="Order:1") == []
    assert [h.quantity for h in holds.confirm("Order:1")] == [3, 1]
    assert confirmed(loaf) == 3


def test_a_late_confirmation_tries_again():
    loaf = a_thing(5)
    holds.acquire("Checkout:a", [(loaf, 3)])
    holds.acquire("Checkout:b", [(loaf, 2)])
    later(11)
    assert [h.quantity for h in holds.confirm("Checkout:a")] == [3]
    holds.acquire("Checkout:c", [(loaf, 1)])
    with pytest.raises(holds.Short) as refusal:
        holds.confirm("Checkout:b", new_owner="Order:b")
    assert refusal.value.shortages == [(loaf, 1)]
    assert Hold.objects.filter(owner="Checkout:b").count() == 1
    assert confirmed(loaf) == 3


def test_what_was_given_back_is_not_confirmed():
    loaf = a_thing(5)
    holds.acquire("Checkout:a", [(loaf, 3)])
    holds.release("Checkout:a")
    assert holds.confirm("Checkout:a") == []
    assert confirmed(loaf) == 0


def test_confirming_wants_does_not_rely_on_old_holds():
    loaf, cake = a_thing(5), a_thing(1, "cake")
    holds.acquire("Checkout:a", [(loaf, 1)])
    holds.confirm("Checkout:a", [(loaf, 3), (cake, 1)], new_owner="Order:1")
    assert (confirmed(loaf), confirmed(cake)) == (3, 1)
    with pytest.raises(holds.Short):
        holds.confirm("Checkout:b", [(loaf, 3)], new_owner="Order:2")


def test_release_is_idempotent_and_takes_many_owners():
    loaf, cake = a_thing(5), a_thing(5, "cake")
    holds.acquire("Checkout:a", [(loaf, 1), (cake, 1)])
    holds.acquire("Order:1", [(loaf, 2), (cake, 2)])
    holds.confirm("Order:1")
    for _time in range(2):
        holds.release("Checkout:a", "Order:1", only=[loaf])
        assert (confirmed(loaf), holds.room(loaf), confirmed(cake), holds.room(cake)) == (0, 5, 2, 2)
    for _time in range(2):
        holds.release("Checkout:a", "Order:1")
        assert (confirmed(cake), holds.room(cake)) == (0, 5)


def test_an_order_can_shrink_and_grow():
    loaf = a_thing(5)
    holds.confirm("Order:1", [(loaf, 4)])
    holds.resize("Order:1", loaf, 2)
    assert (confirmed(loaf), holds.room(loaf)) == (2, 3)
    holds.resize("Order:1", loaf, 5)
    assert (confirmed(loaf), holds.room(loaf)) == (5, 0)
    with pytest.raises(holds.Short):
        holds.resize("Order:1", loaf, 6)
    holds.resize("Order:1", loaf, 0)
    assert (confirmed(loaf), holds.room(loaf)) == (0, 5)


def test_handing_over_and_taking_back():
    loaf = a_thing(5)
    holds.confirm("Order:1", [(loaf, 3)])
    holds.consume("Order:1", [(loaf, 2)])
    loaf.refresh_from_db()
    assert (loaf.capacity, loaf.confirmed, holds.room(loaf)) == (3, 1, 2)
    with pytest.raises(ShopError, match="Only 1 are set aside"):
        holds.consume("Order:1", [(loaf, 2)])
    holds.consume("Order:1", [(loaf, 1)])
    assert holds.holds_of("Order:1") == []
    holds.restore("Order:1", [(loaf, 3)])
    loaf.refresh_from_db()
    assert (loaf.capacity, loaf.confirmed, holds.room(loaf)) == (5, 3, 2)
    assert [h.quantity for h in holds.holds_of("Order:1")] == [3]


def test_a_lowered_capacity_cancels_nothing():
    loaf = a_thing(5)
    holds.confirm("Order:1", [(loaf, 3)])
    holds.acquire("Checkout:a", [(loaf, 2)])
    holds.set_capacity([(loaf, 1)])
    assert holds.room(loaf) == -4
    assert [h.quantity for h in holds.acquire("Checkout:a", [(loaf, 2)])] == [2]
    assert [h.quantity for h in holds.acquire("Checkout:a", [(loaf, 1)])] == [1]
    assert [h.quantity for h in holds.confirm("Checkout:a")] == [1]
    with pytest.raises(holds.Short) as refusal:
        holds.acquire("Checkout:b", [(loaf, 1)])
    assert [remaining for _thing, remaining in refusal.value.shortages] == [0]
    holds.add_capacity([(loaf, 4)])
    assert holds.room(loaf) == 1
    holds.add_capacity([(loaf, -9)])
    loaf.refresh_from_db()
    assert loaf.capacity == 0


def test_staff_may_go_past_the_capacity_by_name():
    loaf, cake = a_thing(1), a_thing(9, "cake")
    why = {"who": "staff@fleurs.example", "why": "regular customer"}
    holds.acquire("Checkout:a", [(loaf, 3), (cake, 1)], override=why)
    assert holds.room(loaf) == -2
    assert [h.override for h in holds.holds_of("Checkout:a")] == [why, None]
    assert [h.override for h in holds.confirm("Checkout:a", new_owner="Order:1")] == [why, None]


def test_one_visitor_cannot_hold_everything():
    loaf, cake, spot = a_thing(99), a_thing(99, "cake"), a_thing(99, "spot", "slot")
    holds.acquire("Checkout:a", [(loaf, 6)], visitor="v", most=10)
    holds.acquire("Checkout:b", [(cake, 3), (spot, 10)], visitor="v", most=10)
    with pytest.raises(holds.TooMany, match="At most 10"):
        holds.acquire("Checkout:b", [(cake, 5)], visitor="v", most=10)
    holds.acquire("Checkout:b", [(cake, 4)], visitor="v", most=10)
    holds.acquire("Checkout:c", [(cake, 5)], visitor="w", most=10)
    holds.confirm("Checkout:a")
    holds.acquire("Checkout:d", [(cake, 6)], visitor="v", most=10)
    with pytest.raises(holds.TooMany) as refusal:
        holds.acquire("Checkout:d", [(cake, 7)], visitor="v", most=10)
    assert refusal.value.code == "TOO_MANY"


def test_a_deleted_thing_is_a_refusal():
    with pytest.raises(ShopError) as refusal:
        holds.acquire("Checkout:a", [(4711, 1)])
    assert refusal.value.code == "NOT_FOUND"


def test_own_holds_can_be_left_out_of_the_count():
    loaf = a_thing(5)
    holds.acquire("Checkout:a", [(loaf, 3)])
    holds.acquire("Checkout:b", [(loaf, 1)])
    assert holds.room(loaf, besides="Checkout:a") == 4
    [loaded] = Scarce.objects.prefetch_related(holds.live_holds())
    assert (holds.room(loaded), holds.room(loaded, besides="Checkout:a")) == (1, 4)
    later(11)
    assert holds.room(loaded) == 5


def test_sweeping_only_tidies():
    loaf = a_thing(9)
    holds.acquire("Checkout:old", [(loaf, 1)])
    holds.acquire("Checkout:gone", [(loaf, 1)])
    holds.release("Checkout:gone")
    holds.confirm("Order:1", [(loaf, 1)])
    later(60 * 25)
    holds.acquire("Checkout:new", [(loaf, 1)])
    before = holds.room(loaf)
    assert holds.sweep() == 2
    assert holds.room(loaf) == before == 7
    assert sorted(Hold.objects.values_list("owner", flat=True)) == ["Checkout:new", "Order:1"]


@pytest.mark.parametrize("lines", [1, 3, 20])
def test_statements_do_not_grow_with_the_lines(lines, statements):
    things = [a_thing(9, str(n)) for n in range(lines)]
    wants = [(thing, 2) for thing in things]

    def counted(step):
        with statements() as count:
            step()
        return len(count)

    assert counted(lambda: holds.acquire("Checkout:a", wants)) == 4
    assert counted(lambda: holds.acquire("Checkout:a", wants)) == 3
    assert counted(lambda: holds.extend("Checkout:a")) == 3
    assert counted(lambda: holds.rooms(things)) == 1
    assert counted(lambda: holds.confirm("Checkout:a", new_owner="Order:1")) == 5
    assert counted(lambda: holds.consume("Order:1", [(thing, 1) for thing in things])) == 4
    assert counted(lambda: holds.release("Order:1")) == 4
    assert counted(lambda: holds.set_capacity([(thing, 3) for thing in things])) == 2
