"""Targets as pages show them: where each stands, in words and as a bar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from landtrack.domain.cell import Column
from landtrack.domain.targets.target import TargetMeasure
from landtrack.usecases.target_words import amount_words, describe_state, describe_target, pace_words
from landtrack.web.cell_links import moment_cell
from landtrack.web.language import say

if TYPE_CHECKING:
    from landtrack.domain.question import Question
    from landtrack.usecases.follow_targets import Followed, FollowedTarget

WHOLE = 100


def shown_target(found: Followed, row: FollowedTarget, asked: Question) -> dict[str, Any]:
    """Return a target with its standing, its bar (parts of 100) and its paces; ``asked`` may be about one unit."""
    words, target, state = say(), row.target, row.state
    top = max(state.whole, state.needed, 1)
    return {
        "key": row.key,
        "name": target.name,
        "aim": describe_target(target, found.cutoffs, words),
        "legal_basis": target.legal_basis,
        "standing": {"value": state.standing.value, "label": words.label(state.standing)},
        "sentence": describe_state(target, state, words),
        "whole": amount_words(target, state.whole, words),
        "done": amount_words(target, state.done, words),
        "hrefs": _addresses(row, found, asked),
        "needed": amount_words(target, state.needed, words),
        "left": amount_words(target, state.left, words),
        "pace_needed": pace_words(target, state.pace_needed, words),
        "pace_so_far": pace_words(target, state.pace_so_far, words),
        "days_left": state.days_left,
        "judged_on": words.day(row.judged_on),
        "since": words.day(target.since),
        "due": words.day(target.due),
        "bar": {
            "done": _part(min(state.done, top), top),
            "aim": _part(min(state.needed, top), top),
        },
    }


def _addresses(row: FollowedTarget, found: Followed, asked: Question) -> dict[str, str]:
    """Return where the resolved amount and the whole lead to; {} for a target of several units, which is no one list.

    The question's unit is one of its own frame, a unit that the target names one of the target's first day.
    """
    target, day = row.target, row.judged_on
    if len(target.units) > 1:
        return {}
    unit, frame = (target.units[0], target.since) if target.units else (asked.unit, asked.frame_day)
    by_cases = target.measure is TargetMeasure.CASES
    columns = {
        "done": Column.RESOLVED if by_cases else Column.RESOLVED_HA,
        "whole": Column.CASES if by_cases else Column.AREA_HA,
    }
    moment = (day, found.known_at, frame)
    return {name: moment_cell(moment, column, unit, target.band.band) for name, column in columns.items()}


def _part(amount: int, top: int) -> float:
    return round(WHOLE * amount / top, 2)
