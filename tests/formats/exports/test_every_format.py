"""Every format by itself: whatever values and shapes come, they are read back the same; what is changed shows."""

from __future__ import annotations

import copy
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import shapely
from hypothesis import HealthCheck, given, settings

from landtrack.domain.case import ViolationKind
from landtrack.domain.cutoff import Band
from landtrack.domain.selection import NAMES
from landtrack.domain.status import Status
from landtrack.formats.case_tables import Layer
from landtrack.formats.export_registry import FORMATS
from landtrack.formats.exports.chosen_tables import ChosenTables, choose
from landtrack.formats.exports.columns import VERSION
from landtrack.formats.exports.dxf import LABELS
from landtrack.formats.exports.dxf_reading import LAYER_OF_STATUS
from landtrack.formats.exports.geopackage_lists import CODES, FIELDS_TABLE, MANIFEST_TABLE, STYLES
from landtrack.formats.exports.workbook_columns import columns
from landtrack.formats.shapefile_fields import CASE_CODE, FIELDS, FieldKind
from tests.domain.test_selection import selections
from tests.formats.exports.generated import Cases, setting_of, several_cases, simple, tables_of, written
from tests.formats.test_shapefile import gathered

if TYPE_CHECKING:
    from landtrack.domain.selection import Selection
    from landtrack.formats.comparison import Difference

LEAP_DAY = date(2020, 2, 29)
NEWER = [name for name in FORMATS if name != "shapefile"]
# What a workbook and a drawing do not hold.
COMPUTED = {"MA_XA", "TEN_XA", "MA_XA_BD", "TEN_XA_BD", "GIAI_DOAN", "NGAY_XL", "NGOAI_XA"}


def differences(name: str, tables: Any, files: Path) -> list[Difference]:
    return list(FORMATS[name].compare(tables, files, setting_of(FORMATS[name]), []))


@pytest.mark.parametrize("name", NEWER)
@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(cases=several_cases())
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, name: str, cases: Cases) -> None:
    folder = tmp_path_factory.mktemp("export")
    tables = written(cases, name, folder)
    assert differences(name, tables, folder / "files") == []


@pytest.mark.parametrize("name", NEWER)
def test_a_value_that_differs_is_found(tmp_path: Path, name: str) -> None:
    written(simple(), name, tmp_path)
    other: dict[FieldKind, Any] = {
        FieldKind.TEXT: "khác", FieldKind.DATE: LEAP_DAY, FieldKind.AREA: 7, FieldKind.FLAG: 1,
    }  # fmt: skip
    for column in FIELDS:
        if column.name == CASE_CODE or (name == "workbook" and column.name in COMPUTED):
            continue
        changed = copy.deepcopy(simple())
        value = {"HANH_VI": "unused", "GIAI_DOAN": "after", "TRANG_THAI": "resolved", "HINH_THUC": "restored"}
        changed[Layer.NO_GEOMETRY][0][0][column.name] = value.get(column.name, other.get(column.kind))
        folder = tmp_path / column.name
        folder.mkdir()
        tables = tables_of(changed, FORMATS[name], folder)
        found = differences(name, tables, tmp_path / "files")
        assert {row.what for row in found} == {column.name}, column.name
        assert all(row.where.endswith(" C-2") for row in found)


@pytest.mark.parametrize("name", [name for name in NEWER if name != "workbook"])
def test_a_moved_shape_is_found(tmp_path: Path, name: str) -> None:
    written(simple(), name, tmp_path)
    moved = simple()
    for layer in (Layer.POLYGONS, Layer.POINTS):
        row, shape = moved[layer][0]
        moved[layer] = [(row, shapely.transform(shape, lambda points: points + 0.05))]
    folder = tmp_path / "moved"
    folder.mkdir()
    found = differences(name, tables_of(moved, FORMATS[name], folder), tmp_path / "files")
    assert [(row.what, row.where.split()[-1]) for row in found] == [("geometry", "C-0"), ("geometry", "C-1")]


