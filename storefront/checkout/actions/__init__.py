"""What happens to a basket: one verb, one transaction each; the basket is locked before anything is looked at."""

from .addresses import set_billing_address, set_shipping_address
from .again import Left, order_again
from .beginning import Beginning, create
from .contact import attach_customer, detach_customer, set_email, set_language, set_note
from .delivery import choose_delivery, refresh_delivery
from .lines import Change, Wanted, add_lines, delete_lines, update_lines
from .promo import add_promo, remove_promo
from .sweeping import sweep_once

__all__ = [
    "Beginning",
    "Change",
    "Left",
    "Wanted",
    "add_lines",
    "add_promo",
    "attach_customer",
    "choose_delivery",
    "create",
    "delete_lines",
    "detach_customer",
    "order_again",
    "refresh_delivery",
    "remove_promo",
    "set_billing_address",
    "set_email",
    "set_language",
    "set_note",
    "set_shipping_address",
    "sweep_once",
    "update_lines",
]
