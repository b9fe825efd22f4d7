"""Progress over time: every band, day, mark and target is in the picture, and the table says the same."""

from __future__ import annotations

from datetime import date

import pytest

from landtrack.domain.cutoff import Band
from landtrack.domain.progress import Breakdown
from landtrack.domain.report.series import Mark, SeriesPoint, TargetLine
from landtrack.messages import catalogue
from landtrack.pictures.palette import BAND_COLOURS
from landtrack.pictures.progress_over_time import LEFT, RIGHT, progress_over_time
from tests.pictures.examples import CUTOFFS, DAY, SERIES, filled, lines, point, texts

WORDS = catalogue("vi")
RIGHT_EDGE = 480 - RIGHT
DOTTED, DASHED = "1.2 2", "4 2.5"
GOAL = TargetLine(date(2023, 1, 1), date(2023, 12, 31), 1726, 399, "Trên 90 %")


def test_the_table_has_the_figures_of_every_day_and_band() -> None:
    drawing = progress_over_time(SERIES, [], [], WORDS, cutoffs=CUTOFFS)
    assert drawing.heading[1:4] == ("Trước 01/7/2014", "Từ 01/7/2014 đến 11/6/2020", "Sau 11/6/2020")
    assert drawing.rows == (
        ("31/12/2020", "4.700", "533", "12", "7", "5.252"),
        ("31/12/2021", "3.100", "410", "31", "6", "3.547"),
        ("31/12/2022", "1.500", "202", "19", "5", "1.726"),
        ("30/11/2023", "479", "64", "2", "1", "546"),
    )


def test_hectares_are_what_is_left_of_the_land() -> None:
    drawing = progress_over_time(SERIES, [], [], WORDS, by_area=True)
    assert drawing.rows[-1] == ("30/11/2023", "59,13", "7,90", "0,25", "0,12", "67,40")
    assert "67,40 ha" in texts(drawing)
    assert "600" in texts(drawing)


def test_what_is_written_beside_the_bands_is_their_last_figure() -> None:
    written = texts(progress_over_time(SERIES, [], [], WORDS, cutoffs=CUTOFFS))
    for figure, name in (("479", "Trước 01/7/2014"), ("64", "Từ 01/7/2014 đến 11/6/2020"), ("2", "Sau 11/6/2020")):
        assert written[written.index(name) - 1] == figure
    assert written[written.index("Tổng số đến 30/11/2023") - 1] == "546"


def test_the_bands_lie_on_each_other_as_high_as_their_figures() -> None:
    drawing = progress_over_time(SERIES, [], [], WORDS)
    ground = max(y for _x, y in filled(drawing, BAND_COLOURS[Band.BEFORE])[0])
    # One point of the sheet is so many cases: taken from the lowest band's first day.
    ring = filled(drawing, BAND_COLOURS[Band.BEFORE])[0]
    scale = 4700 / (ground - ring[0][1])
    below = ground
    for band, left in zip(Band, (4700, 533, 12, 7), strict=True):
        ring = filled(drawing, BAND_COLOURS[band])[0]
        assert ring[0][0] == LEFT
        assert ring[-1] == pytest.approx((LEFT, below), abs=0.02)
        assert (below - ring[0][1]) * scale == pytest.approx(left, abs=1)
        below = ring[0][1]


def test_days_lie_at_their_share_of_the_time() -> None:
    drawing = progress_over_time(SERIES, [], [], WORDS)
    xs = [x for x, _y in filled(drawing, BAND_COLOURS[Band.BEFORE])[0][:4]]
    span = (DAY - date(2020, 12, 31)).days
    wanted = [LEFT + (RIGHT_EDGE - LEFT) * (row.day - date(2020, 12, 31)).days / span for row in SERIES]
    assert xs == pytest.approx(wanted, abs=0.01)


def test_marks_within_the_time_are_drawn_and_all_are_told() -> None:
    marks = [Mark(date(2014, 7, 1), "Luật Đất đai"), Mark(date(2022, 6, 16), "Đợt cao điểm")]
    drawing = progress_over_time(SERIES, marks, [], WORDS)
    uprights = [spots for dash, spots in lines(drawing) if dash == DOTTED]
    assert len(uprights) == 1
    share = (date(2022, 6, 16) - date(2020, 12, 31)) / (DAY - date(2020, 12, 31))
    assert uprights[0][0][0] == uprights[0][1][0] == pytest.approx(LEFT + (RIGHT_EDGE - LEFT) * share, abs=0.01)
    assert "16/6/2022: Đợt cao điểm" in texts(drawing)
    assert not any("Luật Đất đai" in text for text in texts(drawing))
    assert "01/7/2014: Luật Đất đai; 16/6/2022: Đợt cao điểm" in drawing.note


