"""What goes wrong while the demo street is loaded: it goes on where it stopped, and stays out of a real shop."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError

from fixtures import load
from storefront.accounts.models import User
from storefront.catalog.models import Product
from storefront.channels.models import Channel
from storefront.orders.models import Order
from tests import goods
from tests.storefront.demo.street import marks

pytestmark = pytest.mark.django_db


def test_what_was_interrupted_is_completed():
    in_the_way = User.objects.create(email="owner@pain.example")
    with pytest.raises(IntegrityError):
        load.demo_street(pictures=False, orders=9)
    in_the_way.delete()
    load.demo_street(pictures=False, orders=9)
    assert {channel.slug: channel.products.count() >= 25 for channel in Channel.objects.all()} == {
        "fleurs": True,
        "pain": True,
        "terre": True,
    }
    assert Order.objects.count() == 9
    assert User.objects.filter(email="owner@pain.example", is_staff=True).count() == 1
    before = marks()
    load.demo_street(pictures=False, orders=9)
    assert marks() == before


def test_a_real_shop_is_left_alone():
    goods.a_shop("librairie")
    with pytest.raises(ImproperlyConfigured):
        load.demo_street(pictures=False, orders=0)
    assert (Product.objects.count(), User.objects.count()) == (0, 0)
