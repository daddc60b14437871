"""Writing down what happened to money; amounts are always counted anew from the events."""

import uuid

from ...hooks import join
from ...kernel import events
from ...kernel.errors import ShopError
from ...kernel.locks import joining, lock, lock_one, lock_word
from ..amounts import EFFECTS, summed
from ..gateway import Result
from ..gateways import IN_STORE
from ..models import Transaction, TransactionEvent


@joining
def record(transaction, result, *, request=None, user=None):
    """Write down a gateway's Result, once however often it is told. Returns the TransactionEvent.

    request: the event of ours that it answers. The transaction given is brought up to date, too.
    """
    if result.type not in EFFECTS:
        raise ShopError("INVALID", f"{result.type} is no kind of payment event.", "type")
    fresh = lock_one(Transaction, transaction.pk)
    said_before = _told_already(fresh, result, request)
    event = said_before or TransactionEvent.objects.create(
        transaction=fresh,
        type=result.type,
        amount=_amount(result, request, fresh),
        message=result.message[:512],
        psp_reference=result.psp_reference,
        external_url=result.external_url,
        created_by=user,
        idempotency_key=request.idempotency_key if request else "",
    )
    _refresh(fresh, result)
    if not said_before:
        join("payment_recording", transaction=fresh, event=event)
        events.append("transaction.changed", f"TransactionItem:{fresh.token}", fresh.channel_id, type=event.type)
    _copy(fresh, transaction)
    return event


@joining
def request_event(transaction, kind, amount, *, user=None, key=""):
    """Write down that we are about to ask for something: "CHARGE_REQUEST" and so on."""
    event = TransactionEvent.objects.create(
        transaction=transaction, type=kind, amount=amount, created_by=user, idempotency_key=key or uuid.uuid4().hex
    )
    _refresh(transaction, None)
    return event


@joining
def move(checkout, order):
    """The basket has become this order: so do its payments."""
    Transaction.objects.filter(checkout=checkout).update(checkout=None, order=order)


@joining
def forget_promises(checkout_ids):
    """Baskets are taken away: nobody will pay in store what was promised for them."""
    Transaction.objects.filter(checkout__in=checkout_ids, gateway=IN_STORE.id, charged=0, refunded=0).delete()


@joining
def mark_paid(order, amount, *, user=None, reference=""):
    """Staff have the money of an order: their promise to pay in store is kept, or a new transaction says so."""
    lock(order)
    if reference:
        _refuse_twin(reference)
    promised = order.transactions.filter(gateway=IN_STORE.id, charge_pending__gt=0).first()
    transaction = promised or Transaction.objects.create(
        order=order,
        channel_id=order.channel_id,
        gateway=IN_STORE.id,
        name=IN_STORE.name,
        currency=order.currency,
        idempotency_key=f"Order:{order.pk}:{uuid.uuid4().hex}",
        created_by=user,
    )
    record(transaction, Result("CHARGE_SUCCESS", amount, psp_reference=reference, message="Paid in store."), user=user)
    return transaction


def _refuse_twin(reference):
    lock_word(f"payment:{reference}")  # somebody may write it down for another order at this moment
    if Transaction.objects.filter(gateway=IN_STORE.id, psp_reference=reference).exists():
        raise ShopError("UNIQUE", "Another payment has this reference; check it.", "transactionReference")


def _told_already(transaction, result, request):
    """The event that says the same: same type and gateway's reference, or the same answer to the same request."""
    same = TransactionEvent.objects.filter(transaction=transaction, type=result.type)
    if result.psp_reference:
        found = same.filter(psp_reference=result.psp_reference).first()
        if found:
            return found
    return same.filter(idempotency_key=request.idempotency_key).first() if request else None


def _amount(result, request, transaction):
    if result.amount is not None:
        return result.amount
    return request.amount if request else transaction.charge_pending or transaction.authorize_pending


def _refresh(transaction, result):
    """Count the amounts from the events, and note what the gateway said beside."""
    amounts = summed(transaction.events.order_by("pk").values_list("type", "amount"))
    for word, amount in amounts.items():
        setattr(transaction, word, amount)
    if result is not None:
        transaction.psp_reference = transaction.psp_reference or result.psp_reference
        transaction.external_url = result.external_url or transaction.external_url
        transaction.name = result.name or transaction.name
    transaction.actions = _possible(transaction, result)
    transaction.save()


def _possible(transaction, result):
    """What staff may do next: what the gateway says, else what the amounts allow."""
    if result is not None and result.actions is not None:
        return list(result.actions)
    possible = ["CHARGE", "CANCEL"] if transaction.authorized else []
    if transaction.gateway == IN_STORE.id and transaction.charge_pending:
        possible = ["CHARGE", "CANCEL"]
    return [*possible, "REFUND"] if transaction.charged else possible


def _copy(fresh, stale):
    for field in Transaction._meta.concrete_fields:
        setattr(stale, field.attname, getattr(fresh, field.attname))
