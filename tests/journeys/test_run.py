"""From nothing to a sale with one command, as the README says it."""

import json
import re
import subprocess
import sys

import pytest

from tests import live

README = (live.ROOT / "README.md").read_text()
SIGN_INS = ["admin@rue.example", "customer@rue.example"] + [
    f"{who}@{shop}.example" for who in ("owner", "staff") for shop in ("fleurs", "pain", "terre")
]


@pytest.fixture(scope="module")
def street(tmp_path_factory):
    """One demo street for this file."""
    with live.street(tmp_path_factory.mktemp("street"), live.own_database()) as running:
        yield running


def ask(street, document, token=None):
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
    status, body = street.fetch("/graphql/", json.dumps({"query": document}).encode(), **headers)
    assert status == 200, body
    return json.loads(body)


def sign_in(street, email):
    made = ask(
        street, f'mutation {{ tokenCreate(email: "{email}", password: "demo-street") {{ token errors {{ code }} }} }}'
    )
    return made["data"]["tokenCreate"]["token"]


def test_it_says_where_to_go(street):
    assert street.url in street.said
    assert "demo-street" in street.said
    assert all(word in street.said for word in ("fleurs", "pain", "terre", "admin@rue.example", "customer@rue.example"))


@pytest.mark.parametrize("email", SIGN_INS)
def test_the_demo_sign_ins_work(street, email):
    me = ask(street, "{ me { email isStaff } }", sign_in(street, email))["data"]["me"]
    assert me == {"email": email, "isStaff": email != "customer@rue.example"}


def test_the_readmes_purchase_works_as_pasted(street):
    script = re.search(r"```sh\n(ask\(\).*?)```", README, re.S)[1].replace("http://127.0.0.1:8000", street.url)
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, timeout=60)
    answers = [json.loads(line) for line in done.stdout.replace("}{", "}\n{").splitlines()]
    assert [answer for answer in answers if "errors" in answer] == []
    complete = answers[-1]["data"]["checkoutComplete"]
    assert complete["errors"] == []
    assert complete["order"]["status"] == "UNFULFILLED"
    assert int(complete["order"]["number"]) > 300


def test_the_page_at_the_root_lists_the_shops(street):
    status, body = street.fetch("/", **{"Accept-Language": "fr"})
    assert status == 200
    assert all(slug in body.decode() for slug in ("fleurs", "pain", "terre"))


def test_pictures_of_products_are_served_in_the_size_asked(street):
    shown = "edges { node { thumbnail(size: 256, format: WEBP) { url alt } } }"
    document = f'{{ products(first: 1, channel: "fleurs") {{ {shown} }} }}'
    picture = ask(street, document)["data"]["products"]["edges"][0]["node"]["thumbnail"]
    assert picture["alt"]
    status, body = street.fetch(picture["url"].removeprefix(street.url))
    assert status == 200
    assert body[8:12] == b"WEBP"


def test_the_keys_that_sign_tokens_are_published(street):
    status, body = street.fetch("/.well-known/jwks.json")
    assert status == 200
    assert [key["kty"] for key in json.loads(body)["keys"]] == ["RSA"]
    assert "d" not in json.loads(body)["keys"][0]


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SHOP_BIND", "here", "SHOP_BIND is 'here'; write host:port"),
        ("SHOP_URL", "shop", "SHOP_URL is 'shop'; write an address"),
        ("SHOP_DEMO", "perhaps", "SHOP_DEMO is 'perhaps'; write 1 or 0"),
        ("SHOP_WORKERS", "many", "SHOP_WORKERS is 'many'; write a number"),
        ("SHOP_CLOCK", "2026-10-25T07:00:00+02:00", "SHOP_CLOCK moves time and is for tests only"),
        ("DATABASE_URL", "mysql://here/shop", "DATABASE_URL must look like postgres://"),
        ("DATABASE_URL", "postgres://shop@127.0.0.1:9/shop", "The database does not answer"),
        ("SECRET_KEY", "short", "SECRET_KEY is too short"),
        ("SHOP_DATA", "/proc/nowhere", "SHOP_DATA is '/proc/nowhere', but this folder cannot be written"),
    ],
)
def test_a_wrong_value_stops_the_start_with_a_sentence(tmp_path, name, value, sentence):
    environment = {"PATH": "/usr/bin:/bin", "SHOP_DATA": str(tmp_path), name: value}
    command = [sys.executable, "-m", "storefront", "migrate"]
    done = subprocess.run(command, cwd=live.ROOT, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 1
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
