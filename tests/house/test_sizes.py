"""Small files, small functions, short lists of words: what a person in a hurry can read."""

import ast
import re

from .sources import functions, name, sources

LINES, TEST_LINES, FUNCTION_LINES = 300, 400, 40
REQUIRED, ALTOGETHER = 5, 8  # parameters
FORBIDDEN = re.compile(r"(^|_)(utils?|helpers?|manager|base|common)($|_)|^process_|^handle_", re.IGNORECASE)
DJANGOS_OWN = {"BaseCommand", "BaseUserManager", "handle_noargs"}
PYTHONS_OWN = {"handle_starttag", "handle_endtag", "handle_data"}  # html.parser


def test_files_are_short():
    long = {}
    for path in sources():
        lines = len(path.read_text().splitlines())
        if lines > (TEST_LINES if path.parts[-2] == "tests" or "tests" in name(path).parts else LINES):
            long[str(name(path))] = lines
    assert long == {}


def test_functions_are_short():
    long = {}
    for path in sources():
        for word, function in functions(path):
            lines = function.end_lineno - function.lineno + 1
            if lines > FUNCTION_LINES:
                long[f"{name(path)}:{word}"] = lines
    assert long == {}


def test_functions_want_few_things():
    many = {}
    for path in sources("storefront", "plugins"):
        for word, function in functions(path):
            required, altogether = parameters(function)
            of_the_contract = word.endswith(".perform") or ".resolve_" in word  # GraphQL's arguments, named by others
            if not of_the_contract and (required > REQUIRED or altogether > ALTOGETHER):
                many[f"{name(path)}:{word}"] = (required, altogether)
    assert many == {}


def test_names_say_what_they_are():
    bad = []
    for path in sources():
        words = [path.stem, *(word.split(".")[-1] for word, _function in functions(path))]
        words += [node.name for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.ClassDef)]
        bad += [
            f"{name(path)}: {word}"
            for word in words
            if FORBIDDEN.search(word) and word not in DJANGOS_OWN | PYTHONS_OWN
        ]
    assert bad == []


def test_what_others_may_call_is_explained():
    bare = []
    for path in sources("storefront", "plugins"):
        tree = ast.parse(path.read_text())
        if not ast.get_docstring(tree) and tree.body:
            bare.append(str(name(path)))
        for node in tree.body:
            public = isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
            if public and not ast.get_docstring(node):
                bare.append(f"{name(path)}:{node.name}")
    assert bare == []


def parameters(function):
    """(how many a caller must think of, how many there are): keyword-only ones with a default can be left out."""
    words = function.args
    named = [word.arg for word in (*words.posonlyargs, *words.args) if word.arg not in ("self", "cls")]
    needed = [default for default in words.kw_defaults if default is None]
    return len(named) + len(needed), len(named) + len(words.kwonlyargs)
