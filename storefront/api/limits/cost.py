"""What a document costs: 1 for each object it may have to find, times the `first` or `last` of the lists around it.

Leaves cost nothing, and neither does the plumbing of connections. Saleor's scale: at most 50,000.
"""

from graphql import get_named_type, is_composite_type
from graphql.language import FieldNode, FragmentSpreadNode

from .. import limits
from ..errors import Refused

OBJECT = 1
PLUMBING = {"edges", "node", "pageInfo"}
PAGE_SIZES = ("first", "last")
LARGEST_PAGE = 100  # a larger page is refused by its field, in better words


def refuse_costly(cost):
    """Refuse a document that costs too much."""
    if cost > limits.COST:
        raise Refused(
            f"The query exceeds the maximum cost of {limits.COST}. Actual cost: {cost}. Ask for smaller pages.",
            cost=facts(cost),
        )


def facts(cost):
    """What clients find under extensions.cost."""
    return {"requestedQueryCost": cost, "maximumAvailable": limits.COST}


def cost_of(operation, shape, schema, variables):
    """(cost, names of the variables it depends on) of one operation of a document whose shape was checked."""
    walk = _Walk(shape.fragments, schema, variables, operation)
    root = schema.get_root_type(operation.operation)
    return max(walk.selections(operation.selection_set, root), OBJECT), frozenset(walk.used)


class _Walk:
    def __init__(self, fragments, schema, variables, operation):
        self.fragments, self.schema, self.variables = fragments, schema, variables
        self.defaults = {v.variable.name.value: v.default_value for v in operation.variable_definitions or ()}
        self.spread, self.used = {}, set()

    def selections(self, selection_set, type_):
        total = 0
        for node in selection_set.selections:
            if isinstance(node, FieldNode):
                total += self._field(node, type_)
            elif isinstance(node, FragmentSpreadNode):
                total += self._fragment(node.name.value)
            else:
                total += self.selections(node.selection_set, self._narrowed(node, type_))
        return total

    def _field(self, node, type_):
        definition = getattr(type_, "fields", {}).get(node.name.value)
        if definition is None or node.selection_set is None:
            return 0
        named = get_named_type(definition.type)
        if not is_composite_type(named):
            return 0
        own = 0 if node.name.value in PLUMBING else OBJECT
        return (own + self.selections(node.selection_set, named)) * self._page(node)

    def _fragment(self, name):
        if name not in self.spread:
            fragment = self.fragments[name]
            self.spread[name] = self.selections(fragment.selection_set, self._narrowed(fragment, None))
        return self.spread[name]

    def _narrowed(self, node, type_):
        condition = node.type_condition
        return self.schema.get_type(condition.name.value) if condition else type_

    def _page(self, node):
        sizes = [self._size(a.value) for a in node.arguments if a.name.value in PAGE_SIZES]
        return max([1, *sizes])

    def _size(self, value):
        if value.kind == "variable":
            name = value.name.value
            self.used.add(name)
            size = self.variables.get(name)
            if name not in self.variables and self.defaults.get(name) is not None:
                return self._size(self.defaults[name])
        else:
            size = int(value.value) if value.kind == "int_value" else None
        return min(size, LARGEST_PAGE) if isinstance(size, int) else 1
