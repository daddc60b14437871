"""Documents, parsed and validated once: kept by their text, the least recently used dropped first."""

import threading
from collections import OrderedDict
from dataclasses import dataclass, field

from graphql import GraphQLError, OverlappingFieldsCanBeMergedRule, parse, specified_rules, validate

from . import limits
from .errors import Refused, unfit
from .limits.document import Shape, shape
from .limits.values import refuse_odd_text

KEPT = 512 * 1024  # characters of document text; in memory a document takes about a hundred times that
LARGEST_KEPT = KEPT // 16
CHEAP = tuple(rule for rule in specified_rules if rule is not OverlappingFieldsCanBeMergedRule)


class Invalid(Exception):
    """A document that cannot be executed; `errors` are ready for the answer."""

    def __init__(self, errors):
        super().__init__("invalid document")
        self.errors = errors


@dataclass
class Prepared:
    """A valid document. costs: {(operation, the variables that matter): cost}."""

    ast: object
    shape: Shape
    costs: dict = field(default_factory=dict)
    cost_depends_on: dict = field(default_factory=dict)


class Kept:
    """A bounded, thread-safe memory of what texts stand for."""

    def __init__(self, room):
        self.room, self.used, self.items, self.lock = room, 0, OrderedDict(), threading.Lock()

    def get(self, key):
        """What was put under the key, or None."""
        with self.lock:
            found = self.items.get(key)
            if found is not None:
                self.items.move_to_end(key)
            return found and found[0]

    def put(self, key, value, size):
        """Keep the value and drop what was not used for longest, until everything fits."""
        with self.lock:
            self.used += size - self.items.pop(key, (None, 0))[1]
            self.items[key] = (value, size)
            while self.used > self.room:
                _, (_, freed) = self.items.popitem(last=False)
                self.used -= freed

    def clear(self):
        """Forget everything."""
        with self.lock:
            self.items.clear()
            self.used = 0


kept = Kept(KEPT)


def prepared(text, schema):
    """The Prepared document of a text; raises Refused or Invalid. Only valid documents are kept."""
    found = kept.get((text, schema))
    if found is None:
        found = _prepare(text, schema)
        if len(text) <= LARGEST_KEPT:
            kept.put((text, schema), found, len(text))
    return found


def _prepare(text, schema):
    refuse_odd_text(text)
    try:
        ast = parse(text, max_lexical_tokens=limits.TOKENS, max_comments=limits.TOKENS, max_source_length=limits.BODY)
    except RecursionError:
        raise Refused("The document is nested too deeply; ask for less at once.")
    except GraphQLError as error:
        raise Invalid([unfit(error)])
    found = Prepared(ast, shape(ast))
    for rules in (CHEAP, (OverlappingFieldsCanBeMergedRule,)):
        errors = validate(schema, ast, rules, max_errors=limits.ERRORS, hide_suggestions=True)
        if errors:
            raise Invalid([unfit(error) for error in errors])
    return found
