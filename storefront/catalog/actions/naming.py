"""Slugs that nobody has yet."""

from django.db.models import Q

from ...kernel import text

MANY = 50  # from here on, reading all slugs is cheaper than asking for some


def free_slug(model, wanted):
    """A slug made of the wanted words that no row of the model has."""
    return free_slugs(model, [wanted])[0]


def free_slugs(model, wanted):
    """One free slug for each of the wanted words, in two statements at most."""
    plain = [text.slug(words) for words in wanted]
    taken = set(model.objects.filter(slug__in=set(plain)).values_list("slug", flat=True))
    if taken:
        numbered = Q()
        if len(taken) < MANY:
            for slug in taken:
                numbered |= Q(slug__startswith=f"{slug}-")
        taken |= set(model.objects.filter(numbered).values_list("slug", flat=True))
    made = []
    for slug in plain:
        made.append(text.slug(slug, taken))
        taken.add(made[-1])
    return made
