"""Every field of every type, asked by everybody: nothing breaks, nothing leaks, and nothing costs more for more."""

import pytest
from django.db import reset_queries

from storefront.api.context import acting_as
from storefront.api.run import run
from storefront.api.schema import schema
from tests.saleor.documents import Documents
from tests.saleor.known import named_ids, secrets
from tests.saleor.world import a_world

pytestmark = pytest.mark.django_db
CLOSED = {  # what the anonymous are refused beside private metadata; everything else answers them, maybe masked
    "Channel": "checkoutSettings hasOrders orderSettings stockSettings",
    "Checkout": "user",
    "Fulfillment": "shippingRefundedAmount totalRefundedAmount",
    "GiftCard": "code events",
    "Order": "checkoutId events grantedRefunds invoices payments totalAuthorizePending totalCancelPending "
    "totalChargePending totalGrantedRefund totalRefundPending totalRefunded totalRemainingGrant transactions user",
    "OrderLine": "allocations taxClass",
    "Product": "channelListings",
    "ProductVariant": "channelListings stocks",
    "Query": "channels deadLetters orders warehouse warehouses",
    "TransactionItem": "events pspReference",
}
BEHIND_CLOSED_DOORS = {"TaxClass", "User", "Voucher"}  # the anonymous do not even get as far as their notes
NOT_YET = {  # kinds of things that a shop of this version does not have, or that only trouble brings
    "App",
    "CheckoutLineProblemInsufficientStock",
    "CheckoutLineProblemVariantNotAvailable",
    "CheckoutProblemDeliveryMethodInvalid",
    "CheckoutProblemDeliveryMethodStale",
    "ChoiceValue",
    "DeadLetter",
    "DeadLetterCountableConnection",
    "DeadLetterCountableEdge",
    "GatewayConfigLine",
    "Invoice",
    "OrderEventDiscountObject",
    "OrderGrantedRefund",
    "OrderGrantedRefundLine",
    "Payment",
    "Transaction",
}
SILENT = {  # fields that have nothing to say in the world of these tests
    "AddressValidationData": "cityAreaChoices cityChoices countryAreaChoices",
    "AssignedChoiceAttributeValue": "translation",
    "AssignedSwatchAttributeValue": "file hexColor translation",
    "CategoryTranslation": "slug",
    "Channel": "productPages",
    "Checkout": "problems shippingMethod",
    "CheckoutLine": "problems",
    "CollectionTranslation": "slug",
    "Fulfillment": "reason reasonReference shippingRefundedAmount totalRefundedAmount",
    "FulfillmentLine": "reason reasonReference",
    "Order": "availableCollectionPoints externalReference grantedRefunds invoices payments shippingMethods",
    "OrderDiscount": "reason",
    "OrderEvent": "app discount email emailType invoiceNumber oversoldItems paymentGateway paymentId related "
    "relatedOrder shippingCostsIncluded",
    "OrderEventOrderLineObject": "discount",
    "OrderLine": "priceOverrideReason unitDiscountReason voucherCode",
    "OrderLineDiscount": "name reason translatedName",
    "PageTranslation": "slug",
    "PaymentGateway": "config currencies",
    "Product": "ripeness",
    "ProductTranslation": "slug",
    "TaxClass": "metadata metafield privateMetadata privateMetafield",
    "User": "avatar externalReference lastLogin",
}
WHO = ["anonymous", "customer", "staff", "superuser", "neighbour", "stranger"]
NOTES = {"privateMetadata", "privateMetafield", "privateMetafields"}


@pytest.fixture
def world(db):
    return a_world()


def documents(world, **words):
    return Documents(schema().graphql_schema, named_ids(world), "pain", **words)


def asked(world, who, document):
    """The answer; a document that is not executed at all is a fault of this test."""
    answer, status = run(document, context=acting_as(world.people[who]))
    assert status == 200, (document[:200], answer["errors"][0]["message"])
    return answer


class Inquiry:
    """Somebody asks for everything. denied: {(type, field)}; faults: other errors; answers: {place: data}."""

    def __init__(self, world, who):
        self.world, self.who, self.words = world, who, documents(world)
        self.denied, self.faults, self.answers = set(), [], {}
        for place in self.words.places().values():
            self._ask(place)

    def _ask(self, place):
        while True:
            answer = asked(self.world, self.who, self.words.everything(place, without=self.denied))
            self.answers[place] = answer["data"]
            news = False
            for error in answer.get("errors", ()):
                coordinate, on_the_way = self.words.coordinate(place, error)
                if error["extensions"]["code"] != "PermissionDenied":
                    self.faults.append((coordinate, error["message"]))
                news = news or not (on_the_way or coordinate in self.denied)
                self.denied.add(coordinate)
            if not news:
                return

    def filled(self):
        """{(type, field)} that answered with something."""
        found = set()
        for data in self.answers.values():
            _fill(data, found)
        return found


def _fill(value, found):
    if isinstance(value, list):
        for each in value:
            _fill(each, found)
    elif isinstance(value, dict):
        found.update((value.get("__typename"), name) for name, each in value.items() if each is not None and each != [])
        for each in value.values():
            _fill(each, found)


@pytest.mark.parametrize("who", [who for who in WHO if who != "superuser"])
def test_everybody_asks_for_everything(world, who):
    inquiry = Inquiry(world, who)
    assert inquiry.faults == []
    if who == "anonymous":
        assert {coordinate for coordinate in inquiry.denied if coordinate[1] not in NOTES} == spelled(CLOSED)
        assert without_notes(world, inquiry) - NOT_YET <= BEHIND_CLOSED_DOORS
    if who in ("anonymous", "neighbour", "stranger"):
        public = {place: data for place, data in inquiry.answers.items() if place[0][0] != "checkout"}
        assert [(place, word) for place, data in public.items() for word in secrets(world) if word in str(data)] == []


def test_whoever_may_see_everything_does(world):
    inquiry = Inquiry(world, "superuser")
    assert (inquiry.faults, inquiry.denied) == ([], set())
    kinds = schema().graphql_schema.type_map
    asked_for = {(name, field) for name in documents(world).places() for field in kinds[name].fields}
    silent = {(name, field) for name, field in asked_for - inquiry.filled() if name not in NOT_YET}
    assert silent - spelled(SILENT) == set()


def spelled(fields):
    """{"Type": "field field"} as {(type, field)}."""
    return {(name, field) for name, words in fields.items() for field in words.split()}


def without_notes(world, inquiry):
    """The types whose private notes were not refused."""
    kinds = schema().graphql_schema.type_map
    noted = {(name, note) for name in documents(world).places() for note in NOTES if note in kinds[name].fields}
    return {name for name, _ in noted - inquiry.denied}


def test_more_of_everything_costs_no_more_statements(world, statements):
    counts = {}
    for size in (1, 3, 20):
        while len(world.products) < size:
            world.grow()
        words = documents(world, first=20)
        for way in words.ways():
            reset_queries()
            with statements() as count:
                asked(world, "superuser", words.everything(way, depth=1))
            counts.setdefault(way, []).append(len(count))
    assert {way: found for way, found in counts.items() if found != sorted(found, reverse=True)} == {}
