"""What the drawing script computes by itself, run by node: coordinates, corners, areas, crossings, conflicts."""

from __future__ import annotations

import re
from typing import Any

import pytest
import shapely
from shapely.geometry import mapping

from landtrack.formats.coordinates import SYSTEMS, area_tenths, from_wgs84, to_wgs84
from landtrack.web.draw_texts import draw_texts
from landtrack.web.joined import joined_modules
from landtrack.web.language import SETTINGS
from landtrack.web.static_files import FOLDER
from landtrack.web.vn2000 import OFFICIAL_SYSTEM, corner_systems
from tests.web.test_scripts import run

PLACES = [(106.1268, 21.4671), (106.2522, 21.4681), (105.2, 10.1), (108.9, 14.2)]


def test_a_corner_in_any_system_lies_where_the_register_puts_it() -> None:
    found = run(
        """const { cornerSystem } = await load("draw/corner_systems.js");
        return systems.map((one) => {
          const { place, write } = cornerSystem(one, official);
          return places.map(([lon, lat]) => {
            const { north, east } = write(lat, lon);
            const back = place(north, east);
            return [north, east, back.lon, back.lat];
          });
        });""",
        systems=corner_systems(), official=OFFICIAL_SYSTEM, places=PLACES,
    )  # fmt: skip
    for system, rows in zip(SYSTEMS, found, strict=True):
        meridian = next(row.get("meridian", 0) for row in corner_systems() if row["code"] == system)
        for place, (north, east, lon, lat) in zip(PLACES, rows, strict=True):
            official = from_wgs84(shapely.Point(place), system)
            # A zone is three or six degrees wide; far beyond it the series, too, is right to the millimetre only.
            near = meridian == 0 or abs(place[0] - meridian) < 4
            scale = 1e-9 if meridian == 0 else 1e-4 if near else 1e-3
            assert (east, north) == pytest.approx((official.x, official.y), abs=scale), system
            again = to_wgs84(shapely.Point(east, north), system)
            assert (lon, lat) == pytest.approx((again.x, again.y), abs=1e-9 if near else 1e-8), system


def test_systems_are_named_as_officials_name_them() -> None:
    names = {row["code"]: row["name"] for row in corner_systems()}
    assert names["EPSG:9214"] == OFFICIAL_SYSTEM["name"] == "VN-2000 / TM-3 107-00"
    assert names["EPSG:9208"] == "VN-2000 / TM-3 104-45"
    assert (names["EPSG:3405"], names["EPSG:3406"]) == ("VN-2000 / UTM 48N", "VN-2000 / UTM 49N")
    assert set(names) == set(SYSTEMS)


def read(text: str, *, degrees: bool = False) -> Any:
    return run(
        'return (await load("draw/corner_text.js")).readCorners(text, degrees);', text=text, degrees=degrees
    )  # fmt: skip


CORNER = (2375123.45, 412345.67)


@pytest.mark.parametrize(
    "line",
    [
        "2375123.45 412345.67",
        "2375123,45 412345,67",
        "2375123,45; 412345,67",
        "2375123.45,412345.67",
        "2.375.123,45\t412.345,67",
        "2 375 123,45 412 345,67",
        "2,375,123.45\t412,345.67",
        "1 2375123.45 412345.67",
        "1\t2375123.45\t412345.67\t25.30",
        "M1 2375123.45 412345.67 25.30",
        "M1: 2375123.45 412345.67",
        "12. 2375123.45 412345.67",
        "(3) 2375123.45 412345.67",
        "X = 2375123.45 Y = 412345.67",
        "1: X=2375123,45; Y=412345,67",
        "412345.67 2375123.45",
        "4\t412345,67\t2375123,45",
        "Y: 412345.67  X: 2375123.45",
        "2375123.45\u00a0412345.67",
    ],
)
def test_a_corner_in_metres_is_read_however_it_is_written(line: str) -> None:
    found = read(line)
    assert found["problems"] == []
    corner = found["parts"][0][0][0]
    assert (corner["north"], corner["east"], corner["line"]) == (*CORNER, 1)


@pytest.mark.parametrize(
    ("line", "lat", "lon"),
    [
        ("21.4671 106.1268", 21.4671, 106.1268),
        ("106.1268, 21.4671", 21.4671, 106.1268),
        ("106.1268,21.4671", 21.4671, 106.1268),
        ("21,4671; 106,1268", 21.4671, 106.1268),
        ("1 21.4671 106.1268", 21.4671, 106.1268),
        ("21°28'01.56\"N 106°07'36.48\"E", 21.4671, 106.1268),
        ("2. 21° 28\N{PRIME} 01,56\N{DOUBLE PRIME} B, 106° 07\N{PRIME} 36,48\N{DOUBLE PRIME} Đ", 21.4671, 106.1268),
        ("106°7.608' 21°28.026'", 21.4671, 106.1268),
    ],
)
def test_a_corner_in_degrees_is_read_however_it_is_written(line: str, lat: float, lon: float) -> None:
    found = read(line, degrees=True)
    assert found["problems"] == []
    corner = found["parts"][0][0][0]
    assert (corner["north"], corner["east"]) == pytest.approx((lat, lon), abs=1e-9)


