"""Handing goods over: in whole or in part, from one place or several."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from ...hooks import join
from ...inventory import actions as inventory
from ...inventory.models import Warehouse
from ...kernel import ids
from ...kernel.errors import ShopError
from ...kernel.locks import atomic
from .. import mails
from ..models import Fulfillment, FulfillmentLine, OrderLine
from ..moves import move
from .history import announce, note_down, opened, owner_of


@dataclass(frozen=True)
class HandOver:
    """What leaves the shop: [(order line id, warehouse id, quantity)], and how the customer learns of it."""

    items: list
    tracking_number: str = ""
    notify: bool = True
    exceed: bool = False  # staff hand over what the books say is not there


@atomic
def fulfill(pk, hand_over, *, by=None):
    """Hand goods of the order over; returns its new Fulfillments, one for each place.

    Refuses ZERO_QUANTITY, FULFILL_ORDER_LINE (more than is left to hand over), NOT_FOUND, DUPLICATED_INPUT_ITEM,
    INSUFFICIENT_STOCK, and INVALID for an order that is over.
    """
    order = opened(pk)
    lines = {line.pk: line for line in OrderLine.objects.filter(order=order).select_related("variant")}
    items = _checked(order, lines, hand_over.items)
    _ship(order, items, hand_over, by)
    for line, _, quantity in items:
        line.quantity_fulfilled += quantity
    OrderLine.objects.bulk_update({line for line, _, _ in items}, ["quantity_fulfilled"])
    _move_on(order, lines.values())
    made = _fulfillments(order, items, hand_over.tracking_number)
    for fulfillment in made:
        _tell_of(order, fulfillment, hand_over, by)
    return made


def _checked(order, lines, items):
    """[(OrderLine, Warehouse, quantity)] of what was asked, once nothing speaks against it."""
    if any(quantity < 0 for _, _, quantity in items):
        raise ShopError("INVALID_QUANTITY", "A quantity is a number from 0 on.", "quantity")
    if max(Counter((line, place) for line, place, _ in items).values(), default=1) > 1:
        raise ShopError("DUPLICATED_INPUT_ITEM", "Name each line once for each warehouse.", "warehouse")
    items = [item for item in items if item[2]]
    if not items:
        raise ShopError("ZERO_QUANTITY", "Say how many are handed over; at least one.", "lines")
    if order.status not in ("UNFULFILLED", "PARTIALLY_FULFILLED", "FULFILLED"):
        raise ShopError("INVALID", f"Order {order.number} is {order.status.lower()}; nothing can leave.", "order")
    places = Warehouse.objects.filter(channel=order.channel_id).in_bulk({place for _, place, _ in items})
    for line, place, _ in items:
        if line not in lines:
            raise ShopError("NOT_FOUND", "This line is not part of the order.", "orderLineId")
        if place not in places:
            raise ShopError("NOT_FOUND", "This warehouse does not belong to the order's shop.", "warehouse")
    _refuse_surplus(lines, items)
    return [(lines[line], places[place], quantity) for line, place, quantity in items]


def _refuse_surplus(lines, items):
    asked = Counter()
    for line, _, quantity in items:
        asked[line] += quantity
    for pk, quantity in asked.items():
        left = lines[pk].quantity - lines[pk].quantity_fulfilled
        if quantity > left:
            message = (
                f"Only {left} of {lines[pk].product_name} are left to hand over."
                if left
                else (f"All of {lines[pk].product_name} has been handed over already.")
            )
            raise ShopError("FULFILL_ORDER_LINE", message, "orderLineId", order_lines=[ids.to_global("OrderLine", pk)])


def _ship(order, items, hand_over, by):
    """Goods leave their shelves; a shortage names the lines it concerns."""
    override = {"who": by.email if by else "", "why": "stock may be exceeded"} if hand_over.exceed else None
    goods = [(line.variant, place, quantity) for line, place, quantity in items if line.variant]
    try:
        if goods:
            inventory.ship(owner_of(order), goods, override=override)
    except ShopError as refusal:
        if refusal.code == "INSUFFICIENT_STOCK":
            short = refusal.extra.get("shortages") or {line.variant_id for line, _, _ in items}
            refusal.field = "stocks"
            refusal.extra["order_lines"] = [
                ids.to_global("OrderLine", line.pk) for line, _, _ in items if line.variant_id in short
            ]
        raise


def _move_on(order, lines):
    """All is handed over, or a part."""
    whole = all(line.quantity_fulfilled >= line.quantity for line in lines)
    move(order, "status", "FULFILLED" if whole else "PARTIALLY_FULFILLED")
    if whole:
        move(order, "preparation", "READY")
        move(order, "handover", "HANDED_OVER")
    order.save(update_fields=["status", "preparation", "handover", "updated_at"])


def _fulfillments(order, items, tracking_number):
    """One for each place, with its lines, numbered within the order."""
    by_place = defaultdict(list)
    for line, place, quantity in items:
        by_place[place].append((line, quantity))
    first = order.fulfillments.count() + 1
    made = [
        Fulfillment(order=order, fulfillment_order=number, warehouse=place, tracking_number=tracking_number)
        for number, place in enumerate(by_place, start=first)
    ]
    Fulfillment.objects.bulk_create(made)
    FulfillmentLine.objects.bulk_create(
        [
            FulfillmentLine(
                fulfillment=fulfillment, order_line=line, warehouse=fulfillment.warehouse, quantity=quantity
            )
            for fulfillment in made
            for line, quantity in by_place[fulfillment.warehouse]
        ]
    )
    return made


def _tell_of(order, fulfillment, hand_over, by):
    join("order_fulfilling", order=order, fulfillment=fulfillment)
    note_down(
        order, "FULFILLMENT_FULFILLED_ITEMS", by=by, fulfillment=fulfillment.pk, warehouse=str(fulfillment.warehouse_id)
    )
    if hand_over.tracking_number:
        note_down(order, "TRACKING_UPDATED", by=by, message=hand_over.tracking_number, fulfillment=fulfillment.pk)
    if hand_over.notify:
        mails.promise("FULFILLMENT_CONFIRMATION", order, str(fulfillment.pk), fulfillment=fulfillment.pk)
    announce(order, "fulfilled", fulfillment=fulfillment.pk)
