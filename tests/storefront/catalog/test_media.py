"""Pictures: what is accepted, what is taken off, how they are shown."""

import io
import os
import zlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.storage import default_storage
from django.http import Http404
from django.test import RequestFactory
from PIL import Image, ImageCms

from storefront.catalog import media
from storefront.catalog.actions import add_media, add_video, create_category, move_media, remove_media, show_for_variant
from storefront.kernel import ids
from storefront.kernel.errors import ShopError
from tests.shop import a_picture, a_product, ask, picture

SHOWN = """{ product(slug: "bread", channel: "pain") { thumbnail(size: 100) { url alt }
    media { url(size: 0) alt type sortOrder } variants { media { alt } } } }"""


def opened(path):
    with default_storage.open(path) as file:
        return Image.open(io.BytesIO(file.read()))


@pytest.mark.parametrize(
    ("format", "kept"),
    [
        ("JPEG", "image/jpeg"),
        ("PNG", "image/png"),
        ("WEBP", "image/webp"),
        ("AVIF", "image/avif"),
        ("GIF", "image/png"),
        ("HEIF", "image/jpeg"),
    ],
)
def test_pictures_of_these_formats_are_accepted(format, kept):
    stored = media.accept(picture(format))
    assert (stored.width, stored.height, stored.content_type) == (60, 40, kept)
    assert opened(stored.path).size == (60, 40)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%!PS-Adobe-3.0 EPSF-3.0\n",
        b"GIF89a",
        b"\xff\xd8\xff",
        picture("BMP"),
        picture("TIFF"),
        picture("PPM"),
        picture("ICO"),
        b"<html>",
        picture("PNG")[:90],
    ],
)
def test_anything_else_is_refused(data):
    with pytest.raises(ShopError) as refusal:
        media.accept(data)
    assert refusal.value.code == "INVALID"


def test_the_ending_must_fit_the_content():
    assert media.accept(picture("JPEG"), "loaf.JPG").path.endswith(".jpg")
    with pytest.raises(ShopError, match="holds JPEG"):
        media.accept(picture("JPEG"), "loaf.png")


@pytest.mark.parametrize("side", [5001, 60_000])
def test_too_many_pixels_are_refused_by_the_header_alone(side):
    bomb = bytearray(picture("PNG"))
    bomb[16:24] = side.to_bytes(4) * 2
    bomb[29:33] = zlib.crc32(bomb[12:29]).to_bytes(4)
    with pytest.raises(ShopError, match="25 million"):
        media.accept(bytes(bomb))


def test_a_picture_is_turned_upright_and_stripped():
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "at home, 12 rue Secrète"
    exif.get_ifd(0x8825)[1] = "N"
    stored = media.accept(picture("JPEG", exif=exif, comment=b"secret"))
    shown = opened(stored.path)
    assert (shown.size, stored.width, stored.height) == ((40, 60), 40, 60)
    assert dict(shown.getexif()) == {}
    with default_storage.open(stored.path) as file:
        body = file.read()
    assert b"Secr" not in body
    assert b"secret" not in body


def test_colours_are_brought_to_srgb():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    stored = media.accept(picture("JPEG", icc_profile=profile))
    assert "icc_profile" not in opened(stored.path).info


def test_the_same_picture_is_stored_once():
    assert media.accept(picture()).path == media.accept(picture()).path != media.accept(picture(colour="blue")).path


@pytest.mark.django_db
def test_a_thumbnail_is_made_when_first_asked_and_then_addressed_directly():
    product = a_product("Bread", media=[a_picture("orange", size=(600, 300))])
    lazy = ask(SHOWN)["product"]["thumbnail"]
    row = product.media.get()
    assert lazy == {
        "url": f"http://127.0.0.1:8000/thumbnail/{ids.to_global('ProductMedia', row.pk)}/128/",
        "alt": "Bread",
    }
    answer = media.thumbnail(RequestFactory().get("/"), ids.to_global("ProductMedia", row.pk), 128)
    assert answer.status_code == 302
    assert opened(answer["Location"].removeprefix("http://127.0.0.1:8000/media/")).size == (128, 64)
    assert ask(SHOWN)["product"]["thumbnail"]["url"] == answer["Location"]