@pytest.mark.parametrize(
    ("line", "degrees", "kind"),
    [
        ("2375123.45", False, "numbers"),
        ("x 12", False, "numbers"),
        ("21.4671 106.1268", False, "place"),
        ("2375123.45 412345.67", True, "place"),
        ("2375.123 412.345", False, "place"),
        ("2375123.45 2375123.45", False, "place"),
        ("21°61'01\" 106°07'36\"", True, "numbers"),
    ],
)
def test_a_line_that_is_no_corner_is_named(line: str, degrees: bool, kind: str) -> None:  # noqa: FBT001 - an example
    found = read(f"STT\tX\tY\n{line}", degrees=degrees)
    assert [(row["line"], row["kind"]) for row in found["problems"]] == [(2, kind)]
    assert found["parts"] == []


def shape_of(text: str) -> list[list[int]]:
    return [[len(ring) for ring in rings] for rings in read(text)["parts"]]


def corners(*easts: int) -> str:
    return "\n".join(f"{2375000 + east % 7} {412000 + east}" for east in easts)


def test_parts_and_holes_are_told_apart() -> None:
    assert shape_of(corners(1, 2, 3)) == [[3]]
    assert shape_of(f"Danh sách tọa độ\n{corners(1, 2, 3)}\n\n{corners(4, 5, 6, 7)}") == [[3], [4]]
    assert shape_of(f"Phần 1\n{corners(1, 2, 3, 4)}\nLỗ\n{corners(5, 6, 7)}\n\nPhần 2\n{corners(8, 9, 10)}") == [
        [4, 3],
        [3],
    ]
    assert shape_of("\n\n".join(corners(east) for east in range(1, 6))) == [[5]]  # an empty line after every corner
    assert shape_of(f"{corners(1, 2, 3)}\n{corners(1)}") == [[3]]  # the first one again closes the ring
    assert read(corners(1, 2, 3))["order"] == "north"
    assert read("412345 2375123")["order"] == "east"
    assert read("\n \n")["parts"] == []


def test_what_is_written_is_read_back() -> None:
    shell = [[2375000.123, 412000.456], [2375010, 412010], [2375000, 412020]]
    hole = [[2375004, 412008], [2375005, 412010], [2375004, 412012]]
    parts = [[shell, hole], [[[2375100, 412100], [2375110, 412110], [2375100, 412120]]]]
    found = run(
        """const { readCorners, writeCorners } = await load("draw/corner_text.js");
        const written = writeCorners(parts, (corner) => corner.map((metres) => metres.toFixed(3)),
          { part: (number) => `Phần ${number}`, hole: "Lỗ" });
        const plain = (ring) => ring.map(({ north, east }) => [north, east]);
        return readCorners(written, false).parts.map((rings) => rings.map(plain));""",
        parts=parts,
    )
    assert found == parts


SHAPES = [
    shapely.box(106.12, 21.46, 106.121, 21.461),
    shapely.Polygon(
        shapely.box(106.12, 21.46, 106.124, 21.464).exterior, [shapely.box(106.121, 21.461, 106.122, 21.462).exterior]
    ),
    shapely.MultiPolygon([shapely.box(106.1, 21.46, 106.101, 21.461), shapely.box(106.12, 21.46, 106.121, 21.461)]),
    shapely.MultiPolygon([shapely.box(106.1, 21.46, 106.101, 21.461)]),
]  # fmt: skip


def test_areas_are_the_registers_to_the_tenth_and_shapes_come_back_as_they_were() -> None:
    given = [mapping(shape) for shape in SHAPES]
    found = run(
        """const { areaOf, fromGeoJson, toGeoJson } = await load("draw/shape.js");
        const { survey } = (await load("map/vn2000.js")).vn2000(official);
        return given.map((geometry) => {
          const shape = fromGeoJson(geometry);
          return { area: areaOf(shape.parts, survey), back: toGeoJson(shape) };
        });""",
        given=given, official=OFFICIAL_SYSTEM,
    )  # fmt: skip
    for shape, row in zip(SHAPES, found, strict=True):
        assert row["area"] * 10 == pytest.approx(area_tenths(shape), abs=0.6)
        assert shapely.geometry.shape(row["back"]) == shape
        assert row["back"]["type"] == shape.geom_type


