"""The switch that closes shops for a while: a file in SHOP_DATA, so that it works when the database is away.

A line each: the slug of a shop, or * for the whole street. A request costs one look at the file's age.
"""

from django.conf import settings

STREET = "*"
AGAIN = 600  # seconds after which a visitor may look again
_read = {"age": None, "words": frozenset()}


def is_on(slug=None):
    """Is this shop, or the street for None, in maintenance?"""
    words = closed()
    return STREET in words or slug in words


def closed():
    """What is in maintenance: slugs, * for everything."""
    try:
        found = _file().stat()
    except FileNotFoundError:
        return frozenset()
    age = (found.st_mtime_ns, found.st_ino)
    if _read["age"] != age:
        _read.update(age=age, words=frozenset(_file().read_text().split()))
    return _read["words"]


def turn(state, slug=None):
    """Switch it "on" or "off" for a shop, or for the whole street; "off" for the street ends it everywhere."""
    word = slug or STREET
    words = closed() | {word} if state == "on" else closed() - {word}
    if state == "off" and slug is None:
        words = frozenset()
    if not words:
        _file().unlink(missing_ok=True)
        return
    fresh = _file().with_suffix(".new")
    fresh.write_text("".join(f"{word}\n" for word in sorted(words)))
    fresh.replace(_file())


def told():
    """What is in maintenance, in words."""
    words = ("everything" if word == STREET else word for word in sorted(closed()))
    return f"In maintenance: {', '.join(words) or 'nothing'}."


def _file():
    return settings.SHOP_DATA / "maintenance"
