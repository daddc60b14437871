"""The checks can fail: a page that does everything wrong, shown to each of them."""

from . import checks
from .visitor import Transfer

WRONG = """<!doctype html><html><head><title></title><style>p { color: #bbb; background: #fff }</style></head><body>
<img src="/static/nothing-here.webp"><p>pale words</p><input name="unnamed">
<button style="width: 20px; height: 20px; padding: 0">x</button>
<div style="width: 2000px; height: 1px">wide</div><script src="https://elsewhere.example/track.js"></script></body></html>"""
FINE = """<!doctype html><html lang="en"><head><title>Fine</title><meta name="viewport" content="width=device-width">
</head><body><main><h1>Fine</h1><button style="width: 60px; height: 60px">Buy</button></main></body></html>"""


def show(visitor, page):
    """That page, at an address of the street."""
    visitor.context.route("**/control/", lambda route: route.fulfill(body=page, content_type="text/html"))
    visitor.go("/control/")


def test_axe_finds_what_is_wrong(phone):
    show(phone, WRONG)
    rules = {sentence.split(":")[0] for sentence in checks.barriers(phone)}
    assert {"image-alt", "label", "html-has-lang", "document-title", "color-contrast"} <= rules


def test_axe_is_content_with_what_is_right(phone):
    show(phone, FINE)
    assert checks.barriers(phone) == []
    assert checks.too_small(phone) == []


def test_what_is_too_wide_too_small_or_missing_is_found(phone):
    show(phone, WRONG)
    assert checks.too_wide(phone, 360)
    assert any("button" in sentence for sentence in checks.too_small(phone))
    assert checks.missing_pictures(phone) == [f"{phone.street}/static/nothing-here.webp"]


def test_a_request_to_another_host_is_seen_and_goes_nowhere(phone):
    show(phone, WRONG)
    assert phone.foreign == ["https://elsewhere.example/track.js"]
    assert any("elsewhere.example" in sentence for sentence in phone.failed)


def test_without_scripts_axe_still_looks_and_the_pages_own_do_not_run(phone):
    phone.without_script()
    show(phone, WRONG.replace("<title></title>", "<title>set</title><script>document.title = 'ran'</script>"))
    phone.without_script(False)
    assert phone.page.title() == "set"
    assert any(sentence.startswith("image-alt:") for sentence in checks.barriers(phone))


def test_what_is_too_heavy_is_found():
    assert checks.too_heavy([Transfer("/", "Document", 200, 20_001)]) == ["Document: 20001 bytes"]
    assert checks.too_heavy([Transfer("/a", "Script", 200, 15_000), Transfer("/b", "Image", 200, 90_000)]) == []
    heavy = [Transfer("/", "Image", 200, 200_001)]
    assert checks.too_heavy(heavy) == []
    assert checks.too_heavy(heavy, is_product=True) == ["altogether: 200001 bytes in 1 requests"]
