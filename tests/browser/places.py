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
    Place("product-gone", "/{shop}/products/{gone}/"),
    Place("category", "/{shop}/categories/{category}/"),
    Place("collection", "/{shop}/collections/{collection}/"),
    Place("search", "/{shop}/search/?search={word}"),
    Place("search-nothing", "/{shop}/search/?search=xylophone"),
    Place("search-ticked", "/{shop}/search/?{ticked}&stock=IN_STOCK&from=1&to=900"),
    Place("basket-empty", "/{shop}/basket/"),
    Place("basket", "/{shop}/basket/", "shopper"),
    Place("basket-amiss", "/{shop}/basket/", "latecomer"),
    Place("checkout-empty", "/{shop}/checkout/"),
    Place("checkout", "/{shop}/checkout/", "shopper"),
    Place("checkout-errors", "/{shop}/checkout/", "shopper", hands.send_nearly_nothing, 422),
    Place("checkout-filled", "/{shop}/checkout/", "shopper", hands.fill_checkout),
    Place("order", "/{shop}/order/{order}/?token={token}"),
    Place("order-shut", "/{shop}/order/{order}/"),
    Place("withdrawal", "/{shop}/withdrawal/"),
    Place("withdrawal-confirm", "/{shop}/withdrawal/", then=hands.declare_by_number),
    Place("withdrawal-order", "/{shop}/withdrawal/?order={order}&token={token}"),
    Place("sign-in", "/{shop}/sign-in/"),
    Place("sign-in-errors", "/{shop}/sign-in/", then=hands.sign_in_wrongly, status=422),
    Place("register", "/{shop}/register/"),
    Place("register-errors", "/{shop}/register/", then=hands.register_wrongly, status=422),
    Place("register-done", "/{shop}/register/?said=True"),
    Place("password", "/{shop}/password/"),
    Place("password-asked", "/{shop}/password/?said=letter"),
    Place("password-new", "/{shop}/password/?{letter}"),
    Place("password-used", "/{shop}/password/?{letter}", then=hands.follow_a_used_link, status=422),
    Place("confirm-cut", "/{shop}/confirm/?what=account"),
    Place("confirm-account", "/{shop}/confirm/?what=account&{letter}"),
    Place("confirm-used", "/{shop}/confirm/?what=account&{letter}", then=hands.follow_a_used_link, status=422),
    Place("confirm-stranger", "/{shop}/confirm/?what=email&{letter}"),
    Place("confirm-email", "/{shop}/confirm/?what=email&{letter}", "member"),
    Place("confirm-erasure", "/{shop}/confirm/?what=erasure&{letter}", "member"),
    Place("confirm-erased", "/{shop}/confirm/?said=erased"),
    Place("account", "/{shop}/account/", "member"),
    Place("orders", "/{shop}/account/orders/", "member"),
    Place("addresses", "/{shop}/account/addresses/", "member"),
    Place("address-new", "/{shop}/account/addresses/?add=1&country=FR", "member"),
    Place("address-change", "/{shop}/account/addresses/", "member", hands.change_an_address),
    Place("details", "/{shop}/account/details/", "member"),
    Place("account-new", "/{shop}/account/", "newcomer"),
    Place("orders-new", "/{shop}/account/orders/", "newcomer"),
    Place("addresses-new", "/{shop}/account/addresses/", "newcomer"),
    Place("page", "/{shop}/pages/{page}/"),
    Place("legal", "/{shop}/legal/"),
    Place("404-shop", "/{shop}/products/{product}-xy/", status=404),
    Place("404-street", "/nowhere/", status=404),
    Place("403", "/{shop}/", amiss="403", status=403),
    Place("500", "/{shop}/", amiss="500", status=500),
    Place("maintenance", "/{shop}/", amiss="maintenance", status=503),
]
BY_NAME = {place.name: place for place in PLACES}
