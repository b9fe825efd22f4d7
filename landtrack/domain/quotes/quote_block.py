"""Compared quotes as programs get them: plain values with names, decimals as exact texts."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from landtrack.domain.quotes.quote_comparison import Compared
    from landtrack.domain.quotes.quote_finding import QuoteFinding


def line_block(line: Compared) -> dict[str, Any]:
    """Return a quote beside its computed figure."""
    quote = line.quote
    return {
        "key": line.key,
        "kind": quote.kind.value,
        "column": quote.column.value,
        "unit": quote.unit.value,
        "bands": [band.value for band in quote.bands],
        "quoted": _plain(quote.value),
        "computed": _plain(line.computed),
        "agrees": line.agrees,
        "source": quote.source,
        "page": quote.page,
        "published": quote.published.isoformat(),
        "wording": quote.wording,
        "note": quote.note,
    }


def finding_block(finding: QuoteFinding) -> dict[str, Any]:
    """Return a finding with its reasons."""
    return {
        "key": finding.key,
        "issue": finding.issue.value,
        "quoted": _plain(finding.quoted),
        "computed": _plain(finding.computed),
        "difference": _plain(finding.difference),
        "reasons": [
            {"reason": row.kind.value, **{name: _plain(value) for name, value in row.numbers.items()}}
            for row in finding.reasons
        ],
    }


def _plain(value: object) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value.value if isinstance(value, Enum) else value
