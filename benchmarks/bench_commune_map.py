"""One commune of 4,574 cases on a map: from the request until the polygons are painted, server time included.

    python benchmarks/bench_commune_map.py [--cases 4574] [--runs 5]

The reference is a plain folium.GeoJson page of a GeoDataFrame of the same cases with style, tooltip and popup, made
anew on each request, with Leaflet from this machine and without the other libraries that folium asks for. Both are
served by the same server to the same browser. The time is the browser's own: from the start of the navigation to two
frames after everything is painted. At the commune's scale most cases are smaller than 5 pixels, drawn as squares.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parent.parent))

import folium
import geopandas
import shapely
import waitress
from flask import Flask, send_from_directory

from benchmarks import synthetic
from landtrack.domain.scope import SYSTEM_SCOPE, Role
from landtrack.settings import Settings
from landtrack.store.cases import geometries, list_cases
from landtrack.store.database import open_database
from landtrack.store.log import head_at
from landtrack.usecases.manage_users import add_user
from landtrack.web.app import create_app
from tests.browser import headless_chromium

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from landtrack.store.database import Database

DAY = date(2024, 6, 30)
NAME, PASSWORD = "benchmark", "benchmark password"
PATH = f"/commune/07243?as_of={DAY:%Y-%m-%d}"
COLOURS = {"open": "#d55e00", "in_hand": "#e69f00", "resolved": "#009e73"}
VENDOR = Path(__file__).parent.parent / "landtrack/web/static/vendor"
# Kept by the page itself, so that no polling of ours is in the time.
OURS_PAINTED = """new MutationObserver(() => {
  if (document.documentElement.dataset.painted && !window.paintedAt) window.paintedAt = performance.now();
}).observe(document, {attributes: true, subtree: true, attributeFilter: ["data-painted"]});"""
PLAIN_PAINTED = """addEventListener("load", () => requestAnimationFrame(() => requestAnimationFrame(() => {
  window.paintedAt = performance.now();
})));"""


def main() -> None:
    """Build the register, serve both pages, time them in turn, print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=4574)
    parser.add_argument("--runs", type=int, default=7)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/landtrack.db"
        synthetic.build(url, chosen.cases, synthetic.Sort.ONE_COMMUNE)
        database = open_database(url)
        add_user(database, SYSTEM_SCOPE, NAME, Role.OFFICER, [], PASSWORD)
        app = create_app(database, Settings(), loopback=True)
        with served(app) as ours, served(plain_page(database)) as plain, headless_chromium() as browser:
            measure(browser, ours, plain, chosen.runs)
        database.close()


def plain_page(database: Database) -> Flask:
    """Return an application with one page: what folium makes of the cases by itself."""
    app = Flask("plain")

    @app.get("/")
    def page() -> str:
        return with_local_links(folium_page(database))

    @app.get("/vendor/<path:name>")
    def vendor(name: str) -> Any:
        return send_from_directory(VENDOR, name)

    return app


def folium_page(database: Database) -> str:
    """Return a folium page of a GeoDataFrame with style, tooltip and popup, read from the same register."""
    with database.reading() as view:
        entry = head_at(view.connection).number
        rows = {row.case_id: row for row in list_cases(view, SYSTEM_SCOPE, DAY, entry)}
        drawn = [(rows[case_id], wkb) for case_id, _, wkb in geometries(view, SYSTEM_SCOPE, DAY, entry)]
    frame = geopandas.GeoDataFrame(
        {
            "code": [row.code for row, _ in drawn],
            "status": [row.status.value for row, _ in drawn],
            "parcel": [row.parcel for row, _ in drawn],
            "area": [row.area / 10 for row, _ in drawn],
            "kind": [row.kind for row, _ in drawn],
            "hamlet": [row.hamlet for row, _ in drawn],
        },
        geometry=shapely.from_wkb([wkb for _, wkb in drawn]),
        crs=4326,
    )
    plain = folium.Map(location=(21.5793, 106.1453), zoom_start=13, tiles=None)
    fields = ["code", "status", "parcel", "area", "kind", "hamlet"]
    folium.GeoJson(
        frame,
        style_function=lambda feature: {"fillColor": COLOURS.get(feature["properties"]["status"], "#888"), "weight": 1},
        tooltip=folium.GeoJsonTooltip(fields),
        popup=folium.GeoJsonPopup(fields),
    ).add_to(plain)
    return str(plain.get_root().render())


def with_local_links(page: str) -> str:
    """Return the page with Leaflet from this machine and without the libraries it does not need for these layers."""
    lines = []
    for line in page.splitlines():
        if "https://" in line and ("<script src" in line or "<link rel" in line):
            if "leaflet@" not in line:
                continue
            name = "leaflet.js" if "<script" in line else "leaflet.css"
            start, end = line.index("https://"), line.rindex('"')
            lines.append(f"{line[:start]}/vendor/leaflet/{name}{line[end:]}")
        else:
            lines.append(line)
    return "\n".join(lines)


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """Serve an application on a free port of the loopback."""
    server = waitress.create_server(app, host="127.0.0.1", port=0, threads=8)
    Thread(target=server.run, daemon=True).start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()


def measure(browser: Browser, ours: str, plain: str, runs: int) -> None:
    """Time first and second visits of both pages in turn, each run in a fresh browser session."""
    session = signed_in(browser, ours)
    times: dict[str, list[float]] = {"ours first": [], "ours again": [], "plain first": [], "plain again": []}
    for _ in range(runs):
        for name, address, script, state in (
            ("ours", ours + PATH, OURS_PAINTED, session),
            ("plain", plain + "/", PLAIN_PAINTED, None),
        ):
            context = browser.new_context(storage_state=state, viewport={"width": 1400, "height": 900})
            context.add_init_script(script)
            page = context.new_page()
            for visit in ("first", "again"):
                page.goto(address)
                page.wait_for_timeout(100)
                while (painted := page.evaluate("window.paintedAt")) is None:
                    page.wait_for_timeout(20)
                times[f"{name} {visit}"].append(painted)
            context.close()
    print(f"{'visit':8} {'ours ms':>9} {'plain folium ms':>16} {'times faster':>13}")
    for visit in ("first", "again"):
        one, other = (statistics.median(times[f"{name} {visit}"]) for name in ("ours", "plain"))
        print(f"{visit:8} {one:>9.0f} {other:>16.0f} {other / one:>13.1f}")


def signed_in(browser: Browser, address: str) -> Any:
    """Return the cookies of a signed-in session: nothing else, so that a first visit finds nothing cached."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}/sign-in")
    page.locator("[name=name]").fill(NAME)
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "sign-in" not in url)
    kept = context.storage_state()
    context.close()
    return kept


if __name__ == "__main__":
    main()
