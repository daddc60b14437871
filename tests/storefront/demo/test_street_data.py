"""What the demo street's files promise, before any database has read them."""

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from PIL import Image

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures"
STREET, PICTURES = FIXTURES / "street", FIXTURES / "pictures"
CHANNELS = ("fleurs", "pain", "terre")
VAT = {"5.5", "10.0", "20.0"}
INCO = {
    *("gluten", "crustaces", "oeufs", "poissons", "arachides", "soja", "lait", "fruits-a-coque"),
    *("celeri", "moutarde", "sesame", "sulfites", "lupin", "mollusques"),
}


def read(name):
    return json.loads((STREET / f"{name}.json").read_text(encoding="utf-8"))


def products(channel):
    return read(f"{channel}/products")


def everything():
    return {str(path.relative_to(STREET)): json.loads(path.read_text()) for path in sorted(STREET.rglob("*.json"))}


def nodes(value, path=""):
    """Every (path, object) in a file."""
    if isinstance(value, dict):
        yield path, value
        for key, inner in value.items():
            yield from nodes(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from nodes(inner, f"{path}[{place}]")


def branches(rows):
    for row in rows:
        yield row
        yield from branches(row.get("children", ()))


def tax_rates(slug):
    return [row["rates"] for row in read("street")["tax_classes"] if row["slug"] == slug][0]


def test_everything_said_is_said_in_both_languages():
    alone = [
        f"{name}{path}"
        for name, content in everything().items()
        for path, node in nodes(content)
        if ("fr" in node or "en" in node) and not (node.get("fr") and node.get("en"))
    ]
    assert alone == []


def test_longer_texts_are_translated_not_copied():
    copied = [
        f"{channel}: {row['slug']['fr']}"
        for channel in CHANNELS
        for row in products(channel)
        if row["description"]["fr"] == row["description"]["en"]
    ]
    assert copied == []


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_shop_has_enough_to_sell(channel):
    assert len(products(channel)) >= 25
    assert any(variant["stock"] == 0 for row in products(channel) for variant in row["variants"])
    assert any("undiscounted_price" in variant for row in products(channel) for variant in row["variants"])


@pytest.mark.parametrize("channel", CHANNELS)
def test_descriptions_are_written_out(channel):
    short = [row["slug"]["fr"] for row in products(channel) if min(map(len, row["description"].values())) < 80]
    assert short == []


@pytest.mark.parametrize("channel", CHANNELS)
def test_search_engines_get_texts_of_their_length(channel):
    long = [
        row["slug"]["fr"]
        for row in products(channel)
        for language in ("fr", "en")
        if len(row["seo"]["title"][language]) > 70 or not 40 <= len(row["seo"]["description"][language]) <= 160
    ]
    assert long == []


def test_slugs_are_unique_on_the_street():
    for kind in ("products", "collections", "pages", "categories"):
        for language in ("fr", "en"):
            slugs = [row["slug"][language] for channel in CHANNELS for row in branches(read(f"{channel}/{kind}"))]
            assert len(slugs) == len(set(slugs)), kind
            assert [slug for slug in slugs if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)] == []


def test_skus_are_unique_on_the_street():
    skus = [variant["sku"] for channel in CHANNELS for row in products(channel) for variant in row["variants"]]
    assert len(skus) == len(set(skus))


@pytest.mark.parametrize("channel", CHANNELS)
def test_products_stand_where_they_say(channel):
    categories = {row["slug"]["fr"] for row in branches(read(f"{channel}/categories"))}
    collections = {row["slug"]["fr"] for row in read(f"{channel}/collections")}
    used = {slug for row in products(channel) for slug in row["collections"]}
    assert {row["category"] for row in products(channel)} <= categories
    assert used == collections


@pytest.mark.parametrize("channel", CHANNELS)
def test_menus_lead_somewhere(channel):
    shop = read(f"{channel}/shop")
    places = {
        "category": {row["slug"]["fr"] for row in branches(read(f"{channel}/categories"))},
        "collection": {row["slug"]["fr"] for row in read(f"{channel}/collections")},
        "page": {row["slug"]["fr"] for row in read(f"{channel}/pages")},
    }
    items = [item for menu in shop["menus"].values() for item in branches(menu)]
    lost = [item for item in items if not any(item.get(kind) in known for kind, known in places.items())]
    assert items != []
    assert lost == []


@pytest.mark.parametrize("channel", CHANNELS)
def test_attributes_are_those_of_the_type(channel):
    types = {row["slug"]: row for row in read("product_types")}
    wrong = []
    for row in products(channel):
        kind = types[row["type"]]
        if not set(row["attributes"]) <= set(kind["product_attributes"]):
            wrong.append(row["slug"]["fr"])
        wrong += [v["sku"] for v in row["variants"] if set(v["attributes"]) != set(kind["variant_attributes"])]
    assert wrong == []


@pytest.mark.parametrize("channel", CHANNELS)
def test_attribute_values_are_among_those_offered(channel):
    attributes = {row["slug"]: row for row in read("attributes")}
    wrong = [
        (row["slug"]["fr"], slug, value)
        for row in products(channel)
        for given in (row["attributes"], *(variant["attributes"] for variant in row["variants"]))
        for slug, value in given.items()
        if not fits(attributes[slug], value)
    ]
    assert wrong == []


def fits(attribute, value):
    known = {row["slug"] for row in attribute.get("values", ())}
    return {
        "DROPDOWN": lambda: value in known,
        "SWATCH": lambda: value in known,
        "MULTISELECT": lambda: isinstance(value, list) and value != [] and set(value) <= known,
        "BOOLEAN": lambda: isinstance(value, bool),
        "PLAIN_TEXT": lambda: set(value) == {"fr", "en"},
    }[attribute["input_type"]]()


