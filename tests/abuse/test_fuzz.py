"""Whatever arrives, the answer is 200, 400 or 413, in JSON, and can be read."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

WORDS = [
    "query",
    "mutation",
    "fragment",
    "on",
    "Query",
    "Thing",
    "F",
    "thing",
    "id",
    "echo",
    "inner",
    "__typename",
    "{",
    "}",
    "(",
    ")",
    ":",
    "$v",
    "...",
    "...F",
    "@skip(if:true)",
    "text",
    "value",
    '"x"',
    "1",
    "-0.5e3",
    "null",
    "[",
    "]",
    "!",
    "=",
    "Int",
    "JSON",
    "a:",
    "fail",
    "how",
    "#",
    "\\",
    "\ud800",
    "\0",
    "é",
    '"""',
    "things(first:3)",
    "edges",
    "node",
]
KINDS = [
    "application/json",
    "application/graphql",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
]
texts = st.text(st.characters(), max_size=20) | st.sampled_from(WORDS)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=20,
)
documents = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)
valid = st.sampled_from(
    [
        "query($v:JSON){echo(value:$v)}",
        "query($v:Int){echo(number:$v)}",
        "query($v:String){echo(text:$v)}",
        "query($v:[Int!]!){echo(numbers:$v)}",
        "query($v:String!){fail(how:$v)}",
        "mutation($v:Upload){note(file:$v){size}}",
    ]
)


def readable(response):
    """The answer, if it is one a client can read."""
    assert response.status_code in (200, 400, 413), response.content
    answer = json.loads(response.content.decode())
    for one in answer if isinstance(answer, list) else [answer]:
        assert one.keys() <= {"data", "errors", "extensions"}
        assert ("data" in one) == (response.status_code == 200)
    return answer


@given(st.dictionaries(st.sampled_from(["query", "variables", "operationName", "extensions", "x"]), values) | values)
def test_any_json(toy, payload):
    readable(toy.raw(json.dumps(payload)))


@settings(max_examples=300)
@given(documents | texts)
def test_any_words_as_a_document(toy, document):
    readable(toy.raw(json.dumps({"query": document})))


@settings(max_examples=300)
@given(valid, values)
def test_any_variable(toy, document, value):
    readable(toy.raw(json.dumps({"query": document, "variables": {"v": value}})))


@given(st.binary(max_size=300), st.sampled_from(KINDS))
def test_any_bytes(toy, body, kind):
    readable(toy.raw(body, kind))


@given(st.lists(st.tuples(st.sampled_from(["operations", "map", "1", "query", "variables"]), values), max_size=4))
def test_any_form(toy, fields):
    readable(toy.client.post("/graphql/", {name: json.dumps(value) for name, value in fields}))
