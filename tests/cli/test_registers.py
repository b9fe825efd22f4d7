"""init, status changes, users, backup, boundaries, audit: from an empty folder to a register one works with."""

from __future__ import annotations

import io
import json
import sqlite3
from pathlib import Path

import pytest
from shapely import to_geojson

from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.store.attachment_folder import path_of
from landtrack.store.database import open_database
from landtrack.store.units import read_registry
from landtrack.usecases.attach_file import attach_file
from landtrack.usecases.record_case import record_case
from tests.area_builders import shipped_boundaries, shipped_registry
from tests.attached_files import PDF
from tests.builders import facts, unit_id


@pytest.fixture
def url(landtrack, database_url):
    """Return the address of a register with one case, made from the command line."""
    assert "The register was made" in landtrack("init", "--database", database_url).out
    database = open_database(database_url)
    with database.reading() as view:
        unit = unit_id(read_registry(view), "07288")
    record_case(database, SYSTEM_SCOPE, "YT-1", facts(unit))
    database.close()
    return database_url


def test_init_twice_changes_nothing(landtrack, url):
    said = landtrack("init", "--database", url)
    assert said.code == 0
    assert "nothing was changed" in said.out


def test_a_case_goes_through_its_statuses(landtrack, url):
    steps = [
        (("in-hand", "yt-1", "--on", "01/02/2023"), "In hand"),
        (("partly-resolve", "YT-1", "--on", "01/03/2023", "--form", "returned", "--area", "100,5"), "Partly resolved"),
        (("resolve", "YT-1", "--on", "01/04/2023", "--form", "restored", "--decision", "12/QĐ"), "Resolved"),
        (("reopen", "YT-1", "--on", "01/05/2023"), "Open"),
        (("exclude", "YT-1", "--on", "01/06/2023", "--reason", "duplicate"), "Excluded"),
        (("undo", "YT-1"), "Open"),
    ]
    for arguments, status in steps:
        said = landtrack(*arguments, "--database", url)
        assert (said.code, said.err) == (0, "")
        assert f"Case YT-1: {status}" in said.out
    found = json.loads(landtrack("progress", "--database", url, "--as-of", "2023-03-15", "--json").out)
    assert (found["total"]["in_hand"], found["total"]["resolved_m2"]) == (1, "100.5")


def test_a_case_is_resolved_in_a_form_that_the_office_added(landtrack, url):
    texts = ("name_vi=Dọn sạch", "name_en=Cleared")
    assert landtrack("table", "set", "form", "cleared", *texts, "--database", url).code == 0
    said = landtrack("resolve", "YT-1", "--on", "01/04/2023", "--form", "cleared", "--database", url)
    assert (said.code, said.err) == (0, "")
    rows = json.loads(landtrack("progress", "--explain", "total/all/resolved", "--database", url, "--json").out)
    assert [row["code"] for row in rows] == ["YT-1"]
    landtrack("table", "set", "form", "cleared", "ended=2023-04-01", "--database", url)
    landtrack("reopen", "YT-1", "--on", "02/04/2023", "--database", url)
    refused = landtrack("resolve", "YT-1", "--on", "03/04/2023", "--form", "cleared", "--database", url)
    assert "“cleared” could be chosen until 01/04/2023; the change takes effect on 03/04/2023" in refused.err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("resolve", "YT-9", "--form", "restored"), "There is no case YT-9"),
        (("resolve", "Đ?", "--form", "restored"), "is not a case code"),
        (("resolve", "YT-1", "--form", "restored", "--on", "01/01/2020"), "before the case was found on 04/05/2021"),
        (("resolve", "YT-1", "--form", "restored", "--on", "01/01/2099"), "is in the future"),
        (("partly-resolve", "YT-1", "--form", "restored", "--area", "501"), "more than the case's 500.0"),
        (("partly-resolve", "YT-1", "--form", "restored", "--area", "x"), "is not a number"),
        (("reopen", "YT-1"), "already open"),
        (("undo", "YT-1"), "no change that could be undone"),
        (("resolve", "YT-1", "--form", "wished"), "“wished” is no form of resolution"),
        (("resolve", "YT-1", "--form", ""), "Choose one of: restored, returned"),
    ],
)
def test_a_change_that_cannot_be_true_is_refused_and_changes_nothing(landtrack, url, arguments, sentence):
    before = landtrack("audit", "verify", "--database", url).out
    said = landtrack(*arguments, "--database", url)
    assert said.code == 2
    assert sentence in said.err.replace("\N{NO-BREAK SPACE}", " ")
    assert landtrack("audit", "verify", "--database", url).out == before


def test_users_act_within_their_area(landtrack, url):
    password = ("--password", "a long password")
    people = [("can.bo", "officer", ()), ("chu.tich", "chair", ("--unit", "07246")), ("qt", "admin", ())]
    for name, role, units in people:
        said = landtrack("user", "add", name, "--role", role, *units, *password, "--database", url)
        assert said.code == 0, said.err
    assert "07246" in landtrack("user", "list", "--database", url).out
    said = landtrack("resolve", "YT-1", "--form", "restored", "--user", "chu.tich", "--database", url)
    assert "no right to change cases" in said.err
    neighbour = landtrack("progress", "--json", "--user", "chu.tich", "--database", url)
    assert json.loads(neighbour.out)["total"]["cases"] == 0
    assert "no right to see cases" in landtrack("progress", "--user", "qt", "--database", url).err
    assert landtrack("user", "password", "qt", "--password", "another password", "--database", url).code == 0
    assert landtrack("user", "disable", "can.bo", "--database", url).code == 0
    assert "is disabled" in landtrack("progress", "--user", "can.bo", "--database", url).err


