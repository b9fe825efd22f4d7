"""The shapefile format by itself: whatever values and shapes come, they read back the same or the change is listed."""

from __future__ import annotations

import resource
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyogrio
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import MultiPolygon, Point, Polygon

from landtrack.domain.cutoff import DEFAULT_CUTOFFS, cutoffs_of
from landtrack.domain.errors import Refusal
from landtrack.formats.case_tables import CaseTables, Layer, Setting
from landtrack.formats.code_labels import CODE_TABLE, code_labels
from landtrack.formats.manifest import MANIFEST
from landtrack.formats.shapefile import header_day, write_shapefile
from landtrack.formats.shapefile_export import FIELD_TABLE, FILES, compare_export, write_export
from landtrack.formats.shapefile_fields import FIELDS, LONGEST_NAME, LONGEST_TEXT, FieldKind
from landtrack.formats.shipped_vocabulary import shipped_vocabulary

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from landtrack.formats.fitting import Change

SETTING = Setting("EPSG:9214", date(2023, 11, 30), code_labels(cutoffs_of(DEFAULT_CUTOFFS), shipped_vocabulary()))
EAST, NORTH = 409_000.0, 2_374_000.0
LETTERS = st.characters(exclude_categories=["Cc", "Cs"], include_characters="ộưĐ=+-@' \n")
TEXTS = st.text(LETTERS, max_size=130).map(str.strip)
DAYS = st.none() | st.dates(date(1900, 1, 1), date(2200, 1, 1))


def values() -> st.SearchStrategy[dict[str, Any]]:
    """Return the values of one case: any that the columns can carry."""
    by_kind: dict[FieldKind, st.SearchStrategy[Any]] = {
        FieldKind.TEXT: TEXTS,
        FieldKind.DATE: DAYS,
        FieldKind.AREA: st.integers(0, 10**12),
        FieldKind.FLAG: st.integers(0, 1),
    }
    return st.fixed_dictionaries(
        {
            column.name: st.sampled_from(["", *SETTING.labels[column.name]])
            if column.kind is FieldKind.CODE
            else by_kind[column.kind]
            for column in FIELDS
        }
    )


@st.composite
def rings(draw: st.DrawFn) -> Polygon:
    """Return a star-shaped polygon of 3 to 8 corners about its centre, often with a hole in it."""
    corners = draw(st.integers(3, 8))
    centre = np.array([EAST, NORTH]) + draw(st.integers(0, 40)) * 100.0
    angles = np.arange(corners) * 2 * np.pi / corners
    radii = np.array(draw(st.lists(st.floats(1, 40), min_size=corners, max_size=corners)))
    edge = centre + radii[:, None] * np.stack([np.cos(angles), np.sin(angles)], axis=1)
    hole = [centre + (edge - centre) * 0.4] if draw(st.booleans()) else []
    turned = edge[::-1] if draw(st.booleans()) else edge
    return Polygon(turned, hole)


@st.composite
def shapes(draw: st.DrawFn) -> BaseGeometry:
    """Return a polygon, or parts that lie apart, or a part inside the hole of another."""
    outer: Polygon = draw(rings())
    kind = draw(st.integers(0, 3))
    if kind == 0:
        return outer
    parts = [outer]
    if kind == 2:
        parts.append(shapely.transform(outer, lambda xy: xy + 200))
    if kind == 3 and outer.interiors:
        centre = np.array(outer.centroid.coords[0])
        inner = Polygon(outer.interiors[0])
        parts.append(shapely.transform(inner, lambda xy: centre + (xy - centre) * 0.3))
    whole = MultiPolygon(parts)
    return whole if whole.is_valid else outer


def gathered(folder: Path, layers: dict[Layer, list[tuple[dict[str, Any], BaseGeometry | None]]]) -> CaseTables:
    """Return tables of these cases; every one gets a code of its own."""
    with CaseTables(folder) as tables:
        number = 0
        for layer, cases in layers.items():
            for start in range(0, len(cases), 2):
                some = cases[start : start + 2]
                columns = {column.name: [case[column.name] for case, _ in some] for column in FIELDS}
                columns["MA_VV"] = [f"C-{number + position}" for position in range(len(some))]
                number += len(some)
                drawn = None if layer is Layer.NO_GEOMETRY else np.array([shape for _, shape in some], dtype=object)
                tables.add(layer, columns, drawn)
    return tables


def plain(**changed: Any) -> dict[str, Any]:
    """Return the values of a case that fits."""
    empty = {FieldKind.TEXT: "", FieldKind.CODE: "", FieldKind.DATE: None, FieldKind.AREA: 0, FieldKind.FLAG: 0}
    return {**{column.name: empty[column.kind] for column in FIELDS}, **changed}


