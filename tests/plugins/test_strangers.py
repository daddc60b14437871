"""A stranger's plugin takes part like one of ours; a broken one stops the start with a sentence."""

import os
import subprocess
import sys
import textwrap

import pytest
from shop_ripeness import actions as ripeness

from storefront import plugin
from storefront.kernel import ids
from tests import goods, shop
from tests.storefront.checkout.shop import a_checkout, a_shop, gid
from tests.storefront.checkout.words import ADD_PROMO, COMPLETE, REMOVE_PROMO

RIPEN = "mutation($id: ID!, $p: Int!) { ripenessSet(id: $id, percent: $p) { product { ripeness } errors { code } } }"
RIPE = "query($c: String, $id: ID) { product(id: $id, channel: $c) { name ripeness } }"


def start(tmp_path, files, entry="broken = broken_plugin.plugin:Broken", command="schema"):
    """Start the shop beside a plugin made of these files; returns the finished process."""
    folder = tmp_path / "broken_plugin"
    folder.mkdir()
    for name, text in {"__init__.py": "", "plugin.py": DECLARED, **files}.items():
        (folder / name).write_text(textwrap.dedent(text))
    info = tmp_path / "broken_plugin-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: broken-plugin\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[storefront.plugins]\n{entry}\n")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "SHOP_DATA": str(tmp_path / "data")}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "-m", "storefront", command]
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120)


DECLARED = """
    class Broken:
        name, title, word, works_with = "broken", "Broken", "broken", ((0, 1), (1, 0))
"""

BROKEN = [
    pytest.param(
        {"hooks.py": "from storefront.hooks import hook\n@hook\ndef order_plaiced(order): pass\n"},
        "there is no hook named order_plaiced", id="misspelt hook"),
    pytest.param(
        {"hooks.py": "from storefront.hooks import hook\n@hook\ndef order_placed(ordre): pass\n"},
        "order_placed has no argument ordre", id="misspelt argument"),
    pytest.param({"plugin.py": DECLARED.replace("(0, 1), (1, 0)", "(7, 0), (8, 0)")}, "works with versions from 7.0",
                 id="other version"),
    pytest.param({"actions.py": "1 / 0"}, "/actions cannot be loaded: ZeroDivisionError", id="broken actions"),
    pytest.param({"models.py": "from django.db import models\n\n1 / 0\n"},
                 "broken_plugin/models cannot be loaded: ZeroDivisionError: division by zero (", id="broken models"),
    pytest.param({"models.py": "from django.db import models\n\n1 / 0\n"}, "broken_plugin/models.py, line 3)",
                 id="where models are broken"),
    pytest.param({"models.py": "\nclass Broken(:\n"}, "broken_plugin/models.py, line 2)", id="models do not parse"),
    pytest.param({"models.py": "from django.db import models\nclass Broken(models.Model):\n    n = models.Nothing()"},
                 "broken_plugin/models.py, line 3)", id="models that Django lacks"),
    pytest.param({"actions.py": "\n1 / 0"}, "broken_plugin/actions.py, line 2)", id="where actions are broken"),
    pytest.param({"queries.py": "def orders(:"}, "/queries cannot be loaded: SyntaxError", id="broken queries"),
    pytest.param({"urls.py": "import nothing_of_this_name"}, "/urls cannot be loaded", id="broken urls"),
    pytest.param({"schema.py": "1 / 0"}, "/schema cannot be loaded: ZeroDivisionError", id="broken schema"),
    pytest.param(
        {"settings.py": """
            from django.core.exceptions import ImproperlyConfigured
            raise ImproperlyConfigured("BROKEN_KEY is not set; write it into the environment.")
        """}, "BROKEN_KEY is not set; write it into the environment.", id="wrong setting"),
    pytest.param({"plugin.py": DECLARED.replace('"broken", ((', '"graphql", ((')}, "cannot have the word 'graphql'",
                 id="reserved word"),
    pytest.param({"plugin.py": "class Broken: name = 'broken'"}, "lacks title, word, works_with", id="says too little"),
    pytest.param({"plugin.py": "import nothing_of_this_name"}, "cannot be loaded", id="does not import"),
    pytest.param(
        {"schema.py": """
            import graphene
            from storefront.api.extend import extends
            @extends("Query")
            class Words:
                weather = graphene.String()
        """}, "the GraphQL name weather must contain the plugin's word, 'broken'", id="name without its word"),
    pytest.param(
        {"schema.py": """
            import graphene
            from storefront.api.extend import extends
            @extends("Product")
            class Words:
                name = graphene.String()
        """}, "Product.name exists already", id="clash"),
    pytest.param(
        {"schema.py": """
            import graphene
            from storefront.api.extend import extends
            @extends("Prodcut")
            class Words:
                broken = graphene.String()
        """}, "which is not a type of this schema", id="unknown type"),
]  # fmt: skip


