"""After the sale a signed-in customer's address book knows the addresses, unless they said no."""

from ..accounts.actions.address_book import MOST
from ..accounts.models import Address


def remember(checkout):
    """Put the basket's addresses into its customer's book, each once; a first one becomes the default."""
    user = checkout.user
    if user is None:
        return
    known = {_words(address): address for address in user.addresses.all()}
    new, defaults = [], []
    for kind in ("billing", "shipping"):
        address = getattr(checkout, f"{kind}_address")
        if address is None or not getattr(checkout, f"save_{kind}_address"):
            continue
        if _words(address) not in known:
            if len(known) >= MOST:
                continue
            known[_words(address)] = address.copy()
            new.append(known[_words(address)])
        if not getattr(user, f"default_{kind}_address_id"):
            setattr(user, f"default_{kind}_address", known[_words(address)])
            defaults.append(f"default_{kind}_address")
    if new:
        Address.objects.bulk_create(new)
        user.addresses.add(*new)
    if defaults:
        user.save(update_fields=defaults)


def _words(address):
    return tuple(getattr(address, word) for word in Address.WORDS)
