"""Fields of a form become variables, typed by the document: numbers, yes and no, lists, input objects.

`quantity`, `input.email`, `lines[0].variantId`, `tags[]` and `address[city]` are names of fields; so is
`attributes[flour].values[]`, which means the item whose slug is flour. Fields that the document does not declare are
ignored; those that begin with _ are the engine's own.
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

STEP = re.compile(r"[^.\[\]]+|\[\]")
DEEPEST, LONGEST = 8, 500  # steps of a name; items of a list
WHOLE = {"Int", "PositiveInt", "Day", "Hour", "Minute"}
PARTS = {"Float", "Decimal", "PositiveDecimal", "WeightScalar"}
YES, NO = {"on", "true", "1", "yes"}, {"", "off", "false", "0", "no"}
_MISSING = object()


@dataclass
class Read:
    """What a form says. problems: [(field's name, sentence)]; names: {path of the value: field's name}."""

    variables: dict = field(default_factory=dict)
    problems: list = field(default_factory=list)
    names: dict = field(default_factory=dict)


def read(fields, variables):
    """Read the fields {name: [texts, or files]} as variables {name: typed.Typed}; a Read."""
    found, tree = Read(), {}
    for name, texts in fields.items():
        steps = STEP.findall(name)
        is_meant = not name.startswith("_") and steps and len(steps) <= DEEPEST and steps[0] in variables
        if is_meant and not _plant(tree, steps, (name, texts)):
            found.problems.append((name, _("This could not be understood; please check what you typed.")))
    for name, kind in variables.items():
        value = _value(kind, tree.get(name), name, found)
        if value is not _MISSING:
            found.variables[name] = value
        elif kind.required:
            found.problems.append((name, _("Please fill this in.")))
    return found


def _plant(tree, steps, leaf):
    """Was there room for it? Not for `a` and `a.b` at once, nor for `a[]` and `a[0]`: nothing is lost in silence."""
    for step in steps[:-1]:
        branch = tree.setdefault(step, {})
        if _is_mixed(tree) or not isinstance(branch, dict):
            return False
        tree = branch
    return tree.setdefault(steps[-1], leaf) is leaf and not _is_mixed(tree)


def _is_mixed(tree):
    return "[]" in tree and len(tree) > 1


def _value(kind, node, path, found):
    """The value of a node of the tree; _MISSING when nothing was said."""
    if kind.item:
        return _list(kind, node, path, found)
    if kind.fields:
        return _object(kind, node, path, found)
    if node is None or isinstance(node, dict):
        return False if kind.name == "Boolean" and kind.required else _MISSING
    name, texts = node
    found.names[path] = name
    try:
        return _leaf(kind, texts[-1] if texts else "")
    except (ValueError, InvalidOperation) as refusal:
        found.problems.append((name, str(refusal)))
        return _MISSING


def _list(kind, node, path, found):
    if node is None:
        return [] if kind.required else _MISSING
    if isinstance(node, dict) and "[]" not in node:
        numbered = sorted((int(step), child) for step, child in node.items() if step.isdigit() and len(step) < 6)
        values = [_value(kind.item, child, f"{path}.{step}", found) for step, child in numbered[:LONGEST]]
        values += _named(kind, node, path, found)
    else:
        leaf = node["[]"] if isinstance(node, dict) else node
        if isinstance(leaf, dict) or kind.item.fields:
            return _MISSING
        name, texts = leaf
        values = [_value(kind.item, (name, [text]), path, found) for text in texts[:LONGEST] if not _is_blank(text)]
    return [value for value in values if value is not _MISSING]


def _is_blank(text):
    return isinstance(text, str) and not text.strip()


def _named(kind, node, path, found):
    """The items that are called by their slug instead of a number."""
    if "slug" not in (kind.item.fields or ()):
        return []
    named = [(step, child) for step, child in node.items() if not step.isdigit() and isinstance(child, dict)]
    values = [(step, _value(kind.item, child, f"{path}.{step}", found)) for step, child in named[:LONGEST]]
    return [{**value, "slug": step} for step, value in values if value]


def _object(kind, node, path, found):
    if not isinstance(node, dict):
        return _MISSING
    value = {}
    for name, inner in kind.fields.items():
        answer = _value(inner, node.get(name), f"{path}.{name}", found)
        if answer is not _MISSING:
            value[name] = answer
        elif inner.required and name not in {at.rsplit(".", 1)[-1] for at, _words in found.problems}:
            found.problems.append((found.names.get(f"{path}.{name}", f"{path}.{name}"), _("Please fill this in.")))
    return value


def _leaf(kind, text):
    """One text, or file, as a value; raises ValueError with a sentence."""
    if kind.name == "Upload" or not isinstance(text, str):
        return _MISSING if kind.name != "Upload" or isinstance(text, str) else text
    bare = text.strip()
    if kind.name == "String":
        return text.replace("\r\n", "\n")
    if kind.name == "Boolean":
        return _yes_or_no(bare.lower())
    if bare == "":
        return _MISSING
    if kind.words is not None:
        return _chosen(bare, kind.words)
    if kind.name in WHOLE:
        return _whole(bare)
    if kind.name in PARTS:
        return _number(bare, exact=kind.name != "Float")
    return bare


def _yes_or_no(text):
    if text not in YES | NO:
        raise ValueError(_("Please choose yes or no."))
    return text in YES


def _chosen(text, words):
    if text not in words:
        raise ValueError(_("Please choose one of these."))
    return text


def _whole(text):
    if not re.fullmatch(r"[+-]?\d{1,12}", text, re.ASCII):
        raise ValueError(_("Please write a whole number."))
    return int(text)


def _number(text, exact):
    bare = re.sub(r"[\s\u00a0\u202f]", "", text).replace(",", ".")
    if not re.fullmatch(r"[+-]?\d{1,15}(\.\d{0,9})?", bare, re.ASCII):
        raise ValueError(_("Please write a number, such as 12.50."))
    return str(Decimal(bare)) if exact else float(bare)
