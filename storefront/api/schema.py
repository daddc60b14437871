"""The one schema: the core's types and mutations, then each plugin's; built once, at boot."""

import importlib
import pkgutil
from functools import cache

import graphene
from graphene.utils.str_converters import to_camel_case
from graphql import GraphQLObjectType, get_named_type, print_schema

from .. import plugin
from . import extend, lookahead, mutations, types
from .types import node

ROOTS = ("Query", "Mutation", "Subscription")


@cache
def schema():
    """The graphene schema; `.graphql_schema` is graphql-core's."""
    _import_core()
    plugin.modules("schema")
    _check_words()
    roots = {name: _root(name) for name in ROOTS}
    extra = _named_types()
    for type_name, extension in extend.EXTENSIONS:
        if type_name not in ROOTS:
            if type_name not in extra:
                raise plugin.PluginProblem(
                    f"{extension.__module__}.{extension.__qualname__} extends {type_name}, "
                    "which is not a type of this schema."
                )
            extend.apply(extra[type_name], extension)
    built = graphene.Schema(
        query=roots["Query"],
        mutation=roots["Mutation"],
        subscription=roots["Subscription"],
        types=[t for t in extra.values() if getattr(t, "in_schema", False)],
    )
    _note_needs(built.graphql_schema)
    return built


def printed():
    """The schema in GraphQL's own language, as committed in schema.graphql."""
    return print_schema(schema().graphql_schema) + "\n"


def _import_core():
    for package in (types, mutations):
        for module in pkgutil.iter_modules(package.__path__):
            importlib.import_module(f"{package.__name__}.{module.name}")


def _check_words():
    """A plugin's roots and types carry its word, so that two plugins never mean different things by one name."""
    for found in plugin.discovered():
        mine = [e for _, e in extend.EXTENSIONS if e.__module__.startswith(found.package + ".")]
        names = [
            to_camel_case(field)
            for type_name, e in extend.EXTENSIONS
            if e in mine and type_name in ROOTS
            for field in extend.fields_of(e)
        ]
        names += [name for name, type_ in _named_types().items() if type_.__module__.startswith(found.package + ".")]
        for name in names:
            if found.word.lower() not in name.lower():
                raise plugin.PluginProblem(
                    f"{found.package}: the GraphQL name {name} must contain the plugin's word, {found.word!r}."
                )


def _root(name):
    """A root type of all the classes that extend it; None when there are none (no plugin streams, say)."""
    parts = [extension for type_name, extension in extend.EXTENSIONS if type_name == name]
    if not parts:
        return None
    root = type(name, (graphene.ObjectType,), {"__doc__": None})
    for part in parts:
        extend.apply(root, part)
    return root


def _named_types():
    """{GraphQL name: graphene class} of every object type and interface imported so far."""
    found, waiting = {}, [graphene.ObjectType, graphene.Interface]
    while waiting:
        for child in waiting.pop().__subclasses__():
            waiting.append(child)
            if getattr(child, "_meta", None) is not None and child.__module__ != "graphene.relay.node":
                found.setdefault(child._meta.name, child)
    return found


def _note_needs(built):
    """Tell the planner what resolvers read; an object that comes from no relation of its parent is not planned."""
    rows = {type_._meta.name for type_ in node.TYPES.values()}
    for type_ in built.type_map.values():
        graphene_type = getattr(type_, "graphene_type", None)
        if not isinstance(type_, GraphQLObjectType) or graphene_type is None:
            continue
        for attribute in graphene_type._meta.fields:
            name = to_camel_case(attribute)
            needs = getattr(getattr(graphene_type, f"resolve_{attribute}", None), "needs", None)
            if needs is None and attribute.startswith("private_meta") and node.READS.get(type_.name):
                needs = (node.READS[type_.name], "")
            if needs:
                lookahead.NEEDS[type_.name, name] = needs
            elif name in type_.fields and get_named_type(type_.fields[name].type).name in rows and name != "node":
                lookahead.NEEDS[type_.name, name] = ((), lookahead.ELSEWHERE)
