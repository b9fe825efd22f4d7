"""Geometries that come with a file: put where they lie, repaired only with a word, refused with the place."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
import shapely
from shapely import GeometryCollection, LineString, MultiPolygon, Point, Polygon, box

from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.formats.coordinates import area_tenths
from landtrack.messages import catalogue
from landtrack.store.histories import read_histories
from landtrack.usecases.intake.import_choices import ImportChoices
from landtrack.usecases.intake.report_words import problem_sentence
from landtrack.usecases.record_case import record_case
from tests.builders import facts
from tests.usecases.intake.layers import INSIDE, NEIGHBOURS, layer, official, swapped
from tests.usecases.intake.sheets import bring, counts, problems, row, workbook

FACTS = ("SO_TO", "SO_THUA", "DT_M2", "NGAY_PH", "HANH_VI", "NGAY_VP", "TRANG_THAI")
BARE: dict[str, list[object]] = {name: [] for name in FACTS}
"""Columns to leave out: of a file that names cases of the register."""


def histories(register):
    with register.reading() as view:
        return list(read_histories(view))


def shapes(register):
    return [one.revisions[-1].facts.geometry for one in histories(register)]


def test_official_coordinates_lie_where_they_belong(register, tmp_path):
    report = bring(register, layer(tmp_path / "a.gpkg", official(INSIDE), official(Point(106.1268, 21.4671))))
    assert (counts(report), report.problems) == ((2, 0, 0, 0), ())
    drawn, point = shapes(register)
    assert shapely.hausdorff_distance(drawn, INSIDE) < 1e-8
    assert point.equals_exact(Point(106.1268, 21.4671), 1e-8)
    assert counts(bring(register, tmp_path / "a.gpkg")) == (0, 0, 2, 0)


def test_what_loses_nothing_is_mended_with_a_note(register, tmp_path):
    drawn = official(INSIDE)
    high = shapely.force_3d(drawn, 12.0)
    path = layer(tmp_path / "a.gpkg", LineString(drawn.exterior.coords), GeometryCollection([drawn]), high, Polygon())
    report = bring(register, path)
    assert counts(report) == (4, 0, 0, 0)
    assert [(one.row, one.code) for one in report.problems if one.severity == "note"] == [
        (None, "import.heights_dropped"),
        (1, "import.line_closed"),
        (2, "import.parts_joined"),
    ]
    line, joined, flat, none = shapes(register)
    assert [one.geom_type for one in (line, joined, flat)] == ["Polygon", "MultiPolygon", "Polygon"]
    assert not flat.has_z
    assert none is None


def test_what_cannot_be_a_case_is_refused_with_the_place(register, tmp_path):
    east, north = official(Point(106.1268, 21.4671)).coords[0]
    bow = Polygon([(east, north), (east + 10, north + 10), (east + 10, north), (east, north + 10)])
    within = MultiPolygon([box(east, north, east + 10, north + 10), box(east + 2, north + 2, east + 4, north + 4)])
    line = LineString([(east, north), (east + 10, north)])
    path = layer(tmp_path / "a.gpkg", bow, within, line, swapped(official(INSIDE)), official(INSIDE), official(INSIDE))
    report = bring(register, path, only_clean=True)
    assert counts(report) == (2, 0, 0, 4)
    assert [(one.row, one.code) for one in report.problems if one.severity == "error"] == [
        (1, "import.shape_crossing"),
        (2, "import.shape_rings"),
        (3, "import.shape_line"),
        (4, "import.shape_swapped"),
    ]
    crossing = report.problems[0].arguments
    assert (float(str(crossing["x"])), float(str(crossing["y"]))) == pytest.approx((east + 5, north + 5), abs=0.01)


def test_outside_the_unit_and_another_area_are_warnings(register, tmp_path):
    path = layer(tmp_path / "a.gpkg", official(INSIDE), official(NEIGHBOURS), official(INSIDE), DT_M2=[459, 459, 500])
    report = bring(register, path)
    assert counts(report) == (3, 0, 0, 0)
    assert [(one.row, one.cell, one.code) for one in report.problems] == [
        (2, "", "import.outside_unit"),
        (3, "DT_M2 3", "import.area_differs"),
    ]
    assert int(str(report.problems[0].arguments["metres"])) > 500


def test_without_a_column_of_areas_the_measured_one_is_taken_with_a_warning(register, tmp_path):
    report = bring(register, layer(tmp_path / "a.gpkg", official(INSIDE), DT_M2=[]))
    assert problems(report, "warning") == [("", "import.area_measured")]
    assert histories(register)[0].revisions[0].facts.area == area_tenths(INSIDE)


def test_an_empty_area_is_refused_with_the_measured_one_as_a_suggestion(register, tmp_path):
    report = bring(register, layer(tmp_path / "a.gpkg", official(INSIDE), official(INSIDE), DT_M2=[459.0, None]))
    (problem,) = report.problems
    assert (problem.cell, problem.code, problem.suggestion) == (
        "DT_M2 2",
        "import.cell_missing",
        f"{area_tenths(INSIDE) / 10:.1f}",
    )


def test_a_file_without_a_system_is_asked_about_and_the_answer_is_remembered(register, tmp_path):
    drawn = [official(INSIDE)] * 4
    path = layer(tmp_path / "a.gpkg", *drawn, system=None)
    report = bring(register, path, only_clean=True)
    assert counts(report) == (0, 0, 0, 4)
    (problem,) = [one for one in report.problems if one.severity == "error"]
    assert (problem.code, problem.suggestion) == ("import.system_missing_proposed", "EPSG:9214")
    choices = ImportChoices(system="epsg:9214")
    assert counts(bring(register, path, choices=choices)) == (4, 0, 0, 0)
    assert shapely.hausdorff_distance(shapes(register)[0], INSIDE) < 1e-8
    assert report.reading.system is None
    again = bring(register, layer(tmp_path / "b.gpkg", *drawn, system=None, SO_TO=["7"] * 4))
    assert (counts(again), again.reading.system) == ((4, 0, 0, 0), "EPSG:9214")
    assert json.loads(json.dumps(dict(again.reading.decisions)))["system"] == "EPSG:9214"


def test_a_wrong_zone_is_one_error_with_the_right_one_until_somebody_decides(register, tmp_path):
    path = layer(tmp_path / "a.gpkg", *[official(INSIDE, "EPSG:9214")] * 4, system="EPSG:9209")
    for only_clean in (False, True):
        report = bring(register, path, only_clean=only_clean)
        assert (counts(report), report.entry) == ((0, 0, 0, 4), None)
        errors = [(one.code, one.suggestion) for one in report.problems if one.severity == "error"]
        assert errors == [("import.system_doubtful_proposed", "EPSG:9214")]
    insisted = bring(register, path, choices=ImportChoices(system="EPSG:9209"), dry_run=True)
    assert counts(insisted) == (4, 0, 0, 0)
    assert [one.severity for one in insisted.problems if "system_doubtful" in one.code] == ["warning"]
    assert counts(bring(register, path, choices=ImportChoices(system="EPSG:9214"))) == (4, 0, 0, 0)


def test_all_coordinates_exchanged_is_one_error_and_the_decision_mends_it(register, tmp_path):
    path = layer(tmp_path / "a.gpkg", *[swapped(official(INSIDE))] * 4)
    report = bring(register, path)
    assert [one.code for one in report.problems] == ["import.system_wrong_swapped"]
    assert counts(report) == (0, 0, 0, 4)
    choices = ImportChoices(mapping={"decisions": {"swapped": "yes"}})
    assert counts(bring(register, path, choices=choices)) == (4, 0, 0, 0)
    assert shapely.hausdorff_distance(shapes(register)[0], INSIDE) < 1e-8


def in_kilometres(shape):
    return shapely.transform(shape, lambda numbers: numbers / 1000)


def in_minutes(shape):
    """Return degrees as field sheets write them: 21.2815 for 21°28'15"."""

    def written(numbers):
        whole, minutes = np.floor(numbers), numbers % 1 * 60
        return whole + np.floor(minutes) / 100 + minutes % 1 * 60 / 10_000

    return shapely.transform(shape, written)


