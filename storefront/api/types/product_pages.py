"""Channel.productPages: the cursors that maps of the site need to name every product."""

import graphene

from ...catalog import queries
from ..connection import LARGEST_PAGE, cursor
from ..extend import extends
from ..lookahead import needs


@extends("Channel")
class ProductPages:
    """Where the pages of its products begin."""

    product_pages = graphene.List(
        graphene.NonNull(graphene.String),
        required=True,
        description=f"The `after` of each further page of `products(first: {LARGEST_PAGE})`, as everybody sees them.",
    )

    @needs()
    def resolve_product_pages(channel, info):
        memo = info.context.memo
        if "product pages" not in memo:
            memo["product pages"] = queries.page_ends(info.context.now, LARGEST_PAGE)
        return [cursor(values) for values in memo["product pages"].get(channel.pk, ())]
