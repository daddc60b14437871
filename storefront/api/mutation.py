"""Mutations: declare arguments, error type and permission; call one action. Refusals are mapped here, once.

class CheckoutEmailUpdate(Mutation):
    class Meta:
        error_type = CheckoutError
    class Arguments:
        id = ID()
        email = String(required=True)
    checkout = Field(Checkout)

    @classmethod
    def perform(cls, info, id=None, email=""):
        return cls(checkout=actions.set_email(...))
"""

import graphene
from graphene.types.mutation import Mutation as GrapheneMutation

from ..kernel.errors import ShopError, ShopErrors


def error_type(name, codes, **extra):
    """An error type such as CheckoutError: field, message, code and more fields."""
    fields = {
        "field": graphene.String(),
        "message": graphene.String(),
        "code": graphene.Field(codes, required=True),
        **extra,
        "__doc__": "A refusal and how to go on.",
    }
    return type(name, (graphene.ObjectType,), fields)


def enum(name, values, description=None):
    """A GraphQL enum of strings; its values are its names."""
    words = values.split() if isinstance(values, str) else list(values)
    made = graphene.Enum(name, [(word, word) for word in words], description=description)
    made.words = frozenset(words)
    return made


class Mutation(GrapheneMutation):
    """The one base of mutations. Meta: error_type (a type made by error_type()), permissions (any of them)."""

    class Meta:
        abstract = True

    @classmethod
    def __init_subclass_with_meta__(cls, error_type=None, permissions=(), _meta=None, **options):
        if not hasattr(cls, "perform"):
            super(GrapheneMutation, cls).__init_subclass_with_meta__(_meta=_meta, **options)
            return
        cls.error_type, cls.permissions = error_type, permissions
        cls.errors = graphene.List(graphene.NonNull(error_type), required=True)
        super().__init_subclass_with_meta__(**options)

    @classmethod
    def mutate(cls, root, info, **arguments):
        """Check the permission, perform, and turn refusals into the payload's errors."""
        visitor = info.context.visitor
        if cls.permissions:
            visitor.require(*cls.permissions)
        try:
            payload = cls.perform(info, **arguments)
            payload.errors = payload.errors or []
            return payload
        except ShopErrors as refusals:
            return cls.refused(refusals.errors)
        except ShopError as refusal:
            return cls.refused([refusal])

    @classmethod
    def refused(cls, refusals):
        """A payload that holds nothing but the errors."""
        return cls(errors=[cls.one_error(refusal) for refusal in refusals])

    @classmethod
    def one_error(cls, refusal):
        """The error type's object for one refusal; a code the type does not have is answered as INVALID."""
        known = cls.error_type._meta.fields["code"].type.of_type.words
        code = refusal.code if refusal.code in known else next(c for c in ("INVALID", "GRAPHQL_ERROR") if c in known)
        extra = {k: v for k, v in refusal.extra.items() if k in cls.error_type._meta.fields}
        return cls.error_type(field=refusal.field, message=refusal.message, code=code, **extra)
