"""Values that fit their type but no database: refused with a sentence, never an internal error."""

import base64

import pytest

from tests.shop import a_product

pytestmark = pytest.mark.django_db
PAGE = """query($after: String) {
  products(first: 1, channel: "pain", after: $after, sortBy: {field: NAME, direction: ASC})
  { edges { node { id } } } }"""
CHANGED = """query($since: DateTime!) { products(first: 1, channel: "pain", filter: {updatedAt: {gte: $since}}) {
  totalCount } }"""


def messages(answer):
    return [error["message"] for error in answer.get("errors", ())]


@pytest.mark.parametrize("values", ['["\\ud800", 1]', '["\\u0000", 1]', "[1e999, 1]", f'["a", {2**63}]', '["a", [1]]'])
def test_cursors_that_nobody_gave(graphql, values):
    a_product()
    answer = graphql(PAGE, {"after": base64.b64encode(values.encode()).decode()})
    assert messages(answer) == ["Received cursor is invalid."]


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_moments_that_do_not_exist_in_utc(graphql, moment):
    answer = graphql(CHANGED, {"since": moment})
    assert [message.endswith("This moment is out of range.") for message in messages(answer)] == [True]


def test_a_moment_without_a_zone_is_utc(graphql):
    a_product()
    assert graphql(CHANGED, {"since": "2020-01-01T00:00:00"})["data"]["products"]["totalCount"] == 1
