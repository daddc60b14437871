"""Words in other languages, kept on the row they belong to: {"en": {"name": "Rye bread"}}."""

from .errors import ShopError
from .fields import Map
from .models import TranslatedSlug
from .rows import Quick

LONGEST = {"name": 250, "title": 250, "slug": 255, "seo_title": 70, "seo_description": 300}


class Translated(Quick):
    """An object whose words exist in more languages than its shop's own."""

    translations = Map(default=dict, blank=True)

    class Meta:
        abstract = True

    def translated(self, field, language):
        """The field in that language (its own first, "fr-CA" falls back to "fr"), else the original."""
        for code in (language or "", (language or "").split("-")[0]):
            words = self.translations.get(code, {}).get(field)
            if words:
                return words
        return getattr(self, field)


def checked(translations):
    """{language: {field: words}} as it came; refuses with INVALID names and the like that fit in no column."""
    for language, words in (translations or {}).items():
        for name, most in LONGEST.items():
            if len(words.get(name) or "") > most:
                message = f"A {name.replace('_', ' ')} has at most {most} characters; shorten it in “{language}”."
                raise ShopError("INVALID", message, name)
    return translations or {}


def keep_slugs(rows):
    """Write down the translated slugs of rows of one model, so that found_by_slug() finds them; in a transaction."""
    rows = list(rows)
    if not rows:
        return
    kind = type(rows[0]).__name__
    new = [
        TranslatedSlug(kind=kind, language=language, slug=words["slug"], object_id=row.pk)
        for row in rows
        for language, words in row.translations.items()
        if words.get("slug")
    ]
    mine = {row.pk for row in rows}
    TranslatedSlug.objects.filter(kind=kind, object_id__in=mine).delete()
    _refuse_taken(kind, new)
    TranslatedSlug.objects.bulk_create(new)


def found_by_slug(model, slug, language):
    """The key of the row whose slug in that language ("en", "fr-CA" falls back to "fr") this is, or None."""
    languages = [language, language.split("-")[0]]
    found = dict(
        TranslatedSlug.objects.filter(kind=model.__name__, slug=slug, language__in=languages).values_list(
            "language", "object_id"
        )
    )
    return next((found[code] for code in languages if code in found), None)


def _refuse_taken(kind, new):
    if not new:
        return
    taken = set(
        TranslatedSlug.objects.filter(kind=kind, slug__in={row.slug for row in new}).values_list("language", "slug")
    )
    for row in new:
        if (row.language, row.slug) in taken:
            raise ShopError("UNIQUE", f"The slug “{row.slug}” is taken in “{row.language}”; choose another.", "slug")
        taken.add((row.language, row.slug))
