"""Relay connections over querysets: cursors that carry the sort values, nulls last, no offset anywhere."""

import base64
import binascii
import json
import math
from dataclasses import dataclass
from functools import cached_property

import graphene
from django.core.exceptions import ValidationError
from django.db.models import F, Q
from django.db.models.sql.constants import LOUTER
from graphql import GraphQLError

from . import beside
from .lookahead import planned

LARGEST_PAGE = 100


class PageInfo(graphene.ObjectType):
    """Where a page lies in its list."""

    has_next_page = graphene.Boolean(required=True)
    has_previous_page = graphene.Boolean(required=True)
    start_cursor = graphene.String()
    end_cursor = graphene.String()


def connection(node, name=None):
    """The XCountableConnection type of a node type (and its edge), or of a name and a lambda."""
    name = name or node._meta.name
    edge = type(
        f"{name}CountableEdge",
        (graphene.ObjectType,),
        {
            "__doc__": f"A {name} and its place in the list.",
            "node": graphene.Field(node, required=True),
            "cursor": graphene.String(required=True),
        },
    )
    return type(
        f"{name}CountableConnection",
        (graphene.ObjectType,),
        {
            "__doc__": f"A page of a list of {name}.",
            "page_info": graphene.Field(PageInfo, required=True),
            "edges": graphene.List(graphene.NonNull(edge), required=True),
            "total_count": graphene.Int(),
        },
    )


@dataclass
class Slice:
    """The part of a list that the arguments ask for."""

    first: int | None = None
    last: int | None = None
    after: str | None = None
    before: str | None = None

    def checked(self):
        """Itself; refuses the combinations that Relay does not define."""
        if self.first is not None and self.last is not None:
            raise GraphQLError("Use either 'first' or 'last', not both.")
        if self.first is not None and self.before or self.last is not None and self.after:
            raise GraphQLError("'first' goes with 'after', 'last' goes with 'before'.")
        count = self.first if self.first is not None else self.last
        if count is not None and not 0 <= count <= LARGEST_PAGE:
            raise GraphQLError(f"A page has at most {LARGEST_PAGE} items.")
        return self

    @property
    def count(self):
        """How many items; refuses when neither `first` nor `last` was given."""
        if self.first is None and self.last is None:
            raise GraphQLError("You must provide a `first` or `last` value to properly paginate the connection.")
        return self.first if self.first is not None else self.last


@dataclass
class Edge:
    """An object with its cursor."""

    node: object
    cursor: str


@dataclass
class Page:
    """What a connection type resolves from: edges are read when asked, the count only when asked."""

    queryset: object
    order: list  # [(field or annotation, descending)], ends with a unique field
    slice: Slice
    info: object = None
    at: tuple = ("edges", "node")
    counted: object = None  # a queryset with as many rows that is cheaper to count

    together: object = None  # the pages of other objects that are read with this one; see beside.py

    @cached_property
    def total_count(self):
        """How many there are in the whole list."""
        if self.together is not None:
            return self.together.total_count(self)
        return (self.queryset if self.counted is None else self.counted).order_by().count()

    def cut(self):
        """(queryset in order from the cursor on, the terms of that order), seen from the end that is asked for."""
        backwards = self.slice.last is not None
        order = [(name, descending != backwards) for name, descending in self.order]
        place = self.slice.before if backwards else self.slice.after
        missing = {name for name, _ in order if _may_be_null(self.queryset, name)}
        terms = [_term(name, descending, backwards, missing) for name, descending in order]
        rows = self.queryset.order_by(*terms)
        if place:
            rows = _after(rows, order, _decode(place, len(order)), backwards, missing)
        return rows, terms

    def planned(self, rows):
        """A queryset of the page's model with everything that the selection reads."""
        return rows if self.info is None else planned(rows, self.info, self.at)

    @cached_property
    def _read(self):
        count = self.slice.count
        found = self.together.rows(self) if self.together is not None else self._alone(count)
        more, found = len(found) > count, found[:count]
        if self.slice.last is not None:
            found.reverse()
        if self.queryset.model in beside.MODELS:
            beside.near([row for row, _ in found])
        edges = [Edge(row, cursor(values)) for row, values in found]
        return edges, more, bool(self.slice.before if self.slice.last is not None else self.slice.after)

    def _alone(self, count):
        rows = self.planned(self.cut()[0])[: count + 1]
        return [(row, [_sort_value(row, name) for name, _ in self.order]) for row in rows]

    @cached_property
    def edges(self):
        """The page's objects, each with its cursor."""
        return self._read[0]

    @property
    def page_info(self):
        """The page's place in the list."""
        _, more, came_from_a_cursor = self._read
        backwards = self.slice.last is not None
        return PageInfo(
            has_next_page=came_from_a_cursor if backwards else more,
            has_previous_page=more if backwards else came_from_a_cursor,
            start_cursor=self.edges[0].cursor if self.edges else None,
            end_cursor=self.edges[-1].cursor if self.edges else None,
        )


