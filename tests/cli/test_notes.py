"""Beside figures that may surprise the command says why, on standard error; the figures themselves stay as they are."""

from __future__ import annotations

import json

import pytest

EARLY = ("--as-of", "01/01/2001", "--frame", "01/01/2021")
UNKNOWN = ("--known-at", "2010-01-01")
FUTURE = ("--as-of", "2100-01-01")


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (EARLY, "By 01/01/2001 no case had been found in your area: the first one was found on"),
        (UNKNOWN, "By 01/01/2010 23:59 no case was recorded in your area: the first one was recorded on"),
        (FUTURE, "01/01/2100 lies in the future"),
    ],
)
@pytest.mark.parametrize("more", [(), ("--json",), ("--explain", "total/all/cases", "--json")])
def test_progress_says_why_its_figures_may_surprise(landtrack, demo_url, question, sentence, more):
    said = landtrack("progress", *question, *more, "--database", demo_url)
    assert said.code == 0
    assert sentence in said.err
    assert sentence not in said.out
    if "--json" in more:
        json.loads(said.out)


def test_a_comparison_says_it_of_both_its_ends(landtrack, demo_url):
    days = ("--from", "01/01/2001", "--to", "2100-01-01", "--frame", "01/01/2021")
    said = landtrack("diff", *days, "--json", "--database", demo_url)
    assert said.code == 0
    assert "By 01/01/2001 no case had been found" in said.err
    assert "01/01/2100 lies in the future" in said.err
    assert json.loads(said.out)["closes"] is True
    plain = landtrack("diff", "--from", "2023-10-31", "--to", "2023-11-30", "--database", demo_url)
    assert not plain.err


def test_a_frame_day_without_units_is_refused_in_a_sentence(landtrack, demo_url):
    for command in ("progress", "diff"):
        said = landtrack(command, "--frame", "01/01/1990", "--database", demo_url)
        assert said.code == 2
        assert "01/01/1990" in said.err


UNKNOWN_SAID = "By 01/01/2010 23:59 no case was recorded in your area"


@pytest.mark.parametrize("command", ["targets", "campaigns", "quotes", "due", "check", "remind", "export"])
def test_every_command_about_cases_says_why_it_may_surprise(landtrack, demo_url, tmp_path, command):
    more = {"remind": ["--to", tmp_path / "mail"], "export": ["shapefile", tmp_path / "out.zip"]}.get(command, [])
    said = landtrack(command, *more, *UNKNOWN, "--database", demo_url)
    assert (said.code, UNKNOWN_SAID in said.err) == (0, True), said.err
    more = {"remind": ["--to", tmp_path / "mail"], "export": ["shapefile", tmp_path / "ahead.zip"]}.get(command, [])
    said = landtrack(command, *more, *FUTURE, "--database", demo_url)
    told = "what will be due by then is counted from" if command in {"due", "remind"} else "not a forecast"
    assert (said.code, "01/01/2100 lies in the future: " in said.err, told in said.err) == (0, True, True), said.err


@pytest.mark.parametrize("command", ["targets", "campaigns", "quotes"])
def test_targets_and_quotes_are_asked_in_the_units_of_any_day(landtrack, demo_url, command):
    day = ("--as-of", "31/12/2019", "--database", demo_url)
    refused = landtrack(command, *day)
    assert (refused.code, "31/12/2019" in refused.err) == (2, True)
    assert landtrack(command, *day, "--frame", "2023-11-30").code == 0
