"""A way to deliver one basket, whoever offers it: a shop's method, a collection point, a plugin."""

from dataclasses import dataclass, field

from ..kernel import ids

SHIPPING, COLLECTION = "SHIPPING", "COLLECTION"


@dataclass(frozen=True)
class Option:
    """What the customer may choose. `price` includes VAT, in minor units of `currency`.

    id: a global id, "ShippingMethod:3" or "Warehouse:<uuid>"; a plugin's is base64 of "app:<plugin>:<its own>".
    row: the ShippingMethod or Warehouse it stands for; None for a plugin's.
    """

    kind: str
    id: str
    name: str
    price: int
    currency: str
    tax_class_id: int | None = None
    minimum_delivery_days: int | None = None
    maximum_delivery_days: int | None = None
    description: dict | None = None
    message: str = ""
    row: object = None
    metadata: dict = field(default_factory=dict)

    @property
    def private_metadata(self):
        """The row's notes for staff."""
        return self.row.private_metadata if self.row is not None else {}


@dataclass(frozen=True)
class Parcel:
    """What is to be delivered and where to. Without a country only collection points are possible.

    quantities: {variant_id: quantity} of the goods that need delivering; product_ids: of the same goods.
    subtotal: minor units; weight: grams; owner: whose holds count as free, such as "Checkout:<uuid>".
    """

    channel: object
    country: str = ""
    postal_code: str = ""
    subtotal: int = 0
    weight: int = 0
    quantities: dict = field(default_factory=dict)
    product_ids: frozenset = frozenset()
    owner: str = ""


def of_method(method, currency):
    """The option that a ShippingMethod is."""
    return Option(
        SHIPPING,
        ids.to_global("ShippingMethod", method.pk),
        method.name,
        method.price,
        currency,
        tax_class_id=method.tax_class_id,
        minimum_delivery_days=method.minimum_delivery_days,
        maximum_delivery_days=method.maximum_delivery_days,
        description=method.description,
        row=method,
        metadata=method.metadata,
    )


def of_point(warehouse, currency):
    """The option that a collection point is: free of charge."""
    return Option(
        COLLECTION,
        ids.to_global("Warehouse", warehouse.pk),
        warehouse.name,
        0,
        currency,
        row=warehouse,
        metadata=warehouse.metadata,
    )
