"""Finding cases within the reader's area: by code, parcel, hamlet and unit, as people type them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from sqlalchemy import and_, case, false, or_, select

from landtrack.domain.parcel_number import plain_number, plain_numbers
from landtrack.domain.search_words import meets
from landtrack.domain.text import unaccented
from landtrack.domain.unit_search import places_called, places_named
from landtrack.store.figures import in_snapshot
from landtrack.store.schema import episode, revision, violation_case

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import date

    from sqlalchemy import Column, ColumnElement

    from landtrack.domain.frame import UnitRegistry
    from landtrack.domain.scope import Scope
    from landtrack.domain.search_words import SearchWords
    from landtrack.store.database import View

MOST = 20
KEPT = 20_000

_folded = lru_cache(KEPT)(unaccented)
_number = lru_cache(KEPT)(plain_number)
_numbers = lru_cache(KEPT)(plain_numbers)


@dataclass(frozen=True, slots=True)
class FoundCase:
    """A case that was searched for, and where it lies."""

    code: str
    map_sheet: str
    parcel: str
    hamlet: str
    place_id: int


@dataclass(frozen=True, slots=True)
class _Typed:
    """The texts that a view holds in a column, each once; read when first asked for in a search."""

    view: View
    kept: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def of(self, column: Column[str], holds: str = "") -> list[str]:
        """Return the texts of a column; where ``holds`` is digits, only those that have them somewhere."""
        # Only digits are the same in every spelling: letters may carry capitals and diacritics.
        digits = holds if holds.isdigit() else ""
        if (column.name, digits) not in self.kept:
            query = select(column).distinct()
            if digits:
                query = query.where(column.contains(digits, autoescape=True))
            self.kept[column.name, digits] = list(self.view.connection.execute(query).scalars())
        return self.kept[column.name, digits]


def search_cases(
    view: View, scope: Scope, as_of: date, entry: int, wanted: SearchWords, registry: UnitRegistry
) -> list[FoundCase]:
    """Return up to 20 cases that meet all that is wanted: the one of this very code first, then the likeliest.

    Each word is a part of the code, the beginning of a word of the hamlet or of a unit's name, now or formerly, or the
    number of the parcel.
    """
    if wanted.empty:
        return []
    typed = _Typed(view)
    query = (
        select(violation_case.c.code, revision.c.map_sheet, revision.c.parcel, revision.c.hamlet, episode.c.place_id)
        .select_from(episode)
        .join(violation_case, violation_case.c.id == episode.c.case_id)
        .join(revision, revision.c.entry == episode.c.revision)
        .where(in_snapshot(scope, as_of, entry), _meant(typed, wanted, registry))
        .order_by(_rank(typed, wanted, registry), violation_case.c.code)
        .limit(MOST)
    )
    return [FoundCase(*row) for row in view.connection.execute(query)]


def _meant(typed: _Typed, wanted: SearchWords, registry: UnitRegistry) -> ColumnElement[bool]:
    conditions = [_about(typed, word, registry) for word in wanted.words]
    if wanted.sheet:
        conditions.append(_spelled(typed, revision.c.map_sheet, wanted.sheet, lambda raw: _number(raw) == wanted.sheet))
    if wanted.parcel:
        conditions.append(_spelled(typed, revision.c.parcel, wanted.parcel, _parcel_test(wanted)))
    meant: ColumnElement[bool] = and_(*conditions)
    # The code as a whole, which may hold what looks like a number of something else.
    return or_(_code_holds(wanted.text), meant)


def _parcel_test(wanted: SearchWords) -> Callable[[str], bool]:
    if wanted.unfinished:
        return lambda raw: any(number.startswith(wanted.parcel) for number in _numbers(raw))
    return lambda raw: wanted.parcel in _numbers(raw)


def _about(typed: _Typed, word: str, registry: UnitRegistry) -> ColumnElement[bool]:
    conditions = [_code_holds(word), _in_places(places_called(registry, word)), _hamlet(typed, word)]
    if any(letter.isdigit() for letter in word):
        conditions.append(_spelled(typed, revision.c.parcel, word, lambda raw: word in _numbers(raw)))
    return or_(*conditions)


def _rank(typed: _Typed, wanted: SearchWords, registry: UnitRegistry) -> ColumnElement[int]:
    """Order by: this very code, one that begins so, a unit of just this name, a unit or hamlet of a longer one."""
    code, phrase = violation_case.c.code, wanted.phrase
    named: list[tuple[ColumnElement[bool], int]] = [
        (code == wanted.text.upper(), 0),
        (code.startswith(wanted.text.upper(), autoescape=True), 1),
    ]
    if phrase.isdigit():
        named.append((_spelled(typed, revision.c.parcel, phrase, lambda raw: phrase in _numbers(raw)), 2))
    if phrase:
        named += [
            (_in_places(places_named(registry, phrase)), 2),
            (or_(_in_places(places_called(registry, phrase)), _hamlet(typed, phrase)), 3),
        ]
    return case(*named, else_=4)


def _code_holds(text: str) -> ColumnElement[bool]:
    """Return the condition that a code holds a text, or all pieces of it: "YT-2014-36" means YT-2014-00036, too."""
    pieces = [piece for piece in text.upper().split("-") if piece]
    whole = violation_case.c.code.contains(text.upper(), autoescape=True)
    return or_(whole, and_(*(violation_case.c.code.contains(piece, autoescape=True) for piece in pieces or [text])))


def _hamlet(typed: _Typed, words: str) -> ColumnElement[bool]:
    raw = typed.of(revision.c.hamlet)
    return _one_of(revision.c.hamlet, [text for text in raw if meets(words, _folded(text))])


def _spelled(typed: _Typed, column: Column[str], holds: str, test: Callable[[str], bool]) -> ColumnElement[bool]:
    """Return the condition that a number, however it was typed, meets the test; every such text holds ``holds``."""
    raw = typed.of(column, holds)
    return _one_of(column, [text for text in raw if test(text)])


def _one_of(column: Column[str], texts: Collection[str]) -> ColumnElement[bool]:
    return column.in_(sorted(texts)) if texts else false()


def _in_places(places: Collection[int]) -> ColumnElement[bool]:
    return episode.c.place_id.in_(sorted(places)) if places else false()
