"""Each limit of a document: at the limit it is answered, one beyond it is refused before anything runs."""

import json

import pytest
from graphql import OverlappingFieldsCanBeMergedRule

from storefront.api import documents, limits
from tests.abuse import toy as toy_schema


def nested(depth, leaf="id"):
    """A document with `depth` fields inside each other."""
    return "{" + "thing{" + "inner{" * (depth - 2) + leaf + "}" * (depth - 1) + "}"


def tokens(count):
    """A document of exactly `count` tokens: operations of 44 tokens, and a list that fills up."""
    operations, rest = divmod(count - 11, 44)
    many = "".join(f"query q{n}{{{'__typename ' * 40}}}" for n in range(operations))
    return f"query last{{echo(value:[{'1 ' * rest}])}} {many}"


AT_AND_BEYOND = {
    "aliases": (lambda n: "{" + " ".join(f"a{i}:__typename" for i in range(n)) + "}", limits.ALIASES),
    "aliases in fragments": (
        lambda n: "{...F}fragment F on Query{" + " ".join(f"a{i}:__typename" for i in range(n)) + "}",
        limits.ALIASES,
    ),
    "depth": (nested, limits.DEPTH),
    "depth through fragments": (
        lambda n: "{thing{...F}}fragment F on Thing{" + "inner{" * (n - 2) + "id" + "}" * (n - 1),
        limits.DEPTH,
    ),
    "repeats": (lambda n: "{" + "__typename " * n + "}", 100),
    "mutations": (lambda n: "mutation{" + " ".join(f"m{i}:note{{noted}}" for i in range(n)) + "}", limits.MUTATIONS),
    "list": (lambda n: f"{{echo(value:[{'1 ' * n}])}}", limits.LIST),
    "string": (lambda n: f'{{echo(text:"{"x" * n}")}}', limits.STRING),
    "variables": (
        lambda n: (
            "query("
            + " ".join(f"$v{i}:Int" for i in range(n))
            + "){echo(numbers:["
            + " ".join(f"$v{i}" for i in range(n))
            + "])}"
        ),
        limits.VARIABLES,
    ),
}


@pytest.mark.parametrize("name", AT_AND_BEYOND)
def test_at_the_limit_it_is_answered_and_beyond_it_is_refused(toy, refused, name):
    document, limit = AT_AND_BEYOND[name]
    assert toy(document(limit)).status_code == 200
    assert refused(toy(document(limit + 1)))


