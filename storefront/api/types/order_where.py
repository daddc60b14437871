"""What the newer `where` of orders means, condition by condition."""

from django.db.models import Q

from ...kernel.money import to_minor
from ...orders.models import Fulfillment, OrderLine
from ...orders.queries import listing
from ...payments.models import Transaction
from .filters import between, chosen, keys, plain, with_metadata

EURO = "EUR"  # amounts in filters have no currency; the street's is meant
DEEPEST = 6
NOTHING = Q(pk__in=[])


def where(orders, given):
    """The orders that an OrderWhereInput or CustomerOrderWhereInput means."""
    return listing.counted(orders).filter(_where(given))


def _where(given, depth=0):
    condition = Q()
    for word, value in given.items():
        if value is None:
            continue
        if word in ("AND", "OR"):
            condition &= _together(word, value, depth)
        else:
            condition &= CONDITIONS[word](value)
    return condition


def _together(word, several, depth):
    if depth >= DEEPEST or not several:
        return NOTHING if depth >= DEEPEST else Q()
    parts = [_where(one, depth + 1) for one in several]
    condition = parts[0]
    for part in parts[1:]:
        condition = condition & part if word == "AND" else condition | part
    return condition


def _ids(path, type_name):
    """A condition on global ids."""

    def condition(given):
        wanted = given if isinstance(given, list) else [given["eq"]] if given.get("eq") else given.get("one_of")
        return Q(**{f"{path}__in": keys(wanted, type_name)}) if wanted is not None else Q()

    return condition


def _among(table):
    """A condition on a state that is counted from money."""

    def condition(given):
        wanted = [given["eq"]] if given.get("eq") else given.get("one_of")
        return listing.one_of(table, [plain(one) for one in wanted]) if wanted is not None else Q()

    return condition


def _flag(condition):
    """A condition that holds, or does not."""
    return lambda yes: condition if yes else ~condition


def _address(path):
    """A condition on an address."""

    def condition(given):
        country = given.get("country") or {}
        unwanted = [plain(one) for one in country.get("not_one_of") or ()]
        found = chosen(f"{path}__phone", given.get("phone_number")) & chosen(f"{path}__country", country)
        return found & ~Q(**{f"{path}__country__in": unwanted}) if unwanted else found

    return condition


def _price(path):
    return lambda given: chosen(path, given["amount"], lambda amount: to_minor(amount, EURO))


def _has(model, one):
    """A condition on things of the order: for each of those given, one of them is like that."""

    def condition(several):
        found = Q()
        for given in several:
            found &= Q(pk__in=model.objects.filter(one(given)).values("order"))
        return found

    return condition


def _fulfillment(given):
    place = given.get("warehouse") or {}
    return (
        chosen("status", given.get("status"))
        & with_metadata(given.get("metadata"))
        & _ids("warehouse", "Warehouse")(place.get("id") or {})
        & chosen("warehouse__slug", place.get("slug"))
    )


def _marked(given):
    return with_metadata(given.get("metadata"))


CONDITIONS = {
    "metadata": with_metadata,
    "ids": _ids("pk", "Order"),
    "channel_id": _ids("channel", "Channel"),
    "user": _ids("user", "User"),
    "checkout_id": _ids("checkout_id", "Checkout"),
    "number": lambda given: chosen("number", given),
    "created_at": lambda given: between("created_at", given),
    "updated_at": lambda given: between("updated_at", given),
    "user_email": lambda given: chosen("email", given),
    "authorize_status": _among(listing.AUTHORIZE),
    "charge_status": _among(listing.CHARGE),
    "status": lambda given: chosen("status", given),
    "voucher_code": lambda given: chosen("voucher_code", given),
    "is_click_and_collect": _flag(~Q(collection_point_name="")),
    "is_gift_card_used": _flag(Q(gift_cards_amount__gt=0)),
    "is_gift_card_bought": _flag(NOTHING),
    "has_invoices": _flag(NOTHING),
    "invoices": lambda several: NOTHING,
    "has_fulfillments": _flag(Q(pk__in=Fulfillment.objects.values("order"))),
    "fulfillments": _has(Fulfillment, _fulfillment),
    "lines": _has(OrderLine, _marked),
    "transactions": _has(Transaction, _marked),
    "lines_count": lambda given: chosen("goods", given),
    "total_gross": _price("total_gross"),
    "total_net": _price("total_net"),
    "billing_address": _address("billing_address"),
    "shipping_address": _address("shipping_address"),
}
