"""What a comparison of two moments is asked: the days in its address, with sensible ones for what is left out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from flask import request

from landtrack.domain.cutoff import Band
from landtrack.domain.errors import Refusal
from landtrack.domain.question import Question, day_in_vietnam, end_of_day, parse_day, parse_moment
from landtrack.usecases.compare_moments import refuse_reversed
from landtrack.usecases.show_dashboard import end_of_last_month
from landtrack.web.other_cutoffs import CUTOFFS, spelled_cutoffs
from landtrack.web.signed_in import database, signed_in
from landtrack.web.unit_choice import moved_unit

if TYPE_CHECKING:
    from datetime import datetime

    from landtrack.domain.cutoff import Cutoffs

NAMES = ("from", "from_known_at", "to", "to_known_at", "frame", "unit", "band")


@dataclass(frozen=True, slots=True)
class TwoMoments:
    """Two questions as they were typed; ``problem`` says why the usual ones were taken instead."""

    opening: Question
    closing: Question
    band: Band | None
    typed: dict[str, str]
    problem: Refusal | None = None
    cutoffs: Cutoffs | None = None  # of the second moment, where the first had others: the bands of both are by these

    @property
    def query(self) -> dict[str, Any]:
        """Return what links pass on: what was typed, unless it was refused."""
        return {} if self.problem else {name: text for name, text in self.typed.items() if text}

    @property
    def later_query(self) -> dict[str, Any]:
        """Return what links to pages about one moment pass on: the second one as it was typed, without the unit."""
        names = {"to": "as_of", "to_known_at": "known_at", "frame": "frame"}
        return {names[name]: text for name, text in self.query.items() if name in names}

    def end_query(self, end: Question) -> dict[str, Any]:
        """Return the choices of a page about one of the two ends, in the frame that both are in."""
        return {
            "as_of": end.as_of.isoformat(),
            "known_at": end.known_at.isoformat(),
            "frame": self.closing.frame_day.isoformat(),
            **({} if self.cutoffs is None or end is self.closing else {CUTOFFS: spelled_cutoffs(self.cutoffs)}),
        }


def read_two_moments() -> TwoMoments:
    """Return the comparison of a page: from the end of the month before, as known then, to today.

    A first moment without "known at" is as known at the end of its day; neither is known later than now. What cannot
    be understood is said on the page.
    """
    typed = {name: request.args.get(name, "").strip() for name in NAMES}
    now = database().known_now()
    try:
        closing = _same_land(_closing(typed, now), typed)
        signed_in().registry.frame(closing.frame_day)
        opening = _opening(typed, closing, now)
        refuse_reversed(opening, closing)
    except Refusal as problem:
        usual = _closing({}, now)
        return TwoMoments(_opening({}, usual, now), usual, None, typed, problem)
    band = Band(typed["band"]) if typed["band"] in set(Band) else None
    return TwoMoments(opening, closing, band, typed)


def _closing(typed: dict[str, str], now: datetime) -> Question:
    day, known_at, frame = (typed.get(name, "") for name in ("to", "to_known_at", "frame"))
    return Question(
        parse_day(day) if day else day_in_vietnam(database().now()),
        min(parse_moment(known_at), now) if known_at else now,
        parse_day(frame) if frame else None,
        typed.get("unit") or None,
    )


def _same_land(closing: Question, typed: dict[str, str]) -> Question:
    """Return the question about the unit that was meant: the list it was chosen from was of another day, perhaps.

    Where the code names other land on the second day, the units of the list are the frame; refuses
    (``unit.other_land``) a frame that was chosen together with such a code.
    """
    meant = moved_unit(() if closing.unit is None else (closing.unit,), closing)
    if meant is None:
        return closing
    unit, day = meant
    if closing.frame is not None:
        # Both were chosen: nobody can say which of the two was meant.
        raise Refusal("unit.other_land", unit=unit, day=closing.frame_day)
    typed["frame"] = day.isoformat()
    return replace(closing, frame=day)


def _opening(typed: dict[str, str], closing: Question, now: datetime) -> Question:
    text, known_at = typed.get("from", ""), typed.get("from_known_at", "")
    day = parse_day(text) if text else end_of_last_month(closing.as_of)
    moment = min(parse_moment(known_at), now) if known_at else min(end_of_day(day), closing.known_at)
    return replace(closing, as_of=day, known_at=moment, frame=closing.frame_day, unit=None)
