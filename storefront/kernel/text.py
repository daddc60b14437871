"""Words made comparable, the same on every database: folding, likeness, slugs."""

import re
import unicodedata

_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_BETWEEN = re.compile(r"[\W_]+")


def fold(text):
    """Lower case, no accents, ligatures or punctuation, one space between words: "Crème d'Œufs" -> "creme d oeufs"."""
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(c for c in bare if not unicodedata.combining(c)).translate(_LETTERS)
    return _BETWEEN.sub(" ", bare).strip()


def words(text):
    """The folded words of a text, in order."""
    return fold(text).split()


def trigrams(word):
    """The three-letter pieces of a folded word, with its edges: "pain" -> {"  p", " pa", "pai", "ain", "in "}."""
    padded = f"  {word} "
    return {padded[i : i + 3] for i in range(len(padded) - 2)}


def likeness(one, other):
    """How much two folded words share, from 0 to 1: common trigrams among all."""
    left, right = trigrams(one), trigrams(other)
    return len(left & right) / len(left | right)


def distance(one, other, most=2):
    """How many letters are wrong, missing, extra or swapped with their neighbour; `most` + 1 when more than that."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before, row = [], list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, right in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def slack(word):
    """How many wrong letters are forgiven in a word of that length: none up to 3, one up to 6, two beyond."""
    return 0 if len(word) < 4 else 1 if len(word) < 7 else 2


def nearest(word, vocabulary):
    """The vocabulary's folded words that a person typing `word` may have meant, best first, ties by alphabet."""
    found = []
    for candidate in vocabulary:
        wrong = distance(word, candidate, slack(word))
        if wrong <= slack(word):
            found.append((wrong, -likeness(word, candidate), candidate))
    return [candidate for _wrong, _likeness, candidate in sorted(found)]


def slug(text, taken=(), longest=200):
    """A free address made of the text: "Éclair au café" -> "eclair-au-cafe", if taken "eclair-au-cafe-2"."""
    stem = "-".join(fold(text).encode("ascii", "ignore").decode().split())[:longest].strip("-") or "item"
    number, candidate = 1, stem
    while candidate in taken:
        number += 1
        candidate = f"{stem[: longest - len(str(number)) - 1]}-{number}"
    return candidate


def sort_key(text):
    """A key of a-z and 0-9 alone, which every database and collation sorts alike."""
    return "".join(c if c.isascii() else f"z{ord(c):06x}" for c in fold(text) if c != " ")[:120]
