"""graphql-core's execution, made lean: synchronous only, and what is the same for every item is worked out once.

A selection on an object type becomes a list of steps (resolver, arguments, how to complete the value), made at the
first object and used for all. Only a step with a resolver of its own gets an `info`; plain attributes are just read.
"""

from functools import partial

from graphene.types.resolver import dict_or_attr_resolver
from graphql import (
    ExecutionContext,
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLError,
    GraphQLID,
    GraphQLInt,
    GraphQLResolveInfo,
    GraphQLString,
    Undefined,
    is_abstract_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
    located_error,
)
from graphql.execution.collect_fields import collect_sub_fields
from graphql.execution.execute import get_field_def
from graphql.execution.values import get_argument_values
from graphql.pyutils import Path

from . import limits
from .errors import AnswerTooLarge

PLAIN = (str, int, float, bool, type(None))
SMALLEST, LARGEST = -(2**31), 2**31 - 1
AS_IT_IS = {GraphQLString: str, GraphQLID: str, GraphQLBoolean: bool}
new_info = partial(tuple.__new__, GraphQLResolveInfo)


class Step:
    """One field of a selection: how to find its value and how to complete it."""

    __slots__ = (
        "arguments",
        "attribute",
        "complete",
        "default",
        "definition",
        "executor",
        "key",
        "leaf",
        "needed",
        "nodes",
        "parent",
        "resolve",
    )

    def __init__(self, executor, parent, key, nodes, definition):
        self.executor, self.parent, self.key, self.nodes, self.definition = executor, parent, key, nodes, definition
        self.needed = is_non_null_type(definition.type)
        self.resolve = definition.resolve or executor.field_resolver
        self.attribute = self.default = None
        if type(self.resolve) is partial and self.resolve.func is dict_or_attr_resolver and not self.resolve.keywords:
            self.attribute, self.default = self.resolve.args
        self.arguments = {} if not definition.args else self._arguments()
        inner = definition.type.of_type if self.needed else definition.type
        self.leaf = is_leaf_type(inner)
        self.complete = executor.completer(definition.type, self)

    def _arguments(self):
        """The arguments when they can be shared between objects; None when each call needs its own, or an error."""
        try:
            found = self.own_arguments()
        except GraphQLError:
            return None
        return found if all(isinstance(value, PLAIN) for value in found.values()) else None

    def own_arguments(self):
        """The arguments, made anew."""
        return get_argument_values(self.definition, self.nodes[0], self.executor.variable_values)

    def info(self, path):
        """What a resolver is told about its field."""
        e = self.executor
        return new_info(
            (
                self.nodes[0].name.value,
                self.nodes,
                self.definition.type,
                self.parent,
                path,
                e.schema,
                e.fragments,
                e.root_value,
                e.operation,
                e.variable_values,
                e.context_value,
                e.is_awaitable,
            )
        )

    def value(self, source, path):
        """The field's value, not completed yet."""
        arguments = self.arguments
        return self.resolve(source, self.info(path), **(self.own_arguments() if arguments is None else arguments))


