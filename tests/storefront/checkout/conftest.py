"""What tests of baskets may ask for."""

import pytest

from storefront.accounts import tokens
from tests.storefront.checkout.shop import a_shop


@pytest.fixture
def shop(db):
    """A small shop with three goods of 2.50 EUR, ten of each."""
    return a_shop()


@pytest.fixture
def say(graphql):
    """say(document, user=None, **variables): the payload of the document's one field; no other errors are allowed."""

    def post(document, user=None, **variables):
        answer = graphql(document, variables, tokens.access_token(user) if user else None)
        assert "errors" not in answer, answer["errors"]
        [payload] = answer["data"].values()
        return payload

    return post
