"""The small words of the kernel: ids, money, time, rights, refusals."""

import base64
import os
import subprocess
import sys
import uuid
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storefront.kernel import clock, ids
from storefront.kernel.errors import NotAuthenticated, PermissionDenied, ShopError, ShopErrors, refuse
from storefront.kernel.money import Money, to_minor
from storefront.kernel.permissions import ANONYMOUS, EVERYWHERE, Visitor

KEY = uuid.UUID("12345678-1234-5678-1234-567812345678")


@pytest.mark.parametrize("kind, key", [("Product", 1), ("Product", 2**63 - 1), ("Order", KEY)])
def test_ids_come_back_as_they_went(kind, key):
    assert ids.to_pk(ids.to_global(kind, key), kind) == key


@pytest.mark.parametrize("kind, key", [("Product", KEY), ("Order", 1)])
def test_a_key_of_the_wrong_kind_is_refused(kind, key):
    with pytest.raises(ShopError):
        ids.to_pk(ids.to_global(kind, key), kind)


def test_ids_look_like_saleors():
    assert ids.to_global("Product", 7) == "UHJvZHVjdDo3"


def encoded(text):
    return base64.b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    "odd",
    ["", "7", "UHJvZHVjdDo3=", "éé", "\ud800", "UHJvZHVjdDo3\n", encoded("Product"), encoded("Product:"), encoded(":7")]
    + [encoded(f"Product:{key}") for key in ("9" * 20, 2**63, "-1", "1.5", "٣", "x", "7 ", "\x00", "12345678-1234")]
    + [encoded("Order:7"), encoded("Pro duct:7"), "A" * 100_000, None, 7, []],
    ids=lambda odd: ascii(odd)[:30],
)
def test_odd_ids_are_refused_cleanly(odd):
    with pytest.raises(ShopError) as refusal:
        ids.to_pk(odd, "Product", field="productId")
    assert refusal.value.code == "GRAPHQL_ERROR"
    assert len(str(refusal.value)) < 200


@given(st.text())
def test_no_text_breaks_ids(text):
    with pytest.raises(ShopError):
        ids.to_pk(text + "!", "Product")


@given(st.integers(-(10**12), 10**12), st.sampled_from(["EUR", "JPY", "TND"]))
def test_money_keeps_every_minor_unit(minor, currency):
    assert Money.of_minor(minor, currency).minor == minor


def test_money_is_in_a_currency():
    assert Money.of_minor(1234, "EUR") == Money(Decimal("12.34"), "EUR")
    assert Money.of_minor(1234, "JPY") == Money(Decimal(1234), "JPY")
    assert Money.of_minor(10, "EUR") + Money.of_minor(5, "EUR") == Money(Decimal("0.15"), "EUR")
    assert Money.of_minor(10, "EUR") - Money.of_minor(5, "EUR") == Money(Decimal("0.05"), "EUR")
    with pytest.raises(ValueError, match="JPY cannot be added to EUR"):
        Money.of_minor(10, "EUR") + Money.of_minor(5, "JPY")


@pytest.mark.parametrize(("amount", "minor"), [("0.005", 1), ("0.0049", 0), ("-0.005", -1), (2, 200), ("12.345", 1235)])
def test_cents_are_rounded_half_up(amount, minor):
    assert to_minor(amount, "EUR") == minor


def test_the_clock_moves_and_runs_on():
    clock.move("2026-03-29T01:59:00+01:00")
    moved = clock.now()
    assert timedelta() <= moved - datetime(2026, 3, 29, 0, 59, tzinfo=UTC) < timedelta(minutes=1)
    assert moved.tzinfo == UTC
    clock.move(None)
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(minutes=1)


def test_the_clock_does_not_move_in_a_real_shop(settings, tmp_path):
    settings.SHOP_TEST = False
    with pytest.raises(RuntimeError):
        clock.move("2026-03-29T01:59:00+01:00")
    environment = {**os.environ, "SHOP_TEST": "0", "SHOP_CLOCK": "2026-03-29", "SHOP_DATA": str(tmp_path)}
    command = [sys.executable, "-c", "import storefront.settings"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 1
    assert "SHOP_CLOCK moves time and is for tests only" in done.stderr


def test_rights_hold_where_they_were_given():
    florist = Visitor(user_id=1, grants={"MANAGE_ORDERS": {1}, "MANAGE_PRODUCTS": EVERYWHERE})
    assert florist.may("MANAGE_ORDERS", 1)
    assert not florist.may("MANAGE_ORDERS", 2)
    assert florist.may("MANAGE_ORDERS")
    assert florist.may("MANAGE_PRODUCTS", 2)
    assert not florist.may("MANAGE_STAFF")
    florist.require("MANAGE_STAFF", "MANAGE_ORDERS", channel_id=1)
    with pytest.raises(
        PermissionDenied, match="you need one of the following permissions: MANAGE_ORDERS, MANAGE_STAFF"
    ):
        florist.require("MANAGE_ORDERS", "MANAGE_STAFF", channel_id=2)
    with pytest.raises(NotAuthenticated):
        ANONYMOUS.require_user()


def test_several_refusals_are_said_at_once():
    refuse([])
    one, other = ShopError("REQUIRED", "Say who.", "who"), ShopError("REQUIRED", "Say when.", "when")
    with pytest.raises(ShopError, match="Say who."):
        refuse([one])
    with pytest.raises(ShopErrors, match="Say who.; Say when.") as refusal:
        refuse(iter([one, other]))
    assert refusal.value.errors == [one, other]