@pytest.mark.parametrize("name", NEWER)
def test_missing_and_unexpected_cases_are_named(tmp_path: Path, name: str) -> None:
    written(simple(), name, tmp_path)
    fewer, more = tmp_path / "fewer", tmp_path / "more"
    fewer.mkdir()
    more.mkdir()
    only = tables_of({**simple(), Layer.NO_GEOMETRY: []}, FORMATS[name], fewer)
    found = {(row.what, row.expected, row.found) for row in differences(name, only, tmp_path / "files")}
    assert ("case", "", "C-2") in found
    row, _ = simple()[Layer.NO_GEOMETRY][0]
    twice = tables_of({**simple(), Layer.NO_GEOMETRY: [(row, None)] * 2}, FORMATS[name], more)
    found = {(row.what, row.expected, row.found) for row in differences(name, twice, tmp_path / "files")}
    assert ("case", "C-3", "") in found


@pytest.mark.parametrize("name", NEWER)
@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"{}", b"<kml/>", b"PK\x03\x04", b"MA_VV"])
def test_what_is_no_such_file_is_a_difference_never_a_fault(tmp_path: Path, name: str, content: bytes) -> None:
    tables = written(simple(), name, tmp_path)
    form = FORMATS[name]
    for file in form.members or {form.single.name if form.single else ""}:
        (tmp_path / "files" / file).write_bytes(content)
    assert differences(name, tables, tmp_path / "files")


@settings(max_examples=30)
@given(cases=several_cases(), selection=selections())
def test_tables_are_narrowed_as_the_domain_says(
    tmp_path_factory: pytest.TempPathFactory, cases: Cases, selection: Selection
) -> None:
    folder = tmp_path_factory.mktemp("chosen")
    for some in cases.values():
        for row, _ in some:
            row["MA_XA"] = row["MA_XA"] and "07288"
            row["NGAY_PH"] = row["NGAY_PH"] or row["NGAY_TT"] or LEAP_DAY
            for name, usual in (("TRANG_THAI", "open"), ("GIAI_DOAN", "before"), ("HANH_VI", "other")):
                row[name] = row[name] or usual
    tables = gathered(folder, cases)
    (folder / "own").mkdir()
    with ChosenTables(folder / "own", fields=FIELDS) as chosen:
        cells = choose(tables, chosen, selection, {})
    rows = [row for layer in Layer for table in tables.batches(layer) for row in table.to_pylist()]
    wanted = [row for row in rows if taken(selection, row)]
    found = [row for layer in Layer for table in chosen.batches(layer) for row in table.to_pylist()]
    assert found == wanted
    assert sum(cell.cases for cell in cells) == len(wanted)
    assert sum(cell.area for cell in cells) == sum(row["DT_M2"] for row in wanted)


def taken(selection: Selection, row: dict[str, Any]) -> bool:
    return selection.takes(
        row["MA_XA"], Status(row["TRANG_THAI"]), Band(row["GIAI_DOAN"]), ViolationKind(row["HANH_VI"]),
        row["NGAY_PH"], row["NGAY_TT"],
    )  # fmt: skip


def test_every_format_is_documented_and_says_what_it_is() -> None:
    for name, form in FORMATS.items():
        assert form.name == name
        assert form.ending.startswith(".")
        assert "/" in form.media_type
        assert (form.single is None) == bool(form.members)
    text = (Path(__file__).parents[3] / "docs" / "export.md").read_text(encoding="utf-8")
    layers = {layer for form in FORMATS.values() if form.members for layer in form.layers.values()}
    lists = {CODES, FIELDS_TABLE, MANIFEST_TABLE, STYLES, *LAYER_OF_STATUS.values(), LABELS, VERSION.name}
    for name in (*FORMATS, *layers, *lists, *(f"--{word.replace('_', '-')}" for word in NAMES)):
        assert name in text, name
    assert ", ".join(column.heading for column in columns(identities=False)) in " ".join(text.split())
