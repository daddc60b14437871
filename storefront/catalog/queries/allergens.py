"""What food contains, and what nobody may promise: silence is not an answer.

Attributes say by `allergens` that their answers are what a product CONTAINS or MAY_CONTAIN. Food is what is asked the
first of them.
"""

from django.db.models import Q

from ..models import AssignedValue, Attribute, AttributeValue, Product, ProductTypeAttribute, ProductVariant

NONE = ("aucun", "none")  # slugs of the answer "there are none"


def without_allergens(slugs):
    """The product contains none of these and no traces of them; food that does not say what it contains is left out.

    Nothing is promised about an allergen that the street does not know: then no product is found. One statement now.
    """
    slugs = set(slugs)
    if not slugs:
        return Q()
    known = dict(_values().filter(slug__in=slugs).order_by().values_list("pk", "slug"))
    if slugs - set(known.values()):
        return Q(pk__in=[])
    found = AssignedValue.objects.filter(value__in=list(known)).order_by()
    return ~_of_products(found) & ~_of_variants(found) & stated()


def stated():
    """The product says what it contains, as a whole or each of its variants; or it is no food."""
    asked = ProductTypeAttribute.objects.filter(attribute__allergens=Attribute.Allergens.CONTAINS).order_by()
    values = AttributeValue.objects.filter(attribute__allergens=Attribute.Allergens.CONTAINS).order_by()
    said = AssignedValue.objects.filter(value__in=values.values("pk")).order_by()
    in_variants = asked.filter(for_variants=True).values("product_type")
    silent = ProductVariant.objects.filter(product__product_type__in=in_variants).exclude(
        pk__in=said.filter(variant__isnull=False).values("variant")
    )
    each_variant = _of_variants(said) & ~Q(pk__in=silent.order_by().values("product"))
    return _of_products(said) | each_variant | ~Q(product_type__in=asked.values("product_type"))


def allergens_named(slugs):
    """The choices with these slugs, those of CONTAINS before their namesakes of MAY_CONTAIN."""
    return _values().filter(slug__in=list(slugs)).order_by("attribute__allergens", "sort_order", "pk")


def allergen_counts(everything, products):
    """{slug: how many of the products are without that allergen too}; two statements.

    everything: keys of the same products without any wish about allergens; named are the allergens they speak of.
    """
    speaking = AssignedValue.objects.filter(value__in=_values().exclude(slug__in=NONE).order_by().values("pk"))
    whole = speaking.filter(product__in=everything.those).order_by().values_list("value__slug", "product")
    parts = (
        speaking.filter(variant__product__in=everything.those).order_by().values_list("value__slug", "variant__product")
    )
    having = {}
    for slug, pk in whole.union(parts):
        having.setdefault(slug, set()).add(pk)
    if not having:
        return {}
    sure = set(Product.objects.filter(stated(), pk__in=products.those).order_by().values_list("pk", flat=True))
    return {slug: len(sure - those) for slug, those in having.items()}


def _values():
    return AttributeValue.objects.exclude(attribute__allergens="")


def _of_products(assigned):
    return Q(pk__in=assigned.filter(product__isnull=False).values("product"))


def _of_variants(assigned):
    return Q(pk__in=assigned.filter(variant__isnull=False).values("variant__product"))
