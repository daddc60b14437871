"""Texts with headings, lists and links: EditorJS documents, made harmless before they are stored."""

import html
import json
import re

import nh3

from .errors import ShopError

INLINE = {"b", "strong", "i", "em", "u", "s", "a", "br", "code", "mark", "sub", "sup", "small", "span"}
ATTRIBUTES = {"a": {"href", "title"}}
SCHEMES = {"http", "https", "mailto", "tel"}
TAG = re.compile(r"<[^>]*>")
BLOCKS_AT_MOST, DEPTH_AT_MOST, LETTERS_AT_MOST = 500, 6, 200_000


def document(*paragraphs):
    """An EditorJS document of these paragraphs; "# Title" makes a heading, "- one\\n- two" a list."""
    return {"version": "2.30.7", "blocks": [_block(text) for text in paragraphs if text]}


def sanitised(value, field="description"):
    """The document with known blocks only, inline HTML cleaned and addresses limited; None stays None.

    Takes a dict, JSON text, or plain text (paragraphs apart by empty lines); refuses other shapes with INVALID.
    """
    if value in (None, "", {}):
        return None
    if isinstance(value, str):
        value = _read(value)
    blocks = value.get("blocks") if isinstance(value, dict) else None
    if not isinstance(blocks, list) or len(blocks) > BLOCKS_AT_MOST or _length(value) > LETTERS_AT_MOST:
        raise ShopError("INVALID", "This text is not an EditorJS document of reasonable size; save it again.", field)
    kept = [clean for clean in map(_clean_block, blocks) if clean]
    head = {key: value[key] for key in ("time", "version") if isinstance(value.get(key), int | str)}
    return {**head, "blocks": kept}


def plain(value):
    """The words of a document, without markup, one block a line."""
    if not value:
        return ""
    lines = []
    for block in value.get("blocks", ()):
        _gather(block.get("data", {}), lines)
    return "\n".join(html.unescape(TAG.sub("", line)).replace("\xa0", " ").strip() for line in lines)


def _read(text):
    if text.lstrip().startswith("{"):
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            return None
    return document(*(html.escape(part.strip(), quote=False) for part in re.split(r"\n\s*\n", text)))


def _length(value):
    try:
        return len(json.dumps(value))
    except (RecursionError, TypeError, ValueError):
        return LETTERS_AT_MOST + 1


def _block(text):
    if text.startswith("# "):
        return {"type": "header", "data": {"text": text[2:], "level": 2}}
    if text.startswith("- "):
        return {"type": "list", "data": {"style": "unordered", "items": [i[2:] for i in text.split("\n")]}}
    return {"type": "paragraph", "data": {"text": text}}


def _clean_block(block):
    data = block.get("data") if isinstance(block, dict) else None
    clean = CLEANERS.get(str(block.get("type"))) if isinstance(data, dict) else None
    made = clean(data) if clean else None
    if made is None:
        return None
    identity = {"id": block["id"][:40]} if isinstance(block.get("id"), str) else {}
    return {**identity, "type": block["type"], "data": made}


def _html(value):
    if not isinstance(value, str):
        return ""
    return nh3.clean(
        value,
        tags=INLINE,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="noopener nofollow",
        attribute_filter=_leading_somewhere,
    )


def _leading_somewhere(_tag, name, value):
    """nh3 lets "//elsewhere.example" pass; a link of ours says its scheme."""
    return value if name != "href" or value.split(":")[0].strip().lower() in SCHEMES else None


def _url(value):
    address = value.strip() if isinstance(value, str) else ""
    return address if address.split(":")[0].lower() in ("http", "https") else ""


def _words(*names, **more):
    def clean(data):
        return {**{name: _html(data.get(name)) for name in names}, **{k: f(data.get(k)) for k, f in more.items()}}

    return clean


def _items(items, depth=0):
    if not isinstance(items, list) or depth > DEPTH_AT_MOST:
        return []
    return [_item(item, depth) for item in items if isinstance(item, str | dict)]


def _item(item, depth):
    if isinstance(item, str):
        return _html(item)
    meta = item.get("meta") if isinstance(item.get("meta"), dict) else {}
    kept = {key: meta[key] for key in ("checked", "start") if isinstance(meta.get(key), bool | int)}
    return {"content": _html(item.get("content")), "meta": kept, "items": _items(item.get("items"), depth + 1)}


def _list(data):
    style = data.get("style")
    return {
        "style": style if style in ("ordered", "unordered", "checklist") else "unordered",
        "items": _items(data.get("items")),
    }


def _embed(data):
    if not _url(data.get("embed")):
        return None
    return {
        "service": _html(data.get("service")),
        "source": _url(data.get("source")),
        "embed": _url(data["embed"]),
        "caption": _html(data.get("caption")),
    }


def _image(data):
    file = data.get("file")
    address = _url(file.get("url")) if isinstance(file, dict) else ""
    return {"file": {"url": address}, "caption": _html(data.get("caption"))} if address else None


def _table(data):
    rows = data.get("content") if isinstance(data.get("content"), list) else []
    return {
        "withHeadings": data.get("withHeadings") is True,
        "content": [[_html(cell) for cell in row] for row in rows if isinstance(row, list)],
    }


def _level(value):
    return value if value in (1, 2, 3, 4, 5, 6) else 2


def _side(value):
    return value if value in ("left", "center", "right") else "left"


CLEANERS = {
    "paragraph": _words("text"),
    "header": _words("text", level=_level),
    "list": _list,
    "quote": _words("text", "caption", alignment=_side),
    "embed": _embed,
    "image": _image,
    "table": _table,
}


def _gather(value, lines):
    if isinstance(value, str):
        lines.append(value)
    elif isinstance(value, list):
        for item in value:
            _gather(item, lines)
    elif isinstance(value, dict):
        for name in ("text", "caption", "content", "items"):
            _gather(value.get(name), lines)
