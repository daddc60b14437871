"""The printed schema: what Saleor's clients ask is there, in their shapes, and nothing that breaks their builds."""

import functools
import importlib.util
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from graphql import (
    build_schema,
    get_named_type,
    is_enum_type,
    is_input_object_type,
    is_introspection_type,
    is_non_null_type,
    is_object_type,
    is_scalar_type,
    is_specified_scalar_type,
)

ROOT = Path(__file__).resolve().parent.parent.parent
CONTRACT = ROOT.parent / "shared" / "contract"
SCALARS = {
    "Date",
    "DateTime",
    "Day",
    "Decimal",
    "GenericScalar",
    "JSON",
    "JSONString",
    "Metadata",
    "Hour",
    "Minute",
    "PositiveInt",
    "PositiveDecimal",
    "UUID",
    "Upload",
    "WeightScalar",
    "_Any",
}
STAFF = {
    "Query": "order orders warehouse warehouses",
    "Mutation": "orderCancel orderFulfill orderMarkAsPaid orderNoteAdd orderRefund productVariantStocksCreate "
    "productVariantStocksUpdate",
}
LATER = {  # fields that the dashboard asks of types the staff of issue 2 meet; they come with the back office
    "Attribute": "availableInGrid filterableInStorefront productTypes productVariantTypes referenceTypes "
    "storefrontSearchPosition unit choices(filter:) choices(search:)",
    "Channel": "paymentSettings taxConfiguration warehouses",
    "CheckoutSettings": "allowLegacyGiftCardUse automaticCompletionCutOffDate automaticCompletionDelay",
    "Collection": "channelListings",
    "GiftCardEvent": "balance orderId",
    "OrderSettings": "deleteExpiredOrdersAfter expireOrdersAfter",
    "PageType": "attributes hasPages",
    "Product": "taxClass productVariants(filter:)",
    "ProductChannelListing": "pricing",
    "ProductType": "availableAttributes taxClass weight",
    "Shop": "allowStorefrontTraffic announcements availableExternalAuthentications availablePaymentGateways "
    "companyAddress countries customerSetPasswordUrl defaultMailSenderAddress defaultMailSenderName "
    "enableAccountConfirmationByEmail fulfillmentAllowUnpaid fulfillmentAutoApprove "
    "limitQuantityPerCheckout limits passwordLoginMode permissions preserveAllAddressFields "
    "reserveStockDurationAnonymousUser reserveStockDurationAuthenticatedUser "
    "useLegacyShippingZoneStockAvailability useLegacyUpdateWebhookEmission version",
    "TransactionEvent": "createdBy reasonReference",
    "TransactionItem": "createdBy paymentMethodDetails",
    "User": "editableGroups giftCards permissionGroups",
    "UserPermission": "sourcePermissionGroups",
    "Voucher": "categories channelListings codes collections countries products used variants",
    "Warehouse": "shippingZones",
    "App": "brand identifier manifestUrl metadata permissions privateMetadata problems type webhooks",
    "ProductFilterInput": "giftCard",
    "ProductWhereInput": "giftCard",
    "TransactionFilterInput": "paymentMethodDetails",
}


