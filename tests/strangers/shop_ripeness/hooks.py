"""Where the plugin is asked."""

from storefront.checkout.models import Checkout
from storefront.hooks import hook
from storefront.kernel.errors import ShopError

from .models import Ripeness

CODE, NOTE = "RIPE", "ripe"  # a code for people who want ripe things only, and where a basket notes it
GREEN, RIPE = 20, 80


@hook
def checkout_problems(checkout):
    """What is green stays in the shop; with the code, so does what is not ripe."""
    bought = checkout.lines.values("variant__product")
    least = RIPE if NOTE in checkout.private_metadata else GREEN
    if Ripeness.objects.filter(product__in=bought, percent__lt=least).exists():
        return [ShopError("INVALID", "Something in this basket is not ripe yet; come back in a few days.", "lines")]
    return []


@hook
def promo_code(checkout, code):
    """The code is put on the basket."""
    return code.upper() == CODE and _note(checkout, {**checkout.private_metadata, NOTE: CODE})


@hook
def promo_code_off(checkout, code):
    """The code comes off, if it is there."""
    notes = dict(checkout.private_metadata)
    return code.upper() == notes.pop(NOTE, None) and _note(checkout, notes)


def _note(checkout, notes):
    return Checkout.objects.filter(pk=checkout.pk).update(private_metadata=notes)
