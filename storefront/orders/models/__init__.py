"""The tables of placed orders."""

from .fulfillments import Fulfillment, FulfillmentLine
from .history import OrderDiscount, OrderEvent, OrderRefundRecord
from .order import Order, OrderLine
from .withdrawals import Withdrawal, WithdrawalLine

__all__ = [
    "Fulfillment",
    "FulfillmentLine",
    "Order",
    "OrderDiscount",
    "OrderEvent",
    "OrderLine",
    "OrderRefundRecord",
    "Withdrawal",
    "WithdrawalLine",
]
