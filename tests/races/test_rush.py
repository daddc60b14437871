"""A Saturday: several processes buy, change their minds, cancel, count and redeem at once; then the books are right."""

import random
from collections import Counter

import pytest
from django.db.models import F

from storefront.accounts.tokens import access_token
from storefront.checkout.models import Checkout
from storefront.discounts.actions import create_gift_card, create_voucher
from storefront.discounts.models import GiftCard, VoucherUse
from storefront.kernel import holds
from storefront.kernel.holds.ledger import Ledger
from storefront.kernel.models import Hold, Scarce, Task
from storefront.orders.models import Order, OrderLine
from storefront.payments.models import Transaction
from tests.orders import a_person, gid
from tests.races.books import faults
from tests.storefront.checkout.shop import PARIS, a_checkout, a_shop

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE, ROUNDS = 5, 24
CREATE = "mutation($input: CheckoutCreateInput!) { checkoutCreate(input: $input) { checkout { id } errors { code } } }"
LINES = """mutation($id: ID, $lines: [CheckoutLineUpdateInput!]!) { checkoutLinesUpdate(id: $id, lines: $lines) {
  errors { code } } }"""
DELIVERY = """mutation($id: ID, $to: ID) { checkoutDeliveryMethodUpdate(id: $id, deliveryMethodId: $to) {
  errors { code } } }"""
PROMO = "mutation($id: ID, $code: String!) { checkoutAddPromoCode(id: $id, promoCode: $code) { errors { code } } }"
NO_PROMO = (
    "mutation($id: ID, $code: String!) { checkoutRemovePromoCode(id: $id, promoCode: $code) { errors { code } } }"
)
COMPLETE = "mutation($id: ID!) { checkoutComplete(id: $id) { order { id lines { id quantity } } errors { code } } }"
CANCEL = "mutation($id: ID!) { orderCancel(id: $id) { errors { code } } }"
PAID = "mutation($id: ID!) { orderMarkAsPaid(id: $id) { errors { code } } }"
REFUND = "mutation($id: ID!) { orderRefund(id: $id, amount: 1) { errors { code } } }"
FULFILL = (
    "mutation($id: ID, $input: OrderFulfillInput!) { orderFulfill(order: $id, input: $input) { errors { code } } }"
)
STOCK = """mutation($id: ID, $stocks: [StockInput!]!) { productVariantStocksUpdate(variantId: $id, stocks: $stocks) {
  errors { code } } }"""


class Visitor:
    """Somebody (customer and staff in one person) who does this and that, at random but from a seed."""

    def __init__(self, shop, graphql, seed):
        self.shop, self.graphql, self.dice = shop, graphql, random.Random(seed)
        self.said, self.baskets, self.orders = Counter(), [], []
        self.token = access_token(shop.seller)

    def come_early(self):
        """Buy one thing while there is something of everything. Returns itself."""
        self.begin(self.shop.variants[1:2], most=1)
        self.buy()
        return self

    def spend_the_morning(self):
        """Do ROUNDS deeds, return the thing bought early; how often each was answered how."""
        first = self.orders.pop()
        deeds = [self.begin] * 2 + [self.change] * 2 + [self.redeem] * 4 + [self.buy] * 2 + [self.work] * 3
        for _ in range(ROUNDS):
            (self.dice.choice(deeds) if self.baskets else self.dice.choice([self.begin, self.work]))()
        for basket in self.baskets[:2]:
            self.buy(basket)
        self.send(CANCEL, id=first["id"])
        return self.said

    def send(self, document, **variables):
        """The payload; its codes are counted."""
        answer = self.graphql(document, variables, self.token)
        assert "errors" not in answer, answer["errors"]
        [(name, payload)] = answer["data"].items()
        for error in payload["errors"] or [{"code": "DONE"}]:
            self.said[name, error["code"]] += 1
        return payload

    def begin(self, goods=None, most=2):
        lines = [
            {"variantId": gid(variant), "quantity": self.dice.randint(1, most)}
            for variant in goods or self.some_goods()
        ]
        shape = {"channel": self.shop.channel.slug, "email": "anna@mail.example", "lines": lines}
        made = self.send(CREATE, input={**shape, "billingAddress": PARIS})["checkout"]
        if made:
            self.baskets.append(made["id"])
            self.send(DELIVERY, id=made["id"], to=gid(self.shop.point))

    def some_goods(self):
        return self.dice.sample(self.shop.variants, self.dice.randint(1, 3))

    def change(self):
        lines = [{"variantId": gid(variant), "quantity": self.dice.randint(0, 2)} for variant in self.some_goods()]
        self.send(LINES, id=self.dice.choice(self.baskets), lines=lines)

    def redeem(self):
        code = self.dice.choice(self.shop.codes)
        self.send(self.dice.choice([PROMO, PROMO, NO_PROMO]), id=self.dice.choice(self.baskets), code=code)

    def buy(self, basket=None):
        basket = basket or self.dice.choice(self.baskets)
        order = self.send(COMPLETE, id=basket)["order"]
        if order:
            self.orders.append(order)
            self.baskets = [one for one in self.baskets if one != basket]
            again = self.send(COMPLETE, id=basket)["order"]
            assert again == order

    def work(self):
        counted = [{"warehouse": gid(self.shop.point), "quantity": self.dice.randint(0, 20)}]
        self.send(STOCK, id=gid(self.shop.counted), stocks=counted)
        if self.orders:
            order = self.dice.choice(self.orders)
            line = self.dice.choice(order["lines"])
            stocks = [{"warehouse": gid(self.shop.point), "quantity": 1}]
            given = {"lines": [{"orderLineId": line["id"], "stocks": stocks}], "notifyCustomer": False}
            deed = self.dice.choice([CANCEL, PAID, REFUND, FULFILL])
            self.send(deed, id=order["id"], **({"input": given} if deed is FULFILL else {}))


