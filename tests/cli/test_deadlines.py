"""landtrack step, due, remind: what they print, send and refuse."""

from __future__ import annotations

import json

import pytest

from tests.mail.servers import serving

DAY = ("--as-of", "30/11/2023", "--known-at", "30/11/2023")


def test_a_step_is_recorded_counted_and_taken_back(landtrack, own_demo_url):
    on = ("--database", own_demo_url)
    before = json.loads(landtrack("due", "--json", *on).out)
    waiting = (row for row in before["cases"] if row["due"]["duty"] == "minutes")
    late = next(row for row in waiting if row["taken_up_again"] is None)
    said = landtrack("step", late["code"], "minutes", "--on", late["found_on"], "--number", "9/BB-VPHC", *on)
    assert said.code == 0
    assert f"Case {late['code']}: Minutes drawn up on " in said.out
    after = {row["code"]: row for row in json.loads(landtrack("due", "--json", *on).out)["cases"]}
    assert after.get(late["code"], {"due": {"duty": "decision"}})["due"]["duty"] != "minutes"
    again = landtrack("step", late["code"], "minutes", *on)
    assert (again.code, again.out) == (2, "")
    assert landtrack("step", late["code"], "minutes", "--undo", *on).code == 0
    rows = {row["code"]: row for row in json.loads(landtrack("due", "--json", *on).out)["cases"]}
    assert rows[late["code"]] == late


def test_the_lists_and_their_counts_agree(landtrack, demo_url):
    on = ("--database", demo_url)
    block = json.loads(landtrack("due", "--json", *DAY, *on).out)
    counts = block["counts"]
    assert len(block["cases"]) == counts["overdue"] + counts["soon"]
    assert all(counts[name] > 0 for name in ("overdue", "soon", "later", "ended", "unknown"))
    assert sum(counts.values()) == 4574 - 4028
    assert {name: sum(unit[name] for unit in block["units"]) for name in counts} == counts
    late = [row["days_late"] for row in block["cases"] if row["standing"] == "overdue"]
    assert late == sorted(late, reverse=True)
    printed = landtrack("due", *DAY, *on).out
    assert f"Overdue: {counts['overdue']}\n" in printed
    assert f"… and {counts['overdue'] - 20} more cases (--all)" in printed
    assert "(--all)" not in landtrack("due", "--all", "--show", "soon", "--unit", "07288", *DAY, *on).out


@pytest.fixture
def addressed(landtrack, own_demo_url):
    on = ("--database", own_demo_url)
    assert landtrack("user", "email", "canbo", "canbo@example.vn", *on).code == 0
    assert landtrack("user", "email", "chutich.yenthe", "refused@example.vn", *on).code == 0
    assert "canbo@example.vn" in landtrack("user", "list", *on).out
    return on


def test_digests_are_written_to_files(landtrack, addressed, tmp_path):
    said = landtrack("remind", *DAY, "--to", tmp_path / "thu", *addressed)
    assert said.code == 0
    assert "canbo.yenthe has no e-mail address." in said.err
    assert sorted(path.name for path in (tmp_path / "thu").iterdir()) == [
        "canbo.eml", "canbo.yenthe.eml", "chutich.yenthe.eml",
    ]  # fmt: skip
    assert b"To: canbo@example.vn" in (tmp_path / "thu" / "canbo.eml").read_bytes()


def test_digests_are_sent_and_one_that_fails_is_named(landtrack, addressed, monkeypatch):
    with serving() as (box, postbox):
        monkeypatch.setenv("LANDTRACK_SMTP", str(postbox))
        monkeypatch.setenv("LANDTRACK_SMTP_TLS", "none")
        monkeypatch.setenv("LANDTRACK_MAIL_FROM", "so@example.vn")
        said = landtrack("remind", *DAY, "--smtp", *addressed)
    assert (said.code, said.out) == (1, "Sent to canbo, canbo@example.vn\n1 digest sent.\n")
    assert "Not sent to refused@example.vn: 550 no such mailbox" in said.err
    assert "canbo.yenthe has no e-mail address." in said.err
    assert "To try those again: landtrack remind --smtp --for chutich.yenthe\n" in said.err
    assert [to for to, _ in box.kept] == [["canbo@example.vn"]]
    assert landtrack("user", "email", "chutich.yenthe", "chair@example.vn", *addressed).code == 0
    with serving() as (box, postbox):
        monkeypatch.setenv("LANDTRACK_SMTP", str(postbox))
        again = landtrack("remind", *DAY, "--smtp", "--for", "chutich.yenthe", *addressed)
    assert (again.code, again.err) == (0, "")
    assert [to for to, _ in box.kept] == [["chair@example.vn"]]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("remind",), "--to FOLDER or --smtp"),
        (("remind", "--to", "x", "--smtp"), "--to FOLDER or --smtp"),
        (("remind", "--smtp"), "LANDTRACK_SMTP"),
        (("remind", "--to", __file__), "cannot be written"),
        (("remind", "--to", "x", "--user", "canbo"), ""),
        (("remind", "--to", "x", "--for", "quantri"), "no digest for “quantri”"),
        (("due", "--days", "400"), "366"),
        (("due", "--user", "quantri"), ""),
        (("step", "YT-9999-1", "minutes"), "YT-9999-1"),
        (("step", "YT-2021-01106", "decision", "--undo", "--user", "chutich.yenthe"), ""),
        (("user", "email", "canbo", "a@b.vn,c@d.vn"), "is no e-mail address"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(landtrack, demo_url, arguments, said):
    told = landtrack(*arguments, "--database", demo_url)
    assert (told.code, told.out) == (2, "")
    assert said in told.err
    assert len(told.err.splitlines()) == 1
