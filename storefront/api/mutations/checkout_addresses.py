"""Where the bill and the goods go."""

import graphene

from ...accounts import addresses
from ...checkout import actions
from ..extend import extends
from ..types.address import AddressInput, to_words
from ..types.checkout_errors import CheckoutError, CheckoutMutation, OfCheckout


class CheckoutAddressValidationRules(graphene.InputObjectType):
    """How strictly an address is looked at."""

    check_required_fields = graphene.Boolean(default_value=True)
    check_fields_format = graphene.Boolean(default_value=True)
    enable_fields_normalization = graphene.Boolean(default_value=True)


def checked(given, rules, kind):
    """An AddressInput of a "billing" or "shipping" address -> an unsaved Address; None stays None."""
    if given is None:
        return None
    rules = rules or {}
    return addresses.validated(
        to_words(given),
        rules.get("check_required_fields", True),
        formats=rules.get("check_fields_format", True),
        normalised=rules.get("enable_fields_normalization", True),
        address_type=kind.upper(),
    )


class CheckoutBillingAddressUpdate(CheckoutMutation):
    """Whom the bill is for."""

    class Meta:
        error_type = CheckoutError

    class Arguments(OfCheckout):
        billing_address = AddressInput(required=True)
        save_address = graphene.Boolean(default_value=True, description="In the customer's book, on completion.")
        validation_rules = CheckoutAddressValidationRules()

    @classmethod
    def act(cls, info, pk, billing_address, save_address=True, validation_rules=None):
        """One action."""
        return actions.set_billing_address(
            pk, checked(billing_address, validation_rules, "billing"), save=save_address is not False
        )


class CheckoutShippingAddressUpdate(CheckoutMutation):
    """Where the goods go."""

    class Meta:
        error_type = CheckoutError

    class Arguments(OfCheckout):
        shipping_address = AddressInput(required=True)
        save_address = graphene.Boolean(default_value=True, description="In the customer's book, on completion.")
        validation_rules = CheckoutAddressValidationRules()

    @classmethod
    def act(cls, info, pk, shipping_address, save_address=True, validation_rules=None):
        """One action."""
        return actions.set_shipping_address(
            pk, checked(shipping_address, validation_rules, "shipping"), save=save_address is not False
        )


@extends("Mutation")
class CheckoutAddressMutations:
    """Addresses of baskets."""

    checkout_billing_address_update = CheckoutBillingAddressUpdate.Field()
    checkout_shipping_address_update = CheckoutShippingAddressUpdate.Field()
