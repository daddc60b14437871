"""What products answer: every kind of attribute, in Saleor's newer and older shape."""

import datetime

import pytest

from storefront.catalog.actions import assign, create_attribute, create_collection, create_product_type
from storefront.kernel.errors import ShopError
from tests.shop import a_channel, a_product, a_type, a_variant, ask, staff_of

pytestmark = pytest.mark.django_db
KINDS = """{ product(slug: "loaf", channel: "pain") { assignedAttributes { __typename attribute { slug inputType }
    ... on AssignedBooleanAttribute { boolean: value }
    ... on AssignedSingleChoiceAttribute { choice: value { name slug translation(languageCode: EN) } }
    ... on AssignedMultiChoiceAttribute { choices: value { slug } }
    ... on AssignedSwatchAttribute { swatch: value { slug hexColor } }
    ... on AssignedNumericAttribute { number: value }
    ... on AssignedPlainTextAttribute { text: value translation(languageCode: EN) }
    ... on AssignedTextAttribute { rich: value }
    ... on AssignedDateAttribute { date: value }
    ... on AssignedDateTimeAttribute { moment: value }
    ... on AssignedFileAttribute { file: value { url } }
    ... on AssignedSingleProductReferenceAttribute { product: value { name } }
    ... on AssignedMultiProductReferenceAttribute { products: value(limit: 1) { name } }
    ... on AssignedSingleCollectionReferenceAttribute { collection: value { name } } } } }"""
MOMENT = datetime.datetime(2026, 3, 1, 6, 30, tzinfo=datetime.UTC)


def a_loaf(kind, value, **more):
    attribute = create_attribute("Question", slug="question", input_type=kind, **more)
    kind = create_product_type("Kind", product_attributes=[attribute])
    return a_product("Loaf", product_type=kind, values={} if value is None else {"question": value})


def answer():
    [found] = ask(KINDS)["product"]["assignedAttributes"]
    assert found.pop("attribute")["slug"] == "question"
    return found


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("BOOLEAN", False, {"__typename": "AssignedBooleanAttribute", "boolean": False}),
        ("NUMERIC", 2.5, {"__typename": "AssignedNumericAttribute", "number": 2.5}),
        (
            "MULTISELECT",
            ["Nuts", "Milk"],
            {"__typename": "AssignedMultiChoiceAttribute", "choices": [{"slug": "nuts"}, {"slug": "milk"}]},
        ),
        (
            "PLAIN_TEXT",
            {"value": "Noix", "translations": {"en": {"plain_text": "Nuts"}}},
            {"__typename": "AssignedPlainTextAttribute", "text": "Noix", "translation": "Nuts"},
        ),
        ("DATE", MOMENT.date(), {"__typename": "AssignedDateAttribute", "date": "2026-03-01"}),
        ("DATE_TIME", MOMENT, {"__typename": "AssignedDateTimeAttribute", "moment": "2026-03-01T06:30:00+00:00"}),
        (
            "FILE",
            {"path": "files/a.pdf", "content_type": "application/pdf"},
            {"__typename": "AssignedFileAttribute", "file": {"url": "http://127.0.0.1:8000/media/files/a.pdf"}},
        ),
        ("BOOLEAN", None, {"__typename": "AssignedBooleanAttribute", "boolean": None}),
        ("MULTISELECT", None, {"__typename": "AssignedMultiChoiceAttribute", "choices": []}),
    ],
)
def test_each_kind_of_answer(kind, value, shown):
    a_loaf(kind, value)
    assert answer() == shown


def test_choices_have_translations_and_swatches_colours():
    values = [{"name": "Seigle", "translations": {"en": {"name": "Rye"}}, "value": "#553311"}]
    a_loaf("DROPDOWN", "seigle", values=values)
    assert answer()["choice"] == {"name": "Seigle", "slug": "seigle", "translation": "Rye"}
    swatch = create_attribute("Crust", input_type="SWATCH", values=[{"name": "Dark", "value": "#553311"}])
    a_product(
        "Dark loaf", product_type=create_product_type("Crusty", product_attributes=[swatch]), values={"crust": "Dark"}
    )
    found = ask(KINDS.replace('"loaf"', '"dark-loaf"'))["product"]["assignedAttributes"]
    assert found[0]["swatch"] == {"slug": "dark", "hexColor": "#553311"}