def test_points_and_nothing_are_shapes_too() -> None:
    found = run(
        """const { fromGeoJson, isEmpty, toGeoJson } = await load("draw/shape.js");
        const point = fromGeoJson({ type: "Point", coordinates: [106.1, 21.4] });
        return [toGeoJson(point), isEmpty(point), toGeoJson(fromGeoJson(null)), isEmpty(fromGeoJson(null)),
          isEmpty({ kind: "area", parts: [[[{ lat: 1, lng: 1 }, { lat: 2, lng: 2 }]]] })];"""
    )
    assert found == [{"type": "Point", "coordinates": [106.1, 21.4]}, False, None, True, True]


def test_crossings_are_found_where_they_are_and_nowhere_else() -> None:
    ring = [[(0, 0), (2, 2), (2, 0), (0, 2)]]
    plain = [[(0, 0), (2, 0), (2, 2), (0, 2)]]
    hole_through = [[(0, 0), (4, 0), (4, 4), (0, 4)], [(3, 1), (5, 1), (5, 2), (3, 2)]]
    found = run(
        """const { crossings } = await load("draw/shape.js");
        return given.map((rings) => crossings([rings.map((ring) => ring.map(([lng, lat]) => ({ lng, lat })))]));""",
        given=[ring, plain, hole_through],
    )
    assert found[0] == [{"lng": 1, "lat": 1}]
    assert found[1] == []
    assert found[2] == [{"lng": 4, "lat": 1}, {"lng": 4, "lat": 2}]


def test_steps_are_taken_back_and_forth() -> None:
    assert run(
        """const { UndoStack } = await load("draw/undo_stack.js");
        const steps = new UndoStack("a");
        const told = [steps.undo()];
        steps.push("b");
        steps.push("c");
        told.push(steps.undo(), steps.undo(), steps.canUndo, steps.redo(), steps.canRedo);
        steps.push("d");
        told.push(steps.canRedo, steps.redo(), steps.undo());
        return told;"""
    ) == ["a", "b", "a", False, "b", True, False, "d", "b"]


def test_three_states_of_a_field_make_one() -> None:
    found = run(
        """const { mergeFields } = await load("draw/merge_fields.js");
        return mergeFields(["a", "b", "c", "d", "e"], before, mine, theirs);""",
        before={"a": 1, "b": 1, "c": 1, "d": {"x": [1]}, "e": None},
        mine={"a": 2, "b": 1, "c": 2, "d": {"x": [1]}, "e": 5, "reason": "r"},
        theirs={"a": 3, "b": 3, "c": 2, "d": {"x": [1]}, "e": None},
    )
    assert found["merged"] == {"a": 2, "b": 3, "c": 2, "d": {"x": [1]}, "e": 5, "reason": "r"}
    assert [(row["name"], row["clash"]) for row in found["fields"]] == [("a", True), ("b", False), ("c", False)]


def test_the_nearest_corner_within_reach_is_the_one() -> None:
    found = run(
        """const { nearestCorner } = await load("draw/snapping.js");
        const shapes = { count: 2, boxes: [0, 0, 10, 10, 20, 0, 30, 10], xs: [0, 10, 10, 20, 30], ys: [0, 0, 10, 0, 10],
          ringStart: [0, 1, 2], pointStart: [0, 3, 5] };
        const asked = [[9, 1, 2], [9, 1, 1], [21, 1, 5], [21, 1, 5, 1], [15, 0, 6]];
        return asked.map((one) => nearestCorner(shapes, ...one));"""
    )
    assert found == [{"x": 10, "y": 0}, None, {"x": 20, "y": 0}, None, {"x": 10, "y": 0}]


def test_the_drawing_script_gets_every_text_it_says_and_no_other(app: Any) -> None:
    script = joined_modules(("js/draw/draw_page.js",), lambda path: (FOLDER / path).read_text("utf-8"))
    page = (FOLDER.parents[2] / "templates/_commune_texts.html").read_text("utf-8")
    of_page = set(re.findall(r'^\s*"(\w+)":', page, re.MULTILINE))
    asked = set(re.findall(r'\btext\("(\w+)"', script)) - of_page
    stems = set(re.findall(r"\btext\(`(\w+_)\$\{", script))
    with app.test_request_context():
        assert app.extensions[SETTINGS].language == "en"
        given = set(draw_texts())
    asked |= {name for both in re.findall(r'\? "(draw_\w+)" : "(draw_\w+)"', script) for name in both}
    assert asked <= given
    assert {name for name in given - asked if not any(name.startswith(stem) for stem in stems)} == set()
