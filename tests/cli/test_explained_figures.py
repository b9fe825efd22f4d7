"""landtrack progress --explain, diff, audit verify --head: from a figure to its cases, from a head to the log."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import create_engine, text

THEN = ("--as-of", "2023-11-30", "--known-at", "2023-11-30")
MONTH = ("--from", "2023-10-31", "--from-known-at", "2023-10-31", "--to", "2023-11-30", "--to-known-at", "2023-11-30")


@pytest.fixture
def asked(landtrack, demo_url):
    """Return what a command prints as JSON of the demo."""

    def ask(*arguments):
        said = landtrack(*arguments, "--database", demo_url, "--json")
        assert said.code == 0, said.err
        return json.loads(said.out)

    return ask


def test_every_cell_of_the_table_is_its_cases(asked):
    progress = asked("progress", *THEN)
    blocks = [("total", progress)] + [(unit["code"], unit) for unit in progress["units"][::6]]
    for code, unit in blocks:
        rows = [("all", unit["total"] if code == "total" else unit), *((b["band"], b) for b in unit["bands"])]
        for band, block in rows:
            for column in ("cases", "resolved", "in_hand", "open"):
                cases = asked("progress", *THEN, "--explain", f"{code}/{band}/{column}")
                assert len(cases) == block[column], (code, band, column)
            parts = asked("progress", *THEN, "--explain", f"{code}/{band}/resolved_ha")
            assert sum(Decimal(case["resolved_m2"]) for case in parts) == Decimal(block["resolved_m2"])


def test_what_is_missing_is_listed_too(asked):
    progress = asked("progress", *THEN)
    for gap, count in progress["gaps"].items():
        assert len(asked("progress", *THEN, "--explain", f"total/all/{gap}")) == count
    assert progress["gaps"]["undetermined"] == 31


def test_what_is_undetermined_is_in_no_other_band(landtrack, each_demo_url):
    counts = []
    for band in ("all", "undetermined", "before", "between", "after"):
        cell = f"TOTAL/{band.upper()}/undetermined"
        said = landtrack("progress", *THEN, "--explain", cell, "--json", "--database", each_demo_url)
        counts.append(len(json.loads(said.out)))
    assert counts == [31, 31, 0, 0, 0]


def test_the_rule_stands_beside_the_list(landtrack, demo_url):
    said = landtrack("progress", *THEN, "--explain", "total/after/in_hand", "--database", demo_url)
    assert "those in hand or partly resolved on 30/11/2023; time of the violation: after 11/06/2020." in said.err
    assert "2 cases, 0.18 ha" in said.out


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("total/all", "is no cell"),
        ("total/all/done", "is no column"),
        ("total/late/open", "is no band"),
        ("99999/all/open", "99999"),
    ],
)
def test_what_is_no_cell_is_refused(landtrack, demo_url, cell, sentence):
    said = landtrack("progress", "--explain", cell, "--database", demo_url)
    assert said.code == 2
    assert sentence in said.err


def test_the_bridge_of_a_month_closes_and_its_lines_are_their_cases(asked):
    bridge = asked("diff", *MONTH)
    assert bridge["closes"] is True
    assert bridge["closing"]["total"]["cases"] == 4574
    assert bridge["closing"]["total"]["resolved"] == 4028
    for name in ("cases", "resolved", "in_hand", "open"):
        moved = sum(line["total"][name] for line in bridge["lines"])
        assert bridge["opening"]["total"][name] + moved == bridge["closing"]["total"][name]
    area = sum(Decimal(line["total"]["area_m2"]) for line in bridge["lines"])
    assert Decimal(bridge["opening"]["total"]["area_m2"]) + area == Decimal(bridge["closing"]["total"]["area_m2"])
    for line in bridge["lines"]:
        cases = asked("diff", *MONTH, "--explain", line["line"])
        assert sum(case["change"]["open"] for case in cases) == line["total"]["open"]
        assert sum(case["change"]["resolved"] for case in cases) == line["total"]["resolved"]


def test_a_bridge_is_told_in_words(landtrack, demo_url):
    said = landtrack("diff", *MONTH, "--unit", "07288", "--database", demo_url)
    assert said.code == 0
    assert "It closes" in said.out
    assert "+16" in said.out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--from", "2023-12-31", "--to", "2023-11-30"), "lies after the second"),
        (("--explain", "vanished"), "is no line"),
        (("--unit", "99999"), "99999"),
    ],
)
def test_what_is_no_bridge_is_refused(landtrack, demo_url, arguments, sentence):
    said = landtrack("diff", *arguments, "--database", demo_url)
    assert said.code == 2
    assert sentence in said.err


def test_a_bridge_that_does_not_close_is_an_alarm(landtrack, own_demo_url):
    engine = create_engine(own_demo_url)
    with engine.begin() as connection:
        # A day between the two that the lines are summed from; the closing sums the whole month that it is in.
        damage = text("UPDATE figure_step SET cases = cases + 1 WHERE days = 1 AND number = :day")
        assert connection.execute(damage, {"day": date(2023, 11, 14).toordinal()}).rowcount
    engine.dispose()
    said = landtrack("diff", "--from", "2023-10-31", "--to", "2023-11-30", "--database", own_demo_url)
    assert said.code == 1
    assert "does NOT close" in said.err


@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        ("UPDATE figure_step SET area = area + 10 WHERE block = -1 AND days = 1024", "the sums are not those"),
        ("UPDATE episode SET area = area + 10 WHERE id IN (SELECT min(id) FROM episode)", "The first such case is YT-"),
    ],
)
def test_damage_of_what_figures_are_read_from_is_named_until_it_is_rebuilt(landtrack, own_demo_url, damage, fault):
    engine = create_engine(own_demo_url)
    with engine.begin() as connection:
        assert connection.execute(text(damage)).rowcount
    engine.dispose()
    said = landtrack("audit", "verify", "--database", own_demo_url)
    assert said.code == 1
    assert "The log is whole" in said.out
    assert fault in said.err
    assert "Run `landtrack rebuild`" in said.err
    assert landtrack("rebuild", "--database", own_demo_url).code == 0
    said = landtrack("audit", "verify", "--database", own_demo_url)
    assert (said.code, said.err) == (0, "")
    assert "are what the log gives" in said.out


def test_a_printed_head_is_held_against_the_log(landtrack, demo_url, asked):
    printed = asked("progress", *THEN)["head"]
    said = landtrack("audit", "verify", "--head", printed, "--database", demo_url)
    assert (said.code, f"The head {printed} is in the log" in said.out) == (0, True)
    number, _, letters = printed.partition("-")
    other = f"{number}-{'0' if letters[0] != '0' else '1'}{letters[1:]}"
    said = landtrack("audit", "verify", "--head", other, "--database", demo_url)
    assert (said.code, "is not that of this log" in said.err) == (1, True)
    said = landtrack("audit", "verify", "--head", f"99999999-{letters}", "--database", demo_url)
    assert (said.code, "no such entry" in said.err) == (1, True)
    said = landtrack("audit", "verify", "--head", "hello", "--database", demo_url)
    assert (said.code, "is no head" in said.err) == (2, True)


def test_the_head_of_what_was_known_before_the_first_entry_is_true_of_every_log(landtrack, each_demo_url):
    known = landtrack("progress", "--known-at", "2010-01-01", "--json", "--database", each_demo_url).out
    printed = json.loads(known)["head"]
    assert printed == "0-000000000000"
    said = landtrack("audit", "verify", "--head", printed, "--database", each_demo_url)
    assert (said.code, said.err) == (0, "")
    assert "The head 0-000000000000 is that of an empty log" in said.out
    other = landtrack("audit", "verify", "--head", "0-0123456789ab", "--database", each_demo_url)
    assert other.code == 1
    assert "is not that of this log" in other.err


@pytest.mark.parametrize(
    ("language", "first"), [("vi", "Từ 31/10/2023, theo những gì đã ghi đến"), ("en", "From 31/10/2023, as known at")]
)
def test_the_head_of_a_comparison_is_in_the_reader_s_language(landtrack, demo_url, monkeypatch, language, first):
    monkeypatch.setenv("LANDTRACK_LANGUAGE", language)
    assert landtrack("diff", *MONTH, "--database", demo_url).out.startswith(first)
