"""Documents made from the schema: for every type, one that asks for all of its fields.

A place is a way to a type: [(field, condition)] from the root, where `condition` names the concrete type when the
field leads to an interface or union.
"""

from collections import deque

from graphql import (
    get_named_type,
    is_abstract_type,
    is_composite_type,
    is_required_argument,
)

FEW = 3
LITERALS = {  # argument: what we say
    "languageCode": "EN",
    "size": "64",
    "format": "WEBP",
    "key": '"k"',
    "keys": '["k"]',
    "countryCode": "FR",
    "limit": "100",
    "address": "{country: FR}",
}


class Documents:
    """Documents about one shop. ids: {type name: global id}; slug: the shop's; first: of lists on the way."""

    def __init__(self, schema, ids, slug, first=FEW):
        self.schema, self.ids, self.slug, self.first = schema, ids, slug, first

    def places(self):
        """{type name: place}: the shortest way to every object type."""
        root = self.schema.query_type
        found, waiting = {}, deque([(root, ())])
        while waiting:
            type_, place = waiting.popleft()
            for name, field in sorted(type_.fields.items(), key=lambda each: not each[0].endswith("s")):  # lists first
                target = get_named_type(field.type)
                if not is_composite_type(target):
                    continue
                abstract = is_abstract_type(target)
                for concrete in self.schema.get_possible_types(target) if abstract else [target]:
                    if concrete.name not in found:
                        found[concrete.name] = (*place, (name, concrete.name if abstract else None))
                        waiting.append((concrete, found[concrete.name]))
        return found

    def ways(self):
        """Every place, and every step from there: [place]."""
        for name, place in self.places().items():
            yield place
            for field_name, field in self.schema.get_type(name).fields.items():
                target = get_named_type(field.type)
                if is_abstract_type(target):
                    yield from ((*place, (field_name, each.name)) for each in self.schema.get_possible_types(target))
                elif is_composite_type(target):
                    yield (*place, (field_name, None))

    def everything(self, place, depth=2, without=frozenset()):
        """A document that asks for everything at a place, but not for the fields in `without`: {(type, field)}."""
        return f"{{ {self._down(self.schema.query_type, place, depth, without)} }}"

    def _down(self, type_, place, depth, without):
        if not place:
            return self.selection(type_, depth, without)
        (name, condition), rest = place[0], place[1:]
        target = self.schema.get_type(condition) if condition else get_named_type(type_.fields[name].type)
        inner = self._down(target, rest, depth, without)
        if condition:
            inner = f"__typename ... on {condition} {{ {inner} }}"
        return f"{name}{self.arguments(type_, name, self.first)} {{ {inner} }}"

    def selection(self, type_, depth=2, without=frozenset()):
        """All fields of a type, and all of theirs, so many levels deep."""
        words = ["__typename"]
        for name, field in getattr(type_, "fields", {}).items():
            target = get_named_type(field.type)
            plumbing = target.name.endswith(("Connection", "Edge"))
            if (type_.name, name) in without:
                continue
            if not is_composite_type(target):
                words.append(f"{name}{self.arguments(type_, name)}")
            elif depth or plumbing:
                inner = self.selection(target, depth - (not plumbing), without)
                words.append(f"{name}{self.arguments(type_, name)} {{ {inner} }}")
        return " ".join(words)

    def coordinate(self, place, error):
        """(type, field) that an error of a document about this place is about, and whether it lies on the way there."""
        path = [step for step in error.get("path") or () if isinstance(step, str)]
        type_ = self.schema.query_type
        for number, name in enumerate(path[:-1]):
            condition = place[number][1] if number < len(place) else None
            type_ = self.schema.get_type(condition) if condition else get_named_type(type_.fields[name].type)
        return (type_.name, path[-1]), len(path) <= len(place)

    def arguments(self, type_, name, first=FEW):
        """What we say to a field: the shop, a page size, ids of things that exist."""
        said, field = [], type_.fields[name]
        for word, argument in field.args.items():
            value = str(first) if word == "first" else self._value(type_, word, get_named_type(field.type).name)
            if value is not None:
                said.append(f"{word}: {value}")
            elif is_required_argument(argument):
                raise LookupError(f"No value for {name}({word}:)")
        return f"({', '.join(said)})" if said else ""

    def _value(self, type_, word, type_name):
        if word == "channel":
            return f'"{self.slug}"'
        if word == "id":
            return f'"{self.ids[type_name]}"'
        if word == "slug" and type_name in ("SelectedAttribute", "AssignedAttribute"):
            return '"author"' if type_.name == "Page" else '"flour"'
        return LITERALS.get(word)
