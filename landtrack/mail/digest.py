"""What a digest says: one user's overdue cases and those due soon. No identity, and nothing that points to a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from landtrack.domain.deadlines.due import DueLine, DueSummary
    from landtrack.domain.scope import Role
    from landtrack.messages.catalogue import Catalogue

LISTED = 50
"""How many cases a digest lists; the others are counted."""


@dataclass(frozen=True, slots=True)
class Digest:
    """For one user; ``units`` names his own, empty for one who sees all. The lists hold up to ``LISTED`` lines."""

    user: str
    address: str
    role: Role
    units: tuple[str, ...]
    summary: DueSummary
    overdue: tuple[DueLine, ...]
    soon: tuple[DueLine, ...]


def subject(digest: Digest, words: Catalogue) -> str:
    """Return the subject: the two numbers and the day."""
    counts, day = digest.summary.whole, digest.summary.question.as_of
    numbers = {"overdue": counts.overdue, "soon": counts.soon}
    return words.text("Deadlines on {day}: {overdue} overdue, {soon} due soon", day=day, **numbers)


def opening(digest: Digest, words: Catalogue) -> list[str]:
    """Return the first paragraphs: for whom, as of when, and the counts."""
    summary, counts = digest.summary, digest.summary.whole
    whose = ", ".join(digest.units) or words.text("all units")
    lines = [
        words.text("To {user} ({role}): {units}.", user=digest.user, role=digest.role, units=whose),
        words.text(
            "As of {day}, as known at {moment}: {overdue} cases overdue, {soon} due within {days} days.",
            day=summary.question.as_of,
            moment=summary.question.known_at,
            overdue=counts.overdue,
            soon=counts.soon,
            days=summary.days,
        ),
    ]
    if counts.ended or counts.unknown:
        lines.append(
            words.text(
                "Not listed: {ended} cases whose time is over, {unknown} without a known deadline.",
                ended=counts.ended,
                unknown=counts.unknown,
            )
        )
    if counts.settled:
        lines.append(
            words.text(
                "In {count} cases nothing is due: they came to an end in a form that does not count as resolved.",
                count=counts.settled,
            )
        )
    if not counts.overdue and not counts.soon:
        lines.append(words.text("Nothing is due or overdue."))
    return lines


def lists(digest: Digest, words: Catalogue) -> list[tuple[str, tuple[DueLine, ...], str]]:
    """Return heading, lines, and what is said of those left out ("" for none), of each list that has any."""
    counts = digest.summary.whole
    found = []
    for title, lines, count in (
        (words.text("Overdue"), digest.overdue, counts.overdue),
        (words.text("Due soon"), digest.soon, counts.soon),
    ):
        left = count - len(lines)
        if count:
            more = words.text("and {count} other cases", count=left) if left else ""
            found.append((f"{title}: {words.number(count)}", lines, more))
    return found


def cells(line: DueLine, words: Catalogue) -> tuple[str, str, str, str, str, str]:
    """Return code, unit, what is due, its day, how late, and the legal basis."""
    due, late = line.waiting.shown, line.days_late
    if due is None:
        return line.case.code, line.case.unit, "–", "–", "–", "–"
    left = words.text("{days} days late", days=late) if late > 0 else words.text("{days} days left", days=-late)
    if late == 0:
        left = words.text("today")
    return line.case.code, line.case.unit, words.label(due.duty), words.day(due.due), left, due.rule.legal_basis
