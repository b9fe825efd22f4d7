"""What is due in words: what somebody has to do, and how long the rule gives for which cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.deadlines.deadline_rule import Complexity, SpanUnit
from landtrack.domain.deadlines.due import DueStanding

if TYPE_CHECKING:
    from landtrack.domain.deadlines.deadline_rule import DeadlineRule
    from landtrack.domain.deadlines.due import DueLine
    from landtrack.domain.vocabulary import Vocabulary
    from landtrack.messages.catalogue import Catalogue


def span_of(rule: DeadlineRule, words: Catalogue) -> str:
    """Return how long a rule gives, with the complexity of the cases it is for, as "1 month · Complex"."""
    span = _span(rule, words)
    return span if rule.complexity is Complexity.PLAIN else f"{span} · {words.label(rule.complexity)}"


def what_of(line: DueLine, words: Catalogue, vocabulary: Vocabulary) -> str:
    """Return what is due in a case of a list, or when and how it ended in a form that does not count; else ""."""
    waiting, ended = line.waiting, line.case.effective_on
    if waiting.shown is not None:
        return words.label(waiting.shown.duty)
    if waiting.standing is not DueStanding.SETTLED or ended is None:
        return ""
    if line.case.form is None:
        return words.text("nothing; ended on {day}", day=ended)
    form = vocabulary.form(line.case.form, words.language)
    return words.text("nothing; ended on {day}: {form}", day=ended, form=form)


def _span(rule: DeadlineRule, words: Catalogue) -> str:
    match rule.unit:
        case SpanUnit.WORKING_DAYS:
            return words.text("{count} working days", count=rule.amount)
        case SpanUnit.DAYS:
            return words.text("{count} days", count=rule.amount)
        case SpanUnit.MONTHS:
            return words.text("{count} months", count=rule.amount)
        case SpanUnit.YEARS:
            return words.text("{count} years", count=rule.amount)
