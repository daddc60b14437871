"""Lists that hang at several objects, such as the products of each collection: read together, not one by one.

    def resolve_products(collection, info, **asked):
        return beside(collection, info, lambda each: page(…the products of `each`…))

Objects know which others were read with them, when their model is in MODELS: near(rows) tells them.
"""

from functools import cached_property

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Value, Window
from django.db.models.functions import RowNumber

MODELS = set()  # models whose objects have lists of their own
MOST = 100  # lists in one statement


def near(rows):
    """These objects were read together; whoever shows a list of one of them will be asked for the others'."""
    for row in rows:
        row.near = rows


def beside(row, info, make):
    """The page make(row), read together with make(each) of the objects near the row, at this place of the answer."""
    rows = getattr(row, "near", None)
    if rows is None:
        return make(row)
    place = tuple(step for step in info.path.as_list() if isinstance(step, str))
    pages = info.context.memo.setdefault(("beside", place), {})
    if row.pk not in pages:
        others = {each.pk: each for each in rows if each.pk not in pages and each.pk != row.pk}
        fresh = {pk: make(each) for pk, each in [(row.pk, row), *others.items()][:MOST]}
        _Together(fresh.values())
        pages.update(fresh)
    return pages[row.pk]


class _Together:
    """Pages of the same kind: one statement for the keys of all, one for their objects, one for all counts."""

    def __init__(self, pages):
        self.pages = list(pages)
        for page in self.pages:
            page.together = self

    def total_count(self, page):
        """How many there are in the page's whole list."""
        return self._counts[id(page)]

    def rows(self, page):
        """[(object, its sort values)] of a page, and one more when there are more."""
        return self._rows[id(page)]

    @cached_property
    def _counts(self):
        counts = dict.fromkeys(map(id, self.pages), 0)
        whole = [page.queryset if page.counted is None else page.counted for page in self.pages]
        parts = _compiled([queryset.order_by().values("pk") for queryset in whole])
        for number, count in _all(parts, "COUNT(*)"):
            counts[id(self.pages[number])] = count
        return counts

    @cached_property
    def _rows(self):
        found = {id(page): [] for page in self.pages}
        names = [name for name, _ in self.pages[0].order if name != "pk"]
        parts = _compiled([_keys(page, names) for page in self.pages])
        keys = sorted(_all(parts), key=lambda row: row[:2])
        known = self._objects(keys)
        for number, _place, pk, *values in keys:
            page = self.pages[number]
            at = {"pk": pk, **dict(zip(names, values, strict=True))}
            found[id(page)].append((known[number, pk], [at[name] for name, _ in page.order]))
        return found

    def _objects(self, keys):
        """{(number of the page, key): object}, each read once, with the constants that its page's rows carry."""
        wanted = {}
        for number, _place, pk, *_ in keys:
            wanted.setdefault(_carried(self.pages[number]), {}).setdefault(pk, []).append(number)
        known = {}
        for carried, pks in wanted.items():
            page = self.pages[next(iter(pks.values()))[0]]
            rows = page.queryset.model._default_manager.filter(pk__in=list(pks))
            rows.query.select_related = page.queryset.query.select_related
            for row in page.planned(rows.annotate(**{name: Value(value) for name, value in carried})):
                known.update({(number, row.pk): row for number in pks[row.pk]})
        return known


def _keys(page, names):
    """The page's cut, as a query for place, key and sort values."""
    queryset, terms = page.cut()
    places = queryset.annotate(its_place=Window(RowNumber(), order_by=list(terms)))
    return places.values_list("its_place", "pk", *names)[: page.slice.count + 1]


def _carried(page):
    """The constants annotated on the page's rows, as ((name, value), …)."""
    annotations = page.queryset.query.annotations.items()
    return tuple(sorted((name, each.value) for name, each in annotations if isinstance(each, Value)))


def _compiled(querysets):
    """[(number, compiler, SQL, parameters)] of those that can have rows at all."""
    parts = []
    for number, queryset in enumerate(querysets):
        compiler = queryset.query.get_compiler(queryset.db)
        try:
            parts.append((number, compiler, *compiler.as_sql()))
        except EmptyResultSet:
            continue
    return parts


def _all(parts, columns="part.*"):
    """[(number, column, …)] of all parts, in one statement."""
    if not parts:
        return []
    sql = " UNION ALL ".join(f"SELECT {number}, {columns} FROM ({each}) part" for number, _, each, _ in parts)  # noqa: S608
    compiler = parts[0][1]
    with connections[compiler.using].cursor() as cursor:
        cursor.execute(sql, [value for part in parts for value in part[3]])
        found = cursor.fetchall()
    if columns != "part.*":
        return found
    converters = compiler.get_converters([None, *(column for column, _, _ in compiler.select)])
    return [tuple(row) for row in compiler.apply_converters(found, converters)]
