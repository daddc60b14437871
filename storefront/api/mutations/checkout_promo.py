"""Codes come to the basket and leave it."""

import graphene

from ...checkout import actions
from ...kernel import ids
from ...kernel.errors import ShopError
from ..extend import extends
from ..types.checkout_errors import CheckoutError, CheckoutMutation, OfCheckout


class CheckoutAddPromoCode(CheckoutMutation):
    """A voucher's code or a gift card's."""

    class Meta:
        error_type = CheckoutError

    class Arguments(OfCheckout):
        promo_code = graphene.String(required=True)

    @classmethod
    def act(cls, info, pk, promo_code):
        """One action."""
        return actions.add_promo(pk, promo_code)


class CheckoutRemovePromoCode(CheckoutMutation):
    """Take a code off again, named by itself or by its gift card or voucher."""

    class Meta:
        error_type = CheckoutError

    class Arguments(OfCheckout):
        promo_code = graphene.String()
        promo_code_id = graphene.ID()

    @classmethod
    def act(cls, info, pk, promo_code=None, promo_code_id=None):
        """One action."""
        if (promo_code is None) == (promo_code_id is None):
            raise ShopError("REQUIRED", "Name the code either by promoCode or by promoCodeId.", "promoCode")
        row = None
        if promo_code_id is not None:
            row = ids.parts(promo_code_id)[0], ids.to_pk(promo_code_id, "GiftCard", "Voucher", field="promoCodeId")
        return actions.remove_promo(pk, promo_code, row)


@extends("Mutation")
class CheckoutPromoMutations:
    """Codes on baskets."""

    checkout_add_promo_code = CheckoutAddPromoCode.Field()
    checkout_remove_promo_code = CheckoutRemovePromoCode.Field()
