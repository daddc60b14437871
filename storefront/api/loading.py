"""Reading what hangs at rows already read: one statement for each relation, and lists in memory behind `.all()`.

Django's own prefetch_related makes a queryset for every row it fills, which costs more than the statement does.
"""

from functools import cache

from django.db.models import Model, Prefetch, prefetch_related_objects

from . import beside


class Rows(list):
    """What a relation leads to, read already; speaks a queryset's plainest words."""

    def all(self):
        """Itself."""
        return self

    def first(self):
        """The first one, or None."""
        return self[0] if self else None

    def exists(self):
        """Are there any?"""
        return bool(self)

    def count(self):
        """How many."""
        return len(self)


class _Following:
    """A queryset that follows relations once it has read its rows. following: [(path, loader)]."""

    following = ()

    def _clone(self):
        clone = super()._clone()
        clone.following = self.following
        return clone

    def _fetch_all(self):
        fresh = self._result_cache is None
        super()._fetch_all()
        if fresh and self._result_cache and isinstance(self._result_cache[0], Model):
            for path, load in self.following:
                owners = at_path(self._result_cache, path)
                if owners:
                    load(owners)


def following(queryset, loaders):
    """The queryset, which then runs these [(path of single relations, function of the rows there)]."""
    queryset = queryset.all()
    if not isinstance(queryset, _Following):
        queryset.__class__ = _following_class(type(queryset))
    queryset.following = [*queryset.following, *loaders]
    return queryset


@cache
def _following_class(queryset_class):
    return type(f"Following{queryset_class.__name__}", (_Following, queryset_class), {})


def at_path(rows, path):
    """The objects that single relations lead to, without the missing ones."""
    for name in path:
        rows = [found for found in (getattr(row, name) for row in rows) if found is not None]
    return rows


def many(relation, queryset, to_attr=None):
    """The loader of a reverse foreign key. queryset: of the related rows, not narrowed yet."""
    key, attribute = relation.field, to_attr or relation.get_accessor_name()
    there = key.target_field.attname

    def load(owners):
        by_key = {}
        for owner in owners:
            by_key.setdefault(getattr(owner, there), []).append(owner)
        found = {value: Rows() for value in by_key}
        for row in queryset.filter(**{f"{key.attname}__in": list(by_key)}):
            value = getattr(row, key.attname)
            row._state.fields_cache[key.name] = by_key[value][0]
            found[value].append(row)
        for value, same in by_key.items():
            for owner in same:
                _keep(owner, attribute, found[value], to_attr)

    return load


def across(field, nested=None):
    """The loader of a many-to-many with a table of its own, in that table's order; one statement.

    Objects that several owners share are made once. nested: plans a queryset, when their relations are read too.
    """
    between, model = field.remote_field.through, field.related_model
    source = between._meta.get_field(field.m2m_field_name()).attname
    target = between._meta.get_field(field.m2m_reverse_field_name())
    names = [column.attname for column in model._meta.concrete_fields]
    columns = [source, target.attname, *(f"{target.name}__{name}" for name in names)]

    def load(owners):
        found = {owner.pk: Rows() for owner in owners}
        made = {}
        pairs = between._default_manager.filter(**{f"{source}__in": list(found)})
        for owner, key, *values in pairs.values_list(*columns):
            if key not in made:
                made[key] = model.from_db(pairs.db, names, values)
            found[owner].append(made[key])
        if model in beside.MODELS:
            beside.near(list(made.values()))
        if nested:
            nested(list(made.values()))
        for owner in owners:
            _keep(owner, field.name, found[owner.pk], None)

    return load


def otherwise(name, queryset):
    """The loader of any other relation: Django's."""

    def load(owners):
        prefetch_related_objects(owners, Prefetch(name, queryset))
        if queryset.model in beside.MODELS:
            beside.near([row for owner in owners for row in getattr(owner, name).all()])

    return load


def one(field, queryset):
    """The loader of a foreign key, for rows that do not know yet where theirs leads."""

    def load(owners):
        unknown = [owner for owner in owners if not field.is_cached(owner)]
        keys = {getattr(owner, field.attname) for owner in unknown} - {None}
        found = {row.pk: row for row in queryset.filter(pk__in=keys)} if keys else {}
        for owner in unknown:
            field.set_cached_value(owner, found.get(getattr(owner, field.attname)))

    return load


def _keep(owner, attribute, rows, to_attr):
    if to_attr:
        setattr(owner, to_attr, rows)
    else:
        vars(owner).setdefault("_prefetched_objects_cache", {})[attribute] = rows
