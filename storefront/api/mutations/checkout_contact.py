"""Who buys, in which language, and what they want to say."""

import graphene

from ...checkout import actions
from ...kernel import ids
from ..extend import extends
from ..types.checkout_errors import CheckoutError, CheckoutMutation, OfCheckout
from ..types.languages import LanguageCodeEnum, to_tag
from ..visitor import signed_in


class CheckoutEmailUpdate(CheckoutMutation):
    """Where the confirmation goes."""

    class Meta:
        error_type = CheckoutError

    class Arguments(OfCheckout):
        email = graphene.String(required=True)

    @classmethod
    def act(cls, info, pk, email):
        """One action."""
        return actions.set_email(pk, email)


class CheckoutCustomerAttach(CheckoutMutation):
    """The basket becomes the signed-in customer's own."""

    class Meta:
        error_type = CheckoutError

    class Arguments(OfCheckout):
        customer_id = graphene.ID(description="Of somebody else: for staff with IMPERSONATE_USER in this shop.")

    @classmethod
    def act(cls, info, pk, customer_id=None):
        """One action."""
        user = signed_in(info)
        customer = user.pk if customer_id is None else ids.to_pk(customer_id, "User", field="customerId")
        return actions.attach_customer(pk, customer, by=info.context.visitor)


class CheckoutCustomerDetach(CheckoutMutation):
    """The basket is nobody's any more."""

    class Meta:
        error_type = CheckoutError

    class Arguments(OfCheckout):
        pass

    @classmethod
    def act(cls, info, pk):
        """One action."""
        signed_in(info)
        return actions.detach_customer(pk, by=info.context.visitor)


class CheckoutLanguageCodeUpdate(CheckoutMutation):
    """The language of what is written to the customer."""

    class Meta:
        error_type = CheckoutError

    class Arguments(OfCheckout):
        language_code = LanguageCodeEnum(required=True)

    @classmethod
    def act(cls, info, pk, language_code):
        """One action."""
        return actions.set_language(pk, to_tag(language_code))


class CheckoutCustomerNoteUpdate(CheckoutMutation):
    """What the customer wants to tell the shop."""

    class Meta:
        error_type = CheckoutError

    class Arguments:
        id = graphene.ID(required=True)
        customer_note = graphene.String(required=True)

    @classmethod
    def act(cls, info, pk, customer_note):
        """One action."""
        return actions.set_note(pk, customer_note)


@extends("Mutation")
class CheckoutContactMutations:
    """People of baskets."""

    checkout_email_update = CheckoutEmailUpdate.Field()
    checkout_customer_attach = CheckoutCustomerAttach.Field()
    checkout_customer_detach = CheckoutCustomerDetach.Field()
    checkout_language_code_update = CheckoutLanguageCodeUpdate.Field()
    checkout_customer_note_update = CheckoutCustomerNoteUpdate.Field()
