"""Letters to customers about their order: promised with the change, written after the commit, as things are then."""

from ..kernel import mail, outbox
from ..kernel.locks import atomic, lock_one
from . import queries, words
from .models import Fulfillment, Order, OrderEvent

KIND = "orders.mail"
LETTERS = ("ORDER_CONFIRMATION", "ORDER_CANCEL", "ORDER_REFUND", "FULFILLMENT_CONFIRMATION")  # OrderEventsEmailsEnum
NEEDED = ("channel", "collection_point__address", "billing_address", "shipping_address", "user")


def promise(letter, order, about="", **facts):
    """Promise one letter; `about` tells several of the same kind apart, such as two refunds. Nothing without e-mail."""
    if order.email:
        outbox.put(
            KIND,
            f"{letter}:{order.pk}:{about}",
            {"letter": letter, "order": str(order.pk), **facts},
            channel_id=order.channel_id,
        )


@outbox.performs(KIND)
@atomic
def write(task):
    """Write the letter as things are now, promise its mail, and note both in the order's history. Safe to repeat."""
    lock_one(Order, task.payload["order"])  # of two workers with the same letter the second finds it written
    order = Order.objects.select_related(*NEEDED).get(pk=task.payload["order"])
    letter, shop = task.payload["letter"], order.channel
    language = words.spoken(order.language, shop.default_language)
    mail.put_mail(
        task.key,
        order.email,
        letter.lower(),
        language,
        words=_facts(order, language, task.payload),
        channel_id=shop.pk,
        sender=shop.name,
        reply_to=shop.email or None,
    )
    OrderEvent.objects.get_or_create(
        order=order, type="EMAIL_SENT", data={"emailType": letter, "email": order.email, "task": task.key}
    )


def _facts(order, language, payload):
    shop = order.channel
    manner = words.manner(order, language)
    person = order.user or order.billing_address or order.shipping_address
    point = order.collection_point
    return {
        "order": order,
        "shop": shop,
        "day": manner.dated(order.created_at),
        "time": manner.hour(order.created_at),
        "link": words.link(order),
        "first_name": words.harmless(person.first_name) if person else "",
        "note": words.harmless(order.customer_note),
        "lines": [_line(line, order, manner) for line in order.lines.all()],
        "place": _place(order.collection_point_name, point.address) if point else order.collection_point_name,
        "address": _place("", order.shipping_address) if order.shipping_address else "",
        **_amounts(order, payload, manner),
        **_handed(payload),
    }


def _amounts(order, payload, manner):
    """The order's prices in words; empty when nothing, so that the letter leaves the line out."""
    stand = queries.standing(order)
    amounts = {
        "subtotal": order.subtotal_gross,
        "delivery_price": order.shipping_gross,
        "total": order.total_gross,
        "vat": order.total_gross - order.total_net,
        "due": stand.due,
        "gift_cards": order.gift_cards_amount,
        "discount": sum(discount.amount for discount in order.discounts.all()),
        "back": stand.charged + stand.authorized + stand.refunded + stand.refund_pending,
        "amount": payload.get("amount", 0),
    }
    always = ("subtotal", "total", "vat")
    return {
        name: words.price(minor, order.currency, manner) if minor or name in always else ""
        for name, minor in amounts.items()
    }


def _line(line, order, manner):
    return {
        "quantity": line.quantity,
        "name": words.thing(line),
        "total": words.price(line.total_gross, order.currency, manner),
    }


def _handed(payload):
    """What a fulfilment's letter tells."""
    if "fulfillment" not in payload:
        return {}
    fulfillment = Fulfillment.objects.prefetch_related("lines__order_line").get(pk=payload["fulfillment"])
    return {
        "tracking": fulfillment.tracking_number,
        "handed": [
            {"quantity": line.quantity, "name": words.thing(line.order_line)} for line in fulfillment.lines.all()
        ],
    }


def _place(name, address):
    person = f"{address.first_name} {address.last_name}".strip() if not name else ""
    town = f"{address.postal_code} {address.city}".strip()
    rows = (name or address.company_name, person, address.street_address_1, address.street_address_2, town)
    return "\n".join(row for row in rows if row and (name or words.harmless(row)))
