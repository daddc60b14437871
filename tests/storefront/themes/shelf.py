"""What the tests of the shop's pages put on the shelf."""

import re

from storefront.catalog import actions
from tests import shop

MARKUP = '<b>Tarte</b> & "crème" </script><script>alert(1)</script>'


def food():
    """A type of food: what it contains and may contain, its flour, and pieces by size."""
    choices = ["Gluten", "Milk", "Nuts", "Eggs", "None"]
    return actions.create_product_type(
        "Food",
        slug="food",
        tax_class=shop.a_tax_class(),
        product_attributes=[
            shop.an_attribute("contains", "MULTISELECT", allergens="CONTAINS", values=choices),
            shop.an_attribute("traces", "MULTISELECT", allergens="MAY_CONTAIN", values=choices),
            shop.an_attribute("flour"),
        ],
        variant_attributes=[(shop.an_attribute("size"), True)],
    )


def text(response):
    """The page as a browser shows it."""
    return response.content.decode()


def words(response):
    """The page in one line, without doubled blanks."""
    return re.sub(r"[ \n]+", " ", text(response))
