"""Which goods may be given back: in France code de la consommation L221-28; choosing a colour is not personalising.

A product's public metadata say it: `returnable` is "true" (so is nothing at all), "false" for what spoils soon, or
"personalised" for what was made for one person.
"""

from django.db.models import Q

from .models import Product

KEY = "returnable"
NEVER = ("false", "personalised")


def is_returnable(product):
    """May a customer change their mind about this product?"""
    return product.metadata.get(KEY) not in NEVER


def sells_returnable(channel_id):
    """Has this shop anything that may be given back, on its shelves or put away?"""
    may = Q(**{f"metadata__{KEY}__isnull": True}) | ~Q(**{f"metadata__{KEY}__in": NEVER})
    return Product.objects.filter(may, channel_id=channel_id).exists()
