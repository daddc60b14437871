"""Query.shop: the street. Saleor's name and shapes where it has them, and the shops that stand in it."""

from urllib.parse import urlsplit

import graphene
from django.conf import settings

from ...channels import models, queries
from ...kernel import ids
from ..extend import extends
from ..lookahead import ELSEWHERE, needs, planned
from .artisan_shop import pictured
from .channel import Channel
from .countries import CountryDisplay
from .languages import LanguageCodeEnum, LanguageDisplay, to_tag
from .media import image
from .node import ObjectWithMetadata, represents
from .notes import Notes
from .translation import translated, translation, translation_type
from .weight import WeightUnitsEnum

translation_type("ShopTranslation", "name", "description")


class Domain(graphene.ObjectType):
    """Where the street answers."""

    host = graphene.String(required=True)
    ssl_enabled = graphene.Boolean(required=True)
    url = graphene.String(required=True)


@represents(models.Street, Notes(("MANAGE_SETTINGS",), None))
class Shop(graphene.ObjectType):
    """The street as a whole; each artisan's own shop is a channel."""

    class Meta:
        interfaces = (ObjectWithMetadata,)

    id = graphene.ID(required=True)
    name = graphene.String(required=True)
    description = graphene.String()
    domain = graphene.Field(Domain, required=True)
    languages = graphene.List(graphene.NonNull(LanguageDisplay), required=True, description="Those it speaks.")
    default_country = graphene.Field(CountryDisplay, description="Where all its open shops stand, if it is one.")
    channel_currencies = graphene.List(graphene.NonNull(graphene.String), required=True)
    default_weight_unit = graphene.Field(WeightUnitsEnum)
    picture = image(language_code=LanguageCodeEnum(), description="Described in that language.")
    channels = graphene.List(graphene.NonNull(Channel), required=True, description="The open shops, for everybody.")
    translation = translation("ShopTranslation")
    resolve_translation = staticmethod(translated)

    @staticmethod
    def resolve_id(street, info):
        return ids.to_global("Shop", street.pk)

    @staticmethod
    def resolve_domain(street, info):
        here = urlsplit(settings.SHOP_URL)
        return Domain(host=here.netloc, ssl_enabled=here.scheme == "https", url=settings.SHOP_URL)

    @staticmethod
    def resolve_languages(street, info):
        return [code for code, _ in settings.LANGUAGES]

    @staticmethod
    def resolve_default_country(street, info):
        countries = {country for country, _ in _standing(info)}
        return countries.pop() if len(countries) == 1 else None

    @staticmethod
    def resolve_channel_currencies(street, info):
        return sorted({currency for _, currency in _standing(info)})

    @staticmethod
    def resolve_picture(street, info, size=None, format=None, language_code=None):
        return pictured(street, to_tag(language_code), size, format)

    @staticmethod
    @needs(under=ELSEWHERE)
    def resolve_channels(street, info):
        return list(planned(queries.open_ones(), info))


def _standing(info):
    """[(country, currency)] of the open shops, read once in a request."""
    memo = info.context.memo
    if "street" not in memo:
        memo["street"] = list(queries.open_ones().order_by().values_list("country", "currency").distinct())
    return memo["street"]


@extends("Query")
class ShopQueries:
    """The street is anybody's."""

    shop = graphene.Field(Shop, required=True)

    def resolve_shop(root, info):
        return queries.street()
