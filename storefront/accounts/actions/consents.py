"""Saying yes or no to being written to; each word is kept with its proof, the newest counts."""

from dataclasses import asdict, dataclass

from ...kernel import clock, events
from ...kernel.errors import ShopError
from ...kernel.locks import atomic, lock_one
from .. import queries
from ..models import Consent, User


@dataclass(frozen=True)
class Proof:
    """What was read before saying so, and where it stood."""

    text_version: str
    place: str
    text: str = ""


@atomic
def say(user_id, channel, said, proof):
    """Write down what somebody says to a shop: {medium: yes or no}. What is in force already is not written twice."""
    if not said:
        raise ShopError("REQUIRED", "Say yes or no to at least one way of being written to.", "consents")
    _refuse_without_proof(proof)
    user = lock_one(User, user_id)
    if not channel.is_active and any(said.values()):
        raise ShopError("CHANNEL_INACTIVE", f"The channel {channel.slug} is closed; choose another.", "channel")
    mine = [each for each in queries.consents_in_force(user) if each.channel_id == channel.pk]
    in_force = {each.medium: (each.given, each.text_version) for each in mine}
    new = [
        Consent(user=user, channel=channel, medium=medium, given=given, at=clock.now(), **asdict(proof))
        for medium, given in said.items()
        if in_force.get(medium) != (given, proof.text_version)
    ]
    if new:
        Consent.objects.bulk_create(new)
        events.append("customer.consented", user, channel_id=channel.pk)
    return user


def _refuse_without_proof(proof):
    for field, longest in (("text_version", 64), ("place", 120), ("text", 4000)):
        told = getattr(proof, field)
        if not told.strip() and field != "text" or len(told) > longest:
            name = {"text_version": "textVersion"}.get(field, field)
            raise ShopError("INVALID", f"{name} must have 1 to {longest} characters: it is the proof.", name)
