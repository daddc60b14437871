"""The one way to say no."""


class ShopError(Exception):
    """A refusal that a person can act on.

    code: a value of one of Saleor's error enums, such as "INSUFFICIENT_STOCK".
    message: a sentence that says how to go on.
    field: the camelCase input the refusal is about, or None.
    extra: more fields of the payload's error type, such as variants=[global ids].
    """

    def __init__(self, code, message, field=None, **extra):
        super().__init__(message)
        self.code, self.message, self.field, self.extra = code, message, field, extra


class ShopErrors(Exception):
    """Several refusals at once."""

    def __init__(self, errors):
        super().__init__("; ".join(e.message for e in errors))
        self.errors = list(errors)


class PermissionDenied(Exception):
    """Saleor's words for a missing permission; answered beside null data, never inside a payload."""

    def __init__(self, permissions=()):
        self.permissions = tuple(permissions)
        if permissions:
            message = f"To access this path, you need one of the following permissions: {', '.join(permissions)}"
        else:
            message = "You do not have permission to access this path; sign in and try again."
        super().__init__(message)


class NotAuthenticated(PermissionDenied):
    """The path is for signed-in people."""

    def __init__(self):
        super().__init__(("AUTHENTICATED_USER",))


def refuse(errors):
    """Raise the refusals, if any."""
    errors = list(errors)
    if len(errors) == 1:
        raise errors[0]
    if errors:
        raise ShopErrors(errors)
