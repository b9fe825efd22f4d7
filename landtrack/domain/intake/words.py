"""Kinds, statuses, forms, reasons and land types in the words that officials write."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from typing import TYPE_CHECKING, TypeVar

from landtrack.domain.case import LAND_TYPES, ViolationKind
from landtrack.domain.intake.fault import Understood, error, quoted
from landtrack.domain.intake.field import Field
from landtrack.domain.intake.source import CellError
from landtrack.domain.status import Exclusion, Form, Status
from landtrack.domain.text import unaccented

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from enum import Enum

    from landtrack.domain.intake.source import Value

TERMS: dict[Field, type[Enum]] = {
    Field.KIND: ViolationKind,
    Field.STATUS: Status,
    Field.FORM: Form,
    Field.EXCLUSION: Exclusion,
}
"""Which terms of the register a column can hold."""

_NOT_A_WORD = re.compile(r"[^a-z0-9]+")
_LY = re.compile(r"\b([lk])i\b")
_JOINED = re.compile(r"\s*(?:[+,;/&]|\bvà\b|\band\b)\s*", re.IGNORECASE)
_CLOSE = 0.6
_TRUE, _FALSE = "yes", "no"
_SEVERAL = "|"

Term = TypeVar("Term")


@dataclass(frozen=True, slots=True)
class CodeWord:
    """One row of geodata/code_words.csv: ``words`` as written, ``code`` the value of the term, or a land-type code.

    Words that can mean several terms have all of their codes, between "|".
    """

    field: Field
    words: str
    code: str


@dataclass(frozen=True, slots=True)
class CodeWords:
    """For every field the normalised words and what they mean.

    ``labels`` has the register's own word for a term, as it is suggested. ``several`` are words that can mean more than
    one term: "Đã xử lý" is said of a case that is resolved for good, and of one whose fine is paid.
    """

    terms: Mapping[Field, Mapping[str, Enum]]
    land_types: Mapping[str, str] = field(default_factory=dict)
    flags: Mapping[str, bool] = field(default_factory=dict)
    labels: Mapping[Field, Mapping[Enum, str]] = field(default_factory=dict)
    several: Mapping[Field, Mapping[str, tuple[Enum, ...]]] = field(default_factory=dict)

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
            return error("cell.word_is_form", meant, text=quoted(text), status=Status.RESOLVED, form=form)
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

    def _choice(self, field: Field, terms: Iterable[Enum]) -> str:
        """Return what can be written instead, one beside the other."""
        return " / ".join(filter(None, (self.labels[field].get(term) for term in terms)))

    def land_type(self, value: Value) -> Understood:
        """Return land-type codes of either circular, joined by "+"."""
        text = _text(value)
        if text is None:
            return _wrong(value)
        whole = self.land_types.get(normalise_word(text))
        parts = [whole] if whole else [self._land_code(part) for part in _JOINED.split(text.strip())]
        if all(parts):
            return "+".join(dict.fromkeys(part for part in parts if part)), None
        meant = self.land_types.get(_nearest(text, self.land_types), "")
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

    def _land_code(self, part: str) -> str | None:
        code = part.strip().rstrip("*").upper()
        return code if code in LAND_TYPES else self.land_types.get(normalise_word(part))


def normalise_word(text: str) -> str:
    """Return words as they are compared: small letters, no diacritics, no punctuation, "xử lí" as "xử lý"."""
    plain = " ".join(_NOT_A_WORD.split(unaccented(text))).strip()
    return _LY.sub(r"\1y", plain)


def code_words(rows: Iterable[CodeWord], labels: Iterable[tuple[Enum, str]]) -> CodeWords:
    """Return all words for all terms: the labels of the register in any language, the codes, and the rows of the table.

    The first label of a term is what is suggested for it; labels of other terms than those of TERMS are passed over.
    Raises ValueError where a word would mean two things.
    """
    fields = {kind: name for name, kind in TERMS.items()}
    terms: dict[Field, dict[str, Enum]] = {name: {} for name in TERMS}
    first: dict[Field, dict[Enum, str]] = {name: {} for name in TERMS}
    land_types = {code.lower(): code for code in sorted(LAND_TYPES)}
    flags: dict[str, bool] = {}
    several: dict[Field, dict[str, tuple[Enum, ...]]] = {name: {} for name in TERMS}
    for term, label in labels:
        if type(term) in fields:
            _put(terms[fields[type(term)]], label, term)
            first[fields[type(term)]].setdefault(term, label)
    for name, kind in TERMS.items():
        for term in kind:
            _put(terms[name], str(term.value), term)
    for row in rows:
        if row.field is Field.LAND_TYPE:
            _put(land_types, row.words, row.code)
        elif row.field is Field.PART_OF_PARCEL:
            _put(flags, row.words, {_TRUE: True, _FALSE: False}[row.code])
        elif _SEVERAL in row.code:
            _put(several[row.field], row.words, tuple(map(TERMS[row.field], row.code.split(_SEVERAL))))
        else:
            _put(terms[row.field], row.words, TERMS[row.field](row.code))
    _check_apart(terms, several)
    return CodeWords(terms, land_types, flags, first, several)


def _put(known: dict[str, Term], words: str, term: Term) -> None:
    word = normalise_word(words)
    if known.setdefault(word, term) != term:
        raise ValueError(f"“{words}” would mean {known[word]} and {term}")


def _check_apart(terms: Mapping[Field, Mapping[str, Enum]], several: Mapping[Field, Mapping[str, object]]) -> None:
    for name in TERMS:
        for word in terms[name].keys() & several[name].keys():
            raise ValueError(f"“{word}” would mean {terms[name][word]} and {several[name][word]}")


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
