"""Every figure leads to the list of its cases: what is in it, in which order, in which parts, and for whom."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.store.units import read_registry
from landtrack.usecases.record_case import record_case
from landtrack.web.pages import cases
from tests.builders import facts, unit_id
from tests.web.markup import Markup
from tests.web.register import BO_HA, HOSTILE, YEN_THE, Visitor

if TYPE_CHECKING:
    from collections.abc import Callable

    from landtrack.store.database import Database

    Visit = Callable[[str | None], Visitor]

ROW = re.compile(r'<tr data-code="([^"]+)"')
FIGURE = re.compile(r'<td class="number[^>]*><a href="([^"]+)">([^<]*)</a></td>')


def codes(html: str) -> list[str]:
    return ROW.findall(html)


def told(html: str, part: str) -> str:
    found = re.search(rf'data-part="{part}">([^<]*)<', html)
    assert found is not None
    return found[1]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("total/all/cases", [*YEN_THE, *BO_HA]),
        ("07288/all/cases", [*YEN_THE]),
        ("07288/all/resolved", ["QA-0002"]),
        ("total/all/resolved_ha", ["QA-0002"]),
        ("07294/before/in_hand", ["QB-0001"]),
        ("total/before/open", ["QA-0001", "QA-0003", "QA-0004", "QB-0002"]),
        ("total/after/open", []),
        ("total/all/no_geometry", ["QA-0003"]),
        ("07246/all/cases", []),
    ],
)
def test_a_cell_opens_the_list_of_its_cases(visitor: Visit, cell: str, expected: list[str]) -> None:
    html = visitor("canbo").get(f"/cases?cell={cell}").text
    assert codes(html) == expected
    assert told(html, "count") == str(len(expected))
    assert told(html, "rule")
    assert HOSTILE not in html
    assert Markup(html).faults == []


@pytest.mark.parametrize("query", ["", "?as_of=30/11/2023&known_at=2023-11-30&frame=2023-11-30", "?as_of=2021-05-20"])
def test_every_figure_of_the_table_is_the_number_of_its_list(visitor: Visit, query: str) -> None:
    who = visitor("canbo")
    figures = [(href.replace("&amp;", "&"), text) for href, text in FIGURE.findall(who.get(f"/progress{query}").text)]
    units = 19 if "2023" in query or "2021" in query else 5
    assert len(figures) == (units + 1) * 5 * 8
    counts = [(href, text) for href, text in figures if href.rpartition("/")[2] in {"cases", "resolved", "open"}]
    for href, text in [*counts[:15], *[pair for pair in counts[15:] if pair[1] != "0"]]:
        assert told(who.get(href).text, "count") == text, href


def test_an_empty_cell_and_an_unknown_one_say_so_in_a_sentence(visitor: Visit) -> None:
    who = visitor("canbo")
    assert told(who.get("/cases").text, "count") == "6"
    for cell in ("total/all", "total/sometime/open", "total/all/things", HOSTILE):
        answer = who.get("/cases", query_string={"cell": cell})
        assert answer.status_code == 422
        assert Markup(answer.text).faults == []


@pytest.mark.parametrize("path", ["/cases?cell={}/all/open", "/diff?unit={}", "/diff/cases?line=resolved&unit={}"])
def test_a_neighbours_unit_looks_like_one_that_does_not_exist(visitor: Visit, path: str) -> None:
    def answer(code: str) -> tuple[int, str]:
        found = visitor("chutich.yenthe").get(path.format(code))
        return found.status_code, re.sub(r'nonce="[^"]*"|csrf[^>]*>', "", found.text.replace(code, "CODE"))

    assert answer("07294") == answer("99999")
    assert answer("07294")[0] == 404


def test_a_chairs_list_of_all_holds_his_own_cases_only(visitor: Visit) -> None:
    html = visitor("chutich.yenthe").get("/cases?cell=total/all/cases").text
    assert codes(html) == [*YEN_THE]
    assert "QB-" not in html


def test_a_list_is_sorted_by_each_of_its_columns_both_ways(visitor: Visit) -> None:
    who = visitor("canbo")
    up = codes(who.get("/cases?cell=total/all/cases&sort=parcel").text)
    down = codes(who.get("/cases?cell=total/all/cases&sort=parcel&order=down").text)
    assert up == [*YEN_THE, *BO_HA]
    assert down == up[::-1]
    for column in ("unit", "band", "status", "area", "resolved", "found", "occurred", "effective", "code"):
        html = who.get(f"/cases?cell=total/all/cases&sort={column}").text
        assert sorted(codes(html)) == sorted(up), column
        assert 'aria-sort="ascending"' in html
        assert f"sort={column}&amp;order=down" in html
    # A case without a change comes last, whichever way.
    for order in ("", "&order=down"):
        changed = codes(who.get(f"/cases?cell=total/all/cases&sort=effective{order}").text)
        assert set(changed[:2]) == {"QA-0002", "QB-0001"}
    assert codes(who.get("/cases?cell=total/all/cases&sort=nothing").text) == up


def test_parcels_are_sorted_as_numbers_and_the_rest_after_them(visitor: Visit, register: Database) -> None:
    unit = yen_the_unit(register)
    for number, parcel in enumerate(["10", "9", "tạm", ""]):
        record_case(register, SYSTEM_SCOPE, f"QC-{number}", replace(facts(unit), parcel=parcel, map_sheet="1"))
    found = codes(visitor("canbo").get("/cases?cell=total/all/cases&sort=parcel").text)
    assert [code for code in found if code.startswith("QC")] == ["QC-1", "QC-0", "QC-3", "QC-2"]


def yen_the_unit(register: Database) -> int:
    with register.reading() as view:
        return unit_id(read_registry(view), "07288")


def test_a_long_list_comes_in_parts(visitor: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cases, "AT_ONCE", 4)
    who = visitor("canbo")
    first = who.get("/cases?cell=total/all/cases").text
    assert codes(first) == [*YEN_THE]
    assert 'rel="next"' in first
    assert 'rel="prev"' not in first
    last = who.get("/cases?cell=total/all/cases&page=2").text
    assert codes(last) == [*BO_HA]
    assert 'rel="prev"' in last
    for number in ("3", "999999999", "9" * 5000, "-1", "x", "²"):
        html = who.get("/cases", query_string={"cell": "total/all/cases", "page": number}).text
        assert codes(html) in ([*YEN_THE], [*BO_HA])
    assert told(first, "count") == "6"


@pytest.mark.parametrize(
    ("cell", "choices"),
    [
        ("07288/before/open", "status=open&amp;unit=07288&amp;band=before"),
        ("total/all/undetermined", None),
        ("total/all/in_hand", "status=in_hand&amp;status=partly_resolved"),
        ("total/all/no_geometry", None),
    ],
)
def test_a_list_leads_to_the_export_of_the_same_cases(visitor: Visit, cell: str, choices: str | None) -> None:
    html = visitor("canbo").get(f"/cases?cell={cell}&as_of=30/11/2023").text
    found = re.search(r'href="([^"]+)" data-part="export"', html)
    if choices is None:
        assert found is None
    else:
        assert found is not None
        assert found[1] == f"/export?as_of=30/11/2023&amp;{choices}"
        assert visitor("canbo").get(found[1].replace("&amp;", "&")).text.count("checked") == choices.count("=")


def test_a_period_of_violation_without_a_beginning_is_shown(visitor: Visit, register: Database) -> None:
    plain = facts(yen_the_unit(register))
    record_case(register, SYSTEM_SCOPE, "QD-1", replace(plain, occurred=replace(plain.occurred, earliest=None)))
    html = visitor("canbo").get("/cases?cell=total/all/cases").text
    assert "… – 31/12/2012" in html


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("as_of=01/01/2021&frame=2021-01-01", "By 01/01/2021 no case had been found in your area"),
        ("as_of=2100-01-01", "01/01/2100 lies in the future"),
        ("known_at=2100-01-01", "lies in the future: nothing more is known"),
        ("known_at=2020-06-01", "By 01/06/2020 23:59 no case was recorded in your area"),
    ],
)
@pytest.mark.parametrize("page", ["/progress", "/overview", "/cases", "/dashboard"])
def test_a_question_whose_answer_may_surprise_is_explained(
    visitor: Visit, page: str, query: str, sentence: str
) -> None:
    html = visitor("canbo").get(f"{page}?{query}").text
    assert sentence in html
    assert Markup(html).faults == []
    assert sentence not in visitor("canbo").get(page).text
