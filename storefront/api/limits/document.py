"""The shape of a document, bounded before anything expensive looks at it: one walk, linear in its size.

Fragments are unfolded as execution would do it, so that a few bytes which stand for millions of fields, or for
millions of comparisons in validation, are refused after a few thousand steps.
"""

import math
from dataclasses import dataclass, field

from graphql.language import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    OperationDefinitionNode,
    OperationType,
)

from .. import limits
from ..errors import Refused

INTROSPECTION = {"__schema", "__type"}


@dataclass
class Shape:
    """What the walk learned. operations and fragments: by name, None for the nameless operation."""

    operations: dict = field(default_factory=dict)
    fragments: dict = field(default_factory=dict)
    roots: dict = field(default_factory=dict)  # {name of an operation: names of its root fields}

    def asks_schema(self, name):
        """Does that operation ask for the schema, and for nothing else?"""
        return not self.roots[name].isdisjoint(INTROSPECTION)


def shape(document):
    """The Shape of a parsed document; refuses one that goes beyond the limits."""
    found = Shape()
    if len(document.definitions) > limits.DEFINITIONS:
        raise Refused(f"A document has at most {limits.DEFINITIONS} definitions; send fewer.")
    written = _Written()
    for definition in document.definitions:
        if isinstance(definition, FragmentDefinitionNode):
            found.fragments[definition.name.value] = definition
        elif isinstance(definition, OperationDefinitionNode):
            found.operations[definition.name.value if definition.name else None] = definition
            written.variables(definition)
        else:
            raise Refused("A document holds operations and fragments only; leave type definitions out.")
        written.selections(definition)
    for name, operation in found.operations.items():
        found.roots[name] = _Unfolded(found.fragments).operation(operation)
    return found


class _Written:
    """Counts what is written: aliases, directives, values."""

    def __init__(self):
        self.aliases = self.directives = 0

    def variables(self, operation):
        declared = operation.variable_definitions or ()
        if len(declared) > limits.VARIABLES:
            raise Refused(f"An operation declares at most {limits.VARIABLES} variables; declare fewer.")
        for variable in declared:
            self._directives(variable)
            if variable.default_value is not None:
                _check_value(variable.default_value)

    def selections(self, definition):
        self._directives(definition)
        waiting = [definition.selection_set]
        while waiting:
            for node in waiting.pop().selections:
                self._directives(node)
                if isinstance(node, FieldNode):
                    self._field(node)
                if getattr(node, "selection_set", None):
                    waiting.append(node.selection_set)

    def _field(self, node):
        if node.alias:
            self.aliases += 1
            if self.aliases > limits.ALIASES:
                raise Refused(f"A document has at most {limits.ALIASES} aliases; send several documents.")
        for argument in node.arguments:
            _check_value(argument.value)

    def _directives(self, node):
        here = len(node.directives)
        self.directives += here
        if here > limits.DIRECTIVES_IN_ONE_PLACE:
            raise Refused(f"At most {limits.DIRECTIVES_IN_ONE_PLACE} directives stand in one place; use fewer.")
        if self.directives > limits.DIRECTIVES:
            raise Refused(f"A document has at most {limits.DIRECTIVES} directives; use fewer.")
        for directive in node.directives:
            for argument in directive.arguments:
                _check_value(argument.value)


def _check_value(value):
    waiting = [value]
    while waiting:
        node = waiting.pop()
        if node.kind == "string_value" and (len(node.value) > limits.STRING or "\0" in node.value):
            raise Refused(f"A string has at most {limits.STRING} characters, and none of them is NUL.")
        if node.kind == "int_value" and abs(_number(node, int)) > limits.NUMBER:
            raise Refused("A whole number in the document is too large.")
        if node.kind == "float_value" and not math.isfinite(_number(node, float)):
            raise Refused("A number in the document is too large.")
        if node.kind == "list_value":
            if len(node.values) > limits.LIST:
                raise Refused(f"A list has at most {limits.LIST} items; send several documents.")
            waiting.extend(node.values)
        elif node.kind == "object_value":
            waiting.extend(item.value for item in node.fields)


def _number(node, kind):
    if len(node.value) > limits.DIGITS:
        raise Refused(f"A number has at most {limits.DIGITS} digits.")
    return kind(node.value)


class _Unfolded:
    """Counts what would be executed, fields merged by their key as execution merges them."""

    def __init__(self, fragments):
        self.fragments = fragments
        self.fields = self.repeats = 0

    def operation(self, operation):
        """Unfold one operation; the names of its root fields."""
        roots = self._merged([operation.selection_set])
        names = frozenset(nodes[0].name.value for nodes in roots.values())
        asks_schema = bool(names & INTROSPECTION)
        if asks_schema and names - INTROSPECTION - {"__typename"}:
            raise Refused("Queries with __schema or __type cannot have other fields; send them on their own.")
        if operation.operation == OperationType.MUTATION and len(roots) > limits.MUTATIONS:
            raise Refused(f"A document has at most {limits.MUTATIONS} mutations; send several documents.")
        self._below(roots, 1, limits.INTROSPECTION_DEPTH if asks_schema else limits.DEPTH)
        return names

    def _below(self, fields, depth, deepest):
        if depth > deepest:
            raise Refused(f"The document is nested more than {deepest} fields deep; ask for less at once.")
        for nodes in fields.values():
            inner = [node.selection_set for node in nodes if node.selection_set]
            if inner:
                self._below(self._merged(inner), depth + 1, deepest)

    def _merged(self, selection_sets):
        """{key of the answer: [field nodes]} of selection sets that belong to one object."""
        found, seen = {}, set()
        waiting = list(selection_sets)
        while waiting:
            for node in waiting.pop().selections:
                if isinstance(node, FieldNode):
                    self._count(found.setdefault((node.alias or node.name).value, []), node)
                elif isinstance(node, FragmentSpreadNode):
                    name = node.name.value
                    if name in self.fragments and name not in seen:
                        seen.add(name)
                        waiting.append(self.fragments[name].selection_set)
                else:
                    waiting.append(node.selection_set)
        return found

    def _count(self, same, node):
        self.fields += 1
        self.repeats += len(same)
        same.append(node)
        if self.fields > limits.FIELDS:
            raise Refused(f"The document asks for more than {limits.FIELDS} fields; ask for less at once.")
        if self.repeats > limits.REPEATS:
            raise Refused("The document repeats the same fields too often; ask for each once.")
