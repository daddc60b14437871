"""Finding products by words: accents, case and plurals do not matter, small typing errors are forgiven.

An index of our own (models/words.py), so that SQLite and PostgreSQL find the same in the same order:
each product has words with weights; the words have their trigrams. A search looks up which words of the index are
meant (the same, beginning so, or else much alike) and counts whole numbers.
"""

import re
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Case, Count, F, IntegerField, Max, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from ..kernel import text
from .models import ProductVariant, SearchEntry, SearchGram, SearchWord
from .wordlists import of_products

SILENT = frozenset(
    (
        "a",
        "au",
        "aux",
        "de",
        "des",
        "du",
        "d",
        "en",
        "et",
        "l",
        "la",
        "le",
        "les",
        "of",
        "on",
        "or",
        "ou",
        "un",
        "une",
        "and",
    )
)
WORDS_ASKED, LONGEST = 6, 40
ENDINGS = 200  # so many words, the shortest, may a beginning mean
SAME, BEGINS, ALIKE = 4, 3, 2  # how much a word of the index counts, by how it was found
PLURAL = re.compile(r"(?<=[a-z]{3})[sx]$")


def index(product_ids):
    """Write down anew the words of these products; a constant number of statements for up to 1,000."""
    product_ids = list(product_ids)
    weighed = {pk: _weighed(texts) for pk, texts in of_products(product_ids).items()}
    keys = _keys({word for words in weighed.values() for word in words})
    SearchEntry.objects.filter(product_id__in=product_ids).delete()
    _insert(
        SearchEntry,
        ("product_id", "word_id", "weight"),
        [(pk, keys[word], weight) for pk, words in weighed.items() for word, weight in words.items()],
    )


def found(products, query):
    """The products that a search means, each with its `rank` (higher is better).

    All words must be meant by a product. What nobody has as it is written is corrected. The number on a label (SKU),
    given whole, finds its product alone.
    """
    labelled = _labelled(products, query.strip()[:255])
    if labelled is not None:
        return labelled
    asked = [word for word in map(root, text.words(query[:200])) if word not in SILENT][:WORDS_ASKED]
    if not asked:
        return products.none().annotate(rank=Value(0, IntegerField()))
    meanings = _meant(asked)
    _correct([m for m in meanings if not m.words])
    answer = _ranked(products, meanings)
    doubtful = [m for m in meanings if not m.corrected]
    if doubtful and (len(meanings) > 1 or not meanings[0].exact) and not answer.exists():
        _correct(doubtful)
        answer = _ranked(products, meanings)
    return answer


def _labelled(products, sku):
    """The product with that SKU, or None when it does not look like one or nobody has it."""
    if " " in sku or not any(letter.isdigit() for letter in sku):
        return None
    variants = ProductVariant.objects.filter(sku__in={sku, sku.upper(), sku.lower()})
    found = products.filter(pk__in=variants.order_by().values("product"))
    return found.annotate(rank=Value(SAME, IntegerField())) if found.exists() else None


def _insert(model, columns, rows):
    """Many narrow rows at once, five times as fast as bulk_create()."""
    names, marks = ", ".join(columns), ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {model._meta.db_table} ({names}) VALUES ({marks})", rows)  # noqa: S608


def root(word):
    """A word without its plural: "croissants" -> "croissant"."""
    return PLURAL.sub("", word)[:LONGEST]


@dataclass
class Meaning:
    """An asked word and the words of the index it may mean: {word id: quality}."""

    asked: str
    words: dict = field(default_factory=dict)
    exact: bool = False
    corrected: bool = False


def _weighed(texts):
    """{word: weight} of [(text, weight)]; a word counts where it weighs most."""
    words = {}
    for content, weight in texts:
        for word in text.words(content):
            word = root(word)
            if word not in SILENT and words.get(word, 0) < weight:
                words[word] = weight
    return words


def _keys(words):
    """{word: key in the index}; new words are added with their trigrams."""
    keys = dict(SearchWord.objects.filter(word__in=words).values_list("word", "pk"))
    missing = sorted(words - keys.keys())
    if missing:
        SearchWord.objects.bulk_create(
            (SearchWord(word=word, head=word[:3]) for word in missing), ignore_conflicts=True
        )
        new = dict(SearchWord.objects.filter(word__in=missing).values_list("word", "pk"))
        _insert(
            SearchGram,
            ("gram", "word_id"),
            [(gram, pk) for word, pk in sorted(new.items()) for gram in sorted(text.trigrams(word))],
        )
        keys |= new
    return keys


def _meant(asked):
    """The words of the index that are, or begin with, the asked ones; one statement."""
    condition = Q()
    for word in asked:
        begins = Q(word__startswith=word)
        condition |= begins & Q(head=word[:3]) if len(word) >= 3 else begins if word == asked[-1] else Q(word=word)
    rows = list(SearchWord.objects.filter(condition).values_list("word", "pk"))
    meanings = []
    for word in asked:
        begins = len(word) >= 3 or word == asked[-1]
        near = [(known, pk) for known, pk in rows if known == word or begins and known.startswith(word)]
        near.sort(key=lambda pair: (len(pair[0]), pair[0]))
        words = {pk: SAME if known == word else BEGINS for known, pk in near[:ENDINGS]}
        meanings.append(Meaning(word, words, exact=SAME in words.values()))
    return meanings


def _correct(meanings):
    """Add the words of the index that look most like the asked ones; one statement for each asked word."""
    for meaning in meanings:
        meaning.corrected = True
        most = text.slack(meaning.asked)
        grams = text.trigrams(meaning.asked)
        shared = max(1, len(grams) - 3 * most) if most else len(grams)
        alike = (
            SearchGram.objects.filter(gram__in=grams)
            .values("word_id", "word__word")
            .annotate(shared=Count("pk"))
            .filter(shared__gte=shared)
        )
        near = {row["word_id"]: _difference(meaning.asked, row["word__word"], most) for row in alike}
        least = min(near.values(), default=most + 1)
        if least <= most:
            meaning.words |= {pk: ALIKE for pk, far in near.items() if far == least and pk not in meaning.words}


def _difference(asked, word, most):
    """Typing errors between them; a word half typed may still lack its end."""
    whole = text.distance(asked, word, most)
    if whole == 0 or len(asked) < 5 or len(word) <= len(asked):
        return whole
    return min(whole, *(text.distance(asked, word[:length], most) + 0.5 for length in (len(asked), len(asked) + 1)))


def _ranked(products, meanings):
    rank = Value(0, IntegerField())
    for meaning in meanings:
        entries = SearchEntry.objects.filter(word_id__in=list(meaning.words))
        products = products.filter(pk__in=entries.values("product_id"))
        rank = rank + _points(entries, meaning.words)
    return products.annotate(rank=rank)


def _points(entries, words):
    quality = Case(
        *(
            When(word_id__in=[pk for pk, known in words.items() if known == points], then=Value(points))
            for points in sorted(set(words.values()))
        ),
        default=Value(0),
        output_field=IntegerField(),
    )
    best = (
        entries.filter(product_id=OuterRef("pk"))
        .order_by()
        .values("product_id")
        .annotate(best=Max(quality * F("weight")))
        .values("best")
    )
    return Coalesce(Subquery(best, output_field=IntegerField()), 0)
