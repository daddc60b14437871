"""What there is in a world: an id of each kind of thing, and the words that not everybody may read."""

from storefront.catalog.models import Attribute
from storefront.kernel import ids


def gid(row):
    """A row's global id."""
    return ids.to_global(type(row).__name__, row.pk)


def named_ids(world):
    """{type name: a global id} of one thing of each kind in the shop."""
    product, order = world.products[0], world.orders[1]
    rows = [
        world.channel,
        product,
        world.variants[0],
        world.category,
        world.collection,
        world.page,
        world.page_type,
        world.menu,
        world.kind,
        world.checkout,
        world.places[0],
        world.voucher,
        world.card,
        world.tax_class,
        world.method,
        world.zone,
        world.customer,
        world.customer.addresses.first(),
        world.checkout.lines.first(),
        order,
        order.lines.first(),
        order.fulfillments.first(),
        product.media.first(),
        world.menu.items.first(),
        Attribute.objects.get(slug="flour"),
    ]
    found = {type(row).__name__: gid(row) for row in rows}
    found["TransactionItem"] = ids.to_global("TransactionItem", world.transaction.token)
    return found


def secrets(world):
    """What nobody but its people may read about the shop, but for whoever knows a basket's id."""
    order = world.orders[1]
    words = [
        f"SECRET-{world.slug}",
        world.customer.email,
        f"Rings twice at {world.slug}",
        f"TRACK-{world.slug}",
        world.card.code,
    ]
    return [*words, *(each.token for each in world.orders), order.voucher_code]
