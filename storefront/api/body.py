"""From a request's body to the operations it asks for; whatever is odd is refused with a sentence, never a crash."""

import json
import math
from dataclasses import dataclass

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import UnreadablePostError
from django.http.multipartparser import MultiPartParserError

from . import limits
from .errors import Refused
from .limits.values import refuse_odd_text

UTF8 = ("", "utf-8", "utf8", "us-ascii")


@dataclass
class Asked:
    """One operation as a client sent it."""

    document: str
    variables: dict
    operation: str | None


def read(request, may_upload):
    """(list of Asked, came as a batch?). may_upload(): may this visitor send files? Asked for large bodies only."""
    if request.META.get("HTTP_CONTENT_ENCODING", "identity").lower() not in ("", "identity"):
        raise Refused("Send the body as it is, without Content-Encoding.")
    if (request.content_params.get("charset") or "").strip('"').lower() not in UTF8:
        raise Refused("Send the body in UTF-8.")
    reader = READERS.get(request.content_type)
    if reader is None:
        raise Refused("Send application/json; application/graphql and multipart/form-data are understood too.")
    _refuse_large(request, may_upload)
    payload = reader(request)
    batch = isinstance(payload, list)
    if batch and len(payload) > limits.BATCH:
        raise Refused("Number of batch queries exceeded.")
    if batch and not payload:
        raise Refused("Must provide a query string.")
    return [_asked(item) for item in (payload if batch else [payload])], batch


def _refuse_large(request, may_upload):
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        raise Refused("Content-Length is not a number.")
    if length <= limits.BODY:
        return
    if request.content_type != "multipart/form-data" or length > limits.UPLOADS or not may_upload():
        raise too_large()


def too_large():
    """The refusal of a body beyond its limit."""
    return Refused(f"The request is too large: at most {limits.BODY // 1024} KB, files apart.", status=413)


def _asked(item):
    if not isinstance(item, dict):
        raise Refused("The body is a JSON object with query, variables and operationName.")
    document, variables, operation = item.get("query"), item.get("variables"), item.get("operationName")
    if not isinstance(document, str) or not document.strip():
        raise Refused("Must provide a query string.")
    if variables is not None and not isinstance(variables, dict):
        raise Refused("Variables must be an object.")
    if operation is not None and not isinstance(operation, str):
        raise Refused("operationName must be a string.")
    return Asked(document, variables or {}, operation or None)


# Kinds of bodies ------------------------------------------------------------------------------------------------


def _json_body(request):
    return json_of(_raw(request))


def _graphql_body(request):
    return {"query": _text(_raw(request))}


def _form_body(request):
    fields = _form(request)[0]
    payload = {name: fields.get(name) for name in ("query", "operationName")}
    payload["variables"] = json_of(fields["variables"].encode()) if fields.get("variables") else None
    return payload


def _multipart_body(request):
    fields, files = _form(request)
    if "operations" not in fields:
        return _form_body(request)
    payload, places = json_of(fields["operations"].encode()), json_of(fields.get("map", "{}").encode())
    if not isinstance(places, dict) or len(places) > limits.FILES:
        raise Refused(f"map is a JSON object of at most {limits.FILES} files.")
    for name, paths in places.items():
        if name not in files or not isinstance(paths, list) or len(paths) > limits.FILES:
            raise Refused("map names a file that was not sent, or not a list of places.")
        for path in paths:
            _put(payload, path, files[name])
    return payload


READERS = {
    "application/json": _json_body,
    "application/graphql": _graphql_body,
    "multipart/form-data": _multipart_body,
    "application/x-www-form-urlencoded": _form_body,
}


def _put(payload, path, file):
    """Put a file at its place, such as "variables.input.image" or "variables.images.0"; null stands there before."""
    steps = path.split(".") if isinstance(path, str) else []
    at = payload
    try:
        if isinstance(payload, list):
            at = at[_index(steps.pop(0))]
        if len(steps) < 2 or steps[0] != "variables" or len(steps) > limits.NESTING:
            raise KeyError
        for step in steps[:-1]:
            at = at[_index(step) if isinstance(at, list) else step]
        last = _index(steps[-1]) if isinstance(at, list) else steps[-1]
        if at[last] is not None:
            raise KeyError
    except (KeyError, IndexError, TypeError, ValueError):
        raise Refused("map points at a place that is not null in the variables.")
    at[last] = file


def _index(step):
    if not (step.isascii() and step.isdigit() and len(step) < 6):
        raise ValueError(step)
    return int(step)


# Bytes ------------------------------------------------------------------------------------------------------------


def _raw(request):
    try:
        if request.META.get("HTTP_TRANSFER_ENCODING") and not request.META.get("CONTENT_LENGTH"):
            body = request.META["wsgi.input"].read(limits.BODY + 1)  # Django reads nothing without a length
        else:
            body = request.body
    except RequestDataTooBig:
        raise too_large()
    except (UnreadablePostError, OSError):
        raise Refused("The body did not arrive whole; send it again.")
    if len(body) > limits.BODY:
        raise too_large()
    return body


def _form(request):
    try:
        fields, files = request.POST.dict(), request.FILES.dict()
    except RequestDataTooBig:
        raise too_large()
    except (MultiPartParserError, SuspiciousOperation, UnreadablePostError, UnicodeError, ValueError, OSError):
        raise Refused("The form in the body cannot be read.")
    if sum(map(len, fields.values())) > limits.BODY:
        raise too_large()
    if len(files) > limits.FILES:
        raise Refused(f"At most {limits.FILES} files are sent at once.")
    for text in fields.values():
        refuse_odd_text(text)
    return fields, files


def _text(body):
    try:
        return body.decode()
    except UnicodeDecodeError:
        raise Refused("The body is not UTF-8.")


def json_of(body):
    """What the JSON stands for; refuses what JSON does not have (NaN), or what readers disagree about (twin keys)."""
    try:
        return json.loads(_text(body), parse_constant=_no_constant, parse_float=_finite, object_pairs_hook=_object)
    except RecursionError:
        raise Refused("The JSON is nested too deeply.")
    except ValueError:
        raise Refused("The body is not valid JSON.")


def _no_constant(name):
    raise ValueError(name)


def _finite(digits):
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError(digits)
    return number


def _object(pairs):
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("the same key twice")
    return found
