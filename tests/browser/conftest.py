"""A real Chromium with the network off, and three independent counts of what a page asks for.

1. every request that is not the file itself is aborted and noted;
2. web sockets are noted;
3. every host name resolves to a listener on loopback that counts connections, so that whatever
   slips past the page's own events (preconnect, DNS prefetch, pings) is seen as well.
"""

import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

import geomap

# What Chromium itself asks for when it starts, whatever page it shows: nobody answers it here. A
# page that asked these hosts for anything would still be caught by the first count.
BROWSERS_OWN_HOSTS = ("accounts.google.com", "clients2.google.com", "update.googleapis.com")
# What it asks for later, of which there is no list. No page that is opened here may name one of
# these, so that whatever connects to them is the browser's own doing.
BROWSERS_MAKER = (b".google.com", b".googleapis.com", b".gvt1.com", b"dns.google")
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
_PATIENCE_S, _HELLO_BYTES = 0.5, 2048
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}


@dataclass
class OpenedPage:
    """A page of geomap in Chromium, with all it asked for and all it complained of."""

    page: Page
    listener: "CountingListener"
    requests: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    websockets: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def state(self) -> dict:
        return self.page.evaluate("window.geomap.state()")

    def set(self, partial: dict) -> None:
        self.page.evaluate("partial => window.geomap.set(partial)", partial)

    def assert_asked_nobody(self) -> None:
        assert self.requests == []
        assert self.websockets == []
        assert self.listener.connections == []


class CountingListener:
    """A TCP listener on loopback that notes how each connection begins, and answers none."""

    def __init__(self) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]
        self.connections: list[bytearray] = []
        """What was said first: of HTTP and of TLS it names the host. Noted before it is said."""
        threading.Thread(target=self._count, daemon=True).start()

    def _count(self) -> None:
        while True:
            try:
                connection, _ = self._server.accept()
            except OSError:  # closed
                return
            connection.settimeout(_PATIENCE_S)
            said = bytearray()
            self.connections.append(said)
            with connection, suppress(OSError):
                said += connection.recv(_HELLO_BYTES)
            if any(host in said for host in BROWSERS_MAKER):
                self.connections[:] = [other for other in self.connections if other is not said]

    def close(self) -> None:
        self._server.close()


@pytest.fixture(scope="session")
def reading_maps(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Maps by period and language: "2022-02 ar"; "all en" is the map of all dates."""
    folder = tmp_path_factory.mktemp("reading")
    dataset = geomap.read_incidents()
    parts = {name: dataset.period(name) for name in ("2022-01", "2022-02")} | {"all": dataset}
    made = {}
    for name, incidents in parts.items():
        for lang in ("en", "ar"):
            made[f"{name} {lang}"] = folder / f"{name}-{lang}.html"
            geomap.IncidentMap(incidents, lang=lang).save(made[f"{name} {lang}"])
    return made


def program_of_browser() -> str:
    program = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    assert program, "the browser tests need Chromium: .ci/install-browser"
    return program


# Of this folder alone: tests elsewhere may open no socket, and a thread of theirs would try to.
@pytest.fixture(scope="package")
def listener() -> Iterator[CountingListener]:
    listener = CountingListener()
    yield listener
    listener.close()


@pytest.fixture(scope="package")
def browser(listener: CountingListener) -> Iterator[Browser]:
    program = program_of_browser()
    rules = [f"MAP {host} ~NOTFOUND" for host in BROWSERS_OWN_HOSTS]
    rules.append(f"MAP * 127.0.0.1:{listener.port}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program,
            args=[
                "--no-sandbox",  # CI runs as root in a container
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                f"--host-resolver-rules={','.join(rules)}",
            ],
        )
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, listener: CountingListener) -> Iterator["PageOpener"]:
    opener = PageOpener(browser, listener)
    yield opener
    opener.close()


@pytest.fixture
def opened(page_file: Path, open_page: "PageOpener") -> Iterator[OpenedPage]:
    """The page of a module that has one; it must complain of nothing and ask nobody."""
    opened = open_page(page_file)
    yield opened
    assert opened.complaints == []
    opened.assert_asked_nobody()


class PageOpener:
    """Opens built files, each in a fresh profile, and waits until the first picture is painted."""

    def __init__(self, browser: Browser, listener: CountingListener) -> None:
        self._browser = browser
        self._listener = listener
        self._contexts: list = []

    def __call__(
        self,
        path: Path,
        *,
        fragment: str = "",
        viewport: dict[str, int] = DESKTOP,
        scripts: bool = True,
        expect: str = "ready",
        init_script: str = "",
        **context_options: object,
    ) -> OpenedPage:
        content = path.read_bytes()
        assert [host for host in BROWSERS_MAKER if host in content] == []
        self._listener.connections.clear()
        context = self._browser.new_context(
            viewport=viewport, java_script_enabled=scripts, **context_options
        )
        self._contexts.append(context)
        page = context.new_page()
        if init_script:
            page.add_init_script(init_script)
        opened = OpenedPage(page, self._listener)
        own = path.as_uri()
        # The files of a split page, and no other, are its own as well.
        beside = f"{path.with_suffix('.data').as_uri()}/"

        def abort_and_note(route: object) -> None:
            url = route.request.url
            if url.split("#")[0] == own:
                route.continue_()
            elif url.startswith(beside):
                opened.parts.append(url.removeprefix(beside))
                route.continue_()
            else:
                opened.requests.append(url)
                route.abort()

        page.route("**/*", abort_and_note)
        page.on("websocket", lambda ws: opened.websockets.append(ws.url))
        page.on("pageerror", lambda error: opened.complaints.append(str(error)))
        page.on(
            "console",
            lambda m: opened.complaints.append(m.text) if m.type in {"error", "warning"} else None,
        )
        context.set_offline(True)
        page.goto(own + fragment)
        if scripts and expect:
            page.wait_for_selector(f"html[data-geomap={expect}]", state="attached", timeout=20_000)
        return opened

    def close(self) -> None:
        for context in self._contexts:
            context.close()
