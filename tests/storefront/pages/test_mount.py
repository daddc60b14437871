"""Pages that plugins bring, below an address of their own: for staff, in their language, shared by several plugins."""

import textwrap
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from storefront import plugin
from storefront.accounts.models import PermissionGroup, User
from storefront.accounts.tokens import issue
from storefront.kernel import ids
from storefront.pages import compiled, door
from storefront.pages.theme import ThemeProblem
from tests import shop


def text(response):
    """The page as a browser shows it."""
    return response.content.decode()


def browser_of(user):
    """A browser in which somebody has signed in."""
    client = Client(headers={"sec-fetch-site": "same-origin"})
    client.cookies["session"] = issue(user).refresh
    return client


@pytest.fixture
def baker(bakery):
    """A browser of somebody who works in the bakery and reads English."""
    user = User.objects.create(email="leon@pain.example", is_staff=True, is_confirmed=True, language="en")
    group = PermissionGroup.objects.create(name="bakers", permissions=["MANAGE_PRODUCTS"], restricted_to_channels=True)
    group.channels.set([bakery])
    user.groups.add(group)
    return browser_of(user)


@pytest.fixture
def customer(bakery):
    """A browser of a customer who reads French."""
    return browser_of(User.objects.create(email="anna@client.example", is_confirmed=True, language="fr"))


@pytest.fixture
def loaf(bakery):
    """The global id of the baguette."""
    return ids.to_global("Product", bakery.products.get().pk)


def test_they_stand_below_the_word_without_a_language(baker):
    shown = text(baker.get("/ripe/", headers={"accept-language": "fr"}))
    assert '<html lang="en"><link rel="stylesheet" href="/static/themes/ripeness/room.css">' in shown
    assert '<a href="/ripe/pain/shelf/">/ripe/</a>' in shown
    assert (baker.get("/ripe").status_code, baker.get("/ripe")["Location"]) == (301, "/ripe/")
    assert baker.get("/ripe/pain/shelf")["Location"] == "/ripe/pain/shelf/"
    assert [baker.get(address).status_code for address in ("/fr/ripe/", "/ripe/fr/", "/ripeness/")] == [404] * 3


def test_the_plugins_own_addresses_go_first(baker, client):
    assert client.get("/ripe/50/").json() == {"ripe": []}


@pytest.mark.parametrize("address", ["/ripe/", "/ripe/pain/shelf/?a=1", "/ripe/nothing/shelf/"])
def test_strangers_and_customers_are_sent_to_sign_in(client, customer, address):
    for browser in (client, customer):
        answer = browser.get(address)
        if "nothing" in address:
            assert (answer.status_code, "Not in this room" in text(answer)) == (404, True)
            continue
        there = address.replace("/", "%2F").replace("?", "%3F").replace("=", "%3D")
        assert (answer.status_code, answer["Location"]) == (303, f"/ripe/sign-in/?next={there}")
        sent = browser.post(address, {}, headers={"sec-fetch-site": "same-origin"})
        assert (sent.status_code, sent["Location"]) == (303, f"/ripe/sign-in/?next={there.split('%3F')[0]}")
    part = client.get("/ripe/mine/", headers={"hx-request": "true"})
    assert (part.status_code, part["HX-Redirect"]) == (204, "/ripe/sign-in/?next=%2Fripe%2Fmine%2F")
    assert "anna@client.example" in text(customer.get("/ripe/mine/"))


def test_people_sign_in_there(bakery):
    browser = Client(headers={"sec-fetch-site": "same-origin", "accept-language": "fr"})
    refused = browser.post("/ripe/sign-in/?action=sign-in", {"email": "a@b.example", "password": "x"})
    assert (refused.status_code, '<html lang="fr">' in text(refused)) == (422, True)


def test_a_shop_is_one_they_may_see(baker, bakery):
    shop.a_channel("cuir", is_active=False)
    assert baker.get("/ripe/cuir/shelf/").status_code == 404
    bakery.is_active = False
    bakery.save()
    shown = text(baker.get("/ripe/pain/shelf/"))
    assert "<h1>Pain</h1>" in shown and "baguette ?" in shown


def test_nothing_of_them_is_kept_and_they_may_use_the_camera(baker, client):
    for answer in (baker.get("/ripe/"), client.get("/ripe/worker.js")):
        assert answer["Cache-Control"] == "no-store"
        assert answer.same_for_all is False
        assert answer["Permissions-Policy"] == "camera=(self), geolocation=(), microphone=()"
        assert "img-src 'self' data: blob:;" in answer["Content-Security-Policy"]
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert "camera=()" in client.get("/fr/")["Permissions-Policy"]


def test_a_form_sends_a_file(baker, loaf):
    photo = SimpleUploadedFile("a.txt", b"12345")
    sent = {"id": loaf, "percent": "40", "photo": photo}
    answer = baker.post("/ripe/pain/shelf/?action=ripen", sent, headers={"hx-request": "true"})
    assert (answer.status_code, "<b>5</b>" in text(answer)) == (200, True)
    assert "baguette 40" in text(answer)


def test_a_file_may_be_left_out_and_is_no_text(baker, loaf):
    for photo in ("", "words"):
        answer = baker.post("/ripe/pain/shelf/?action=ripen", {"id": loaf, "percent": "40", "photo": photo})
        assert answer.status_code == 303
    odd = {"id": loaf, "percent": SimpleUploadedFile("a.txt", b"40")}
    assert baker.post("/ripe/pain/shelf/?action=ripen", odd).status_code == 422


