"""What pictures are laid out with: widths of letters, round steps, ticks, places that keep apart."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from landtrack.domain.report.official_day import official_day
from landtrack.messages import catalogue
from landtrack.messages.catalogue import LOCALE
from landtrack.pictures.amounts import step_text, steps
from landtrack.pictures.days import ticks
from landtrack.pictures.fonts import BOLD, REGULAR, fitted, shown, width
from landtrack.pictures.map_frame import bar_metres
from landtrack.pictures.time_plot import spread

WORDS = catalogue("vi")


def test_the_font_has_every_letter_of_the_catalogue() -> None:
    with (LOCALE / "vi" / "LC_MESSAGES" / "landtrack.po").open("rb") as file:
        letters = {letter for message in read_po(file) for letter in str(message.string)}
    assert {letter for letter in letters if letter.isalpha() and shown(letter) != letter} == set()
    assert {path.stat().st_size > 100_000 for path in map(Path, (REGULAR, BOLD))} == {True}


def test_a_text_is_as_wide_as_its_letters() -> None:
    assert width("ab", 10) == pytest.approx(width("a", 10) + width("b", 10))
    assert width("Đồng Tiến", 16) == pytest.approx(2 * width("Đồng Tiến", 8))
    assert width("Đồng", 8, bold=True) > width("Đồng", 8)
    assert width("", 8) == 0


def test_a_text_is_cut_to_the_room_it_has() -> None:
    whole = "Xã Đồng Tiến " * 20
    cut = fitted(whole, 100, 8)
    assert cut.endswith("…")
    assert width(cut, 8) <= 100 < width(cut + "xxx", 8)
    assert fitted("Xã Đồng Tiến", 100, 8) == "Xã Đồng Tiến"
    assert fitted("Xã", 0, 8) == "…"


def test_letters_that_the_font_lacks_and_line_breaks_do_not_break_the_picture() -> None:
    assert shown("a\u4e00b\nc\x00\ud800\u00a0d") == "a?b c? d"
    assert shown("Tie\u0302\u0301n") == "Tiến"


@pytest.mark.parametrize(
    ("largest", "most", "found"),
    [
        (0, 5, [0, 1]),
        (1, 5, [0, 1]),
        (5, 5, [0, 1, 2, 3, 4, 5]),
        (6, 5, [0, 2, 4, 6]),
        (546, 5, [0, 200, 400, 600]),
        (4574, 5, [0, 1000, 2000, 3000, 4000, 5000]),
    ],
)
def test_steps_are_round_and_reach_the_largest(largest, most, found):
    assert steps(largest, most) == found


@pytest.mark.parametrize(
    ("tenths", "found"),
    [
        (0, ["0,00", "0,01"]),
        (4_000, ["0,00", "0,01", "0,02", "0,03", "0,04"]),
        (90_000, ["0,0", "0,2", "0,4", "0,6", "0,8", "1,0"]),
        (36_251_000, ["0", "100", "200", "300", "400"]),
        (400_000_000, ["0", "1.000", "2.000", "3.000", "4.000"]),
    ],
)
def test_steps_of_land_are_written_as_hectares(tenths, found):
    amounts = steps(tenths, 5, by_area=True)
    assert [step_text(amount, amounts[1], WORDS, by_area=True) for amount in amounts] == found


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        (date(2020, 7, 31), date(2026, 11, 22), ["2021", "2022", "2023", "2024", "2025", "2026"]),
        (date(2023, 1, 1), date(2023, 11, 30), ["01/2023", "3/2023", "5/2023", "7/2023", "9/2023", "11/2023"]),
        (date(2012, 1, 1), date(2026, 1, 1), ["2012", "2014", "2016", "2018", "2020", "2022", "2024", "2026"]),
        (date(2023, 2, 3), date(2023, 2, 27), ["03/02/2023", "27/02/2023"]),
        (date(2023, 7, 1), date(2023, 7, 1), ["01/7/2023"]),
    ],
)
def test_ticks_are_years_or_months_or_the_days_themselves(first, last, found):
    got = ticks(first, last, 8, WORDS)
    assert [text for _day, text in got] == found
    assert all(first <= day <= last for day, _text in got)


def test_english_ticks_have_whole_months() -> None:
    assert ticks(date(2023, 6, 1), date(2023, 8, 1), 8, catalogue("en"))[0][1] == "06/2023"


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2014, 7, 1), "01/7/2014"),
        (date(2020, 6, 11), "11/6/2020"),
        (date(2023, 12, 31), "31/12/2023"),
        (date(2024, 2, 5), "05/02/2024"),
    ],
)
def test_days_are_written_as_officials_write_them(day, found):
    assert official_day(day) == found


@pytest.mark.parametrize(
    ("wanted", "found"),
    [([], []), ([50], [50]), ([50, 50, 50], [50, 60, 70]), ([95, 95], [90, 100]), ([-5, 200], [0, 100])],
)
def test_places_keep_apart_and_within(wanted, found):
    assert spread(wanted, 10, 0, 100) == found


@pytest.mark.parametrize(("scale", "metres"), [(0.05, 2000), (0.1, 1000), (1.0, 100), (30.0, 2), (900.0, 1)])
def test_scale_bars_are_round(scale, metres):
    assert bar_metres(scale, 100) == metres
