"""Where the pages of a shop's list begin, for maps of the site that name every product."""

from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber

from ..models import ProductChannelListing


def page_ends(now, size):
    """{channel id: [(name key, product id)]} of the last product of each page of `size` but the last page.

    What everybody sees, by name, in all shops at once: one statement.
    """
    shown = Q(published_at=None) | Q(published_at__lte=now)
    rows = ProductChannelListing.objects.filter(shown, is_published=True, visible_in_listings=True)
    place = Window(RowNumber(), partition_by="channel", order_by=["name_key", "product"])
    rows = rows.annotate(place=place, whole=Window(Count("pk"), partition_by="channel"), over=F("place") % size)
    found = {}
    last_ones = rows.filter(over=0, place__lt=F("whole")).order_by("channel", "place")
    for channel_id, name_key, product_id in last_ones.values_list("channel", "name_key", "product"):
        found.setdefault(channel_id, []).append((name_key, product_id))
    return found
