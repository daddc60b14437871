"""Every hook, command, setting and error code is documented; the Dockerfile names only what exists."""

import ast
import importlib
import re
from pathlib import Path

import pytest

from storefront import __main__, hooks
from tests.house import sources

ROOT = Path(__file__).resolve().parents[2]
RUNNING = (ROOT / "docs/running.md").read_text()
PLUGINS = (ROOT / "docs/plugins.md").read_text()
ERRORS = (ROOT / "docs/errors.md").read_text()
DOCKERFILE = (ROOT / "Dockerfile").read_text()
SETTINGS = set(re.findall(r'"(SHOP_[A-Z]+|DATABASE_URL|SECRET_KEY)"', (ROOT / "storefront/settings.py").read_text()))


@pytest.mark.parametrize("name", sorted(__main__.COMMANDS))
def test_every_command_is_documented(name):
    assert f"| `{name}` |" in RUNNING


@pytest.mark.parametrize("name", sorted(SETTINGS))
def test_every_setting_is_documented(name):
    assert f"| `{name}` |" in RUNNING


@pytest.mark.parametrize("name", [name for names in hooks.WORDS.values() for name in names])
def test_every_hook_is_documented(name):
    code = getattr(hooks, name).__code__
    assert f"`{name}({', '.join(code.co_varnames[: code.co_argcount])})`" in PLUGINS


def refused():
    """The codes that our own code refuses with: words of Saleor's error enums, and whatever a ShopError is given."""
    printed = (ROOT / "schema.graphql").read_text()
    enums = re.findall(r"enum \w+ErrorCode \{(.*?)\n\}", printed, re.DOTALL)
    known = {word for body in enums for word in re.findall(r"^  ([A-Z_]+)$", body, re.MULTILINE)}
    found = set()
    for path in sources.sources("storefront", "plugins"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in known:
                found.add(node.value)
            elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "ShopError" and node.args:
                found.update(arg.value for arg in node.args[:1] if isinstance(arg, ast.Constant))
    return sorted(found)


@pytest.mark.parametrize("code", refused())
def test_every_code_of_a_refusal_is_documented(code):
    assert f"`{code}`" in ERRORS


def test_hooks_stay_within_their_budget_and_each_has_its_word():
    named = [name for names in hooks.WORDS.values() for name in names]
    assert len(named) <= 20
    assert sorted(named) == sorted(name for name, value in vars(hooks).items() if hasattr(value, "storefront_spec"))


def instructions():
    joined = DOCKERFILE.replace("\\\n", " ")
    return [line.split(None, 1) for line in joined.splitlines() if line and not line.startswith("#")]


def test_the_image_copies_only_what_exists():
    copied = [words.split()[:-1] for word, words in instructions() if word == "COPY" and "--from" not in words]
    paths = [path for group in copied for path in group]
    assert {"setup.cfg", "storefront", "schema.graphql"} <= set(paths)
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_the_image_runs_modules_and_commands_that_exist():
    modules = set(re.findall(r'"-m", "([a-z.]+)"', DOCKERFILE))
    assert modules == {"storefront"}
    for module in modules:
        importlib.import_module(module)
    named = set(re.findall(r"^#.* echoppe (\w+)", DOCKERFILE, re.M)) | {
        word for kind, words in instructions() if kind == "CMD" for word in re.findall(r'"(\w+)"', words)
    }
    assert named == {"migrate", "run", "worker"}
    assert named <= set(__main__.COMMANDS)


def test_the_image_does_not_run_as_root_and_watches_its_health():
    kinds = [kind for kind, _ in instructions()]
    last = [words for kind, words in instructions() if kind == "USER"][-1]
    assert last != "root"
    assert re.search(rf"useradd .*\b{last}\b", DOCKERFILE)
    health = next(words for kind, words in instructions() if kind == "HEALTHCHECK")
    assert "/health" in health
    assert kinds.index("USER") < kinds.index("ENTRYPOINT")


def test_the_image_starts_from_a_pinned_python_that_we_support():
    assert {words.split()[0] for kind, words in instructions() if kind == "FROM"} == {"python:3.12-slim-bookworm"}
