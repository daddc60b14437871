"""Maintenance, a database that is away, and faults: each is said in words, and nothing is asked for them."""

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.template import Context, TemplateSyntaxError

from storefront.__main__ import main
from storefront.pages import compiled, maintenance, render
from storefront.pages.here import Here
from storefront.pages.visit import Visit
from tests import shop


@pytest.fixture(autouse=True)
def data(settings, tmp_path):
    """A data folder of its own, with its own switch."""
    settings.SHOP_DATA = tmp_path


def text(response):
    """The page as a browser shows it."""
    return response.content.decode()


class Away:
    """Stands where the database should answer and cannot. after: how many statements it still answers."""

    def __init__(self, error, after=0):
        self.error, self.left = error, after

    def __call__(self, execute, sql, params, many, context):
        self.left -= 1
        if self.left < 0:
            raise self.error
        return execute(sql, params, many, context)


def test_a_shop_in_maintenance_says_so_and_asks_nothing(client, browser, bakery, statements):
    shop.a_channel("fleurs", theme="plain")
    maintenance.turn("on", "pain")
    client.get("/fr/pain/")  # which shops there are is read now and then
    with statements() as count:
        closed = client.get("/fr/pain/products/baguette/")
    assert (closed.status_code, closed["Cache-Control"], closed["Retry-After"]) == (503, "no-store", "600")
    assert "<h1>Back in a moment</h1>" in text(closed) and len(count) == 0
    assert browser.post("/fr/pain/?action=add").status_code == 503
    assert [client.get(address).status_code for address in ("/fr/", "/fr/fleurs/", "/health")] == [200, 200, 200]
    maintenance.turn("off", "pain")
    assert client.get("/fr/pain/").status_code == 200


def test_the_whole_street_in_maintenance(client, bakery):
    maintenance.turn("on")
    assert [client.get(address).status_code for address in ("/fr/", "/fr/pain/", "/health")] == [503, 503, 200]
    answer = client.post("/graphql/", {"query": "{ shop { name } }"}, content_type="application/json")
    assert answer.status_code == 200
    maintenance.turn("on", "pain")
    maintenance.turn("off")
    assert client.get("/fr/pain/").status_code == 200


def test_the_switch_is_a_command(capsys, bakery):
    main(["maintenance", "on", "pain"])
    main(["maintenance", "on"])
    main(["maintenance", "off"])
    assert capsys.readouterr().out.splitlines() == [
        "In maintenance: pain.",
        "In maintenance: everything, pain.",
        "In maintenance: nothing.",
    ]


@pytest.mark.parametrize("error", [OperationalError("gone"), InterfaceError("closed")])
@pytest.mark.parametrize(("address", "after"), [("/fr/pain/", 0), ("/fr/pain/", 1), ("/en/pain/nothing/", 0)])
def test_without_a_database_pages_are_in_maintenance(client, bakery, error, address, after):
    with connection.execute_wrapper(Away(error, after)):
        response = client.get(address)
    assert (response.status_code, response["Retry-After"]) == (503, "600")
    assert "<h1>Back in a moment</h1>" in text(response)


def test_a_fault_of_ours_is_said_in_the_themes_words(client, bakery, monkeypatch):
    monkeypatch.setattr(render, "_data", lambda visit, found: 1 / 0)
    response = client.get("/fr/pain/")
    assert (response.status_code, response["Cache-Control"]) == (500, "no-store")
    assert "<h1>Our fault</h1>" in text(response)


def test_a_templates_fault_is_told_without_what_the_page_knew(client, bakery, monkeypatch, caplog):
    engine = compiled.of(bakery).engine
    broken = engine.from_string("{{ here }}\n{% if 1 %}{{ here.page|add:missing.word }}{% endif %}")
    monkeypatch.setattr(engine, "get_template", lambda name: broken)
    assert client.get("/fr/pain/?search=secret").status_code == 500
    told = "a page failed at /fr/pain/: <unknown source>:2: VariableDoesNotExist in "
    assert told in caplog.text
    assert not [word for word in ("secret", "channel", "QueryDict", "WSGIRequest") if word in caplog.text]


def test_a_template_sees_nothing_of_the_visit(bakery, rf):
    visit = Visit(rf.get("/fr/pain/"), "fr", bakery, compiled.of(bakery), "/pain/", {"secret": "x"})
    engine = compiled.of(bakery).engine
    shown = engine.from_string("{{ here }}{{ here.visit }}").render(Context({"here": Here(visit, "shop")}))
    assert shown == "Here(page=&#x27;shop&#x27;, status=200)"
    assert (repr(visit), repr(visit.theme)) == ("<Visit of /fr/pain/>", "<Compiled plain>")
    with pytest.raises(TemplateSyntaxError):
        engine.from_string("{{ here._visit }}")


def test_bare_words_when_the_page_for_faults_fails_too(client, bakery, monkeypatch):
    monkeypatch.setattr(render, "_data", lambda visit, found: 1 / 0)
    monkeypatch.setattr(compiled.of(bakery).engine, "get_template", lambda name: 1 / 0)
    response = client.get("/fr/pain/")
    assert (response.status_code, response["Content-Type"]) == (500, "text/plain")
    assert text(response) == "This did not work; please try again in a moment.\n"
