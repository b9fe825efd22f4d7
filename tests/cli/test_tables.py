"""landtrack table, targets, campaigns, quotes: what they print, and what they refuse."""

from __future__ import annotations

import csv
import io
import json

import pytest

DAY = ("--as-of", "30/11/2023", "--known-at", "30/11/2023")


def test_a_row_is_set_listed_and_removed(landtrack, own_demo_url):
    on = ("--database", own_demo_url)
    pairs = ("name=Đợt 2024", "since=2024-03-01", "due=30/6/2024", "note=a=b")
    said = landtrack("table", "set", "campaign", "dot-2024", *pairs, *on)
    assert said.code == 0
    assert "dot-2024" in said.out
    rows = {row["key"]: row for row in json.loads(landtrack("table", "list", "campaign", "--json", *on).out)}
    assert (rows["dot-2024"]["due"], rows["dot-2024"]["note"]) == ("2024-06-30", "a=b")
    assert "  since=2024-03-01" in landtrack("table", "list", "campaign", *on).out.splitlines()
    assert landtrack("table", "remove", "campaign", "dot-2024", *on).code == 0
    assert "dot-2024" not in landtrack("table", "list", "campaign", *on).out


def test_tables_are_printed_and_loaded_as_csv(landtrack, own_demo_url, tmp_path):
    on = ("--database", own_demo_url)
    printed = landtrack("table", "list", "deadline-rule", "--csv", *on).out
    assert len(list(csv.DictReader(io.StringIO(printed)))) == 21
    path = tmp_path / "rules.csv"
    path.write_text(printed.replace("2026-07-01", "2026-08-15"), encoding="utf-8")
    assert landtrack("table", "load", "deadline_rule", path, *on).out == "Deadline rules: 14 rows were recorded.\n"
    assert landtrack("table", "load", "deadline_rule", path, *on).out == "Deadline rules: 0 rows were recorded.\n"
    assert landtrack("table", "list", "deadline-rule", "--csv", *on).out == path.read_text(encoding="utf-8")


def test_a_table_is_shown_as_it_was_known(landtrack, demo_url):
    on = ("--database", demo_url)
    assert "truoc-2014" in landtrack("table", "list", "target", *on).out
    assert landtrack("table", "list", "target", "--known-at", "2023-09-30", *on).out == "Targets: no rows.\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("list", "cases"), "There is no table cases. The tables are: cutoff,"),
        (("set", "campaign", "x", "name"), "“name” is not FIELD=VALUE."),
        (("set", "campaign", "x", "name=A", "since=soon", "due=2024-01-01"), "field since: “soon” is no day"),
        (("set", "deadline-rule", "minutes-2026", "valid_from=2026-08-01"), "no rule holds, from 01/07/2026 until"),
        (("remove", "cutoff", "before"), "cannot be removed: the register needs it"),
        (("remove", "campaign", "cao-diem-2023"), "the target truoc-2014 belongs to it"),
        (("set", "cutoff", "before", "--user", "canbo", "day=2013-01-01"), "manage tables"),
    ],
)
def test_what_cannot_be_is_one_sentence(landtrack, own_demo_url, arguments, said):
    found = landtrack("table", *arguments, "--database", own_demo_url)
    assert (found.code, found.out) == (2, "")
    assert said in found.err
    assert len(found.err.splitlines()) == 1


def test_targets_and_campaigns(landtrack, demo_url):
    on = (*DAY, "--database", demo_url)
    printed = landtrack("targets", *on).out
    assert "(truoc-2014): On course" in printed
    assert "3,540 of 3,592 are resolved; 52 are left for 31 days: 11.7 cases a week needed" in printed
    (target,) = json.loads(landtrack("targets", "--json", *on).out)["targets"]
    assert (target["standing"], target["left"], target["judged_on"]) == ("on_course", 52, "2023-11-30")
    assert "Đợt cao điểm xử lý các vi phạm về đất đai (cao-diem-2023)" in landtrack("campaigns", *on).out
    (campaign,) = json.loads(landtrack("campaigns", "--json", *on).out)["campaigns"]
    assert (campaign["key"], campaign["targets"]) == ("cao-diem-2023", [target])


def test_no_targets_are_said(landtrack, demo_url):
    on = ("--as-of", "1/6/2023", "--known-at", "1/6/2023", "--database", demo_url)
    assert landtrack("targets", *on).out.splitlines()[1:] == ["There are no targets."]


def test_quotes_beside_the_figures(landtrack, demo_url):
    printed = landtrack("quotes", "--database", demo_url).out
    assert (
        "- Resolved · All cases: quoted 88.6\N{NO-BREAK SPACE}%, computed 88.06\N{NO-BREAK SPACE}% (+0.54)." in printed
    )
    assert "  · 4,028 of 4,547 would fit: digits of 4,574 swapped?" in printed
    (statement,) = json.loads(landtrack("quotes", "--json", "--database", demo_url).out)
    assert (statement["as_of"], len(statement["findings"]), len(statement["quotes"])) == ("2023-11-30", 7, 15)
    assert statement["findings"][1]["reasons"][1] == {
        "reason": "fits_band", "band": "before", "whole": 3990, "rate": "90.23",
    }  # fmt: skip


def test_quotes_are_for_who_sees_all_units(landtrack, demo_url):
    found = landtrack("quotes", "--database", demo_url, "--user", "chutich.yenthe")
    assert (found.code, found.err) == (2, "Quoted figures are about all units; you see only some of them.\n")
