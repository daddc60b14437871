"""Tax rates by class, country and date."""

from datetime import date

import pytest

from storefront.channels import actions, queries
from storefront.channels.models import TaxRate
from storefront.kernel.errors import ShopError


@pytest.fixture
def bread(db):
    """A tax class."""
    return actions.create_tax_class("Bread", "bread")


def test_a_rate_holds_until_the_next_begins(bread):
    actions.set_tax_rate(bread, "FR", 550, valid_from=date(2020, 1, 1), reason="food")
    actions.set_tax_rate(bread, "FR", 700, valid_from=date(2026, 1, 1))
    actions.set_tax_rate(bread, "FR", 600, valid_from=date(2024, 1, 1))
    days = [
        date(2019, 12, 31),
        date(2020, 1, 1),
        date(2023, 12, 31),
        date(2024, 1, 1),
        date(2025, 12, 31),
        date(2026, 1, 1),
        date(2099, 1, 1),
    ]
    seen = [queries.tax_rates("FR", day).get(bread.pk, (None, ""))[0] for day in days]
    assert seen == [None, 550, 550, 600, 600, 700, 700]
    assert queries.tax_rates("FR", date(2020, 1, 1)) == {bread.pk: (550, "food")}
    ends = list(TaxRate.objects.order_by("valid_from").values_list("valid_to", flat=True))
    assert ends == [date(2024, 1, 1), date(2026, 1, 1), None]


def test_countries_and_classes_do_not_mix_and_cost_one_statement(bread, statements):
    flowers = actions.create_tax_class("Flowers", "flowers")
    actions.set_tax_rate(bread, "FR", 550, valid_from=date(2020, 1, 1))
    actions.set_tax_rate(bread, "BE", 600, valid_from=date(2020, 1, 1))
    actions.set_tax_rate(flowers, "FR", 1000, valid_from=date(2020, 1, 1))
    with statements() as count:
        assert queries.tax_rates("FR", date(2026, 5, 1)) == {bread.pk: (550, ""), flowers.pk: (1000, "")}
    assert len(count) == 1
    assert queries.tax_rates("DE", date(2026, 5, 1)) == {}


def test_setting_a_rate_again_corrects_it(bread):
    actions.set_tax_rate(bread, "FR", 500, valid_from=date(2020, 1, 1))
    actions.set_tax_rate(bread, "FR", 550, valid_from=date(2020, 1, 1))
    assert [rate.rate for rate in TaxRate.objects.all()] == [550]


@pytest.mark.parametrize("rate", [-1, 10001])
def test_impossible_rates(bread, rate):
    with pytest.raises(ShopError) as refusal:
        actions.set_tax_rate(bread, "FR", rate, valid_from=date(2020, 1, 1))
    assert refusal.value.code == "INVALID"


def test_a_tax_class_has_a_slug_of_its_own(bread):
    with pytest.raises(ShopError) as refusal:
        actions.create_tax_class("Bread again", "bread")
    assert refusal.value.code == "UNIQUE"
