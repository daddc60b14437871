"""The other addresses: health, media, keys, the first page."""

import pytest
from django.db import connection
from django.test import Client


@pytest.mark.django_db
def test_health():
    response = Client().get("/health")
    assert (response.status_code, response.json(), response["Cache-Control"]) == (200, {"status": "ok"}, "no-store")
    assert Client().post("/health").status_code == 405


@pytest.mark.django_db
def test_health_without_a_database():
    with connection.execute_wrapper(_unreachable):
        response = Client().get("/health")
    assert (response.status_code, response.json()["status"]) == (503, "failing")


def _unreachable(execute, sql, params, many, context):
    from django.db import OperationalError

    raise OperationalError("no answer")


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    for name in ("a.jpg", "b.webp", "c.svg", "d.html", "e"):
        (tmp_path / name).write_bytes(b"<svg/>")
    return tmp_path


@pytest.mark.parametrize(
    "name, kind, saved",
    [
        ("a.jpg", "image/jpeg", False),
        ("b.webp", "image/webp", False),
        ("c.svg", "application/octet-stream", True),
        ("d.html", "application/octet-stream", True),
        ("e", "application/octet-stream", True),
    ],
)
def test_pictures_are_shown_and_all_else_is_saved(media, name, kind, saved):
    response = Client().get(f"/media/{name}")
    assert (response.status_code, response["Content-Type"]) == (200, kind)
    assert response.get("Content-Disposition", "").startswith("attachment") is saved
    assert response["X-Content-Type-Options"] == "nosniff" and response["Cache-Control"].endswith("immutable")
    assert b"".join(response) == b"<svg/>"


@pytest.mark.parametrize("path", ["", "none.jpg", "../secret", "%2e%2e/secret", "a.jpg%00", "%ff"])
def test_nothing_else_is_found(media, path):
    (media.parent / "secret").write_text("x")
    assert Client().get(f"/media/{path}").status_code in (400, 404)


@pytest.mark.django_db
def test_the_keys():
    response = Client().get("/.well-known/jwks.json")
    (key,) = response.json()["keys"]
    assert response.status_code == 200 and {"kty", "kid", "n", "e"} <= key.keys() and "d" not in key
