"""The customer chooses how the goods arrive."""

import pytest

from storefront.delivery.models import ShippingMethod
from storefront.kernel import ids
from storefront.kernel.models import Hold
from tests.storefront.checkout.shop import LYON, PARIS, a_checkout, a_point, a_shop, gid, put_in
from tests.storefront.checkout.words import CALCULATE, DELIVERY, PROBLEMS, READ, SHIPPING, codes

pytestmark = pytest.mark.django_db
CHOICES = """query($id: ID) { checkout(id: $id) {
  shippingMethods { id name price { amount } type maximumOrderPrice { amount } metadata { key } }
  availableCollectionPoints { id name address { city } clickAndCollectOption }
  deliveryMethod { __typename ... on Warehouse { id name address { city } } ... on ShippingMethod { id name } }
  shippingMethod { id } } }"""


def ready_for_delivery(shop, address, say):
    checkout = a_checkout(shop, ready=False)
    assert say(SHIPPING, id=gid(checkout), shippingAddress=address)["errors"] == []
    return checkout


def test_calculate_names_methods_and_points_with_stable_ids(shop, say):
    checkout = ready_for_delivery(shop, PARIS, say)
    answer = say(CALCULATE, id=gid(checkout))
    assert answer["errors"] == []
    assert [(d["shippingMethod"]["name"], d["shippingMethod"]["price"]["amount"]) for d in answer["deliveries"]] == [
        ("Bicycle", 4.9),
        ("Post", 7.9),
        ("Pain Comptoir", 0.0),
    ]
    assert say(CALCULATE, id=gid(checkout)) == answer
    assert len({d["id"] for d in answer["deliveries"]}) == 3


def test_before_an_address_only_points_are_offered(shop, say):
    checkout = a_checkout(shop, ready=False)
    assert [d["shippingMethod"]["name"] for d in say(CALCULATE, id=gid(checkout))["deliveries"]] == ["Pain Comptoir"]
    refusal = say(DELIVERY, id=gid(checkout), deliveryMethodId=gid(shop.post))
    assert codes(refusal) == [("DELIVERY_METHOD_NOT_APPLICABLE", "deliveryMethodId")]


def test_calculate_of_what_is_no_basket(shop, say):
    assert say(CALCULATE, id=ids.to_global("Checkout", "f" * 32))["errors"][0]["code"] == "NOT_FOUND"
    wrong = say(CALCULATE, id=gid(shop.point))
    assert (wrong["errors"][0]["code"], wrong["deliveries"]) == ("GRAPHQL_ERROR", [])


def test_an_answer_of_calculate_is_chosen(shop, say):
    checkout = ready_for_delivery(shop, PARIS, say)
    bike, _post, _point = say(CALCULATE, id=gid(checkout))["deliveries"]
    chosen = say(DELIVERY, id=gid(checkout), deliveryMethodId=bike["id"])["checkout"]
    assert chosen["delivery"] == {
        "id": bike["id"],
        "shippingMethod": {
            "id": gid(shop.bike),
            "name": "Bicycle",
            "price": {"amount": 4.9, "currency": "EUR"},
            "minimumDeliveryDays": None,
            "active": True,
        },
    }
    assert chosen["shippingPrice"] == {
        "gross": {"amount": 4.9, "currency": "EUR"},
        "net": {"amount": 4.64},
        "tax": {"amount": 0.26},
    }
    assert chosen["totalPrice"]["gross"]["amount"] == 7.4


def test_a_method_a_point_and_nothing_are_chosen_by_their_own_ids(shop, say):
    checkout = ready_for_delivery(shop, PARIS, say)
    for row, kind, price in ((shop.post, "ShippingMethod", 7.9), (shop.point, "Warehouse", 0.0)):
        chosen = say(DELIVERY, id=gid(checkout), deliveryMethodId=gid(row))["checkout"]
        assert chosen["shippingPrice"]["gross"]["amount"] == price
        method = say(CHOICES, id=gid(checkout))["deliveryMethod"]
        assert (method["__typename"], method["id"], method["name"]) == (kind, gid(row), row.name)
    cleared = say(DELIVERY, id=gid(checkout), deliveryMethodId=None)["checkout"]
    assert (cleared["delivery"], cleared["shippingPrice"]["gross"]["amount"]) == (None, 0.0)
    assert say(CHOICES, id=gid(checkout))["deliveryMethod"] is None


