"""Which ways to pay a shop has: in store, and the plugins'."""

from ..hooks import ask
from ..kernel.errors import ShopError
from .pay_in_store import PayInStore

IN_STORE = PayInStore()


def of(channel):
    """The channel's gateways; paying in store first, where the shop accepts orders that are not paid yet."""
    offered = [*([IN_STORE] if channel.allow_unpaid_orders else []), *ask("payment_gateways", channel=channel)]
    return [gateway for gateway in offered if not gateway.currencies or channel.currency in gateway.currencies]


def by_id(channel, gateway_id):
    """The channel's gateway of that id; NOT_FOUND otherwise."""
    for gateway in of(channel):
        if gateway.id == gateway_id:
            return gateway
    raise ShopError(
        "NOT_FOUND", "This shop has no such way to pay; choose one of availablePaymentGateways.", "paymentGateway"
    )


def behind(transaction):
    """The gateway of a transaction, offered to new customers or not."""
    return IN_STORE if transaction.gateway == IN_STORE.id else by_id(transaction.channel, transaction.gateway)
