"""What a way to pay must be able to do: five verbs, each answered with a Result. Called outside any transaction."""

import datetime
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Result:
    """What a gateway says happened.

    type: one of Saleor's TransactionEventTypeEnum, see amounts.EFFECTS.
    amount: minor units; None means the amount that was asked for.
    psp_reference: the gateway's name for this step; the same type and reference again is the same event.
    actions: what staff may do next: CHARGE, REFUND, CANCEL. None leaves them as they are.
    data: whatever the customer's program must know to go on, such as a client secret. Never stored.
    """

    type: str
    amount: int | None = None
    psp_reference: str = ""
    message: str = ""
    external_url: str = ""
    name: str = ""
    actions: tuple | None = None
    data: object = None


class Unanswered(Exception):
    """The gateway could not be reached, or what it did is not known. The payment stays pending; ask it again."""


class Gateway(Protocol):
    """A way to pay. Raises ShopError to refuse before anything happened, Unanswered when nobody knows."""

    id: str
    name: str
    currencies: list
    config: list  # [(field, value)] that a customer's program may see
    patience: datetime.timedelta | None  # how long a customer may take to pay: what is held waits so long

    def initialize(self, channel, amount, data):
        """What a customer's program needs before paying: JSON, or None. amount: minor units or None."""

    def start(self, transaction, action, amount, data):
        """Pay: action is AUTHORIZATION or CHARGE. transaction.idempotency_key is ours, committed before this call."""

    def proceed(self, transaction, data):
        """Go on after the customer did what was asked, or ask again how it stands."""

    def refund(self, transaction, amount, key):
        """Give money back; key makes a repeated call harmless."""

    def cancel(self, transaction, key):
        """Let an authorised or pending payment go."""
