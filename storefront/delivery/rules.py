"""Whether a method serves a parcel: country, postal code, price and weight."""


def serves(method, parcel):
    """May this ShippingMethod (with its zone) carry the Parcel? Excluded products are the query's business."""
    return (
        parcel.country in method.zone.countries
        and _near(method.postal_codes, parcel.postal_code)
        and _within(parcel.subtotal, method.minimum_order_price, method.maximum_order_price)
        and _within(parcel.weight, method.minimum_weight, method.maximum_weight)
    )


def _near(prefixes, postal_code):
    code = _plain(postal_code)
    return not prefixes or any(code.startswith(_plain(prefix)) for prefix in prefixes)


def _plain(postal_code):
    return "".join(postal_code.split()).upper()


def _within(value, low, high):
    return (low is None or value >= low) and (high is None or value <= high)
