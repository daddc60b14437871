"""A basket begins."""

import graphene

from ...channels import queries as channels
from ...checkout import actions, queries
from ...kernel.errors import ShopError
from ..extend import extends
from ..mutation import Mutation
from ..types.address import AddressInput
from ..types.checkout import Checkout
from ..types.checkout_errors import CheckoutError, shown, visitor_word
from ..types.languages import LanguageCodeEnum, to_tag
from ..types.metadata import MetadataInput, to_map
from .checkout_addresses import CheckoutAddressValidationRules, checked
from .checkout_lines import CheckoutLineInput, wanted


class CheckoutValidationRules(graphene.InputObjectType):
    """How strictly the addresses are looked at."""

    shipping_address = CheckoutAddressValidationRules()
    billing_address = CheckoutAddressValidationRules()


class CheckoutCreateInput(graphene.InputObjectType):
    """What is known from the start."""

    channel = graphene.String(description="The shop's slug; may be left out when there is only one.")
    lines = graphene.List(graphene.NonNull(CheckoutLineInput), required=True)
    email = graphene.String()
    save_shipping_address = graphene.Boolean()
    shipping_address = graphene.InputField(AddressInput)
    save_billing_address = graphene.Boolean()
    billing_address = graphene.InputField(AddressInput)
    language_code = graphene.InputField(LanguageCodeEnum)
    validation_rules = graphene.InputField(CheckoutValidationRules)
    metadata = graphene.List(graphene.NonNull(MetadataInput))


class CheckoutCreate(Mutation):
    """A new basket, maybe empty; a signed-in customer's own."""

    class Meta:
        error_type = CheckoutError

    class Arguments:
        input = CheckoutCreateInput(required=True)

    checkout = graphene.Field(Checkout)
    created = graphene.Boolean(deprecation_reason="A new basket is always created.")

    @classmethod
    def perform(cls, info, input):
        """One action."""
        rules = input.get("validation_rules") or {}
        start = actions.Beginning(
            channel=_channel(input.get("channel"), info.context.visitor),
            wanted=[wanted(line) for line in input["lines"]],
            user=info.context.user,
            email=input.get("email") or "",
            language=to_tag(input.get("language_code")) or "",
            metadata=to_map(input.get("metadata")),
            visitor=visitor_word(info),
            save=tuple(kind for kind in ("billing", "shipping") if input.get(f"save_{kind}_address") is not False),
            **{
                kind: checked(input.get(f"{kind}_address"), rules.get(f"{kind}_address"), kind)
                for kind in ("billing", "shipping")
            },
        )
        return cls(checkout=shown(info, actions.create(start)), created=True)


def _channel(slug, visitor):
    """The shop meant; a closed one is found too, so that the answer can say that it is closed."""
    channel = queries.shop(slug) if slug else channels.default_channel(visitor)
    if channel is None and not slug:
        raise ShopError("MISSING_CHANNEL_SLUG", "Specify which channel to use.", "channel")
    if channel is None:
        raise ShopError("NOT_FOUND", f"There is no shop {slug[:60]}; look at the street's list.", "channel")
    return channel


@extends("Mutation")
class CheckoutCreateMutations:
    """New baskets."""

    checkout_create = CheckoutCreate.Field()