@pytest.fixture
def shop():
    """Little of everything: some pieces, some which staff count again and again, two codes, two cards."""
    shop = a_shop(goods=3, stock=12)
    holds.set_capacity([(shop.variants[1].stocks.get().scarce, 18)])
    shop.counted = shop.variants[2]
    shop.seller = a_person("lea@pain.example", ["MANAGE_ORDERS", "MANAGE_PRODUCTS"])
    create_voucher(shop.channel, ["TROIS"], value=50, usage_limit=3)
    create_voucher(shop.channel, ["TOUS"], value=1000, value_type="PERCENTAGE")
    cards = [create_gift_card(shop.channel, amount).code for amount in (700, 1100)]
    shop.codes = ["TROIS", "TOUS", *cards]
    return shop


def test_after_a_saturday_the_books_are_right(shop, graphql, together, work):
    graphql("{ __typename }")  # what is built here, all processes inherit
    visitors = [Visitor(shop, graphql, seed).come_early() for seed in range(PEOPLE)]
    said = sum(together(Visitor.spend_the_morning, visitors), Counter())
    lowered = [shop.counted.stocks.get().scarce_id]
    assert faults(lowered) == []
    work()
    assert faults(lowered) == []
    assert said["checkoutComplete", "DONE"] == 2 * Order.objects.count()
    assert said["orderCancel", "DONE"] == Order.objects.filter(status="CANCELED").count() >= PEOPLE
    assert VoucherUse.objects.filter(given_back_at=None, voucher__usage_limit=3).count() <= 3
    assert Task.objects.filter(kind="mail", key__contains="ORDER_CONFIRMATION").count() == Order.objects.count()


TAMPERED = {
    "a sale without a count": lambda: Scarce.objects.filter(kind="stock").update(confirmed=F("confirmed") + 1),
    "a capacity that was oversold": lambda: Scarce.objects.filter(kind="stock").update(capacity=0),
    "a hold without its basket": lambda: Checkout.objects.all().delete(),
    "goods sold to nobody": lambda: Hold.objects.filter(state="CONFIRMED").update(owner="Order:nobody"),
    "half an order": lambda: OrderLine.objects.all().delete(),
    "a gap in the numbers": lambda: Order.objects.update(number=2),
    "a wrong total": lambda: Order.objects.update(total_gross=F("total_gross") + 1),
    "a card that kept its money": lambda: GiftCard.objects.update(current_balance=F("initial_balance")),
    "a code that was not used": lambda: VoucherUse.objects.all().delete(),
    "a letter that was never promised": lambda: Task.objects.all().delete(),
    "money nobody had": lambda: Transaction.objects.update(charged=F("charged") + 1),
    "goods kept after a cancellation": lambda: Order.objects.update(status="CANCELED"),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_the_books_show(what, shop, graphql):
    """The negative control: each law of the books, broken, is told."""
    visitor = Visitor(shop, graphql, 0)
    basket = gid(a_checkout(shop, quantity=2, variants=shop.variants))
    for code in shop.codes[:1] + shop.codes[2:3]:
        visitor.send(PROMO, id=basket, code=code)
    visitor.buy(basket)
    visitor.send(PAID, id=visitor.orders[0]["id"])
    a_checkout(shop)
    assert faults() == []
    TAMPERED[what]()
    assert faults() != []


def test_without_the_guard_a_saturday_oversells(shop, graphql, together, monkeypatch):
    """The negative control of the rush itself: buyers who all see the last pieces sell them more than once."""
    monkeypatch.setattr(Ledger, "_shortages", lambda ledger, targets: {})
    monkeypatch.setattr(Ledger, "room", lambda ledger, key: 50)
    monkeypatch.setattr(holds, "rooms", lambda keys, now=None, besides=None: dict.fromkeys(keys, 50))
    graphql("{ __typename }")

    def buy(_seed):
        basket = a_checkout(shop, quantity=3)
        return Visitor(shop, graphql, 0).send(COMPLETE, id=gid(basket))["errors"]

    assert together(buy, range(PEOPLE)) == [[]] * PEOPLE
    assert [fault for fault in faults() if "sold and" in fault] == [
        f"{shop.variants[0].pk}@{shop.point.pk}: 15 sold and 0 held of 12"
    ]
