"""What is wrong with one value, before anybody says in which cell it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from landtrack.domain.errors import Refusal
from landtrack.domain.intake.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from landtrack.domain.intake.source import Value

LONGEST_QUOTE = 80
"""Letters of a cell that a sentence quotes."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem without its place; see :class:`Problem` for the parts."""

    severity: Severity
    code: str
    arguments: Mapping[str, object] = field(default_factory=dict)
    suggestion: str = ""

    def at(self, sheet: str, row: int, cell: str = "") -> Problem:
        """Return the problem of the cell, or of the whole row where ``cell`` is ""."""
        return Problem(self.severity, self.code, self.arguments, sheet, row, cell, self.suggestion)


Understood = tuple[Any, Fault | None]
"""A typed value and what is wrong with it; with an error the value is None."""

if TYPE_CHECKING:
    CellReader = Callable[[Value], Understood]


def error(code: str, suggestion: str = "", **arguments: object) -> Understood:
    """Return no value, and why."""
    return None, Fault(Severity.ERROR, code, arguments, suggestion)


def warning(code: str, suggestion: str = "", **arguments: object) -> Fault:
    """Return a fault that lets the row through."""
    return Fault(Severity.WARNING, code, arguments, suggestion)


def note(code: str, **arguments: object) -> Fault:
    """Return a fault that only tells."""
    return Fault(Severity.NOTE, code, arguments)


def quoted(value: object) -> str:
    """Return what a cell holds as a sentence quotes it, on one line and cut where it is long."""
    text = " ".join(str(value).split())
    return text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"


def certain(understood: Understood) -> Any:
    """Return the value; raise its error as a Refusal. Warnings and notes are for those who read whole tables."""
    value, fault = understood
    if fault is not None and fault.severity is Severity.ERROR:
        raise Refusal(fault.code, **fault.arguments)
    return value
