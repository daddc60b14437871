"""{{ it|translated:"name" }}: the word in the reader's language, else the shop's own."""

import pytest
from django.template import Context, Engine

ENGINE = Engine(builtins=["storefront.pages.tags"])


@pytest.mark.parametrize(
    ("it", "shown"),
    [
        ({"name": "Pain", "translation": {"name": "Bread"}}, "Bread"),
        ({"name": "Pain", "translation": {"name": " "}}, "Pain"),
        ({"name": "Pain", "translation": {"name": None}}, "Pain"),
        ({"name": "Pain", "translation": {}}, "Pain"),
        ({"name": "Pain", "translation": None}, "Pain"),
        ({"name": "Pain"}, "Pain"),
        ({"translation": {"name": "<b>"}}, "&lt;b&gt;"),
        (None, ""),
    ],
)
def test_a_word_in_the_readers_language_else_the_shops_own(it, shown):
    assert ENGINE.from_string('{{ it|translated:"name" }}').render(Context({"it": it})) == shown
