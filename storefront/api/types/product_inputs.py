"""How clients ask for products: Saleor's filters, as input types."""

import graphene

from ..mutation import enum
from ..scalars import DateTime
from .filters import (
    DateRangeInput,
    DateTimeRangeInput,
    DecimalFilterInput,
    GlobalIDFilterInput,
    IntRangeInput,
    OrderDirection,
    PriceRangeInput,
    StringFilterInput,
    listed,
)

ProductOrderField = enum(
    "ProductOrderField",
    "NAME RANK PRICE MINIMAL_PRICE LAST_MODIFIED DATE TYPE PUBLISHED "
    "PUBLICATION_DATE PUBLISHED_AT LAST_MODIFIED_AT COLLECTION RATING CREATED_AT",
)
StockAvailability = enum("StockAvailability", "IN_STOCK OUT_OF_STOCK")


class MetadataFilter(graphene.InputObjectType):
    """Objects that have the key, perhaps with that value."""

    key = graphene.String(required=True)
    value = graphene.String()


class DateTimeFilterInput(graphene.InputObjectType):
    """A moment, one of several, or within a range."""

    eq = graphene.InputField(DateTime)
    one_of = listed(DateTime)
    range = graphene.InputField(DateTimeRangeInput)


class ContainsFilterInput(graphene.InputObjectType):
    """Objects that refer to any, or to all, of these ids."""

    contains_any = listed(graphene.String)
    contains_all = listed(graphene.String)


class AssignedAttributeReferenceInput(graphene.InputObjectType):
    """References to slugs or ids."""

    referenced_ids = graphene.InputField(ContainsFilterInput)
    page_slugs = graphene.InputField(ContainsFilterInput)
    product_slugs = graphene.InputField(ContainsFilterInput)


class AssignedAttributeValueInput(graphene.InputObjectType):
    """How an attribute is answered; the fields that fit its kind."""

    slug = graphene.InputField(StringFilterInput)
    name = graphene.InputField(StringFilterInput)
    numeric = graphene.InputField(DecimalFilterInput)
    date = graphene.InputField(DateRangeInput)
    date_time = graphene.InputField(DateTimeRangeInput)
    boolean = graphene.Boolean()
    reference = graphene.InputField(AssignedAttributeReferenceInput)


class AttributeInput(graphene.InputObjectType):
    """An attribute and one way to say which answers are meant."""

    slug = graphene.String()
    value = graphene.InputField(AssignedAttributeValueInput)
    values = listed(graphene.String)
    values_range = graphene.InputField(IntRangeInput)
    date_time = graphene.InputField(DateTimeRangeInput)
    date = graphene.InputField(DateRangeInput)
    boolean = graphene.Boolean()


class ProductStockFilterInput(graphene.InputObjectType):
    """Counted goods in these places."""

    warehouse_ids = listed(graphene.ID)
    quantity = graphene.InputField(IntRangeInput)


class ProductFilterInput(graphene.InputObjectType):
    """Saleor's older filter of products."""

    is_published = graphene.Boolean()
    collections = listed(graphene.ID)
    categories = listed(graphene.ID)
    has_category = graphene.Boolean()
    attributes = listed(AttributeInput)
    stock_availability = graphene.InputField(StockAvailability)
    stocks = graphene.InputField(ProductStockFilterInput)
    search = graphene.String()
    metadata = listed(MetadataFilter)
    published_from = graphene.InputField(DateTime)
    is_available = graphene.Boolean()
    available_from = graphene.InputField(DateTime)
    is_visible_in_listing = graphene.Boolean()
    price = graphene.InputField(PriceRangeInput)
    minimal_price = graphene.InputField(PriceRangeInput)
    updated_at = graphene.InputField(DateTimeRangeInput)
    product_types = listed(graphene.ID)
    ids = listed(graphene.ID)
    slugs = listed(graphene.String)
    channel = graphene.String()


class ProductWhereInput(graphene.InputObjectType):
    """Saleor's newer filter of products: all of what is given, and AND, OR of more."""

    metadata = listed(MetadataFilter)
    ids = listed(graphene.ID)
    name = graphene.InputField(StringFilterInput)
    slug = graphene.InputField(StringFilterInput)
    product_type = graphene.InputField(GlobalIDFilterInput)
    category = graphene.InputField(GlobalIDFilterInput)
    collection = graphene.InputField(GlobalIDFilterInput)
    is_available = graphene.Boolean()
    is_published = graphene.Boolean()
    is_visible_in_listing = graphene.Boolean()
    published_from = graphene.InputField(DateTime)
    available_from = graphene.InputField(DateTime)
    has_category = graphene.Boolean()
    price = graphene.InputField(DecimalFilterInput)
    minimal_price = graphene.InputField(DecimalFilterInput)
    attributes = listed(AttributeInput)
    stock_availability = graphene.InputField(StockAvailability)
    stocks = graphene.InputField(ProductStockFilterInput)
    updated_at = graphene.InputField(DateTimeFilterInput)
    without_allergens = graphene.List(
        graphene.NonNull(graphene.String),
        description="Slugs of allergens: none of these, no traces of them, no food that does not say what it contains.",
    )
    AND = graphene.List(graphene.NonNull(lambda: ProductWhereInput), name="AND")
    OR = graphene.List(graphene.NonNull(lambda: ProductWhereInput), name="OR")


class ProductOrder(graphene.InputObjectType):
    """In which order: a field, or the answers to an attribute."""

    direction = graphene.InputField(OrderDirection, required=True)
    channel = graphene.String()
    attribute_id = graphene.ID()
    field = graphene.InputField(ProductOrderField)
