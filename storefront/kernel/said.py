"""Prices, days, hours, weights and towns as people of a country say and write them: on pages and in e-mails."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from zoneinfo import ZoneInfo

import phonenumbers
from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time
from babel.numbers import format_currency, format_decimal

from . import clock

NEAR = {"fr": ("aujourd’hui", "demain"), "en": ("today", "tomorrow")}
UNITS = {"G": "g", "KG": "kg", "LB": "lb", "OZ": "oz", "TONNE": "t"}
ABROAD = {"en": "en_GB"}  # English where English is foreign: the day before the month
SMALL = re.compile("aux?|à|de?|des|du|en|et|l[ae]?|les|lès|lez|sous|sur")  # words within the name of a town
SPACE = "\u00a0"  # a number and its unit stay on one line


@dataclass(frozen=True)
class Manner:
    """Language, country and zone of whoever is spoken to."""

    language: str
    country: str
    zone: str

    @property
    def locale(self):
        """Babel's Locale: the language as that country writes it."""
        return locale_of(self.language, self.country)

    def price(self, money):
        """{"amount": 1.2, "currency": "EUR"} -> "1,20 €"."""
        return format_currency(Decimal(str(money["amount"])), money["currency"], locale=self.locale)

    def number(self, value):
        """1234.5 -> "1 234,5"."""
        return format_decimal(Decimal(str(value)), locale=self.locale)

    def weight(self, weight):
        """{"unit": "KG", "value": 0.25} -> "250 g"."""
        unit, value = weight["unit"], Decimal(str(weight["value"]))
        if unit == "KG" and value < 1:
            unit, value = "G", value * 1000
        return f"{format_decimal(value, locale=self.locale)}{SPACE}{UNITS[unit]}"

    def phone(self, number):
        """A telephone number as it is dialled in the shop's country: "06 39 98 24 05"; abroad "+32 2 555 12 12"."""
        try:
            parsed = phonenumbers.parse(number, self.country or None)
        except phonenumbers.NumberParseException:
            return number
        at_home = parsed.country_code == phonenumbers.country_code_for_region(self.country)
        way = phonenumbers.PhoneNumberFormat.NATIONAL if at_home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
        return phonenumbers.format_number(parsed, way).replace(" ", SPACE)

    def date(self, when, form="long"):
        """The date in full: "samedi 28 novembre 2026"; form "short": "28/11/2026"."""
        return format_date(self._day(when), "full" if form == "long" else form, locale=self.locale)

    def dated(self, when):
        """The date without the day of the week: "28 novembre 2026"."""
        return format_date(self._day(when), "long", locale=self.locale)

    def day(self, when):
        """The day as people say it: "aujourd’hui", "demain", within a week "samedi", else "samedi 28 novembre"."""
        day, today = self._day(when), self._local(clock.now()).date()
        far = (day - today).days
        if far in (0, 1):
            return NEAR.get(self.language, NEAR["en"])[far]
        if timedelta(0) < day - today < timedelta(days=7):
            return format_date(day, "EEEE", locale=self.locale)
        return self._dated(day, today)

    def hour(self, when):
        """The time of day: "8 h", "8 h 30"; "8 am", "8:30 am"."""
        at = self._local(when)
        return hour(at, self.language) or format_time(at, "short", locale=self.locale)

    def moment(self, when):
        """Day and time: "samedi 8 h"."""
        return f"{self.day(when)} {self.hour(when)}"

    def _dated(self, day, today):
        pattern = {"fr": "EEEE d MMMM", "en": "EEEE d MMMM"}.get(self.language, "EEEE d MMMM")
        if self.language == "en" and self.country == "US":
            pattern = "EEEE, MMMM d"
        return format_date(day, pattern if day.year == today.year else f"{pattern} y", locale=self.locale)

    def _day(self, when):
        if isinstance(when, str) and len(when) == 10:
            return date.fromisoformat(when)
        return when if isinstance(when, date) and not isinstance(when, datetime) else self._local(when).date()

    def _local(self, when):
        moment = datetime.fromisoformat(when) if isinstance(when, str) else when
        return moment.astimezone(ZoneInfo(self.zone))


def hour(at, language):
    """A time of day as French and English say it, "8 h 30", "8:30 am"; "" in other languages."""
    if language == "fr":
        return f"{at.hour}{SPACE}h" + (f"{SPACE}{at.minute:02d}" if at.minute else "")
    if language == "en":
        minutes = f":{at.minute:02d}" if at.minute else ""
        return f"{at.hour % 12 or 12}{minutes}{SPACE}{'am' if at.hour < 12 else 'pm'}"
    return ""


def town(name):
    """A town that a postal label shouts, as people write it: "L'ISLE-ADAM" -> "L’Isle-Adam"; others as they are."""
    if not name or not name.isupper():
        return name or ""
    pieces = re.split(r"([\s'’-]+)", name.lower())
    said = [piece if at and SMALL.fullmatch(piece) else piece.capitalize() for at, piece in enumerate(pieces)]
    return "".join(said).replace("'", "’")


@cache
def locale_of(language, country):
    """Babel's Locale: the language as that country writes it."""
    for code in (f"{language}_{country}", ABROAD.get(language, language)):
        try:
            return Locale.parse(code)
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse("en")
