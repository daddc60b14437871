"""Channel.shop: who the artisan is, where, when open, and by law."""

import graphene

from ...channels import hours, legal
from ...kernel import money
from ..lookahead import needs
from ..mutation import enum
from .address import Address
from .money import Money

DayOfWeekEnum = enum("ArtisanShopDayEnum", [day.upper() for day in hours.DAYS])


class Shop:
    """A channel and the language in which its words are wanted."""

    def __init__(self, channel, language):
        self.channel, self.language = channel, language or channel.default_language


class Opening:
    """A day of a shop's week."""

    def __init__(self, day, times, language):
        self.key, self.times, self.language = day, times, language


class ArtisanShopTime(graphene.ObjectType):
    """From … to, "07:00" to "13:30", in the shop's own time; "24:00" is midnight."""

    opens = graphene.String(required=True)
    closes = graphene.String(required=True)


class ArtisanShopDay(graphene.ObjectType):
    """When a shop is open on a day of the week; without times it is closed."""

    day = graphene.Field(DayOfWeekEnum, required=True)
    name = graphene.String(required=True, description="The day in the language asked.")
    words = graphene.String(required=True, description="The times as people say them, or that it is closed.")
    times = graphene.List(graphene.NonNull(ArtisanShopTime), required=True)

    @staticmethod
    def resolve_day(opening, info):
        return opening.key.upper()

    @staticmethod
    def resolve_name(opening, info):
        return hours.name(opening.key, opening.language)

    @staticmethod
    def resolve_words(opening, info):
        return hours.said(opening.times, opening.language)

    @staticmethod
    def resolve_times(opening, info):
        return [ArtisanShopTime(opens=opens, closes=closes) for opens, closes in opening.times]


def _own(name):
    return lambda shop, info: getattr(shop.channel, name)


def _translated(name):
    return lambda shop, info: shop.channel.translated(name, shop.language)


def _word(name):
    return lambda shop, info: legal.word(shop.channel.legal, name, shop.language)


class ArtisanShopLegal(graphene.ObjectType):
    """Who a shop is by law; null is what it has not, or not yet, said."""

    name = graphene.String(resolver=_word("name"))
    form = graphene.String(resolver=_word("form"), description="SARL, SAS, entreprise individuelle …")
    siren = graphene.String(resolver=_word("siren"))
    siret = graphene.String(resolver=_word("siret"))
    vat_number = graphene.String(resolver=_word("vat_number"))
    vat_exemption = graphene.String(resolver=_word("vat_exemption"), description="Why it asks no VAT.")
    register = graphene.String(resolver=_word("register"), description="Where it is registered, and its number there.")
    capital = graphene.Field(Money)
    address = graphene.Field(Address)
    publication_director = graphene.String(resolver=_word("publication_director"))
    host = graphene.String(resolver=_word("host"), description="Who runs the server.")
    mediator = graphene.String(resolver=_word("mediator"), description="Whom customers may ask to mediate.")

    @staticmethod
    def resolve_capital(shop, info):
        amount = legal.capital(shop.channel.legal)
        return None if amount is None else money.Money(amount, shop.channel.currency)

    @staticmethod
    @needs("address")
    def resolve_address(shop, info):
        return shop.channel.address


class ArtisanShop(graphene.ObjectType):
    """What everybody may know of an artisan's shop, in one language; resolvers give Shop."""

    name = graphene.String(resolver=_translated("name"), required=True)
    trade = graphene.String(
        resolver=_translated("trade"), required=True, description='"Boulanger-pâtissier", "Florist" …'
    )
    tagline = graphene.String(resolver=_translated("tagline"), required=True)
    theme = graphene.String(resolver=_own("theme"), required=True)
    phone = graphene.String(resolver=_own("phone"), required=True)
    email = graphene.String(resolver=_own("email"), required=True)
    address = graphene.Field(Address)
    timezone = graphene.String(resolver=_own("timezone"), required=True)
    hours = graphene.List(graphene.NonNull(ArtisanShopDay), required=True, description="From Monday; empty: not said.")
    hours_note = graphene.String(resolver=_translated("hours_note"), required=True)
    legal = graphene.Field(ArtisanShopLegal, required=True)

    @staticmethod
    @needs("address")
    def resolve_address(shop, info):
        return shop.channel.address

    @staticmethod
    def resolve_hours(shop, info):
        return [Opening(day, times, shop.language) for day, times in hours.days(shop.channel.hours)]

    @staticmethod
    @needs(under="")
    def resolve_legal(shop, info):
        return shop