def test_a_mark_named_after_its_day_says_it_once() -> None:
    marks = [Mark(date(2022, 6, 16), "Hạn 16/6/2022"), Mark(date(2022, 9, 1), "")]
    written = texts(progress_over_time(SERIES, marks, [], WORDS))
    assert "Hạn 16/6/2022" in written
    assert "01/9/2022" in written


def test_names_of_marks_do_not_lie_on_each_other() -> None:
    marks = [Mark(date(2021, month, 1), f"Mốc số {month} có tên khá dài") for month in range(1, 6)]
    drawing = progress_over_time(SERIES, marks, [], WORDS)
    found = [label for label in drawing.sheet.marks if "Mốc số" in getattr(label, "text", "")]
    assert len(found) == 5
    assert len({getattr(label, "y", 0) for label in found}) == 5


def test_more_marks_than_there_is_room_keep_their_uprights() -> None:
    marks = [Mark(date(2021, month, 1), f"Mốc số {month} có tên khá dài") for month in range(1, 13)]
    drawing = progress_over_time(SERIES, marks, [], WORDS)
    assert sum(dash == DOTTED for dash, _spots in lines(drawing)) == 12
    assert sum("Mốc số" in text for text in texts(drawing)) >= 5


def test_a_target_goes_from_its_opening_to_its_aim() -> None:
    drawing = progress_over_time(SERIES, [], [GOAL], WORDS)
    (line,) = [spots for dash, spots in lines(drawing) if dash == DASHED]
    ground = max(y for _x, y in filled(drawing, BAND_COLOURS[Band.BEFORE])[0])
    assert line[1][0] == RIGHT_EDGE
    assert (ground - line[0][1]) / (ground - line[1][1]) == pytest.approx(1726 / 399, rel=0.01)
    assert "≤ 399 · 31/12/2023" in texts(drawing)
    assert "Trên 90 %" in texts(drawing)
    assert "“Trên 90 %”: ≤ 399, hạn 31/12/2023" in drawing.note


def test_a_target_without_figures_is_drawn() -> None:
    drawing = progress_over_time([], [], [GOAL], WORDS)
    assert [dash for dash, _spots in lines(drawing) if dash == DASHED]
    assert drawing.rows == ()


def test_a_single_day_is_a_column_within_the_plot() -> None:
    drawing = progress_over_time(SERIES[:1], [], [GOAL], WORDS)
    xs = [x for x, _y in filled(drawing, BAND_COLOURS[Band.BEFORE])[0]]
    assert max(xs) - min(xs) == pytest.approx(46)
    assert min(xs) >= LEFT
    alone = filled(progress_over_time(SERIES[-1:], [], [], WORDS), BAND_COLOURS[Band.BEFORE])[0]
    assert sum(x for x, _y in alone) / len(alone) == pytest.approx((LEFT + RIGHT_EDGE) / 2)


def test_nothing_but_noughts_has_a_scale_of_one_case() -> None:
    zero = [SeriesPoint(day, Breakdown()) for day in (date(2022, 1, 1), DAY)]
    drawing = progress_over_time(zero, [], [], WORDS)
    assert filled(drawing, BAND_COLOURS[Band.AFTER])[0][0][0] > RIGHT_EDGE  # its swatch only
    assert texts(drawing).count("0") == 1 + 1 + len(Band)
    assert "1" in texts(drawing)


def test_no_figures_say_so() -> None:
    drawing = progress_over_time([], [Mark(DAY, "x")], [], WORDS)
    assert "Không có số liệu để vẽ." in texts(drawing)
    assert lines(drawing) == []


def test_years_since_2012_are_ticks() -> None:
    series = [point(date(year, 12, 31), 5000 - year, 10, 1, 0) for year in range(2012, 2026)]
    written = texts(progress_over_time(series, [], [], WORDS))
    assert [text for text in written if text.isdigit() and text.startswith("20")] == [
        "2014", "2016", "2018", "2020", "2022", "2024",
    ]  # fmt: skip


def test_without_cutoffs_the_bands_have_their_place_as_name() -> None:
    written = texts(progress_over_time(SERIES, [], [], WORDS))
    for name in ("Trước mốc thứ nhất", "Giữa hai mốc", "Sau mốc thứ hai", WORDS.label(Band.UNDETERMINED)):
        assert name in written