def test_a_file_that_must_be_there_is_asked_for(baker, loaf):
    address, words = "/ripe/pain/shelf/?action=ripen", {"id": loaf, "percent": "40", "_needed": "photo"}
    refused = baker.post(address, words)
    assert (refused.status_code, 'id="photo-problem"' in text(refused)) == (422, True)
    assert baker.post(address, {**words, "photo": SimpleUploadedFile("a.txt", b"1")}).status_code == 303


def test_a_large_file_is_for_those_who_have_signed_in(baker, loaf, client, monkeypatch):
    def send(browser, size, **more):
        sent = {"id": loaf, "percent": "40", "photo": SimpleUploadedFile("a.bin", b"x" * size), **more}
        headers = {"hx-request": "true", "sec-fetch-site": "same-origin"}
        return browser.post("/ripe/pain/shelf/?action=ripen", sent, headers=headers)

    assert "<b>3000000</b>" in text(send(baker, 3_000_000))
    assert client.post("/fr/pain/?action=add", {"a": SimpleUploadedFile("a", b"x" * 300_000)}, headers={
        "sec-fetch-site": "same-origin"}).status_code == 413  # fmt: skip
    monkeypatch.setattr(door.limits, "UPLOADS", 400_000)
    assert send(baker, 500_000).status_code == 413
    many = {f"photo{n}": SimpleUploadedFile("a", b"1") for n in range(door.limits.FILES)}
    assert send(baker, 1, **many).status_code == 413


def test_a_garbled_form_is_400(baker):
    answer = baker.post("/ripe/pain/shelf/?action=ripen", b"x", content_type="multipart/form-data")
    assert answer.status_code == 400


# Several plugins at one mount -----------------------------------------------------------------------------------


@dataclass
class Guest:
    """As much of a plugin as pages look at."""

    name: str
    folder: Path
    word: str


OWNER = {
    "theme.toml": 'title = "A"\nmount = "desk"\n[pages]\n"/" = "home"\n',
    "pages/home.html": '{% extends "parts/frame.html" %}{% block main %}Home{% endblock %}',
    "parts/frame.html": '<a href="{% address "home" %}">frame</a>{% block main %}{% endblock %}{% outlet "menu" %}',
}
SECOND = {
    "theme.toml": 'extends = "owner"\nmount = "desk"\n[pages]\n"/more/" = "more"\n',
    "pages/more.html": '{% extends "parts/frame.html" %}{% block main %}More{% endblock %}',
}
MENU = {"../outlets/menu.html": '<a href="{% address "more" %}">more</a>'}


@pytest.fixture
def guests(settings, tmp_path, monkeypatch):
    """guests(owner=files, second=files): the only plugins, with these files in their pages/."""

    def install(**plugins):
        found = []
        for name, files in plugins.items():
            folder = tmp_path / name
            (folder / "pages").mkdir(parents=True)
            for path, words in files.items():
                file = (folder / "pages" / path).resolve()
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(textwrap.dedent(words))
            found.append(Guest(name, folder, f"{name}word"))
        settings.THEMES = [tmp_path]
        monkeypatch.setattr(plugin, "discovered", lambda: tuple(found))

    return install


def test_several_plugins_share_a_mount_and_its_frame(guests, client, db):
    guests(owner=OWNER, second={**SECOND, **MENU})
    assert text(client.get("/desk/")) == '<a href="/desk/">frame</a>Home<a href="/desk/more/">more</a>'
    assert text(client.get("/desk/more/")) == '<a href="/desk/">frame</a>More<a href="/desk/more/">more</a>'
    assert compiled.every() == {}


def test_pages_whose_owner_is_not_installed_are_left_out(guests, client, db, caplog):
    guests(second=SECOND)
    assert client.get("/desk/more/").status_code == 404
    assert "the pages of second are left out: owner" in caplog.text


@pytest.mark.parametrize(
    ("plugins", "sentence"),
    [
        ({"owner": {**OWNER, "theme.toml": '[pages]\n"/" = "home"'}}, "theme.toml:1: say with mount"),
        ({"owner": OWNER, "second": OWNER}, "second/pages/theme.toml:2: /desk/ belongs to 'owner' already"),
        (
            {"owner": {**OWNER, "parts/frame.html": "{% block main %}{% endblock %}"},
             "second": {**SECOND, "theme.toml": SECOND["theme.toml"].replace("/more/", "/")}},
            "second/pages/theme.toml:4: 'owner' answers there already",
        ),
        (
            {"owner": OWNER, "second": {**SECOND, "theme.toml": SECOND["theme.toml"].replace("desk", "shop")}},
            "second/pages/theme.toml:2: 'owner' is not mounted there",
        ),
        ({"owner": {**OWNER, "theme.toml": OWNER["theme.toml"] + 'x = "y"'}}, "'x'"),
        (
            {"owner": {**OWNER, "theme.toml": 'staff = ["home"]\n' + OWNER["theme.toml"]}},
            "theme.toml:1: say with sign_in",
        ),
        *(
            ({"owner": {**OWNER, "theme.toml": OWNER["theme.toml"].replace("desk", word)}, "second": MENU},
             f"nothing can be mounted at /{word}/")
            for word in ("graphql", "health", "fr", "secondword", "a b", "../x")
        ),
    ],
)  # fmt: skip
def test_what_contradicts_stops_the_start(guests, plugins, sentence):
    guests(**plugins)
    with pytest.raises(ThemeProblem) as problem:
        compiled.every()
    assert sentence in str(problem.value)


def test_a_theme_of_a_shop_has_no_mount(guests, tmp_path):
    guests()
    (tmp_path / "odd").mkdir()
    (tmp_path / "odd" / "theme.toml").write_text('mount = "desk"')
    with pytest.raises(ThemeProblem, match="mount is not understood here"):
        compiled.every()
