"""Changes to products that exist: words, answers, translations."""

from ...kernel import events, text
from ...kernel.locks import atomic, lock_one
from ...kernel.rich_text import sanitised
from ...kernel.translations import keep_slugs
from .. import search
from ..models import Attribute, Category, Product, ProductVariant
from .groups import clean_translations
from .products import asked_by
from .values import answers_of, forget_answers, write_answers


@atomic
def update_product(product, **fields):
    """Change a product's own fields (Product's names); it is found by its new words at once."""
    product = lock_one(Product, product.pk)
    if "description" in fields:
        fields["description"] = sanitised(fields["description"])
    if "translations" in fields:
        fields["translations"] = clean_translations(fields["translations"])
    if "name" in fields:
        fields["name_key"] = text.sort_key(fields["name"])
        product.listings.update(name_key=fields["name_key"])
    for name, value in fields.items():
        setattr(product, name, value)
    product.save()
    _changed(product)
    return product


@atomic
def update_variant(variant, **fields):
    """Change a variant's own fields (ProductVariant's names)."""
    variant = lock_one(ProductVariant, variant.pk)
    if "translations" in fields:
        fields["translations"] = clean_translations(fields["translations"])
    for name, value in fields.items():
        setattr(variant, name, value)
    variant.save()
    _changed(variant.product)
    return variant


@atomic
def assign(owner, values):
    """Answer attributes of a product or variant, {slug: answer}; earlier answers to the same are replaced."""
    product = lock_one(Product, getattr(owner, "product_id", owner.pk))
    of_product, of_variants = asked_by(product.product_type)
    answers = answers_of(owner, values, of_product if isinstance(owner, Product) else of_variants)
    forget_answers(owner, values)
    write_answers(answers)
    _changed(product)


@atomic
def translate(row, language, **words):
    """Say a row's words (name, slug, description …) in another language ("en"); an empty word is taken away."""
    row = lock_one(type(row), row.pk)
    mine = {**row.translations.get(language, {}), **clean_translations({language: words})[language]}
    row.translations[language] = {name: value for name, value in mine.items() if value}
    row.save(update_fields=["translations"])
    keep_slugs([row])
    if isinstance(row, Product):
        _changed(row)
    elif isinstance(row, Category):
        search.index(row.products.values_list("pk", flat=True))
    events.append(f"{type(row).__name__.lower()}.translated", row, getattr(row, "channel_id", None))
    return row


@atomic
def delete_product(product):
    """Take a product away for good; orders keep their own copies of its words."""
    events.append("product.deleted", product, product.channel_id)
    product.delete()


def _changed(product):
    keep_slugs([product])
    search.index([product.pk])
    events.append("product.changed", product, product.channel_id)


@atomic
def answer_for_page(page, values):
    """Answer PAGE_TYPE attributes of a page, {slug: answer}; earlier answers to the same are replaced."""
    attributes = {row.slug: row for row in Attribute.objects.filter(type="PAGE_TYPE", slug__in=values)}
    forget_answers(page, values)
    write_answers(answers_of(page, values, attributes))
    events.append("page.changed", page, page.channel_id)
