"""Small multiples: every unit on the same scale, with its last figures."""

from __future__ import annotations

from datetime import date

import pytest

from landtrack.domain.report.series import SeriesPoint
from landtrack.messages import catalogue
from landtrack.pictures.small_multiples import FOUND, LEFT_OVER, small_multiples
from tests.pictures.examples import DAY, SERIES, breakdown, filled, point, texts

WORDS = catalogue("vi")


def unit(number: int, cases: int) -> tuple[str, list[SeriesPoint]]:
    first = SeriesPoint(date(2021, 1, 1), breakdown((cases, 0, 0, 0)))
    return f"Xã {number}", [first, SeriesPoint(DAY, breakdown((cases, 0, cases - number, 0)))]


@pytest.mark.parametrize(("units", "columns"), [(19, 5), (17, 5), (6, 3), (5, 3), (1, 1)])
def test_every_unit_has_its_chart_in_a_grid(units, columns):
    drawing = small_multiples([unit(number, 100) for number in range(units)], WORDS)
    charts = [ring for ring in filled(drawing, LEFT_OVER) if ring[0][1] != 37]  # all but the key's swatch
    assert len(charts) == units
    assert len({ring[0][0] for ring in charts}) == columns
    written = texts(drawing)
    assert [text for text in written if text.startswith("Xã ")] == [f"Xã {number}" for number in range(units)]
    assert [f"còn {number} / 100 vụ" for number in range(units)] == [text for text in written if text.startswith("còn")]


def test_all_charts_have_one_scale() -> None:
    drawing = small_multiples([unit(1, 100), unit(2, 25)], WORDS)
    large, small = [ring for ring in filled(drawing, FOUND) if ring[0][1] != 37]
    assert (large[0][1] - large[1][1]) / (small[0][1] - small[1][1]) == pytest.approx(4, rel=0.01)


def test_the_table_has_the_last_figures_and_the_worst() -> None:
    series = [point(date(2021, 1, 1), 10), point(date(2022, 1, 1), 1300), point(date(2023, 1, 1), 1300), point(DAY, 12)]
    drawing = small_multiples([("Xã A", series), ("Xã B", [])], WORDS)
    assert drawing.rows == (
        ("Xã A", "30/11/2023", "5.000", "12", "1.300", "01/01/2022"),
        ("Xã B", "–", "–", "–", "–", "–"),
    )
    assert len(drawing.heading) == 6


def test_a_unit_without_figures_keeps_its_place() -> None:
    drawing = small_multiples([("Xã A", []), ("Xã B", SERIES)], WORDS)
    assert len([ring for ring in filled(drawing, LEFT_OVER) if ring[0][1] != 37]) == 1
    assert {"Xã A", "Xã B"} <= set(texts(drawing))


def test_a_single_day_is_a_column() -> None:
    drawing = small_multiples([("Xã A", SERIES[:1])], WORDS)
    xs = [x for x, _y in next(ring for ring in filled(drawing, LEFT_OVER) if ring[0][1] != 37)]
    assert max(xs) - min(xs) == pytest.approx(12)


@pytest.mark.parametrize("units", [[], [("Xã A", [])]])
def test_nothing_to_draw_says_so(units):
    assert "Không có số liệu để vẽ." in texts(small_multiples(units, WORDS))
