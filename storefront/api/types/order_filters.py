"""Which orders a list shows: Saleor's older `filter` and newer `where`, and in which order."""

import graphene
from django.db.models import Q

from ...orders.queries import listing
from ..scalars import UUID
from .countries import CountryCode
from .filters import (
    DateRangeInput,
    DateTimeRangeInput,
    GlobalIDFilterInput,
    IntFilterInput,
    MetadataFilterInput,
    OrderDirection,
    PriceFilterInput,
    StringFilterInput,
    between,
    enum_filter,
    keys,
    listed,
    plain,
)
from .order_enums import (
    FulfillmentStatus,
    OrderAuthorizeStatusEnum,
    OrderChargeStatusEnum,
    OrderSortField,
    OrderStatus,
    OrderStatusFilter,
    PaymentChargeStatusEnum,
)

OrderStatusEnumFilterInput = enum_filter(OrderStatus)
OrderChargeStatusEnumFilterInput = enum_filter(OrderChargeStatusEnum)
OrderAuthorizeStatusEnumFilterInput = enum_filter(OrderAuthorizeStatusEnum)
FulfillmentStatusEnumFilterInput = enum_filter(FulfillmentStatus)


class OrderSortingInput(graphene.InputObjectType):
    """In which order."""

    direction = graphene.InputField(OrderDirection, required=True)
    field = graphene.InputField(OrderSortField, required=True)


class OrderFilterInput(graphene.InputObjectType):
    """Which orders: all conditions hold."""

    payment_status = listed(PaymentChargeStatusEnum)
    status = listed(OrderStatusFilter)
    customer = graphene.String()
    created = graphene.InputField(DateRangeInput)
    search = graphene.String()
    channels = listed(graphene.ID)
    authorize_status = listed(OrderAuthorizeStatusEnum)
    charge_status = listed(OrderChargeStatusEnum)
    updated_at = graphene.InputField(DateTimeRangeInput)
    is_click_and_collect = graphene.Boolean()
    ids = listed(graphene.ID)
    checkout_tokens = listed(UUID)
    checkout_ids = listed(graphene.ID)
    gift_card_used = graphene.Boolean()
    numbers = listed(graphene.String)


class CountryCodeEnumFilterInput(graphene.InputObjectType):
    """A country, one of several, or none of these."""

    eq = graphene.InputField(CountryCode)
    one_of = listed(CountryCode)
    not_one_of = listed(CountryCode)


class AddressFilterInput(graphene.InputObjectType):
    """Addresses with this telephone, in this country."""

    phone_number = graphene.InputField(StringFilterInput)
    country = graphene.InputField(CountryCodeEnumFilterInput)


class FulfillmentWarehouseFilterInput(graphene.InputObjectType):
    """Places goods left from."""

    id = graphene.InputField(GlobalIDFilterInput)
    slug = graphene.InputField(StringFilterInput)


class FulfillmentFilterInput(graphene.InputObjectType):
    """Orders with a fulfilment like this."""

    status = graphene.InputField(FulfillmentStatusEnumFilterInput)
    metadata = graphene.InputField(MetadataFilterInput)
    warehouse = graphene.InputField(FulfillmentWarehouseFilterInput)


class LinesFilterInput(graphene.InputObjectType):
    """Orders with a line like this."""

    metadata = graphene.InputField(MetadataFilterInput)


class TransactionFilterInput(graphene.InputObjectType):
    """Orders with a payment like this."""

    metadata = graphene.InputField(MetadataFilterInput)


class InvoiceFilterInput(graphene.InputObjectType):
    """Orders with an invoice like this."""

    created_at = graphene.InputField(DateTimeRangeInput)


def where_input(name, **more):
    """A where input of orders, which may be nested in AND and OR."""
    fields = {
        "metadata": MetadataFilterInput,
        "number": IntFilterInput,
        "channel_id": GlobalIDFilterInput,
        "created_at": DateTimeRangeInput,
        "updated_at": DateTimeRangeInput,
        "user_email": StringFilterInput,
        "authorize_status": OrderAuthorizeStatusEnumFilterInput,
        "charge_status": OrderChargeStatusEnumFilterInput,
        "status": OrderStatusEnumFilterInput,
        "checkout_id": GlobalIDFilterInput,
        "is_click_and_collect": graphene.Boolean,
        "is_gift_card_used": graphene.Boolean,
        "is_gift_card_bought": graphene.Boolean,
        "voucher_code": StringFilterInput,
        "has_invoices": graphene.Boolean,
        "has_fulfillments": graphene.Boolean,
        "lines_count": IntFilterInput,
        "total_gross": PriceFilterInput,
        "total_net": PriceFilterInput,
        "billing_address": AddressFilterInput,
        "shipping_address": AddressFilterInput,
        **more,
    }
    body = {word: graphene.InputField(type_) for word, type_ in fields.items()}
    body |= {
        "__doc__": "Which orders: all conditions hold.",
        "ids": listed(graphene.ID),
        "invoices": listed(InvoiceFilterInput),
    }
    for word in ("AND", "OR"):
        body[word] = graphene.List(graphene.NonNull(lambda: made), name=word)
    made = type(name, (graphene.InputObjectType,), body)
    return made


CustomerOrderWhereInput = where_input("CustomerOrderWhereInput")
OrderWhereInput = where_input("OrderWhereInput", user=GlobalIDFilterInput)
for _word, _type in (
    ("fulfillments", FulfillmentFilterInput),
    ("lines", LinesFilterInput),
    ("transactions", TransactionFilterInput),
):
    OrderWhereInput._meta.fields[_word] = graphene.InputField(graphene.List(graphene.NonNull(_type)))


def filtered(orders, given):
    """The orders that an OrderFilterInput means."""
    words = {
        word: [plain(value) for value in given.get(word) or ()]
        for word in ("payment_status", "status", "charge_status", "authorize_status")
    }
    condition = between("updated_at", given.get("updated_at")) & between("created_at__date", given.get("created"))
    for word, table in (
        ("payment_status", listing.PAYMENT),
        ("status", listing.STATUS),
        ("charge_status", listing.CHARGE),
        ("authorize_status", listing.AUTHORIZE),
    ):
        if words[word]:
            condition &= listing.one_of(table, words[word])
    for word, path, type_name in (
        ("ids", "pk", "Order"),
        ("channels", "channel", "Channel"),
        ("checkout_ids", "checkout_id", "Checkout"),
    ):
        if given.get(word):
            condition &= Q(**{f"{path}__in": keys(given[word], type_name)})
    if given.get("checkout_tokens"):
        condition &= Q(checkout_id__in=given["checkout_tokens"])
    if given.get("numbers"):
        condition &= Q(number__in=[int(n) for n in given["numbers"] if n.isascii() and n.isdigit() and len(n) < 19])
    condition &= _yes_or_no(
        given, is_click_and_collect=~Q(collection_point_name=""), gift_card_used=Q(gift_cards_amount__gt=0)
    )
    text = " ".join(given.get(word) or "" for word in ("search", "customer"))
    return searched(listing.counted(orders).filter(condition), text)


def searched(orders, text):
    """The orders in which these words are found."""
    if not text.strip():
        return orders
    return orders.filter(pk__in=type(orders)(orders.model).filter(listing.matching(text)).order_by().values("pk"))


def _yes_or_no(given, **conditions):
    """For each flag that was given, its condition or the opposite."""
    found = Q()
    for word, condition in conditions.items():
        if given.get(word) is not None:
            found &= condition if given[word] else ~condition
    return found
