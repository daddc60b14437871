"""Prices of products and variants: integers until the last moment; the tax rate is read only when asked for."""

import graphene

from ...catalog.queries import listing_of
from ...channels import queries as channels
from ...kernel.money import digits
from ...pricing.spread import per_kilo
from ...pricing.totals import net_of
from .money import TaxedMoney, TaxedMoneyRange
from .product_channel import channel_of


class Amount:
    """Money of minor units, without Decimals."""

    __slots__ = ("currency", "minor")

    def __init__(self, minor, currency):
        self.minor, self.currency = minor, currency

    @property
    def amount(self):
        """The nearest float to the major units: what Decimal would give, sooner."""
        return self.minor / 10 ** digits(self.currency)


class Asked:
    """A price with VAT; `seller` works the net out when it is asked."""

    __slots__ = ("currency", "gross", "seller")

    def __init__(self, minor, currency, seller):
        self.gross, self.currency, self.seller = Amount(minor, currency), currency, seller

    @property
    def net(self):
        """Without VAT."""
        return Amount(net_of(self.gross.minor, self.seller.rate), self.currency)

    @property
    def tax(self):
        """The VAT."""
        return Amount(self.gross.minor - self.net.minor, self.currency)


class Range:
    """From start to stop."""

    __slots__ = ("start", "stop")

    def __init__(self, start, stop):
        self.start, self.stop = start, stop


class Pricing:
    """What a product or variant costs in a channel: (asked, full, prior) minor units, or ranges of them."""

    __slots__ = ("channel", "info", "listing", "product")
    display_gross_prices = True

    def __init__(self, product, listing, channel, info):
        self.product, self.listing, self.channel, self.info = product, listing, channel, info

    @property
    def rate(self):
        """The VAT in hundredths of a percent."""
        return tax_rate(self.product, self.channel, self.info)

    def price_of(self, minor):
        """Minor units as a price, None as None."""
        return None if minor is None else Asked(minor, self.channel.currency, self)


class ProductPrices(Pricing):
    """A product's prices: those of its cheapest and dearest variants."""

    __slots__ = ()

    @property
    def price_range(self):
        """What is asked today."""
        return self._range("lowest_price", "highest_price")

    @property
    def price_range_undiscounted(self):
        """What is asked without reductions."""
        return self._range("lowest_undiscounted", "highest_undiscounted")

    @property
    def on_sale(self):
        """Is the cheapest variant reduced?"""
        return self._less() > 0

    @property
    def discount(self):
        """By how much."""
        return self.price_of(self._less() or None)

    def _less(self):
        listing = self.listing
        return 0 if listing.lowest_price is None else listing.lowest_undiscounted - listing.lowest_price

    def _range(self, lowest, highest):
        start = getattr(self.listing, lowest)
        return None if start is None else Range(self.price_of(start), self.price_of(getattr(self.listing, highest)))


class VariantPrices(Pricing):
    """A variant's prices."""

    __slots__ = ()

    @property
    def price(self):
        """What is asked today."""
        asked = self.listing.discounted_price
        return self.price_of(self.listing.price if asked is None else asked)

    @property
    def price_undiscounted(self):
        """What is asked without reductions."""
        return self.price_of(self.listing.price)

    @property
    def price_prior(self):
        """The lowest of the 30 days before the reduction."""
        return self.price_of(self.listing.prior_price)

    @property
    def on_sale(self):
        """Is it reduced?"""
        return self.price.gross.minor < self.listing.price

    @property
    def discount(self):
        """By how much."""
        return self.price_of(self.listing.price - self.price.gross.minor or None)

    @property
    def discount_prior(self):
        """By how much less than the lowest of the 30 days before."""
        prior = self.listing.prior_price
        return self.price_of(max(prior - self.price.gross.minor, 0) or None) if prior is not None else None


def tax_rate(product, channel, info):
    """The VAT of a product in its channel's country today, in hundredths of a percent; one statement a request."""
    memo, today = info.context.memo, channels.today(channel, info.context.now)
    key = "tax_rates", channel.country, today
    if key not in memo:
        memo[key] = channels.tax_rates(channel.country, today)
    return memo[key].get(product.tax_class_id or product.product_type.tax_class_id, (0, ""))[0]


def product_prices(product, info):
    """The pricing of a product, None when it is seen in no channel or not listed there."""
    channel = channel_of(product, info)
    listing = channel and listing_of(product, channel.pk)
    return ProductPrices(product, listing, channel, info) if listing else None


def variant_prices(variant, info):
    """The pricing of a variant, None when it is seen in no channel or has no price there."""
    channel = channel_of(variant, info)
    listing = channel and listing_of(variant, channel.pk)
    return VariantPrices(variant.product, listing, channel, info) if listing and listing.price is not None else None


def price_per_kilo(variant, info):
    """What a kilogram of it costs today, or None without weight or price."""
    prices = variant_prices(variant, info)
    minor = prices and per_kilo(prices.price.gross.minor, variant.grams)
    return None if minor is None else Amount(minor, prices.channel.currency)


class ProductPricingInfo(graphene.ObjectType):
    """A product's prices in a channel."""

    on_sale = graphene.Boolean()
    discount = graphene.Field(TaxedMoney)
    display_gross_prices = graphene.Boolean(required=True)
    price_range = graphene.Field(TaxedMoneyRange)
    price_range_undiscounted = graphene.Field(TaxedMoneyRange)


class VariantPricingInfo(graphene.ObjectType):
    """A variant's prices in a channel."""

    on_sale = graphene.Boolean()
    discount = graphene.Field(TaxedMoney)
    discount_prior = graphene.Field(TaxedMoney)
    price = graphene.Field(TaxedMoney)
    price_undiscounted = graphene.Field(TaxedMoney)
    price_prior = graphene.Field(TaxedMoney)
