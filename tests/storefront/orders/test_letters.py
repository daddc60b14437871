"""Anybody can order in anybody's name: what they write must not travel to strangers as a link of ours."""

import pytest
from django.core import mail

from storefront.orders import words
from tests.orders import an_address, an_order, work

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Anna", True),
        ("J.-P. de la Tour", True),
        ("Ring twice. I am at the back.", True),
        ("https://evil.example/win", False),
        ("Win at evil.example now", False),
        ("WWW.EVIL", False),
        ("write to me@evil", False),
    ],
)
def test_what_a_mail_program_would_make_a_link_of_is_left_out(text, kept):
    assert words.harmless(text) == (text if kept else "")


def test_links_of_customers_do_not_travel(house):
    evil = "Prize at evil.example"
    an_order(house, note=evil, billing_address=an_address(first_name=evil), shipping_address=an_address(city=evil))
    work()
    [letter] = mail.outbox
    assert "evil" not in letter.subject + letter.body
    assert letter.body.count("Bonjour,") == 1
