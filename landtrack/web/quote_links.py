"""Where the computed figure beside a quote leads to: the cases that it is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.cell import Column
from landtrack.domain.quotes.quote import QuoteColumn, QuoteUnit
from landtrack.web.cell_links import moment_cell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from landtrack.domain.quotes.quote_comparison import Compared
    from landtrack.usecases.compare_quotes import ComparedStatement

COLUMNS: Mapping[tuple[QuoteUnit, QuoteColumn], Column] = {
    (QuoteUnit.CASES, QuoteColumn.FOUND): Column.CASES,
    (QuoteUnit.CASES, QuoteColumn.RESOLVED): Column.RESOLVED,
    (QuoteUnit.CASES, QuoteColumn.UNRESOLVED): Column.UNRESOLVED,
    (QuoteUnit.HECTARES, QuoteColumn.FOUND): Column.AREA_HA,
    (QuoteUnit.HECTARES, QuoteColumn.RESOLVED): Column.RESOLVED_HA,
    (QuoteUnit.HECTARES, QuoteColumn.UNRESOLVED): Column.UNRESOLVED_HA,
}
"""Which cells show what a quote counts; behind every share of the cases is the rate."""


def quote_address(line: Compared, found: ComparedStatement) -> str | None:
    """Return the address of the cases; None for what has no figure, and for several bands, which are no one list."""
    quote, progress = line.quote, found.progress
    if line.computed is None or len(quote.bands) > 1:
        return None
    column = COLUMNS.get((quote.unit, quote.column), Column.RATE_CASES)
    band = quote.bands[0] if quote.bands else None
    return moment_cell((progress.as_of, progress.known_at, progress.frame), column, None, band)