@pytest.mark.django_db
@pytest.mark.parametrize(("format", "made"), [("webp", "WEBP"), ("avif", "AVIF"), ("", "PNG"), (None, "PNG")])
def test_renditions_come_in_modern_formats(format, made):
    row = a_product("Bread", media=[a_picture("green", size=(600, 300))]).media.get()
    answer = media.thumbnail(RequestFactory().head("/"), ids.to_global("ProductMedia", row.pk), 300, format)
    shown = opened(answer["Location"].removeprefix("http://127.0.0.1:8000/media/"))
    assert (shown.format, shown.size) == (made, (256, 128))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "bad",
    [
        "",
        "x",
        "UHJvZHVjdDox",
        ids.to_global("ProductMedia", 99),
        ids.to_global("User", 9),
        ids.to_global("ProductMedia", "9" * 20),
        "é" * 400,
    ],
)
def test_a_bad_id_is_not_found(bad):
    for view, more in ((media.thumbnail, (128,)), (media.original, ())):
        with pytest.raises(Http404):
            view(RequestFactory().get("/"), bad, *more)


@pytest.mark.parametrize(
    ("asked", "given"), [(1, 32), (72, 64), (128, 128), (800, 1024), (99999, 4096), (0, 0), (-5, 0)]
)
def test_sizes_snap_to_saleors(asked, given):
    assert media.snap(asked) == given


@pytest.mark.django_db
def test_media_of_a_product_are_ordered_and_shown_for_variants():
    product = a_product("Bread")
    first = add_media(product, picture(), filename="a.png", alt="Crust")
    second = add_video(product, "https://video.example/1", alt="Oven")
    show_for_variant(product.variants.get(), first)
    move_media(product, [second, first])
    shown = ask(SHOWN)["product"]
    assert [(row["alt"], row["type"]) for row in shown["media"]] == [("Oven", "VIDEO"), ("Crust", "IMAGE")]
    assert shown["media"][0]["url"] == "https://video.example/1"
    assert shown["media"][1]["url"] == f"http://127.0.0.1:8000/media/{first.image}"
    assert shown["variants"] == [{"media": [{"alt": "Crust"}]}]
    assert shown["thumbnail"]["alt"] == "Crust"
    remove_media(first)
    assert ask(SHOWN)["product"]["thumbnail"] is None


@pytest.mark.django_db
def test_a_category_has_a_background_picture():
    category = create_category("Breads", background_image=a_picture().path, background_image_alt="Loaves")
    shown = ask('{ category(slug: "breads") { backgroundImage(size: 512, format: AVIF) { url alt } } }')["category"]
    assert shown == {
        "backgroundImage": {
            "alt": "Loaves",
            "url": (f"http://127.0.0.1:8000/thumbnail/{ids.to_global('Category', category.pk)}/512/avif/"),
        }
    }
    assert media.original(RequestFactory().get("/"), ids.to_global("Category", category.pk))["Location"].endswith(
        category.background_image
    )


def test_many_may_ask_for_the_same_rendition_at_once():
    path = media.accept(picture(size=(900, 700), colour="purple")).path
    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(lambda _: media.rendition(path, 512, "webp"), range(16)))
    assert len(made) == 1
    assert opened(made.pop()).size == (512, 398)
    folder = default_storage.path(path).rsplit("/", 1)[0]
    assert [name for name in os.listdir(folder) if name.startswith(".")] == []


@pytest.mark.django_db
def test_over_http_it_redirects_to_a_file_that_is_there(client):
    row = a_product("Bread", media=[a_picture("pink", size=(300, 200))]).media.get()
    address = f"/thumbnail/{ids.to_global('ProductMedia', row.pk)}/256/avif/"
    for answer in (client.head(address), client.get(address)):
        assert answer.status_code == 302
    file = client.get(answer["Location"].removeprefix("http://127.0.0.1:8000"))
    assert (file.status_code, file["Content-Type"]) == (200, "image/avif")
    assert client.get("/thumbnail/nothing/256/").status_code == 404
    assert client.get(address.replace("avif", "tiff")).status_code == 404
    assert client.get(f"/image/{ids.to_global('ProductMedia', row.pk)}/").status_code == 302
