"""What may be given back: a product says it, its shop knows it, its order keeps it; and when a term of the law ends."""

from datetime import date

import pytest

from storefront.catalog.models import Product
from storefront.channels.holidays import easter, is_holiday, next_working_day
from storefront.checkout.complete import complete
from storefront.orders.models import OrderLine
from tests.storefront.checkout.shop import a_checkout, a_shop

pytestmark = pytest.mark.django_db
SELLS = '{ channel(slug: "pain") { shop { sellsReturnable } } }'


def said(**words):
    """All products say so."""
    Product.objects.update(metadata=words)


@pytest.mark.parametrize(
    ("words", "may"),
    [
        ({}, True),
        ({"returnable": "true"}, True),
        ({"returnable": "false"}, False),
        ({"returnable": "personalised"}, False),
    ],
)
def test_an_order_keeps_what_its_product_said(words, may):
    shop = a_shop()
    said(**words)
    complete(a_checkout(shop).pk)
    said(returnable="true")
    assert OrderLine.objects.get().is_returnable is may


def test_one_thing_is_enough_for_a_shop(graphql):
    def sells():
        return graphql(SELLS)["data"]["channel"]["shop"]["sellsReturnable"]

    shop = a_shop()
    a_shop("terre")
    assert sells() is True
    said(returnable="false")
    assert sells() is False
    Product.objects.filter(pk=shop.variants[0].product_id).update(metadata={"returnable": "personalised"})
    assert sells() is False
    Product.objects.filter(pk=shop.variants[1].product_id).update(metadata={"other": "word"})
    assert sells() is True


@pytest.mark.parametrize(("year", "day"), [(1981, (4, 19)), (2008, (3, 23)), (2026, (4, 5)), (2038, (4, 25))])
def test_easter(year, day):
    assert easter(year) == date(year, *day)


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 11, 24), date(2026, 11, 24)),
        (date(2026, 11, 28), date(2026, 11, 30)),
        (date(2026, 5, 1), date(2026, 5, 4)),
        (date(2026, 4, 4), date(2026, 4, 7)),
        (date(2026, 5, 14), date(2026, 5, 15)),
        (date(2026, 5, 25), date(2026, 5, 26)),
    ],
)
def test_a_term_ends_on_a_working_day(day, working):
    assert next_working_day(day, "FR") == working


def test_of_other_countries_only_weekends_are_known():
    assert is_holiday(date(2026, 7, 14), "FR") and not is_holiday(date(2026, 7, 14), "BE")
    assert next_working_day(date(2026, 7, 18), "BE") == date(2026, 7, 20)
