"""Quoted figures: what official texts say beside what the register gives, with the differences and likely reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import render_template

from landtrack.domain.errors import NotAllowed
from landtrack.domain.quotes.quote import QuoteKind
from landtrack.domain.scope import Right
from landtrack.usecases.compare_quotes import compare_quotes
from landtrack.usecases.question_notes import question_notes
from landtrack.usecases.quote_words import describe_finding, quote_name, quote_value
from landtrack.web.access import Routes, needs
from landtrack.web.choices import read_choice, shown
from landtrack.web.language import say
from landtrack.web.quote_links import quote_address
from landtrack.web.signed_in import database, scope

if TYPE_CHECKING:
    from landtrack.domain.quotes.quote_comparison import Compared
    from landtrack.usecases.compare_quotes import ComparedStatement
    from landtrack.web.choices import Choice

routes = Routes()


@routes.get("/quotes", needs(Right.SEE_CASES))
def quotes() -> str:
    """Show every statement beside the figures: of the day asked for, else of the day that its quotes name."""
    choice = read_choice()
    try:
        found = _compared(choice)
    except NotAllowed as refusal:
        # Who sees some units only has the page, and is told why nothing stands on it.
        return render_template("quotes.html", choice=shown(choice), statements=[], problem=say().sentence(refusal))
    return render_template(
        "quotes.html",
        choice=shown(choice),
        statements=[_statement(one) for one in found],
        notes=_notes(found),
        problem="",
    )


def _compared(choice: Choice) -> tuple[ComparedStatement, ...]:
    given, question = choice.query, choice.question
    return compare_quotes(
        database(),
        scope(),
        question.as_of if "as_of" in given else None,
        question.known_at if "known_at" in given else None,
        question.frame if "frame" in given else None,
    )


def _notes(found: tuple[ComparedStatement, ...]) -> list[str]:
    notes = [
        note for one in found for note in question_notes(database(), scope(), one.question, say(), empty=one.is_empty)
    ]
    return list(dict.fromkeys(notes))


def _statement(found: ComparedStatement) -> dict[str, Any]:
    words, progress = say(), found.progress
    first = found.lines[0].quote
    return {
        "name": found.statement,
        "source": first.source,
        "page": first.page,
        "published": words.day(first.published),
        "wordings": list(dict.fromkeys(line.quote.wording for line in found.lines)),
        "as_of": words.day(progress.as_of),
        "known_at": words.moment(progress.known_at),
        "head": progress.head,
        "lines": [_line(line, found) for line in found.lines if line.quote.kind is not QuoteKind.NOTE],
        "findings": [
            {"key": finding.key, "issue": finding.issue.value, "sentences": _sentences(found, place)}
            for place, finding in enumerate(found.findings)
        ],
    }


def _sentences(found: ComparedStatement, place: int) -> list[str]:
    return describe_finding(found.findings[place], found.progress.cutoffs, say())


def _line(line: Compared, found: ComparedStatement) -> dict[str, Any]:
    words, quote = say(), line.quote
    difference = None if quote.value is None or line.computed is None else quote.value - line.computed
    aim = quote.kind is QuoteKind.AIM
    return {
        "key": line.key,
        "name": quote_name(quote, found.progress.cutoffs, words),
        "aim": words.label(quote.kind) if aim else "",
        "quoted": quote_value(quote, quote.value, words),
        "computed": quote_value(quote, line.computed, words),
        "href": quote_address(line, found),
        "differs": not aim and not line.agrees,
        "agrees": not aim and line.agrees,
        "difference": "" if difference is None or line.agrees or aim else _signed(difference),
    }


def _signed(difference: Any) -> str:
    return f"{'+' if difference > 0 else '−'}{say().number(abs(difference))}"
