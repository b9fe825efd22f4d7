"""Moving the bytes of simple polygons gives what shapely gives; every geometry stays at its place."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import MultiPolygon, Point, Polygon, box

from landtrack.formats import moved_shapes
from landtrack.formats.case_tables import Layer
from landtrack.formats.coordinates import WGS84, from_wgs84
from landtrack.formats.moved_shapes import by_layer

SPOTS = st.tuples(st.floats(105.9, 106.4), st.floats(21.3, 21.7))


def square(spot, size=0.0002):
    return box(*spot, spot[0] + size, spot[1] + size)


def star(spot, spokes, reverse):
    """Return a polygon with so long spokes, running one way or the other."""
    angles = np.linspace(0, 2 * np.pi, len(spokes), endpoint=False)
    reach = np.array(spokes) * 1e-5
    ring = Polygon(np.column_stack([spot[0] + reach * np.cos(angles), spot[1] + reach * np.sin(angles)]))
    return ring.reverse() if reverse else ring


SHAPES = st.one_of(
    st.none(),
    SPOTS.map(Point),
    SPOTS.map(square),
    st.builds(star, SPOTS, st.lists(st.integers(1, 50), min_size=3, max_size=12), st.booleans()),
    SPOTS.map(lambda spot: square(spot).difference(square((spot[0] + 5e-5, spot[1] + 5e-5), 5e-5))),
    SPOTS.map(lambda spot: MultiPolygon([square(spot), square((spot[0] + 0.01, spot[1]))])),
)


def layer_of(shape):
    if shape is None:
        return Layer.NO_GEOMETRY
    return Layer.POINTS if shape.geom_type == "Point" else Layer.POLYGONS


def wkb_of(shapes):
    return [None if shape is None else shapely.to_wkb(shape, byte_order=1) for shape in shapes]


@given(st.lists(SHAPES, max_size=12), st.sampled_from(["EPSG:9214", "EPSG:4756", WGS84]))
def test_each_comes_out_as_shapely_moves_it(shapes, system):
    found = {}
    for layer, flags, moved in by_layer(wkb_of(shapes), system):
        assert layer not in found
        found[layer] = np.flatnonzero(flags).tolist()
        if moved is not None:
            wanted = shapely.orient_polygons(
                from_wgs84(np.array([shapes[place] for place in found[layer]], dtype=object), system), exterior_cw=True
            )
            given_back = shapely.from_wkb(np.array(moved.to_pylist(), dtype=object))
            tolerance = 1e-6 if system == "EPSG:9214" else 1e-11
            assert shapely.equals_exact(given_back, wanted, tolerance).all()
    expected = [layer_of(shape) for shape in shapes]
    assert found == {layer: [at for at, own in enumerate(expected) if own is layer] for layer in set(expected)}


def test_simple_polygons_do_not_need_shapely(monkeypatch):
    monkeypatch.setattr(moved_shapes, "shapely", None)
    ((layer, flags, moved),) = by_layer(wkb_of([square((106.1, 21.5)), square((106.2, 21.4))]), "EPSG:9214")
    assert moved is not None
    assert (layer, flags.tolist(), len(moved)) == (Layer.POLYGONS, [True, True], 2)


@pytest.mark.parametrize("reverse", [False, True])
def test_rings_run_clockwise(reverse):
    shape = star((106.1, 21.5), [5, 9, 4, 7, 30], reverse)
    ((_, _, moved),) = by_layer(wkb_of([shape]), "EPSG:9214")
    assert isinstance(moved, pa.Array)
    assert not shapely.is_ccw(shapely.from_wkb(moved[0].as_py()).exterior)
