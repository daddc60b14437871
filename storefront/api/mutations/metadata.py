"""Writing small notes on objects: owners on what is theirs, staff on what their permissions cover."""

import graphene
from django.db.models import Model

from ...kernel import ids
from ...kernel.errors import ShopError
from ...kernel.metadata import rewrite
from ..extend import extends
from ..lookahead import planned, with_paths
from ..mutation import Mutation, enum, error_type
from ..types.metadata import MetadataInput, to_map
from ..types.node import TYPES, ObjectWithMetadata
from ..types.notes import NOTES

MetadataErrorCode = enum("MetadataErrorCode", "GRAPHQL_ERROR INVALID NOT_FOUND REQUIRED NOT_UPDATED")
MetadataError = error_type("MetadataError", MetadataErrorCode)


def write(info, id, changes, private=False):
    """Merge changes into an object's metadata if the caller may; returns the object for the answer."""
    type_name, _ = ids.parts(id)
    model = next((model for model in NOTES if TYPES[model]._meta.name == type_name and issubclass(model, Model)), None)
    if model is None:
        raise ShopError("NOT_FOUND", f"Invalid ID: {ids.shown(id)}. No metadata can be written there.", "id")
    notes = NOTES[model]
    row = with_paths(model.objects.filter(**{notes.key: ids.to_pk(id, type_name)}), notes.reads).first()
    if row is None:
        if private or notes.owner is None or notes.seen:  # strangers do not learn who or what exists
            info.context.visitor.require(*notes.permissions)
        raise _not_found(id)
    notes.require_writer(info.context.visitor, row, private=private)
    written = rewrite(model, row.pk, changes, private=private)
    shown = written and planned(model.objects.filter(pk=row.pk), info, at=(f"item:{type_name}",)).first()
    if shown is None:  # somebody deleted it, or bought it, meanwhile
        raise _not_found(id)
    return shown


def _not_found(id):
    return ShopError("NOT_FOUND", f"Couldn't resolve to an item: {ids.shown(id)}; it may have been deleted.", "id")


class UpdateMetadata(Mutation):
    """Write keys of the public metadata; other keys stay."""

    class Meta:
        error_type = MetadataError

    class Arguments:
        id = graphene.ID(required=True)
        input = graphene.List(graphene.NonNull(MetadataInput), required=True)

    item = graphene.Field(ObjectWithMetadata)

    @classmethod
    def perform(cls, info, id, input):
        return cls(item=write(info, id, to_map(input)))


class UpdatePrivateMetadata(UpdateMetadata):
    """Write keys of the private metadata; other keys stay."""

    class Meta:
        error_type = MetadataError

    @classmethod
    def perform(cls, info, id, input):
        return cls(item=write(info, id, to_map(input), private=True))


class DeleteMetadata(Mutation):
    """Remove keys of the public metadata."""

    class Meta:
        error_type = MetadataError

    class Arguments:
        id = graphene.ID(required=True)
        keys = graphene.List(graphene.NonNull(graphene.String), required=True)

    item = graphene.Field(ObjectWithMetadata)

    @classmethod
    def perform(cls, info, id, keys):
        return cls(item=write(info, id, dict.fromkeys(keys)))


class DeletePrivateMetadata(DeleteMetadata):
    """Remove keys of the private metadata."""

    class Meta:
        error_type = MetadataError

    @classmethod
    def perform(cls, info, id, keys):
        return cls(item=write(info, id, dict.fromkeys(keys), private=True))


@extends("Mutation")
class MetadataMutations:
    """Notes on objects."""

    update_metadata = UpdateMetadata.Field()
    delete_metadata = DeleteMetadata.Field()
    update_private_metadata = UpdatePrivateMetadata.Field()
    delete_private_metadata = DeletePrivateMetadata.Field()
