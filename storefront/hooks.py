"""Every hook of the shop: an empty function and one sentence. A plugin answers with a function of the same name.

ask   while deciding: the answers are gathered, nobody refuses.
join  inside the transaction: raising undoes everything.
tell  after the commit: errors are logged and change nothing.
"""

import logging

import pluggy
from django.db import transaction

spec = pluggy.HookspecMarker("storefront")
hook = pluggy.HookimplMarker("storefront")
log = logging.getLogger(__name__)


# ask -------------------------------------------------------------------------------------------------------------
@spec
def delivery_options(checkout):
    """More ways to deliver this basket: a list of delivery.options.Option."""


@spec
def checkout_problems(checkout):
    """What keeps this basket from being sold now: a list of ShopError."""


@spec
def adjustments(checkout, lines):
    """Discounts and charges on this basket: a list of pricing.Adjustment."""


@spec
def promo_code(checkout, code):
    """A code the core does not know: return something true when the plugin has put it on the basket."""


@spec
def promo_code_off(checkout, code):
    """A code that is no voucher's or gift card's on this basket: return something true when the plugin took it off."""


@spec
def rows_to_lock(checkout):
    """Rows that completing this basket makes scarcer: a list of model instances, locked with the core's own."""


@spec
def payment_gateways(channel):
    """Ways to pay in this channel: a list of payments.gateway.Gateway."""


# join ------------------------------------------------------------------------------------------------------------
@spec
def order_placing(checkout, order):
    """The basket is becoming this order."""


@spec
def order_cancelling(order):
    """The order is being cancelled."""


@spec
def order_fulfilling(order, fulfillment):
    """Goods of the order are being handed over."""


@spec
def payment_recording(transaction, event):
    """Money of this transaction is being written down."""


# tell ------------------------------------------------------------------------------------------------------------
@spec
def order_placed(order):
    """An order has been placed."""


@spec
def order_changed(order):
    """An order has changed."""


@spec
def order_cancelled(order):
    """An order has been cancelled."""


@spec
def customer_registered(user):
    """Somebody has opened an account."""


WORDS = {
    "ask": (
        "delivery_options",
        "checkout_problems",
        "adjustments",
        "promo_code",
        "promo_code_off",
        "rows_to_lock",
        "payment_gateways",
    ),
    "join": ("order_placing", "order_cancelling", "order_fulfilling", "payment_recording"),
    "tell": ("order_placed", "order_changed", "order_cancelled", "customer_registered"),
}


def _switchboard():
    manager = pluggy.PluginManager("storefront")
    manager.add_hookspecs(__import__(__name__, fromlist=["spec"]))
    return manager


_manager = None


def switchboard():
    """pluggy's manager; plugins are registered here at boot."""
    global _manager
    if _manager is None:
        _manager = _switchboard()
    return _manager


def ask(name, **about):
    """All plugins' answers, flattened into one list."""
    answers = []
    for answer in getattr(switchboard().hook, name)(**about):
        answers.extend(answer if isinstance(answer, list | tuple) else [answer])
    return answers


def join(name, **about):
    """Let plugins take part in the transaction; whatever they raise undoes it."""
    getattr(switchboard().hook, name)(**about)


def tell(name, **about):
    """After the commit, let plugins know."""
    for implementation in getattr(switchboard().hook, name).get_hookimpls():
        transaction.on_commit(lambda answer=implementation: _told(name, answer, about))


def _told(name, implementation, about):
    try:
        implementation.function(**{word: about[word] for word in implementation.argnames})
    except Exception:
        log.exception("The plugin %s failed when told of %s.", implementation.plugin_name, name)
