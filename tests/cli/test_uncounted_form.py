"""A form of resolution that the office does not count, set and told on the command line."""

from __future__ import annotations

import json
from datetime import date

import pytest

from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.usecases.record_case import record_case
from tests.builders import PHON_XUONG, facts, new_register

NOTE = "Not counted as resolved: Referred to the investigators."


@pytest.fixture
def filled(tmp_path):
    """Return the address of a register with one case, A-1."""
    url = f"sqlite:///{tmp_path}/landtrack.db"
    database = new_register(url)
    record_case(database, SYSTEM_SCOPE, "A-1", facts(PHON_XUONG, found_on=date(2021, 5, 4)))
    database.close()
    return url


def test_the_command_line_sets_it_and_tells_it_beside_the_figures(landtrack, filled):
    url = ("--database", filled)
    resolved = ("resolve", "A-1", "--form", "referred", "--on", "01/03/2023", *url)
    assert "A-1: Resolved today" in landtrack(*resolved).out
    before = json.loads(landtrack("progress", "--json", *url).out)
    assert (before["total"]["resolved"], before["forms"]["not_counted"]) == (1, [])
    assert landtrack("table", "set", "form", "referred", "counts=no", *url).code == 0
    said = landtrack("progress", "--json", *url)
    after = json.loads(said.out)
    assert (after["total"]["resolved"], after["total"]["in_hand"]) == (0, 1)
    assert after["forms"]["not_counted"] == ["referred"]
    assert "referred" not in after["forms"]["counted"]
    assert said.err.count(NOTE) == 1
    said = landtrack("progress", "--explain", "total/all/in_hand", *url)
    assert "A-1" in said.out
    assert said.err.count(f"; {NOTE[0].lower()}{NOTE[1:]}") == 1
    found = landtrack("undo", "A-1", *url)
    assert "not count" not in found.out
    found = landtrack(*resolved)
    assert "A-1: In hand today" in found.out
    assert "recorded as “Resolved” in the form referred, which this office does not count" in found.out


def test_a_comparison_over_the_change_names_the_form(landtrack, filled):
    url = ("--database", filled)
    landtrack("resolve", "A-1", "--form", "referred", "--on", "01/03/2023", *url)
    then = json.loads(landtrack("progress", "--json", *url).out)["known_at"]
    landtrack("table", "set", "form", "referred", "counts=no", *url)
    said = landtrack("diff", "--from-known-at", then, "--json", *url)
    found = json.loads(said.out)
    assert (said.code, found["closes"]) == (0, True)
    assert found["not_counted"] == {"from": [], "to": ["referred"]}
    assert "Counted as resolved at the first moment, no more at the second: Referred to the investigators." in said.err
    (moved,) = [row for row in found["lines"] if row["total"]["resolved"]]
    assert (moved["line"], moved["total"]["resolved"]) == ("status_corrected", -1)


def test_the_list_of_deadlines_says_when_and_how_it_ended(landtrack, filled):
    url = ("--database", filled)
    landtrack("resolve", "A-1", "--form", "referred", "--on", "01/03/2023", *url)
    assert "ended on" not in landtrack("due", "--show", "settled", *url).out
    landtrack("table", "set", "form", "referred", "counts=no", *url)
    found = landtrack("due", "--show", "settled", *url).out
    assert "nothing; ended on 01/03/2023: Referred to the investigators" in found
