"""New questions, their choices, and the types that ask them."""

from django.db.models import Max

from ...kernel import events, text
from ...kernel.locks import atomic, lock_one
from ..models import Attribute, AttributeValue, ProductType, ProductTypeAttribute
from .naming import free_slug


@atomic
def create_attribute(name, *, slug=None, input_type="DROPDOWN", values=(), **fields):
    """An attribute with its choices: each a name, or a dict of AttributeValue's fields. More: Attribute's fields."""
    attribute = Attribute.objects.create(
        name=name, slug=free_slug(Attribute, slug or name), input_type=input_type, **fields
    )
    _insert_values(attribute, values)
    events.append("attribute.created", attribute)
    return attribute


@atomic
def add_values(attribute, values):
    """More choices behind those there are; returns the new AttributeValues."""
    attribute = lock_one(Attribute, attribute.pk)
    made = _insert_values(attribute, values)
    events.append("attribute.changed", attribute)
    return made


@atomic
def create_product_type(name, *, slug=None, product_attributes=(), variant_attributes=(), **fields):
    """A type whose products answer these attributes. Customers choose variants by those given as (attribute, True)."""
    product_type = ProductType.objects.create(
        name=name, name_key=text.sort_key(name), slug=free_slug(ProductType, slug or name), **fields
    )
    asked = [(attribute, False, False) for attribute in product_attributes]
    for attribute in variant_attributes:
        attribute, selects = attribute if isinstance(attribute, tuple) else (attribute, False)
        asked.append((attribute, True, selects))
    ProductTypeAttribute.objects.bulk_create(
        ProductTypeAttribute(
            product_type=product_type,
            attribute=attribute,
            for_variants=for_variants,
            variant_selection=selects,
            sort_order=place,
        )
        for place, (attribute, for_variants, selects) in enumerate(asked)
    )
    events.append("product_type.created", product_type)
    return product_type


def _insert_values(attribute, values):
    taken = set(attribute.values.values_list("slug", flat=True))
    place = (attribute.values.aggregate(last=Max("sort_order"))["last"] or 0) + 1
    made = []
    for given in values:
        words = {"name": given} if isinstance(given, str) else dict(given)
        words["slug"] = text.slug(words.get("slug") or words["name"], taken)
        taken.add(words["slug"])
        made.append(AttributeValue(attribute=attribute, sort_order=place + len(made), **words))
    return AttributeValue.objects.bulk_create(made)
