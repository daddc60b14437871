"""Orders as a Django application."""

from django.apps import AppConfig


class Orders(AppConfig):
    """Makes letters and refunds known to whoever does the outbox's tasks."""

    name = "storefront.orders"

    def ready(self):
        from . import mails  # noqa: F401
        from .actions import money_back, withdrawing  # noqa: F401
