"""A visitor: one browser profile at the street, which writes down all that it asked for and all that went wrong."""

from contextlib import contextmanager
from dataclasses import dataclass

SIZES = {
    320: (320, 640, 2),
    360: (360, 640, 2),
    820: (820, 1180, 2),
    1440: (1440, 900, 1),
}  # width: (width, height, dots per pixel); at 320 nothing may scroll sideways (WCAG 1.4.10)
ANDROID = (
    "Mozilla/5.0 (Linux; Android 12; SM-A127F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0"
    " Mobile Safari/537.36"
)
ELSEWHERE = (
    "htmx:afterRequest",
    "htmx:sendError",
    "htmx:sendAbort",
)  # what htmx says of a request that the next page cut short
PATIENCE = 10_000  # milliseconds until something must have happened


@dataclass
class Transfer:
    """What one request brought. size: bytes on the wire, headers too."""

    url: str
    kind: str  # Document, Stylesheet, Script, Image, Font, …
    status: int
    size: int = 0


class Visitor:
    """page: its one tab. transfers: what the last `go` brought."""

    def __init__(self, browser, street, width=360, language="fr", dark=False, script=True):
        wide, high, dots = SIZES[width]
        self.street, self.language, self.width = street, language, width
        self.context = browser.new_context(
            base_url=street,
            viewport={"width": wide, "height": high},
            device_scale_factor=dots,
            is_mobile=width < 1440,
            has_touch=width < 1440,
            user_agent=ANDROID if width < 820 else None,
            locale=f"{language}-FR",
            timezone_id="Europe/Paris",
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.new_page()
        self._write_down()

    def _write_down(self):
        self.transfers, self._by_id, self._asked, self._came = [], {}, 0, 0
        self.foreign, self.failed, self.complaints = [], [], []
        self.context.on("request", self._ask)
        self.context.on("requestfinished", lambda request: self._come())
        self.context.on("requestfailed", self._fail)
        self.context.on("console", self._complain)
        self.context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        self.wire = self.context.new_cdp_session(self.page)
        self.wire.on("Network.responseReceived", self._begin)
        self.wire.on("Network.loadingFinished", self._finish)
        self.wire.send("Network.enable")

    def _ask(self, request):
        self._asked += 1
        if not request.url.startswith((f"{self.street}/", "data:", "blob:")):
            self.foreign.append(request.url)

    def _come(self):
        self._came += 1

    def _fail(self, request):
        self._came += 1
        if request.failure != "net::ERR_ABORTED":  # the visitor went elsewhere
            self.failed.append(f"{request.url}: {request.failure}")

    def _complain(self, message):
        known = ("Failed to load resource", *ELSEWHERE)  # `failed` has these, and knows who went elsewhere
        if message.type in ("error", "warning") and not message.text.startswith(known):
            self.complaints.append(message.text)

    def _begin(self, event):
        response = event["response"]
        known = Transfer(response["url"], event["type"], response["status"])
        self._by_id[event["requestId"]] = known
        self.transfers.append(known)
        if known.status >= 400 and known.kind != "Document" and known.status != 422:
            self.failed.append(f"{known.url}: {known.status}")

    def _finish(self, event):
        if event["requestId"] in self._by_id:
            self._by_id[event["requestId"]].size = event["encodedDataLength"]

    def forget(self):
        """Begin writing down anew, as with an empty cache."""
        self.wire.send("Network.clearBrowserCache")
        for notes in (self.transfers, self.foreign, self.failed, self.complaints):
            notes.clear()

    def go(self, path):
        """Open /{language}{path} and wait until nothing is under way; gives the page's status."""
        self.forget()
        response = self.page.goto(f"/{self.language}{path}")
        self.rest()
        return response.status

    @contextmanager
    def answering(self, path, answer):
        """Meanwhile that address, below the language, is answered by ourselves; see Playwright's route.fulfill."""
        url = f"{self.street}/{self.language}{path}"
        self.context.route(url, lambda route: route.fulfill(**answer))
        yield
        self.context.unroute(url)

    def rest(self):
        """Wait until all that was asked for has come."""
        quiet = 0
        for _ in range(PATIENCE // 20):
            quiet = quiet + 1 if self._asked <= self._came else 0
            if quiet > 2:
                return
            self.page.wait_for_timeout(20)

    def below(self):
        """Where the visitor is: the path after the language, with what stands behind the question mark."""
        return self.page.url.removeprefix(f"{self.street}/{self.language}")

    def become(self, width=None, dark=None):
        """The same page on another screen, without asking for it again."""
        if width:
            wide, high, _dots = SIZES[width]
            self.page.set_viewport_size({"width": wide, "height": high})
        if dark is not None:
            self.page.emulate_media(color_scheme="dark" if dark else "light")

    def without_script(self, is_without=True):
        """From the next page on none of its scripts run; ours still can, when this is taken back afterwards."""
        self.wire.send("Emulation.setScriptExecutionDisabled", {"value": is_without})

    def leave(self):
        """Close everything."""
        self.context.close()
