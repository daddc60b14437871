"""Pages and menus of a shop."""

from django.db import models

from ..kernel import clock
from ..kernel.metadata import WithMetadata
from ..kernel.translations import Translated


class PageType(WithMetadata):
    """A kind of page."""

    name = models.CharField(max_length=250)
    slug = models.SlugField(max_length=255, unique=True)

    class Meta:
        ordering = ["slug"]


class Page(WithMetadata, Translated):
    """A text of one shop, or of the street when it has no channel."""

    channel = models.ForeignKey("channels.Channel", models.CASCADE, null=True, blank=True, related_name="pages")
    page_type = models.ForeignKey(PageType, models.PROTECT, related_name="pages")
    title = models.CharField(max_length=250)
    title_key = models.CharField(max_length=120, db_index=True, editable=False)  # sorts alike everywhere
    slug = models.SlugField(max_length=255, unique=True, allow_unicode=True)
    content = models.JSONField(null=True, blank=True)  # EditorJS
    seo_title = models.CharField(max_length=70, blank=True)
    seo_description = models.CharField(max_length=300, blank=True)
    is_published = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True, blank=True)
    values = models.ManyToManyField("catalog.AttributeValue", through="catalog.AssignedValue", related_name="pages")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["slug"]


class Menu(WithMetadata):
    """A list of ways through a shop: "navbar", "footer"."""

    channel = models.ForeignKey("channels.Channel", models.CASCADE, null=True, blank=True, related_name="menus")
    name = models.CharField(max_length=250)
    slug = models.SlugField(max_length=255)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["channel", "slug"], name="one_menu_per_slug")]


class MenuItem(WithMetadata, Translated):
    """A way: to a category, a collection, a page or an address."""

    menu = models.ForeignKey(Menu, models.CASCADE, related_name="items")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    name = models.CharField(max_length=128)
    level = models.PositiveSmallIntegerField(default=0)
    sort_order = models.IntegerField(default=0)
    url = models.CharField(max_length=256, blank=True)
    category = models.ForeignKey("catalog.Category", models.CASCADE, null=True, blank=True, related_name="+")
    collection = models.ForeignKey("catalog.Collection", models.CASCADE, null=True, blank=True, related_name="+")
    page = models.ForeignKey(Page, models.CASCADE, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["sort_order", "pk"]
