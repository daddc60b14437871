"""Every page and every state of it, in one table: pictures, axe, weights and sizes all go through it."""

from collections.abc import Callable
from dataclasses import dataclass

from . import hands


@dataclass(frozen=True)
class Place:
    """path: after the language, with words of shops.py in braces. who: see Walk.person. then(visitor): what is done."""

    name: str
    path: str
    who: str = "stranger"
    then: Callable | None = None
    status: int = 200
    amiss: str = ""  # a page that no address leads to, shown at this one; see amiss.py


PLACES = [
    Place("street", "/"),
    Place("shop", "/{shop}/"),
    Place("product", "/{shop}/products/{product}/"),
    Place("category", "/{shop}/categories/{category}/"),
    Place("collection", "/{shop}/collections/{collection}/"),
    Place("search", "/{shop}/search/?search={word}"),
    Place("search-nothing", "/{shop}/search/?search=xylophone"),
    Place("basket-empty", "/{shop}/basket/"),
    Place("basket", "/{shop}/basket/", "shopper"),
    Place("checkout-empty", "/{shop}/checkout/"),
    Place("checkout", "/{shop}/checkout/", "shopper"),
    Place("checkout-errors", "/{shop}/checkout/", "shopper", hands.send_nearly_nothing, 422),
    Place("checkout-filled", "/{shop}/checkout/", "shopper", hands.fill_checkout),
    Place("order", "/{shop}/order/{order}/?token={token}"),
    Place("withdrawal", "/{shop}/withdrawal/"),
    Place("withdrawal-confirm", "/{shop}/withdrawal/", then=hands.declare_by_number),
    Place("withdrawal-order", "/{shop}/withdrawal/?order={order}&token={token}"),
    Place("sign-in", "/{shop}/sign-in/"),
    Place("sign-in-errors", "/{shop}/sign-in/", then=hands.sign_in_wrongly, status=422),
    Place("register", "/{shop}/register/"),
    Place("register-errors", "/{shop}/register/", then=hands.register_wrongly, status=422),
    Place("password", "/{shop}/password/"),
    Place("account", "/{shop}/account/", "member"),
    Place("orders", "/{shop}/account/orders/", "member"),
    Place("addresses", "/{shop}/account/addresses/", "member"),
    Place("details", "/{shop}/account/details/", "member"),
    Place("page", "/{shop}/pages/{page}/"),
    Place("legal", "/{shop}/legal/"),
    Place("404-shop", "/{shop}/products/{product}-xy/", status=404),
    Place("404-street", "/nowhere/", status=404),
    Place("500", "/{shop}/", amiss="500", status=500),
    Place("maintenance", "/{shop}/", amiss="maintenance", status=503),
]
BY_NAME = {place.name: place for place in PLACES}
