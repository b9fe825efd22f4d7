"""Kinds, statuses, forms, reasons and land types in the words that officials write."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from typing import TYPE_CHECKING

from landtrack.domain.intake.fault import Understood, error, quoted
from landtrack.domain.intake.field import Field
from landtrack.domain.intake.source import CellError
from landtrack.domain.office.office_table import OfficeTable
from landtrack.domain.status import Exclusion, Status
from landtrack.domain.text import unaccented

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from enum import StrEnum

    from landtrack.domain.intake.source import Value

TERMS: dict[Field, type[StrEnum]] = {Field.STATUS: Status, Field.EXCLUSION: Exclusion}
"""Which terms of the register a column can hold."""
TABLES = {Field.KIND: OfficeTable.KIND, Field.FORM: OfficeTable.FORM, Field.LAND_TYPE: OfficeTable.LAND_TYPE}
"""Which columns hold codes of the office's own tables."""

_NOT_A_WORD = re.compile(r"[^a-z0-9]+")
_LY = re.compile(r"\b([lk])i\b")
_JOINED = re.compile(r"\s*(?:[+,;/&]|\bvà\b|\band\b)\s*", re.IGNORECASE)
_CLOSE = 0.6


@dataclass(frozen=True, slots=True)
class CodeWords:
    """For every field the normalised words and what they mean: a term, or a code of the field's table.

    ``labels`` has the register's own word for a term, as it is suggested. ``several`` are words that can mean more than
    one term: "Đã xử lý" is said of a case that is resolved for good, and of one whose fine is paid.
    """

    terms: Mapping[Field, Mapping[str, str]]
    flags: Mapping[str, bool] = field(default_factory=dict)
    labels: Mapping[Field, Mapping[str, str]] = field(default_factory=dict)
    several: Mapping[Field, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)

    def term(self, field: Field, value: Value) -> Understood:
        """Return the term of KIND, STATUS, FORM or EXCLUSION; an unknown word with the nearest known one."""
        text = _text(value)
        if text is None:
            return _wrong(value)
        found, several = self.terms[field], self.several.get(field, {})
        plain = normalise_word(text)
        if plain in found:
            return found[plain], None
        form = self.terms[Field.FORM].get(plain)
        if field is Field.STATUS and form is not None:
            meant = self._choice(field, (Status.RESOLVED,))
            name = self._choice(Field.FORM, (form,))
            return error("cell.word_is_form", meant, text=quoted(text), status=Status.RESOLVED, form=name)
        if plain in several:
            meant = self._choice(field, several[plain])
            return error("cell.word_ambiguous", meant, text=quoted(text), terms=meant)
        nearest = _nearest(text, {**found, **several})
        terms = several.get(nearest) or ((found[nearest],) if nearest else ())
        return error("cell.word_unknown", self._choice(field, terms), text=quoted(text))

    def is_status(self, value: Value) -> bool:
        """Say whether a cell holds nothing but a word for a status, be it one that can mean several."""
        plain = normalise_word(value) if isinstance(value, str) else ""
        return plain in self.terms[Field.STATUS] or plain in self.several.get(Field.STATUS, {})

    def _choice(self, field: Field, terms: Iterable[str]) -> str:
        """Return what can be written instead, one beside the other."""
        return " / ".join(filter(None, (self.labels[field].get(term) for term in terms)))

    def land_type(self, value: Value) -> Understood:
        """Return land-type codes of either circular, joined by "+"."""
        text = _text(value)
        if text is None:
            return _wrong(value)
        known = self.terms[Field.LAND_TYPE]
        whole = known.get(normalise_word(text))
        parts = [whole] if whole else [known.get(normalise_word(part)) for part in _JOINED.split(text.strip())]
        if all(parts):
            return "+".join(dict.fromkeys(part for part in parts if part)), None
        meant = known.get(_nearest(text, known), "")
        return error("cell.land_type_unknown", meant, text=quoted(text))

    def flag(self, value: Value) -> Understood:
        """Return yes or no; a cross in a cell is yes."""
        if isinstance(value, bool):
            return value, None
        text = _text(value)
        if text is None:
            return _wrong(value)
        found = self.flags.get(normalise_word(text))
        return (found, None) if found is not None else error("cell.flag_unknown", text=quoted(text))


def normalise_word(text: str) -> str:
    """Return words as they are compared: small letters, no diacritics, no punctuation, "xử lí" as "xử lý"."""
    plain = " ".join(_NOT_A_WORD.split(unaccented(text))).strip()
    return _LY.sub(r"\1y", plain)


def _nearest(text: str, known: Mapping[str, object]) -> str:
    """Return the known word that is spelled nearly so, else the longest within a sentence; "" for neither."""
    plain = normalise_word(text)
    close = get_close_matches(plain, known, n=1, cutoff=_CLOSE)
    within = [word for word in known if len(word) > len("xxx") and f" {word} " in f" {plain} "]
    return close[0] if close else max(within, key=len, default="")


def _text(value: Value) -> str | None:
    """Return the words of a cell: a number as its digits, None where a cell cannot hold words."""
    if isinstance(value, str):
        return value
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return str(value)
    return f"{value:g}" if isinstance(value, float) else None


def _wrong(value: Value) -> Understood:
    if isinstance(value, CellError):
        return error("cell.error_value", text=value.text)
    shown = f"{value:%d/%m/%Y}" if isinstance(value, date | datetime) else quoted(value)
    return error("cell.word_unknown", text=shown)
