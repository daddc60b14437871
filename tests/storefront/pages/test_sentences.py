"""What the API answers is said in the reader's language; its catalogues know only what is said somewhere."""

import ast
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.utils import translation

import storefront
from storefront.pages import sentences

CODE = Path(storefront.__file__).parent
NOT_OURS = re.compile(r"This password is|The password is too similar|Signature has expired|.* # EUR on|.* #\.# EUR on")


def said():
    """Every sentence of the code, with # for what is filled in and for numbers."""
    found = set()
    for file in CODE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            parts = node.values if isinstance(node, ast.JoinedStr) else [node]
            texts = [part.value if isinstance(part, ast.Constant) else "#" for part in parts]
            if all(isinstance(part, ast.Constant | ast.FormattedValue) for part in parts):
                found.add(re.sub(r"\d+", "#", "".join(map(str, texts))))
    return found


@pytest.mark.parametrize("code", ["fr", "en"])
def test_the_apis_catalogue_says_nothing_that_nobody_says(code):
    with open(CODE / f"api/locale/{code}/LC_MESSAGES/django.po", "rb") as file:
        written = [message for message in read_po(file) if message.id]
    assert [m.id for m in written if not m.string or m.fuzzy] == []
    assert [m.id for m in written if m.id.count("#") < m.string.count("#")] == []
    assert {m.id for m in written if not NOT_OURS.match(m.id)} - said() == set()


def test_numbers_stay_where_they_were(themes):
    with translation.override("fr"):
        assert sentences.said("At most 3 of this fit in one basket; take 3.") == (
            "Un panier en contient 3 au plus\u00a0; prenez-en 3."
        )
        assert sentences.said("Nobody has translated 7 of this.") == "Nobody has translated 7 of this."
        assert sentences.said("") == ""