@pytest.mark.parametrize(("files", "sentence"), BROKEN)
def test_a_broken_plugin_stops_the_start(tmp_path, files, sentence):
    finished = start(tmp_path, files)
    assert finished.returncode == 1
    assert sentence in finished.stderr.replace("\n", " ")
    assert "Traceback" not in finished.stderr


def test_a_sound_plugin_starts(tmp_path):
    finished = start(
        tmp_path, {"hooks.py": "from storefront.hooks import hook\n@hook\ndef order_placed(order): pass\n"}
    )
    assert finished.returncode == 0, finished.stderr
    assert "type Query" in finished.stdout


def test_saleor_s_words_name_a_plugin_too(tmp_path):
    declared = """
        class Broken:
            PLUGIN_ID, PLUGIN_NAME, word, works_with = "sound", "A sound one", "sound", ((0, 1), (1, 0))
    """
    finished = start(tmp_path, {"plugin.py": declared}, command="plugins")
    assert "sound — A sound one: nothing yet" in finished.stdout, finished.stderr


def test_the_list_says_what_each_contributes():
    found = plugin.named("ripeness")
    assert found.title == "How ripe it is"
    assert found.contributes() == ["models", "actions", "hooks", "schema", "urls", "outlets/", "pages/", "migrations/"]


def test_its_setting_has_a_default_and_a_channels_own_value(db):
    channel = shop.a_channel()
    found = plugin.named("ripeness")
    assert found.setting(channel, "least") == 0
    channel.plugin_settings = {"ripeness": {"least": 40}}
    assert found.setting(channel, "least") == 40


def test_its_mutation_writes_and_its_field_reads(graphql):
    channel = shop.a_channel()
    product = shop.a_product(channel=channel)
    about = {"id": ids.to_global("Product", product.pk), "c": channel.slug}
    _, token = goods.a_worker("MANAGE_PRODUCTS", shops=[channel])
    assert graphql(RIPE, about)["data"]["product"]["ripeness"] is None
    answer = graphql(RIPEN, {**about, "p": 30}, token=token)
    assert answer["data"]["ripenessSet"] == {"product": {"ripeness": 30}, "errors": []}
    assert graphql(RIPE, about)["data"]["product"] == {"name": product.name, "ripeness": 30}


def test_its_code_comes_on_a_basket_and_off_again(graphql):
    street = a_shop()
    basket = gid(a_checkout(street))
    ripeness.set_ripeness(street.variants[0].product_id, 60, by=shop.staff_of(street.channel))

    def codes(document, **variables):
        [payload] = graphql(document, variables)["data"].values()
        return [error["code"] for error in payload["errors"]]

    code = {"checkoutId": basket, "promoCode": "ripe"}
    assert codes(REMOVE_PROMO, **code) == ["INVALID"]
    assert codes(ADD_PROMO, **code) == []
    assert codes(COMPLETE, id=basket) == ["INVALID"]
    assert codes(REMOVE_PROMO, **code) == []
    assert codes(COMPLETE, id=basket) == []


def test_its_addresses_stand_below_its_word(client, db):
    product = shop.a_product()
    ripeness.set_ripeness(product.pk, 60, by=shop.staff_of(product.channel))
    assert client.get("/ripe/50/").json() == {"ripe": [product.slug]}
    assert client.get("/ripe/70/").json() == {"ripe": []}
    assert client.get("/ripeness/50/").status_code == 404


def test_two_plugins_of_one_word_stop_the_start(tmp_path):
    entries = "broken = broken_plugin.plugin:Broken\nother = broken_plugin.plugin:Other"
    twin = "class Other(Broken):\n    name = 'other'\n"
    finished = start(tmp_path, {"plugin.py": textwrap.dedent(DECLARED) + twin}, entries)
    assert finished.returncode == 1
    assert "Two plugins have the word 'broken'" in finished.stderr


def test_its_refusals_read_like_ours(graphql):
    product = shop.a_product()
    about = {"id": ids.to_global("Product", product.pk)}
    _, token = goods.a_worker("MANAGE_PRODUCTS")
    answer = graphql(RIPEN, {**about, "p": 300}, token=token)
    assert answer["data"]["ripenessSet"] == {"product": None, "errors": [{"code": "INVALID"}]}
    anonymous = graphql(RIPEN, {**about, "p": 30})
    assert anonymous["data"] == {"ripenessSet": None}
    assert anonymous["errors"][0]["extensions"]["exception"]["code"] == "PermissionDenied"
