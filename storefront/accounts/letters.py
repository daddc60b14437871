"""Letters about accounts. A request only promises one; who it goes to, if anybody, is decided by the worker.

So a request about somebody we do not know writes the same row as one about somebody we know.
"""

import uuid
from datetime import timedelta
from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings

from ..channels import queries as channels
from ..channels.models import Channel
from ..kernel import mail, outbox
from ..kernel.models import Task
from . import attempts, tokens  # noqa: F401  (attempts: its chore is made known here)
from .links import extended
from .models import User

KIND = "accounts.letter"
AN_HOUR = 5  # letters of one sort to one person


def promise(letter, email, **facts):
    """Have a letter sent: its name in SENDERS, the address it is about, and what its sender wants to know."""
    key = f"{letter}:{sha256(email.encode()).hexdigest()[:32]}"
    outbox.put(KIND, f"{key}:{uuid.uuid4()}", {"letter": letter, "email": email, **facts})


@outbox.performs(KIND, forget=True)
def send(task):
    """Do the promise; more than AN_HOUR of one sort are passed over."""
    facts = dict(task.payload)
    same = Task.objects.filter(
        key__startswith=task.key.rpartition(":")[0] + ":",
        pk__lt=task.pk,
        created_at__gt=task.created_at - timedelta(hours=1),
    )
    if same.count() < AN_HOUR:
        SENDERS[facts.pop("letter")](task.key, facts)


def _registered(key, facts):
    user = _person(facts)
    if user and user.is_confirmed and not facts["is_new"]:
        _put(key, "account_exists", user, facts)
    elif user and not user.is_confirmed:
        _put(key, "account_confirm", user, facts, token=tokens.ACCOUNT.make_token(user))


def _password(key, facts):
    user = _person(facts)
    if user:
        _put(key, "password_reset", user, facts, token=tokens.PASSWORD.make_token(user))


def _password_changed(key, facts):
    user = _person(facts)
    if user:
        _put(key, "password_changed", user, facts)


def _email_change(key, facts):
    """To the new address; one that has an account of its own hears of that instead."""
    user = User.objects.filter(pk=facts["user_id"], is_active=True).first()
    other = User.objects.filter(email=facts["email"]).first()
    if other:
        _put(key, "account_exists", other, facts)
    elif user:
        facts["to"] = facts["email"]
        _put(key, "email_change", user, facts, token=tokens.email_change_token(user, facts["email"]))


def _email_changed(key, facts):
    """To the address that was left."""
    user = User.objects.filter(pk=facts["user_id"]).first()
    if user:
        _put(key, "email_changed", user, {**facts, "to": facts["email"]})


def _deletion(key, facts):
    user = _person(facts)
    if user:
        _put(key, "account_deletion", user, facts, token=tokens.DELETION.make_token(user))


SENDERS = {
    "registered": _registered,
    "password": _password,
    "password_changed": _password_changed,
    "email_change": _email_change,
    "email_changed": _email_changed,
    "deletion": _deletion,
}


def _person(facts):
    return User.objects.filter(email=facts["email"], is_active=True).first()


def _put(key, letter, user, facts, *, token=None):
    to = facts.get("to", user.email)
    link = extended(facts["redirect_url"], email=to, token=token) if token else ""
    shop = _shop(facts.get("channel"))
    name = user.first_name if user.is_confirmed else ""  # else strangers could have us send their words
    mail.put_mail(key, to, letter, user.language, sender=shop, words={"name": name, "link": link, "shop": shop})


def _shop(slug):
    channel = Channel.objects.filter(slug=slug).first() if slug else None
    return channel.name if channel else channels.street().name or urlsplit(settings.SHOP_URL).hostname
