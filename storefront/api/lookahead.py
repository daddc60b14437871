"""One prefetch plan made from the fields asked: no statement per item, and none for what nobody asked.

A resolver says what it reads, as Django relation paths from its object:

    @needs("stocks__scarce__live_holds")
    def resolve_quantity_available(variant, info): …

A field that leads to other objects says under which path they hang (`under`, by default its first path);
`under=ELSEWHERE` when they come from no relation of its object: then the resolver plans them itself.
`planned(queryset, info)` then adds select_related for single relations and one statement for each of many;
`completed(row, info)` reads what one row does not know yet.
"""

from django.core.exceptions import FieldDoesNotExist
from graphql import get_named_type, is_composite_type, is_object_type
from graphql.language import FieldNode, FragmentSpreadNode

from ..kernel.rows import known
from . import beside, loading

ELSEWHERE = "elsewhere"
NEEDS = {}  # (GraphQL type name, field name) -> (paths, under)
SPECIAL = {}  # (model, name) -> function giving a Prefetch of a reverse key


def needs(*paths, under=None):
    """Mark a resolver with the relation paths it reads; under="" when children hang at the same object."""

    def mark(resolver):
        resolver.needs = (paths, under if under is not None else (paths[0] if paths else ""))
        return resolver

    return mark


def special(model, name, prefetch):
    """Let paths use `name` on `model`: `prefetch()` gives the Prefetch (its to_attr is where resolvers look)."""
    SPECIAL[model, name] = prefetch


def planned(queryset, info, at=()):
    """The queryset with everything the selection below field path `at` will read."""
    return with_paths(queryset, paths_of(info, at))


def completed(row, info, at=()):
    """The one row in hand, with everything the selection below `at` will read and it does not know yet.

    Each relation costs a statement, empty ones none: less than joining them all, for a single row.
    """
    _hang(type(row), [row], _tree(type(row), paths_of(info, at)))
    return row


def paths_of(info, at=()):
    """The set of relation paths the selection needs; `at` descends by response type first, e.g. ("edges", "node").

    Where a step leads to an interface, say which type the object has: ("item:Product",).
    """
    search = _Search(info)
    search.walk(get_named_type(info.return_type), [node.selection_set for node in info.field_nodes], "", tuple(at))
    return search.found


class _Search:
    """Walks a selection beside its types and gathers the paths that their resolvers read."""

    def __init__(self, info):
        self.schema, self.fragments, self.found = info.schema, info.fragments, set()

    def walk(self, type_, selection_sets, prefix, at):
        """Gather below a type; `prefix` leads from the rows to its objects, `at` is the way still to go."""
        for selection_set in selection_sets:
            for node in selection_set.selections if selection_set else ():
                if isinstance(node, FieldNode):
                    self._field(type_, node, prefix, at)
                    continue
                fragment = self.fragments[node.name.value] if isinstance(node, FragmentSpreadNode) else node
                inner = self._narrowed(type_, fragment.type_condition)
                if inner is not None:
                    self.walk(inner, [fragment.selection_set], prefix, at)

    def _narrowed(self, type_, condition):
        """The type that a fragment speaks of; None when it is about another type."""
        inner = self.schema.get_type(condition.name.value) if condition else type_
        if is_object_type(type_) and inner is not type_:
            return None if is_object_type(inner) else type_
        return inner

    def _field(self, type_, node, prefix, at):
        name = node.name.value
        definition = getattr(type_, "fields", {}).get(name)
        step, _, concrete = at[0].partition(":") if at else (name, "", "")
        if definition is None or name != step:
            return
        inner = prefix
        if not at:
            paths, under = _needed(self.schema, type_, name)
            self.found.update(prefix + path for path in paths)
            if under == ELSEWHERE:
                return
            inner = f"{prefix}{under}__" if under else prefix
        named = self.schema.get_type(concrete) if concrete else get_named_type(definition.type)
        if is_composite_type(named):
            self.walk(named, [node.selection_set], inner, at[1:])


def _needed(schema, type_, name):
    if is_object_type(type_):
        return NEEDS.get((type_.name, name), ((), ""))
    paths, under = set(), ""  # an interface: what any of its objects needs
    for possible in schema.get_possible_types(type_):
        more, below = NEEDS.get((possible.name, name), ((), ""))
        paths.update(more)
        under = below or under
    return tuple(paths), under


def with_paths(queryset, paths):
    """The queryset with these relation paths loaded, in a constant number of statements."""
    return _loaded(queryset, _tree(queryset.model, paths))


def _tree(model, paths):
    tree = {}
    for path in paths:
        branch = tree
        for name in path.split("__"):
            branch = branch.setdefault(name, {})
    _shorten(model, tree)
    return tree


def _shorten(model, tree):
    """A path that goes down and up again is one of the object itself: "variants__product__media" is "media"."""
    for name, below in list(tree.items()):
        try:
            field = model._meta.get_field(name)
        except FieldDoesNotExist:  # a special
            continue
        _shorten(field.related_model, below)
        if field.one_to_many and field.field.name in below:
            _merge(tree, below.pop(field.field.name))
            _shorten(model, tree)


def _merge(tree, other):
    for name, below in other.items():
        _merge(tree.setdefault(name, {}), below)


def _loaded(queryset, tree):
    selected, many = [], []
    _sort(queryset.model, tree, (), selected, many)
    if selected:
        queryset = queryset.select_related(*selected)
    return loading.following(queryset, many) if many else queryset


def _sort(model, tree, path, selected, many):
    """Single relations go to `selected`; for each of the others a loader goes to `many`, with the path to its rows."""
    for name, below in sorted(tree.items()):
        field = _single(model, name)
        if field is None:
            many.append((path, _loader(model, name, below)))
            continue
        selected.append("__".join((*path, name)))
        if field.related_model in beside.MODELS:
            many.append(((*path, name), beside.near))
        _sort(field.related_model, below, (*path, name), selected, many)


def _single(model, name):
    """The field when it leads from a row to one other, else None."""
    if (model, name) in SPECIAL:
        return None
    field = model._meta.get_field(name)
    return field if field.many_to_one or field.one_to_one and field.concrete else None


def _loader(model, name, below):
    """What reads a relation to many for rows of the model."""
    if (model, name) in SPECIAL:
        prefetch = SPECIAL[model, name]()
        relation = model._meta.get_field(prefetch.prefetch_through)
        return loading.many(relation, _loaded(prefetch.queryset, below), prefetch.to_attr)
    field = model._meta.get_field(name)
    if field.many_to_many and field.concrete:
        return loading.across(field, lambda rows: _hang(field.related_model, rows, below))
    rows = _loaded(field.related_model._default_manager.all(), below)
    return loading.many(field, rows) if field.one_to_many else loading.otherwise(name, rows)


def _hang(model, rows, tree):
    """Read the relations of rows that come from no queryset of ours, where they are not known yet."""
    for name, below in sorted(tree.items()):
        field = _single(model, name)
        if field is not None:
            there = [field.get_cached_value(row) for row in rows if field.is_cached(row)]
            loading.one(field, _loaded(field.related_model._default_manager.all(), below))(rows)
        else:
            there = [each for row in rows for each in known(row, name) or ()]
            unknown = [row for row in rows if known(row, name) is None]
            if unknown:
                _loader(model, name, below)(unknown)
        there = [row for row in there if row is not None]
        if there and below:
            _hang(type(there[0]), there, below)
