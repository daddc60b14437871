"""Accounts as a Django application."""

from django.apps import AppConfig


class Accounts(AppConfig):
    """Makes the letters known to whoever does the outbox's tasks."""

    name = "storefront.accounts"

    def ready(self):
        from . import letters  # noqa: F401
