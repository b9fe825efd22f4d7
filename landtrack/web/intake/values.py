"""Values of files and of what was understood of them, as people of the office write them."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from landtrack.domain.intake.field import Field
from landtrack.domain.intake.source import CellError
from landtrack.web.intake.meanings import AREAS
from landtrack.web.language import say
from landtrack.web.vocabulary import form_name, kind_name

if TYPE_CHECKING:
    from landtrack.domain.intake.source import Value

LONGEST = 120
_NAMED = {Field.KIND: kind_name, Field.FORM: form_name}


def cell_text(value: Value) -> str:
    """Return what a cell of the file holds; texts as they stand there, cut after 120 letters."""
    words = say()
    if value is None:
        return ""
    if isinstance(value, bool):
        return words.text("yes") if value else words.text("no")
    if isinstance(value, date):
        return _moment(value)
    if isinstance(value, float | Decimal):
        return words.number(Decimal(str(value)).normalize() + 0)
    return shortened(value.text if isinstance(value, CellError) else str(value))


def understood_text(field: Field, value: Any) -> str:
    """Return a value of a draft: areas in m², terms in the office's words, the span in which something happened."""
    words = say()
    if value is None:
        return "–"
    if isinstance(value, tuple):
        return _span(*value)
    if field in AREAS:
        return words.area(value)
    if field in _NAMED:
        return _NAMED[field](value)
    if isinstance(value, StrEnum):
        return words.label(value)
    return cell_text(value)


def shortened(text: str) -> str:
    """Return a text that fits into a cell of a page."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _moment(value: date) -> str:
    """Return a day, with its time of day where a cell has one: a spreadsheet knows no time zones."""
    day = say().day(value)
    return f"{day} {value:%H:%M}" if isinstance(value, datetime) and value.time() != time() else day


def _span(earliest: date | None, latest: date | None) -> str:
    words = say()
    if earliest is not None and earliest == latest:
        return words.day(earliest)
    if earliest is not None and latest is not None:
        return words.text("between {earliest} and {latest}", earliest=earliest, latest=latest)
    if latest is not None:
        return words.text("by {latest}, day unknown", latest=latest)
    return words.text("from {earliest}", earliest=earliest) if earliest is not None else "–"
