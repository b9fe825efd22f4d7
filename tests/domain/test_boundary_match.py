"""Which feature of a file becomes which unit, and what is said of those that become none."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from shapely import affinity
from shapely.geometry import box

from landtrack.domain.boundary_file import BoundaryFeature, BoundaryFile
from landtrack.domain.boundary_match import BoundaryMatch, MatchedBy, match_units
from landtrack.domain.errors import Refusal
from tests.area_builders import THE_5, THE_17, THE_19, shipped_boundaries, shipped_registry

if TYPE_CHECKING:
    from collections.abc import Callable

    from shapely.geometry import Polygon

    Row = tuple[str | None, str | None, Decimal | float]


def feature(
    number: int, code: str | None, name: str | None, km2: Decimal | float, column: float = 0
) -> BoundaryFeature:
    side = float(km2) ** 0.5 * 1000
    metres = box(column * 20_000, 0, column * 20_000 + side, side)
    return BoundaryFeature(number, code, name, box(106.0 + column / 100, 21.4, 106.01 + column / 100, 21.6), metres)


def file_of(*rows: Row) -> BoundaryFile:
    features = tuple(feature(number, *row, column=number) for number, row in enumerate(rows, start=1))
    return BoundaryFile("ranh_gioi.geojson", "0" * 64, "EPSG:4326", features)


def rows_of(day: date, shown: Callable[[str, str], tuple[str | None, str | None]] = lambda c, n: (c, n)) -> list[Row]:
    return [(*shown(one.code, one.full_name), one.registry_area_km2) for one in shipped_registry().on(day)]


def match(day: date, *rows: Row) -> BoundaryMatch:
    registry = shipped_registry()
    return match_units(file_of(*rows), registry.frame(day), registry=registry)


def reasons(matched: BoundaryMatch) -> list[str]:
    return [one.reason.code for one in matched.unmatched]


@pytest.mark.parametrize("day", [THE_19, THE_17, THE_5])
def test_a_whole_file_matches_by_code_or_by_name(day: date) -> None:
    for shown, by in (
        (lambda code, _: (code, None), MatchedBy.CODE),
        (lambda code, name: (code, name), MatchedBy.CODE),
        (lambda _, name: (None, name), MatchedBy.NAME),
        (lambda _, name: ("99999", name.upper()), MatchedBy.NAME),
    ):
        matched = match(day, *rows_of(day, shown))
        assert [one.unit for one in matched.matched] == list(shipped_registry().on(day))
        assert {one.by for one in matched.matched} == {by}
        assert (matched.unmatched, matched.missing, matched.overlaps, matched.gaps) == ((), (), (), ())
        assert matched.better_day is None


def test_the_geometries_are_those_of_the_units() -> None:
    matched = match(THE_5, ("07294", "Bố Hạ", 41), ("07246", None, 100))
    (xuan_luong, bo_ha) = matched.matched
    assert matched.geometries == {
        xuan_luong.unit.id: feature(2, None, None, 1, column=2).geometry,
        bo_ha.unit.id: feature(1, None, None, 1, column=1).geometry,
    }
    assert [one.code for one in matched.missing] == ["07264", "07282", "07288"]


@pytest.mark.parametrize(
    ("km2", "percent"), [("99.67", "0.00"), ("99.84", "0.17"), ("90", "-9.70"), ("99.674984", "0.01")]
)
def test_the_area_is_compared_with_the_registered_one(km2: str, percent: str) -> None:
    (pair,) = match(THE_5, ("07246", "Xuân Lương", Decimal(km2))).matched
    assert pair.difference_percent == Decimal(percent)


def test_a_reused_code_with_another_name_is_not_taken() -> None:
    matched = match(THE_19, ("07246", "Xuân Lương", Decimal("36.01")), ("07243", "Đồng Tiến", Decimal("38.61")))
    assert [one.unit.code for one in matched.matched] == ["07243"]
    (other,) = matched.unmatched
    assert other.reason.code == "boundary.other_name"
    assert other.reason.arguments == {
        "number": 1,
        "name": "Xuân Lương",
        "unit_code": "07246",
        "unit": "Xã Canh Nậu",
        "day": THE_19,
    }


@pytest.mark.parametrize("km2", ["14.0", "4.7"])
def test_the_same_code_and_name_on_much_other_land_is_not_taken(km2: str) -> None:
    matched = match(THE_19, ("07294", "Bố Hạ", Decimal(km2)), ("07243", None, Decimal("38.61")))
    assert reasons(matched) == ["boundary.other_area"]
    assert len(match(THE_19, ("07294", "Bố Hạ", Decimal("10.8"))).matched) == 1


def test_features_that_are_no_unit_are_listed_with_what_they_are_called() -> None:
    matched = match(THE_5, ("07246", None, 100), ("00001", "Ba Đình", 9), (None, None, 9), (None, "Lạng Giang", 9))
    assert reasons(matched) == ["boundary.unknown", "boundary.unnamed", "boundary.unknown"]
    assert [one.reason.arguments["called"] for one in matched.unmatched] == ["00001, Ba Đình", "", "Lạng Giang"]


def test_one_unit_twice_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        match(THE_5, ("07246", None, 100), ("07264", None, 60), (None, "Xuân Lương", 99))
    assert refused.value.code == "boundaries.unit_twice"
    assert (refused.value.arguments["first"], refused.value.arguments["second"]) == (1, 3)


@pytest.mark.parametrize(("of", "on", "better"), [(THE_5, THE_19, THE_5), (THE_19, THE_5, date(2020, 1, 1))])
def test_a_file_of_another_day_is_refused_with_the_day_it_fits(of: date, on: date, better: date) -> None:
    with pytest.raises(Refusal) as refused:
        match(on, *rows_of(of))
    assert refused.value.code == "boundaries.other_day"
    assert refused.value.arguments["better_day"] == better


def test_a_file_that_fits_partly_says_which_day_fits_better() -> None:
    matched = match(THE_17, *rows_of(THE_19))
    assert len(matched.matched) == 15
    assert matched.better_day == date(2020, 1, 1)
    assert reasons(matched) == [
        "boundary.other_name",  # 07261 Tam Hiệp: the code is Tân Hiệp's by then
        "boundary.unknown",  # 07267 Hồng Kỳ: gone
        "boundary.other_area",  # 07276 Tân Hiệp: the name is that of a larger commune by then
        "boundary.other_area",  # 07282 Đồng Kỳ: code and name, likewise
    ]


def test_without_a_registry_no_other_day_is_looked_for() -> None:
    with pytest.raises(Refusal, match=r"boundaries\.other_land"):
        match_units(file_of(*rows_of(THE_5)), shipped_registry().frame(THE_19))


def test_unknown_codes_are_refused_and_some_of_them_shown() -> None:
    with pytest.raises(Refusal) as refused:
        match(THE_5, *((f"0000{digit}", None, 9.0) for digit in range(7)))
    assert refused.value.code == "boundaries.unknown_codes"
    assert refused.value.arguments["codes"] == "00000, 00001, 00002, 00003, 00004 …"


def test_unknown_names_without_codes_are_refused() -> None:
    with pytest.raises(Refusal) as refused:
        match(THE_5, (None, "Ba Đình", 9), (None, None, 9))
    assert (refused.value.code, refused.value.arguments["names"]) == ("boundaries.unknown_names", "Ba Đình")


def real_file(moved: Callable[[Polygon], Polygon]) -> BoundaryFile:
    boundaries = shipped_boundaries()
    features = tuple(
        BoundaryFeature(
            number,
            one.code,
            one.name,
            moved(boundaries[one.id].geometry),
            feature(1, None, None, one.registry_area_km2).measured,
        )
        for number, one in enumerate(shipped_registry().on(THE_5), start=1)
    )
    return BoundaryFile("ranh_gioi.zip", "0" * 64, "EPSG:9209", features)


def test_boundaries_that_lie_elsewhere_than_known_are_refused() -> None:
    registry, before = shipped_registry(), shipped_boundaries()
    frame = registry.frame(THE_5)
    near = match_units(real_file(lambda one: affinity.translate(one, 0.002, 0.002)), frame, before=before)
    assert len(near.matched) == 5
    with pytest.raises(Refusal) as refused:
        match_units(real_file(lambda one: affinity.translate(one, 1.5, 0)), frame, before=before)
    assert refused.value.code == "boundaries.displaced"
    assert refused.value.arguments["system"] == "EPSG:9209"


def test_overlaps_and_gaps_are_reported_in_square_metres() -> None:
    def drawn(number: int, code: str, west: float) -> BoundaryFeature:
        metres = box(west, 0, west + 8000, 8000) - box(west + 1000, 1000, west + 1100, 1100)
        return BoundaryFeature(number, code, None, square_degrees(number), metres)

    def square_degrees(number: int) -> Polygon:
        return box(106 + number / 10, 21.4, 106.1 + number / 10, 21.5)

    file = BoundaryFile("a.shp", "0" * 64, "EPSG:9214", (drawn(1, "07264", 0), drawn(2, "07282", 7990)))
    matched = match_units(file, shipped_registry().frame(THE_5))
    (overlap,) = matched.overlaps
    assert (overlap.area_tenths, overlap.one_id < overlap.other_id) == (800_000, True)
    assert [gap.area_tenths for gap in matched.gaps] == [100_000, 100_000]
    assert file.feature_count == 2
