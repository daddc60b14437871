"""How plugins speak GraphQL: new roots, and new fields on types that exist.

    @extends("Product")
    class Ripeness:
        ripeness = Field(String, description="How ripe it is today.")

        @needs("assigned_values")
        def resolve_ripeness(product, info): …

Classes named Query and Mutation become part of the roots. schema.py gathers everything once, at boot.
"""

from graphene.types.field import Field
from graphene.types.unmountedtype import UnmountedType
from graphene.utils.str_converters import to_camel_case

from ..plugin import PluginProblem

EXTENSIONS = []  # (GraphQL type name, class), in the order of registration


def extends(type_name):
    """Add this class's fields and resolvers to a type: "Product", "Query", "Mutation", "Subscription"."""

    def register(extension):
        EXTENSIONS.append((type_name, extension))
        return extension

    return register


def fields_of(extension):
    """{attribute: mounted Field} of an extension class."""
    found = {}
    for name, value in vars(extension).items():
        if isinstance(value, Field):
            found[name] = value
        elif isinstance(value, UnmountedType):
            found[name] = Field.mounted(value)
    return found


def apply(type_, extension):
    """Put an extension's fields on a graphene type; a clash stops the boot."""
    for name, field in fields_of(extension).items():
        if name in type_._meta.fields and type_._meta.fields[name] is not field:
            raise PluginProblem(
                f"{extension.__module__}.{extension.__qualname__}: {type_._meta.name}."
                f"{to_camel_case(name)} exists already; choose another name."
            )
        type_._meta.fields[name] = field
        resolver = extension.__dict__.get(f"resolve_{name}")
        if resolver is not None:
            setattr(type_, f"resolve_{name}", staticmethod(resolver))
