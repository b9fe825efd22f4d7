"""Outlines of parcels: exactly of the area asked for, and never crossing themselves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some
from shapely import Polygon

from landtrack.usecases.demo.dice import seeded
from landtrack.usecases.demo.shapes import Manner, outline


@pytest.mark.parametrize("manner", Manner)
@given(seed=some.integers(0, 10**6), area=some.floats(9, 20_000))
def test_an_outline_has_the_area_and_is_simple(manner: Manner, seed: int, area: float) -> None:
    drawn = Polygon(outline(seeded(str(seed)), manner, area))
    assert drawn.is_valid
    assert drawn.area == pytest.approx(area, rel=1e-9)


def test_a_strip_is_long_and_narrow() -> None:
    for seed in range(50):
        box = Polygon(outline(seeded(str(seed)), Manner.STRIP, 200)).bounds
        assert box[2] - box[0] > 3 * (box[3] - box[1])
