"""One's address book."""

import graphene

from ...accounts import actions
from ...kernel import ids
from ..extend import extends
from ..mutation import Mutation
from ..types.account_errors import AccountError
from ..types.address import Address, AddressInput, AddressTypeEnum, to_words
from ..types.user import User, fresh
from ..visitor import signed_in


class AccountAddressCreate(Mutation):
    """Add an address, perhaps as a default."""

    class Meta:
        error_type = AccountError

    class Arguments:
        input = AddressInput(required=True)
        type = AddressTypeEnum()

    user = graphene.Field(User)
    address = graphene.Field(Address)

    @classmethod
    def perform(cls, info, input, type=None):
        user = signed_in(info)
        address = actions.add_address(user.pk, to_words(input), type and type.value)
        return cls(user=fresh(info, user), address=address)


class AccountAddressUpdate(Mutation):
    """Change an address; what is not given stays."""

    class Meta:
        error_type = AccountError

    class Arguments:
        id = graphene.ID(required=True)
        input = AddressInput(required=True)

    user = graphene.Field(User)
    address = graphene.Field(Address)

    @classmethod
    def perform(cls, info, id, input):
        user = signed_in(info)
        address = actions.change_address(user.pk, ids.to_pk(id, "Address"), to_words(input))
        return cls(user=fresh(info, user), address=address)


class AccountAddressDelete(Mutation):
    """Take an address out of the book."""

    class Meta:
        error_type = AccountError

    class Arguments:
        id = graphene.ID(required=True)

    user = graphene.Field(User)
    address = graphene.Field(Address)

    @classmethod
    def perform(cls, info, id):
        user = signed_in(info)
        address = actions.delete_address(user.pk, ids.to_pk(id, "Address"))
        return cls(user=fresh(info, user), address=address)


class AccountSetDefaultAddress(Mutation):
    """Make an address the default of a type."""

    class Meta:
        error_type = AccountError

    class Arguments:
        id = graphene.ID(required=True)
        type = AddressTypeEnum(required=True)

    user = graphene.Field(User)

    @classmethod
    def perform(cls, info, id, type):
        user = actions.set_default_address(signed_in(info).pk, ids.to_pk(id, "Address"), type.value)
        return cls(user=fresh(info, user))


@extends("Mutation")
class AddressMutations:
    """The address book."""

    account_address_create = AccountAddressCreate.Field()
    account_address_update = AccountAddressUpdate.Field()
    account_address_delete = AccountAddressDelete.Field()
    account_set_default_address = AccountSetDefaultAddress.Field()
