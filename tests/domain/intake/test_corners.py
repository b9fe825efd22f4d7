"""Lists of corners, WKT and coordinates as people paste them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point, Polygon, box

from landtrack.domain.errors import Refusal
from landtrack.domain.intake.cell_shapes import shapes_in_cells
from landtrack.domain.intake.corners import coordinate, parse_corners, shape_in_text
from landtrack.domain.intake.field import Field
from landtrack.domain.intake.numbers import DecimalSign
from landtrack.domain.intake.reading import AxisOrder
from landtrack.domain.intake.rows import drafts
from tests.domain.intake.sheets import layer, read, sheet, shipped_words

CORNERS = [(2380000.5, 412000.25), (2380000.5, 412050.25), (2380040.0, 412050.25), (2380040.0, 412000.25)]
NORTHINGS = st.integers(min_value=2_000_000_000, max_value=2_600_000_000).map(lambda mm: mm / 1000)
EASTINGS = st.integers(min_value=100_000_000, max_value=900_000_000).map(lambda mm: mm / 1000)


@pytest.mark.parametrize(
    "text",
    [
        "2380000.5 412000.25\n2380000.5 412050.25\n2380040 412050.25\n2380040 412000.25",
        "1 2380000.5 412000.25\n2 2380000.5 412050.25\n3 2380040 412050.25\n4 2380040 412000.25",
        "2380000,5 412000,25; 2380000,5 412050,25; 2380040 412050,25; 2380040 412000,25",
        "2380000.5, 412000.25\n2380000.5, 412050.25\n2380040, 412050.25\n2380040, 412000.25",
        "2380000.50\t412000.25\r\n2380000.50\t412050.25\r\n2380040.00\t412050.25\r\n2380040.00\t412000.25\r\n",
        "X=2380000.5 Y=412000.25\nX=2380000.5 Y=412050.25\nX=2380040 Y=412050.25\nX=2380040 Y=412000.25",
        "2380000.5 412000.25 2380000.5 412050.25 2380040 412050.25 2380040 412000.25",
        "(2380000.5; 412000.25) | (2380000.5; 412050.25) | (2380040; 412050.25) | (2380040; 412000.25)",
        "2.380.000,5 412.000,25\n2.380.000,5 412.050,25\n2.380.040,0 412.050,25\n2.380.040,0 412.000,25",
        "2380000.50,412000.25\n2380000.50,412050.25\n2380040.00,412050.25\n2380040.00,412000.25",
    ],
)
def test_one_list_in_many_spellings(text):
    assert parse_corners(text) == CORNERS


@given(
    st.lists(st.tuples(NORTHINGS, EASTINGS), min_size=1, max_size=8),
    st.sampled_from([" ", "\t", ", ", " ; "]),
    st.booleans(),
)
def test_corners_are_read_back(corners, between, numbered):
    between = between if between != " ; " else "  "
    lines = [f"{x:.3f}{between}{y:.3f}" for x, y in corners]
    if numbered and len(lines) > 1:
        lines = [f"{number}{between}{line}" for number, line in enumerate(lines, 1)]
    assert parse_corners("\n".join(lines)) == corners


@pytest.mark.parametrize("text", ["", "abc", "2380000.5", "1 2 3 4 5", "2380000 412000\n2380000", "Thửa 12"])
def test_what_is_no_list_of_corners(text):
    with pytest.raises(Refusal, match=r"corners\.malformed"):
        parse_corners(text)


def test_a_list_is_a_polygon_one_corner_a_point_and_two_are_too_few():
    listed = "\n".join(f"{x} {y}" for x, y in CORNERS)
    assert shape_in_text(listed, AxisOrder.X_NORTH).equals(box(412000.25, 2380000.5, 412050.25, 2380040))
    closed = f"{listed}\n{CORNERS[0][0]} {CORNERS[0][1]}"
    assert shape_in_text(closed, AxisOrder.X_NORTH).equals(shape_in_text(listed, AxisOrder.X_NORTH))
    assert shape_in_text("106.15 21.5", AxisOrder.X_EAST) == Point(106.15, 21.5)
    with pytest.raises(Refusal, match=r"corners\.too_few"):
        shape_in_text("2380000 412000\n2380010 412000", AxisOrder.X_NORTH)


def test_wkt_has_x_first_whatever_the_sheet_means_by_x():
    text = "POLYGON ((412000 2380000, 412050 2380000, 412050 2380040, 412000 2380000))"
    for axes in AxisOrder:
        assert shape_in_text(text, axes).equals(Polygon([(412000, 2380000), (412050, 2380000), (412050, 2380040)]))
    assert shape_in_text("SRID=4326;POINT(106.1 21.5)", AxisOrder.X_NORTH) == Point(106.1, 21.5)
    with pytest.raises(Refusal, match=r"corners\.malformed"):
        shape_in_text("POLYGON ((1 2, 3))", AxisOrder.X_EAST)


@pytest.mark.parametrize(
    ("value", "sign", "number"),
    [("106.145", None, "106.145"), ("399.370", None, "399370"), ("2.380.000,5", None, "2380000.5"),
     ("399.370", DecimalSign.POINT, "399.370"),
     ("106,145", None, "106.145"), (412000.25, None, "412000.25"),
     ("12 m2", None, None), (True, None, None), ("x", None, None), (None, None, None)],
)  # fmt: skip
def test_coordinates(value, sign, number):
    found = coordinate(value, sign)
    assert (None if found is None else f"{found:f}") == number


def test_points_and_corners_of_a_sheet_have_x_east_and_their_faults_are_told_once():
    table = sheet(
        ("Mã vụ việc", "X", "Y", "Tọa độ các đỉnh"), ("A", 2380000.5, 412000.25, None), ("B", "2380000.5", "abc", None),
        ("C", None, None, "\n".join(f"{x} {y}" for x, y in CORNERS)),
        ("D", None, None, "12"), ("E", 2380000, None, None),
    )  # fmt: skip
    reading = read(table)
    shapes = shapes_in_cells(table, reading)
    assert shapes is not None
    assert [shape.geom_type if shape is not None else None for shape in shapes] == [
        None,
        "Point",
        None,
        "Polygon",
        None,
        None,
    ]
    assert shapes[1] == Point(412000.25, 2380000.5)
    found = list(drafts(table, reading, shipped_words(), shapes))
    assert [(problem.cell, problem.code) for draft in found for problem in draft.problems] == [
        ("C3", "cell.coordinate_malformed"), ("D5", "cell.corners_malformed"), ("C6", "cell.coordinate_missing"),
    ]  # fmt: skip
    assert found[0].values[Field.X] == "2380000.5"


def test_a_table_without_coordinates_has_no_shapes():
    table = layer(["MA_VV"], ["A"])
    assert shapes_in_cells(table, read(table)) is None


def test_the_other_column_tells_what_three_digits_behind_a_comma_are():
    rows = [("A1", "2376,105", "411,108"), ("A2", "2376,115", "411,118"), ("A3", "2376,125", "411,128")]
    table = sheet(("Mã vụ việc", "X", "Y"), *rows)
    shapes = shapes_in_cells(table, read(table))
    assert [(one.x, one.y) for one in shapes or () if one is not None] == [
        (411.108, 2376.105),
        (411.118, 2376.115),
        (411.128, 2376.125),
    ]