def test_directives(toy, refused):
    def document(count):
        return "{" + "... @skip(if:false)@include(if:true){__typename}" * count + "}"

    assert toy(document(limits.DIRECTIVES // 2)).status_code == 200
    assert refused(toy(document(limits.DIRECTIVES // 2 + 1))).startswith("A document has at most 200 directives")


def test_directives_in_one_place(toy, refused):
    twice = "@skip(if:false)" * 6
    assert refused(toy(f"{{__typename {twice}}}")) == "At most 5 directives stand in one place; use fewer."
    assert "only be used once" in refused(toy("{__typename @skip(if:false)@skip(if:false)}"))


def test_tokens(toy, refused):
    answer = toy.raw(_named(tokens(limits.TOKENS), "last"))
    assert (answer.status_code, "data" in answer.json()) == (200, True)
    assert "more than 6000 tokens" in refused(toy.raw(_named(tokens(limits.TOKENS + 1), "last")))


def _named(document, name):
    return json.dumps({"query": document, "operationName": name})


def test_comments(toy, refused):
    assert toy("#\n" * limits.TOKENS + "{__typename}").status_code == 200
    assert "comments" in refused(toy("#\n" * (limits.TOKENS + 1) + "{__typename}"))


def test_definitions(toy, refused):
    def document(count):
        return (
            "query q{"
            + " ".join(f"...F{n}" for n in range(count - 1))
            + "}"
            + "".join(
                f"fragment F{n} on Query{{{'__typename' if n < 50 else f'a{n % 50}:__typename'}}}"
                for n in range(count - 1)
            )
        )

    assert "definitions" not in str(toy(document(limits.DEFINITIONS)).json())
    assert refused(toy(document(limits.DEFINITIONS + 1))) == "A document has at most 200 definitions; send fewer."


def test_cost_counts_pages_by_pages(toy, refused):
    document = "query($a:Int=100,$b:Int){thing{things(first:$a){edges{node{things(last:$b){edges{node{inner{id}}}}}}}}}"
    answer = toy(document, b=2).json()
    assert answer["extensions"]["cost"] == {
        "requestedQueryCost": 1 + 100 * (1 + 2 * (1 + 1)),
        "maximumAvailable": 50_000,
    }
    deeper = document.replace("inner{id}", "things(first:3){edges{node{id}}}")
    assert toy(deeper, a=100, b=100).status_code == 200
    sentence = refused(toy(deeper.replace("first:3", "first:5"), a=100, b=100))
    assert sentence == ("The query exceeds the maximum cost of 50000. Actual cost: 60101. Ask for smaller pages.")


def test_the_same_document_costs_what_its_variables_ask(toy):
    document = "query($n:Int=7){thing{things(first:$n){edges{node{id}}}}}"
    costs = [
        toy(document, **variables).json()["extensions"]["cost"]["requestedQueryCost"]
        for variables in ({}, {"n": 1}, {"n": 50}, {}, {"n": None})
    ]
    assert costs == [8, 2, 51, 8, 2]


def test_an_answer_has_a_largest_size(toy, refused):
    assert len(toy("{many(count:199000)}").json()["data"]["many"]) == 199_000
    assert "200000 fields" in refused(toy("{many(count:200001)}"))


@pytest.mark.parametrize(
    "document",
    [
        "{...A}fragment A on Query{thing{...B}}fragment B on Thing{inner{...B} again:inner{...B}}",
        "{...A}fragment A on Query{...B}fragment B on Query{...A}",
        "{" + "__typename " * 2000 + "}",
        "{thing{" + "inner{" * 99 + "id" + "}" * 101,
        "{" + "a{" * 3000 + "b" + "}" * 3001,
        "query q{thing{...F0}}"
        + "".join(f"fragment F{n} on Thing{{a:inner{{...F{n + 1}}} b:inner{{...F{n + 1}}}}}" for n in range(18))
        + "fragment F18 on Thing{id}",
        "{__schema{" + "types{fields{type{" * 6 + "name" + "}" * 20,
    ],
)
def test_a_bomb_is_refused_before_fields_are_compared(toy, refused, monkeypatch, document):
    compared = []
    real = OverlappingFieldsCanBeMergedRule.enter_selection_set
    monkeypatch.setattr(
        OverlappingFieldsCanBeMergedRule, "enter_selection_set", lambda rule, *a: compared.append(1) or real(rule, *a)
    )
    assert refused(toy(document))
    assert compared == []


def test_introspection_may_be_deep_but_stands_alone(toy, refused):
    chain = "ofType{" * 14 + "name" + "}" * 14
    document = "{__schema{types{fields(includeDeprecated:true){args{type{kind " + chain + "}}}}}}"
    assert toy(document).status_code == 200
    assert toy(document).json()["data"]["__schema"]["types"][0]["fields"]
    assert refused(toy("{__schema{queryType{name}} thing{id}}")).startswith("Queries with __schema or __type cannot")
    assert toy('{__typename __type(name:"Thing"){name}}').json()["data"] == {
        "__typename": "Query",
        "__type": {"name": "Thing"},
    }


def test_only_valid_documents_are_kept_and_within_bounds(toy):
    documents.kept.clear()
    toy("{thing{id}}"), toy("{thing{nothing}}"), toy("{thing{id}")
    assert [text for text, _ in documents.kept.items] == ["{thing{id}}"]
    for number in range(40):
        toy("#" + "x" * 30_000 + f"\n{{n{number}:__typename}}")
    assert documents.kept.used <= documents.KEPT
    assert documents.kept.used == sum(size for _, size in documents.kept.items.values())
    assert ("{thing{id}}", toy_schema.schema) not in documents.kept.items
