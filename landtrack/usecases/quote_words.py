"""What a finding about a quoted figure says, as a person reads it; numbers as officials write them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from landtrack.domain.cutoff import Band
from landtrack.domain.quotes.quote import QuoteUnit
from landtrack.domain.quotes.quote_finding import QuoteIssue, QuoteReason

if TYPE_CHECKING:
    from collections.abc import Iterable

    from landtrack.domain.cutoff import Cutoffs
    from landtrack.domain.quotes.quote import Quote
    from landtrack.domain.quotes.quote_finding import QuoteFinding, Reason
    from landtrack.messages import Catalogue


_RATES = frozenset({"rate", "aim", "as_part", "as_total"})


def describe_finding(finding: QuoteFinding, cutoffs: Cutoffs, words: Catalogue) -> list[str]:
    """Return what was found and, each in a sentence of its own, the likely reasons."""
    return [_issue(finding, cutoffs, words), *(describe_reason(row, cutoffs, words) for row in finding.reasons)]


def quote_value(quote: Quote, value: Decimal | None, words: Catalogue) -> str:
    """Return a value in the unit of the quote: cases, ha, or %; a dash where there is none."""
    if value is None:
        return "–"
    if quote.unit is QuoteUnit.PERCENT:
        return words.percent(value)
    return words.text("{number} ha", number=value) if quote.unit is QuoteUnit.HECTARES else words.number(value)


def quote_name(quote: Quote, cutoffs: Cutoffs, words: Catalogue) -> str:
    """Return which figure it is: "Resolved · After 11/06/2020"."""
    bands = band_list(quote.bands, cutoffs, words) or words.text("All cases")
    return f"{words.label(quote.column)} · {bands}"


def band_list(bands: Iterable[Band], cutoffs: Cutoffs, words: Catalogue) -> str:
    """Return the names of bands."""
    days = {"before": words.day(cutoffs.before), "after": words.day(cutoffs.after)}
    return ", ".join(words.label(band).format(**days) for band in bands)


def quote_note(quote: Quote, words: Catalogue) -> str:
    """Return the note typed with the quote, in this language where it was typed in it."""
    return quote.note_en or quote.note if words.language == "en" else quote.note


def _issue(finding: QuoteFinding, cutoffs: Cutoffs, words: Catalogue) -> str:
    quote = finding.quote
    quoted, own = (quote_value(quote, value, words) for value in (finding.quoted, finding.computed))
    if finding.issue is QuoteIssue.NOTE:
        return quote_note(quote, words)
    name = quote_name(quote, cutoffs, words)
    if finding.issue is QuoteIssue.DIFFERS:
        if finding.difference is None:
            return words.text("{name}: quoted {quoted}, computed {own}.", name=name, quoted=quoted, own=own)
        signed = f"{'+' if finding.difference > 0 else '−'}{words.number(abs(finding.difference))}"
        return words.text(
            "{name}: quoted {quoted}, computed {own} ({difference}).",
            name=name, quoted=quoted, own=own, difference=signed,
        )  # fmt: skip
    if finding.issue is QuoteIssue.BELOW_RESOLVED:
        return words.text(
            "{name}: the aim of {quoted} is below the {own} that are already resolved.",
            name=name, quoted=quoted, own=own,
        )  # fmt: skip
    return words.text(
        "{name}: by its other figures the statement implies {quoted} in the bands it is silent about; computed {own}.",
        name=name, quoted=quoted, own=own,
    )  # fmt: skip


def describe_reason(reason: Reason, cutoffs: Cutoffs, words: Catalogue) -> str:
    """Return a reason in a sentence."""
    numbers = {name: _number(name, value, words) for name, value in reason.numbers.items()}
    numbers["band"] = band_list([value for value in reason.numbers.values() if isinstance(value, Band)], cutoffs, words)
    if reason.kind is QuoteReason.REST:
        if "resolved" not in reason.numbers:
            return words.text("That is the total less the bands it has.")
        return words.text("Of them {resolved} must be resolved and {unresolved} not: {rate}.", **numbers)
    texts = {
        QuoteReason.SWAPPED_DIGITS: words.text("{part} of {whole} would fit: digits of {number} swapped?"),
        QuoteReason.OTHER_DENOMINATOR: words.text("{part} of {whole} would fit: another denominator?"),
        QuoteReason.BY_AREA: words.text(
            "By area it is {as_part} if the {hectares} ha are the resolved part, {as_total} if they are the total."
        ),
        QuoteReason.RATE_OF_ALL: words.text("It is {rate} of the {whole}, not the {aim} set beside it."),
        QuoteReason.FITS_BAND: words.text("It would fit the {whole} of the band “{band}”: {rate}."),
    }
    return texts[reason.kind].format(**numbers)


def _number(name: str, value: object, words: Catalogue) -> str:
    if not isinstance(value, int | Decimal):
        return ""
    return words.percent(value) if name in _RATES and isinstance(value, Decimal) else words.number(value)