def test_the_walk_of_the_log_names_the_broken_entry(landtrack, tmp_path):
    url = f"sqlite:///{tmp_path}/x.db"
    landtrack("init", "--database", url)
    with sqlite3.connect(tmp_path / "x.db") as connection:
        connection.execute("DROP TRIGGER log_entry_no_update")
        connection.execute("UPDATE log_entry SET actor = 'x'")
    connection.close()
    said = landtrack("audit", "verify", "--database", url)
    assert said.code == 1
    assert "The log is broken at entry 1: its number, moment, kind or author was changed." in said.err


def test_official_boundaries_replace_the_schematic_ones(landtrack, url, tmp_path):
    rows = [
        {
            "type": "Feature",
            "properties": {"code": unit.code, "name": unit.name},
            "geometry": json.loads(to_geojson(shape)),
        }
        for unit, shape in shipped_boundaries_of_2023()
    ]
    file = tmp_path / "units.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": rows[1:]}), encoding="utf-8")
    said = landtrack("units", "load", file, "--on", "31/12/2023", "--database", url)
    assert said.code == 0, said.err
    assert "18 of 18 boundaries matched with the units of 31/12/2023" in said.out
    assert "! The file has no boundary for Xã Đồng Tiến (07243)." in said.out
    assert "Still schematic: Xã Đồng Tiến" in said.out
    assert landtrack("audit", "verify", "--database", url).code == 0
    file.write_text("not a geo file", encoding="utf-8")
    said = landtrack("units", "load", file, "--on", "31/12/2023", "--database", url)
    assert (said.code, "units.geojson" in said.err) == (2, True)


def shipped_boundaries_of_2023():
    """Return (unit, geometry) of the 19 units of 2023, the first in the order of codes first."""
    registry, drawn = shipped_registry(), shipped_boundaries()
    return [(registry.find(unit_id), drawn[unit_id].geometry) for unit_id in range(1, 20)]


def test_a_backup_is_written_once(landtrack, url, tmp_path):
    out = tmp_path / "copy.db"
    assert landtrack("backup", out, "--database", url).code == 0
    said = landtrack("backup", out, "--database", url)
    assert said.code == 2
    assert "is already there" in said.err


def test_a_backup_brings_the_attached_files_and_is_checked(landtrack, url, tmp_path, monkeypatch):
    monkeypatch.setenv("LANDTRACK_ATTACHMENTS", str(tmp_path / "kept"))
    database = open_database(url)
    one = attach_file(database, SYSTEM_SCOPE, tmp_path / "kept", "YT-1", io.BytesIO(PDF), "x").attachment
    database.close()
    out = tmp_path / "copy"
    said = landtrack("backup", out, "--database", url)
    assert (said.code, "1 attached files were copied" in said.out) == (0, True)
    said = landtrack("backup", out, "--check")
    assert (said.code, "2 files of the backup" in said.out, "0 of them" in said.out) == (0, True, True)
    path_of(tmp_path / "copy.attachments", one.sha256).unlink()
    said = landtrack("backup", out, "--check")
    assert (said.code, f"{one.sha256}: missing" in said.out) == (1, True)
    path_of(tmp_path / "kept", one.sha256).unlink()
    said = landtrack("backup", tmp_path / "second", "--database", url)
    assert (said.code, f"YT-1: file {one.sha256}: missing" in said.out) == (1, True)
    said = landtrack("backup", tmp_path / "third", "--register-only", "--database", url)
    assert (said.code, "Attached files were not copied" in said.out) == (0, True)
    assert "none.sha256" in landtrack("backup", tmp_path / "none", "--check").err


def test_options_before_a_command_of_export_mean_the_same_as_after_it(landtrack, url, tmp_path):
    landtrack("user", "add", "qt", "--role", "admin", "--password", "a long password", "--database", url)
    said = landtrack("export", "--database", url, "--user", "qt", "shapefile", tmp_path / "out.zip")
    assert said.code == 2
    assert "no right to export" in said.err
    assert landtrack("export", "--database", url, "shapefile", tmp_path / "out.zip").code == 0
    assert landtrack("export", "--database", url, "--check", tmp_path / "out.zip").code == 0
    said = landtrack("export", "--check", tmp_path / "out.zip", "shapefile", tmp_path / "other.zip", "--database", url)
    assert said.code == 2
    assert not (tmp_path / "other.zip").exists()


def test_a_device_is_not_replaced_by_an_export(landtrack, url):
    said = landtrack("export", "shapefile", "/dev/null", "--database", url)
    assert said.code == 2
    assert "no ordinary file" in said.err
    assert Path("/dev/null").is_char_device()
