"""Paying at the counter: nothing moves here; staff write down the money when they have it."""

from .gateway import Result

ID = "shop.pay-in-store"


class PayInStore:
    """Offered where the shop accepts unpaid orders. A promise to pay is a pending charge without an end."""

    id = ID
    name = "Pay in store"
    currencies = ()
    config = ()
    patience = None

    def initialize(self, channel, amount, data):
        """Nothing is needed."""

    def start(self, transaction, action, amount, data):
        """A promise."""
        return Result("CHARGE_REQUEST", amount, message="To be paid in store.", actions=("CHARGE", "CANCEL"))

    def proceed(self, transaction, data):
        """Still a promise."""
        return Result("CHARGE_REQUEST", transaction.charge_pending, message="To be paid in store.")

    def refund(self, transaction, amount, key):
        """Staff hand the money over the counter; this writes it down."""
        return Result("REFUND_SUCCESS", amount, psp_reference=key, message="Given back in store.")

    def cancel(self, transaction, key):
        """The promise is void."""
        return Result("CANCEL_SUCCESS", transaction.charge_pending, psp_reference=key, actions=())
