"""Placed orders: how they are, what is in them, where they go. Their money is in order_money.py."""

import graphene

from ...kernel import ids
from ...orders import masks, models, words
from ..lookahead import ELSEWHERE, needs
from ..scalars import DateTime
from .address import Address
from .channel import Channel
from .fulfillment import Fulfillment
from .invoice import Invoice
from .languages import LanguageCodeEnum, to_enum
from .node import Node, ObjectWithMetadata, represents
from .notes import Notes
from .order_discount import OrderDiscount
from .order_enums import OrderOriginEnum, OrderStatus
from .order_event import OrderEvent
from .order_line import OrderLine
from .order_sight import HiddenMetadata, closed, for_staff, is_staff, private
from .shipping import DeliveryMethod, ShippingMethod
from .warehouse import Warehouse

UNSEEN = ("CANCELED", "WAITING_FOR_APPROVAL")  # fulfilments that are no news to a customer


def some(type_, **options):
    """A list without holes, never null."""
    return graphene.List(graphene.NonNull(type_), required=True, **options)


@represents(models.Order, Notes(("MANAGE_ORDERS",)))
class Order(HiddenMetadata.of(lambda order: order), graphene.ObjectType):
    """A sale. Strangers see names, addresses and e-mail masked, and nothing else that is private."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    created = DateTime(required=True)
    updated_at = DateTime(required=True)
    number = graphene.String(required=True)
    status = graphene.Field(OrderStatus, required=True)
    status_display = graphene.String(required=True, description="The status in the reader's language.")
    origin = graphene.Field(OrderOriginEnum, required=True)
    token = graphene.String(required=True, description="128 bits that open this order; empty for strangers.")
    user = graphene.Field("storefront.api.types.user.User")
    user_email = graphene.String()
    channel = graphene.Field(Channel, required=True)
    billing_address = graphene.Field(Address)
    shipping_address = graphene.Field(Address)
    shipping_method_name = graphene.String()
    collection_point_name = graphene.String()
    delivery_method = graphene.Field(DeliveryMethod)
    shipping_method = graphene.Field(ShippingMethod, deprecation_reason="Use deliveryMethod.")
    shipping_methods = some(ShippingMethod, description="None: a placed order keeps its delivery.")
    available_collection_points = some(Warehouse, description="None: a placed order keeps its collection point.")
    is_shipping_required = graphene.Boolean(required=True)
    lines = some(OrderLine)
    fulfillments = some(Fulfillment)
    events = some(OrderEvent, description="The history, oldest first; for staff of the shop.")
    invoices = some(Invoice)
    discounts = some(OrderDiscount)
    customer_note = graphene.String(required=True)
    voucher = graphene.Field("storefront.api.types.voucher.Voucher")
    voucher_code = graphene.String()
    gift_cards = some("storefront.api.types.gift_card.GiftCard")
    display_gross_prices = graphene.Boolean(required=True)
    language_code_enum = graphene.Field(LanguageCodeEnum, required=True)
    external_reference = graphene.String()
    checkout_id = graphene.ID()

    @staticmethod
    def resolve_created(order, info):
        return order.created_at

    @staticmethod
    @needs("channel", under="")
    def resolve_status_display(order, info):
        return words.in_words(words.STATUS, order.status, info.context.language)

    @private("")
    def resolve_token(order, info):
        return order.token

    @closed
    @needs("user")
    def resolve_user(order, info):
        """Null for whoever holds only the token: it opens the order, not the person's account."""
        own = order.user_id is not None and order.user_id == info.context.visitor.user_id
        return order.user if own or is_staff(order, info) else None

    @private(lambda order: masks.masked_email(order.email))
    def resolve_user_email(order, info):
        return order.email

    @needs("channel")
    def resolve_channel(order, info):
        return order.channel

    @private(lambda order: masks.masked_address(order.billing_address))
    @needs("billing_address")
    def resolve_billing_address(order, info):
        return order.billing_address

    @private(lambda order: masks.masked_address(order.shipping_address))
    @needs("shipping_address")
    def resolve_shipping_address(order, info):
        return order.shipping_address

    @staticmethod
    def resolve_shipping_method_name(order, info):
        return order.shipping_method_name or None

    @staticmethod
    def resolve_collection_point_name(order, info):
        return order.collection_point_name or None

    @needs("collection_point__address", "shipping_method__zone__channel", under=ELSEWHERE)
    def resolve_delivery_method(order, info):
        return order.collection_point or order.shipping_method

    @needs("shipping_method__zone__channel", under="shipping_method")
    def resolve_shipping_method(order, info):
        return order.shipping_method

    @staticmethod
    def resolve_shipping_methods(order, info):
        return []

    @staticmethod
    def resolve_available_collection_points(order, info):
        return []

    @needs("lines", under="")
    def resolve_is_shipping_required(order, info):
        return any(line.is_shipping_required for line in order.lines.all())

    @needs("lines")
    def resolve_lines(order, info):
        return order.lines.all()

    @needs("fulfillments")
    def resolve_fulfillments(order, info):
        found = order.fulfillments.all()
        return found if is_staff(order, info) else [one for one in found if one.status not in UNSEEN]

    @for_staff("MANAGE_ORDERS")
    @needs("events")
    def resolve_events(order, info):
        return order.events.all()

    @closed
    def resolve_invoices(order, info):
        return []

    @needs("discounts")
    def resolve_discounts(order, info):
        return order.discounts.all()

    @private("")
    def resolve_customer_note(order, info):
        return order.customer_note

    @private()
    @needs("voucher")
    def resolve_voucher(order, info):
        if order.voucher is not None:
            order.voucher.code_used = order.voucher_code
        return order.voucher

    @private()
    def resolve_voucher_code(order, info):
        return order.voucher_code or None

    @private(lambda order: [])
    @needs("gift_cards")
    def resolve_gift_cards(order, info):
        return order.gift_cards.all()

    @staticmethod
    def resolve_display_gross_prices(order, info):
        return True

    @staticmethod
    def resolve_language_code_enum(order, info):
        return to_enum(order.language)

    @for_staff("MANAGE_ORDERS")
    def resolve_checkout_id(order, info):
        return order.checkout_id and ids.to_global("Checkout", order.checkout_id)
