"""Answers to attributes: plain words in, assigned values out. Many objects at once cost as much as one."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from ...kernel import text
from ...kernel.errors import ShopError
from ...kernel.rich_text import plain, sanitised
from ..models import AssignedValue, AttributeValue

SHARED = {"DROPDOWN", "MULTISELECT", "SWATCH"}
ONE_ONLY = {"DROPDOWN", "SWATCH", "SINGLE_REFERENCE"}


@dataclass
class Answer:
    """What one object answers to one attribute. owner: a saved product, variant or page."""

    owner: object
    attribute: object
    given: object


def write_answers(answers):
    """Assign all the answers, in five statements or fewer.

    Given are, by input type: choice, swatch: a name or slug (or several), new ones are added; boolean: a bool; number;
    text: a str or {"value": …, "translations": …}; date: a date or datetime; file: {"path", "content_type", "name"};
    reference: a product, collection or page (or several).
    """
    answers = list(answers)
    known = _known(answers)
    wanted, places = [], []
    for answer in answers:
        for place, value in enumerate(_values(answer, known)):
            wanted.append(value)
            places.append((answer.owner, place))
    stored = _stored(wanted)
    AssignedValue.objects.bulk_create(
        AssignedValue(**{_column(owner): owner}, value=stored[value.attribute_id, value.slug], sort_order=place)
        for (owner, place), value in zip(places, wanted, strict=True)
    )


def forget_answers(owner, slugs):
    """Take away what an object answers to these attributes; texts, numbers and the like go for good."""
    mine = {_column(owner): owner, "value__attribute__slug__in": list(slugs)}
    own = AssignedValue.objects.filter(**mine).exclude(value__attribute__input_type__in=[*SHARED, "BOOLEAN"])
    AttributeValue.objects.filter(pk__in=list(own.values_list("value_id", flat=True))).delete()
    AssignedValue.objects.filter(**mine).delete()


def answers_of(owner, given, attributes):
    """[Answer] of {attribute slug: answer}; refuses slugs that the owner's type does not ask. None is no answer."""
    for slug in given:
        if slug not in attributes:
            raise ShopError(
                "INVALID",
                f"“{slug}” is not an attribute of this type; it asks: {', '.join(sorted(attributes)) or 'nothing'}.",
                "attributes",
            )
    return [Answer(owner, attributes[slug], value) for slug, value in given.items() if value is not None]


def _known(answers):
    """{(attribute id, folded name or slug): slug} of the choices that exist."""
    ids = {answer.attribute.pk for answer in answers if answer.attribute.input_type in SHARED}
    known = {}
    for attribute_id, slug, name in (
        AttributeValue.objects.filter(attribute_id__in=ids).order_by("-pk").values_list("attribute_id", "slug", "name")
    ):
        known[attribute_id, text.fold(name)] = slug
        known[attribute_id, text.fold(slug)] = slug
    return known


def _values(answer, known):
    """Unsaved AttributeValues; equal (attribute, slug) means the same value."""
    attribute = answer.attribute
    several = answer.given if isinstance(answer.given, list | tuple | set) else [answer.given]
    if len(several) > 1 and attribute.input_type not in ("MULTISELECT", "REFERENCE"):
        raise ShopError("INVALID", f"“{attribute.slug}” takes one value; give one.", "attributes")
    if attribute.input_type in SHARED:
        return [_choice(attribute, given, known) for given in several]
    if "REFERENCE" in attribute.input_type:
        return [_reference(answer, given) for given in several]
    return [_own(answer, several[0])]


def _choice(attribute, given, known):
    folded = text.fold(given)
    slug = known.get((attribute.pk, folded)) or known.setdefault((attribute.pk, folded), text.slug(given))
    return AttributeValue(attribute=attribute, name=given, slug=slug)


def _reference(answer, given):
    kind = type(given).__name__.lower()
    if kind not in ("product", "collection", "page"):
        raise ShopError("INVALID", f"“{answer.attribute.slug}” refers to a product, collection or page.", "attributes")
    owner = f"{_column(answer.owner)}-{answer.owner.pk}"
    return AttributeValue(
        attribute=answer.attribute,
        slug=f"{owner}-{kind}-{given.pk}",
        name=str(getattr(given, "name", None) or given.title)[:250],
        **{f"reference_{kind}": given},
    )


def _own(answer, given):
    """A value that belongs to this object alone; booleans are two for everybody."""
    attribute = answer.attribute
    translations = {}
    if isinstance(given, dict) and "value" in given:
        given, translations = given["value"], given.get("translations") or {}
    fields = FIELDS[attribute.input_type](given)
    slug = f"{_column(answer.owner)}-{answer.owner.pk}-{attribute.pk}"
    if attribute.input_type == "BOOLEAN":
        slug = f"{attribute.pk}-{'true' if given else 'false'}"
    return AttributeValue(attribute=attribute, slug=slug, translations=translations, **fields)


def _stored(wanted):
    """{(attribute id, slug): saved value} of unsaved ones."""
    keys = {(value.attribute_id, value.slug): value for value in wanted}
    slugs = {slug for _, slug in keys}
    rows = AttributeValue.objects.filter(attribute_id__in={a for a, _ in keys}, slug__in=slugs)
    stored = {(row.attribute_id, row.slug): row for row in rows}
    new = AttributeValue.objects.bulk_create([value for key, value in keys.items() if key not in stored])
    return stored | {(row.attribute_id, row.slug): row for row in new}


def _column(owner):
    return {"Product": "product", "ProductVariant": "variant", "Page": "page"}[type(owner).__name__]


def _moment(given):
    if isinstance(given, datetime.datetime):
        return given
    return datetime.datetime.combine(given, datetime.time(), datetime.UTC)


def _number(given):
    return {"name": str(given), "numeric": Decimal(str(given))}


def _rich(given):
    document = sanitised(given, "attributes")
    return {"name": plain(document)[:50], "rich_text": document}


FIELDS = {
    "BOOLEAN": lambda given: {"name": "Yes" if given else "No", "boolean": bool(given)},
    "NUMERIC": _number,
    "PLAIN_TEXT": lambda given: {"name": given[:50], "plain_text": given},
    "RICH_TEXT": _rich,
    "DATE": lambda given: {"name": given.isoformat()[:10], "date_time": _moment(given)},
    "DATE_TIME": lambda given: {"name": given.isoformat(), "date_time": _moment(given)},
    "FILE": lambda given: {
        "name": given.get("name") or given["path"].rsplit("/", 1)[-1],
        "file": given["path"],
        "content_type": given.get("content_type", ""),
    },
}
