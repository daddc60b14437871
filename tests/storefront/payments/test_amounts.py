"""What events make of a transaction's amounts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storefront.payments.amounts import AMOUNTS, EFFECTS, summed
from storefront.payments.queries import authorize_status, charge_status

STORIES = [
    ("a charge", [("CHARGE_REQUEST", 50), ("CHARGE_SUCCESS", 50)], {"charged": 50}),
    ("a charge that failed", [("CHARGE_REQUEST", 50), ("CHARGE_FAILURE", 50)], {}),
    (
        "a charge that failed first",
        [("CHARGE_REQUEST", 50), ("CHARGE_FAILURE", 50), ("CHARGE_SUCCESS", 50)],
        {"charged": 50},
    ),
    ("less came than was asked", [("CHARGE_REQUEST", 50), ("CHARGE_SUCCESS", 30)], {"charged": 30}),
    ("a charge not asked by us", [("CHARGE_SUCCESS", 50)], {"charged": 50}),
    ("the customer must act", [("CHARGE_REQUEST", 50), ("CHARGE_ACTION_REQUIRED", 50)], {"charge_pending": 50}),
    ("an authorisation", [("AUTHORIZATION_REQUEST", 50), ("AUTHORIZATION_SUCCESS", 50)], {"authorized": 50}),
    ("an adjustment", [("AUTHORIZATION_SUCCESS", 50), ("AUTHORIZATION_ADJUSTMENT", 70)], {"authorized": 70}),
    (
        "a capture on its way",
        [("AUTHORIZATION_SUCCESS", 50), ("CHARGE_REQUEST", 30)],
        {"authorized": 20, "charge_pending": 30},
    ),
    (
        "a capture",
        [("AUTHORIZATION_SUCCESS", 50), ("CHARGE_REQUEST", 30), ("CHARGE_SUCCESS", 30)],
        {"authorized": 20, "charged": 30},
    ),
    (
        "a capture that failed",
        [("AUTHORIZATION_SUCCESS", 50), ("CHARGE_REQUEST", 30), ("CHARGE_FAILURE", 30)],
        {"authorized": 50},
    ),
    ("let go", [("AUTHORIZATION_SUCCESS", 50), ("CANCEL_REQUEST", 50), ("CANCEL_SUCCESS", 50)], {"canceled": 50}),
    ("a promise let go", [("CHARGE_REQUEST", 50), ("CANCEL_REQUEST", 50), ("CANCEL_SUCCESS", 50)], {"canceled": 50}),
    ("a refund on its way", [("CHARGE_SUCCESS", 50), ("REFUND_REQUEST", 20)], {"charged": 30, "refund_pending": 20}),
    (
        "a refund",
        [("CHARGE_SUCCESS", 50), ("REFUND_REQUEST", 20), ("REFUND_SUCCESS", 20)],
        {"charged": 30, "refunded": 20},
    ),
    ("a refund that failed", [("CHARGE_SUCCESS", 50), ("REFUND_REQUEST", 20), ("REFUND_FAILURE", 20)], {"charged": 50}),
    (
        "a refund that came back",
        [("CHARGE_SUCCESS", 50), ("REFUND_SUCCESS", 20), ("REFUND_REVERSE", 20)],
        {"charged": 50},
    ),
    ("a charge-back", [("CHARGE_SUCCESS", 50), ("CHARGE_BACK", 50)], {}),
    ("a note", [("CHARGE_SUCCESS", 50), ("INFO", 10)], {"charged": 50}),
]


@pytest.mark.parametrize(("events", "amounts"), [story[1:] for story in STORIES], ids=[story[0] for story in STORIES])
def test_what_happened_makes_these_amounts(events, amounts):
    assert {word: amount for word, amount in summed(events).items() if amount} == amounts


@given(st.lists(st.tuples(st.sampled_from(sorted(EFFECTS)), st.integers(0, 10**6))))
def test_no_amount_is_ever_negative(events):
    amounts = summed(events)
    assert set(amounts) == set(AMOUNTS)
    assert min(amounts.values()) >= 0


@pytest.mark.parametrize(
    ("total", "charged", "status"),
    [
        (100, 0, "NONE"),
        (100, 1, "PARTIAL"),
        (100, 100, "FULL"),
        (100, 101, "OVERCHARGED"),
        (0, 0, "FULL"),
        (0, 1, "OVERCHARGED"),
    ],
)
def test_charge_status(total, charged, status):
    assert charge_status(total, charged) == status


@pytest.mark.parametrize(
    ("total", "covered", "status"),
    [(100, 0, "NONE"), (100, 99, "PARTIAL"), (100, 100, "FULL"), (100, 200, "FULL"), (0, 0, "FULL")],
)
def test_authorize_status(total, covered, status):
    assert authorize_status(total, covered) == status
