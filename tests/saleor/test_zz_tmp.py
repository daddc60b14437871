import base64
import time

import pytest
from graphql import *

from storefront.api.context import acting_as
from storefront.api.run import run
from storefront.api.schema import schema
from tests.saleor.arguments import *
from tests.saleor.documents import *
from tests.saleor.world import *

b = lambda t: base64.b64encode(t.encode()).decode()
U = "3fa85f64-5717-4562-b3fc-2c963f66afa6"
ODD = [
    "",
    "x",
    "Order:1",
    "====",
    b("Menu:1"),
    b("Product:99999999999999999999"),
    b("Product:-1"),
    b("Product:1\0"),
    "\ud800",
    "\0",
    "A" * 100_000,
    "A" * 99_996,
    b("Order:1"),
    b("Product:" + U),
    b("Checkout:7"),
    b("Warehouse:1"),
    b("ProductVariant:" + U),
    b("TransactionItem:1"),
    b("Address:" + U),
    b("OrderLine:3"),
    b("User:" + U),
    b("CheckoutLine:5"),
    b("Attribute:" + U),
    b("Category:" + U),
    b("Collection:" + U),
    b("ProductType:" + U),
    b("Page:" + U),
    b("PageType:" + U),
    b("Channel:" + U),
    b("Voucher:" + U),
    b("GiftCard:" + U),
    b("ShippingMethod:" + U),
    b("app:x:y"),
    b("Menu:" + U),
    b("Fulfillment:" + U),
    b("ShippingZone:" + U),
    b("TaxClass:" + U),
    b("ProductMedia:" + U),
    b("MenuItem:" + U),
    b("CheckoutDelivery:1"),
    b("CheckoutDelivery:" + U),
]


@pytest.mark.django_db
def test_odd():
    w = a_world()
    s = schema().graphql_schema
    a = Arguments(s, named_ids(w))
    d = Documents(s, named_ids(w), "pain")
    n = 0
    t = time.time()
    bad = set()
    for word, name, field in a.roots():
        sel = get_named_type(field.type)
        selection = (
            "{ edges { node { id } } }"
            if sel.name.endswith("Connection")
            else "{ __typename errors { code message } }"
            if word == "mutation"
            else "{ __typename }"
        )
        for arg, literal in a.id_places(name, field):
            args = a.needed(name, field)
            args[arg] = literal
            if sel.name.endswith("Connection"):
                args["first"] = "3"
            doc = call(word, name, args, selection, "($id: ID!)")
            for odd in ODD:
                ans, st = run(doc, {"id": odd}, context=acting_as(w.people["superuser"]))
                n += 1
                if "Internal Server" in str(ans):
                    bad.add((name, arg, literal, odd[:60]))
                elif st != 200 and odd not in ("\ud800", "\0"):
                    bad.add(("STATUS", st, name, odd[:60], ans["errors"][0]["message"][:200]))
    print(n, time.time() - t)
    for x in sorted(map(str, bad)):
        print(x)
    bad = set()
    for word, name, field in a.roots("query"):
        sel = get_named_type(field.type)
        if not sel.name.endswith("Connection"):
            continue
        for arg, literal in a.each_filter(field):
            doc = call(
                word,
                name,
                {"first": "3", "channel": '"pain"', arg: literal}
                if "channel" in field.args
                else {"first": "3", arg: literal},
                "{ totalCount edges { node { id } } }",
            )
            ans, st = run(doc, None, context=acting_as(w.people["superuser"]))
            if st != 200 or "errors" in ans:
                bad.add((name, arg, literal, str(ans["errors"][0]["message"])[:200]))
            if "channel" in field.args:
                ans, st = run(doc.replace('channel: "pain", ', ""), None, context=acting_as(w.people["superuser"]))
                if st != 200 or "errors" in ans:
                    bad.add(("nochannel", name, arg, literal, str(ans["errors"][0]["message"])[:200]))
    for x in sorted(map(str, bad)):
        print(x)
