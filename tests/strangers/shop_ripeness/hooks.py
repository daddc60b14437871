"""Where the plugin is asked."""

from storefront.hooks import hook
from storefront.kernel.errors import ShopError

from .models import Ripeness


@hook
def checkout_problems(checkout):
    """What is green stays in the shop."""
    bought = checkout.lines.values("variant__product")
    if Ripeness.objects.filter(product__in=bought, percent__lt=20).exists():
        return [ShopError("INVALID", "Something in this basket is not ripe yet; come back in a few days.", "lines")]
    return []
