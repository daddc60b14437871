"""What filters of categories and of collections have in common."""

from functools import partial

from django.db.models import Q

from ...kernel import ids, text
from . import filters


def group_conditions(kind, given):
    """The Q of a filter of categories or collections."""
    condition = Q()
    if not given:
        return condition
    if given.get("ids"):
        condition &= Q(pk__in=[ids.to_pk(each, kind, field="ids") for each in given["ids"]])
    if given.get("slugs"):
        condition &= Q(slug__in=given["slugs"])
    if given.get("search"):
        condition &= Q(name_key__contains=text.sort_key(given["search"]))
    for item in given.get("metadata") or ():
        condition &= filters.with_metadata({"key": item["key"], "value": {"eq": item.get("value") or None}})
    condition &= filters.between("updated_at", given.get("updated_at"))
    return condition & filters.joined(given, partial(group_conditions, kind))
