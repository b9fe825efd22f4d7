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


def test_the_rule_stands_beside_the_list(landtrack, demo_url):
    said = landtrack("progress", *THEN, "--explain", "total/after/in_hand", "--database", demo_url)
    assert "those in hand or partly resolved on 30/11/2023. After 11/06/2020" in said.err
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
        # A day between the two, so that the damage is in the closing alone.
        damage = text("UPDATE figure_step SET cases = cases + 1 WHERE days = 1 AND number = :day")
        assert connection.execute(damage, {"day": date(2023, 11, 28).toordinal()}).rowcount
    engine.dispose()
    said = landtrack("diff", "--from", "2023-10-31", "--to", "2023-11-30", "--database", own_demo_url)
    assert said.code == 1
    assert "does NOT close" in said.err


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