def test_rich_text_is_made_harmless():
    a_loaf("RICH_TEXT", {"blocks": [{"type": "paragraph", "data": {"text": "<b>Old</b><script>alert(1)</script>"}}]})
    assert answer()["rich"]["blocks"] == [{"type": "paragraph", "data": {"text": "<b>Old</b>"}}]


def test_references_show_what_the_visitor_may_see():
    hidden, shown = a_product("Hidden", is_published=False), a_product("Jam")
    a_loaf("REFERENCE", [hidden, shown], entity_type="PRODUCT")
    assert answer() == {"__typename": "AssignedMultiProductReferenceAttribute", "products": [{"name": "Jam"}]}
    found = ask(KINDS, visitor=staff_of(shown.channel))["product"]["assignedAttributes"]
    assert found[0]["products"] == [{"name": "Hidden"}]


@pytest.mark.parametrize(("published", "seen"), [(True, {"name": "Set"}), (False, None)])
def test_a_collection_may_be_referred_to(published, seen):
    a_loaf("SINGLE_REFERENCE", create_collection("Set", a_channel(), is_published=published), entity_type="COLLECTION")
    assert answer() == {"__typename": "AssignedSingleCollectionReferenceAttribute", "collection": seen}


def test_one_by_slug_up_to_a_limit_and_hidden_ones():
    a_product("Loaf", values={"flour": "Rye"})
    document = (
        '{ product(slug: "loaf", channel: "pain") { '
        'one: assignedAttribute(slug: "flour") { attribute { name } } '
        'none: assignedAttribute(slug: "x") { attribute { name } } assignedAttributes(limit: 1) '
        '{ attribute { slug } } attribute(slug: "flour") { values { name } } } }'
    )
    shown = ask(document)["product"]
    assert shown == {
        "one": {"attribute": {"name": "Flour"}},
        "none": None,
        "attribute": {"values": [{"name": "Rye"}]},
        "assignedAttributes": [{"attribute": {"slug": "flour"}}],
    }
    a_type().type_attributes.get(attribute__slug="flour").attribute.__class__.objects.filter(slug="flour").update(
        visible_in_storefront=False
    )
    assert ask(document)["product"]["one"] is None


def test_variants_tell_what_customers_choose_by():
    a_product("Loaf", variants=[a_variant("Big", size="L", cut=True)])
    document = (
        'query($s: VariantAttributeScope) { product(slug: "loaf", channel: "pain") { variants { '
        "attributes(variantSelection: $s) { attribute { slug } values { name slug boolean inputType } } } } }"
    )
    size = {
        "attribute": {"slug": "size"},
        "values": [{"name": "L", "slug": "l", "boolean": None, "inputType": "DROPDOWN"}],
    }

    def asked(scope):
        return ask(document, {"s": scope})["product"]["variants"][0]["attributes"]

    assert asked("VARIANT_SELECTION") == [size]
    assert [each["attribute"]["slug"] for each in asked("NOT_VARIANT_SELECTION")] == ["cut"]
    assert asked("NOT_VARIANT_SELECTION")[0]["values"][0]["boolean"] is True
    assert [each["attribute"]["slug"] for each in asked("ALL")] == ["size", "cut"]


def test_answers_can_be_given_anew():
    product = a_product("Loaf", values={"flour": "Rye", "allergens": ["Nuts"]})
    assign(product, {"flour": "Wheat"})
    shown = ask('{ product(slug: "loaf", channel: "pain") { attributes { values { name } } } }')["product"]
    assert shown["attributes"] == [{"values": [{"name": "Wheat"}]}, {"values": [{"name": "Nuts"}]}]


def test_only_what_the_type_asks_and_one_answer_to_one_question():
    with pytest.raises(ShopError, match="not an attribute of this type; it asks: allergens, flour"):
        a_product("Loaf", values={"colour": "red"})
    with pytest.raises(ShopError, match="takes one value"):
        a_product("Loaf", values={"flour": ["Rye", "Wheat"]})


def test_the_attribute_and_its_choices():
    create_attribute("Size", values=["S", "M", "L"])
    document = (
        '{ attribute(slug: "size") { name inputType withChoices choices(first: 2) '
        "{ totalCount edges { node { name } } } } }"
    )
    shown = ask(document)["attribute"]
    assert shown.pop("choices") == {"totalCount": 3, "edges": [{"node": {"name": "S"}}, {"node": {"name": "M"}}]}
    assert shown == {"name": "Size", "inputType": "DROPDOWN", "withChoices": True}
