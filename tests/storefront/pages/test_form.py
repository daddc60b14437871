"""Fields of forms become variables, typed by the document."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storefront.api import typed
from storefront.pages import form

DOCUMENT = """
mutation($n: Int, $yes: Boolean!, $maybe: Boolean, $ids: [ID!]!, $where: ProductWhereInput, $text: String,
         $code: CountryCode, $amount: PositiveDecimal, $lines: [CheckoutLineInput!], $to: AddressInput) {
  a: checkoutCreate(input: {lines: $lines, email: $text, shippingAddress: $to}) { errors { code } }
}
"""


@pytest.fixture(scope="module")
def variables():
    """What the document of these tests declares; unused variables are no matter here."""
    words = "query($n: Int, $yes: Boolean!, $maybe: Boolean, $ids: [ID!]!, $text: String, $language: LanguageCodeEnum,"
    words += " $where: ProductWhereInput, $lines: [CheckoutLineInput!]!, $amount: PositiveDecimal)"
    from graphql import GraphQLNonNull, parse, type_from_ast

    from storefront.api.schema import schema

    built = schema().graphql_schema
    definitions = parse(words + "{ a }").definitions[0].variable_definitions
    types = {v.variable.name.value: type_from_ast(built, v.type) for v in definitions}
    return {name: typed.Typed(type_, isinstance(type_, GraphQLNonNull)) for name, type_ in types.items()}


def read(variables, **fields):
    """A form.Read of these fields; __ in a name is a dot."""
    base = {"lines[0].variantId": ["v"], "lines[0].quantity": ["1"], "ids": ["a"]}
    return form.read({**base, **{name.replace("__", "."): value for name, value in fields.items()}}, variables)


@pytest.mark.parametrize(
    ("fields", "name", "value"),
    [
        ({"n": ["7"]}, "n", 7),
        ({"n": [" -7 "]}, "n", -7),
        ({"yes": ["on"]}, "yes", True),
        ({}, "yes", False),
        ({"maybe": ["no"]}, "maybe", False),
        ({"maybe": ["false", "on"]}, "maybe", True),
        ({"ids": ["a", "", "b"]}, "ids", ["a", "b"]),
        ({"text": ["a\r\nb"]}, "text", "a\nb"),
        ({"text": [""]}, "text", ""),
        ({"language": ["FR"]}, "language", "FR"),
        ({"amount": ["1 234,50"]}, "amount", "1234.50"),
        ({"where__price__range__gte": ["3,5"]}, "where", {"price": {"range": {"gte": "3.5"}}}),
        ({"where[ids][]": ["a", "b"]}, "where", {"ids": ["a", "b"]}),
        (
            {"where.attributes[flour].values[]": ["rye", "oat"], "where.attributes[0].slug": ["size"]},
            "where",
            {"attributes": [{"slug": "size"}, {"values": ["rye", "oat"], "slug": "flour"}]},
        ),
    ],
)
def test_texts_become_what_the_document_wants(variables, fields, name, value):
    found = read(variables, **fields)
    assert found.problems == []
    assert found.variables[name] == value


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"lines[1]": ["1"], "lines[1].variantId": ["x"]}, "lines[1].variantId"),
        ({"lines[0]": ["1"]}, "lines[0]"),
        ({"ids[]": ["a"]}, "ids[]"),
        ({"where.ids[]": ["a"], "where.ids[0]": ["b"]}, "where.ids[0]"),
        ({"where[ids][0]": ["a"], "where.ids.0": ["b"]}, "where.ids.0"),
    ],
)
def test_what_is_a_value_and_a_path_at_once_is_refused(variables, fields, name):
    assert [problem[0] for problem in read(variables, **fields).problems] == [name]


@pytest.mark.parametrize(
    ("fields", "name", "sentence"),
    [
        ({"n": ["seven"]}, "n", "Please write a whole number."),
        ({"n": ["٣"]}, "n", "Please write a whole number."),
        ({"amount": ["1.2.3"]}, "amount", "Please write a number, such as 12.50."),
        ({"amount": ["NaN"]}, "amount", "Please write a number, such as 12.50."),
        ({"language": ["XX"]}, "language", "Please choose one of these."),
        ({"maybe": ["perhaps"]}, "maybe", "Please choose yes or no."),
        ({"lines[0].quantity": [""]}, "lines[0].quantity", "Please fill this in."),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field(variables, fields, name, sentence):
    from django.utils import translation

    with translation.override("en"):
        assert read(variables, **fields).problems == [(name, sentence)]


def test_empty_and_unknown_fields_are_not_sent(variables):
    found = read(variables, n=[""], language=[""], nothing=["x"], _next=["/"], where__nothing=["x"])
    assert sorted(found.variables) == ["ids", "lines", "where", "yes"]
    assert found.variables["where"] == {}


def test_lines_keep_their_order(variables):
    fields = {}
    for number in (10, 2, 1):
        fields |= {f"lines[{number}].variantId": [f"v{number}"], f"lines[{number}].quantity": [str(number)]}
    found = form.read(fields, variables)
    assert [line["quantity"] for line in found.variables["lines"]] == [1, 2, 10]


names = st.lists(
    st.sampled_from(["n", "yes", "ids", "where", "lines", ".", "[", "]", "[]", "0", "quantity", "AND", "ids", "price"]),
    min_size=1,
    max_size=10,
).map("".join)


@given(st.dictionaries(names, st.lists(st.text(max_size=4), max_size=3), max_size=8))
def test_no_form_is_too_odd(variables, fields):
    found = form.read(fields, variables)
    assert set(found.variables) <= set(variables)
