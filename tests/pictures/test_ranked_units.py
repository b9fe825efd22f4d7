"""Units ranked: by exact shares, with their counts, and none of few cases among them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from landtrack.domain.status import Status
from landtrack.messages import catalogue
from landtrack.pictures.palette import STATUS_FILLS
from landtrack.pictures.ranked_units import BAR_WIDE, BAR_X, ranked_units
from tests.pictures.examples import filled, lines, progress, texts

WORDS = catalogue("vi")
UNITS = (("Canh Nậu", 52, 50), ("Tam Tiến", 9, 9), ("Bố Hạ", 4574, 4028), ("Đồng Kỳ", 26, 25), ("Tân Sỏi", 0, 0))
GREEN = STATUS_FILLS[Status.RESOLVED]


def test_the_highest_share_comes_first_and_equal_shares_have_equal_ranks() -> None:
    drawing = ranked_units(progress(*UNITS), WORDS)
    assert [row[:5] for row in drawing.rows] == [
        ("1", "Xã Canh Nậu", "50", "52", "96,15\xa0%"),
        ("1", "Xã Đồng Kỳ", "25", "26", "96,15\xa0%"),
        ("3", "Xã Bố Hạ", "4.028", "4.574", "88,06\xa0%"),
        ("–", "Xã Tam Tiến", "9", "9", "100,00\xa0%"),
        ("–", "Xã Tân Sỏi", "0", "0", "–"),
        ("", "Tổng số", "4.112", "4.661", "88,22\xa0%"),
    ]


def test_the_hectares_are_in_the_table() -> None:
    drawing = ranked_units(progress(*UNITS), WORDS)
    assert drawing.rows[2][5:] == ("402,80", "457,40", "88,06\xa0%")
    assert len(drawing.heading) == len(drawing.rows[2])


def test_shares_that_round_alike_are_still_told_apart() -> None:
    drawing = ranked_units(progress(("A", 100_000, 88_061), ("B", 100_000, 88_062)), WORDS)
    assert [(row[0], row[1]) for row in drawing.rows[:2]] == [("1", "Xã B"), ("2", "Xã A")]
    assert drawing.rows[0][4] == drawing.rows[1][4] == "88,06\xa0%"


def test_bars_are_as_long_as_the_shares_and_counts_stand_beside_them() -> None:
    drawing = ranked_units(progress(*UNITS), WORDS)
    bars = [max(x for x, _y in ring) - BAR_X for ring in filled(drawing, GREEN)]
    assert bars == pytest.approx([BAR_WIDE * share for share in (50 / 52, 25 / 26, 4028 / 4574)], abs=0.01)
    written = texts(drawing)
    assert {"50 / 52", "25 / 26", "4.028 / 4.574", "9 / 9", "0 / 0"} <= set(written)


def test_few_cases_stand_below_without_bar_or_rank() -> None:
    drawing = ranked_units(progress(*UNITS), WORDS, least=27)
    assert len(filled(drawing, GREEN)) == 2
    assert [row[0] for row in drawing.rows] == ["1", "2", "–", "–", "–", ""]
    assert "Dưới 27 vụ, không xếp hạng" in texts(drawing)
    assert "27" in drawing.note


def test_no_least_still_ranks_no_unit_without_cases() -> None:
    drawing = ranked_units(progress(*UNITS), WORDS, least=0)
    assert [row[0] for row in drawing.rows] == ["1", "2", "2", "4", "–", ""]


def test_the_whole_is_marked_across_the_bars() -> None:
    drawing = ranked_units(progress(*UNITS), WORDS)
    (across,) = [spots for dash, spots in lines(drawing) if dash]
    assert across[0][0] == pytest.approx(BAR_X + BAR_WIDE * 4112 / 4661, abs=0.01)
    assert "Chung: 88,22 %" in texts(drawing)


def test_no_unit_has_enough_cases() -> None:
    drawing = ranked_units(progress(("Tân Sỏi", 3, 1)), WORDS)
    assert filled(drawing, GREEN) == []
    assert not any("Chung" in text for text in texts(drawing))
    assert "1 / 3" in texts(drawing)


def test_nothing_resolved_has_no_green() -> None:
    drawing = ranked_units(progress(("Tân Sỏi", 30, 0)), WORDS)
    assert filled(drawing, GREEN) == []
    assert drawing.rows[0][:5] == ("1", "Xã Tân Sỏi", "0", "30", "0,00\xa0%")


def test_no_units_say_so() -> None:
    drawing = ranked_units(progress(), WORDS)
    assert "Không có số liệu để vẽ." in texts(drawing)
    assert drawing.rows == (("", "Tổng số", "0", "0", "–", "0,00", "0,00", "–"),)


def test_nineteen_units_have_a_row_each() -> None:
    names = [(f"Tên rất dài của một xã miền núi số {number}", 100 + number, 50) for number in range(19)]
    drawing = ranked_units(progress(*names), WORDS)
    assert len(filled(drawing, GREEN)) == 19
    heights = [ring[0][1] for ring in filled(drawing, GREEN)]
    assert min(lower - upper for upper, lower in pairwise(heights)) > 10
    assert max(heights) < drawing.sheet.height - 10
