"""Words made comparable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storefront.kernel import text


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Éclair au café", "eclair au cafe"),
        ("  Crème d'Œufs — N°2 ", "creme d oeufs n 2"),
        ("STRASSE Straße", "strasse strasse"),
        ("naïve/ÆTHER\u00a0ﬁn", "naive aether fin"),
        ("e\u0301clair", "eclair"),
        ("Łódź Ørsted", "lodz orsted"),
        ("pain_complet, 1,5 kg!", "pain complet 1 5 kg"),
        ("…", ""),
    ],
)
def test_folding(written, folded):
    assert text.fold(written) == folded


@given(st.text())
def test_folding_twice_changes_nothing(written):
    assert text.fold(text.fold(written)) == text.fold(written)


@pytest.mark.parametrize(
    ("one", "other", "wrong"),
    [
        ("croissant", "croissant", 0),
        ("crossant", "croissant", 1),
        ("croisasnt", "croissant", 1),
        ("tulipe", "tulipes", 1),
        ("pian", "pain", 1),
        ("pain", "vase", 3),
        ("a", "abcd", 3),
        ("", "ab", 2),
    ],
)
def test_wrong_letters_are_counted(one, other, wrong):
    assert text.distance(one, other) == wrong
    assert text.distance(other, one) == wrong


words = st.text("abc", max_size=6)


@given(words, words)
def test_a_low_limit_does_not_change_small_distances(one, other):
    assert text.distance(one, other, most=1) == min(text.distance(one, other, most=9), 2)


def test_what_somebody_meant():
    vocabulary = ["baguette", "brioche", "croissant", "croissants", "eclair", "rye"]
    assert text.nearest("crossant", vocabulary) == ["croissant", "croissants"]
    assert text.nearest("eclari", vocabulary) == ["eclair"]
    assert text.nearest("rie", vocabulary) == []


def test_likeness():
    assert text.likeness("pain", "pain") == 1
    assert text.likeness("pain", "vase") == 0
    assert text.trigrams("ab") == {"  a", " ab", "ab "}


def test_slugs_are_short_plain_and_free():
    assert text.slug("Éclair au café !") == "eclair-au-cafe"
    assert text.slug("Éclair", {"eclair", "eclair-2"}) == "eclair-3"
    assert text.slug("☕") == "item"
    assert text.slug("ab" * 9, {"ababab"}, longest=6) == "abab-2"
