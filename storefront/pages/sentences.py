"""What the API answers, in the reader's language: api/locale knows its sentences, numbers stand there as #."""

import re

from django.utils.translation import gettext

NUMBER = re.compile(r"\d+")


def said(message):
    """A refusal's sentence as people read it; one that nobody has translated stays as it is."""
    message = message or ""
    known = NUMBER.sub("#", message)
    found = gettext(known) if known else ""
    if found == known:
        return message
    numbers = iter(NUMBER.findall(message))
    return re.sub("#", lambda _at: next(numbers, ""), found)
