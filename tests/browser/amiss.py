"""The pages for when something is amiss, as the street's own program writes them: no address leads there.

`python -m tests.browser.amiss`, with the street's SHOP_DATA and SHOP_URL, prints them all.
"""

import json
import os
import subprocess
import sys
from functools import cache

from tests import live

from .shops import LANGUAGES, SHOPS

STATUS = {"403": 403, "500": 500, "maintenance": 503}


@cache
def pages(street):
    """{"shop language name": page} of a street whose folder SHOP_TEST_STREET_DATA names."""
    environment = {word: value for word, value in os.environ.items() if word not in live.OURS}
    environment |= {"SHOP_DATA": os.environ["SHOP_TEST_STREET_DATA"], "SHOP_URL": street}
    environment |= {"DJANGO_SETTINGS_MODULE": "storefront.settings"}
    command = [sys.executable, "-m", "tests.browser.amiss"]
    done = subprocess.run(command, cwd=live.ROOT, env=environment, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def _every():
    import django

    django.setup()
    from django.test import RequestFactory

    from storefront.channels import queries
    from storefront.pages import amiss, compiled
    from storefront.pages.visit import Visit

    for shop in SHOPS:
        channel = queries.channel(shop)
        for language in LANGUAGES:
            request = RequestFactory().get(f"/{language}/{shop}/")
            visit = Visit(request, language, channel, compiled.of(channel), f"/{shop}/", {"channel": shop})
            for name in STATUS:
                yield f"{shop} {language} {name}", amiss.shown(visit, name).content.decode()


if __name__ == "__main__":
    print(json.dumps(dict(_every())))
