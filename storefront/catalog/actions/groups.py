"""Categories and collections: made, changed, moved, filled."""

from django.db.models import F, Max, Value
from django.db.models.functions import Concat, Substr

from ...kernel import events, text
from ...kernel.errors import ShopError
from ...kernel.locks import atomic, lock_one
from ...kernel.rich_text import sanitised
from ...kernel.translations import checked, keep_slugs
from .. import search
from ..models import Category, Collection, CollectionProduct, Product
from .naming import free_slug

DEEPEST = 10


@atomic
def create_category(name, *, parent=None, slug=None, **fields):
    """A branch under `parent`, or a root. More: Category's fields; the description is EditorJS or plain text."""
    if parent is not None and parent.level + 1 >= DEEPEST:
        raise ShopError("INVALID", f"Categories go {DEEPEST} levels deep; choose a parent higher up.", "parent")
    category = Category(
        parent=parent,
        level=parent.level + 1 if parent else 0,
        slug=free_slug(Category, slug or name),
        **_written(name=name, **fields),
    )
    category.save()
    category.path = f"{parent.path if parent else '/'}{category.pk}/"
    category.save(update_fields=["path"])
    keep_slugs([category])
    events.append("category.created", category, category.channel_id)
    return category


@atomic
def update_category(category, **fields):
    """Change a category's words; its products are found by the new ones at once."""
    return _update(lock_one(Category, category.pk), fields, Product.objects.filter(category=category))


@atomic
def move_category(category, parent):
    """Hang a branch, with all that is below it, under another parent, or make it a root (None)."""
    category = lock_one(Category, category.pk)
    if parent is not None and parent.path.startswith(category.path):
        raise ShopError("INVALID", "A category cannot hang below itself; choose another parent.", "parent")
    old, start = category.path, parent.path if parent else "/"
    rise = (parent.level + 1 if parent else 0) - category.level
    Category.objects.filter(pk=category.pk).update(parent=parent)
    Category.objects.filter(path__startswith=old).update(
        path=Concat(Value(f"{start}{category.pk}/"), Substr("path", len(old) + 1)), level=F("level") + rise
    )
    events.append("category.changed", category, category.channel_id)
    return Category.objects.get(pk=category.pk)


@atomic
def create_collection(name, channel=None, *, slug=None, products=(), **fields):
    """A selection of a channel's products, in this order. More: Collection's fields."""
    collection = Collection.objects.create(
        channel=channel, slug=free_slug(Collection, slug or name), **_written(name=name, **fields)
    )
    keep_slugs([collection])
    _place(collection, products)
    events.append("collection.created", collection, collection.channel_id)
    return collection


@atomic
def update_collection(collection, **fields):
    """Change a collection's words, or whether it is published."""
    return _update(lock_one(Collection, collection.pk), fields, Product.objects.none())


@atomic
def place_in_collection(collection, products):
    """Put products behind those there are; who is there already keeps its place."""
    _place(lock_one(Collection, collection.pk), products)
    events.append("collection.changed", collection, collection.channel_id)


def _place(collection, products):
    there = set(collection.places.values_list("product_id", flat=True))
    last = collection.places.aggregate(last=Max("sort_order"))["last"]
    place = 0 if last is None else last + 1
    new = [product for product in products if product.pk not in there]
    CollectionProduct.objects.bulk_create(
        CollectionProduct(collection=collection, product=product, sort_order=place + number)
        for number, product in enumerate(new)
    )


def _update(group, fields, products):
    for name, value in _written(**fields).items():
        setattr(group, name, value)
    group.save()
    keep_slugs([group])
    if {"name", "translations"} & fields.keys():
        search.index(products.values_list("pk", flat=True))
    events.append(f"{type(group).__name__.lower()}.changed", group, group.channel_id)
    return group


def _written(**fields):
    """The fields as they are stored: sort key made, rich text harmless."""
    if "name" in fields:
        fields["name_key"] = text.sort_key(fields["name"])
    if "description" in fields:
        fields["description"] = sanitised(fields["description"])
    if "translations" in fields:
        fields["translations"] = clean_translations(fields["translations"])
    return fields


def clean_translations(translations):
    """{language: {field: words}} with descriptions made harmless; refuses words that fit in no column."""
    return {
        language: {
            name: sanitised(value) if name in ("description", "content", "rich_text") else value
            for name, value in words.items()
        }
        for language, words in checked(translations).items()
    }