@pytest.mark.parametrize(
    ("drawn", "system", "code", "decisions"),
    [
        (in_kilometres(official(INSIDE)), "EPSG:9214", "wrong", {"scale": "kilometres"}),
        (in_kilometres(official(INSIDE)), None, "missing", {"scale": "kilometres"}),
        (swapped(in_kilometres(official(INSIDE))), "EPSG:9214", "wrong", {"swapped": "yes", "scale": "kilometres"}),
        (in_minutes(INSIDE), "EPSG:4326", "doubtful", {"scale": "degrees_minutes"}),
    ],
)
def test_numbers_of_another_kind_are_one_error_that_says_what_to_do(register, tmp_path, drawn, system, code, decisions):
    path = layer(tmp_path / "a.gpkg", *[drawn] * 4, system=system)
    report = bring(register, path, only_clean=True)
    assert counts(report) == (0, 0, 0, 4)
    (problem,) = [one for one in report.problems if one.severity == "error"]
    assert problem.code == f"import.system_{code}_read"
    proposed = system or "EPSG:9214"
    # The system that is chosen already is no suggestion.
    assert problem.suggestion == ("" if system else proposed)
    mapping = json.loads(str(problem.arguments["mapping"]))
    assert mapping == {"system": proposed, "decisions": decisions}
    sentence = problem_sentence(problem, catalogue("vi"))
    assert ("ki-lô-mét" in sentence) == ("kilometres" in decisions.values())
    assert ("đổi chỗ" in sentence) == ("swapped" in decisions)
    assert "  " not in sentence
    assert counts(bring(register, path, choices=ImportChoices(mapping=mapping))) == (4, 0, 0, 0)
    assert shapely.hausdorff_distance(shapes(register)[0], INSIDE) < 1e-7


