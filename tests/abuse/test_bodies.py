"""Odd bodies are answered 400 with a sentence; too large ones 413; never 500, never a crash."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from storefront.api import limits

OK = '{"query":"{__typename}"'
ODD = {
    "nothing": b"",
    "spaces": b"   ",
    "a word": b"hello",
    "null": b"null",
    "a number": b"1",
    "a text": b'"{__typename}"',
    "empty object": b"{}",
    "empty array": b"[]",
    "array of null": b"[null]",
    "array of arrays": b"[[]]",
    "query null": b'{"query":null}',
    "query number": b'{"query":1}',
    "query list": b'{"query":["{__typename}"]}',
    "query empty": b'{"query":""}',
    "query blank": b'{"query":" \\n"}',
    "query of commas": b'{"query":",,,"}',
    "variables text": (OK + ',"variables":"{}"}').encode(),
    "variables list": (OK + ',"variables":[]}').encode(),
    "variables number": (OK + ',"variables":7}').encode(),
    "operation number": (OK + ',"operationName":1}').encode(),
    "operation unknown": (OK + ',"operationName":"x"}').encode(),
    "operation surrogate": (OK + ',"operationName":"\\ud800"}').encode(),
    "operation long": (OK + ',"operationName":"' + "x" * 100_001 + '"}').encode(),
    "surrogate in a variable": (OK + ',"variables":{"a":"\\udc00"}}').encode(),
    "surrogate in a key": (OK + ',"variables":{"\\ud800":1}}').encode(),
    "surrogate in the query": b'{"query":"{echo(text:\\"\\ud800\\")}"}',
    "escaped surrogate in the query": b'{"query":"{echo(text:\\"\\\\ud800\\")}"}',
    "NUL in a variable": (OK + ',"variables":{"a":{"b":["\\u0000"]}}}').encode(),
    "NUL in the query": b'{"query":"{__typename}\\u0000"}',
    "escaped NUL in the query": b'{"query":"{echo(text:\\"\\\\u0000\\")}"}',
    "raw NUL": b'{"query":"{__typename}"}\0',
    "NaN": (OK + ',"variables":{"a":NaN}}').encode(),
    "Infinity": (OK + ',"variables":{"a":-Infinity}}').encode(),
    "1e999": (OK + ',"variables":{"a":1e999}}').encode(),
    "literal 1e999": b'{"query":"{echo(value:1e999)}"}',
    "huge integer": (OK + ',"variables":{"a":' + "9" * 30 + "}}").encode(),
    "enormous integer": (OK + ',"variables":{"a":' + "9" * 5000 + "}}").encode(),
    "huge literal": ('{"query":"{echo(value:' + "9" * 30 + ')}"}').encode(),
    "enormous literal": ('{"query":"{echo(value:' + "9" * 5000 + ')}"}').encode(),
    "deep variables": (OK + ',"variables":{"a":' + "[" * 60 + "]" * 60 + "}}").encode(),
    "very deep": b"[" * 100_000,
    "very deep objects": b'{"a":' * 40_000,
    "deep literal": ('{"query":"{echo(value:' + "[" * 300 + "]" * 300 + ')}"}').encode(),
    "long list": (OK + ',"variables":{"a":[' + "1," * limits.LIST + "1]}}").encode(),
    "long text": (OK + ',"variables":{"a":"' + "x" * (limits.STRING + 1) + '"}}').encode(),
    "twin keys": b'{"query":"{__typename}","query":"{x}"}',
    "trailing comma": (OK + ",}").encode(),
    "single quotes": b"{'query':'{__typename}'}",
    "two objects": (OK + "}" + OK + "}").encode(),
    "byte order mark": b"\xef\xbb\xbf" + (OK + "}").encode(),
    "utf-16": (OK + "}").encode("utf-16"),
    "latin-1": '{"query":"{echo(text:\\"é\\")}"}'.encode("latin-1"),
    "overlong": b'{"query":"\xc0\xae"}',
    "gzip": b"\x1f\x8b\x08\x00" + b"\0" * 100,
    "syntax": b'{"query":"{"}',
    "unknown field": b'{"query":"{nothing}"}',
    "types": b'{"query":"type A{b:Int}"}',
    "subscription": b'{"query":"subscription{a}"}',
    "only a fragment": b'{"query":"fragment F on Query{__typename}"}',
    "missing fragment": b'{"query":"{...F}"}',
    "batch": ("[" + OK + "}," + OK + "}]").encode(),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_json(toy, refused, name):
    assert refused(toy.raw(ODD[name]))


@pytest.mark.parametrize(
    "kind, body",
    [
        ("application/graphql", b"\xff"),
        ("application/graphql", b""),
        ("application/graphql", b"{__typename}\0"),
        ("application/x-www-form-urlencoded", b"query"),
        ("application/x-www-form-urlencoded", b"query=%00"),
        ("application/x-www-form-urlencoded", b"query={__typename}&variables=["),
        ("application/x-www-form-urlencoded", b"query={__typename}&variables=[]"),
        ("application/x-www-form-urlencoded", b"&" * 5000),
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=", b"--x"),
        ("multipart/form-data; boundary=x", b"--x\r\nnonsense"),
        ("multipart/form-data; boundary=\xff", b"--x"),
        ("text/plain", b'{"query":"{__typename}"}'),
        ("", b'{"query":"{__typename}"}'),
        ("nonsense", b"{}"),
        ("application/json; charset=utf-16", '{"query":"{__typename}"}'.encode("utf-16")),
        ("application/json; charset=nonsense", b'{"query":"{__typename}"}'),
    ],
)
def test_odd_kinds_of_body(toy, refused, kind, body):
    assert refused(toy.raw(body, kind))


def test_compressed_bodies_are_not_opened(toy, refused):
    sentence = refused(toy.raw(b"\x1f\x8b\x08\x00", HTTP_CONTENT_ENCODING="gzip"))
    assert sentence == "Send the body as it is, without Content-Encoding."


def test_at_the_size_limit_it_is_answered_and_beyond_it_is_413(toy, refused):
    def body(size):
        start = '{"query":"{__typename}","padding":"'
        return start + "x" * (size - len(start) - 2) + '"}'

    assert toy.raw(body(limits.BODY)).status_code == 200
    assert refused(toy.raw(body(limits.BODY + 1)), 413) == "The request is too large: at most 256 KB, files apart."
    assert refused(toy.raw("query={__typename}&p=" + "x" * limits.BODY, "application/x-www-form-urlencoded"), 413)
    assert refused(toy.raw(b"{}", CONTENT_LENGTH=str(10**12)), 413)
    assert refused(toy.raw(b"{}", CONTENT_LENGTH="-1")) and refused(toy.raw(b"{}", CONTENT_LENGTH="many"))


# Files --------------------------------------------------------------------------------------------------------------

NOTE = "mutation($f:Upload){note(number:3,file:$f){noted size}}"


def form(operations, places, **files):
    """The fields of a multipart request."""
    return {"operations": json.dumps(operations), "map": json.dumps(places), **files}


def test_a_file_arrives_as_a_variable(toy):
    operations = {"query": NOTE, "variables": {"f": None}}
    for operation, path in ((operations, "variables.f"), ([operations], "0.variables.f")):
        file = SimpleUploadedFile("a.txt", b"12345")
        answer = toy.client.post("/graphql/", form(operation, {"1": [path]}, **{"1": file})).json()
        answer = answer[0] if isinstance(answer, list) else answer
        assert answer["data"]["note"] == {"noted": [3], "size": 5}


@pytest.mark.parametrize(
    "places",
    [
        [],
        "x",
        {"1": "variables.f"},
        {"2": ["variables.f"]},
        {"1": ["variables.g"]},
        {"1": ["query"]},
        {"1": ["variables"]},
        {"1": ["variables.f.g"]},
        {"1": ["variables.list.9"]},
        {"1": ["variables.list.-1"]},
        {"1": [7]},
        {"1": [""]},
        {"1": ["0.variables.f"]},
        {"1": ["variables.full"]},
        {"1": ["variables.list.²"]},
        {"1": ["variables.f"] * 11},
        {str(n): ["variables.f"] for n in range(11)},
    ],
)
def test_a_file_has_one_empty_place(toy, refused, places):
    operations = {"query": NOTE, "variables": {"f": None, "list": [None], "full": "x"}}
    response = toy.client.post("/graphql/", form(operations, places, **{"1": SimpleUploadedFile("a.txt", b"12345")}))
    assert refused(response)


def test_too_many_files(toy, refused):
    operations = {"query": NOTE, "variables": {"f": None}}
    files = {str(n): SimpleUploadedFile("a.txt", b"1") for n in range(limits.FILES + 1)}
    assert refused(toy.client.post("/graphql/", form(operations, {"1": ["variables.f"]}, **files)))


def test_only_people_we_know_send_large_files(toy, refused):
    operations = {"query": NOTE, "variables": {"f": None}}
    large = SimpleUploadedFile("a.bin", b"1" * limits.BODY)
    assert refused(toy.client.post("/graphql/", form(operations, {"1": ["variables.f"]}, **{"1": large})), 413)


def test_text_beside_files_has_the_ordinary_limit(toy, refused):
    small = SimpleUploadedFile("a.bin", b"1")
    operations = {"query": NOTE, "variables": {"f": None}, "padding": "x" * limits.BODY}
    assert refused(toy.client.post("/graphql/", form(operations, {"1": ["variables.f"]}, **{"1": small})), 413)
