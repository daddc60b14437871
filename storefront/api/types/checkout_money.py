"""What a basket costs, what is paid, and the ways to pay."""

import graphene

from ...checkout import basket, price
from ...payments import gateways
from ...payments import queries as payments
from ..extend import extends
from ..lookahead import ELSEWHERE, needs
from .checkout import PRICED, CheckoutAuthorizeStatusEnum, CheckoutChargeStatusEnum, some
from .money import Money, Taxed, TaxedMoney, money

PAID = (*PRICED, "transactions")


@extends("Checkout")
class CheckoutPrices:
    """Prices of a basket; its total is what gift cards leave to pay, as Saleor counts."""

    subtotal_price = graphene.Field(TaxedMoney, required=True)
    shipping_price = graphene.Field(TaxedMoney, required=True)
    total_price = graphene.Field(TaxedMoney, required=True, description="After discounts and gift cards.")
    discount = graphene.Field(Money)
    discount_name = graphene.String()
    translated_discount_name = graphene.String()
    voucher_code = graphene.String()
    gift_cards = some("storefront.api.types.gift_card.GiftCard")
    tax_exemption = graphene.Boolean(required=True)
    display_gross_prices = graphene.Boolean(required=True)

    @needs(*PRICED, under=ELSEWHERE)
    def resolve_subtotal_price(checkout, info):
        totals = price.of(checkout)
        return Taxed(totals.subtotal_gross, totals.subtotal_net, checkout.currency)

    @needs(*PRICED, under=ELSEWHERE)
    def resolve_shipping_price(checkout, info):
        shipping = price.of(checkout).shipping
        return Taxed(shipping.gross, shipping.net, checkout.currency)

    @needs(*PRICED, under=ELSEWHERE)
    def resolve_total_price(checkout, info):
        gross, net = price.to_pay(checkout), price.to_pay_net(checkout)
        return Taxed(gross, net, checkout.currency)

    @needs(*PRICED, under=ELSEWHERE)
    def resolve_discount(checkout, info):
        return money(price.of(checkout).discount, checkout.currency)

    @needs(*PRICED)
    def resolve_discount_name(checkout, info):
        code = checkout.voucher_code
        return (code.voucher.name or code.code) if code else None

    @needs(*PRICED)
    def resolve_translated_discount_name(checkout, info):
        code = checkout.voucher_code
        return code.voucher.translated("name", checkout.language) if code else None

    @needs("voucher_code", under="")
    def resolve_voucher_code(checkout, info):
        return checkout.voucher_code.code if checkout.voucher_code else None

    @needs("gift_cards")
    def resolve_gift_cards(checkout, info):
        return checkout.gift_cards.all()

    def resolve_tax_exemption(checkout, info):
        return False

    def resolve_display_gross_prices(checkout, info):
        return True


@extends("Checkout")
class CheckoutPayments:
    """How far a basket is paid."""

    authorize_status = graphene.Field(CheckoutAuthorizeStatusEnum, required=True)
    charge_status = graphene.Field(CheckoutChargeStatusEnum, required=True)
    total_balance = graphene.Field(Money, required=True, description="Paid minus total: below zero, money is missing.")
    transactions = graphene.List(graphene.NonNull("storefront.api.types.payment.TransactionItem"))
    available_payment_gateways = some(
        "storefront.api.types.payment.PaymentGateway", deprecation_reason="Use paymentGatewayInitialize."
    )

    @needs(*PAID)
    def resolve_authorize_status(checkout, info):
        paid = basket.paid(checkout)
        return _status(checkout, payments.authorize_status(price.to_pay(checkout), paid.authorized + paid.charged))

    @needs(*PAID)
    def resolve_charge_status(checkout, info):
        return _status(checkout, payments.charge_status(price.to_pay(checkout), basket.paid(checkout).charged))

    @needs(*PAID, under=ELSEWHERE)
    def resolve_total_balance(checkout, info):
        return money(basket.paid(checkout).charged - price.to_pay(checkout), checkout.currency)

    @needs("transactions")
    def resolve_transactions(checkout, info):
        return checkout.transactions.all()

    @needs("channel", under=ELSEWHERE)
    def resolve_available_payment_gateways(checkout, info):
        return gateways.of(checkout.channel)


def _status(checkout, status):
    """An empty basket is not paid, though nothing is to be paid for it."""
    return status if basket.lines(checkout) else "NONE"
