"""What somebody who places an order says: plain values, checked and priced before."""

import datetime
import uuid
from dataclasses import dataclass, field


@dataclass(kw_only=True)
class LineFact:
    """One line of a draft. `key` is the line's key in the draft's totals, which hold its quantity and prices."""

    key: object
    variant: object  # catalog.ProductVariant, or None when it is gone
    product_name: str
    variant_name: str = ""
    translated_product_name: str = ""  # in the order's language, when that is not the shop's
    translated_variant_name: str = ""
    sku: str = ""
    is_shipping_required: bool = True
    is_returnable: bool = True
    tax_class_id: int | None = None
    tax_reason: str = ""
    cost: int | None = None  # per unit, VAT excluded, minor units
    discount_reason: str = ""
    voucher_code: str = ""
    metadata: dict = field(default_factory=dict)
    private_metadata: dict = field(default_factory=dict)


@dataclass(kw_only=True)
class Draft:
    """A sale about to happen. Addresses are unsaved copies; `totals` is a pricing.totals.Totals."""

    channel: object
    totals: object
    lines: list
    checkout_id: uuid.UUID | None = None  # placing the same basket twice is refused by the database
    user: object = None
    email: str = ""
    language: str = "fr"
    billing_address: object = None
    shipping_address: object = None
    collection_point: object = None  # inventory.Warehouse
    shipping_method: object = None  # delivery.ShippingMethod
    shipping_method_name: str = ""
    voucher: object = None
    voucher_code: str = ""
    gift_cards: list = field(default_factory=list)
    gift_cards_amount: int = 0  # what they pay together, minor units
    note: str = ""
    metadata: dict = field(default_factory=dict)
    private_metadata: dict = field(default_factory=dict)
    origin: str = "CHECKOUT"
    placed_at: datetime.datetime | None = None  # None: now
    send_mail: bool = True
