"""Pages: public ones, drafts, translations, answers."""

import json

import pytest

from storefront.catalog.actions import answer_for_page, create_attribute
from storefront.content.actions import create_page, create_page_type, update_page
from tests.shop import a_channel, ask, names, staff_of

pytestmark = pytest.mark.django_db
ONE = "query($s: String, $l: LanguageCodeEnum) { page(slug: $s, slugLanguageCode: $l) { title isPublished } }"
LIST = (
    "query($w: PageWhereInput, $c: String) { pages(first: 9, where: $w, channel: $c) "
    "{ totalCount edges { node { title } } } }"
)


def a_page(title="About us", **fields):
    return create_page(create_page_type("Text"), title, **fields)


def test_a_page_is_found_by_its_slug_in_any_language():
    a_page(
        "À propos",
        translations={"en": {"title": "About us", "slug": "about-us", "content": "Hello"}},
        content="Bonjour <script>x</script>",
    )
    assert ask(ONE, {"s": "a-propos"})["page"] == {"title": "À propos", "isPublished": True}
    assert ask(ONE, {"s": "about-us", "l": "EN"})["page"]["title"] == "À propos"
    assert ask(ONE, {"s": "about-us"})["page"] is None
    page = ask(
        '{ page(slug: "a-propos") { content pageType { slug } seoTitle translation(languageCode: EN) '
        "{ title content } } }"
    )["page"]
    assert json.loads(page["translation"]["content"])["blocks"][0]["data"]["text"] == "Hello"
    assert "<script>" not in page["content"]
    assert (page["pageType"], page["translation"]["title"]) == ({"slug": "text"}, "About us")


def test_drafts_are_for_their_shop():
    channel = a_channel()
    draft = a_page("Draft", channel=channel, is_published=False)
    assert ask(ONE, {"s": "draft"})["page"] is None
    assert ask(ONE, {"s": "draft"}, visitor=staff_of(channel))["page"] == {"title": "Draft", "isPublished": False}
    assert ask(ONE, {"s": "draft"}, visitor=staff_of(a_channel("fleurs")))["page"] is None
    update_page(draft, is_published=True)
    assert ask(ONE, {"s": "draft"})["page"]["isPublished"] is True


def test_lists_of_pages():
    for title, channel in (("Street", None), ("Bakery", a_channel()), ("Florist", a_channel("fleurs"))):
        a_page(title, channel=channel)
    assert names(ask(LIST)["pages"]) == ["Bakery", "Florist", "Street"]
    assert names(ask(LIST, {"c": "pain"})["pages"]) == ["Bakery", "Street"]
    assert names(ask(LIST, {"w": {"slug": {"eq": "street"}}})["pages"]) == ["Street"]
    assert names(ask(LIST, {"w": {"slug": {"oneOf": ["street", "florist", "x"]}}})["pages"]) == ["Florist", "Street"]
    assert names(ask(LIST, {"w": {"OR": [{"slug": {"eq": "street"}}, {"slug": {"eq": "bakery"}}]}})["pages"]) == [
        "Bakery",
        "Street",
    ]


def test_pages_answer_attributes():
    page = a_page()
    create_attribute("Author", type="PAGE_TYPE", input_type="PLAIN_TEXT")
    create_attribute("Topic", type="PAGE_TYPE")
    answer_for_page(page, {"author": "Nobody", "topic": "Bread"})
    answer_for_page(page, {"author": "Anna"})
    shown = ask(
        '{ page(slug: "about-us") { assignedAttributes { attribute { slug } ... on AssignedPlainTextAttribute '
        "{ text: value } ... on AssignedSingleChoiceAttribute { choice: value { name } } } } }"
    )["page"]
    found = {each.pop("attribute")["slug"]: each for each in shown["assignedAttributes"]}
    assert found == {"author": {"text": "Anna"}, "topic": {"choice": {"name": "Bread"}}}
