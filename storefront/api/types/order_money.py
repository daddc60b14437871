"""The money of an order: prices as they were promised, and what has been paid."""

import graphene

from ...kernel.errors import ShopError
from ...orders import queries, words
from ...orders.actions.paying import payable
from ..extend import extends
from ..lookahead import needs
from .money import Money, Taxed, TaxedMoney, money
from .order_discount import OrderGrantedRefund
from .order_enums import OrderAction, OrderAuthorizeStatusEnum, OrderChargeStatusEnum, PaymentChargeStatusEnum
from .order_legacy import Payment
from .order_sight import for_staff, is_staff
from .payment import TransactionItem


def _standing(info, order):
    """How the order stands, counted once per request."""
    kept = info.context.memo.setdefault("order standings", {})
    if id(order) not in kept:
        kept[id(order)] = (order, queries.standing(order))  # the order too, so that its id stays its own
    return kept[id(order)][1]


def _paid(word):
    """A resolver of one amount of the standing."""

    @needs("transactions", under="")
    def resolve(order, info):
        return money(getattr(_standing(info, order), word), order.currency)

    return resolve


def _state(word):
    """A resolver of one status of the standing."""

    @needs("transactions", under="")
    def resolve(order, info):
        return getattr(_standing(info, order), word)

    return resolve


@extends("Order")
class MoneyOfOrder:
    """What was promised."""

    total = graphene.Field(TaxedMoney, required=True)
    undiscounted_total = graphene.Field(TaxedMoney, required=True)
    subtotal = graphene.Field(TaxedMoney, required=True)
    shipping_price = graphene.Field(TaxedMoney, required=True)
    undiscounted_shipping_price = graphene.Field(Money, required=True)
    shipping_tax_rate = graphene.Float(required=True)

    def resolve_total(order, info):
        return Taxed(order.total_gross, order.total_net, order.currency)

    def resolve_undiscounted_total(order, info):
        return Taxed(order.undiscounted_gross, order.undiscounted_net, order.currency)

    def resolve_subtotal(order, info):
        return Taxed(order.subtotal_gross, order.subtotal_net, order.currency)

    def resolve_shipping_price(order, info):
        return Taxed(order.shipping_gross, order.shipping_net, order.currency)

    def resolve_undiscounted_shipping_price(order, info):
        return money(order.shipping_undiscounted, order.currency)

    def resolve_shipping_tax_rate(order, info):
        return order.shipping_tax_rate / 10_000


@extends("Order")
class PaymentsOfOrder:
    """What has been paid."""

    is_paid = graphene.Boolean(required=True)
    payment_status = graphene.Field(PaymentChargeStatusEnum, required=True)
    payment_status_display = graphene.String(required=True)
    authorize_status = graphene.Field(OrderAuthorizeStatusEnum, required=True)
    charge_status = graphene.Field(OrderChargeStatusEnum, required=True)
    total_authorized = graphene.Field(Money, required=True)
    total_captured = graphene.Field(Money, required=True, deprecation_reason="Use totalCharged.")
    total_charged = graphene.Field(Money, required=True)
    total_canceled = graphene.Field(Money, required=True)
    total_refunded = graphene.Field(Money, required=True)
    total_balance = graphene.Field(Money, required=True, description="Below zero: still to be paid.")
    total_authorize_pending = graphene.Field(Money, required=True)
    total_charge_pending = graphene.Field(Money, required=True)
    total_refund_pending = graphene.Field(Money, required=True)
    total_cancel_pending = graphene.Field(Money, required=True)
    total_granted_refund = graphene.Field(Money, required=True)
    total_remaining_grant = graphene.Field(Money, required=True)
    granted_refunds = graphene.List(graphene.NonNull(OrderGrantedRefund), required=True)
    transactions = graphene.List(graphene.NonNull(TransactionItem), required=True)
    payments = graphene.List(graphene.NonNull(Payment), required=True, deprecation_reason="Use transactions.")
    actions = graphene.List(graphene.NonNull(OrderAction), required=True)

    resolve_is_paid = _state("is_paid")
    resolve_payment_status = _state("payment_status")
    resolve_authorize_status = _state("authorize_status")
    resolve_charge_status = _state("charge_status")
    resolve_total_authorized = _paid("authorized")
    resolve_total_captured = _paid("charged")
    resolve_total_charged = _paid("charged")
    resolve_total_balance = _paid("balance")
    resolve_total_canceled = _paid("canceled")
    resolve_total_refunded = for_staff("MANAGE_ORDERS")(_paid("refunded"))
    resolve_total_authorize_pending = for_staff("MANAGE_ORDERS")(_paid("authorize_pending"))
    resolve_total_charge_pending = for_staff("MANAGE_ORDERS")(_paid("charge_pending"))
    resolve_total_refund_pending = for_staff("MANAGE_ORDERS")(_paid("refund_pending"))
    resolve_total_cancel_pending = for_staff("MANAGE_ORDERS")(_paid("cancel_pending"))

    @needs("transactions", under="")
    def resolve_payment_status_display(order, info):
        return words.in_words(words.PAYMENT, _standing(info, order).payment_status, info.context.language)

    @for_staff("MANAGE_ORDERS")
    def resolve_total_granted_refund(order, info):
        return money(0, order.currency)

    @for_staff("MANAGE_ORDERS")
    def resolve_total_remaining_grant(order, info):
        return money(0, order.currency)

    @for_staff("MANAGE_ORDERS")
    def resolve_granted_refunds(order, info):
        return []

    @for_staff("MANAGE_ORDERS", "HANDLE_PAYMENTS")
    @needs("transactions")
    def resolve_transactions(order, info):
        return order.transactions.all()

    @for_staff("MANAGE_ORDERS")
    def resolve_payments(order, info):
        return []

    @needs("transactions", under="")
    def resolve_actions(order, info):
        return _actions(order, _standing(info, order)) if is_staff(order, info) else []


def _actions(order, stand):
    """What staff may do about the money now."""
    try:
        payable(order)
        possible = ["MARK_AS_PAID"]
    except ShopError:
        possible = []
    possible += ["CAPTURE", "VOID"] if stand.authorized else []
    return possible + (["REFUND"] if stand.refundable else [])
