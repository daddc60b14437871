"""The tables of placed orders."""

from .fulfillments import Fulfillment, FulfillmentLine
from .history import OrderDiscount, OrderEvent, OrderRefundRecord
from .order import Order, OrderLine

__all__ = ["Fulfillment", "FulfillmentLine", "Order", "OrderDiscount", "OrderEvent", "OrderLine", "OrderRefundRecord"]
