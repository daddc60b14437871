"""Where pages stand, and their addresses: on the street's site, a shop's own domain, or below a plugin's mount."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

from ..channels import domains


@dataclass(frozen=True)
class Place:
    """domain: the domains.Front of the shop whose own domain this is. mount: a mounts.Mount. Neither: the street's.

    An address "below" is written as on the street's site, /{channel}/products/x/, and quoted already.
    """

    domain: domains.Front | None = None
    mount: object = None

    @property
    def site(self):
        """The full address of the site, without a slash at the end."""
        return domains.origin(self.domain.domain) if self.domain else settings.SHOP_URL

    @property
    def hosts(self):
        """The hosts beside the request's own whose pages may post here: SHOP_URL's, for proxies that hide it."""
        return set() if self.domain else {urlsplit(settings.SHOP_URL).netloc}

    def below(self, path):
        """What follows the language in a path, as it is written on the street's site."""
        return f"/{self.domain.slug}{path}" if self.domain else path

    def path(self, language, below):
        """The path of a page here."""
        if self.mount:
            return f"/{self.mount.name}{below}"
        return f"/{language}{self._bare(below)}"

    def canonical(self, language, below, shop):
        """The one full address of a page. shop: its Channel or Front, None on the street."""
        if shop is not None and not self.mount:
            return domains.address(shop, language, below.removeprefix(f"/{shop.slug}"))
        return settings.SHOP_URL + self.path(language, below)

    def link(self, language, below, slug):
        """The address of a page from here: a path where it stands here, else a full one. slug: of its shop, if any."""
        if self.mount or (self.domain and self.domain.slug == slug):
            return self.path(language, below)
        front = domains.fronts().get(slug) if slug else None
        if front and front.domain:
            return self.canonical(language, below, front)
        return (settings.SHOP_URL if self.domain else "") + f"/{language}{below}"

    def _bare(self, below):
        return below.removeprefix(f"/{self.domain.slug}") if self.domain else below
