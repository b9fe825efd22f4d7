"""A headless Chromium whose pages may speak to this machine only; whatever else they try fails the test."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, Request, sync_playwright

from tests.machine import CHROMIUM

if TYPE_CHECKING:
    from collections.abc import Iterator

LOCAL_HOSTS = frozenset({"127.0.0.1", "localhost"})
LOCAL_SCHEMES = frozenset({"data", "blob", "about"})
# No sandbox: the tests also run as root. The rest keeps Chromium from calling its makers.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)


@dataclass
class Watch:
    """What the pages of one test did that no page may do: outside requests, script errors, policy violations.

    Neither frozen nor with slots: playwright keeps attributes of its own on the object whose methods it calls.
    """

    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def request(self, request: Request) -> None:
        """Note a request that leaves the machine."""
        address = urlsplit(request.url)
        if address.scheme not in LOCAL_SCHEMES and address.hostname not in LOCAL_HOSTS:
            self.outside.append(request.url)

    def error(self, error: Error) -> None:
        """Note an exception that no script caught."""
        self.errors.append(str(error))

    def console(self, message: ConsoleMessage) -> None:
        """Note what the content security policy refused."""
        if "Content Security Policy" in message.text:
            self.errors.append(message.text)

    def check(self) -> None:
        """Fail if anything was noted."""
        assert not self.outside, f"the page asked outside hosts: {self.outside}"
        assert not self.errors, f"the page's scripts failed: {self.errors}"


@dataclass(frozen=True, slots=True)
class Pages:
    """Opens pages, each in a browser session of its own, as two people at two machines have them."""

    browser: Browser
    watch: Watch = field(default_factory=Watch)
    contexts: list[BrowserContext] = field(default_factory=list)

    def open(self, **options: Any) -> Page:
        """Return a blank page; `options` are those of playwright's new_context, such as viewport or locale."""
        settings = {"locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh", **options}
        context = self.browser.new_context(**settings)
        context.on("request", self.watch.request)
        context.on("console", self.watch.console)
        self.contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", self.watch.error)
        return page

    def close(self) -> None:
        """Close every session."""
        for context in self.contexts:
            context.close()


@contextmanager
def headless_chromium() -> Iterator[Browser]:
    """Start the machine's Chromium; raise MissingError without one."""
    program = CHROMIUM.path()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield browser
        browser.close()