@settings(max_examples=40)
@given(
    st.lists(st.tuples(values(), shapes()), max_size=5),
    st.lists(st.tuples(values(), st.just(Point(EAST, NORTH + 0.123456789))), max_size=3),
    st.lists(st.tuples(values(), st.none()), max_size=3),
)
def test_what_is_written_is_read_or_listed(
    tmp_path_factory: pytest.TempPathFactory, polygons: Any, points: Any, without: Any
) -> None:
    folder = tmp_path_factory.mktemp("export")
    tables = gathered(folder, {Layer.POLYGONS: polygons, Layer.POINTS: points, Layer.NO_GEOMETRY: without})
    listed = write_export(tables, folder, SETTING)
    fitted: list[Change] = []
    assert list(compare_export(tables, folder, SETTING, fitted)) == []
    assert fitted == listed
    cases = [case for some in (polygons, points, without) for case, _ in some]
    too_long = sum(
        len(text.encode()) > LONGEST_TEXT
        for case, _ in (*polygons, *points)
        for name, text in case.items()
        if isinstance(text, str) and name != "MA_VV"
    )
    assert sum(change.reason == "cut" for change in listed) == too_long
    assert len(cases) == sum(tables.cases.values())


def test_a_text_is_cut_between_letters_and_the_cut_is_listed(tmp_path: Path) -> None:
    text = "ộ" * 84 + "x" + "e\u0323" * 5  # 252 bytes, 253, and then letters of two code points
    tables = gathered(tmp_path, {Layer.POINTS: [(plain(THON=text), Point(EAST, NORTH))]})
    (change,) = write_shapefile(tmp_path / "points.shp", Layer.POINTS, tables, SETTING)
    _, table = pyogrio.read_arrow(tmp_path / "points.shp")
    assert table["THON"].to_pylist() == ["ộ" * 84 + "x"]
    assert (change.case, change.field, change.reason) == ("C-0", "THON", "cut")
    assert (change.original, change.written) == (text, "ộ" * 84 + "x")


def test_columns_have_names_and_types_that_a_dbf_can_hold(tmp_path: Path) -> None:
    assert all(len(column.name) <= LONGEST_NAME and column.name.isascii() for column in FIELDS)
    assert len({column.name for column in FIELDS}) == len(FIELDS)
    official = "MA_VV MA_XA TEN_XA SO_TO SO_THUA DT_M2 LOAI_DAT HANH_VI NGAY_VP1 NGAY_VP2 GIAI_DOAN TRANG_THAI NGAY_XL"
    assert {*official.split(), "HINH_THUC"} <= {column.name for column in FIELDS}
    tables = gathered(tmp_path, {Layer.POINTS: [(plain(DT_M2=10**12, NGAY_PH=date(2023, 1, 2)), Point(EAST, NORTH))]})
    write_shapefile(tmp_path / "points.shp", Layer.POINTS, tables, SETTING)
    raw = (tmp_path / "points.dbf").read_bytes()
    kinds = {raw[at : at + 11].rstrip(b"\0").decode(): chr(raw[at + 11]) for at in range(32, 32 + 32 * len(FIELDS), 32)}
    assert {name for name, kind in kinds.items() if kind == "D"} == {
        "NGAY_VP1", "NGAY_VP2", "NGAY_PH", "NGAY_TT", "NGAY_XL",
    }  # fmt: skip
    assert b"20230102" in raw
    assert b"100000000000.0" in raw
    assert tuple(raw[1:4]) == (123, 11, 30)  # the day of the question, not of the writing


@pytest.mark.parametrize(
    ("day", "header"), [(date(1896, 2, 29), date(1900, 1, 1)), (date(2300, 1, 1), date(2155, 12, 31))]
)
def test_the_header_says_a_day_that_it_can(day: date, header: date) -> None:
    assert header_day(day) == header


def test_a_full_disk_is_told_as_such(tmp_path: Path) -> None:
    tables = gathered(tmp_path, {Layer.POINTS: [(plain(), Point(EAST, NORTH))] * 3000})
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, limits[1]))
    try:
        with pytest.raises(Refusal) as refused:
            write_shapefile(tmp_path / "points.shp", Layer.POINTS, tables, SETTING)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert refused.value.code == "export.disk_full"


