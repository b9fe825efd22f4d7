"""Targets as a person reads them: what is to be reached, and how it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.targets.target import TargetBand, TargetKind, TargetMeasure
from landtrack.domain.targets.target_state import TargetStanding

if TYPE_CHECKING:
    from decimal import Decimal

    from landtrack.domain.cutoff import Cutoffs
    from landtrack.domain.targets.target import Target
    from landtrack.domain.targets.target_state import TargetState
    from landtrack.messages import Catalogue


def describe_target(target: Target, cutoffs: Cutoffs, words: Catalogue) -> str:
    """Return the aim: "over 90 % of the cases · Before 01/07/2014 · by 31/12/2023"."""
    parts = [_aim(target, words), band_words(target, cutoffs, words)]
    if target.units:
        parts.append(", ".join(target.units))
    return " · ".join([*parts, words.text("by {day}", day=target.due)])


def band_words(target: Target, cutoffs: Cutoffs, words: Catalogue) -> str:
    """Return the name of the target's band, or of all cases."""
    if target.band is TargetBand.ALL:
        return words.text("All cases")
    band = target.band.band
    days = {"before": words.day(cutoffs.before), "after": words.day(cutoffs.after)}
    return "" if band is None else words.label(band).format(**days)


def _aim(target: Target, words: Catalogue) -> str:
    number = words.number(target.value)
    if target.kind is TargetKind.RATE:
        if target.measure is TargetMeasure.CASES:
            over, least = words.text("over {number} % of the cases"), words.text("at least {number} % of the cases")
        else:
            over, least = words.text("over {number} % of the area"), words.text("at least {number} % of the area")
    elif target.measure is TargetMeasure.CASES:
        over, least = words.text("over {number} cases"), words.text("at least {number} cases")
    else:
        over, least = words.text("over {number} ha"), words.text("at least {number} ha")
    return (over if target.over else least).format(number=number)


def amount_words(target: Target, amount: int, words: Catalogue) -> str:
    """Return an amount of the target's measure: cases, or tenths of m² in hectares."""
    if target.measure is TargetMeasure.CASES:
        return words.number(amount)
    return words.text("{number} ha", number=words.hectares(amount))


def pace_words(target: Target, pace: Decimal | None, words: Catalogue) -> str:
    """Return a pace per week; a dash where there is none."""
    if pace is None:
        return "–"
    if target.measure is TargetMeasure.CASES:
        return words.text("{number} cases a week", number=words.number(pace))
    return words.text("{number} ha a week", number=words.number(pace))


def describe_state(target: Target, state: TargetState, words: Catalogue) -> str:
    """Return in a sentence how the target stands, with what is left and the pace that is needed."""
    if state.standing is TargetStanding.NO_CASES:
        return words.text("There are no such cases.")
    if state.standing is TargetStanding.NOT_BEGUN:
        return words.text("It begins on {day}.", day=target.since)
    amounts = {
        name: amount_words(target, amount, words)
        for name, amount in (
            ("done", state.done),
            ("needed", state.needed),
            ("left", state.left),
            ("whole", state.whole),
        )
    }
    if state.standing is TargetStanding.REACHED:
        return words.text("{done} are resolved, {needed} were needed.", **amounts)
    if state.standing is TargetStanding.TOO_FEW:
        return words.text(
            "{done} of {needed} are resolved, but there are only {whole} in all: out of reach unless more are found.",
            **amounts,
        )
    if state.standing is TargetStanding.MISSED:
        return words.text("{done} of {needed} were resolved when it was due; {left} are missing.", **amounts)
    return words.text(
        "{done} of {needed} are resolved; {left} are left for {days} days: {pace} needed, {so_far} so far.",
        **amounts,
        days=state.days_left,
        pace=pace_words(target, state.pace_needed, words),
        so_far=pace_words(target, state.pace_so_far, words),
    )
