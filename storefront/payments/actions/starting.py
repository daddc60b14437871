"""A customer pays: our row is committed first, then the gateway is called, then its answer is written down."""

import logging
import uuid
from contextlib import nullcontext
from dataclasses import dataclass

from ...kernel import abroad, clock, holds
from ...kernel.errors import ShopError
from ...kernel.locks import atomic, lock
from .. import gateways
from ..gateway import Result, Unanswered
from ..models import Transaction, TransactionEvent
from .recording import record, request_event

log = logging.getLogger(__name__)
LARGEST = 10**12
OVER = ("CANCELED", "EXPIRED")  # orders
ENDED = ("CHARGE_SUCCESS", "CHARGE_FAILURE", "AUTHORIZATION_SUCCESS", "AUTHORIZATION_FAILURE")
UNANSWERED = "The payment service did not answer; how it stands will be known in a moment."


@dataclass(frozen=True)
class Intent:
    """Somebody wants to pay. action: CHARGE or AUTHORIZATION; key: the same means a repeat.

    amount: minor units, or a function that says what is still to be paid: called while nobody else can begin to pay
    the same thing, and not for a repeat.
    """

    gateway_id: str
    amount: object
    action: str = "CHARGE"
    data: object = None
    key: str = ""
    user: object = None


@dataclass(frozen=True)
class Step:
    """How a payment stands after a call: the row, its newest event, and the gateway's words for the customer."""

    transaction: object
    event: object
    data: object = None


def initialize(channel, amount, wanted=None):
    """[(gateway id, its data or None, ShopError or None)] of these {id: data}, or of every gateway of the shop."""
    wanted = {gateway.id: None for gateway in gateways.of(channel)} if wanted is None else wanted
    answers = []
    for gateway_id, data in wanted.items():
        try:
            gateway = gateways.by_id(channel, gateway_id)
            with _place(gateway_id):
                answer = gateway.initialize(channel, amount, data)
            answers.append((gateway_id, answer, None))
        except ShopError as refusal:
            answers.append((gateway_id, None, refusal))
        except Exception:
            log.exception("The gateway %s could not be initialised.", gateway_id)
            answers.append((gateway_id, None, ShopError("INVALID", "This way to pay does not answer; try another.")))
    return answers


def start(payable, intent):
    """Begin to pay a basket or an order; returns a Step. The same key again goes on with the same payment.

    Refuses with NOT_FOUND (no such gateway, or the basket has become an order), UNIQUE (the key means another
    payment), INVALID (the amount), or with what the gateway refuses.
    """
    gateway = gateways.by_id(payable.channel, intent.gateway_id)
    transaction, request = _begun(payable, intent, gateway)
    done = _outcome(transaction)
    if done:
        return Step(transaction, done)
    return told(
        transaction,
        request,
        lambda: gateway.start(transaction, intent.action, request.amount, intent.data),
        user=intent.user,
    )


def proceed(transaction, data=None, *, user=None):
    """Go on with a payment, or ask again how it stands; returns a Step."""
    request = transaction.events.filter(type__in=("CHARGE_REQUEST", "AUTHORIZATION_REQUEST")).first()
    if request is None:
        raise ShopError("INVALID", "This payment was not begun here; nothing can be done about it.", "id")
    done = _outcome(transaction)
    if done and done.type.endswith("_SUCCESS"):
        return Step(transaction, done)
    gateway = gateways.behind(transaction)
    return told(transaction, request, lambda: gateway.proceed(transaction, data), user=user)


def told(transaction, request, call, *, user=None):
    """Call the gateway about our request and write its answer down. Nobody knows what happened? It stays pending."""
    kind = request.type.removesuffix("_REQUEST")
    try:
        with _place(transaction.gateway):
            result = call()
    except ShopError as refusal:
        record(transaction, Result(f"{kind}_FAILURE", request.amount, message=refusal.message), request=request)
        raise
    except Exception as lost:
        if not isinstance(lost, Unanswered | abroad.Busy):
            log.exception("The gateway %s broke off.", transaction.gateway)
        transaction.refresh_from_db()
        request.message = UNANSWERED
        return Step(transaction, request)
    event = record(transaction, result, request=request, user=user)
    return Step(transaction, event, result.data)


def _place(gateway_id):
    """Paying in store waits for nobody; the others do for the network, few of them at once."""
    return nullcontext() if gateway_id == gateways.IN_STORE.id else abroad.waiting()


@atomic
def _begun(payable, intent, gateway):
    """Our row and its request, committed before anybody is called; the same ones for the same key."""
    [fresh] = lock(payable)
    if fresh is None:
        raise ShopError("NOT_FOUND", "This basket is gone; it may have become an order already.", "id")
    if getattr(fresh, "status", "") in OVER:
        raise ShopError("INVALID", "This order is cancelled; nothing is to be paid for it any more.", "id")
    owner = f"{type(payable).__name__}:{payable.pk}"
    key = f"{owner}:{intent.key or uuid.uuid4().hex}"
    if len(key) > 512:
        raise ShopError("INVALID", "This key is too long; 400 characters are enough.", "idempotencyKey")
    kind = f"{intent.action}_REQUEST"
    transaction = Transaction.objects.filter(gateway=gateway.id, idempotency_key=key).first()
    if transaction is not None:
        return transaction, _same_request(transaction, kind, intent.amount)
    amount = intent.amount() if callable(intent.amount) else intent.amount
    if not 0 < amount <= LARGEST:
        message = "There is nothing to pay; an amount is above zero." if amount <= 0 else "This amount is too large."
        raise ShopError("INVALID", message, "amount")
    words = {"checkout" if type(payable).__name__ == "Checkout" else "order": payable}
    transaction = Transaction.objects.create(
        channel=payable.channel,
        gateway=gateway.id,
        name=gateway.name,
        idempotency_key=key,
        created_by=intent.user,
        currency=payable.channel.currency,
        **words,
    )
    if gateway.patience:
        holds.extend(owner, clock.now() + gateway.patience)
    return transaction, request_event(transaction, kind, amount, user=intent.user, key=key)


def _same_request(transaction, kind, amount):
    requests = transaction.events.filter(type=kind)
    request = (requests if callable(amount) else requests.filter(amount=amount)).first()
    if request is None:
        raise ShopError(
            "UNIQUE", "Another payment has this idempotency key; use a new one for each payment.", "idempotencyKey"
        )
    return request


def _outcome(transaction):
    """The newest event that ended the payment, well or not, or None while it is open."""
    ended = list(TransactionEvent.objects.filter(transaction=transaction, type__in=ENDED).order_by("pk"))
    won = [event for event in ended if event.type.endswith("_SUCCESS")]
    return (won or ended or [None])[-1]
