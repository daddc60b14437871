"""What templates can say about lists: of things in an answer, and of what stands behind the question mark."""

from urllib.parse import urlencode

from django import template

from .here import PASSING

register = template.Library()


@register.filter
def only(things, told):
    """Those whose field says so, or anything: {{ attributes|only:"attribute.slug=flour" }}, {{ edges|only:"node" }}."""
    path, has_value, wanted = told.partition("=")
    found = [(thing, _at(thing, path)) for thing in things or ()]
    return [thing for thing, value in found if (str(value) == wanted if has_value else value)]


@register.filter
def each(things, path):
    """One field of each: {% if choice.slug in values|each:"slug" %}."""
    return [_at(thing, path) for thing in things or ()]


def _at(thing, path):
    for step in path.split("."):
        thing = thing.get(step) if isinstance(thing, dict) else None
    return thing


@register.filter
def asked(here, name):
    """All that was asked by that name behind the question mark: {% if "nuts" in here|asked:"without[]" %}."""
    return here._visit.request.GET.getlist(name)


@register.simple_tag(takes_context=True)
def again(context, *words):
    """This page asked again with other words behind the question mark: {% again "sort" "PRICE" "from" "" %}."""
    query = _query(context)
    for name, value in zip(words[::2], words[1::2], strict=True):
        query[name] = [] if value in (None, "") else [value]
    return _address(context, query)


@register.simple_tag(takes_context=True)
def again_without(context, name, value):
    """This page asked again without one of the values of a word: {% again_without "without[]" "nuts" %}."""
    query = _query(context)
    query[name] = [text for text in query.get(name, ()) if text != str(value)]
    return _address(context, query)


def _query(context):
    given = context["here"]._visit.request.GET.lists()
    return {name: [text for text in texts if text] for name, texts in given if name not in PASSING}


def _address(context, query):
    words = urlencode(query, doseq=True)
    return context["here"].path + (f"?{words}" if words else "")
