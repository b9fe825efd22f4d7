"""What a file means by a code or a name, though both were given to other land over the years."""

from __future__ import annotations

from datetime import date

import pytest

from landtrack.domain.intake.unit_words import UnitWords
from landtrack.formats.area_units import load_registry
from landtrack.resources import shipped

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def units():
    return UnitWords(load_registry(shipped("geodata")))


def names(units, ids):
    return sorted({units.registry.find(one).full_name for one in ids})


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("07288", ["Thị trấn Phồn Xương", "Xã Yên Thế"]),
        ("7288", ["Thị trấn Phồn Xương", "Xã Yên Thế"]),
        ("Xã Yên Thế (07288)", ["Xã Yên Thế"]),
        ("07288 - Thị trấn Phồn Xương", ["Thị trấn Phồn Xương"]),
        ("07288 Xã Đồng Tâm", []),
        ("phồn xương", ["Thị trấn Phồn Xương"]),
        ("TT. Phon Xuong", ["Thị trấn Phồn Xương"]),
        ("Xã  Tân Sỏi, huyện Yên Thế", ["Xã Tân Sỏi"]),
        ("Xã Không Có", []),
        ("", []),
        ("99999", []),
    ],
)
def test_a_text_means_every_unit_that_ever_had_it(units, text, meant):
    assert names(units, units.meant(text)) == meant


def test_the_frame_is_the_newest_in_which_all_texts_mean_something(units):
    assert units.frame_day(["07288"], TODAY) == TODAY
    assert units.frame_day(["07288", "Xã Hồng Kỳ"], TODAY) < date(2025, 1, 1)
    assert date(2025, 1, 1) <= units.frame_day(["Thị trấn Phồn Xương", "07261"], TODAY) < date(2025, 7, 1)
    assert units.frame_day(["Xã Không Có"], TODAY) == TODAY
    assert units.frame_day([], TODAY) == TODAY


def test_a_code_is_the_unit_of_that_day(units):
    found = {day: units.on("07288", day) for day in (date(2023, 1, 1), TODAY)}
    assert names(units, filter(None, found.values())) == ["Thị trấn Phồn Xương", "Xã Yên Thế"]
    assert units.on("Xã Hồng Kỳ", TODAY) is not None
    assert units.on("07261", TODAY) is None


def test_kin_are_what_a_unit_was_made_of_and_what_it_became(units):
    old = units.on("Thị trấn Phồn Xương", date(2023, 1, 1))
    new = units.on("Xã Yên Thế", TODAY)
    assert old is not None
    assert new is not None
    assert new in units.kin(old)
    assert old in units.kin(new)
    assert units.on("Xã Đồng Tiến", date(2023, 1, 1)) not in units.kin(new)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("UBND xã Yên Thế", ["Xã Yên Thế"]),
        ("X.Tân Sỏi", ["Xã Tân Sỏi"]),
        ("xa tan soi", ["Xã Tân Sỏi"]),
        ("Tân Sỏi, Phồn Xương", []),
        ("Xã Tân Sỏi và xã Đồng Tâm", []),
        ("Xã Tân Sỏi, Xã Tân Sỏi", ["Xã Tân Sỏi"]),
    ],
)
def test_offices_write_units_in_their_own_ways_but_never_two_at_once(units, text, meant):
    assert names(units, units.meant(text)) == meant


def test_a_slip_of_the_pen_gets_the_nearest_unit_of_ones_own(units):
    every = {unit.id for unit in units.registry.units}
    assert units.nearest("Yên Thé", TODAY, every) == "Xã Yên Thế"
    assert units.nearest("Hà Nội", TODAY, every) == ""
    assert units.nearest("Yên Thé", TODAY, set()) == ""