def test_what_may_be_chosen_is_readable(shop, say):
    checkout = ready_for_delivery(shop, LYON, say)
    choices = say(CHOICES, id=gid(checkout))
    assert [method["name"] for method in choices["shippingMethods"]] == ["Post"]
    assert choices["availableCollectionPoints"] == [
        {"id": gid(shop.point), "name": "Pain Comptoir", "address": {"city": "Paris"}, "clickAndCollectOption": "ALL"}
    ]


def test_what_is_not_offered_is_refused(shop, say):
    checkout, other = ready_for_delivery(shop, LYON, say), a_shop("fleurs")
    market = a_point(shop, "marche")
    for row in (shop.bike, other.post, other.point, market):
        answer = say(DELIVERY, id=gid(checkout), deliveryMethodId=gid(row))
        assert codes(answer) == [("DELIVERY_METHOD_NOT_APPLICABLE", "deliveryMethodId")]
    assert codes(say(DELIVERY, id=gid(checkout), deliveryMethodId="odd")) == [("GRAPHQL_ERROR", "id")]
    assert say(READ, id=gid(checkout))["delivery"] is None


def test_a_local_point_gets_the_goods_put_aside_on_its_own_shelves(shop, say):
    checkout, market = a_checkout(shop, 2), a_point(shop, "marche")
    there = put_in(market, shop.variants[0], 2)
    assert say(DELIVERY, id=gid(checkout), deliveryMethodId=gid(market))["errors"] == []
    assert list(Hold.objects.filter(state="HELD").values_list("scarce", "quantity")) == [(there.scarce_id, 2)]


def test_a_delivery_that_stopped_being_possible_is_a_problem(shop, say):
    checkout = ready_for_delivery(shop, PARIS, say)
    say(DELIVERY, id=gid(checkout), deliveryMethodId=gid(shop.bike))
    assert say(PROBLEMS, id=gid(checkout))["problems"] == []
    say(SHIPPING, id=gid(checkout), shippingAddress=LYON)
    [problem] = say(PROBLEMS, id=gid(checkout))["problems"]
    assert problem["__typename"] == "CheckoutProblemDeliveryMethodInvalid"
    assert problem["delivery"]["shippingMethod"] == {"name": "Bicycle"}


def test_a_delivery_with_a_new_price_is_stale_until_the_options_are_read_again(shop, say):
    checkout = ready_for_delivery(shop, PARIS, say)
    say(DELIVERY, id=gid(checkout), deliveryMethodId=gid(shop.bike))
    ShippingMethod.objects.filter(pk=shop.bike.pk).update(price=590)
    [problem] = say(PROBLEMS, id=gid(checkout))["problems"]
    assert problem["__typename"] == "CheckoutProblemDeliveryMethodStale"
    assert problem["delivery"]["shippingMethod"] == {"name": "Bicycle", "price": {"amount": 5.9}}
    assert say(READ, id=gid(checkout))["shippingPrice"]["gross"]["amount"] == 5.9
    say(CALCULATE, id=gid(checkout))
    assert say(PROBLEMS, id=gid(checkout))["problems"] == []


def test_a_shop_that_stops_selling_something_is_a_problem_of_its_line(shop, say):
    checkout = a_checkout(shop, variants=shop.variants[:2])
    first, _second = checkout.lines.all()
    first.variant.listings.all().delete()
    answer = say(PROBLEMS, id=gid(checkout))
    assert answer["problems"] == [{"__typename": "CheckoutLineProblemVariantNotAvailable", "line": {"id": gid(first)}}]
    assert [line["problems"] for line in answer["lines"]] == [
        [{"__typename": "CheckoutLineProblemVariantNotAvailable"}],
        [],
    ]


def test_a_method_has_its_name_in_other_languages(shop, say):
    ShippingMethod.objects.filter(pk=shop.post.pk).update(translations={"fr": {"name": "La Poste"}})
    checkout = ready_for_delivery(shop, LYON, say)
    document = """query($id: ID) { checkout(id: $id) { shippingMethods {
      fr: translation(languageCode: FR) { name language { code } } en: translation(languageCode: EN) { name } } } }"""
    assert say(document, id=gid(checkout))["shippingMethods"] == [
        {"fr": {"name": "La Poste", "language": {"code": "FR"}}, "en": None}
    ]
