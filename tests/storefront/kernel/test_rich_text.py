"""Descriptions: what an editor may send and what a page may show."""

import json

import pytest

from storefront.kernel import rich_text
from storefront.kernel.errors import ShopError


def only(kind, data):
    [block] = rich_text.sanitised({"blocks": [{"type": kind, "data": data}]})["blocks"]
    return block["data"]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("pain <b>au</b> <em>levain</em>", "pain <b>au</b> <em>levain</em>"),
        ("<script>alert(1)</script>pain", "pain"),
        ('<b onclick="x()">pain</b>', "<b>pain</b>"),
        ('<img src=x onerror="x()">pain', "pain"),
        ('<a href="javascript:x()">pain</a>', '<a rel="noopener nofollow">pain</a>'),
        ('<a href="//evil.example">pain</a>', '<a rel="noopener nofollow">pain</a>'),
        ('<a href="tel:+33123">pain</a>', '<a href="tel:+33123" rel="noopener nofollow">pain</a>'),
        ("a < b & c", "a &lt; b &amp; c"),
    ],
)
def test_inline_html(written, kept):
    assert only("paragraph", {"text": written}) == {"text": kept}


def test_every_known_block_keeps_what_it_needs_and_no_more():
    assert only("header", {"text": "A", "level": 9, "evil": 1}) == {"text": "A", "level": 2}
    assert only("quote", {"text": "a", "caption": "b", "alignment": "up"}) == {
        "text": "a",
        "caption": "b",
        "alignment": "left",
    }
    assert only("list", {"style": "ordered", "items": ["a", {"content": "b<script>", "items": ["c"]}]}) == {
        "style": "ordered",
        "items": ["a", {"content": "b", "meta": {}, "items": ["c"]}],
    }
    assert only("table", {"content": [["a", "<script>"]]}) == {"withHeadings": False, "content": [["a", ""]]}


@pytest.mark.parametrize(
    "block",
    [
        {"type": "raw", "data": {"html": "<script>"}},
        {"type": ["paragraph"], "data": {}},
        {"type": "image", "data": {"file": {"url": "data:image/svg+xml,x"}}},
        {"type": "embed", "data": {"embed": "javascript:x()"}},
        "paragraph",
        7,
    ],
)
def test_other_blocks_are_left_out(block):
    good = {"id": "k", "type": "paragraph", "data": {"text": "a"}}
    cleaned = rich_text.sanitised(json.dumps({"time": 1, "blocks": [block, good], "version": "2"}))
    assert cleaned == {"time": 1, "version": "2", "blocks": [good]}


def test_nothing_stays_nothing():
    assert rich_text.sanitised(None) is None
    assert rich_text.sanitised("") is None
    assert rich_text.plain(None) == ""


def nested(levels):
    item = {"content": "x"}
    for _level in range(levels):
        item = {"content": "x", "items": [item]}
    return {"blocks": [{"type": "list", "data": {"items": [item]}}]}


ODD = [[], 7, {"blocks": 7}, "{", '{"blocks": ' + "[" * 100_000, {"blocks": [{}] * 501}, {"blocks": ["a" * 200_001]}]


@pytest.mark.parametrize("value", [*ODD, nested(20_000)], ids=range(len(ODD) + 1))
def test_odd_documents_are_refused(value):
    with pytest.raises(ShopError) as refusal:
        rich_text.sanitised(value)
    assert (refusal.value.code, refusal.value.field) == ("INVALID", "description")


def test_deep_lists_are_cut():
    assert rich_text.plain(rich_text.sanitised(nested(50))) == "\n".join("x" * 7)


def test_plain_words_become_paragraphs_and_come_back():
    document = rich_text.sanitised("Pain & beurre\n\n<b>Tarte</b>")
    assert [block["data"]["text"] for block in document["blocks"]] == ["Pain &amp; beurre", "&lt;b&gt;Tarte&lt;/b&gt;"]
    assert rich_text.plain(document) == "Pain & beurre\n<b>Tarte</b>"
