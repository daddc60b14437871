"""Who a shop is by law: what its legal notice must say (in France: LCEN, code de commerce, code de la consommation).

Words are one text, or one for each language: {"fr": …, "en": …}.
"""

import re
from decimal import Decimal, InvalidOperation

WORDS = (
    "name",  # as registered
    "form",  # SARL, SAS, entreprise individuelle …
    "siren",  # 9 digits
    "siret",  # the SIREN and 5 more
    "vat_number",
    "vat_exemption",  # such as "TVA non applicable, art. 293 B du CGI"
    "register",  # where it is registered, and under which number
    "capital",  # major units of the shop's currency, as a string
    "publication_director",
    "host",
    "mediator",
)


def is_sound(legal):
    """Are these words known, in texts, and do the numbers have their digits?"""
    if not isinstance(legal, dict) or not legal.keys() <= set(WORDS) or not all(map(_is_text, legal.values())):
        return False
    siren, siret = legal.get("siren", ""), legal.get("siret", "")
    if siren and not re.fullmatch(r"[0-9]{9}", siren):
        return False
    if siret and not re.fullmatch((siren or "[0-9]{9}") + "[0-9]{5}", siret):
        return False
    return capital(legal) is not None or not legal.get("capital")


def word(legal, name, language):
    """One of WORDS in that language ("fr-CA" falls back to "fr"), else in any there is; None when it is missing."""
    said = legal.get(name) or None
    if not isinstance(said, dict):
        return said
    return said.get(language) or said.get(language.split("-")[0]) or next(iter(said.values()), None)


def capital(legal):
    """The capital as a Decimal of major units, or None."""
    try:
        amount = Decimal(legal.get("capital") or "none")
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and amount >= 0 else None


def _is_text(said):
    return isinstance(said, str) or isinstance(said, dict) and all(isinstance(each, str) for each in said.values())
