"""What templates can say about lists, and about what stands behind the question mark."""

from types import SimpleNamespace

import pytest
from django.http import QueryDict

from storefront.pages import picking

ANSWERS = [
    {"attribute": {"slug": "flour"}, "values": [{"slug": "rye"}, {"slug": "oat"}]},
    {"attribute": {"slug": "size"}, "values": []},
    {"attribute": None, "values": None},
]


def here(query):
    request = SimpleNamespace(GET=QueryDict(query))
    return {"here": SimpleNamespace(_visit=SimpleNamespace(request=request), path="/fr/pain/search/")}


def test_those_whose_field_says_so_or_says_anything():
    assert picking.only(ANSWERS, "attribute.slug=flour") == ANSWERS[:1]
    assert picking.only(ANSWERS, "values") == ANSWERS[:1]
    assert picking.only(None, "values") == picking.only(ANSWERS, "attribute.slug=nothing") == []


def test_one_field_of_each():
    assert picking.each(ANSWERS, "attribute.slug") == ["flour", "size", None]
    assert picking.each(None, "slug") == []


@pytest.mark.parametrize(
    ("query", "words", "address"),
    [
        ("search=a b&after=x&part=list", ("sort", "NAME"), "?search=a+b&sort=NAME"),
        ("w[]=nuts&w[]=milk&to=", ("after", "cur+sor="), "?w%5B%5D=nuts&w%5B%5D=milk&after=cur%2Bsor%3D"),
        ("sort=NAME", ("sort", ""), ""),
        ("q=<b>%26", ("sort", None), "?q=%3Cb%3E%26"),
    ],
)
def test_a_page_asked_again_with_other_words(query, words, address):
    assert picking.again(here(query), *words) == f"/fr/pain/search/{address}"


def test_a_page_asked_again_without_one_of_them():
    context = here("w[]=nuts&w[]=milk&search=a")
    assert picking.asked(context["here"], "w[]") == ["nuts", "milk"]
    assert picking.again_without(context, "w[]", "nuts") == "/fr/pain/search/?w%5B%5D=milk&search=a"
    assert picking.again_without(here("w[]=nuts"), "w[]", "nuts") == "/fr/pain/search/"
