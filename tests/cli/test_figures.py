"""landtrack progress, audit, rebuild: the figures of the demo register, as a person and as a program read them."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

THAT_EVENING = ("--as-of", "2023-11-30", "--known-at", "2023-11-30")


def figures(landtrack, url, *more):
    said = landtrack("progress", "--database", url, "--json", *more)
    assert said.code == 0, said.err
    return json.loads(said.out)


def test_the_demo_gives_the_figures_of_the_report(landtrack, each_demo_url):
    found = figures(landtrack, each_demo_url, *THAT_EVENING)
    assert (found["as_of"], found["frame"]) == ("2023-11-30", "2023-11-30")
    assert found["known_at"] == "2023-11-30T23:59:59.999999+07:00"
    total = found["total"]
    assert (total["cases"], total["area_ha"], total["resolved"], total["rate_cases"]) == (4574, "362.51", 4028, "88.06")
    bands = {row["band"]: row for row in found["bands"]}
    assert [(name, row["cases"], row["resolved"]) for name, row in bands.items()] == [
        ("before", 3990, 3540),
        ("between", 501, 421),
        ("after", 52, 50),
        ("undetermined", 31, 17),
    ]
    after = bands["after"]
    assert (after["resolved_ha"], after["in_hand"], after["open"], after["rate_cases"]) == ("4.41", 2, 0, "96.15")
    assert Decimal(after["area_ha"]) - Decimal(after["resolved_ha"]) == Decimal("0.18")
    assert found["gaps"] == {"no_geometry": 12, "undetermined": 31, "outside_unit": 5, "unplaced": 0}
    assert len(found["units"]) == 19
    assert sum(unit["cases"] for unit in found["units"]) == 4574
    for block in (total, *found["bands"], *found["units"], *(row for unit in found["units"] for row in unit["bands"])):
        assert block["resolved"] + block["in_hand"] + block["open"] == block["cases"]


@pytest.mark.parametrize(("frame", "units"), [("2023-12-31", 19), ("2025-01-01", 17), ("2025-07-01", 5)])
def test_every_frame_gives_the_same_totals(landtrack, demo_url, frame, units):
    plain = figures(landtrack, demo_url, *THAT_EVENING)
    framed = figures(landtrack, demo_url, *THAT_EVENING, "--frame", frame)
    assert (framed["total"], framed["bands"], framed["head"]) == (plain["total"], plain["bands"], plain["head"])
    assert len(framed["units"]) == units
    assert sum(unit["cases"] for unit in framed["units"]) == 4574


def test_one_unit_is_its_row_of_the_whole(landtrack, demo_url):
    whole = figures(landtrack, demo_url, *THAT_EVENING)
    row = next(unit for unit in whole["units"] if unit["code"] == "07288")
    one = figures(landtrack, demo_url, *THAT_EVENING, "--unit", "07288")
    assert one["units"] == [row]
    assert one["total"] == {name: value for name, value in row.items() if name not in {"code", "name", "bands"}}
    assert one["bands"] == row["bands"]


def test_other_cutoffs_move_cases_between_bands_and_nothing_else(landtrack, demo_url):
    plain = figures(landtrack, demo_url, *THAT_EVENING)
    same = ("--cutoff", "before:01/07/2014", "--cutoff", "after:11/06/2020")
    assert figures(landtrack, demo_url, *THAT_EVENING, *same) == plain
    other = figures(landtrack, demo_url, *THAT_EVENING, "--cutoff", "before:2004-07-01", "--cutoff", "after:2014-07-01")
    assert other["total"] == plain["total"]
    assert other["bands"] != plain["bands"]
    assert sum(band["cases"] for band in other["bands"]) == 4574


def test_the_same_day_known_today_differs(landtrack, demo_url):
    then = figures(landtrack, demo_url, *THAT_EVENING)
    now = figures(landtrack, demo_url, "--as-of", "30/11/2023")
    assert now["total"]["cases"] != then["total"]["cases"]
    assert now["head"] != then["head"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--as-of", "31/02/2024"), "There is no day “31/02/2024” in the calendar."),
        (("--as-of", "2024-13-01"), "There is no day “2024-13-01” in the calendar."),
        (("--as-of", "12/31/2023"), "There is no day “12/31/2023” in the calendar."),
        (("--as-of", "soon"), "“soon” is not a date."),
        (("--known-at", "2023-11-30T25:00"), "“2023-11-30T25:00” is not a moment."),
        (("--frame", "1999-01-01"), "On 01/01/1999 no area unit of the register existed"),
        (("--unit", "99999"), "99999"),
        (("--cutoff", "before:2014-07-01"), "Give exactly one cutoff of each side"),
        (("--cutoff", "sometime:2014-07-01"), "“sometime:2014-07-01” is not a cutoff."),
        (("--user", "nobody"), "There is no user “nobody”."),
    ],
)
def test_what_means_nothing_is_refused_with_a_sentence(landtrack, demo_url, arguments, sentence):
    said = landtrack("progress", "--database", demo_url, *arguments)
    assert said.code == 2
    assert sentence in said.err
    assert said.out == ""


def test_the_table_speaks_both_languages(landtrack, demo_url, monkeypatch):
    said = landtrack("progress", "--database", demo_url, *THAT_EVENING)
    assert "4,574" in said.out
    assert "Before 01/07/2014" in said.out
    monkeypatch.setenv("LANDTRACK_LANGUAGE", "vi")
    said = landtrack("progress", "--database", demo_url, *THAT_EVENING)
    assert "4.574" in said.out
    assert "Trước 01/07/2014" in said.out
    assert "88,06\N{NO-BREAK SPACE}%" in said.out


def test_the_log_of_the_demo_is_whole_and_rebuilding_changes_no_figure(landtrack, own_demo_url):
    before = figures(landtrack, own_demo_url, "--as-of", "2026-10-31")
    assert landtrack("rebuild", "--database", own_demo_url).code == 0
    after = figures(landtrack, own_demo_url, "--as-of", "2026-10-31")
    assert (after["total"], after["units"], after["gaps"]) == (before["total"], before["units"], before["gaps"])
    said = landtrack("audit", "verify", "--database", own_demo_url)
    assert said.code == 0
    assert "The log is whole" in said.out


def test_no_database_is_guessed(landtrack):
    said = landtrack("progress")
    assert said.code == 2
    assert "No database was named" in said.err