@functools.cache
def printed():
    """The schema as the command prints it, without the strangers that tests install."""
    outside = {**os.environ, "DJANGO_SETTINGS_MODULE": "storefront.settings"}
    done = subprocess.run(
        [sys.executable, "-m", "storefront", "schema"], cwd=ROOT, env=outside, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@functools.cache
def schema():
    return build_schema(printed())


@functools.cache
def checker():
    """The comparison that every implementation is measured with."""
    spec = importlib.util.spec_from_file_location("contract_check", CONTRACT / "check.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def contract(name):
    if not CONTRACT.exists():
        pytest.skip("The contract is not here.")
    return json.loads((CONTRACT / f"{name}.json").read_text())


def types(test):
    """(name, type) of the schema's own types."""
    return [(n, t) for n, t in schema().type_map.items() if test(t) and not is_introspection_type(t)]


def coordinates(kinds):
    """{"Type.field", "Type.field(argument:)", "Enum.VALUE"} of a contract's types."""
    found = set()
    for name, type_ in kinds.items():
        found.update(f"{name}.{value}" for value in type_.get("values", ()))
        for field, spec in type_.get("fields", {}).items():
            found.add(f"{name}.{field}")
            found.update(f"{name}.{field}({argument}:)" for argument in spec.get("args") or ())
    return found


def our_coordinates():
    found = set()
    for name, type_ in types(lambda t: not is_scalar_type(t)):
        for field, definition in getattr(type_, "fields", {}).items():
            found.add(f"{name}.{field}")
            found.update(f"{name}.{field}({argument}:)" for argument in getattr(definition, "args", ()))
        if is_enum_type(type_):
            found.update(f"{name}.{value}" for value in type_.values)
    return found


def test_the_committed_schema_is_the_printed_one():
    assert (ROOT / "schema.graphql").read_text() == printed()


def test_nothing_is_missing_from_the_storefront_s_contract():
    assert checker_finds("storefront") == []


def checker_finds(name):
    wanted = contract(name)
    return [each for each in checker().diff(schema(), wanted) if each["severity"] != "stricter"]


def test_what_staff_have_looks_as_the_dashboard_expects():
    assert [each for each in checker_finds("dashboard-core") if each["severity"] != "missing"] == []


def test_what_the_dashboard_still_misses_on_our_types_is_known():
    have = {name for name, _ in types(lambda t: True)} - {"Query", "Mutation"}
    missing = set()
    for each in checker_finds("dashboard-core"):
        type_name, dot, member = each["coordinate"].partition(".")
        if dot and type_name in have:
            missing.add((type_name, member))
    assert missing - {(name, member) for name, members in LATER.items() for member in members.split()} == set()


def test_staff_s_words_are_there_with_all_they_need():
    wanted = contract("dashboard-core")["types"]
    for root, names in STAFF.items():
        for name in names.split():
            have = schema().get_type(root).fields[name]
            arguments = wanted[root]["fields"][name]["args"]
            assert {a: str(have.args[a].type).rstrip("!") for a in arguments} == {
                a: type_.rstrip("!") for a, type_ in arguments.items()
            }, name


def test_every_word_we_add_to_saleor_s_types_is_explained():
    """Whoever knows Saleor finds in docs/saleor.md each field and argument that is ours, and why."""
    explained = (ROOT / "docs" / "saleor.md").read_text()
    theirs = contract("all")["types"]
    ours = our_coordinates() - coordinates(theirs)
    added = {
        name for name in ours if name.split(".")[0] in theirs and ("(" not in name or name.split("(")[0] not in ours)
    }
    words = {re.split(r"[.(]", name.removesuffix(":)"))[-1] for name in added}
    assert sorted(word for word in words if not re.search(rf"\b{word}\b", explained)) == []


def test_only_saleor_s_scalars():
    assert {name for name, t in types(is_scalar_type) if not is_specified_scalar_type(t)} - SCALARS == set()


def test_every_payload_tells_its_errors():
    bad = []
    for name, field in schema().mutation_type.fields.items():
        errors = field.type.fields.get("errors")
        item = get_named_type(errors.type) if errors else None
        shape = str(errors.type) == f"[{item}!]!" if item else False
        if not shape or not {"field", "message", "code"} <= item.fields.keys():
            bad.append(name)
    assert bad == []


def test_every_error_has_a_code_that_is_always_told():
    errors = {get_named_type(f.type.fields["errors"].type) for f in schema().mutation_type.fields.values()}
    loose = [e.name for e in errors if not is_non_null_type(e.fields["code"].type)]
    assert loose == []
    assert all(is_enum_type(get_named_type(e.fields["code"].type)) for e in errors)


def test_every_connection_is_whole():
    connections = [(n, t) for n, t in types(is_object_type) if n.endswith("Connection")]
    assert len(connections) >= 8
    for name, type_ in connections:
        node = name.removesuffix("CountableConnection")
        assert {f: str(d.type) for f, d in type_.fields.items()} == {
            "pageInfo": "PageInfo!",
            "edges": f"[{node}CountableEdge!]!",
            "totalCount": "Int",
        }, name
        edge = schema().get_type(f"{node}CountableEdge")
        assert {f: str(d.type) for f, d in edge.fields.items()} == {"node": f"{node}!", "cursor": "String!"}, name


def test_no_default_is_null():
    """A printed `= null` makes a client send null where it means to say nothing."""
    bad = []
    for name, type_ in types(is_input_object_type):
        bad += [f"{name}.{field}" for field, d in type_.fields.items() if d.default_value is None]
    for name, type_ in types(lambda t: hasattr(t, "interfaces")):
        for field, definition in type_.fields.items():
            bad += [f"{name}.{field}({a}:)" for a, d in definition.args.items() if d.default_value is None]
    assert bad == []


def test_every_list_of_ours_has_its_four_arguments():
    """first, last, after and before together, so that a client can go both ways."""
    bad = []
    for name, type_ in types(is_object_type):
        for field, definition in type_.fields.items():
            if get_named_type(definition.type).name.endswith("CountableConnection") and not (
                {"first", "last", "after", "before"} <= definition.args.keys()
            ):
                bad.append(f"{name}.{field}")
    assert bad == []
