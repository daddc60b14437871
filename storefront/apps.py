"""The shop as a Django application: at start, plugins take their places."""

from django.apps import AppConfig


class Storefront(AppConfig):
    """Boots the plugins once every table is known."""

    name = "storefront"
    label = "storefront"

    def ready(self):
        from . import plugin

        plugin.boot()
