"""How addresses are written in each country."""

import graphene

from ...accounts import addresses
from ..extend import extends
from .countries import CountryCode, country_name

SHOWN = {
    "name": ("name",),
    "company_name": ("companyName",),
    "street_address": ("streetAddress1", "streetAddress2"),
    "city": ("city",),
    "city_area": ("cityArea",),
    "postal_code": ("postalCode",),
    "country_area": ("countryArea",),
    "sorting_code": ("sortingCode",),
}
LETTERS = {  # as address formats name them
    "name": "%N",
    "companyName": "%O",
    "streetAddress1": "%A",
    "streetAddress2": "%A",
    "city": "%C",
    "cityArea": "%D",
    "postalCode": "%Z",
    "countryArea": "%S",
    "sortingCode": "%X",
}


class ChoiceValue(graphene.ObjectType):
    """Something to choose: what to send, and what to show."""

    raw = graphene.String()
    verbose = graphene.String()


def _choices(name):
    def resolve(rules, info):
        return [ChoiceValue(raw=raw, verbose=verbose) for raw, verbose in getattr(rules, name)]

    return resolve


def _fields(name, streets):
    def resolve(rules, info):
        return [shown for field, words in SHOWN.items() if field in getattr(rules, name) for shown in words[:streets]]

    return resolve


def _written(rules, info):
    """The fields an address may have, in the order the country writes them."""
    asked = _fields("allowed_fields", 2)(rules, info)
    return sorted(asked, key=lambda shown: rules.address_format.find(LETTERS[shown]))


def _strings(description=None):
    return graphene.List(graphene.NonNull(graphene.String), required=True, description=description)


def _values():
    return graphene.List(graphene.NonNull(ChoiceValue), required=True)


class AddressValidationData(graphene.ObjectType):
    """What a form for addresses of a country needs."""

    country_code = graphene.String(required=True)
    country_name = graphene.String(required=True)
    address_format = graphene.String(required=True)
    address_latin_format = graphene.String(required=True)
    allowed_fields = _strings("In the order the country writes them.")
    required_fields = _strings()
    upper_fields = _strings()
    country_area_type = graphene.String(required=True)
    country_area_choices = _values()
    city_type = graphene.String(required=True)
    city_choices = _values()
    city_area_type = graphene.String(required=True)
    city_area_choices = _values()
    postal_code_type = graphene.String(required=True)
    postal_code_matchers = _strings()
    postal_code_examples = _strings()
    postal_code_prefix = graphene.String(required=True)

    @staticmethod
    def resolve_country_name(rules, info):
        return country_name(rules.country_code, info.context.language)

    @staticmethod
    def resolve_postal_code_matchers(rules, info):
        return [matcher.pattern for matcher in rules.postal_code_matchers]

    resolve_allowed_fields = staticmethod(_written)
    resolve_required_fields = staticmethod(_fields("required_fields", 1))
    resolve_upper_fields = staticmethod(_fields("upper_fields", 2))
    resolve_country_area_choices = staticmethod(_choices("country_area_choices"))
    resolve_city_choices = staticmethod(_choices("city_choices"))
    resolve_city_area_choices = staticmethod(_choices("city_area_choices"))


@extends("Query")
class AddressQueries:
    """Rules for writing addresses."""

    address_validation_rules = graphene.Field(
        AddressValidationData,
        country_code=graphene.Argument(CountryCode, required=True),
        country_area=graphene.String(),
        city=graphene.String(),
        city_area=graphene.String(),
    )

    def resolve_address_validation_rules(root, info, country_code, country_area=None, city=None, city_area=None):
        return addresses.rules(country_code.value, country_area, city, city_area)
