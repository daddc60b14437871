"""Arguments made from the schema: sensible ones for every root field, and places where an id can be put."""

from itertools import islice

from graphql import (
    get_named_type,
    get_nullable_type,
    is_enum_type,
    is_input_object_type,
    is_list_type,
    is_non_null_type,
)

MANY = 20  # values of an enum that we try
LEAVES = {
    "String": '"x"',
    "Int": "1",
    "Float": "1.0",
    "Boolean": "true",
    "ID": '"x"',
    "Date": '"2024-05-01"',
    "DateTime": '"2024-05-01T06:00:00+00:00"',
    "Decimal": "1",
    "PositiveDecimal": "1",
    "PositiveInt": "1",
    "UUID": '"3fa85f64-5717-4562-b3fc-2c963f66afa6"',
    "JSON": "{}",
    "JSONString": '"{}"',
}
STRINGS = {"redirectUrl": "https://pain.example/", "email": "nobody@mail.example", "key": "k", "channel": "pain"}
ID_WORDS = {  # the name of an argument or input field: what it is an id of
    "variantId": "ProductVariant",
    "checkoutId": "Checkout",
    "customerId": "User",
    "deliveryMethodId": "Warehouse",
    "lineId": "CheckoutLine",
    "linesIds": "CheckoutLine",
    "order": "Order",
    "orderLineId": "OrderLine",
    "promoCodeId": "Voucher",
    "warehouse": "Warehouse",
    "attributeId": "Attribute",
    "channelId": "Channel",
}
ROOT_IDS = {  # the beginning of a mutation's name: what its `id` names
    "account": "Address",
    "order": "Order",
    "checkout": "Checkout",
    "delivery": "Checkout",
    "payment": "Checkout",
    "transactionInitialize": "Checkout",
    "transactionProcess": "TransactionItem",
    "update": "Product",
    "delete": "Product",
}


class Arguments:
    """Arguments of root fields. ids: {type name: a global id}."""

    def __init__(self, schema, ids):
        self.schema, self.ids = schema, ids

    def roots(self, *names):
        """(operation, field name, field) of every root field."""
        for root, word in ((self.schema.query_type, "query"), (self.schema.mutation_type, "mutation")):
            for name, field in root.fields.items():
                if not names or word in names:
                    yield word, name, field

    def needed(self, name, field, **said):
        """The arguments that must be there, as literals, and those in `said`."""
        found = {
            word: self.literal(argument.type, word, name)
            for word, argument in field.args.items()
            if is_non_null_type(argument.type)
        }
        return {**found, **said}

    def said(self, name, field):
        """The arguments that must be there, and all ids."""
        ids = {
            word: self.named(name, word) for word, each in field.args.items() if get_named_type(each.type).name == "ID"
        }
        lists = {
            word: f"[{value}]" for word, value in ids.items() if is_list_type(get_nullable_type(field.args[word].type))
        }
        return {**self.needed(name, field), **ids, **lists}

    def named(self, root, word="id"):
        """The literal of an id that the argument can name."""
        return f'"{self.id_for(word, root)}"'

    def literal(self, type_, word, root, deep=0):
        """Something sensible for a type."""
        inner = get_nullable_type(type_)
        if is_list_type(inner):
            return f"[{self.literal(inner.of_type, word, root, deep)}]"
        if is_enum_type(inner):
            return next(iter(inner.values))
        if is_input_object_type(inner):
            fields = {
                name: self.literal(field.type, name, root, deep + 1)
                for name, field in inner.fields.items()
                if is_non_null_type(field.type) or (get_named_type(field.type).name == "ID" and deep < 2)
            }
            return "{" + ", ".join(f"{name}: {value}" for name, value in fields.items()) + "}"
        if inner.name == "ID":
            return f'"{self.id_for(word, root)}"'
        if inner.name == "String" and word in STRINGS:
            return f'"{STRINGS[word]}"'
        return LEAVES[inner.name]

    def id_for(self, word, root):
        """The id of something that the argument can name."""
        if word in ID_WORDS:
            return self.ids[ID_WORDS[word]]
        for beginning, type_name in ROOT_IDS.items():
            if root.startswith(beginning):
                return self.ids[type_name]
        target = get_named_type(self.schema.query_type.fields[root].type).name if self._is_query(root) else "Product"
        return self.ids.get(target.removesuffix("CountableConnection"), self.ids["Product"])

    def _is_query(self, root):
        return root in self.schema.query_type.fields

    def id_places(self, name, field):
        """[(argument, literal with $id in one place)]: every place below a root field where an id can stand."""
        for word, argument in field.args.items():
            for literal in self._with_id(argument.type, word, name, ()):
                yield word, literal

    def _with_id(self, type_, word, root, above):
        inner = get_nullable_type(type_)
        if is_list_type(inner):
            for literal in self._with_id(inner.of_type, word, root, above):
                yield f"[{literal}]"
        elif is_input_object_type(inner) and inner.name not in above:
            for name, field in inner.fields.items():
                for literal in self._with_id(field.type, name, root, (*above, inner.name)):
                    others = {
                        other: self.literal(each.type, other, root)
                        for other, each in inner.fields.items()
                        if is_non_null_type(each.type) and other != name
                    }
                    others[name] = literal
                    yield "{" + ", ".join(f"{key}: {value}" for key, value in others.items()) + "}"
        elif get_named_type(inner).name == "ID":
            yield "$id"

    def each_filter(self, field):
        """[(argument, literal)]: every condition and every order of a list's input, alone."""
        for word, argument in field.args.items():
            inner = get_named_type(argument.type)
            if is_input_object_type(inner):
                for name, each in inner.fields.items():
                    must = {
                        other: self.literal(that.type, other, "products")
                        for other, that in inner.fields.items()
                        if is_non_null_type(that.type)
                    }
                    for literal in islice(self._every(each.type, name), 1 if name in ("AND", "OR") else None):
                        yield word, "{" + ", ".join(f"{k}: {v}" for k, v in {**must, name: literal}.items()) + "}"

    def _every(self, type_, name, above=()):
        inner = get_nullable_type(type_)
        if is_list_type(inner):
            yield from (f"[{each}]" for each in self._every(inner.of_type, name, above))
        elif is_enum_type(inner):
            yield from list(inner.values)[:MANY]
        elif is_input_object_type(inner) and inner.name not in above and len(above) < 3:
            must = {n: self.literal(f.type, n, "products") for n, f in inner.fields.items() if is_non_null_type(f.type)}
            for word, field in inner.fields.items():
                for literal in self._every(field.type, word, (*above, inner.name)):
                    yield "{" + ", ".join(f"{k}: {v}" for k, v in {**must, word: literal}.items()) + "}"
        elif not is_input_object_type(inner):
            yield self.literal(inner, name, "products")


def call(word, name, arguments, selection, declared=""):
    """A document that calls one root field."""
    said = ", ".join(f"{key}: {value}" for key, value in arguments.items())
    return f"{word}{declared} {{ {name}{f'({said})' if said else ''} {selection} }}"
