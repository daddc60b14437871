"""The root fields that lead to products and variants."""

import graphene
from django.db.models import Q

from ...catalog import models, queries, search
from ...kernel import ids
from ...kernel.translations import found_by_slug
from ..connection import page
from ..extend import extends
from ..lookahead import planned
from .filters import DateTimeRangeInput, StringFilterInput, between, chosen, listed, with_metadata
from .languages import LanguageCodeEnum, to_tag
from .product import Product
from .product_channel import NOWHERE, asked_channel, seen_in
from .product_inputs import MetadataFilter
from .product_list import channel_asked, products_field, products_page
from .variant import ProductVariant, ProductVariantCountableConnection


class ProductVariantFilterInput(graphene.InputObjectType):
    """Saleor's older filter of variants."""

    search = graphene.String()
    sku = listed(graphene.String)
    metadata = listed(MetadataFilter)
    updated_at = graphene.InputField(DateTimeRangeInput)


class ProductVariantWhereInput(graphene.InputObjectType):
    """Saleor's newer filter of variants."""

    ids = listed(graphene.ID)
    sku = graphene.InputField(StringFilterInput)
    metadata = listed(MetadataFilter)
    updated_at = graphene.InputField(DateTimeRangeInput)


@extends("Query")
class ProductQueries:
    """Products and variants, one by one and in lists."""

    product = graphene.Field(
        Product,
        id=graphene.ID(),
        slug=graphene.String(),
        slug_language_code=LanguageCodeEnum(),
        external_reference=graphene.String(),
        channel=graphene.String(),
    )
    products = products_field(channel=graphene.String())
    product_variant = graphene.Field(
        ProductVariant,
        id=graphene.ID(),
        sku=graphene.String(),
        external_reference=graphene.String(),
        channel=graphene.String(),
    )
    product_variants = graphene.Field(
        ProductVariantCountableConnection,
        ids=listed(graphene.ID),
        channel=graphene.String(),
        filter=ProductVariantFilterInput(),
        where=ProductVariantWhereInput(),
        search=graphene.String(),
        first=graphene.Int(),
        last=graphene.Int(),
        after=graphene.String(),
        before=graphene.String(),
    )

    def resolve_product(root, info, channel=None, **named_by):
        one, channel = one_by(models.Product, **named_by), asked_channel(info, channel)
        if one is None or channel is NOWHERE:
            return None
        products = queries.products_seen(info.context.visitor, channel, info.context.now).filter(**one)
        return planned(seen_in(products, channel), info).first()

    def resolve_products(root, info, channel=None, **asked):
        return products_page(info, channel_asked(info, channel, asked), asked)

    def resolve_product_variant(root, info, channel=None, sku=None, **named_by):
        one = {"sku": sku} if sku else one_by(models.ProductVariant, **named_by)
        channel = asked_channel(info, channel)
        if one is None or channel is NOWHERE:
            return None
        variants = queries.variants_seen(info.context.visitor, channel, info.context.now).filter(**one)
        return planned(seen_in(variants.select_related("product"), channel), info).first()

    def resolve_product_variants(root, info, channel=None, **asked):
        channel = asked_channel(info, channel)
        if channel is NOWHERE:
            return page(models.ProductVariant.objects.none(), info, ["pk"], **_cut(asked))
        variants = queries.variants_seen(info.context.visitor, channel, info.context.now)
        variants = variants.filter(_variant_conditions(asked)).select_related("product")
        return page(seen_in(variants, channel), info, ["pk"], **_cut(asked))


def one_by(model, id=None, slug=None, slug_language_code=None, external_reference=None):
    """The condition that finds a row by id, slug (maybe a translated one) or reference; None when it names nothing."""
    if id is not None:
        return {"pk": ids.to_pk(id, model.__name__)}
    if external_reference is not None:
        return {"external_reference": external_reference}
    if slug is None:
        return None
    if slug_language_code is None:
        return {"slug": slug}
    pk = found_by_slug(model, slug, to_tag(slug_language_code))
    return None if pk is None else {"pk": pk}


def _cut(asked):
    return {name: asked.get(name) for name in ("first", "last", "after", "before")}


def _variant_conditions(asked):
    given = {**(asked.get("filter") or {}), **(asked.get("where") or {})}
    pks = [*(asked.get("ids") or ()), *(given.get("ids") or ())]
    sku = given.get("sku")
    condition = chosen("sku", {"one_of": sku} if isinstance(sku, list) else sku)
    condition &= between("updated_at", given.get("updated_at"))
    if pks:
        condition &= chosen("pk", {"one_of": [ids.to_pk(each, "ProductVariant", field="ids") for each in pks]})
    for item in given.get("metadata") or ():
        condition &= with_metadata({"key": item["key"], "value": {"eq": item.get("value") or None}})
    words = asked.get("search") or given.get("search")
    if words and words.strip():
        found = search.found(models.Product.objects.order_by(), words)
        condition &= Q(sku=words.strip()) | Q(product__in=found.values("pk"))
    return condition
