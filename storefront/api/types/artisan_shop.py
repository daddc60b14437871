"""Channel.shop: who the artisan is, where, when open, and by law."""

import graphene

from ...catalog import media
from ...catalog.returns import sells_returnable
from ...channels import hours, legal, models, opening
from ...kernel import money
from ..lookahead import needs
from ..mutation import enum
from .address import Address
from .media import image, shown
from .money import Money

DayOfWeekEnum = enum("ArtisanShopDayEnum", [day.upper() for day in hours.DAYS])
TYPE_NAMES = {models.Channel: "Channel", models.Street: "Shop"}  # as they stand in ids
for _model, _type_name in TYPE_NAMES.items():
    media.shows(_type_name, _model, "picture")


class Shop:
    """A channel and the language in which its words are wanted."""

    def __init__(self, channel, language):
        self.channel, self.language = channel, language or channel.default_language

    def standing(self, info):
        """How it stands now; whoever reads this gets an answer that is right until the shop next opens or closes."""
        found = opening.standing(self.channel.hours, self.channel.timezone, info.context.now)
        info.context.right_until(found.right_until)
        return found


class Opening:
    """A day of a shop's week."""

    def __init__(self, shop, day, times):
        self.shop, self.key, self.times, self.language = shop, day, times, shop.language


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
    is_today = graphene.Boolean(required=True, description="By the shop's own clock.")

    @staticmethod
    def resolve_day(day, info):
        return day.key.upper()

    @staticmethod
    def resolve_name(day, info):
        return hours.name(day.key, day.language)

    @staticmethod
    def resolve_words(day, info):
        return hours.said(day.times, day.language)

    @staticmethod
    def resolve_times(day, info):
        return [ArtisanShopTime(opens=opens, closes=closes) for opens, closes in day.times]

    @staticmethod
    def resolve_is_today(day, info):
        return day.key == day.shop.standing(info).today


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
    picture = image(description="What the shop looks like.")
    theme = graphene.String(resolver=_own("theme"), required=True)
    phone = graphene.String(resolver=_own("phone"), required=True)
    email = graphene.String(resolver=_own("email"), required=True)
    address = graphene.Field(Address)
    timezone = graphene.String(resolver=_own("timezone"), required=True)
    hours = graphene.List(graphene.NonNull(ArtisanShopDay), required=True, description="From Monday; empty: not said.")
    hours_note = graphene.String(resolver=_translated("hours_note"), required=True)
    is_open = graphene.Boolean(required=True, description="Now, by its hours.")
    open_words = graphene.String(
        required=True, description='"Ouvert jusqu’à 19 h", "Closed, opens Tuesday at 7 am"; empty: hours are not said.'
    )
    legal = graphene.Field(ArtisanShopLegal, required=True)
    sells_returnable = graphene.Boolean(
        required=True, description="Something of it may be given back: then the law wants a way to withdraw everywhere."
    )

    @staticmethod
    @needs("address")
    def resolve_address(shop, info):
        return shop.channel.address

    @staticmethod
    def resolve_picture(shop, info, size=None, format=None):
        return pictured(shop.channel, shop.language, size, format)

    @staticmethod
    def resolve_hours(shop, info):
        return [Opening(shop, day, times) for day, times in hours.days(shop.channel.hours)]

    @staticmethod
    def resolve_is_open(shop, info):
        return shop.standing(info).is_open

    @staticmethod
    def resolve_open_words(shop, info):
        return opening.said(shop.standing(info), shop.language)

    @staticmethod
    @needs(under="")
    def resolve_legal(shop, info):
        return shop

    @staticmethod
    def resolve_sells_returnable(shop, info):
        return sells_returnable(shop.channel.pk)


def pictured(row, language, size, format):
    """The picture of a shop or the street, its description in that language; None without a picture."""
    alt = row.translated("picture_alt", language)
    return shown(TYPE_NAMES[type(row)], row, row.picture, alt=alt, size=size, format=format)