class Execution(ExecutionContext):
    """One execution of one operation."""

    def __init__(self, *arguments, **keywords):
        super().__init__(*arguments, **keywords)
        self.room = limits.ANSWER
        self._steps = {}

    def execute_fields(self, parent_type, source_value, path, fields):
        """The root: its steps one after the other, as mutations require and queries allow."""
        return self._object(self._steps_of(parent_type, fields), source_value, path)

    execute_fields_serially = execute_fields

    def _steps_of(self, parent, fields):
        found = []
        for key, nodes in fields.items():
            definition = get_field_def(self.schema, parent, nodes[0])
            if definition:
                found.append(Step(self, parent, key, nodes, definition))
        return found

    def steps(self, type_, nodes):
        """The steps of a selection on an object type."""
        fields = collect_sub_fields(self.schema, self.fragments, self.variable_values, type_, nodes)
        return self._steps_of(type_, fields)

    def _object(self, steps, source, path):
        self._spend(len(steps))
        answer = {}
        is_dict = isinstance(source, dict)
        for step in steps:
            here = None
            try:
                if step.attribute is None:
                    here = Path(path, step.key, step.parent.name)
                    value = step.value(source, here)
                elif is_dict:
                    value = source.get(step.attribute, step.default)
                else:
                    value = getattr(source, step.attribute, step.default)
                if here is None and not step.leaf:
                    here = Path(path, step.key, step.parent.name)
                answer[step.key] = step.complete(value, here)
            except Exception as error:
                here = here or Path(path, step.key, step.parent.name)
                answer[step.key] = self._failed(error, step, here, step.needed)
        return answer

    def _spend(self, fields):
        self.room -= fields
        if self.room < 0:
            raise AnswerTooLarge

    def _failed(self, error, step, path, needed):
        error = located_error(error, step.nodes, path.as_list())
        if needed:
            raise error
        self.collected_errors.add(error, path)

    # Completion: each completer is a function of (value, path) -----------------------------------------------------

    def completer(self, type_, step):
        """The function that turns a resolved value into its place in the answer."""
        if is_non_null_type(type_):
            return self._needed(type_, step)
        if is_list_type(type_):
            complete = self._list(type_, step)
        elif is_leaf_type(type_):
            return leaf(type_)
        elif is_abstract_type(type_):
            complete = self._abstract(type_, step)
        else:
            complete = self._concrete(type_, step)
        return complete

    def _needed(self, type_, step):
        inner = self.completer(type_.of_type, step)
        name = f"{step.parent.name}.{step.nodes[0].name.value}"

        def complete(value, path):
            completed = inner(value, path)
            if completed is None:
                raise TypeError(f"Cannot return null for non-nullable field {name}.")
            return completed

        return complete

    def _list(self, type_, step):
        needed = is_non_null_type(type_.of_type)
        inner = self.completer(type_.of_type, step)

        def complete(values, path):
            if values is None or values is Undefined:
                return None
            if isinstance(values, Exception):
                raise values
            if isinstance(values, str | bytes | dict):
                raise TypeError(f"A list is expected for {step.parent.name}.{step.nodes[0].name.value}.")
            completed = []
            for index, item in enumerate(values):
                here = Path(path, index, None)
                try:
                    completed.append(inner(item, here))
                except Exception as error:
                    completed.append(self._failed(error, step, here, needed))
            self._spend(len(completed))
            return completed

        return complete

    def _concrete(self, type_, step):
        steps = None

        def complete(value, path):
            nonlocal steps
            if value is None or value is Undefined:
                return None
            if isinstance(value, Exception):
                raise value
            if type_.is_type_of and not type_.is_type_of(value, step.info(path)):
                raise TypeError(f"Expected value of type '{type_.name}' but got: {type(value).__name__}.")
            if steps is None:
                steps = self.steps(type_, step.nodes)
            return self._object(steps, value, path)

        return complete

    def _abstract(self, type_, step):
        resolve_type = type_.resolve_type or self.type_resolver
        known = {}

        def complete(value, path):
            if value is None or value is Undefined:
                return None
            if isinstance(value, Exception):
                raise value
            info = step.info(path)
            name = resolve_type(value, info, type_)
            if name not in known:
                runtime = self.ensure_valid_runtime_type(name, type_, step.nodes, info, value)
                known[name] = self._concrete(runtime, step)
            return known[name](value, path)

        return complete


def leaf(type_):
    """The completer of a scalar or enum: values that already are what they should be go straight through."""
    serialize, straight = type_.serialize, AS_IT_IS.get(type_)
    words = {} if isinstance(type_, GraphQLEnumType) else None

    def slow(value):
        if value is None or value is Undefined:
            return None
        if isinstance(value, Exception):
            raise value
        completed = serialize(value)
        if completed is None or completed is Undefined:
            raise TypeError(f"{type_.name} cannot stand for this value.")
        return completed

    def as_it_is(value, path):
        return value if type(value) is straight else slow(value)

    def whole(value, path):
        return value if type(value) is int and SMALLEST <= value <= LARGEST else slow(value)

    def word(value, path):
        if type(value) is not str:
            return slow(value)
        if value not in words:
            words[value] = slow(value)
        return words[value]

    def other(value, path):
        return slow(value)

    if straight:
        return as_it_is
    if type_ is GraphQLInt:
        return whole
    return other if words is None else word
