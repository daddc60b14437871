"""The first page: which shops stand in this street. The page engine will take its place."""

from django.http import HttpResponse
from django.utils.html import format_html, format_html_join

from ..api.headers import language_of
from ..channels.models import Channel

WORDS = {
    "fr": ("Les boutiques de la rue", "Bientôt leurs vitrines ; pour l'instant, l'API répond ici :"),
    "en": ("The shops of this street", "Their windows come soon; for now, the API answers here:"),
}


def hello(request):
    """A list of the shops that are open, in the reader's language."""
    language = language_of(request)
    title, text = WORDS.get(language, WORDS["en"])
    open_shops = Channel.objects.filter(is_active=True)
    shops = format_html_join(
        "\n",
        '<li lang="{}">{} <small>({}, {})</small></li>',
        ((shop.default_language, shop.name, shop.slug, shop.currency) for shop in open_shops),
    )
    page = format_html(
        '<!doctype html>\n<html lang="{}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">\n'
        '<title>{}</title><h1>{}</h1>\n<ul>{}</ul>\n<p>{} <a href="/graphql/">/graphql/</a></p></html>\n',
        language,
        title,
        title,
        shops,
        text,
    )
    return HttpResponse(page, headers={"Vary": "Accept-Language", "Content-Security-Policy": "default-src 'none'"})
