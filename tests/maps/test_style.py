"""The classes of rates: every share has one, and they grow darker."""

from __future__ import annotations

import math

import pytest

from landtrack.domain.progress import Measure
from landtrack.maps.style import RATE_CLASSES, rate_class


@pytest.mark.parametrize(
    ("resolved", "cases", "place"),
    [
        (0, 1, 0),
        (69, 100, 0),
        (70, 100, 1),
        (79999, 100000, 1),
        (80, 100, 2),
        (85, 100, 3),
        (90, 100, 4),
        (95, 100, 5),
        (7, 7, 5),
    ],
)
def test_a_rate_has_its_class(resolved: int, cases: int, place: int) -> None:
    assert rate_class(Measure(cases=cases, resolved=resolved)) == RATE_CLASSES[place]


def test_no_cases_have_no_class() -> None:
    assert rate_class(Measure()) is None


def test_classes_follow_one_another_and_grow_darker() -> None:
    assert [row.below for row in RATE_CLASSES[:-1]] == [row.least for row in RATE_CLASSES[1:]]
    assert (RATE_CLASSES[0].least, RATE_CLASSES[-1].below) == (0, None)
    light = [_lightness(row.colour) for row in RATE_CLASSES]
    assert light == sorted(light, reverse=True)


def _lightness(colour: str) -> float:
    red, green, blue = (math.pow(int(colour[place : place + 2], 16) / 255, 2.2) for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
