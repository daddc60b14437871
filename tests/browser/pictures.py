"""`make pictures`: every page at three widths, in every theme and language, light and dark; index.html shows them all.

`ARGS="--theme boulangerie --page product --width 360 --language fr --dark"` takes fewer, `--fold` their first screens.
"""

import argparse
import html
import itertools
import os
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, nullcontext
from pathlib import Path

from tests import live

from . import checks, chromium
from .places import BY_NAME, PLACES
from .shops import LANGUAGES, SHOPS
from .visitor import SIZES
from .walk import Walk

FOLDER = live.ROOT / "var/pictures"
THEMES = {words["theme"]: shop for shop, words in SHOPS.items()}


def main(words):
    """Take the pictures asked for; 0 when all could be taken."""
    chosen = _chosen(words)
    try:
        chromium.ready()
    except chromium.Missing as missing:
        print(missing)
        return 1
    with nullcontext(chosen.street) if chosen.street else _opened() as street, ProcessPoolExecutor(2) as pool:
        jobs = itertools.product([street], [chosen], chosen.theme, chosen.language, chosen.width)
        faults = [fault for found in pool.map(_taken, jobs) for fault in found]
    sheet()
    print("\n".join([*faults, f"Look at {FOLDER / 'index.html'}"]))
    return 1 if faults else 0


def is_sample(shop, language, place):
    """Of each page `make test` takes one picture; shops and languages take turns."""
    number = PLACES.index(place)
    return (shop, language) == (list(SHOPS)[number % len(SHOPS)], LANGUAGES[number // len(SHOPS) % len(LANGUAGES)])


def path_of(shop, language, place, width, dark):
    """Where a picture is kept."""
    return FOLDER / SHOPS[shop]["theme"] / f"{place.name}-{language}-{width}-{'dark' if dark else 'light'}.jpg"


def take(visitor, path, fold=False):
    """The whole page as a picture, or its first screen only."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not fold:
        checks.missing_pictures(visitor)  # so that those further down have come
    visitor.page.screenshot(path=path, full_page=not fold, type="jpeg", quality=82)


def sheet():
    """One page that shows all pictures, beside each other by page."""
    by_page = {}
    for path in sorted(FOLDER.glob("*/*.jpg")):
        by_page.setdefault(path.stem.rsplit("-", 3)[0], []).append(path.relative_to(FOLDER))
    order = {name: number for number, name in enumerate(BY_NAME)}
    parts = [
        f"<h2>{html.escape(name)}</h2><div>"
        + "".join(
            f'<a href="{p}"><img src="{p}" loading="lazy" alt=""><br>{p.parent} {p.stem[len(name) + 1 :]}</a>'
            for p in paths
        )
        + "</div>"
        for name, paths in sorted(by_page.items(), key=lambda pair: order.get(pair[0], 99))
    ]
    style = "body{font:14px sans-serif}div{display:flex;flex-wrap:wrap;gap:1em}img{height:480px;max-width:90vw}"
    page = f'<!doctype html><meta charset="utf-8"><title>Pictures</title><style>{style}</style>{"".join(parts)}\n'
    (FOLDER / "index.html").write_text(page)


def _chosen(words):
    parser = argparse.ArgumentParser(prog="make pictures")
    parser.add_argument("--theme", nargs="+", choices=list(THEMES), default=list(THEMES))
    parser.add_argument("--page", nargs="+", choices=list(BY_NAME), default=list(BY_NAME))
    parser.add_argument("--width", nargs="+", type=int, choices=list(SIZES), default=[360, 820, 1440])
    parser.add_argument("--language", nargs="+", choices=LANGUAGES, default=list(LANGUAGES))
    parser.add_argument("--light", action="store_true", help="no dark ones")
    parser.add_argument("--dark", action="store_true", help="only dark ones")
    parser.add_argument("--fold", action="store_true", help="only the first screen of each page")
    parser.add_argument("--street", help="the address of a demo street that runs already, http://127.0.0.1:8000")
    return parser.parse_args(words)


@contextmanager
def _opened():
    """A street of our own; gives its address."""
    print("Opening the demo street …", flush=True)
    with tempfile.TemporaryDirectory(prefix="shop-pictures-") as folder, live.street(folder) as running:
        os.environ["SHOP_TEST_STREET_DATA"] = folder
        yield running.url


def _taken(job):
    """All pictures of one theme, language and width; what went wrong, as sentences."""
    street, chosen, theme, language, width = job
    shop, faults = THEMES[theme], []
    with chromium.launched() as browser:
        walk = Walk(browser, street, shop, language, width=width)
        for place in (BY_NAME[name] for name in chosen.page):
            if place.amiss and chosen.street:  # made in the street's folder, which is not known
                continue
            try:
                visitor, _status = walk.see(place)
                for dark in [False] * (not chosen.dark) + [True] * (not chosen.light):
                    visitor.become(dark=dark)
                    take(visitor, path_of(shop, language, place, width, dark), chosen.fold)
                if place.name == "order":
                    _take_on_paper(visitor, path_of(shop, language, place, width, False))
            except Exception as error:
                faults.append(f"{theme} {language} {width} {place.name}: {str(error).splitlines()[0]}")
    print(f"{theme} {language} {width}", flush=True)
    return faults


def _take_on_paper(visitor, path):
    visitor.page.emulate_media(media="print", color_scheme="light")
    take(visitor, path.with_name(path.name.replace("light", "paper")))
    visitor.page.emulate_media(media="screen")


if __name__ == "__main__":
    os.chdir(Path(live.ROOT))
    sys.exit(main(sys.argv[1:]))
