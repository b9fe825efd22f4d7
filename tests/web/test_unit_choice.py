"""A unit in the address of a page: its own figures, and the same refusal for a neighbour's as for one unknown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.web.register import BO_HA, YEN_THE, Visitor

if TYPE_CHECKING:
    from collections.abc import Callable

    Visit = Callable[[str | None], Visitor]

PAGES = (
    "/progress", "/check", "/export", "/diff", "/diff/cases?line=resolved", "/pictures", "/pictures/progress.svg",
    "/history", "/api/history", "/reports", "/reports/print", "/targets", "/cases?cell=total/all/open",
)  # fmt: skip
OWN, NEIGHBOUR, UNKNOWN = "07288", "07294", "99999"
# The last unit list of the form that was shown: codes of another day.
LISTED = "2023-11-30"


def asked(path: str, code: str, more: str = "") -> str:
    return f"{path}{'&' if '?' in path else '?'}unit={code}{more}"


def answer(who: Visitor, address: str, code: str) -> tuple[int, str]:
    found = who.get(address)
    return found.status_code, re.sub(r'nonce="[^"]*"|csrf[^>]*>', "", found.text.replace(code, "CODE"))


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    "more", ["", f"&units_of={LISTED}", "&frame=2023-11-30", "&as_of=2024-06-30&units_of=2026-01-01"]
)
def test_a_neighbours_unit_gets_what_an_unknown_one_gets(visitor: Visit, path: str, more: str) -> None:
    chair = visitor("chutich.yenthe")
    neighbour = answer(chair, asked(path, NEIGHBOUR, more), NEIGHBOUR)
    assert neighbour == answer(chair, asked(path, UNKNOWN, more), UNKNOWN)
    assert neighbour[0] == 404


@pytest.mark.parametrize("path", PAGES)
def test_his_own_unit_opens(visitor: Visit, path: str) -> None:
    assert visitor("chutich.yenthe").get(asked(path, OWN)).status_code == 200


def test_the_cases_of_all_narrowed_to_a_unit_are_that_units(visitor: Visit) -> None:
    officer = visitor("canbo")
    narrowed = officer.get("/cases?cell=total/all/cases&unit=07288").text
    assert set(re.findall(r"Q[A-Z]-\d+", narrowed)) == set(YEN_THE)
    # A unit that the cell names itself is the one that is meant.
    assert set(re.findall(r"Q[A-Z]-\d+", officer.get("/cases?cell=07294/all/cases&unit=07288").text)) == set(BO_HA)


def test_a_page_about_all_units_passes_on_no_unit_that_is_not_the_readers(visitor: Visit) -> None:
    chair = visitor("chutich.yenthe")
    for path in ("/dashboard", "/overview", "/due"):
        page = chair.get(f"{path}?unit={NEIGHBOUR}").text
        assert not [href for href in re.findall(r'href="([^"]*)"', page) if f"unit={NEIGHBOUR}" in href], path


def test_progress_with_a_unit_shows_that_units_line_and_bands(visitor: Visit) -> None:
    officer = visitor("canbo")
    page = officer.get("/progress?unit=07288").text
    body = page[page.index('<table class="table table--progress">') : page.index('<table class="table on-paper">')]
    assert re.findall(r'class="is-unit"><a href="/commune/(\d+)', body) == [OWN]
    cells = re.findall(r'<a href="/cases\?cell=(\w+)/(\w+)/cases">(\d+)</a>', body)
    assert {unit for unit, _, _ in cells} == {OWN}
    assert [(band, int(count)) for _, band, count in cells if band == "all"] == [("all", len(YEN_THE))]
    whole = officer.get("/progress").text
    assert f'<a href="/cases?cell=total/all/cases">{len(YEN_THE) + len(BO_HA)}</a>' in whole


def test_what_is_missing_in_a_unit_leads_to_its_cases(visitor: Visit) -> None:
    page = visitor("canbo").get("/progress?unit=07288").text
    found = re.search(r'<a href="/cases\?cell=07288/all/no_geometry">[^<]*?(\d+)</a>', page)
    assert found is not None
    assert found.group(1) == "1"


def test_targets_of_a_unit_are_those_that_its_chair_sees(visitor: Visit) -> None:
    def cards(page: str) -> list[str]:
        return re.findall(r'<article class="target.*?</article>', page, re.DOTALL)

    officer, chair = visitor("canbo").get(f"/targets?unit={OWN}").text, visitor("chutich.yenthe").get("/targets").text
    assert cards(officer) == cards(chair)


@pytest.mark.parametrize("path", ["/export/geojson", "/export"])
def test_an_export_of_ticked_units_means_the_land_that_was_ticked(visitor: Visit, path: str) -> None:
    # 07294 was another unit before the reform of 2025: the list shown was that of the day before.
    both = f"{path}?unit=07294&units_of=2023-11-30&as_of=2026-11-22&frame=2026-11-22"
    found = visitor("canbo").get(both)
    assert found.status_code == 422
    assert visitor("canbo").get(f"{path}?unit=07294&units_of=2026-11-22&as_of=2026-11-22").status_code == 200
