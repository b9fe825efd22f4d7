"""The short way to the episodes of plain cases gives what the definition gives."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import box

from landtrack.domain.boundary import Judgement
from landtrack.domain.cutoff import DEFAULT_CUTOFFS, cutoffs_of
from landtrack.domain.episode import JudgedAt
from landtrack.formats.area_units import load_registry
from landtrack.resources import shipped
from landtrack.store.episode_rows import EPISODE_COLUMNS, EpisodeRows
from tests.histories import STEPS, UNITS, build

REGISTRY = load_registry(shipped("geodata"))
LIES = st.builds(Judgement, st.booleans(), st.sampled_from([None, 1, 17]))
PLAIN = STEPS.filter(lambda steps: sum(step.kind != "count" for step in steps) <= 1)


def rows(history, judged):
    return EpisodeRows(REGISTRY, cutoffs_of(DEFAULT_CUTOFFS), 0, history.counting).of_history(history, judged)


def defined(history, judged):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(EpisodeRows, "_only_way", lambda *_: None)
        return rows(history, judged)


def without_ids(made):
    return sorted(repr(row[1:]) for row in made)


def judgements(history, first, later, end):
    """Return judgements of every revision: one by the boundaries before it, some by later ones."""
    return {
        row.entry: [JudgedAt(first_entry, first[0]), *(JudgedAt(entry, lies) for entry, lies in later if entry < end)]
        for row in history.revisions
        for first_entry in [first[1] if first[1] < row.entry else 1]
    }


@settings(max_examples=400)
@given(
    steps=st.one_of(PLAIN, STEPS),
    unit=UNITS,
    number=st.integers(0, 10**6),
    first=st.tuples(LIES, st.integers(1, 3)),
    later=st.lists(LIES, max_size=2),
    gap=st.integers(0, 2),
    drawn=st.booleans(),
)
def test_rows_are_those_of_the_definition(steps, unit, number, first, later, gap, drawn):
    entries = count(4, 2)
    history = build(7, number, unit, steps, lambda: next(entries))
    if drawn:
        shaped = (replace(row, facts=replace(row.facts, geometry=box(106, 21, 107, 22))) for row in history.revisions)
        history = replace(history, revisions=tuple(shaped))
    end = history.last_entry + 3
    loads = [(history.revisions[-1].entry + 1 + gap + 2 * turn, lies) for turn, lies in enumerate(later)]
    judged = judgements(history, first, loads, end) if drawn else {}
    assert without_ids(rows(history, judged)) == without_ids(defined(history, judged))


def test_a_case_judged_only_later_is_not_of_the_plain_sort():
    history = build(7, 3, 17, [], lambda: 4)
    judged = {4: [JudgedAt(6, Judgement(outside=False, leaf_id=17))]}
    assert rows(history, judged) == defined(history, judged)


def test_ids_go_on():
    making = EpisodeRows(REGISTRY, cutoffs_of(DEFAULT_CUTOFFS), 10)
    entries = count(4)
    made = [
        row for number in range(3) for row in making.of_history(build(1, number, 17, [], lambda: next(entries)), {})
    ]
    assert [row[EPISODE_COLUMNS.index("id")] for row in made] == [11, 12, 13]
    assert making.number == 13
