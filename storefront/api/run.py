"""Run a GraphQL document: prepare it, refuse what is too much, execute, answer in Saleor's shape."""

import json

from graphql import GraphQLError
from graphql.language import OperationType

from . import limits
from .context import RequestContext
from .documents import Invalid, Kept, prepared
from .errors import AnswerTooLarge, Refused, described, unfit
from .execution import Execution
from .limits.cost import cost_of, facts, refuse_costly
from .limits.values import refuse_odd_values

COSTS_KEPT = 64
CATALOGUE = frozenset(
    (
        "__typename",
        "attribute",
        "attributes",
        "categories",
        "category",
        "channel",
        "collection",
        "collections",
        "menu",
        "menus",
        "page",
        "pages",
        "product",
        "productFacets",
        "productVariant",
        "productVariants",
        "products",
        "shop",
    )
)
_schemas_told = Kept(16)  # answers about the schema itself: large, always the same


def run(document, variables=None, operation=None, context=None, *, schema=None):
    """(answer, HTTP status). The answer is a dict ready for JSON; 400 means that nothing was executed.

    variables: a dict as parsed from JSON; those the operation does not declare are ignored.
    operation: the name of the operation, needed when the document has several.
    """
    context = context or RequestContext()
    try:
        if not isinstance(document, str) or not document.strip():
            raise Refused("Must provide a query string.")
        plan = _Plan(document, variables, operation, schema or _schema())
        context.is_catalogue = plan.is_catalogue
        return plan.answer(context), 200
    except Refused as refusal:
        return refusal.answer(), refusal.status
    except Invalid as invalid:
        return {"errors": invalid.errors}, 400


def inside(info_or_context, document, variables=None, *, schema=None):
    """For plugins: run a document with the caller's rights, in the caller's transaction. Returns its data.

    Refusals inside a mutation's payload are part of the data. Anything else that fails is raised as it was, so that
    the caller's transaction is undone.
    """
    context = getattr(info_or_context, "context", info_or_context)
    try:
        data, errors = _Plan(document, variables, None, schema or _schema()).execute(context)
    except Invalid as invalid:
        raise ValueError(f"This document cannot be run: {invalid.errors[0]['message']}")
    for error in errors:
        raise _innermost(error)
    return data


class _Plan:
    """A document with its variables, found fit to be executed."""

    def __init__(self, document, variables, operation, schema):
        refuse_odd_values([variables or {}, operation])
        self.prepared, self.schema, self.name = prepared(document, schema), schema, operation
        self.operation = _operation(self.prepared.shape, operation)
        declared = {v.variable.name.value for v in self.operation.variable_definitions or ()}
        self.variables = {name: value for name, value in (variables or {}).items() if name in declared}
        self.cost = self._cost()
        refuse_costly(self.cost)
        named = self.operation.name.value if self.operation.name else None
        self.about_schema = self.prepared.shape.asks_schema(named)
        self.is_catalogue = (
            self.operation.operation == OperationType.QUERY and self.prepared.shape.roots[named] <= CATALOGUE
        )

    def answer(self, context):
        """The whole answer."""
        key = self.about_schema and (self.schema, self.prepared.ast, self.name, json.dumps(self.variables, default=str))
        answer = _schemas_told.get(key) if key else None
        if answer is None:
            answer = self._executed(context)
            if key and "errors" not in answer:
                _schemas_told.put(key, answer, 1)
        return answer

    def _executed(self, context):
        data, errors = self.execute(context)
        answer = {"data": data, "extensions": {"cost": facts(self.cost)}}
        if errors:
            answer["errors"] = [described(error) for error in errors[: limits.ERRORS]]
        return answer

    def execute(self, context):
        """(data, GraphQLErrors) of executing it; Invalid when the variables do not fit."""
        execution = Execution.build(
            self.schema,
            self.prepared.ast,
            None,
            context,
            self.variables,
            self.name,
            max_coercion_errors=limits.ERRORS,
            is_awaitable=_never,
            hide_suggestions=True,
        )
        if isinstance(execution, list):
            raise Invalid([unfit(error) for error in execution])
        failed = execution.collected_errors
        try:
            data = execution.execute_operation(execution.operation, None)
        except GraphQLError as error:
            data = None
            failed.add(error, None)
        except AnswerTooLarge:
            raise Refused(f"The answer has more than {limits.ANSWER} fields; ask for smaller pages.")
        return data, failed.errors

    def _cost(self):
        costs, depends = self.prepared.costs, self.prepared.cost_depends_on.get(self.name)
        if depends is not None:
            cost = costs.get(self._cost_key(depends))
            if cost is not None:
                return cost
        cost, depends = cost_of(self.operation, self.prepared.shape, self.schema, self.variables)
        if len(costs) >= COSTS_KEPT:
            costs.clear()
        self.prepared.cost_depends_on[self.name] = depends
        costs[self._cost_key(depends)] = cost
        return cost

    def _cost_key(self, depends):
        sizes = ((name, self.variables[name]) for name in sorted(depends) if name in self.variables)
        return self.name, tuple((name, value if isinstance(value, int) else None) for name, value in sizes)


def _operation(shape, name):
    """The operation to run, in graphql-core's own words when there is none."""
    operations = shape.operations
    if name is None and len(operations) > 1:
        raise Refused("Must provide operation name if query contains multiple operations.")
    operation = operations.get(name) if name is not None else next(iter(operations.values()), None)
    if operation is None:
        raise Refused(f"Unknown operation named '{name[:60]}'." if name else "Must provide an operation.")
    if operation.operation == OperationType.SUBSCRIPTION:
        raise Refused("A subscription is a stream; ask for it with Accept: text/event-stream.")
    return operation


def _innermost(error):
    while isinstance(error, GraphQLError) and error.original_error is not None:
        error = error.original_error
    return error


def _never(value):
    return False


def _schema():
    from .schema import schema  # late: building the schema imports every type and plugin

    return schema().graphql_schema
