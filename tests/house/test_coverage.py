"""Every root field of the API is named in a test: a word nobody tests is a word nobody knows to work."""

import re

from storefront.api.schema import schema

from .sources import ROOT

SWEEPS = {"saleor/documents.py", "saleor/arguments.py"}  # they make documents from the schema: that proves no effect


def test_every_root_field_is_named_in_a_test():
    tests = [path for path in sorted((ROOT / "tests").rglob("*.py")) if not _is_sweep(path)]
    text = "\n".join(path.read_text() for path in tests if path.name != "test_coverage.py")
    built = schema().graphql_schema
    missing = [
        name
        for root in (built.query_type, built.mutation_type)
        for name in root.fields
        if not re.search(rf"(?<![\w.]){name}(\s*[({{]|\")", text)
    ]
    assert missing == []


def _is_sweep(path):
    return str(path.relative_to(ROOT / "tests")) in SWEEPS
