"""Themes' static files, for Django's collectstatic: static/shop.css of a theme is found as themes/<theme>/shop.css."""

from django.contrib.staticfiles.finders import FileSystemFinder
from django.core.files.storage import FileSystemStorage

from .theme import places


class ThemeFinder(FileSystemFinder):
    """Finds the files of all themes."""

    def __init__(self, app_names=None, *args, **kwargs):
        self.locations, self.storages = [], {}
        for name, folder in places().items():
            root, prefix = str(folder / "static"), f"themes/{name}"
            storage = FileSystemStorage(location=root)
            storage.prefix = prefix
            self.locations.append((prefix, root))
            self.storages[root] = storage

    def check(self, **kwargs):
        """Nothing is set by hand here, so nothing can be wrong."""
        return []
