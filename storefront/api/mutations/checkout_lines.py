"""Goods come into the basket, change their number, leave it."""

import graphene

from ...checkout import actions
from ...kernel import ids
from ...kernel.errors import ShopError
from ..extend import extends
from ..types.checkout_errors import CheckoutError, CheckoutMutation, OfCheckout, visitor_word
from ..types.metadata import MetadataInput, to_map


class CheckoutLineInput(graphene.InputObjectType):
    """So many of a variant."""

    quantity = graphene.Int(required=True)
    variant_id = graphene.ID(required=True)
    metadata = graphene.List(graphene.NonNull(MetadataInput))


class CheckoutLineUpdateInput(graphene.InputObjectType):
    """A line, named by itself or by its variant, and its new quantity."""

    variant_id = graphene.ID(description="Instead of lineId.")
    quantity = graphene.Int(description="0 removes the line.")
    line_id = graphene.ID()
    metadata = graphene.List(graphene.NonNull(MetadataInput))


def wanted(line):
    """A CheckoutLineInput as the actions take it."""
    return actions.Wanted(
        ids.to_pk(line["variant_id"], "ProductVariant", field="variantId"),
        line["quantity"],
        to_map(line.get("metadata")),
    )


class CheckoutLinesAdd(CheckoutMutation):
    """Put goods into the basket, on top of what is there."""

    class Meta:
        error_type = CheckoutError

    class Arguments(OfCheckout):
        lines = graphene.List(graphene.NonNull(CheckoutLineInput), required=True)

    @classmethod
    def act(cls, info, pk, lines):
        """One action."""
        return actions.add_lines(pk, [wanted(line) for line in lines], visitor=visitor_word(info))


class CheckoutLinesUpdate(CheckoutMutation):
    """New quantities; 0 removes a line."""

    class Meta:
        error_type = CheckoutError

    class Arguments(OfCheckout):
        lines = graphene.List(graphene.NonNull(CheckoutLineUpdateInput), required=True)

    @classmethod
    def act(cls, info, pk, lines):
        """One action."""
        return actions.update_lines(pk, [cls.change(line) for line in lines], visitor=visitor_word(info))

    @staticmethod
    def change(line):
        """A CheckoutLineUpdateInput as the action takes it."""
        line_id, variant_id = line.get("line_id"), line.get("variant_id")
        return actions.Change(
            line.get("quantity"),
            metadata=to_map(line.get("metadata")),
            line_id=ids.to_pk(line_id, "CheckoutLine", field="lineId") if line_id else None,
            variant_id=ids.to_pk(variant_id, "ProductVariant", field="variantId") if variant_id else None,
        )


class CheckoutLinesDelete(CheckoutMutation):
    """Take lines out."""

    class Meta:
        error_type = CheckoutError

    class Arguments(OfCheckout):
        lines_ids = graphene.List(graphene.NonNull(graphene.ID), required=True)

    @classmethod
    def act(cls, info, pk, lines_ids):
        """One action."""
        return actions.delete_lines(pk, [ids.to_pk(line, "CheckoutLine", field="linesIds") for line in lines_ids])


class CheckoutLineDelete(CheckoutMutation):
    """Take one line out."""

    class Meta:
        error_type = CheckoutError

    class Arguments(OfCheckout):
        line_id = graphene.ID()

    @classmethod
    def act(cls, info, pk, line_id=None):
        """One action."""
        if line_id is None:
            raise ShopError("REQUIRED", "Say which line to take out.", "lineId")
        return actions.delete_lines(pk, [ids.to_pk(line_id, "CheckoutLine", field="lineId")])


@extends("Mutation")
class CheckoutLineMutations:
    """Goods in baskets."""

    checkout_lines_add = CheckoutLinesAdd.Field()
    checkout_lines_update = CheckoutLinesUpdate.Field()
    checkout_lines_delete = CheckoutLinesDelete.Field()
    checkout_line_delete = CheckoutLineDelete.Field(deprecation_reason="Use checkoutLinesDelete.")
