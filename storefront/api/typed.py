"""What a theme's document says, in words that need no GraphQL: for the page engine, which makes variables of forms."""

from dataclasses import dataclass
from functools import cached_property

from graphql import (
    GraphQLError,
    get_nullable_type,
    is_enum_type,
    is_input_object_type,
    is_list_type,
    is_non_null_type,
    is_required_input_field,
    parse,
    type_from_ast,
)
from graphql.language import FieldNode, FragmentSpreadNode, Visitor, visit

from .documents import Invalid, prepared
from .errors import Refused
from .schema import schema

PLACES = {"field", "message", "code"}  # what a form needs to know of a refusal


class Faulty(Exception):
    """A document that cannot be used; `line` counts from 1 in the whole text."""

    def __init__(self, message, line=1):
        super().__init__(message)
        self.message, self.line = message, line


class Typed:
    """What a variable, or a field of an input object, takes."""

    def __init__(self, type_, required):
        self.type, self.required = get_nullable_type(type_), required

    @property
    def name(self):
        """GraphQL's name of it, such as "String"; None for a list."""
        return getattr(self.type, "name", None)

    @cached_property
    def item(self):
        """What its items are when it is a list, else None."""
        if not is_list_type(self.type):
            return None
        return Typed(self.type.of_type, is_non_null_type(self.type.of_type))

    @cached_property
    def fields(self):
        """{name: Typed} when it is an input object, else None."""
        if not is_input_object_type(self.type):
            return None
        return {name: Typed(f.type, is_required_input_field(f)) for name, f in self.type.fields.items()}

    @cached_property
    def words(self):
        """The words an enumeration knows, else None."""
        return frozenset(self.type.values) if is_enum_type(self.type) else None


@dataclass(frozen=True)
class Operation:
    """One operation of a document. variables: {name: Typed}; roots: {key in the answer: keys asked directly below}."""

    name: str | None
    kind: str
    variables: dict
    roots: dict

    @property
    def refusals_unseen(self):
        """The root fields whose `errors { field message code }` nobody asks."""
        return sorted(key for key, below in self.roots.items() if not below.get("errors", frozenset()) >= PLACES)


def operations(text):
    """The Operations of a document that fits the schema; else Faulty."""
    built = schema().graphql_schema
    try:
        ast = prepared(text, built).ast
    except Refused as refusal:
        raise Faulty(refusal.message)
    except Invalid as invalid:
        first = invalid.errors[0]
        raise Faulty(first["message"], next((at["line"] for at in _places(first)), 1))
    found = {d.name.value: d for d in ast.definitions if d.kind == "fragment_definition"}
    return tuple(_operation(d, built, found) for d in ast.definitions if d.kind == "operation_definition")


def fragments(text):
    """({names defined: line}, {names spread}) of a text of GraphQL, valid or not; Faulty when it cannot be parsed."""
    ast = _parsed(text)
    defined = {d.name.value: _line(text, d) for d in ast.definitions if d.kind == "fragment_definition"}
    found = _Found()
    visit(ast, found)
    return defined, found.spread


def declared(text, known):
    """The text of one operation, with the variables of {name: type} declared that it uses and does not declare."""
    ast = _parsed(text)
    found = _Found()
    visit(ast, found)
    operation = next((d for d in ast.definitions if d.kind == "operation_definition"), None)
    if operation is None:
        return text
    mine = {v.variable.name.value for v in operation.variable_definitions or ()}
    missing = ", ".join(f"${name}: {known[name]}" for name in sorted(found.variables & set(known) - mine))
    if not missing:
        return text
    if operation.variable_definitions:
        return _inserted(text, operation.variable_definitions[0].loc.start, missing + ", ")
    at = operation.name.loc.end if operation.name else operation.loc.start
    shorthand = operation.name is None and text[at] == "{"
    at += 0 if operation.name or shorthand else len(operation.operation.value)
    return _inserted(text, at, ("query" if shorthand else "") + f"({missing})")


class _Found(Visitor):
    """Names of the fragments spread and of the variables used."""

    def __init__(self):
        super().__init__()
        self.spread, self.variables = set(), set()

    def enter_fragment_spread(self, node, *_):
        self.spread.add(node.name.value)

    def enter_variable(self, node, *_):
        self.variables.add(node.name.value)


def _parsed(text):
    try:
        return parse(text)
    except GraphQLError as error:
        raise Faulty(error.message, error.locations[0].line if error.locations else 1)


def _operation(node, built, fragments):
    variables = {
        v.variable.name.value: Typed(
            type_from_ast(built, v.type), v.type.kind == "non_null_type" and v.default_value is None
        )
        for v in node.variable_definitions or ()
    }
    roots = {_key(field): _below(field) for field in _roots(node, fragments)}
    return Operation(node.name and node.name.value, node.operation.value, variables, roots)


def _roots(node, fragments):
    """The root fields, also those that fragments bring."""
    for child in node.selection_set.selections:
        if isinstance(child, FieldNode):
            yield child
        else:
            is_spread = isinstance(child, FragmentSpreadNode)
            yield from _roots(fragments[child.name.value] if is_spread else child, fragments)


def _below(field):
    children = field.selection_set.selections if field.selection_set else ()
    return {_key(c): frozenset(_below(c)) for c in children if isinstance(c, FieldNode)}


def _key(field):
    return (field.alias or field.name).value


def _places(error):
    return error.get("locations") or ()


def _line(text, node):
    return text.count("\n", 0, node.loc.start) + 1


def _inserted(text, at, words):
    return text[:at] + words + text[at:]
