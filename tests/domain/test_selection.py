"""Selections: read from texts, narrowed by every condition, and the same again from a manifest."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landtrack.domain.case import ViolationKind
from landtrack.domain.cutoff import Band
from landtrack.domain.errors import Refusal
from landtrack.domain.selection import (
    COUNTED_STATUSES,
    EVERYTHING,
    Days,
    Selection,
    check_kinds,
    read_selection,
    selection_block,
    selection_of_block,
)
from landtrack.domain.status import Status

DAY = date(2022, 3, 2)


@st.composite
def days(draw: st.DrawFn) -> Days:
    ends = st.none() | st.dates(date(2000, 1, 1), date(2030, 1, 1))
    first, last = draw(ends), draw(ends)
    if first is not None and last is not None:
        first, last = sorted((first, last))
    return Days(first, last)


def selections() -> st.SearchStrategy[Selection]:
    return st.builds(
        Selection,
        st.frozensets(st.sampled_from(["07243", "07288"])),
        st.frozensets(st.sampled_from(COUNTED_STATUSES)),
        st.frozensets(st.sampled_from(Band)),
        st.frozensets(st.sampled_from(ViolationKind)),
        days(),
        days(),
    )


def takes(selection: Selection, **other: Any) -> bool:
    case: dict[str, Any] = {
        "unit": "07288", "status": Status.OPEN, "band": Band.AFTER, "kind": ViolationKind.OTHER,
        "found_on": DAY, "effective_on": DAY,
    }  # fmt: skip
    return selection.takes(**{**case, **other})


@given(selections())
def test_a_selection_comes_back_from_its_block(selection: Selection) -> None:
    block = json.loads(json.dumps(selection_block(selection)))
    assert selection_of_block(block) == selection
    assert bool(block) == selection.narrows


def test_nothing_chosen_takes_everything() -> None:
    assert read_selection({}) == read_selection({"unit": ["", " "], "found_from": [""]}) == EVERYTHING
    assert takes(EVERYTHING)
    assert takes(EVERYTHING, unit="", effective_on=None)


@pytest.mark.parametrize(
    ("texts", "other"),
    [
        ({"unit": ["07288"]}, {"unit": "07291"}),
        ({"unit": ["07288", "07243"]}, {"unit": ""}),
        ({"status": ["open", "in_hand"]}, {"status": Status.RESOLVED}),
        ({"band": ["after"]}, {"band": Band.BEFORE}),
        ({"kind": ["other"]}, {"kind": ViolationKind.UNUSED}),
        ({"found_from": ["02/03/2022"]}, {"found_on": date(2022, 3, 1)}),
        ({"found_until": ["2022-03-02"]}, {"found_on": date(2022, 3, 3)}),
        ({"effective_from": ["2022-03-02"]}, {"effective_on": date(2022, 3, 1)}),
        ({"effective_until": ["2022-03-02"]}, {"effective_on": date(2022, 3, 3)}),
        ({"effective_until": ["2022-03-02"]}, {"effective_on": None}),
    ],
)
def test_every_condition_narrows(texts: dict[str, list[str]], other: dict[str, object]) -> None:
    selection = read_selection(texts)
    assert takes(selection)
    assert not takes(selection, **other)


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        ({"status": ["excluded"]}, "choice.unknown"),
        ({"status": ["closed"]}, "choice.unknown"),
        ({"band": ["2014"]}, "choice.unknown"),
        ({"found_from": ["31/02/2024"]}, "day.impossible"),
        ({"found_from": ["2024-01-02"], "found_until": ["2024-01-01"]}, "export.days_reversed"),
    ],
)
def test_what_may_not_be_chosen_is_refused(texts: dict[str, list[str]], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_selection(texts)
    assert refused.value.code == code


def test_a_kind_is_one_of_those_that_there_are() -> None:
    selection = read_selection({"kind": ["other", "dumped_waste"]})
    check_kinds(selection, ["encroached", "other", "dumped_waste"])
    with pytest.raises(Refusal) as refused:
        check_kinds(selection, ["encroached", "other"])
    assert refused.value.arguments == {"text": "dumped_waste", "choices": "encroached, other"}


def test_a_block_with_other_keys_is_none() -> None:
    with pytest.raises(ValueError, match="colour"):
        selection_of_block({"colour": ["red"]})
