"""Writing pages and menus; each verb is one transaction."""

from ..kernel import clock, events, text
from ..kernel.errors import ShopError
from ..kernel.locks import atomic, lock_one
from ..kernel.rich_text import sanitised
from ..kernel.translations import checked, keep_slugs
from .models import Menu, MenuItem, Page, PageType

DEEPEST = 4
TARGETS = ("url", "category", "collection", "page")


@atomic
def create_page_type(name, *, slug=None, **fields):
    """A kind of page."""
    page_type = PageType.objects.create(name=name, slug=_free(PageType, slug or name), **fields)
    events.append("page_type.created", page_type)
    return page_type


@atomic
def create_page(page_type, title, *, slug=None, **fields):
    """A page, published from now on unless told otherwise; content is EditorJS or plain text. More: Page's fields."""
    page = Page(
        page_type=page_type,
        slug=_free(Page, slug or title),
        **_written(title=title, **{"is_published": True, **fields}),
    )
    page.save()
    keep_slugs([page])
    events.append("page.created", page, page.channel_id)
    return page


@atomic
def update_page(page, **fields):
    """Change a page's words, or whether it is published."""
    page = lock_one(Page, page.pk)
    for name, value in _written(**fields).items():
        setattr(page, name, value)
    if page.is_published and page.published_at is None:
        page.published_at = clock.now()
    page.save()
    keep_slugs([page])
    events.append("page.changed", page, page.channel_id)
    return page


@atomic
def create_menu(name, channel=None, *, slug=None, items=(), **fields):
    """A menu of a channel, or of the street. items: dicts of MenuItem's fields; `children` are such dicts again."""
    slug = text.slug(slug or name)
    if Menu.objects.filter(channel=channel, slug=slug).exists():
        raise ShopError("UNIQUE", f"This shop has a menu “{slug}” already; change that one.", "slug")
    menu = Menu.objects.create(channel=channel, name=name, slug=slug, **fields)
    _hang(menu, items)
    events.append("menu.created", menu, menu.channel_id)
    return menu


@atomic
def fill_menu(menu, items):
    """Replace all items of a menu; items as create_menu takes them."""
    menu = lock_one(Menu, menu.pk)
    menu.items.all().delete()
    _hang(menu, items)
    events.append("menu.changed", menu, menu.channel_id)
    return menu


def _hang(menu, items):
    """One statement for each level."""
    level, below = 0, [(None, item) for item in items]
    while below:
        if level >= DEEPEST:
            raise ShopError("INVALID", f"Menus go {DEEPEST} levels deep; hang these items higher up.", "items")
        rows = MenuItem.objects.bulk_create(
            _item(menu, parent, level, place, item) for place, (parent, item) in enumerate(below)
        )
        below = [(row, child) for row, (_, item) in zip(rows, below, strict=True) for child in item.get("children", ())]
        level += 1


def _item(menu, parent, level, place, item):
    fields = {name: value for name, value in item.items() if name != "children"}
    if sum(bool(fields.get(target)) for target in TARGETS) > 1:
        raise ShopError(
            "INVALID", f"“{item['name']}” leads to one thing: an address, a category, a collection or a page.", "items"
        )
    if fields.get("url", "").split(":")[0].lower() in ("javascript", "data", "vbscript"):
        raise ShopError("INVALID", "A menu leads to web addresses only.", "url")
    return MenuItem(menu=menu, parent=parent, level=level, sort_order=place, **fields)


def _written(**fields):
    if "title" in fields:
        fields["title_key"] = text.sort_key(fields["title"])
    if "content" in fields:
        fields["content"] = sanitised(fields["content"], "content")
    if "translations" in fields:
        fields["translations"] = {
            language: {name: sanitised(value, name) if name == "content" else value for name, value in words.items()}
            for language, words in checked(fields["translations"]).items()
        }
    if fields.get("is_published") and not fields.get("published_at"):
        fields.setdefault("published_at", clock.now())
    return fields


def _free(model, words):
    stem = text.slug(words)
    taken = model.objects.filter(slug__startswith=stem).values_list("slug", flat=True)
    return text.slug(stem, set(taken))
