"""Words in other languages, as clients ask for them; null when nobody translated, so that they fall back."""

import graphene

from ...kernel import ids
from ..scalars import JSONString
from .languages import LanguageCodeEnum, LanguageDisplay, to_tag


class Words:
    """The words of a row in one language: each asked word, or None."""

    __slots__ = ("row", "tag", "words")

    def __init__(self, row, tag, words):
        self.row, self.tag, self.words = row, tag, words

    def __getattr__(self, name):
        return self.words.get(name)


def words_of(row, language_code):
    """The row's words in that language ("fr-CA" falls back to "fr"), or None."""
    translations = row.translations
    if not translations:
        return None
    tag = to_tag(language_code)
    for code in (tag, tag.split("-")[0]):
        if translations.get(code):
            return Words(row, code, translations[code])
    return None


def translated(row, info, language_code):
    """The resolver of `translation(languageCode)`."""
    return words_of(row, language_code)


def one_word(row, language_code, name="name"):
    """One translated word of a row, or None."""
    words = words_of(row, language_code)
    return words and words.words.get(name)


def translation(name):
    """The field `translation(languageCode)`; give it the resolver `translated`."""
    return graphene.Field(lambda: TYPES[name], language_code=LanguageCodeEnum(required=True))


def translation_type(name, *texts, rich=(), required=()):
    """An XTranslation type with these words; `rich` ones are EditorJS documents, `required` ones never null."""

    def resolve_id(words, info):
        return ids.to_global(name, words.row.pk)

    def resolve_language(words, info):
        return words.tag

    def original(word):
        return lambda words, info: words.words.get(word) or getattr(words.row, word)

    fields = {word: graphene.String(required=word in required) for word in texts}
    fields |= {word: graphene.Field(JSONString) for word in rich}
    fields |= {f"resolve_{word}": staticmethod(original(word)) for word in required}
    TYPES[name] = type(
        name,
        (graphene.ObjectType,),
        {
            "__doc__": "Words in another language.",
            "id": graphene.ID(required=True),
            "language": graphene.Field(LanguageDisplay, required=True),
            **fields,
            "resolve_id": staticmethod(resolve_id),
            "resolve_language": staticmethod(resolve_language),
        },
    )
    return TYPES[name]


TYPES = {}
for _name in ("Product", "Category", "Collection"):
    translation_type(f"{_name}Translation", "seo_title", "seo_description", "slug", "name", rich=("description",))
translation_type("PageTranslation", "seo_title", "seo_description", "slug", "title", rich=("content",))
for _name in ("ProductVariant", "Attribute", "MenuItem"):
    translation_type(f"{_name}Translation", "name", required=("name",))
translation_type("AttributeValueTranslation", "name", "plain_text", rich=("rich_text",), required=("name",))
