"""What templates can say beyond Django's own tags; every theme has them without {% load %}."""

import json as json_
import logging

from django import template
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from ..kernel import said
from . import rich as rich_text
from .theme import installed

register = template.Library()
log = logging.getLogger(__name__)
UNSAFE = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def _said(name):
    @register.simple_tag(takes_context=True, name=name)
    def in_words(context, value, *form):
        return "" if value in (None, "") else getattr(context["here"].manner, name)(value, *form)


for _name in ("price", "number", "weight", "phone", "date", "day", "hour", "moment"):
    _said(_name)


@register.filter(name="rich")
def rich(value):
    """A description as HTML."""
    return rich_text.html(value)


@register.filter
def town(name):
    """A town as people write it: addresses keep "MONTREUIL", as postal labels do; {{ address.city|town }}."""
    return said.town(name)


@register.filter(name="json")
def json(value):
    """A value as JSON that is harmless inside <script>."""
    return mark_safe(json_.dumps(value, ensure_ascii=False).translate(UNSAFE))  # noqa: S308


@register.filter
def translated(it, name):
    """A word of an object whose `translation { … }` was asked too, else its own: {{ product|translated:"name" }}."""
    if not isinstance(it, dict):
        return ""
    word = (it.get("translation") or {}).get(name)
    return it.get(name) if word is None or not str(word).strip() else word


@register.simple_tag(takes_context=True)
def address(context, page, **words):
    """The address of a page in the reader's language and shop: {% address "product" slug=product.slug %}."""
    return context["here"].address(page, **words)


@register.simple_tag(takes_context=True)
def full_address(context, page, **words):
    """The one full address of a page, for structured data, maps of the site and letters."""
    return context["here"].full_address(page, **words)


@register.simple_tag(takes_context=True)
def outlet(context, name, it=None):
    """What plugins show in this place; they see the page's answer and `it`."""
    shown = []
    for one in context.template.engine.outlets.get(name, ()):
        with context.push(it=it):
            shown.append(one.template.nodelist.render(context))
        context["here"]._visit.sources.update(one.sources)
    return mark_safe("".join(shown))  # noqa: S308


@register.tag(name="static")
def static(parser, token):
    """The hashed address of a theme's file, its own or an inherited one: {% static "shop.css" %}; or of a library's."""
    words = token.split_contents()
    if len(words) != 2 or words[1][0] not in "\"'":
        raise template.TemplateSyntaxError('static takes the name of a file: {% static "shop.css" %}')
    name, engine = words[1][1:-1], getattr(parser.origin.loader, "engine", None)
    path = _static_path(engine.theme, name) if engine else None
    if path is None:
        raise template.TemplateSyntaxError(f"no theme here has static/{name}")
    return _Static(path)


class _Static(template.Node):
    def __init__(self, path):
        self.path = path

    def render(self, context):
        return staticfiles_storage.url(self.path)


@register.simple_tag
def theirs(name, theme):
    """The hashed address of a file of another theme, for the street; "" when it has none."""
    found = installed().get(theme)
    path = _static_path(found, name) if found and not found.mount else None
    return staticfiles_storage.url(path) if path else ""


def _static_path(theme, name):
    file = theme.file(f"static/{name}")
    if file:
        return f"themes/{_owner(theme, file)}/{name}"
    return name if finders.find(name) else None


def _owner(theme, file):
    named = zip(theme.names, theme.folders, strict=True)
    return next(name for name, folder in named if file.is_relative_to(folder))


@register.simple_tag(takes_context=True)
def field(context, name, value="", of=""):
    """The attributes of a text field: name, id, what was typed or `value`, whether it is refused, and the focus.

    {% field "input.email" value=me.email %}; of="…" when several forms of a page have the same field: each sends its
    own `of` in a hidden field named _form.
    """
    filled, refused = context["form"], context["errors"]
    mine = filled.of == of
    shown = filled.values.get(name, value) if mine else value
    problem = refused.byField.get(name) if mine else None
    id_ = _id(name, of)
    words = [("name", name), ("id", id_), ("value", "" if shown is None else shown)]
    if problem:
        words += [("aria-invalid", "true"), ("aria-describedby", f"{id_}-problem")]
    end = mark_safe(" autofocus") if mine and refused.first == name else ""
    return format_html("{}{}", format_html_join(" ", '{}="{}"', words), end)


@register.simple_tag(takes_context=True)
def problem(context, name, of=""):
    """The sentence that says what is amiss with a field, beside it; nothing when all is well."""
    if context["form"].of != of or name not in context["errors"].byField:
        return ""
    sentence = context["errors"].byField[name]
    return format_html('<p class="problem" id="{}-problem" role="alert">{}</p>', _id(name, of), sentence)


@register.filter
def typed(form, name):
    """What was typed in a field of the form that came back, else None: {{ form|typed:"input.note" }}."""
    return form.values.get(name)


@register.filter
def sent(form, name):
    """What was sent in a field of a form that succeeded, for the part that says so: {{ form|sent:"quantity" }}."""
    return form.sent.get(name)


def _id(name, of):
    clean = "".join(c if c.isalnum() else "-" for c in f"{of}-{name}" if c != "]").strip("-")
    return clean or "field"


@register.simple_tag
def picture(image, alt="", *, sizes="100vw", width="", height="", eager=False):
    """A picture in several widths. `image` was asked as { w256: url(size: 256) w512: url(size: 512) … }.

    Keys that begin with avif or webp instead of w are offered first. width and height keep the page from moving.
    """
    if not image:
        return ""
    offers = {kind: _offers(image, kind) for kind in ("avif", "webp", "w")}
    last = offers["w"] or offers["webp"] or offers["avif"]
    if not last:
        return ""
    sources = format_html_join(
        "",
        '<source type="image/{}" srcset="{}" sizes="{}">',
        ((kind, _srcset(offers[kind]), sizes) for kind in ("avif", "webp") if offers[kind]),
    )
    words = [("src", last[-1][1]), ("srcset", _srcset(last)), ("sizes", sizes), ("alt", alt or image.get("alt") or "")]
    words += [(word, value) for word, value in (("width", width), ("height", height)) if value]
    words += [("fetchpriority", "high")] if eager else [("loading", "lazy")]
    attributes = format_html_join(" ", '{}="{}"', [*words, ("decoding", "async")])
    return format_html("<picture>{}<img {}></picture>", sources, attributes)


def _offers(image, kind):
    """[(width, address)] of the keys of a kind, small ones first; addresses of ours without their host."""
    found = []
    for key, value in image.items():
        width = key.removeprefix(kind)
        where = value.get("url") if isinstance(value, dict) else value
        if key.startswith(kind) and width.isdigit() and where:
            found.append((int(width), where.removeprefix(settings.SHOP_URL)))
    return sorted(found)


def _srcset(offers):
    return ", ".join(f"{where} {width}w" for width, where in offers)


@register.tag(name="json_ld")
def json_ld(parser, token):
    """{% json_ld %}{"@type": "Product", "name": {{ product.name|json }}}{% end_json_ld %}: data for search engines."""
    nodes = parser.parse(("end_json_ld",))
    parser.delete_first_token()
    return _JsonLd(nodes)


class _JsonLd(template.Node):
    def __init__(self, nodelist):
        self.nodelist = nodelist

    def render(self, context):
        try:
            told = json_.loads(self.nodelist.render(context))
        except ValueError as error:
            log.error("%s:%s: json_ld is left out, it is not JSON: %s", self.origin, self.token.lineno, error)
            return ""
        return format_html('<script type="application/ld+json">{}</script>', json(told))