def page(queryset, info, order, *, counted=None, **arguments):
    """A connection over a queryset. order: ["-created_at", "pk"], the last one unique; arguments: first, after …"""
    asked = {name: arguments.get(name) for name in ("first", "last", "after", "before")}
    terms = [(term.lstrip("-"), term.startswith("-")) for term in order]
    return Page(queryset, terms, Slice(**asked).checked(), info, counted=counted)


def listed(items, first=None, after=None, last=None, before=None):
    """A connection over a list already in memory, such as prefetched variants; cursors are positions."""
    cut = Slice(first, last, after, before).checked()
    start = _position(after) + 1 if after else 0
    end = min(_position(before), len(items)) if before else len(items)
    chosen = list(enumerate(items))[start:end]
    count = cut.count
    kept = chosen[-count:] if cut.last is not None and count else chosen[:count]
    edges = [Edge(item, _position_cursor(index)) for index, item in kept]
    answer = Page(None, [], cut)
    answer.total_count, answer.edges = len(items), edges
    answer._read = ([], len(kept) < len(chosen), bool(after or before))
    return answer


def _may_be_null(queryset, name):
    """Must nulls be placed by hand? Where there are none, the database can sort by its index."""
    query = queryset.query
    if name in query.annotations:
        column = query.annotations[name]
        join = query.alias_map.get(getattr(column, "alias", None))
        return join is None or join.join_type == LOUTER or column.target.null
    return name != "pk" and ("__" in name or query.get_meta().get_field(name).null)


def _term(name, descending, backwards, missing):
    expression = F(name)
    nulls = {"nulls_first" if backwards else "nulls_last": True} if name in missing else {}  # last, from the front
    return expression.desc(**nulls) if descending else expression.asc(**nulls)


def _after(rows, order, values, backwards, missing):
    try:
        return rows.filter(_beyond(order, values, backwards, missing))
    except (ValueError, TypeError, ValidationError):
        raise GraphQLError("Received cursor is invalid.")


def _beyond(order, values, backwards, missing):
    """Rows after the cursor: (a > x) or (a = x and b > y) …; null counts as larger than everything."""
    condition, equal = Q(pk__in=[]), Q()
    for (name, descending), value in zip(order, values, strict=True):
        condition |= equal & _past(name, descending, value, backwards or name not in missing)
        equal &= Q(**{f"{name}__isnull": True}) if value is None else Q(**{name: value})
    return condition


def _past(name, descending, value, no_nulls):
    if value is None:
        return Q(**{f"{name}__isnull": False}) if no_nulls else Q(pk__in=[])
    past = Q(**{f"{name}__{'lt' if descending else 'gt'}": value})
    return past if no_nulls else past | Q(**{f"{name}__isnull": True})


def cursor(values):
    """The cursor of the row that has these sort values."""
    text = json.dumps(values, default=str, ensure_ascii=False)
    return base64.b64encode(text.encode()).decode()


def _sort_value(row, name):
    for part in name.split("__"):
        row = None if row is None else getattr(row, part)
    return row


def _decode(cursor, length):
    try:
        values = json.loads(base64.b64decode(cursor, validate=True))
    except (binascii.Error, ValueError, RecursionError):
        values = None
    if not isinstance(values, list) or len(values) != length or not all(map(_may_be_asked, values)):
        raise GraphQLError("Received cursor is invalid.")
    return values


def _may_be_asked(value):
    """Is this something that every database understands?"""
    if isinstance(value, str):
        return not any(sign == "\0" or "\ud800" <= sign <= "\udfff" for sign in value)
    if isinstance(value, float):
        return math.isfinite(value)
    return value is None or isinstance(value, int) and abs(value) < 2**63


def _position_cursor(index):
    return base64.b64encode(json.dumps([index]).encode()).decode()


def _position(cursor):
    value = _decode(cursor, 1)[0]
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**31:
        raise GraphQLError("Received cursor is invalid.")
    return value
