"""A served register for a browser: the demo's, which a test may change, and people who sign in to it."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Thread
from typing import TYPE_CHECKING

import pytest
import waitress

from landtrack.settings import Settings
from landtrack.store.database import open_database
from landtrack.web.app import create_app

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Locator, Page

    from landtrack.store.database import Database

DAY = "2026-10-31"
YEN_THE = "07288"
# A change is painted in the next frame: what is asked for after it waits for that frame to be over.
PAINTED_COLOUR = """code => new Promise((tell) => requestAnimationFrame(() => requestAnimationFrame(
  () => tell(window.landtrack.caseColour(code)))))"""


@dataclass(frozen=True, slots=True)
class Served:
    """A server that is running, and the register behind it."""

    address: str
    database: Database


@pytest.fixture
def settings() -> Settings:
    """Return the settings of the server; a test file may have its own."""
    return Settings()


@pytest.fixture
def served(own_demo_url: str, settings: Settings) -> Iterator[Served]:
    """Serve a copy of the demo register on a free port of the loopback."""
    database = open_database(own_demo_url)
    app = create_app(database, settings, loopback=True)
    server = waitress.create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    yield Served(f"http://127.0.0.1:{server.effective_port}", database)
    # First the requests that are running, then the sockets, in the thread that looks at them.
    server.task_dispatcher.shutdown(cancel_pending=True, timeout=10)
    server.trigger.pull_trigger(server.close)
    thread.join(timeout=10)
    database.close()


@dataclass(frozen=True, slots=True)
class Visit:
    """One person at one browser, signed in."""

    page: Page
    served: Served

    def go(self, path: str) -> int:
        """Open a page of the register and return its HTTP status."""
        answer = self.page.goto(self.served.address + path)
        assert answer is not None
        return answer.status

    def commune(self, code: str = YEN_THE, case: str = "") -> None:
        """Open a commune's map and wait until its cases are painted."""
        chosen = f"&case={case}" if case else ""
        assert self.go(f"/commune/{code}?as_of={DAY}{chosen}") == 200
        self.painted()

    def painted(self) -> None:
        """Wait until the map says that all cases are painted."""
        self.page.locator("html[data-painted=yes]").wait_for(state="attached")

    def colour(self, code: str) -> str:
        """Return the colour in which the case is drawn, once the frame that was asked for is painted."""
        return str(self.page.evaluate(PAINTED_COLOUR, code))

    def click_case(self, code: str) -> None:
        """Click the case where it is drawn on the map."""
        self.page.evaluate("code => window.landtrack.zoomTo?.(code)", code)
        place = self.page.evaluate("code => window.landtrack.caseCentre(code)", code)
        box = self.page.locator(".leaflet-container").bounding_box()
        assert place is not None
        assert box is not None
        self.page.mouse.click(box["x"] + place["x"], box["y"] + place["y"])

    @property
    def panel(self) -> Locator:
        """Return the case panel."""
        return self.page.locator("[data-part=panel]")

    def choose(self, action: str, **fields: str) -> None:
        """Fill in the form of a status change and send it."""
        self.panel.locator(f"button[data-action={action}]").click()
        form = self.panel.locator(f"form[data-action={action}]")
        for name, value in fields.items():
            control = form.locator(f"[name={name}]")
            if name in {"form", "exclusion"}:
                control.select_option(value)
            else:
                control.fill(value)
        form.locator("button[type=submit]").click()


@pytest.fixture
def visit(served: Served, open_page: Callable[..., Page]) -> Callable[..., Visit]:
    """Give a function that signs in a person of a role of the demo, in a browser session of his own."""

    def sign_in(role: str = "officer", **options: object) -> Visit:
        page = open_page(**{"viewport": {"width": 1366, "height": 768}, **options})
        page.goto(served.address)
        page.locator(f"button[name=role][value={role}]").click()
        page.wait_for_url(lambda url: "sign-in" not in url)
        return Visit(page, served)

    return sign_in
