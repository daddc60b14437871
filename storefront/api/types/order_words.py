"""Order.words: what a customer is told, in place of codes."""

import graphene

from ...orders import telling
from ..extend import extends
from ..lookahead import needs
from .languages import LanguageCodeEnum, to_tag


class OrderWords(graphene.ObjectType):
    """How an order stands and what happens next, as a shopkeeper would say it."""

    state = graphene.String(required=True, description='"Votre commande vous attend", "Handed over on Saturday …".')
    next = graphene.String(required=True, description="What happens next; may be empty.")


@extends("Order")
class WordsOfOrder:
    """An order in words."""

    words = graphene.Field(
        OrderWords,
        required=True,
        language_code=LanguageCodeEnum(),
        description="In that language, else in the customer's.",
    )

    @needs("channel", "collection_point__address", "fulfillments", "transactions", under="")
    def resolve_words(order, info, language_code=None):
        return telling.told(order, to_tag(language_code))
