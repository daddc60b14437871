"""make bench: requests per second, p50 and p95, and each as a ratio to the same server answering fixed bytes."""

import argparse
import itertools
import json
import tempfile
from contextlib import nullcontext
from functools import partial

from tests import postgres

from . import lighthouse, questions
from .load import measure
from .server import run, server

CHANNEL = "bench"
DATABASES = {"SQLite": nullcontext, "PostgreSQL": partial(postgres.cluster, durable=True)}


def main():
    """Both engines, three sizes of catalogue; then Lighthouse."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--seconds", type=float, default=4, help="for each figure")
    parser.add_argument("--products", type=int, nargs="*", default=[75, 1000, 20000])
    parser.add_argument("--engines", nargs="*", default=["SQLite", "PostgreSQL"])
    parser.add_argument("--only", choices=["api", "lighthouse"], help="one part alone")
    parser.add_argument("--street", help="for Lighthouse: the address of a demo street that runs already")
    parser.add_argument("--runs", type=int, default=5, help="of Lighthouse, for each page")
    chosen = parser.parse_args()
    if chosen.only != "lighthouse":
        for engine in chosen.engines:
            bench(engine, DATABASES[engine], chosen)
    if chosen.only != "api":
        lighthouse.bench(chosen.runs, chosen.street)


def bench(engine, database, chosen):
    """One engine: each size in a database of its own."""
    lists = {}
    for count in chosen.products:
        with tempfile.TemporaryDirectory(prefix="shop-bench-") as folder, database() as url:
            filled = json.loads(run(folder, f"from benchmarks.street import fill; fill({count})", url).splitlines()[-1])
            print(f"\n{engine}, {count} products", flush=True)
            print(f"  {'':23}{'per second':>11}{'p50 ms':>9}{'p95 ms':>9}{'bytes':>9}   of fixed bytes", flush=True)
            with server(folder, url) as address:
                lists[count] = figures(address, works(filled, address), chosen.seconds)["product list (20)"]
            run(
                folder,
                "from django.core.management import call_command; call_command('collectstatic', interactive=False)",
            )
            with server(folder, url, hot="1") as address:
                figures(address, pages(filled), chosen.seconds / 2)
    smallest, largest = min(lists), max(lists)
    print(f"  list at {largest} products costs {lists[largest] / lists[smallest]:.2f} × its cost at {smallest}")


def figures(address, works, seconds):
    """Print one line for each kind of request; returns {kind: median milliseconds}."""
    medians = {}
    for name, work in works:
        measure(address, work, 0.7)
        found = measure(address, work, seconds)
        fixed = measure(address, lambda client, n=found.size or 500: client.post(f"/fixed/{n}", b"{}"), 1)
        print(
            f"  {name:23}{found.rate:11.1f}{found.median:9.1f}{found.percentile(0.95):9.1f}{found.size:9}"
            f"   1/{fixed.rate / found.rate:.0f}",
            flush=True,
        )
        medians[name] = found.median
    return medians


def works(filled, address):
    """(name, work) of each kind of request."""
    slugs, words = itertools.cycle(filled["slugs"]), itertools.cycle(filled["words"])
    variants, wholes = itertools.cycle(filled["variants"]), itertools.cycle(filled["variants"])
    baskets, amounts = {}, itertools.cycle((2, 1, 3))

    def change(client):
        mine = baskets.get(client) or questions.basket(client, CHANNEL, next(variants))
        baskets[client] = mine
        lines = [{"lineId": mine["lines"][0]["id"], "quantity": next(amounts)}]
        return client.post("/graphql/", questions.body(questions.ADD, id=mine["id"], lines=lines))

    def graphql(document, **variables):
        return lambda client: client.post(
            "/graphql/",
            questions.body(document, channel=CHANNEL, **{name: next(values) for name, values in variables.items()}),
        )

    def whole(client):
        questions.purchase(client, CHANNEL, next(wholes))

    return [
        ("product list (20)", graphql(questions.LIST)),
        ("product page", graphql(questions.PAGE, slug=slugs)),
        ("search", graphql(questions.SEARCH, words=words)),
        ("basket change", change),
        ("full purchase, 7 calls", whole),
    ]


def pages(filled):
    """(name, work) of each page, from memory and worked out: an address that nobody asked before is not known."""
    places = {"street": "/en/", "shop": f"/en/{CHANNEL}/", "product": f"/en/{CHANNEL}/products/{filled['slugs'][0]}/"}
    places["search"] = f"/en/{CHANNEL}/search/?search=brioche"
    new = itertools.count()

    def unknown(place):
        return lambda client: client.get(f"{place}{'&' if '?' in place else '?'}new={next(new)}")

    known = [(f"page, known: {name}", lambda client, at=place: client.get(at)) for name, place in places.items()]
    return [*known, *((f"page, unknown: {name}", unknown(place)) for name, place in places.items())]


if __name__ == "__main__":
    main()
