"""The block of shapes: every geometry comes back to within a centimetre, in any mixture."""

from __future__ import annotations

import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import MultiPolygon, Point, Polygon, box

from landtrack.maps.shape_feed import encode_shapes, shapes_stamp
from tests.maps.decoded import decoded

# The hole and the parts of a multipolygon are rings of the same case.
RING = Polygon(box(106.1, 21.4, 106.2, 21.5).exterior.coords, [box(106.12, 21.42, 106.14, 21.44).exterior.coords])
SHAPES = [
    box(106.1, 21.4, 106.1001, 21.4001),
    RING,
    Point(106.15, 21.45),
    MultiPolygon([box(106.1, 21.4, 106.11, 21.41), box(106.2, 21.4, 106.21, 21.41)]),
    box(-179.9, -84.9, 179.9, 84.9),
    Point(0, 0),
    Point(180, 90),
]
CENTIMETRE = 1e-7
"""In degrees, about."""


@given(st.lists(st.sampled_from(SHAPES)))
def test_shapes_come_back_in_any_mixture(shapes: list[shapely.Geometry]) -> None:
    ids = [7 * number + 3 for number in range(len(shapes))]
    found = decoded(encode_shapes(ids, [shapely.to_wkb(shape) for shape in shapes]))
    assert list(found) == ids
    for shape, drawn in zip(shapes, found.values(), strict=True):
        if shape.equals(Point(180, 90)):
            assert drawn.equals_exact(Point(180, 85.0511287798), 1e-6)  # where the map's world ends
        else:
            lines = (
                shape
                if shape.geom_type == "Point"
                else shapely.MultiLineString(list(shapely.get_rings(shapely.get_parts(shape))))
            )
            assert lines.geom_type == drawn.geom_type
            assert shapely.hausdorff_distance(lines, drawn) < CENTIMETRE


def test_small_shapes_take_half_the_room() -> None:
    small = [shapely.to_wkb(box(106.1, 21.4, 106.1001, 21.4001))] * 50
    large = [shapely.to_wkb(box(106.1, 21.4, 106.2, 21.5))] * 50
    ids = list(range(50))
    assert len(encode_shapes(ids, large)) - len(encode_shapes(ids, small)) == 50 * 5 * 2 * 2


@given(st.lists(st.tuples(st.integers(1, 10**6), st.integers(1, 10**9)), unique=True, min_size=1))
def test_a_stamp_names_what_is_shown(keys: list[tuple[int, int]]) -> None:
    case_id, revision = keys[0]
    assert shapes_stamp(keys) == shapes_stamp(list(keys))
    assert shapes_stamp(keys) != shapes_stamp([(case_id, revision + 1), *keys[1:]])
    assert shapes_stamp(keys) != shapes_stamp(keys[1:])
