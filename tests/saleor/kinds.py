"""Attributes of every kind."""

from storefront.catalog import actions as catalog
from storefront.catalog.models import Attribute

WORDS = {"blocks": [{"type": "paragraph", "data": {"text": "Levain, <b>farine</b>, eau."}}]}
ENGLISH = {"en": {"name": "Bread", "description": WORDS, "seo_title": "Bread", "seo_description": "Good bread"}}
SAFE = {"allergens": "CONTAINS", "values": [{"name": "Gluten", "translations": ENGLISH}]}
NOTES = {"metadata": {"k": "public"}, "private_metadata": {"k": "of the street"}}
INPUTS = {
    "flour": "DROPDOWN",
    "allergens": "MULTISELECT",
    "sheet": "FILE",
    "baked-with": "REFERENCE",
    "sister": "SINGLE_REFERENCE",
    "hours": "NUMERIC",
    "story": "RICH_TEXT",
    "advice": "PLAIN_TEXT",
    "crust": "SWATCH",
    "organic": "BOOLEAN",
    "since": "DATE",
    "oven": "DATE_TIME",
}
REFERRING = {  # slug of a reference attribute: (input type, what it refers to)
    "baked-with": ("REFERENCE", "PRODUCT"),
    "sister": ("SINGLE_REFERENCE", "PRODUCT"),
    "seasons": ("REFERENCE", "COLLECTION"),
    "season": ("SINGLE_REFERENCE", "COLLECTION"),
    "pages": ("REFERENCE", "PAGE"),
    "farm": ("SINGLE_REFERENCE", "PAGE"),
}


def an_attribute(slug, kind, **fields):
    """The attribute with that slug, made when it is missing."""
    found = Attribute.objects.filter(slug=slug).first()
    fields |= {**NOTES, **(SAFE if slug == "allergens" else {})}
    return found or catalog.create_attribute(slug.title(), slug=slug, input_type=kind, translations=ENGLISH, **fields)
