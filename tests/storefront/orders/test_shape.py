"""Every field of an order holds the right thing: for a collected order, and for a delivered one."""

from django.db import transaction

from storefront.catalog.models import ProductMedia
from storefront.channels.models import TaxClass
from storefront.delivery.models import ShippingMethod, ShippingZone
from storefront.discounts.models import GiftCard, Voucher
from storefront.orders.models import OrderLine
from storefront.orders.placing import place
from storefront.pricing.totals import Adjustment
from tests.orders import a_draft, an_address, an_order, gid

WORDS = """query($id: ID) { order(id: $id) { lines {
    productName variantName translatedProductName productSku productVariantId isShippingRequired quantity
    quantityFulfilled quantityToFulfill taxRate taxClass { name } isPriceOverridden isGift voucherCode variant { id }
    thumbnail(size: 64) { url alt } allocations { quantity warehouse { name } } } } }"""
PRICES = """query($id: ID) { order(id: $id) { lines {
    unitDiscountReason unitDiscountType unitDiscountValue unitDiscount { amount }
    unitPrice { gross { amount } net { amount } tax { amount } } totalPrice { gross { amount } net { amount } }
    undiscountedUnitPrice { gross { amount } } undiscountedTotalPrice { gross { amount } }
    discounts { type valueType value reason total { amount } unit { amount } } } } }"""
DELIVERY = """query($id: ID, $token: String) { order(id: $id, token: $token) {
    collectionPointName shippingMethodName isShippingRequired shippingTaxRate
    deliveryMethod { __typename ... on Warehouse { name } ... on ShippingMethod { id name price { amount } } }
    shippingMethod { name } shippingMethods { id } availableCollectionPoints { id }
    shippingPrice { gross { amount } net { amount } } undiscountedShippingPrice { amount } } }"""


def amount(value):
    """A Money of so much."""
    return {"amount": value}


def a_discounted_line(house):
    """An order of one discounted, translated line of taxed bread."""
    off = Adjustment("order", "FIXED", 100, name="Welcome", code="BONJOUR")
    order = an_order(house, [(house.variants[0], 2)], adjustments=[off])
    food = TaxClass.objects.create(name="Food", slug="food")
    OrderLine.objects.update(
        tax_class=food, discount_reason="Welcome", voucher_code="BONJOUR", translated_product_name="Bread in English"
    )
    return order


def test_the_words_of_a_line(graphql, token, house):
    bread, order = house.variants[0], a_discounted_line(house)
    [line] = graphql(WORDS, {"id": gid(order)}, token)["data"]["order"]["lines"]
    assert line == {
        "productName": bread.product.name,
        "variantName": "One",
        "translatedProductName": "Bread in English",
        "productSku": bread.sku,
        "productVariantId": gid(bread),
        "variant": {"id": gid(bread)},
        "isShippingRequired": True,
        "quantity": 2,
        "quantityFulfilled": 0,
        "quantityToFulfill": 2,
        "taxRate": 0.055,
        "taxClass": {"name": "Food"},
        "isPriceOverridden": False,
        "isGift": False,
        "voucherCode": "BONJOUR",
        "thumbnail": None,
        "allocations": [{"quantity": 2, "warehouse": {"name": "Comptoir"}}],
    }


def test_the_prices_of_a_line(graphql, house):
    order = a_discounted_line(house)
    [line] = graphql(PRICES, {"id": gid(order)})["data"]["order"]["lines"]
    [discount] = line.pop("discounts")
    assert line == {
        "unitDiscountReason": "Welcome",
        "unitDiscountType": "FIXED",
        "unitDiscountValue": 0.5,
        "unitDiscount": amount(0.5),
        "unitPrice": {"gross": amount(1.9), "net": amount(1.8), "tax": amount(0.1)},
        "totalPrice": {"gross": amount(3.8), "net": amount(3.6)},
        "undiscountedUnitPrice": {"gross": amount(2.4)},
        "undiscountedTotalPrice": {"gross": amount(4.8)},
    }
    assert discount == {
        "type": "VOUCHER",
        "valueType": "FIXED",
        "value": 1,
        "reason": "Welcome",
        "total": amount(1),
        "unit": amount(0.5),
    }


