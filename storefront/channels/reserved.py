"""Slugs that no shop may have: pages of the street stand at these addresses. Whoever knows them says so here."""

from .models import Channel

_words = set()


def reserve(words):
    """From now on no shop gets one of these slugs."""
    _words.update(words)


def is_reserved(slug):
    """Is the slug an address of something else?"""
    return slug in _words


def taken():
    """The slugs of shops that nobody can reach, because something else stands at their address."""
    return sorted(Channel.objects.filter(slug__in=_words).values_list("slug", flat=True))
