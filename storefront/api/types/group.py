"""Categories and collections are the two kinds of groups of products: what they say, and are asked, alike."""

import graphene

from ..scalars import JSONString
from . import filters
from .media import image, shown
from .product_inputs import MetadataFilter

CUT = {"first": graphene.Int(), "last": graphene.Int(), "after": graphene.String(), "before": graphene.String()}


class GroupWords:
    """Fields of both types: a group's own words and its picture."""

    seo_title = graphene.String()
    seo_description = graphene.String()
    name = graphene.String(required=True)
    description = graphene.Field(JSONString)
    slug = graphene.String(required=True)
    background_image = image()

    @staticmethod
    def resolve_background_image(group, info, size=None, format=None):
        """The picture, under the name of the row's model, which is the type's."""
        path, alt = group.background_image, group.background_image_alt
        return shown(type(group).__name__, group, path, alt=alt, size=size, format=format)


class GroupFilter:
    """Fields of both of Saleor's older filters."""

    search = graphene.String()
    metadata = filters.listed(MetadataFilter)
    ids = filters.listed(graphene.ID)
    slugs = filters.listed(graphene.String)


def where_input(name):
    """Saleor's newer filter: XWhereInput, whose parts are of its own kind."""
    words = {"metadata": filters.listed(MetadataFilter), "ids": filters.listed(graphene.ID)}
    for word in ("AND", "OR"):
        words[word] = graphene.List(graphene.NonNull(lambda: made), name=word)
    made = type(name, (graphene.InputObjectType,), {"__doc__": "Saleor's newer filter of groups.", **words})
    return made


def sorting_input(name, fields):
    """XSortingInput for an enum of fields."""
    words = {
        "direction": graphene.InputField(filters.OrderDirection, required=True),
        "channel": graphene.String(),
        "field": graphene.InputField(fields, required=True),
    }
    return type(name, (graphene.InputObjectType,), {"__doc__": "In which order.", **words})


def order_of(sort_by):
    """(field or None, whether it goes down) of such an input."""
    if sort_by is None:
        return None, False
    return filters.plain(sort_by["field"]), filters.plain(sort_by["direction"]) == "DESC"
