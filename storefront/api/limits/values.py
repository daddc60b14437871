"""Values that came from outside: variables and texts that no database, log or answer would choke on."""

from .. import limits
from ..errors import Refused


def refuse_odd_text(text):
    """Refuse NUL and lone surrogates, which PostgreSQL and UTF-8 cannot hold."""
    if "\0" in text:
        raise Refused("The request holds a NUL character; remove it.")
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            raise Refused("The request holds half of a surrogate pair; send valid Unicode.")


def refuse_odd_values(variables):
    """Refuse variables with lists, texts, numbers or nesting beyond the limits. Files pass."""
    waiting = [(variables, 0)]
    while waiting:
        value, depth = waiting.pop()
        if isinstance(value, str):
            if len(value) > limits.STRING:
                raise Refused(f"A string has at most {limits.STRING} characters.")
            refuse_odd_text(value)
        elif isinstance(value, dict | list):
            if depth > limits.NESTING:
                raise Refused(f"The variables are nested more than {limits.NESTING} deep.")
            waiting.extend((item, depth + 1) for item in _items(value))
        elif isinstance(value, int) and abs(value) > limits.NUMBER:
            raise Refused("A whole number in the variables is too large.")


def _items(value):
    if isinstance(value, list):
        if len(value) > limits.LIST:
            raise Refused(f"A list has at most {limits.LIST} items; send several requests.")
        return value
    return [*value.keys(), *value.values()]
