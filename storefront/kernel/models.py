"""The kernel's tables: scarce things and their holds, events, the outbox, gapless counters."""

from django.db import models
from django.db.models import Q

from .rows import Quick


class Scarce(Quick):
    """Something of which there is only so much. room = capacity − confirmed − Σ live holds; see holds.py."""

    kind = models.CharField(max_length=32)  # "stock", "voucher", "slot" …
    key = models.CharField(max_length=120)
    capacity = models.BigIntegerField(default=0)
    confirmed = models.BigIntegerField(default=0)  # = Σ quantity of its CONFIRMED holds

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="one_scarce_per_thing")]


class Hold(Quick):
    """A claim of one owner on one scarce thing; live while CONFIRMED, or HELD and not past held_until."""

    class State(models.TextChoices):
        HELD = "HELD"
        CONFIRMED = "CONFIRMED"
        RELEASED = "RELEASED"

    scarce = models.ForeignKey(Scarce, models.CASCADE, related_name="holds")
    owner = models.CharField(max_length=120)  # "Checkout:<uuid>", "OrderLine:<uuid>"
    quantity = models.BigIntegerField()
    state = models.CharField(max_length=9, choices=State, default=State.HELD)
    held_until = models.DateTimeField(null=True)
    first_held_at = models.DateTimeField()
    visitor = models.CharField(max_length=120, blank=True, default="")
    override = models.JSONField(null=True)  # {"who": …, "why": …} when staff went past the capacity

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "scarce"], name="one_hold_per_owner"),
            models.CheckConstraint(condition=Q(quantity__gte=0), name="hold_not_negative"),
        ]
        indexes = [
            models.Index(fields=["scarce", "held_until"], name="hold_live", condition=Q(state="HELD")),
            models.Index(fields=["visitor"], name="hold_visitor", condition=Q(state="HELD")),
        ]


class Event(models.Model):
    """Something that happened. `number` follows commit order and is given by the first reader; see events.py."""

    number = models.BigIntegerField(null=True, unique=True)
    name = models.CharField(max_length=64)  # "order.placed"
    subject = models.CharField(max_length=120)  # "Order:<uuid>"
    channel_id = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["id"], name="event_unnumbered", condition=Q(number=None))]


class Task(models.Model):
    """A promise to do something after the commit; see outbox.py."""

    kind = models.CharField(max_length=64)
    key = models.CharField(max_length=160, unique=True)
    payload = models.JSONField(default=dict)
    due = models.DateTimeField()
    lease = models.UUIDField(null=True)
    leased_until = models.DateTimeField(null=True)
    tries = models.PositiveIntegerField(default=0)
    last_error = models.TextField(blank=True, default="")
    done_at = models.DateTimeField(null=True)
    dead_at = models.DateTimeField(null=True)
    channel_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["due"], name="task_waiting", condition=Q(done_at=None, dead_at=None))]


class Counter(models.Model):
    """A series of numbers without gaps: taken inside the transaction that uses the number."""

    name = models.CharField(max_length=80, primary_key=True)
    value = models.BigIntegerField(default=0)


class Attempt(models.Model):
    """Recent failures of somebody or some address, for slowing down guessing."""

    key = models.CharField(max_length=160, primary_key=True)
    failures = models.PositiveIntegerField(default=0)
    blocked_until = models.DateTimeField(null=True)
    last_at = models.DateTimeField()


class TranslatedSlug(models.Model):
    """The address word of an object in another language; kept by translations.keep_slugs()."""

    kind = models.CharField(max_length=32)  # "Product", "Category" …
    language = models.CharField(max_length=16)
    slug = models.CharField(max_length=255)
    object_id = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "language", "slug"], name="one_object_per_slug")]
        indexes = [models.Index(fields=["kind", "object_id"], name="slugs_of_object")]
