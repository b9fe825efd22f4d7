"""The coordinate doctor as dialogs ask it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import shapely

from landtrack.formats.coordinates import from_wgs84

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.web.register import Visitor

    Visit = Callable[[str | None], Visitor]

CORNERS = [(106.1268, 21.4671), (106.1270, 21.4671), (106.1270, 21.4673)]


def address(system: str, *, swapped: bool = False, unit: str = "07288", declared: str = "") -> str:
    points = shapely.get_coordinates(from_wgs84(shapely.points(CORNERS), system)).tolist()
    pairs = [(y, x) if swapped else (x, y) for x, y in points]
    typed = "&".join(f"x={x:.3f}&y={y:.3f}" for x, y in pairs)
    return f"/api/coordinates/doctor?{typed}&unit={unit}&system={declared}"


def test_typed_corners_come_back_where_they_lie(visitor: Visit) -> None:
    found = visitor("canbo").json(address("EPSG:9214", swapped=True, declared="EPSG:9214"))
    best = found["readings"][0]
    assert (best["system"], best["swapped"], best["faults"]) == ("EPSG:9214", True, ["swapped"])
    assert [tuple(pair) for pair in best["corners"]] == [pytest.approx(pair, abs=1e-7) for pair in CORNERS]
    assert "northing first. All points (3) fall where they should." in best["sentence"]
    assert found["schematic"] is True


def test_numbers_may_be_typed_as_people_do(visitor: Visit) -> None:
    found = visitor("canbo").json("/api/coordinates/doctor?x=2.375.123,4&y=412.345,67&unit=")
    assert found["readings"][0]["system"] == "EPSG:9214"
    assert found["readings"][0]["swapped"] is True


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "coordinates.unequal"),
        ("x=1&x=2&y=3", "coordinates.unequal"),
        ("x=one&y=3", "coordinates.not_a_number"),
        ("x=1&y=3&system=EPSG:nonsense", "crs.unsupported"),
        ("x=1&y=3&" * 101, "coordinates.too_many"),
    ],
)
def test_what_means_nothing_is_refused(visitor: Visit, query: str, code: str) -> None:
    answer = visitor("canbo").get(f"/api/coordinates/doctor?{query}")
    assert answer.status_code == 422
    assert answer.json is not None
    assert answer.json["error"]["code"] == code


def test_another_unit_answers_like_none(visitor: Visit) -> None:
    who = visitor("chutich.yenthe")
    assert who.get(address("EPSG:9214", unit="07294")).status_code == 404
    assert who.get(address("EPSG:9214", unit="99999")).status_code == 404
    assert who.json(address("EPSG:9214"))["readings"][0]["inside"] == 3


def test_asking_changes_nothing_and_an_administrator_has_no_right(visitor: Visit) -> None:
    assert visitor("quantri").get(address("EPSG:9214")).status_code == 403
