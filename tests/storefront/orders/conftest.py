"""A house that sells, its seller, and somebody else's house and seller."""

import pytest

from storefront.accounts import tokens
from tests.orders import a_house, a_person, a_seller


@pytest.fixture
def house(db):
    """A bakery with two variants, ten of each."""
    return a_house()


@pytest.fixture
def seller(house):
    """(user, token) of the bakery's seller."""
    return a_seller(house)


@pytest.fixture
def token(seller):
    """The token of the bakery's seller."""
    return seller[1]


@pytest.fixture
def neighbour(db):
    """The token of a seller of another shop."""
    return a_seller(a_house("fleurs"))[1]


@pytest.fixture
def customer(db):
    """(user, token) of Anna."""
    user = a_person()
    return user, tokens.access_token(user)


@pytest.fixture
def strangers(neighbour, customer):
    """Tokens of those who have no business with the bakery's orders: nobody, a customer, the neighbour."""
    return {"nobody": None, "customer": customer[1], "neighbour": neighbour}
