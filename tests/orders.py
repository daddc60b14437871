"""Placed orders for tests: through place(), with stock allocated and money as asked."""

import datetime
import uuid
from types import SimpleNamespace

from django.contrib.auth.hashers import make_password
from django.db import transaction

from storefront.accounts import tokens
from storefront.accounts.models import Address, PermissionGroup, User
from storefront.inventory import actions as inventory
from storefront.inventory.models import Warehouse
from storefront.kernel import clock, ids, outbox
from storefront.kernel.models import Hold
from storefront.orders.models import Order, OrderLine
from storefront.orders.placing import Draft, LineFact, place
from storefront.payments.actions import record
from storefront.payments.gateway import Result
from storefront.payments.gateways import IN_STORE
from storefront.payments.models import Transaction
from storefront.pricing.totals import Line, Shipping, total
from tests import goods

RATE = 550


def an_address(**words):
    """Anna's, in Lyon."""
    return Address(
        **{
            "first_name": "Anna",
            "last_name": "Morel",
            "street_address_1": "3 rue des Lilas",
            "street_address_2": "2e étage",
            "company_name": "Morel SARL",
            "city": "Lyon",
            "postal_code": "69002",
            "country": "FR",
            "phone": "+33472000000",
            **words,
        }
    )


def a_house(slug="pain", variants=2, stock=10, **words):
    """A shop with a place to collect from and so many variants at 2.40 EUR."""
    words = {"timezone": "Europe/Paris", "allow_unpaid_orders": True, "name": "Fournil", **words}
    channel = goods.a_shop(slug, **words)
    point = goods.a_place(channel)
    point.name = "Comptoir"
    point.save()
    made = [goods.a_variant(channel, {point: stock}, price=240) for _ in range(variants)]
    return SimpleNamespace(channel=channel, point=point, variants=made)


def a_draft(house, wants=None, adjustments=(), shipping=None, **words):
    """A Draft of [(variant, quantity)] (2 of each variant of the house)."""
    wants = [(variant, 2) for variant in house.variants] if wants is None else wants
    lines = [Line(number, quantity, 240, 240, RATE) for number, (_, quantity) in enumerate(wants)]
    facts = [
        LineFact(
            key=number, variant=variant, product_name=variant.product.name, variant_name=variant.name, sku=variant.sku
        )
        for number, (variant, _) in enumerate(wants)
    ]
    words = {"email": "anna@client.example", "billing_address": an_address(), "collection_point": house.point, **words}
    return Draft(
        channel=house.channel,
        totals=total(lines, adjustments, shipping and Shipping(shipping, 2000)),
        lines=facts,
        **words,
    )


def an_order(house, wants=None, *, paid=0, allocate=True, **words):
    """A placed order; `paid`: minor units that staff took in store."""
    draft = a_draft(house, wants, **words)
    with transaction.atomic():
        order = place(draft)
        if allocate:
            quantities = [
                (fact.variant, line.quantity) for fact, line in zip(draft.lines, draft.totals.lines, strict=True)
            ]
            inventory.allocate(f"Checkout:{uuid.uuid4()}", f"Order:{order.pk}", quantities, house.channel)
    if paid:
        pay(order, paid)
    return order


def pay(order, amount, type="CHARGE_SUCCESS", gateway=IN_STORE.id):
    """A transaction of the order that charged so much (or what `type` says)."""
    payment = Transaction.objects.create(
        order=order,
        channel_id=order.channel_id,
        gateway=gateway,
        name="Till",
        currency=order.currency,
        idempotency_key=uuid.uuid4().hex,
    )
    record(payment, Result(type, amount, psp_reference=uuid.uuid4().hex))
    return payment


def a_person(email="anna@client.example", permissions=(), channels=None, **words):
    """Somebody who may sign in; with permissions: staff, in these channels or everywhere."""
    user = User.objects.create(
        email=email,
        password=make_password(None),
        is_confirmed=True,
        first_name="Anna",
        is_staff=bool(permissions),
        **words,
    )
    if permissions:
        group = PermissionGroup.objects.create(
            name=email, permissions=list(permissions), restricted_to_channels=channels is not None
        )
        group.channels.set(channels or [])
        user.groups.add(group)
    return user


def a_seller(house, email=None):
    """(user, token) of somebody who manages the orders of that shop."""
    user = a_person(email or f"lea@{house.channel.slug}.example", ["MANAGE_ORDERS"], [house.channel])
    return user, tokens.access_token(user)


def gid(row):
    """A row's global id."""
    return ids.to_global(type(row).__name__, row.pk)


def promised(order):
    """How many pieces are set aside for the order."""
    return sum(Hold.objects.filter(owner=f"Order:{order.pk}", state="CONFIRMED").values_list("quantity", flat=True))


def codes(payload):
    """[(field, code)] of a payload's errors."""
    return [(error["field"], error["code"]) for error in payload["errors"]]


def work():
    """Do every task that is due in the next two minutes."""
    later = clock.now() + datetime.timedelta(minutes=2)
    clock.move(later)
    try:
        while outbox.work_once():
            pass
    finally:
        clock.move(None)


__all__ = [
    "Order",
    "OrderLine",
    "Warehouse",
    "a_draft",
    "a_house",
    "a_person",
    "a_seller",
    "an_address",
    "an_order",
    "codes",
    "gid",
    "pay",
    "promised",
    "work",
]
