"""What must be true of every page; each check gives the faults it found, as sentences."""

from axe_playwright_python.sync_playwright import Axe

AXE = Axe()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FINGER, LINK, ACROSS = 48, 44, 36  # pixels: the height of what does something, of a link that stands alone; widths
LIMITS = {"Document": 20, "Stylesheet": 15, "Script": 20}  # thousands of bytes on the wire
PRODUCT, REQUESTS = 200, 15  # all that a product's page may bring: thousands of bytes, requests

# Everything wider than the screen, but for what scrolls inside a box of its own.
WIDE = """width => {
  if (document.documentElement.scrollWidth <= width) return [];
  const scrolls = e => e && e !== document.body && e !== document.documentElement
    && (getComputedStyle(e).overflowX !== 'visible' || scrolls(e.parentElement));
  const wide = [...document.body.querySelectorAll('*')].filter(e =>
    e.getBoundingClientRect().right + scrollX > width + 0.5 && !scrolls(e.parentElement));
  return [`${document.documentElement.scrollWidth} px wide`, ...wide.slice(0, 5).map(e =>
    e.outerHTML.slice(0, 120))];
}"""

# Pictures that did not come; those further down are fetched first.
PICTURES = """async () => {
  const images = [...document.images];
  images.forEach(i => { i.loading = 'eager'; });
  await Promise.race([Promise.allSettled(images.map(i => i.decode())), new Promise(r => setTimeout(r, 8000))]);
  return images.filter(i => !i.complete || !i.naturalWidth).map(i => i.currentSrc || i.outerHTML.slice(0, 120));
}"""

SHIFTS = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => { for (const e of list.getEntries()) if (!e.hadRecentInput) sum += e.value; })
    .observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => done(sum), 30);
})"""

# What is too small for a finger. Links within a sentence are as high as its words; a label is part of its box to tick;
# what reaches further than its box (a link stretched over a card) is found by feeling around its middle.
SMALL = """([finger, link, across]) => {
  const shown = e => e.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    && Math.min(e.getBoundingClientRect().width, e.getBoundingClientRect().height) > 4
    && !e.closest('.skip, [aria-hidden=true]');
  const joined = boxes => ({ left: Math.min(...boxes.map(b => b.left)), right: Math.max(...boxes.map(b => b.right)),
    top: Math.min(...boxes.map(b => b.top)), bottom: Math.max(...boxes.map(b => b.bottom)) });
  const answers = (e, x, y) => { const hit = document.elementFromPoint(x, y);
    return hit && (e.contains(hit) || hit.contains(e) && hit.closest('label, a, button, summary') === hit
      || [...(e.labels || [])].some(l => l.contains(hit))); };
  const small = [];
  for (const e of document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')) {
    if (!shown(e) || e.disabled) continue;
    const style = getComputedStyle(e);
    if (e.matches('a') && style.display === 'inline') continue;
    const box = joined([e, ...(e.matches('[type=checkbox], [type=radio]') ? e.labels : [])]
      .map(x => x.getBoundingClientRect()));
    const least = e.matches('a') ? link : finger;
    if (box.bottom - box.top >= least - 0.5 && box.right - box.left >= across - 0.5) continue;
    e.scrollIntoView({ block: 'center' });
    const now = e.getBoundingClientRect(), x = (now.left + now.right) / 2, y = (now.top + now.bottom) / 2;
    const far = least / 2 - 1, aside = across / 2 - 1;
    if (answers(e, x, y - far) && answers(e, x, y + far)
      && answers(e, x - aside, y) && answers(e, x + aside, y)) continue;
    small.push(`${Math.round(box.right - box.left)} × ${Math.round(box.bottom - box.top)}: `
      + e.outerHTML.replace(/\\s+/g, ' ').slice(0, 120));
  }
  scrollTo(0, 0);
  return small;
}"""

VIOLATIONS = """async options => (await axe.run(options)).violations.flatMap(rule => rule.nodes.map(node =>
  `${rule.id}: ${node.target[0]}: ${(node.failureSummary || '').replaceAll('\\n', ' ').slice(0, 240)}`))"""


def shifts(visitor):
    """How much has moved by itself since the page began: the sum that browsers call cumulative layout shift."""
    return visitor.page.evaluate(SHIFTS)


def too_wide(visitor, width):
    """What makes the page wider than a screen of that width."""
    visitor.become(width=width)
    return visitor.page.evaluate(WIDE, width)


def missing_pictures(visitor):
    """The pictures that did not come."""
    return visitor.page.evaluate(PICTURES)


def too_small(visitor):
    """What a finger would miss."""
    return visitor.page.evaluate(SMALL, [FINGER, LINK, ACROSS])


def barriers(visitor, *rules):
    """What axe-core finds, all rules or those named: one sentence a place."""
    if not visitor.page.evaluate("'axe' in window"):
        visitor.page.evaluate(AXE.axe_script)
    only = {"type": "rule", "values": rules} if rules else RULES
    return visitor.page.evaluate(VIOLATIONS, {"runOnly": only, "resultTypes": ["violations"]})


def too_heavy(transfers, is_product=False):
    """Kinds of files of which the page brings too many bytes; a product's page has a limit for all, pictures too."""
    sums = {kind: sum(t.size for t in transfers if t.kind == kind) for kind in LIMITS}
    heavy = [f"{kind}: {size} bytes" for kind, size in sums.items() if size > LIMITS[kind] * 1000]
    whole = sum(transfer.size for transfer in transfers)
    if is_product and (whole > PRODUCT * 1000 or len(transfers) > REQUESTS):
        heavy.append(f"altogether: {whole} bytes in {len(transfers)} requests")
    return heavy
