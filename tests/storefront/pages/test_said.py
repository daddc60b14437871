"""Prices, days, hours and weights as people say them."""

from datetime import UTC, datetime

import pytest

from storefront.kernel import clock
from storefront.kernel.said import Manner, town

FR, EN, US = Manner("fr", "FR", "Europe/Paris"), Manner("en", "FR", "Europe/Paris"), Manner("en", "US", "UTC")
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)  # a Wednesday


@pytest.mark.parametrize(
    ("manner", "word", "value", "text"),
    [
        (FR, "price", {"amount": 1234.5, "currency": "EUR"}, "1\u202f234,50\u00a0€"),
        (EN, "price", {"amount": 1.2, "currency": "EUR"}, "1,20\u00a0€"),
        (FR, "price", {"amount": 500, "currency": "JPY"}, "500\u00a0JPY"),
        (US, "price", {"amount": 1.2, "currency": "EUR"}, "€1.20"),
        (FR, "weight", {"unit": "KG", "value": 0.25}, "250\u00a0g"),
        (FR, "weight", {"unit": "KG", "value": 1.2}, "1,2\u00a0kg"),
        (EN, "weight", {"unit": "G", "value": 80}, "80\u00a0g"),
        (FR, "phone", "+33639982405", "06\u00a039\u00a098\u00a024\u00a005"),
        (EN, "phone", "+3225551212", "+32\u00a02\u00a0555\u00a012\u00a012"),
        (FR, "phone", "06 39 98 24 05", "06\u00a039\u00a098\u00a024\u00a005"),
        (FR, "phone", "ring the bell", "ring the bell"),
        (FR, "hour", "2026-11-28T07:00:00+00:00", "8\u00a0h"),
        (FR, "hour", "2026-11-28T07:30:00+00:00", "8\u00a0h\u00a030"),
        (EN, "hour", "2026-11-28T07:00:00+00:00", "8\u00a0am"),
        (EN, "hour", "2026-11-28T11:05:00+00:00", "12:05\u00a0pm"),
        (US, "hour", "2026-11-28T00:00:00+00:00", "12\u00a0am"),
        (FR, "moment", "2026-11-28T07:00:00+00:00", "samedi 8\u00a0h"),
        (EN, "moment", "2026-11-28T07:00:00+00:00", "Saturday 8\u00a0am"),
        (FR, "day", "2026-11-25", "aujourd’hui"),
        (FR, "day", "2026-11-25T23:30:00+00:00", "demain"),
        (EN, "day", "2026-11-26", "tomorrow"),
        (FR, "day", "2026-12-01", "mardi"),
        (FR, "day", "2026-12-02", "mercredi 2 décembre"),
        (FR, "day", "2026-11-24", "mardi 24 novembre"),
        (EN, "day", "2027-01-02", "Saturday 2 January 2027"),
        (US, "day", "2026-12-05", "Saturday, December 5"),
        (FR, "date", "2026-11-28", "samedi 28 novembre 2026"),
    ],
)
def test_it_is_said_as_people_say_it(manner, word, value, text):
    clock.move(NOON)
    assert getattr(manner, word)(value) == text


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("MONTREUIL", "Montreuil"),
        ("FONTENAY-SOUS-BOIS", "Fontenay-sous-Bois"),
        ("L'ISLE-ADAM", "L’Isle-Adam"),
        ("LE PRÉ-SAINT-GERVAIS", "Le Pré-Saint-Gervais"),
        ("VILLENEUVE-D’ASCQ", "Villeneuve-d’Ascq"),
        ("Los Angeles", "Los Angeles"),
        ("", ""),
        (None, ""),
    ],
)
def test_towns_are_not_shouted(written, read):
    assert town(written) == read
