"""Every pair of states on every axis: allowed or refused."""

from types import SimpleNamespace

import pytest

from storefront.kernel.errors import ShopError
from storefront.orders import moves

ALLOWED = {
    "status": {
        ("DRAFT", "UNCONFIRMED"),
        ("DRAFT", "UNFULFILLED"),
        ("UNCONFIRMED", "UNFULFILLED"),
        ("UNCONFIRMED", "CANCELED"),
        ("UNCONFIRMED", "EXPIRED"),
        ("UNFULFILLED", "PARTIALLY_FULFILLED"),
        ("UNFULFILLED", "FULFILLED"),
        ("UNFULFILLED", "CANCELED"),
        ("UNFULFILLED", "EXPIRED"),
        ("PARTIALLY_FULFILLED", "FULFILLED"),
        ("PARTIALLY_FULFILLED", "PARTIALLY_RETURNED"),
        ("PARTIALLY_FULFILLED", "RETURNED"),
        ("FULFILLED", "PARTIALLY_RETURNED"),
        ("FULFILLED", "RETURNED"),
        ("PARTIALLY_RETURNED", "RETURNED"),
    },
    "preparation": {
        ("SCHEDULED", "PREPARING"),
        ("SCHEDULED", "PARTLY_READY"),
        ("SCHEDULED", "READY"),
        ("PREPARING", "SCHEDULED"),
        ("PREPARING", "PARTLY_READY"),
        ("PREPARING", "READY"),
        ("PARTLY_READY", "PREPARING"),
        ("PARTLY_READY", "READY"),
        ("READY", "PREPARING"),
        ("READY", "PARTLY_READY"),
    },
    "handover": {
        ("WAITING", "ARRIVED"),
        ("WAITING", "HANDED_OVER"),
        ("WAITING", "NO_SHOW"),
        ("ARRIVED", "WAITING"),
        ("ARRIVED", "HANDED_OVER"),
        ("ARRIVED", "NO_SHOW"),
        ("NO_SHOW", "WAITING"),
        ("NO_SHOW", "ARRIVED"),
        ("NO_SHOW", "HANDED_OVER"),
    },
}
STATES = {
    "status": [
        "DRAFT",
        "UNCONFIRMED",
        "UNFULFILLED",
        "PARTIALLY_FULFILLED",
        "FULFILLED",
        "PARTIALLY_RETURNED",
        "RETURNED",
        "CANCELED",
        "EXPIRED",
    ],
    "preparation": ["SCHEDULED", "PREPARING", "PARTLY_READY", "READY"],
    "handover": ["WAITING", "ARRIVED", "HANDED_OVER", "NO_SHOW"],
}
PAIRS = [(axis, here, there) for axis, states in STATES.items() for here in states for there in states]


def test_the_tables_know_these_states_and_no_other():
    assert {axis: sorted(table) for axis, table in moves.AXES.items()} == {
        axis: sorted(states) for axis, states in STATES.items()
    }


@pytest.mark.parametrize(("axis", "here", "there"), PAIRS)
def test_each_pair(axis, here, there):
    order = SimpleNamespace(number=1, **{axis: here})
    if here == there:
        assert moves.move(order, axis, there) is False
    elif (here, there) in ALLOWED[axis]:
        assert moves.move(order, axis, there) is True
        assert getattr(order, axis) == there
    else:
        with pytest.raises(ShopError) as refusal:
            moves.move(order, axis, there, code="CANNOT_CANCEL_ORDER")
        assert refusal.value.code == "CANNOT_CANCEL_ORDER"
        assert getattr(order, axis) == here
