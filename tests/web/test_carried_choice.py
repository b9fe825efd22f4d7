"""Day, moment, frame and unit: chosen on one page, carried along by its links to the others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.web.register import Visitor

    Visit = Callable[[str | None], Visitor]

CHOSEN = {"as_of": "2026-10-31", "known_at": "2026-11-01", "frame": "2025-07-01"}
ASKED = "&".join(f"{name}={value}" for name, value in CHOSEN.items())
ONE_MOMENT = ("/progress", "/pictures", "/history", "/targets", "/reports", "/check", "/export", "/overview")
WITH_UNIT = ONE_MOMENT[:-1]
# A list that is about one moment of its own, forms that are sent, and what is the same on every day.
FREE = re.compile(r"^/(static|dashboard|quotes|reports/\d|$)")


OVER_TIME = frozenset({"/pictures", "/history"})


def links(html: str) -> list[tuple[str, dict[str, list[str]]]]:
    found = (urlsplit(href.replace("&amp;", "&")) for href in re.findall(r'<a [^>]*href="(/[^"]*|\?[^"]*)"', html))
    return [(address.path, parse_qs(address.query)) for address in found]


def carries(path: str, query: dict[str, list[str]], chosen: dict[str, str]) -> bool:
    names = {"as_of": "to", "known_at": "to_known_at"} if path.startswith("/diff") else {}
    return all(query.get(names.get(name, name)) == [value] for name, value in chosen.items())


@pytest.mark.parametrize("path", [*ONE_MOMENT, "/commune/07288", "/cases", "/dashboard"])
def test_the_links_of_a_page_keep_day_moment_and_frame(visitor: Visit, path: str) -> None:
    html = visitor("canbo").get(f"{path}?{ASKED}").text
    lost = {
        target
        for target, query in links(html)
        if target.startswith((*ONE_MOMENT, "/commune", "/cases", "/diff"))
        and not FREE.match(target)
        and "from" not in query  # a comparison with moments of its own
        and not (path in OVER_TIME and target == "/cases" and set(CHOSEN) <= set(query))  # of its own day
        and not carries(target, query, CHOSEN)
    }
    # The button “Today” leaves the day of the page itself behind; of an older unit the map names its own moment.
    assert lost <= {path}


@pytest.mark.parametrize("path", WITH_UNIT)
def test_the_pages_of_a_unit_lead_to_those_of_the_same_unit(visitor: Visit, path: str) -> None:
    html = visitor("canbo").get(f"{path}?{ASKED}&unit=07288").text
    bar = html[html.index("shell__nav") : html.index("</nav>")]
    found = {target: query.get("unit") for target, query in links(bar)}
    assert [found[target] for target in (*WITH_UNIT, "/diff")] == [["07288"]] * (len(WITH_UNIT) + 1)


def test_what_changed_leads_to_its_second_moment(visitor: Visit) -> None:
    html = (
        visitor("canbo")
        .get("/diff?from=2026-06-30&to=2026-10-31&to_known_at=2026-11-01&frame=2025-07-01&unit=07288")
        .text
    )
    bar = html[html.index("shell__nav") : html.index("</nav>")]
    for target, query in links(bar):
        if target in WITH_UNIT:
            assert carries(target, query, {**CHOSEN, "unit": "07288"}), target


def test_the_bar_of_today_asks_for_nothing(visitor: Visit) -> None:
    html = visitor("canbo").get("/commune/07288").text
    bar = html[html.index("shell__nav") : html.index("</nav>")]
    assert not any(query for _, query in links(bar))
