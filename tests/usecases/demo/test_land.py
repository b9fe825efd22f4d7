"""The parcels of the demo are drawn as parcels are: inside their commune, of their size, beside each other."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import pytest
import shapely

from landtrack.domain.episode import Gap
from landtrack.domain.question import end_of_day
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.formats.coordinates import BAC_GIANG, from_wgs84
from landtrack.store.cases import CaseRow, geometries, list_cases
from landtrack.store.database import open_database
from landtrack.store.log import head_at

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

pytestmark = pytest.mark.xdist_group("demo")

SNAPSHOT = date(2023, 11, 30)


class Drawn(NamedTuple):
    """A case with its geometry in metres, None where it has none."""

    row: CaseRow
    geometry: BaseGeometry | None


@pytest.fixture(scope="module")
def snapshot(demo_url: str) -> list[Drawn]:
    """Return the 4,574 cases of the snapshot."""
    with closing(open_database(demo_url)) as database, database.reading() as view:
        entry = head_at(view.connection, end_of_day(SNAPSHOT)).number
        rows = list_cases(view, SYSTEM_SCOPE, SNAPSHOT, entry, excluded=False)
        drawn = {
            case_id: from_wgs84(shapely.from_wkb(wkb), BAC_GIANG)
            for case_id, _, wkb in geometries(view, SYSTEM_SCOPE, SNAPSHOT, entry, excluded=False)
        }
    return [Drawn(row, drawn.get(row.case_id)) for row in rows]


def test_how_many_are_drawn_how(snapshot: list[Drawn]) -> None:
    kinds = Counter(None if case.geometry is None else case.geometry.geom_type for case in snapshot)
    assert kinds[None] == 12
    assert kinds["Point"] == 30
    assert kinds["MultiPolygon"] > 20
    assert kinds.total() == 4_574
    outside = [case for case in snapshot if case.row.gap is Gap.OUTSIDE_UNIT]
    assert len(outside) == 5
    assert all(case.geometry is not None and case.geometry.area > 0 for case in outside)


def test_drawings_measure_the_declared_area_but_for_forty(snapshot: list[Drawn]) -> None:
    off = [
        abs(case.geometry.area * 10 - case.row.area) / case.row.area
        for case in snapshot
        if case.geometry is not None and case.geometry.area > 0
    ]
    wrong = [share for share in off if share > 0.01]
    assert len(wrong) == 40
    assert min(wrong) > 0.1
    assert max(wrong) < 0.6


def test_parcels_hardly_overlap(snapshot: list[Drawn]) -> None:
    drawn = [case.geometry for case in snapshot if case.geometry is not None]
    tree = shapely.STRtree(drawn)
    ones, others = tree.query(drawn, predicate="intersects")
    assert sum(one < other for one, other in zip(ones, others, strict=True)) < 5


def test_parcels_are_shaped_like_parcels(snapshot: list[Drawn]) -> None:
    """Few corners, no stars: a parcel fills most of its convex hull."""
    for case in snapshot:
        for part in shapely.get_parts(case.geometry) if case.geometry is not None else ():
            if part.geom_type == "Polygon":
                assert len(part.exterior.coords) <= 14
                assert part.area > 0.5 * part.convex_hull.area


def test_parcels_lie_around_hamlets(snapshot: list[Drawn]) -> None:
    """A case is far nearer to the others of its hamlet than to those of its commune."""
    places: dict[tuple[int, str], list[tuple[float, float]]] = {}
    for case in snapshot:
        if case.geometry is not None:
            middle = case.geometry.centroid
            places.setdefault((case.row.unit_id, case.row.hamlet), []).append((middle.x, middle.y))
    spreads = [shapely.MultiPoint(points).minimum_rotated_rectangle.length for points in places.values()]
    assert len(places) > 150
    assert sorted(spreads)[len(spreads) // 2] < 7_000
