"""Postal addresses, and the rules of each country for writing them."""

import graphene

from ...accounts import models, queries
from ..mutation import enum
from .countries import CountryCode, CountryDisplay
from .metadata import MetadataInput, to_map
from .node import Node, ObjectWithMetadata, represents
from .notes import Notes

AddressTypeEnum = enum("AddressTypeEnum", "BILLING SHIPPING")


def _in_own_book(visitor, address):
    return visitor.user_id is not None and queries.address_book(visitor.user_id).filter(pk=address.pk).exists()


@represents(models.Address, Notes(("MANAGE_USERS",), owner=_in_own_book, seen=queries.address_books_noted_by))
class Address(graphene.ObjectType):
    """A postal address."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    first_name = graphene.String(required=True)
    last_name = graphene.String(required=True)
    company_name = graphene.String(required=True)
    street_address_1 = graphene.String(required=True, name="streetAddress1")
    street_address_2 = graphene.String(required=True, name="streetAddress2")
    city = graphene.String(required=True)
    city_area = graphene.String(required=True)
    postal_code = graphene.String(required=True)
    country = graphene.Field(CountryDisplay, required=True)
    country_area = graphene.String(required=True)
    phone = graphene.String()
    is_default_shipping_address = graphene.Boolean(description="Among the signed-in person's addresses.")
    is_default_billing_address = graphene.Boolean(description="Among the signed-in person's addresses.")

    @staticmethod
    def resolve_is_default_shipping_address(address, info):
        user = info.context.user
        return None if user is None else user.default_shipping_address_id == address.pk

    @staticmethod
    def resolve_is_default_billing_address(address, info):
        user = info.context.user
        return None if user is None else user.default_billing_address_id == address.pk


class AddressInput(graphene.InputObjectType):
    """An address as somebody writes it."""

    first_name = graphene.String()
    last_name = graphene.String()
    company_name = graphene.String()
    street_address_1 = graphene.String(name="streetAddress1")
    street_address_2 = graphene.String(name="streetAddress2")
    city = graphene.String()
    city_area = graphene.String()
    postal_code = graphene.String()
    country = graphene.InputField(CountryCode)
    country_area = graphene.String()
    phone = graphene.String()
    metadata = graphene.List(graphene.NonNull(MetadataInput))


def to_words(given):
    """An AddressInput -> the words that accounts.addresses.validated() takes; only those that were given."""
    words = {word: getattr(given[word], "value", given[word]) for word in models.Address.WORDS if word in given}
    if given.get("metadata"):
        words["metadata"] = to_map(given["metadata"])
    return words
