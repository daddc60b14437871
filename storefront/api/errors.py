"""How errors look outside: Saleor's shape and class names; what we did not mean to say is masked and logged."""

import logging

import jwt
from graphql import GraphQLError

from ..kernel.errors import PermissionDenied, ShopError, ShopErrors

MASKED = "Internal Server Error"
SIGN_IN_AGAIN = (jwt.ExpiredSignatureError, jwt.InvalidSignatureError)  # clients branch on these names
log = logging.getLogger(__name__)


class Refused(Exception):
    """A request that is not executed at all. status: the HTTP status; extensions: more facts for the client."""

    def __init__(self, message, status=400, code="GraphQLError", **extensions):
        super().__init__(message)
        self.message, self.status, self.code, self.extensions = message, status, code, extensions

    def answer(self):
        """The body: errors and no data."""
        return {"errors": [shaped(self.message, self.code, **self.extensions)]}


class AnswerTooLarge(BaseException):
    """Stops an execution at once; a BaseException, so that no field can swallow it and go on."""


def shaped(message, code, locations=None, path=None, **extensions):
    """One error as Saleor's clients read it."""
    error = {"message": message}
    if locations:
        error["locations"] = locations
    if path is not None:
        error["path"] = path
    error["extensions"] = {"code": code, "exception": {"code": code}, **extensions}
    return error


def described(error):
    """A GraphQLError from a field as the client may see it; the unexpected is logged with its traceback."""
    message, code = told(error)
    return shaped(message, code, _places(error), error.path)


def unfit(error):
    """A GraphQLError about a document or its variables: nothing was executed, so nothing needs hiding."""
    return shaped(error.message, "GraphQLError", _places(error), error.path)


def told(error):
    """(message, code) of an error that was raised under a GraphQLError, or of the GraphQLError itself."""
    cause = error
    while isinstance(cause, GraphQLError) and cause.original_error is not None:
        cause = cause.original_error
    if isinstance(cause, GraphQLError):
        return error.message, "GraphQLError"
    if isinstance(cause, ShopError | ShopErrors):
        return str(cause), "GraphQLError"
    if isinstance(cause, PermissionDenied):
        return str(cause), "PermissionDenied"
    if isinstance(cause, jwt.PyJWTError):
        return str(cause), type(cause).__name__ if isinstance(cause, SIGN_IN_AGAIN) else "InvalidTokenError"
    log_masked(cause, error.path)
    return MASKED, "InternalServerError"


def _places(error):
    return [{"line": at.line, "column": at.column} for at in error.locations or ()]


def log_masked(cause, path=None):
    """Log what the client does not see. Only the place: variables may hold passwords and card data."""
    where = ".".join(str(step) for step in path or ()) or "the request"
    log.error("unexpected error at %s", where, exc_info=(type(cause), cause, cause.__traceback__))
