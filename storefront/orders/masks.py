"""What strangers see of a person in an order: a first letter and dots, as Saleor shows it."""


def masked(text, shown=1):
    """ "Marie" -> "M....": the first letters, and a dot for each one hidden."""
    return text[:shown] + "." * (len(text) - shown)


def masked_email(email):
    """ "anna@mail.example" -> "a...@example.com": neither the name nor the house."""
    return f"{email[:1]}...@example.com" if "@" in email else masked(email)


def masked_address(address):
    """The same place with names, streets and telephone hidden; an unsaved copy that keeps its key. None stays None."""
    if address is None:
        return None
    copy = address.copy()
    for word in ("first_name", "last_name", "company_name", "street_address_1", "street_address_2"):
        setattr(copy, word, masked(getattr(copy, word)))
    copy.phone = masked(copy.phone, 3)
    copy.pk = address.pk
    return copy