def test_a_single_row_in_kilometres_is_told_in_metres(register, tmp_path):
    drawn = official(INSIDE)
    turned = swapped(in_kilometres(drawn))
    report = bring(register, layer(tmp_path / "a.gpkg", *[drawn] * 4, in_kilometres(drawn), turned), dry_run=True)
    assert counts(report) == (4, 0, 0, 2)
    told = [(one.row, one.code, one.suggestion[:8]) for one in report.problems if one.severity == "error"]
    assert told == [(5, "import.shape_kilometres", "X 409330"), (6, "import.shape_kilometres", "X 409330")]


@pytest.mark.parametrize("text", [official(INSIDE).wkt, INSIDE.wkt, "POLYGON ((1 2", "409"])
def test_a_copy_of_the_shape_in_a_cell_is_not_read(register, tmp_path, text):
    columns: dict[str, Any] = {"WKT": [text, None], "X": ["abc", "1"], "Y": [None, "2"]}
    report = bring(register, layer(tmp_path / "a.gpkg", official(INSIDE), official(INSIDE), **columns))
    assert (counts(report), problems(report)) == ((2, 0, 0, 0), [])
    assert shapely.hausdorff_distance(shapes(register)[0], INSIDE) < 1e-8


def test_a_geometry_within_two_centimetres_is_the_same(register, tmp_path, unit):
    record_case(register, SYSTEM_SCOPE, "YT-1", facts(unit, geometry=INSIDE))
    nearly, moved = (shapely.affinity.translate(official(INSIDE), metres) for metres in (0.015, 0.05))
    for shape, wanted in ((nearly, (0, 0, 1, 0)), (moved, (0, 1, 0, 0))):
        path = layer(tmp_path / "a.gpkg", shape, columns=BARE, MA_VV=["YT-1"])
        assert counts(bring(register, path)) == wanted


def test_a_point_does_not_replace_an_area(register, tmp_path, unit):
    record_case(register, SYSTEM_SCOPE, "YT-1", facts(unit, geometry=INSIDE))
    for point, warned in ((INSIDE.centroid, []), (NEIGHBOURS.centroid, [("", "import.point_for_area")])):
        report = bring(register, layer(tmp_path / "a.gpkg", official(point), columns=BARE, MA_VV=["YT-1"]))
        assert (counts(report), problems(report, "warning")) == ((0, 0, 1, 0), warned)


def test_corners_in_a_cell_are_northing_first_and_the_swapped_ones_are_named(register, tmp_path):
    corners = [f"{north:.2f} {east:.2f}" for east, north in official(INSIDE).exterior.coords[:-1]]
    turned = [" ".join(reversed(text.split())) for text in corners]
    path = workbook(
        tmp_path / "so.xlsx",
        row(area=459, shape="\n".join(corners)),
        row(area=459, parcel="2", shape="\n".join(corners)),
        row(area=459, parcel="3", shape="\n".join(turned)),
        row(area=459, parcel="4", shape=None),
    )
    report = bring(register, path, choices=ImportChoices(system="EPSG:9214"), only_clean=True)
    assert counts(report) == (3, 0, 0, 1)
    assert problems(report) == [("M4", "import.shape_swapped")]
    assert shapely.hausdorff_distance(shapes(register)[0], INSIDE) < 2e-7
    assert shapes(register)[2] is None


def test_a_known_case_with_a_geometry_keeps_it_when_the_file_has_none(register, tmp_path, unit):
    case = record_case(register, SYSTEM_SCOPE, "YT-1", facts(unit, geometry=INSIDE))
    rows: dict[str, list[object]] = {
        "MA_VV": ["YT-1", "YT-2"],
        "PHIEN_BAN": [case.version, None],
        "THON": ["Mới", "Mới"],
    }
    path = layer(tmp_path / "a.gpkg", None, official(INSIDE), columns={**BARE, "MA_XA": [], **rows})
    report = bring(register, path, only_clean=True)
    assert ("import.shape_kept", 1) in [(one.code, one.row) for one in report.problems]
    assert shapes(register)[0].equals(INSIDE)
