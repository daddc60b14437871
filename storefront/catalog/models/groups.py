"""Categories (a tree) and collections (a selection)."""

from django.db import models

from ...kernel.metadata import WithMetadata
from ...kernel.translations import Translated


class Group(WithMetadata, Translated):
    """What categories and collections share: a name, a picture, words for search engines."""

    name = models.CharField(max_length=250)
    name_key = models.CharField(max_length=120, db_index=True, editable=False)  # sorts alike everywhere
    slug = models.SlugField(max_length=255, unique=True, allow_unicode=True)
    description = models.JSONField(null=True, blank=True)  # EditorJS
    seo_title = models.CharField(max_length=70, blank=True)
    seo_description = models.CharField(max_length=300, blank=True)
    background_image = models.CharField(max_length=255, blank=True)  # path below /media/
    background_image_alt = models.CharField(max_length=250, blank=True)
    channel = models.ForeignKey("channels.Channel", models.CASCADE, null=True, related_name="+")  # the owner
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True


class Category(Group):
    """A branch of the tree. `path` lists the ids from the root: "/3/17/", so a branch is a prefix."""

    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=255, blank=True, db_index=True)
    level = models.PositiveSmallIntegerField(default=0)
    sort_order = models.IntegerField(default=0)

    class Meta:
        ordering = ["sort_order", "name_key", "pk"]


class Collection(Group):
    """A selection of products, in an order its shop chose."""

    products = models.ManyToManyField("Product", through="CollectionProduct", related_name="collections")
    is_published = models.BooleanField(default=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name_key", "pk"]


class CollectionProduct(models.Model):
    """A product's place in a collection."""

    collection = models.ForeignKey(Collection, models.CASCADE, related_name="places")
    product = models.ForeignKey("Product", models.CASCADE, related_name="places")
    sort_order = models.IntegerField(default=0)

    class Meta:
        ordering = ["sort_order", "pk"]
        constraints = [models.UniqueConstraint(fields=["collection", "product"], name="once_in_collection")]
