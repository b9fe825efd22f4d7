"""Which units a day has, and where each unit of another day lies among them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landtrack.domain.area_unit import UnitKind
from landtrack.domain.errors import Refusal, UnknownUnit
from landtrack.domain.frame import UnitRegistry
from tests.area_builders import PHUONG, THE_5, THE_17, THE_19, shipped_registry, step, unit

D1, D2, D3, D4 = date(2020, 1, 1), date(2021, 1, 1), date(2022, 1, 1), date(2023, 1, 1)
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@pytest.mark.parametrize(
    ("day", "count"),
    [
        (date(2020, 1, 1), 19),
        (THE_17 - timedelta(1), 19),
        (THE_17, 17),
        (THE_5 - timedelta(1), 17),
        (THE_5, 5),
        (PHUONG - timedelta(1), 5),
        (PHUONG, 5),
    ],
)
def test_a_day_has_its_units_in_the_order_of_their_codes(day: date, count: int) -> None:
    codes = [one.code for one in shipped_registry().on(day)]
    assert len(codes) == count
    assert codes == sorted(set(codes))


def test_bo_ha_becomes_a_phuong_on_the_day_of_the_resolution() -> None:
    registry = shipped_registry()
    assert registry.frame(PHUONG - timedelta(1)).unit("07294").kind is UnitKind.XA
    assert registry.frame(PHUONG).unit("07294").kind is UnitKind.PHUONG


def test_a_code_is_read_in_the_frame_of_its_day() -> None:
    registry = shipped_registry()
    assert registry.frame(THE_19).unit("07261").name == "Tam Hiệp"
    assert registry.frame(THE_17).unit("07261").name == "Tân Hiệp"
    with pytest.raises(UnknownUnit) as refused:
        registry.frame(THE_5).unit("07261")
    assert (refused.value.code, refused.value.arguments["day"]) == ("unit.unknown", THE_5)


def test_a_day_before_all_units_is_refused_and_says_when_they_begin() -> None:
    with pytest.raises(Refusal) as refused:
        shipped_registry().frame(date(2019, 12, 31))
    assert refused.value.code == "frame.no_units"
    assert refused.value.arguments == {"day": date(2019, 12, 31), "first": date(2020, 1, 1)}


def test_an_unknown_id_is_refused() -> None:
    with pytest.raises(UnknownUnit, match=r"unit\.unknown_id"):
        shipped_registry().find(99)


def test_every_unit_of_2020_lies_in_one_of_the_5_and_none_of_the_5_in_one_of_2020() -> None:
    registry = shipped_registry()
    forward, backward = registry.frame(THE_5), registry.frame(THE_19)
    assert None not in forward.places.values()
    assert sorted(len(forward.members(one.id)) for one in forward.units) == [4, 4, 5, 6, 8]
    assert all(backward.places[one.id] is None for one in forward.units)


def test_an_unchanged_commune_is_placed_in_its_own_row_of_the_17() -> None:
    registry = shipped_registry()
    before, after = registry.frame(THE_19), registry.frame(THE_17)
    tam_hiep, tan_hiep = before.unit("07261"), before.unit("07276")
    assert after.places[tam_hiep.id] == after.places[tan_hiep.id] == after.unit("07261").id
    assert sum(after.places[one.id] == one.id for one in before.units) == 15


def test_the_phuong_lies_in_the_xa_of_the_same_land_on_the_day_before() -> None:
    registry = shipped_registry()
    phuong, xa = registry.frame(PHUONG).unit("07294"), registry.frame(THE_5).unit("07294")
    assert registry.frame(THE_5).places[phuong.id] == xa.id
    assert registry.ancestors(phuong.id) > {xa.id}


def test_leaves_are_the_oldest_communes() -> None:
    registry = shipped_registry()
    yen_the = registry.frame(THE_5).unit("07288")
    names = sorted(registry.find(leaf).name for leaf in registry.leaves(yen_the.id))
    assert names == ["Phồn Xương", "Tam Hiệp", "Tân Hiệp", "Tân Sỏi", "Đồng Lạc", "Đồng Tâm"]
    oldest = registry.frame(THE_19).unit("07288")
    assert registry.leaves(oldest.id) == registry.ancestors(oldest.id) == {oldest.id}


def test_a_split_commune_cannot_be_placed_by_succession_but_its_parts_can() -> None:
    registry = UnitRegistry((unit(1, D1, D2), unit(2, D2), unit(3, D2)), (step(1, 2, D2), step(1, 3, D2)))
    assert registry.frame(D2).places == {1: None, 2: 2, 3: 3}
    assert registry.frame(D1).places == {1: 1, 2: 1, 3: 1}


def test_parts_that_meet_again_place_what_was_split() -> None:
    units = (unit(1, D1, D2), unit(2, D2, D3), unit(3, D2, D3), unit(4, D3))
    registry = UnitRegistry(units, (step(1, 2, D2), step(1, 3, D2), step(2, 4, D3), step(3, 4, D3)))
    assert registry.frame(D3).places[1] == 4
    assert registry.frame(D1).places[4] == 1


def test_land_that_left_the_register_cannot_be_placed() -> None:
    registry = UnitRegistry((unit(1, D1, D2), unit(2, D1)), ())
    assert registry.frame(D3).places == {1: None, 2: 2}


@given(DAYS)
def test_the_members_of_a_frame_s_units_never_overlap(day: date) -> None:
    frame = shipped_registry().frame(day)
    members = [member for one in frame.units for member in frame.members(one.id)]
    assert len(members) == len(set(members))
    assert {one.id for one in frame.units} <= set(members)


@given(DAYS, DAYS)
def test_what_is_placed_shares_its_land_with_the_place(day: date, other: date) -> None:
    registry = shipped_registry()
    frame = registry.frame(day)
    for one in registry.on(other):
        place = frame.places[one.id]
        assert place is None or registry.leaves(one.id) & registry.leaves(place)
        assert place is not None or registry.leaves(one.id) & {
            leaf for unit_of_day in frame.units for leaf in registry.leaves(unit_of_day.id)
        }


def test_all_contradictions_of_the_rows_are_named_at_once() -> None:
    units = (
        unit(1, D1, D2, code="07243"),
        unit(1, D2, D1, code="7243", name=" Đồng", km2="0"),
        unit(2, D1, code="07243", name="Đồng"),
    )
    with pytest.raises(Refusal) as refused:
        UnitRegistry(units, (step(1, 2, D3), step(1, 2, D3), step(2, 9, D3)))
    problems = str(refused.value.arguments["problems"])
    assert refused.value.code == "registry.invalid"
    assert refused.value.arguments["count"] == problems.count(";") + 1
    for part in (
        "unit id 1 stands 2 times",
        "succession 1 to 2 stands 2 times",
        "'7243' is not five digits",
        "is empty, padded or not NFC",
        "not after",
        "0 km² is not positive",
        "units 1 and 2 have code 07243 on the same day",
        "valid from 2020-01-01",
        "valid until 2020-01-01",
        "no unit 9",
    ):
        assert part in problems


def test_a_code_may_be_reused_from_the_day_it_is_free() -> None:
    registry = UnitRegistry((unit(1, D1, D2, code="07243"), unit(2, D2, code="07243")), ())
    assert registry.frame(D4).unit("07243").id == 2


def test_a_registry_without_units_has_no_frame() -> None:
    with pytest.raises(Refusal, match=r"frame\.no_units"):
        UnitRegistry((), ()).frame(D1)
