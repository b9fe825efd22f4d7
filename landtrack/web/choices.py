"""What a page or a feed is asked: the days in its address, read once, with the present for what is left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import request

from landtrack.domain.errors import Refusal
from landtrack.domain.question import Question, day_in_vietnam, parse_day, parse_moment
from landtrack.web.language import say
from landtrack.web.signed_in import database, signed_in

if TYPE_CHECKING:
    from datetime import date

NAMES = ("as_of", "known_at", "frame")


@dataclass(frozen=True, slots=True)
class Choice:
    """A question as it was typed; ``problem`` says why the present was taken instead."""

    question: Question
    typed: dict[str, str]
    problem: Refusal | None = None

    @property
    def query(self) -> dict[str, Any]:
        """Return what links pass on: what was typed, unless it was refused."""
        return {} if self.problem else {name: text for name, text in self.typed.items() if text}

    @property
    def unit_query(self) -> dict[str, Any]:
        """Return the same with the unit, for links to other pages about one."""
        unit = self.question.unit
        return {**self.query, **({"unit": unit} if unit else {})}


def asked(unit: str | None = None) -> Choice:
    """Return the choice of a feed; raises Refusal for what cannot be understood."""
    typed = _typed()
    return Choice(_question(typed).for_unit(unit), typed)


def read_choice(unit: str | None = None) -> Choice:
    """Return the choice of a page: what cannot be understood is said on the page, which then shows the present."""
    typed = _typed()
    try:
        question = _question(typed)
        signed_in().registry.frame(question.frame_day)
    except Refusal as problem:
        return Choice(_question({}).for_unit(unit), typed, problem)
    return Choice(question.for_unit(unit), typed)


def shown(choice: Choice) -> dict[str, Any]:
    """Return the choice as templates use it."""
    words, question = say(), choice.question
    return {
        "as_of": question.as_of,
        "as_of_text": words.day(question.as_of),
        "as_of_iso": question.as_of.isoformat(),
        "known_at_text": words.moment(question.known_at),
        "known_at_given": choice.query.get("known_at", ""),
        "frame_iso": question.frame_day.isoformat(),
        "frame_text": words.day(question.frame_day),
        "frame_given": "frame" in choice.query,
        "query": choice.query,
        "unit_query": choice.unit_query,
        "diff_query": _until(choice.unit_query),
        "unit": question.unit or "",
        "typed": choice.typed,
        "frames": frame_choices(question),
        "problem": words.sentence(choice.problem) if choice.problem else None,
    }


def _until(query: dict[str, Any]) -> dict[str, Any]:
    """Return the query of the page of what changed, until the day and the moment of another page's query."""
    names = {"as_of": "to", "known_at": "to_known_at"}
    return {names.get(name, name): text for name, text in query.items()}


def _typed() -> dict[str, str]:
    # Of the address, or of a form that is sent for the same.
    return {name: request.values.get(name, "").strip() for name in NAMES}


def _question(typed: dict[str, str]) -> Question:
    as_of, known_at, frame = (typed.get(name, "") for name in NAMES)
    return Question(
        parse_day(as_of) if as_of else day_in_vietnam(database().now()),
        parse_moment(known_at) if known_at else database().known_now(),
        parse_day(frame) if frame else None,
    )


def frame_choices(question: Question) -> list[dict[str, Any]]:
    """Return the days on which the units changed, for a choice among them."""
    registry = signed_in().registry
    first_days = sorted({unit.valid_from for unit in registry.units})
    return [
        {
            "iso": day.isoformat(),
            "text": say().text("From {day}: {count} units", day=day, count=len(registry.on(day))),
            "selected": day == _in_force(first_days, question.frame_day),
        }
        for day in first_days
    ]


def _in_force(first_days: list[date], day: date) -> date | None:
    return max((first for first in first_days if first <= day), default=None)
