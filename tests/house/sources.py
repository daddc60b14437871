"""The files that the rules of the house are about."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
OURS = ("storefront", "plugins", "fixtures", "benchmarks", "tests")
EXEMPT = {"storefront/settings.py"}


def sources(*folders):
    """Our Python files under these folders (all), migrations left out: they are written by a program."""
    for folder in folders or OURS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts and str(name(path)) not in EXEMPT:
                yield path


def name(path):
    """The path as people say it."""
    return path.relative_to(ROOT)


def functions(path):
    """(name, node) of every function in a file, methods as "Class.method"."""
    yield from _functions(ast.parse(path.read_text()), "")


def _functions(node, prefix):
    for child in ast.iter_child_nodes(node):
        inner = f"{prefix}{child.name}." if isinstance(child, ast.ClassDef | ast.FunctionDef) else prefix
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield prefix + child.name, child
        yield from _functions(child, inner)
