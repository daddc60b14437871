"""The index of words by which products are found; see search.py."""

from django.db import models


class SearchWord(models.Model):
    """A folded word that some product has."""

    word = models.CharField(max_length=40, unique=True)
    head = models.CharField(max_length=3, db_index=True)  # its first letters, for words half typed


class SearchGram(models.Model):
    """Three letters in a row of a word, for words wrongly typed."""

    gram = models.CharField(max_length=3)
    word = models.ForeignKey(SearchWord, models.CASCADE, related_name="grams")

    class Meta:
        indexes = [models.Index(fields=["gram", "word"], name="words_with_gram")]


class SearchEntry(models.Model):
    """A product has the word; `weight` is higher in a name than in a description."""

    product = models.ForeignKey("Product", models.CASCADE, related_name="search_entries", db_index=False)
    word = models.ForeignKey(SearchWord, models.CASCADE, related_name="entries", db_index=False)
    weight = models.PositiveSmallIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["word", "product", "weight"], name="products_with_word"),
            models.Index(fields=["product", "word", "weight"], name="words_of_product"),
        ]