@pytest.mark.parametrize("channel", CHANNELS)
def test_variants_of_a_product_differ(channel):
    twins = [
        row["slug"]["fr"]
        for row in products(channel)
        if len({json.dumps(v["attributes"], sort_keys=True) for v in row["variants"]}) < len(row["variants"])
    ]
    assert twins == []


@pytest.mark.parametrize("channel", CHANNELS)
def test_prices_are_exact_and_leave_something(channel):
    for row in products(channel):
        for variant in row["variants"]:
            price, cost = Decimal(variant["price"]), Decimal(variant["cost"])
            assert price.as_tuple().exponent == cost.as_tuple().exponent == -2, variant["sku"]
            assert 0 < cost * Decimal("1.2") < price, variant["sku"]
            assert Decimal(variant.get("undiscounted_price", "9999")) > price, variant["sku"]
            assert isinstance(variant["stock"], int), variant["sku"]
            assert variant["weight_g"] > 0, variant["sku"]


def test_vat_is_the_french_one_today_and_has_no_gap():
    for tax_class in read("street")["tax_classes"]:
        rates = tax_class["rates"]
        assert rates[-1]["rate"] in VAT
        assert rates[-1]["valid_to"] is None
        for earlier, later in zip(rates, rates[1:], strict=False):
            assert earlier["valid_to"] == later["valid_from"]


@pytest.mark.parametrize(
    ("channel", "slug", "rate"),
    [
        ("pain", "baguette", "5.5"),
        ("pain", "eclair", "5.5"),
        ("pain", "sandwich-jambon-beurre", "10.0"),
        ("pain", "guimauves", "20.0"),
        ("fleurs", "bouquet-rosee", "10.0"),
        ("fleurs", "monstera", "10.0"),
        ("fleurs", "centre-de-table", "20.0"),
        ("fleurs", "vase-goutte", "20.0"),
        ("terre", "bol-du-matin", "20.0"),
    ],
)
def test_a_thing_is_taxed_as_the_law_says(channel, slug, rate):
    [row] = [row for row in products(channel) if row["slug"]["fr"] == slug]
    assert tax_rates(row["tax_class"])[-1]["rate"] == rate


def test_food_says_what_it_contains():
    offered = {row["slug"]: {v["slug"] for v in row.get("values", ())} for row in read("attributes")}
    assert offered["allergenes"] == offered["traces"] == INCO | {"aucun"}
    for row in products("pain"):
        for word in ("allergenes", "traces"):
            stated = set(row["attributes"][word])
            assert stated, row["slug"]["fr"]
            assert stated == {"aucun"} or stated <= INCO, row["slug"]["fr"]
        assert not set(row["attributes"]["allergenes"]) & set(row["attributes"]["traces"]) - {"aucun"}


def test_bread_says_what_it_weighs():
    breads = [row for row in products("pain") if row["type"] == "pain"]
    assert len(breads) >= 6
    assert [v["sku"] for row in breads for v in row["variants"] if v["weight_g"] < 200] == []


def test_food_and_fresh_flowers_do_not_come_back():
    fresh = {"pain", "viennoiserie", "patisserie", "patisserie-au-parfum", "dejeuner", "bouquet", "fleurs-au-brin"}
    back = [row["slug"]["fr"] for c in CHANNELS for row in products(c) if row["type"] in fresh and row["returnable"]]
    assert back == []


def test_every_picture_exists_and_is_described():
    shown = [node for content in everything().values() for _path, node in nodes(content) if "file" in node]
    missing = sorted({node["file"] for node in shown if not (PICTURES / node["file"]).is_file()})
    assert missing == []
    assert all(node["alt"]["fr"] and node["alt"]["en"] for node in shown)
    assert all(1 <= len(row["pictures"]) <= 3 for channel in CHANNELS for row in products(channel))


def test_every_picture_is_shown_light_and_of_its_size():
    shown = {node["file"] for content in everything().values() for _path, node in nodes(content) if "file" in node}
    files = sorted(PICTURES.glob("*.webp"))
    assert {path.name for path in files} == shown
    assert sum(path.stat().st_size for path in files) <= 5_000_000
    for path in files:
        assert path.stat().st_size <= 60_000, path.name
        assert Image.open(path).size == ((1600, 900) if path.name.startswith("hero-") else (1200, 1200)), path.name


def test_nobody_real_is_named():
    said = json.dumps(list(everything().values()), ensure_ascii=False)
    assert [mail for mail in re.findall(r"[\w.-]+@[\w.-]*\w", said) if not mail.endswith(".example")] == []
    phones = re.findall(r"\b0\d(?: \d\d){4}\b", said)
    assert phones != []
    assert [phone for phone in phones if not phone.startswith(("01 99 00", "06 39 98"))] == []


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_shop_is_legally_somebody(channel):
    legal = read(f"{channel}/shop")["legal"]
    siren = legal["siren"]
    assert siren.startswith("000")  # no real firm has such a number
    assert luhn(siren) == luhn(legal["siret"]) == 0
    assert legal["siret"].startswith(siren)
    assert legal["vat_number"] == f"FR{(12 + 3 * (int(siren) % 97)) % 97:02d}{siren}"


def luhn(number):
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(number))]
    return sum(sum(divmod(digit, 10)) for digit in doubled) % 10


@pytest.mark.parametrize("channel", CHANNELS)
def test_pages_have_words_in_blocks(channel):
    pages = read(f"{channel}/pages")
    assert 2 <= len(pages) <= 4
    for page in pages:
        french, english = (page["content"][language]["blocks"] for language in ("fr", "en"))
        assert [block["type"] for block in french] == [block["type"] for block in english]
        assert {block["type"] for block in french} <= {"header", "paragraph", "list"}
