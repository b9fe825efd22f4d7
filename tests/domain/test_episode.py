"""The rectangles of a case say the same as its replay, for every day and every entry."""

from __future__ import annotations

from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from landtrack.domain.boundary import Judgement
from landtrack.domain.episode import Gap, JudgedAt, episodes, gap_of, place_of
from landtrack.domain.history import state
from landtrack.formats.area_units import load_registry
from landtrack.resources import shipped
from tests.builders import facts, unit_id
from tests.histories import DAYS, FIRST_DAY, STEPS, UNITS, build, day

REGISTRY = load_registry(shipped("geodata"))


@given(STEPS, UNITS, st.integers(0, 10**6))
def test_episodes_equal_the_replay_on_every_day_as_known_at_every_entry(steps, unit, number):
    entries = count(2)
    history = build(1, number, unit, steps, lambda: next(entries))
    rows = episodes(history, REGISTRY, {})
    for offset in range(-2, DAYS + 3):
        on = day(offset)
        for entry in range(history.last_entry + 2):
            found = [
                row
                for row in rows
                if row.from_day <= on.toordinal() < row.until_day and row.from_entry <= entry < row.until_entry
            ]
            expected = state(history, on, entry)
            assert [row.found for row in found] == ([] if expected is None else [expected])


def test_a_load_of_boundaries_begins_a_new_rectangle_from_its_entry_only():
    entries = iter([2, 5])
    history = build(1, 3, 17, [], lambda: next(entries))
    inside, outside = Judgement(outside=False, leaf_id=17), Judgement(outside=True, leaf_id=None)
    drawn = facts(17, found_on=FIRST_DAY)
    assert gap_of(drawn, outside) is Gap.OUTSIDE_UNIT
    history = type(history)(1, "C-1", (type(history.revisions[0])(2, drawn),))
    rows = episodes(history, REGISTRY, {2: [JudgedAt(1, inside), JudgedAt(9, outside)]})
    assert [(row.from_entry, row.until_entry > 10**6, row.gap) for row in rows] == [
        (2, False, Gap.NONE),
        (9, True, Gap.OUTSIDE_UNIT),
    ]
    assert rows[0].until_entry == 9


def test_a_place_narrows_to_the_old_commune_of_the_parcel_but_never_to_a_neighbour():
    from_2025 = REGISTRY.frame(day(1000)).unit("07288").id
    phon_xuong, dong_tien = unit_id(REGISTRY, "07288"), unit_id(REGISTRY, "07243")
    nowhere = Judgement(outside=False, leaf_id=None)
    assert place_of(REGISTRY, facts(from_2025), nowhere) == from_2025
    assert place_of(REGISTRY, facts(from_2025, parcel_unit_id=phon_xuong), nowhere) == phon_xuong
    assert place_of(REGISTRY, facts(from_2025), Judgement(outside=False, leaf_id=phon_xuong)) == phon_xuong
    assert place_of(REGISTRY, facts(from_2025), Judgement(outside=True, leaf_id=dong_tien)) == from_2025
    assert place_of(REGISTRY, facts(from_2025, parcel_unit_id=dong_tien), nowhere) == from_2025
