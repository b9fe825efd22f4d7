"""Cells of a column read together: each different one of a column that repeats itself is read once."""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from typing import Any

    from landtrack.domain.intake.fault import CellReader, Fault, Understood
    from landtrack.domain.intake.source import Value

_MOST_REMEMBERED = 200_000
_SAMPLE, _FEW, _MOSTLY = 2_000, 200, 0.9
_REPEATED: Collection[type] = (str, int, bool, date)
"""Sorts of cells that are remembered, each apart, for 1 and True are equal. Fractions hardly come twice."""
_NOTHING: Understood = (None, None)


class Remembering:
    """A reader that answers what it has seen before from memory: a column repeats its words, days and numbers."""

    __slots__ = ("_empty", "_known", "_most", "_plain", "_read")

    def __init__(self, read: CellReader, plain: CellReader, *, empty: Collection[str], most: int) -> None:
        """Take a reader and one for ASCII and what is no text, texts that say nothing, and how many to remember."""
        self._read, self._plain, self._empty, self._most = read, plain, empty, most
        self._known: dict[type, dict[Any, Understood]] = {sort: {None: _NOTHING} for sort in _REPEATED}

    def __call__(self, value: Value) -> Understood:
        """Return what a cell holds."""
        known = self._known.get(value.__class__)
        found = None if known is None else known.get(value)
        if found is not None:
            return found
        found = self._understood(value)
        if known is not None and len(known) < self._most:
            known[value] = found
        return found

    def column(self, cells: Sequence[Value]) -> tuple[list[Any], dict[int, Fault]]:
        """Return what each of many cells holds, and what is wrong with some, by their place."""
        found: list[Understood]
        sorts = set(map(type, cells)) - {type(None)}
        known = self._known.get(next(iter(sorts), str)) if len(sorts) <= 1 else None
        if known is None:
            found = [_NOTHING if cell is None else self(cell) for cell in cells]
        else:
            # Of one sort, what is known is looked up without a call for each: there may be millions of cells.
            looked_up: list[Any] = list(map(known.get, cells))
            found = self._completed(looked_up, cells) if None in looked_up else looked_up
        return [value for value, _ in found], {
            place: fault for place, (_, fault) in enumerate(found) if fault is not None
        }

    def _completed(self, found: Sequence[Any], cells: Sequence[Value]) -> list[Understood]:
        return [self(cell) if one is None else one for one, cell in zip(found, cells, strict=True)]

    def _understood(self, value: Value) -> Understood:
        if not isinstance(value, str):
            return self._plain(value)
        text = value.strip()
        if not text or text in self._empty:
            return _NOTHING
        return self._plain(value) if value.isascii() else self._read(value)


def worth(values: Iterable[Value]) -> int:
    """Return how many cells of a column to remember: none where hardly any comes twice, as with codes and notes."""
    seen = [value for value in islice(values, _SAMPLE) if value.__class__ in _REPEATED]
    return 0 if len(seen) > _FEW and len(set(seen)) > _MOSTLY * len(seen) else _MOST_REMEMBERED
