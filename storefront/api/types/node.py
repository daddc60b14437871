"""What most objects share: a global id and metadata."""

import graphene

from ...kernel import ids
from ...kernel.errors import PermissionDenied
from ..scalars import Metadata
from .notes import NOTES

TYPES = {}  # Django model -> graphene type; fills itself through represents()
READS = {}  # GraphQL type name -> the relation paths that its Notes read


def represents(model, notes=None):
    """This graphene type shows rows of that model; `notes`: who may read and write on them."""

    def register(type_):
        TYPES[model] = type_
        if notes is not None:
            NOTES[model] = notes
            READS.setdefault(type_._meta.name, notes.reads)
        return type_

    return register


def type_of(row):
    """The graphene type that shows a row."""
    return TYPES[type(row)]


class Node(graphene.Interface):
    """An object with a global id."""

    id = graphene.ID(required=True)

    @classmethod
    def resolve_type(cls, row, info):
        return type_of(row)

    @staticmethod
    def resolve_id(row, info):
        return ids.to_global(info.parent_type.name, row.pk)


class MetadataItem(graphene.ObjectType):
    """A key and its value."""

    key = graphene.String(required=True)
    value = graphene.String(required=True)


def items(metadata):
    """A map as a list of items, sorted by key."""
    return [MetadataItem(key=key, value=metadata[key]) for key in sorted(metadata)]


def _private(row, info):
    notes = NOTES.get(type(row))
    if notes is None:
        raise PermissionDenied
    notes.require(info.context.visitor, row, info.context.memo)
    return row.private_metadata


class ObjectWithMetadata(graphene.Interface):
    """An object that programs may write small notes on."""

    private_metadata = graphene.List(graphene.NonNull(MetadataItem), required=True)
    private_metafield = graphene.String(key=graphene.String(required=True))
    private_metafields = graphene.Field(Metadata, keys=graphene.List(graphene.NonNull(graphene.String)))
    metadata = graphene.List(graphene.NonNull(MetadataItem), required=True)
    metafield = graphene.String(key=graphene.String(required=True))
    metafields = graphene.Field(Metadata, keys=graphene.List(graphene.NonNull(graphene.String)))

    @classmethod
    def resolve_type(cls, row, info):
        return type_of(row)

    @staticmethod
    def resolve_metadata(row, info):
        return items(row.metadata)

    @staticmethod
    def resolve_metafield(row, info, key):
        return row.metadata.get(key)

    @staticmethod
    def resolve_metafields(row, info, keys=None):
        return {k: v for k, v in row.metadata.items() if keys is None or k in keys}

    @staticmethod
    def resolve_private_metadata(row, info):
        return items(_private(row, info))

    @staticmethod
    def resolve_private_metafield(row, info, key):
        return _private(row, info).get(key)

    @staticmethod
    def resolve_private_metafields(row, info, keys=None):
        return {k: v for k, v in _private(row, info).items() if keys is None or k in keys}
