"""Which attributes an object answers, and how: from its type's attributes and its own values, all in memory."""

OF_PRODUCT = ("values", "product_type__type_attributes__attribute")
OF_VARIANT = ("values", "product__product_type__type_attributes__attribute")
OF_PAGE = ("values__attribute",)


class Answered:
    """An attribute and its values, maybe none."""

    __slots__ = ("attribute", "selects", "values")

    def __init__(self, attribute, values, selects=False):
        self.attribute, self.values, self.selects = attribute, values, selects

    @property
    def first(self):
        """The first value, or None."""
        return self.values[0] if self.values else None


def of_product(product, info):
    """[Answered] of a product, in its type's order."""
    return _answered(product, asked_by(product.product_type, info)[0])


def of_variant(variant, info):
    """[Answered] of a variant, in its product type's order."""
    return _answered(variant, asked_by(variant.product.product_type, info)[1])


def of_page(page, info):
    """[Answered] of a page, in the order of its values."""
    found = {}
    for value in loaded(page, "values"):
        if value.attribute.visible_in_storefront or info.context.visitor.is_staff:
            found.setdefault(value.attribute_id, Answered(value.attribute, [])).values.append(value)
    return list(found.values())


def asked_by(product_type, info):
    """([(attribute, selects)] of products, the same of variants) that the visitor may see; kept for the request."""
    memo, key = info.context.memo, ("asked_by", product_type.pk)
    if key not in memo:
        rows = loaded(product_type, "type_attributes")
        hidden = not all(row.attribute.visible_in_storefront for row in rows) and not info.context.visitor.is_staff
        seen = [row for row in rows if not hidden or row.attribute.visible_in_storefront]
        memo[key] = tuple(
            [(row.attribute, row.variant_selection) for row in seen if row.for_variants == for_variants]
            for for_variants in (False, True)
        )
    return memo[key]


def loaded(row, relation):
    """The rows of a relation; from memory when they are prefetched."""
    cached = vars(row).get("_prefetched_objects_cache", {}).get(relation)
    return list(getattr(row, relation).all()) if cached is None else cached


def _answered(owner, asked):
    given = {}
    for value in loaded(owner, "values"):
        given.setdefault(value.attribute_id, []).append(value)
    answered = []
    for attribute, selects in asked:
        values = given.get(attribute.pk, [])
        for value in values:
            value._state.fields_cache["attribute"] = attribute
        answered.append(Answered(attribute, values, selects))
    return answered