def test_another_fault_of_gdal_is_told_with_its_words(tmp_path: Path) -> None:
    tables = gathered(tmp_path, {Layer.POINTS: [(plain(), Point(EAST, NORTH))]})
    with pytest.raises(Refusal) as refused:
        write_shapefile(tmp_path / "nowhere" / "points.shp", Layer.POINTS, tables, SETTING)
    assert refused.value.code == "file.not_written"


def test_columns_and_systems_of_another_file_are_named(tmp_path: Path) -> None:
    tables = gathered(tmp_path, {Layer.POINTS: [(plain(), Point(EAST, NORTH))]})
    write_export(tables, tmp_path, SETTING)
    path = tmp_path / FILES[Layer.POINTS]
    meta, table = pyogrio.read_arrow(path)
    renamed = table.rename_columns(
        [name.replace("SO_TO", "TO_SO").replace("NGAY_PH", "MA_VV_2") for name in table.column_names]
    )
    pyogrio.write_arrow(
        renamed, path, driver="ESRI Shapefile", geometry_name="wkb_geometry", geometry_type="Point",
        crs="EPSG:3405", encoding="UTF-8",
    )  # fmt: skip
    found = {row.what: (row.expected, row.found) for row in compare_export(tables, tmp_path, SETTING, [])}
    assert meta["crs"] == "EPSG:9214"
    assert found["coordinate system"] == ("EPSG:9214", "EPSG:3405")
    assert found["column SO_TO"] == ("OFTString", "")
    assert found["column TO_SO"] == ("", "OFTString")
    assert found["column NGAY_PH"] == ("OFTDate", "")


def test_a_file_without_case_codes_is_not_compared_further(tmp_path: Path) -> None:
    tables = gathered(tmp_path, {Layer.POINTS: [(plain(), Point(EAST, NORTH))], Layer.NO_GEOMETRY: [(plain(), None)]})
    write_export(tables, tmp_path, SETTING)
    points, bare = tmp_path / FILES[Layer.POINTS], tmp_path / FILES[Layer.NO_GEOMETRY]
    _, table = pyogrio.read_arrow(points)
    pyogrio.write_arrow(
        table.drop(["MA_VV"]), points, driver="ESRI Shapefile", geometry_name="wkb_geometry", geometry_type="Point",
        crs="EPSG:9214", encoding="UTF-8",
    )  # fmt: skip
    bare.write_text(bare.read_text(encoding="utf-8-sig").replace("MA_VV", "CODE"), encoding="utf-8-sig")
    found = [(row.where, row.what) for row in compare_export(tables, tmp_path, SETTING, [])]
    assert (points.name, "column MA_VV") in found
    assert (bare.name, "columns") in found
    assert not any(what == "case" for _, what in found)


def test_numbers_and_days_that_are_none_are_differences(tmp_path: Path) -> None:
    tables = gathered(tmp_path, {Layer.NO_GEOMETRY: [(plain(NGAY_PH=date(2023, 1, 2), DT_M2=5000), None)]})
    write_export(tables, tmp_path, SETTING)
    bare = tmp_path / FILES[Layer.NO_GEOMETRY]
    text = bare.read_text(encoding="utf-8-sig")
    bare.write_text(text.replace("500.0", "many"), encoding="utf-8-sig")
    assert [(row.what, row.found) for row in compare_export(tables, tmp_path, SETTING, [])] == [("DT_M2", "")]
    bare.write_text(text.replace("2023-01-02", "02/01/2023"), encoding="utf-8-sig")
    assert [row.what for row in compare_export(tables, tmp_path, SETTING, [])] == ["readable"]


def test_degrees_are_compared_as_finely_as_metres(tmp_path: Path) -> None:
    setting = replace(SETTING, system="EPSG:4756")
    tables = gathered(tmp_path, {Layer.POINTS: [(plain(), Point(106.1, 21.5))]})
    write_export(tables, tmp_path, setting)
    assert list(compare_export(tables, tmp_path, setting, [])) == []
    moved = tmp_path / "moved"
    moved.mkdir()
    other = gathered(moved, {Layer.POINTS: [(plain(), Point(106.1 + 5e-8, 21.5))]})
    assert [row.what for row in compare_export(other, tmp_path, setting, [])] == ["geometry"]


def test_every_column_file_and_reason_is_documented() -> None:
    text = (Path(__file__).parents[2] / "docs" / "export.md").read_text(encoding="utf-8")
    for column in FIELDS:
        assert column.name in text
    for name in (*FILES.values(), FIELD_TABLE, CODE_TABLE, MANIFEST):
        assert f"`{name}`" in text
    for reason in ("cut", "single_part", "formula"):
        assert f"| `{reason}` |" in text
