"""All words that a column of terms can hold: the office's names, the labels of the program, and what people write."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from landtrack.domain.intake.field import Field
from landtrack.domain.intake.words import TABLES, TERMS, CodeWords, normalise_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from enum import Enum

    from landtrack.domain.office.office_table import OfficeTable
    from landtrack.domain.vocabulary import Vocabulary

_FLAGS = {"yes": True, "no": False}
_SEVERAL = "|"

Term = TypeVar("Term")


@dataclass(frozen=True, slots=True)
class CodeWord:
    """One row of geodata/code_words.csv: ``words`` as written, ``code`` the value of a term or the code of a row.

    Words that can mean several terms have all of their codes, between "|".
    """

    field: Field
    words: str
    code: str


def code_words(
    rows: Iterable[CodeWord],
    labels: Iterable[tuple[Enum, str]],
    vocabulary: Vocabulary,
    former: Iterable[CodeWord] = (),
) -> CodeWords:
    """Return all words: names and codes of the office's tables, labels and codes of the terms, and those of ``rows``.

    The first label of a term is what is suggested for it; labels of other terms than those of TERMS are passed over.
    What the office calls a row now is stronger than ``rows``, and these are stronger than its ``former`` names: a file
    that was exported before a row was renamed still means it. Raises ValueError where a word would mean two things.
    """
    terms = {**{name: _named(vocabulary, table) for name, table in TABLES.items()}, **{name: {} for name in TERMS}}
    suggested = {**{name: vocabulary.names(table, "vi") for name, table in TABLES.items()}, **_of_terms(terms, labels)}
    own = {name: frozenset(terms[name]) for name in TABLES}
    flags: dict[str, bool] = {}
    several: dict[Field, dict[str, tuple[str, ...]]] = {name: {} for name in terms}
    for row in rows:
        if row.field is Field.PART_OF_PARCEL:
            _put(flags, row.words, _FLAGS[row.code])
        elif normalise_word(row.words) not in own.get(row.field, ()):
            codes = tuple(_checked(row.field, code, vocabulary) for code in row.code.split(_SEVERAL))
            if len(codes) > 1:
                _put(several[row.field], row.words, codes)
            else:
                _put(terms[row.field], row.words, codes[0])
    _check_apart(terms, several)
    for row in former:
        if normalise_word(row.words) not in several[row.field]:
            terms[row.field].setdefault(normalise_word(row.words), row.code)
    return CodeWords(terms, flags, suggested, several)


def _named(vocabulary: Vocabulary, table: OfficeTable) -> dict[str, str]:
    """Return what the office calls its rows: codes are stronger than names, names of one row than of a later one."""
    found = {normalise_word(code): code for code in sorted(vocabulary.rows(table))}
    for language in ("vi", "en"):
        for code, name in vocabulary.names(table, language).items():
            found.setdefault(normalise_word(name), code)
    return found


def _of_terms(terms: dict[Field, dict[str, str]], labels: Iterable[tuple[Enum, str]]) -> dict[Field, dict[str, str]]:
    """Put labels and values of the terms into ``terms``; return by field what is suggested for each."""
    first: dict[Field, dict[str, str]] = {name: {} for name in TERMS}
    told = list(labels)
    for name, kind in TERMS.items():
        for term, label in told:
            if isinstance(term, kind):
                _put(terms[name], label, term)
                first[name].setdefault(term, label)
        for term in kind:
            _put(terms[name], str(term.value), term)
    return first


def _checked(field: Field, code: str, vocabulary: Vocabulary) -> str:
    """Return the term or the code of a row; ValueError where there is none."""
    if field in TERMS:
        return TERMS[field](code)
    if code not in vocabulary.rows(TABLES[field]):
        raise ValueError(f"“{code}” is no {field}")
    return code


def _put(known: dict[str, Term], words: str, term: Term) -> None:
    word = normalise_word(words)
    if known.setdefault(word, term) != term:
        raise ValueError(f"“{words}” would mean {known[word]} and {term}")


def _check_apart(terms: Mapping[Field, Mapping[str, str]], several: Mapping[Field, Mapping[str, object]]) -> None:
    for name, known in terms.items():
        for word in known.keys() & several[name].keys():
            raise ValueError(f"“{word}” would mean {known[word]} and {several[name][word]}")