def test_a_lines_picture(graphql, token, house):
    order = an_order(house, [(house.variants[0], 2)])
    picture = ProductMedia.objects.create(product=house.variants[0].product, image="bread.jpg", alt="A loaf")
    [line] = graphql(WORDS, {"id": gid(order)}, token)["data"]["order"]["lines"]
    assert line["thumbnail"]["alt"] == "A loaf"
    assert line["thumbnail"]["url"].startswith("http")
    picture.delete()
    assert graphql(WORDS, {"id": gid(order)}, token)["data"]["order"]["lines"][0]["thumbnail"] is None


def test_what_is_collected(graphql, house):
    order = an_order(house)
    assert graphql(DELIVERY, {"id": gid(order)})["data"]["order"] == {
        "collectionPointName": "Comptoir",
        "shippingMethodName": None,
        "isShippingRequired": True,
        "shippingTaxRate": 0,
        "deliveryMethod": {"__typename": "Warehouse", "name": "Comptoir"},
        "shippingMethod": None,
        "shippingMethods": [],
        "availableCollectionPoints": [],
        "undiscountedShippingPrice": amount(0),
        "shippingPrice": {"gross": amount(0), "net": amount(0)},
    }


def test_what_is_delivered(graphql, house):
    zone = ShippingZone.objects.create(channel=house.channel, name="France", countries=["FR"])
    bike = ShippingMethod.objects.create(zone=zone, name="Bicycle", price=490)
    order = an_order(house, collection_point=None, shipping_method=bike, shipping=490, shipping_address=an_address())
    assert graphql(DELIVERY, {"id": gid(order)})["data"]["order"] == {
        "collectionPointName": None,
        "shippingMethodName": "Bicycle",
        "isShippingRequired": True,
        "shippingTaxRate": 0.2,
        "shippingMethod": {"name": "Bicycle"},
        "shippingMethods": [],
        "availableCollectionPoints": [],
        "undiscountedShippingPrice": amount(4.9),
        "deliveryMethod": {"__typename": "ShippingMethod", "id": gid(bike), "name": "Bicycle", "price": amount(4.9)},
        "shippingPrice": {"gross": amount(4.9), "net": amount(4.08)},
    }


def test_discounts_voucher_and_gift_cards(graphql, house):
    voucher = Voucher.objects.create(channel=house.channel, name="May", value=10)
    card = GiftCard.objects.create(
        channel=house.channel, code="ABCD-1234", currency="EUR", initial_balance=500, current_balance=100
    )
    share = Adjustment("order", "PERCENTAGE", 1050, name="May", code="MAY10", type="CIRCLE")
    draft = a_draft(
        house, adjustments=[share], voucher=voucher, voucher_code="MAY10", gift_cards=[card], gift_cards_amount=400
    )
    with transaction.atomic():
        order = place(draft)
    document = """query($id: ID, $token: String) { order(id: $id, token: $token) {
        discounts { type name valueType value reason amount { amount } total { amount } }
        voucher { code name } voucherCode giftCards { last4CodeChars }
        total { gross { amount } } undiscountedTotal { gross { amount } } totalCharged { amount } } }"""
    assert graphql(document, {"id": gid(order), "token": order.token})["data"]["order"] == {
        "discounts": [
            {
                "type": "PROMOTION",
                "name": "May",
                "valueType": "PERCENTAGE",
                "value": 10.5,
                "reason": None,
                "amount": amount(1.01),
                "total": amount(1.01),
            }
        ],
        "voucher": {"code": "MAY10", "name": "May"},
        "voucherCode": "MAY10",
        "giftCards": [{"last4CodeChars": "1234"}],
        "total": {"gross": amount(8.59)},
        "undiscountedTotal": {"gross": amount(9.6)},
        "totalCharged": amount(4),
    }


def test_states_are_told_in_the_readers_language(db, house, client):
    order = an_order(house)
    body = {
        "query": "query($id: ID) { order(id: $id) { statusDisplay paymentStatusDisplay } }",
        "variables": {"id": gid(order)},
    }
    told = [
        client.post("/graphql/", body, content_type="application/json", headers={"accept-language": language}).json()[
            "data"
        ]["order"]
        for language in ("fr", "en")
    ]
    assert told == [
        {"statusDisplay": "En attente", "paymentStatusDisplay": "Non réglée"},
        {"statusDisplay": "Unfulfilled", "paymentStatusDisplay": "Not charged"},
    ]
