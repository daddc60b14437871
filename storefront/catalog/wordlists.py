"""Which words a product is found by, and how much each counts."""

from django.db.models import Q

from ..kernel.rich_text import plain
from .models import AssignedValue, Product, ProductVariant

NAME, KIND, ANSWER, STORY = 100, 40, 30, 10
STORY_LETTERS = 1200


def of_products(product_ids):
    """{product id: [(text, weight)]} in three statements: names, categories, types, answers, descriptions."""
    texts = {}
    for product in Product.objects.filter(pk__in=product_ids).select_related("category", "product_type"):
        texts[product.pk] = list(_of_product(product))
    for variant in ProductVariant.objects.filter(product_id__in=product_ids):
        texts[variant.product_id] += [(words, ANSWER) for words in (variant.name, *_translated(variant, "name"))]
    assigned = AssignedValue.objects.filter(Q(product_id__in=product_ids) | Q(variant__product_id__in=product_ids))
    for answer in assigned.select_related("value", "value__attribute", "variant"):
        owner = answer.product_id or answer.variant.product_id
        texts[owner] += _of_value(answer.value)
    return texts


def _of_product(product):
    yield product.name, NAME
    yield from ((words, NAME) for words in _translated(product, "name"))
    for group in (product.category, product.product_type):
        if group is not None:
            yield group.name, KIND
    if product.category is not None:
        yield from ((words, KIND) for words in _translated(product.category, "name"))
    for story in (product.description, *_translated(product, "description")):
        yield plain(story)[:STORY_LETTERS], STORY
    yield product.seo_description, STORY


def _of_value(value):
    if value.attribute.input_type in ("DROPDOWN", "MULTISELECT", "SWATCH", "REFERENCE", "SINGLE_REFERENCE"):
        return [(words, ANSWER) for words in (value.name, *_translated(value, "name"))]
    if value.attribute.input_type in ("PLAIN_TEXT", "RICH_TEXT"):
        return [
            (words[:STORY_LETTERS], STORY)
            for words in (value.plain_text, plain(value.rich_text), *_translated(value, "plain_text"))
            if words
        ]
    return []


def _translated(row, field):
    return [words[field] for words in row.translations.values() if words.get(field)]
