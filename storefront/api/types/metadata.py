"""What clients write metadata with."""

import graphene


class MetadataInput(graphene.InputObjectType):
    """A key and its value."""

    key = graphene.String(required=True)
    value = graphene.String(required=True)


def to_map(items):
    """A list of MetadataInput (or None) -> {key: value}; of equal keys the last wins."""
    return {item["key"]: item["value"] for item in items or ()}
