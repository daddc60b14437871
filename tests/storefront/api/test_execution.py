"""Our lean execution answers what graphql-core's own does: same data, same errors, for any document."""

import enum
import json

import graphene
import pytest
from graphql import execute_sync, parse, validate
from hypothesis import given, settings
from hypothesis import strategies as st

from storefront.api.execution import Execution


class Mood(enum.Enum):
    """Values that are not their names."""

    GLAD = "glad"
    SAD = "sad"


class Named(graphene.Interface):
    """Whatever has a name."""

    name = graphene.String(required=True)

    @classmethod
    def resolve_type(cls, value, info):
        return Dog if value["kind"] == "dog" else Cat if value["kind"] == "cat" else None


class Dog(graphene.ObjectType):
    """Barks."""

    class Meta:
        interfaces = (Named,)

    barks = graphene.Int()
    friend = graphene.Field(Named)


class Cat(graphene.ObjectType):
    """Has moods, and a strict idea of what it is."""

    class Meta:
        interfaces = (Named,)

    mood = graphene.Field(graphene.Enum.from_enum(Mood))
    kittens = graphene.List(graphene.NonNull(lambda: Cat))

    @classmethod
    def is_type_of(cls, value, info):
        return value["kind"] == "cat"


class Pet(graphene.Union):
    """One of them."""

    class Meta:
        types = (Dog, Cat)

    @classmethod
    def resolve_type(cls, value, info):
        return {"dog": Dog, "cat": Cat}.get(value["kind"])


CAT = {"kind": "cat", "name": "Minou", "mood": "glad", "kittens": [{"kind": "cat", "name": "Mi", "mood": Mood.SAD}]}
DOG = {"kind": "dog", "name": "Rex", "barks": 3, "friend": CAT}
BROKEN = {"kind": "cat", "name": None, "mood": "angry", "kittens": [CAT, None, {"kind": "dog"}]}


class Plain:
    """An object, not a dict."""

    text, number, flag, score, key, none = "a", 2**40, True, 0.5, 7, None


class Leaves(graphene.ObjectType):
    """Every scalar, good and bad."""

    text = graphene.String()
    number = graphene.Int()
    flag = graphene.Boolean()
    score = graphene.Float()
    key = graphene.ID()
    none = graphene.String(required=True)
    missing = graphene.String(default_value="instead")
    path = graphene.List(graphene.String)
    sums = graphene.List(graphene.Int, of=graphene.List(graphene.Int), plus=graphene.Int(default_value=1))
    bad = graphene.List(graphene.NonNull(graphene.Int))

    def resolve_path(leaves, info):
        return [*map(str, info.path.as_list()), info.field_name, info.parent_type.name, str(info.return_type)]

    def resolve_sums(leaves, info, of=None, plus=0):
        of.append(plus)
        return of

    def resolve_bad(leaves, info):
        return [1, "x", ValueError("kept as it is")]


class Query(graphene.ObjectType):
    """Everything."""

    pets = graphene.List(Pet)
    named = graphene.List(Named)
    cats = graphene.List(Cat)
    leaves = graphene.List(Leaves)
    strange = graphene.List(graphene.String)
    nothing = graphene.NonNull(Cat)

    def resolve_pets(root, info):
        return [DOG, CAT, BROKEN, None, {"kind": "fish"}]

    def resolve_named(root, info):
        return (DOG, BROKEN, {"kind": "fish", "name": "Nemo"})

    def resolve_cats(root, info):
        return iter([CAT, BROKEN, {"kind": "dog"}, RuntimeError("no cat")])

    def resolve_leaves(root, info):
        return [Plain(), {"text": 5, "number": "7", "flag": 1, "score": 2, "key": "k", "none": "x"}, Plain()]

    def resolve_strange(root, info):
        return 5

    def resolve_nothing(root, info):
        return None


SCHEMA = graphene.Schema(query=Query).graphql_schema
FIELDS = {
    "Query": {"pets": "Pet", "named": "Named", "cats": "Cat", "leaves": "Leaves", "strange": None, "nothing": "Cat"},
    "Dog": {"name": None, "barks": None, "friend": "Named"},
    "Cat": {"name": None, "mood": None, "kittens": "Cat"},
    "Named": {"name": None},
    "Pet": {},
    "Leaves": dict.fromkeys(
        [
            "text",
            "number",
            "flag",
            "score",
            "key",
            "none",
            "missing",
            "path",
            "bad",
            "sums(of:[1,2])",
            "sums(plus:4)",
            "sums(of:[1,2],plus:null)",
        ]
    ),
}
NARROWER = {"Pet": ["Dog", "Cat"], "Named": ["Dog", "Cat"]}


@st.composite
def selections(draw, type_="Query", depth=0):
    """A selection set on a type."""
    parts = ["__typename"] * draw(st.integers(0, 1))
    for _ in range(draw(st.integers(1, 4))):
        if type_ in NARROWER and depth < 4 and draw(st.booleans()):
            narrow = draw(st.sampled_from(NARROWER[type_]))
            parts.append(f"... on {narrow} {draw(selections(narrow, depth + 1))}")
        elif FIELDS[type_]:
            name, inner = draw(st.sampled_from(sorted(FIELDS[type_].items(), key=str)))
            if inner is None or depth < 4:
                when = draw(st.sampled_from(["", "", "@skip(if:$yes)", "@include(if:$yes)"]))
                alias = draw(st.sampled_from(["", "", f"a{draw(st.integers(0, 9))}:"]))
                parts.append(f"{alias}{name} {when} {draw(selections(inner, depth + 1)) if inner else ''}")
    return "{" + " ".join(parts or ["__typename"]) + "}"


def same(document):
    """Both executions of a document; asserts that they agree and gives the answer."""
    answers = []
    for execution in (None, Execution):
        result = execute_sync(SCHEMA, parse(document), variable_values={"yes": True}, execution_context_class=execution)
        places = [(error.path, error.locations) for error in result.errors or ()]
        answers.append((json.dumps(result.data), places))
    assert answers[0] == answers[1]
    return result


@settings(max_examples=400)
@given(selections())
def test_any_document(selection):
    document = f"query($yes:Boolean!){selection}"
    if not [e for e in validate(SCHEMA, parse(document)) if "is never used" not in e.message]:
        same(document)


@pytest.mark.parametrize(
    "selection",
    [
        "{pets{__typename ... on Dog{name barks friend{name ... on Cat{mood}}} ... on Cat{name mood kittens{mood}}}}",
        "{named{name ... on Cat{kittens{name}}}}",
        "{cats{name mood kittens{name kittens{name}}}}",
        "{leaves{text number flag score key missing path bad sums(of:[1])}}",
        "{leaves{none}}",
        "{strange pets{__typename}}",
        "{nothing{name} leaves{text}}",
        "{leaves{sums(plus:4)} pets{... on Cat{mood}}}",
    ],
)
def test_these_documents(selection):
    assert same(selection)


def test_an_argument_list_belongs_to_one_call():
    assert same("{leaves{sums(of:[1])}}").data == {"leaves": [{"sums": [1, 1]}] * 3}
