"""Words in other languages, kept on the row they belong to: {"en": {"name": "Rye bread"}}."""
from django.db import models


class Translated(models.Model):
    """An object whose words exist in more languages than its shop's own."""
    translations = models.JSONField(default=dict, blank=True)

    class Meta:
        abstract = True

    def translated(self, field, language):
        """The field in that language (its own first, "fr-CA" falls back to "fr"), else the original."""
        for code in (language or "", (language or "").split("-")[0]):
            words = self.translations.get(code, {}).get(field)
            if words:
                return words
        return getattr(self, field)
