"""What baskets know about somebody, for the copy that everybody may ask for: plain words, ready for JSON."""

from ..accounts.known import address, moment
from .models import Checkout


def about(user):
    """The person's baskets; a constant number of statements. Their ids are secrets and stay out."""
    baskets = Checkout.objects.filter(user=user).select_related("channel", "billing_address", "shipping_address")
    return [_basket(basket) for basket in baskets.prefetch_related("lines__variant__product")]


def _basket(basket):
    return {
        "shop": basket.channel.slug,
        "email": basket.email,
        "note": basket.note,
        "metadata": basket.metadata,
        "created_at": moment(basket.created_at),
        "last_change": moment(basket.last_change),
        "billing_address": address(basket.billing_address),
        "shipping_address": address(basket.shipping_address),
        "lines": [
            {"product": line.variant.product.name, "variant": line.variant.name, "quantity": line.quantity}
            for line in basket.lines.all()
        ],
    }
