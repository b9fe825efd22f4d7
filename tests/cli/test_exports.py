"""landtrack export: every format from the command line, its selection, its check, and identities."""

from __future__ import annotations

import json
import re

import pytest

from landtrack.formats.export_registry import FORMATS, manifest_in
from tests.exports import sqlite_export_register
from tests.read_exports import codes_in, sheet

DAYS = ("--as-of", "30/11/2023", "--known-at", "2023-11-30")


@pytest.fixture
def url(tmp_path):
    path = tmp_path / "landtrack.db"
    with sqlite_export_register(path):
        pass
    return f"sqlite:///{path}"


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_written_and_checked(landtrack, url, tmp_path, form):
    out = tmp_path / f"out{FORMATS[form].ending}"
    said = landtrack("export", form, out, *DAYS, "--database", url)
    assert said.code == 0, said.err
    assert re.search(r"6 cases with a geometry and 2 beside them, log head 18-\w{12}", said.out)
    said = landtrack("export", "--check", out, "--database", url)
    assert (said.code, said.err) == (0, "")
    assert "agrees with the register" in said.out


def test_the_same_selection_narrows_every_format(landtrack, url, tmp_path):
    for form, chosen in FORMATS.items():
        out = tmp_path / f"out-{form}{chosen.ending}"
        options = (
            "--unit",
            "07288",
            "--unit",
            "07291",
            "--status",
            "open",
            "--status",
            "resolved",
            "--found-until",
            "4/5/2021",
        )
        assert landtrack("export", form, out, *DAYS, *options, "--band", "undetermined", "--database", url).code == 0
        assert codes_in(out, form) == ["C-HOLED"]
        assert landtrack("export", "--check", out, "--database", url).code == 0


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--status", "closed"), "“closed” is not known here. Choose one of: open, in_hand,"),
        (("--kind", "x"), "“x” is not known here. Choose one of: encroached,"),
        (("--found-from", "2/1/2022", "--found-until", "1/1/2022"), "02/01/2022 is after 01/01/2022."),
        (("--unit", "07288", "--unit", "99999"), "99999"),
        (("--effective-from", "yesterday"), "“yesterday” is not a date"),
        (("--crs", "EPSG:3857"), "EPSG:3857"),
    ],
)  # fmt: skip
def test_what_cannot_be_chosen_is_one_sentence(landtrack, url, tmp_path, options, sentence):
    said = landtrack("export", "gpkg", tmp_path / "out.gpkg", *DAYS, *options, "--database", url)
    assert said.code == 2
    assert sentence in said.err
    assert not (tmp_path / "out.gpkg").exists()


def test_a_name_of_another_format_is_refused_with_a_better_one(landtrack, url, tmp_path):
    said = landtrack("export", "csv", tmp_path / "cases.csv", "--database", url)
    assert said.code == 2
    assert "Name it cases.zip." in said.err


def test_identities_need_their_reason(landtrack, url, tmp_path):
    out = tmp_path / "out.xlsx"
    said = landtrack("export", "workbook", out, "--identities", "--database", url)
    assert (said.code, "needs a reason" in said.err) == (2, True)
    said = landtrack("export", "workbook", out, "--reason", "Đối chiếu", "--database", url)
    assert (said.code, "--reason belongs to --identities" in said.err) == (2, True)
    assert not out.exists()
    said = landtrack("export", "workbook", out, "--identities", "--reason", "Đối chiếu công văn", "--database", url)
    assert said.code == 0
    assert sheet(out)[0][-1] == "Điện thoại"
    assert manifest_in(out).identities
    assert landtrack("export", "gpkg", tmp_path / "out.gpkg", "--identities", "--database", url).code == 2


def test_a_changed_file_is_told_with_its_place(landtrack, url, tmp_path):
    out = tmp_path / "out.geojson"
    assert landtrack("export", "geojson", out, *DAYS, "--database", url).code == 0
    content = json.loads(out.read_text("utf-8"))
    content["features"][0]["properties"]["DT_M2"] = 1
    content["landtrack"]["manifest"]["total"]["cases"] = 9
    out.write_text(json.dumps(content), "utf-8")
    said = landtrack("export", "--check", out, "--database", url)
    assert said.code == 1
    assert "manifest.json: total.cases: 8 → 9" in said.out
    assert "vi_pham.geojson C-HOLED: DT_M2: 1234.5 → 1" in said.out


@pytest.mark.parametrize("content", [b"", b"text", b"{}", b"<kml/>", b"PK", b"SQLite format 3\0" + bytes(84), b"[1]"])
def test_what_is_no_export_is_refused(landtrack, url, tmp_path, content):
    path = tmp_path / "file"
    path.write_bytes(content)
    said = landtrack("export", "--check", path, "--database", url)
    assert said.code == 2
    assert str(path) in said.err
    assert said.err.count("\n") == 1
