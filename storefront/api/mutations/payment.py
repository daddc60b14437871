"""Paying: paymentGatewayInitialize, transactionInitialize, transactionProcess."""

import graphene

from ...checkout import price
from ...checkout import queries as checkouts
from ...kernel import ids, money
from ...kernel.errors import ShopError
from ...orders import queries as orders
from ...payments import actions, queries
from ...payments.models import Transaction, TransactionEvent
from ..extend import extends
from ..lookahead import planned
from ..mutation import Mutation, enum, error_type
from ..scalars import JSON, UUID, PositiveDecimal
from ..types.filters import listed, plain
from ..types.payment import PaymentGatewayToInitialize, TransactionItem
from ..types.payment import TransactionEvent as TransactionEventType
from ..types.payment_enums import TransactionFlowStrategyEnum

BASIC = "GRAPHQL_ERROR INVALID NOT_FOUND"
PaymentGatewayInitializeError = error_type(
    "PaymentGatewayInitializeError", enum("PaymentGatewayInitializeErrorCode", BASIC)
)
PaymentGatewayConfigError = error_type("PaymentGatewayConfigError", enum("PaymentGatewayConfigErrorCode", BASIC))
TransactionInitializeError = error_type(
    "TransactionInitializeError",
    enum("TransactionInitializeErrorCode", f"{BASIC} UNIQUE CHECKOUT_COMPLETION_IN_PROGRESS"),
)
TransactionProcessError = error_type(
    "TransactionProcessError",
    enum(
        "TransactionProcessErrorCode",
        f"{BASIC} TRANSACTION_ALREADY_PROCESSED MISSING_PAYMENT_APP_RELATION "
        "MISSING_PAYMENT_APP CHECKOUT_COMPLETION_IN_PROGRESS",
    ),
)


def payable_of(global_id):
    """The Checkout or Order behind an id; NOT_FOUND when it is gone."""
    type_name, _ = ids.parts(global_id)
    key = ids.to_pk(global_id, "Checkout", "Order")
    found = checkouts.opened_by(key) if type_name == "Checkout" else orders.known(key)
    payable = found.select_related("channel").first() if found is not None else None
    if payable is None:
        raise ShopError(
            "NOT_FOUND", "There is nothing to pay under this id; a finished basket has become an order.", "id"
        )
    return payable


def amount_of(payable, given):
    """Minor units: the amount given, else what is not yet paid, authorised or on its way."""
    if given is not None:
        return money.to_minor(given, payable.channel.currency)
    paid = queries.paid(payable)
    if type(payable).__name__ == "Order":
        return orders.standing(payable).due - paid.authorized - paid.pending
    return price.to_pay(payable) - paid.charged - paid.authorized - paid.pending


def stepped(cls, info, step):
    """The payload that shows how a payment stands."""
    transaction = planned(Transaction.objects.filter(pk=step.transaction.pk), info, at=("transaction",)).get()
    event = planned(TransactionEvent.objects.filter(pk=step.event.pk), info, at=("transactionEvent",)).get()
    event.message = step.event.message or event.message
    return cls(transaction=transaction, transaction_event=event, data=step.data)


class PaymentGatewayConfig(graphene.ObjectType):
    """What a way to pay says before anything is paid."""

    id = graphene.String(required=True)
    data = JSON()
    errors = graphene.List(graphene.NonNull(PaymentGatewayConfigError))


class PaymentGatewayInitialize(Mutation):
    """Ask the ways to pay what a customer's program needs; all of the shop's when none is named."""

    class Meta:
        error_type = PaymentGatewayInitializeError

    class Arguments:
        id = graphene.ID(required=True, description="Of a checkout or an order.")
        amount = PositiveDecimal()
        payment_gateways = listed(PaymentGatewayToInitialize)

    gateway_configs = listed(PaymentGatewayConfig)

    @classmethod
    def perform(cls, info, id, amount=None, payment_gateways=None):
        payable = payable_of(id)
        wanted = None if payment_gateways is None else {one["id"]: one.get("data") for one in payment_gateways}
        answers = actions.initialize(payable.channel, amount_of(payable, amount), wanted)
        return cls(
            gateway_configs=[
                PaymentGatewayConfig(id=gateway, data=data, errors=[_config_error(refusal)] if refusal else [])
                for gateway, data, refusal in answers
            ]
        )


def _config_error(refusal):
    code = refusal.code if refusal.code in BASIC.split() else "INVALID"
    return PaymentGatewayConfigError(field=refusal.field, message=refusal.message, code=code)


class TransactionInitialize(Mutation):
    """Begin to pay a checkout or an order. `action` is the shop's to choose: it needs HANDLE_PAYMENTS."""

    class Meta:
        error_type = TransactionInitializeError

    class Arguments:
        id = graphene.ID(required=True, description="Of a checkout or an order.")
        amount = PositiveDecimal(description="What is still to be paid, when absent.")
        action = TransactionFlowStrategyEnum()
        payment_gateway = PaymentGatewayToInitialize(required=True)
        customer_ip_address = graphene.String()
        idempotency_key = graphene.String(description="The same key again is the same payment, paid once.")

    transaction = graphene.Field(TransactionItem)
    transaction_event = graphene.Field(TransactionEventType)
    data = JSON()

    @classmethod
    def perform(cls, info, id, payment_gateway, amount=None, action=None, idempotency_key="", **ignored):
        payable = payable_of(id)
        if action is not None:
            info.context.visitor.require("HANDLE_PAYMENTS", channel_id=payable.channel_id)
        step = actions.start(
            payable,
            actions.Intent(
                gateway_id=payment_gateway["id"],
                amount=(lambda: amount_of(payable_of(id), None)) if amount is None else amount_of(payable, amount),
                action=plain(action) or "CHARGE",
                data=payment_gateway.get("data"),
                key=idempotency_key or "",
                user=info.context.user,
            ),
        )
        return stepped(cls, info, step)


class TransactionProcess(Mutation):
    """Go on with a payment after the customer did what was asked."""

    class Meta:
        error_type = TransactionProcessError

    class Arguments:
        id = graphene.ID()
        token = UUID()
        data = JSON()
        customer_ip_address = graphene.String()

    transaction = graphene.Field(TransactionItem)
    transaction_event = graphene.Field(TransactionEventType)
    data = JSON()

    @classmethod
    def perform(cls, info, id=None, token=None, data=None, **ignored):
        transaction = found(id, token)
        return stepped(cls, info, actions.proceed(transaction, data, user=info.context.user))


def found(global_id, token):
    """The Transaction named by its id or its token; NOT_FOUND otherwise."""
    if global_id is not None:
        token = ids.to_pk(global_id, "TransactionItem")
    transaction = queries.by_token(token) if hasattr(token, "hex") else None
    if transaction is None:
        raise ShopError("NOT_FOUND", "There is no such payment; begin one with transactionInitialize.", "id")
    return transaction


@extends("Mutation")
class PaymentMutations:
    """Paying."""

    payment_gateway_initialize = PaymentGatewayInitialize.Field()
    transaction_initialize = TransactionInitialize.Field()
    transaction_process = TransactionProcess.Field()
