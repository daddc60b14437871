"""A small schema of our own, so that limits and errors are tested on documents that stay legible."""

import graphene
import jwt
from django.urls import re_path

from storefront.api.mutation import Mutation, enum, error_type
from storefront.api.scalars import JSON, Upload
from storefront.api.view import graphql
from storefront.kernel.errors import NotAuthenticated, PermissionDenied, ShopError

RAISED = {
    "refused": ShopError("GRAPHQL_ERROR", "Invalid ID: x.", "id"),
    "denied": PermissionDenied(("MANAGE_ORDERS",)),
    "stranger": NotAuthenticated(),
    "expired": jwt.ExpiredSignatureError("Signature has expired"),
    "forged": jwt.InvalidSignatureError("Signature verification failed"),
    "garbled": jwt.DecodeError("Not enough segments"),
    "broken": KeyError("a secret from inside"),
}
ToyError = error_type("ToyError", enum("ToyErrorCode", "INVALID GRAPHQL_ERROR"))


class Thing(graphene.ObjectType):
    """A thing with things inside."""

    id = graphene.ID(required=True)
    inner = graphene.Field(lambda: Thing)
    things = graphene.Field(lambda: Things, first=graphene.Int(), last=graphene.Int())

    def resolve_inner(thing, info):
        return {"id": thing["id"] + "i"}

    def resolve_things(thing, info, first=0, last=0):
        return {"edges": [{"node": {"id": str(number)}} for number in range(first or last)]}


class ThingEdge(graphene.ObjectType):
    """A place in a page."""

    node = graphene.Field(Thing, required=True)


class Things(graphene.ObjectType):
    """A page."""

    edges = graphene.List(graphene.NonNull(ThingEdge), required=True)


class Query(graphene.ObjectType):
    """Things, an echo, and a field for everything that can be raised."""

    thing = graphene.Field(Thing)
    echo = graphene.Field(
        JSON, value=JSON(), text=graphene.String(), number=graphene.Int(), numbers=graphene.List(graphene.Int)
    )
    fail = graphene.String(how=graphene.String(required=True))
    must = graphene.String(required=True)
    many = graphene.List(graphene.Int, count=graphene.Int())
    email = graphene.String()

    def resolve_thing(root, info):
        return {"id": "t"}

    def resolve_echo(root, info, value=None, text=None, number=None, numbers=None):
        return value or numbers or [text, number]

    def resolve_fail(root, info, how):
        raise RAISED[how]

    def resolve_must(root, info):
        return None

    def resolve_many(root, info, count):
        return range(count)

    def resolve_email(root, info):
        return info.context.visitor.email


class Note(Mutation):
    """Notes a number in the request's memo, so that order shows."""

    class Meta:
        error_type = ToyError

    class Arguments:
        number = graphene.Int()
        file = Upload()

    noted = graphene.List(graphene.Int)
    size = graphene.Int()

    @classmethod
    def perform(cls, info, number=0, file=None):
        if number < 0:
            raise ShopError("INVALID", "Below zero; write another number.", "number")
        info.context.memo.setdefault("noted", []).append(number)
        info.context.set_cookie("refreshToken", "kept", httponly=True)
        return cls(noted=list(info.context.memo["noted"]), size=file and file.size)


class Mutations(graphene.ObjectType):
    """Both of them."""

    note = Note.Field()
    drop = graphene.Field(graphene.Int)

    def resolve_drop(root, info):
        info.context.set_cookie("refreshToken", None)


schema = graphene.Schema(query=Query, mutation=Mutations).graphql_schema
urlpatterns = [re_path(r"^graphql/$", graphql, {"schema": schema})]
