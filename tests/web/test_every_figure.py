"""Every figure in every table of the demo's pages opens the cases that it counts, and just as many of them."""

from __future__ import annotations

import random
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from landtrack.settings import Settings
from landtrack.store.database import open_database
from landtrack.web.app import create_app
from tests.builders import MovingClock
from tests.web.figure_cells import Figure, figures_of, said_in, told_by
from tests.web.register import Visitor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from flask import Flask

    from landtrack.store.database import Database

    Visit = Callable[[str], Visitor]

TODAY = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
THEN = "as_of=30/11/2023&known_at=2023-11-30"
SPAN = "from=2023-09-30&from_known_at=2023-09-30&to=2023-11-30&to_known_at=2025-11-30"
DRAWN = 8
# Page, who reads it, and at least how many figures it must have for the test to say anything.
PAGES = [
    ("/dashboard", "tinh", 30),
    ("/dashboard", "canbo", 30),
    ("/overview", "tinh", 60),
    (f"/progress?{THEN}", "tinh", 600),
    ("/progress?unit=07288", "canbo", 30),
    (f"/diff?{SPAN}", "tinh", 400),
    (f"/diff?{SPAN}&band=before&frame=2026-11-22", "tinh", 90),
    (f"/diff?{SPAN}", "chutich.yenthe", 40),
    (f"/campaigns/cao-diem-2023?{THEN}", "tinh", 150),
    (f"/campaigns/cao-diem-2023?{THEN}", "chutich.yenthe", 30),
    (f"/pictures?{THEN}", "tinh", 300),
    ("/pictures?measure=area", "canbo", 250),
    ("/pictures?unit=07288&frame=2023-11-30", "tinh", 90),
    ("/pictures", "chutich.yenthe", 100),
    ("/history", "tinh", 30),
    (f"/history?{THEN}&unit=07288", "tinh", 15),
    (f"/reports/print?{THEN}", "tinh", 150),
    ("/reports/print?unit=07288", "canbo", 20),
]


@pytest.fixture(scope="module")
def demo(demo_url: str) -> Iterator[Database]:
    database = open_database(demo_url, MovingClock(TODAY))
    yield database
    database.close()


@pytest.fixture(scope="module")
def demo_app(demo: Database, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    uploads: Path = tmp_path_factory.mktemp("uploads")
    return create_app(demo, Settings(language="en", uploads=str(uploads)), loopback=True)


@pytest.fixture
def reader(demo_app: Flask, demo: Database) -> Visit:
    return lambda name: Visitor.signed_in(demo_app, demo, name)


def drawn(figures: list[Figure], page: str) -> list[Figure]:
    """Return some of the figures, others on each page, the same in each run."""
    return random.Random(page).sample(figures, min(DRAWN, len(figures)))  # noqa: S311 - the same every time


@pytest.mark.parametrize(("page", "name", "least"), PAGES)
def test_every_figure_opens_as_many_cases_as_it_says(reader: Visit, page: str, name: str, least: int) -> None:
    who = reader(name)
    # The report is in the office's own Vietnamese, whatever language the pages are in.
    figures = figures_of(who.get(page).text, vietnamese=page.startswith("/reports/print"))
    assert len(figures) >= least
    assert [figure.text for figure in figures if not figure.href] == []
    for figure in drawn(figures, page):
        assert told_by(who, figure) == said_in(figure), figure


def test_a_computed_figure_beside_a_quote_opens_its_cases(reader: Visit) -> None:
    who = reader("tinh")
    html = who.get("/quotes").text
    computed = [figure for figure in figures_of(html) if figure.href]
    assert len(computed) == html.count("data-quote=") == 13
    for figure in computed:
        assert told_by(who, figure) == said_in(figure), figure


@pytest.mark.parametrize("query", [THEN, f"{THEN}&unit=07288", "as_of=30/06/2024&frame=2026-11-22"])
def test_what_is_resolved_of_a_target_and_the_whole_open_their_cases(reader: Visit, query: str) -> None:
    who = reader("tinh")
    html = who.get(f"/targets?{query}").text
    assert "data-target=" in html
    pairs = re.findall(r'<dd><a href="([^"]+)">([^<]+)</a> / <a href="([^"]+)">([^<]+)</a></dd>', html)
    assert pairs
    for done, resolved, all_of_them, whole in pairs:
        for href, text in ((done, resolved), (all_of_them, whole)):
            figure = Figure(text, href.replace("&amp;", "&"))
            assert told_by(who, figure) == said_in(figure), figure


def test_the_counts_of_deadlines_open_their_cases(reader: Visit) -> None:
    who = reader("canbo")
    html = who.get(f"/due?{THEN}").text
    table = html[html.index('data-part="units"') :]
    counts = figures_of(table[: table.index("</table>")])
    assert counts
    for figure in drawn(counts, "due"):
        found = re.search(r"[0-9]+–[0-9]+ of ([0-9,]+)", who.get(figure.href).text)
        assert found is not None, figure
        assert found[1] == figure.text
