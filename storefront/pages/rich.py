"""Texts with headings and lists (EditorJS documents) as HTML. What is shown is cleaned again: stored is not trusted."""

import json

import nh3
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from ..kernel.rich_text import ATTRIBUTES, INLINE, SCHEMES


def html(value):
    """The HTML of a document (dict or JSON text); unknown blocks are left out."""
    try:
        document = json.loads(value) if isinstance(value, str) else value
        blocks = document.get("blocks", ()) if isinstance(document, dict) else ()
    except ValueError:
        return ""
    shown = (BLOCKS[block["type"]](block["data"]) for block in blocks if block.get("type") in BLOCKS)
    return mark_safe("\n".join(shown))  # noqa: S308


def _inline(text):
    clean = nh3.clean(str(text or ""), tags=INLINE, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener")
    return mark_safe(clean)  # noqa: S308


def _heading(data):
    level = min(max(int(data.get("level") or 2), 2), 4)  # the page itself has the first
    return format_html("<h{}>{}</h{}>", level, _inline(data.get("text")), level)


def _list(data):
    tag = "ol" if data.get("style") == "ordered" else "ul"
    return format_html("<{0}>{1}</{0}>", tag, format_html_join("", "<li>{}{}</li>", _items(data.get("items"), data)))


def _items(items, data):
    for item in items or ():
        if isinstance(item, dict):
            inner = item.get("items")
            yield _inline(item.get("content")), _list({**data, "items": inner}) if inner else ""
        else:
            yield _inline(item), ""


def _quote(data):
    return format_html("<blockquote><p>{}</p></blockquote>", _inline(data.get("text")))


BLOCKS = {
    "paragraph": lambda data: format_html("<p>{}</p>", _inline(data.get("text"))),
    "header": _heading,
    "list": _list,
    "quote": _quote,
    "delimiter": lambda data: "<hr>",
}
