"""What accounts know about somebody, for the copy that everybody may ask for: plain words, ready for JSON."""

from .models import Address

PROFILE = ("email", "first_name", "last_name", "language", "note", "external_reference", "is_confirmed", "is_staff")
MOMENTS = ("date_joined", "last_login", "updated_at")


def about(user):
    """{"profile": …, "addresses": […], "consents": […]}; private metadata are programs' own and stay out."""
    addresses = user.addresses.all()
    consents = user.consents.select_related("channel")
    return {
        "profile": {
            **{word: getattr(user, word) for word in PROFILE},
            **{word: moment(getattr(user, word)) for word in MOMENTS},
            "metadata": user.metadata,
        },
        "addresses": [{**address(each), **_defaults(user, each), "metadata": each.metadata} for each in addresses],
        "consents": [_consent(each) for each in consents],
    }


def address(row):
    """The words of an Address; None stays None."""
    return row and {word: getattr(row, word) for word in Address.WORDS}


def moment(at):
    """A moment in ISO 8601; None stays None."""
    return at and at.isoformat()


def _defaults(user, row):
    return {
        "default_billing": row.pk == user.default_billing_address_id,
        "default_shipping": row.pk == user.default_shipping_address_id,
    }


def _consent(row):
    words = ("medium", "given", "text_version", "text", "place")
    return {"shop": row.channel.slug, **{word: getattr(row, word) for word in words}, "at": moment(row.at)}
