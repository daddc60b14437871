import collections
import os

import pytest
from graphql import get_named_type, is_abstract_type, is_composite_type

from storefront.api.context import acting_as
from storefront.api.run import run
from storefront.api.schema import schema
from tests.saleor.documents import *
from tests.saleor.world import *


def ask(doc, visitor):
    return run(doc, None, context=acting_as(visitor))


@pytest.mark.django_db
def test_g(statements):
    w = a_world()
    counts = {}
    for size in (1, 3, int(os.environ.get("TOP", "6"))):
        while len(w.products) < size:
            w.grow()
        d = Documents(schema().graphql_schema, named_ids(w), "pain", first=6)
        for name, place in d.places().items():
            t = schema().graphql_schema.get_type(name)
            edges = [place]
            for f, fd in t.fields.items():
                u = get_named_type(fd.type)
                if is_composite_type(u):
                    edges += [
                        (*place, (f, c.name if is_abstract_type(u) else None))
                        for c in (schema().graphql_schema.get_possible_types(u) if is_abstract_type(u) else [u])
                    ]
            for e in edges:
                try:
                    doc = d.everything(e, 1)
                except LookupError as x:
                    print(x)
                    continue
                with statements() as n:
                    a, st = ask(doc, w.people["superuser"])
                if st != 200:
                    print("STATUS", e, a["errors"][0]["message"][:200])
                for x in a.get("errors", []):
                    print("ERR", e, x["message"])
                sqls = [s.replace('"', "")[:0] + s for s in n]
                counts.setdefault(e, []).append((size, len(n), sqls))
    for e, c in counts.items():
        ns = [x[1] for x in c]
        if len(set(ns[1:])) > 1:
            import re

            norm = lambda s: re.sub(r"\d+|'[^']*'|IN \([^)]*\)", "?", s.split(" FROM ", 1)[-1])[:150]
            a = collections.Counter(map(norm, c[-2][2]))
            b = collections.Counter(map(norm, c[-1][2]))
            print("GROWS", ".".join(x + (f":{y}" if y else "") for x, y in e), ns)
            for k, v in (b - a).items():
                print("     ", v, k)
