"""What a file means by a code or a name of an area unit, though both were given to other land over the years.

A text means every unit that ever had the code or name; which of them is meant follows from the frame: the newest day
on which all texts of the file mean something, unless a person chose another.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING

from landtrack.domain.text import unaccented
from landtrack.domain.unit_name import contradicts, plain_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from landtrack.domain.frame import UnitRegistry

_CODE = re.compile(r"(?<!\d)(\d{4,5})(?!\d)")
_CODE_LENGTH = 5
_OFFICE = re.compile(r"^\s*(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân)\s+", re.IGNORECASE)
_SHORT = re.compile(r"^\s*(?:X|TT|P)\.\s*(?=\w)", re.IGNORECASE)
_KIND = re.compile(r"^(?:xa|thi tran|phuong)\s+")
"""What stands before a name written without diacritics."""
_LISTED = re.compile(r"[,;/]|\bvà\b")
_LIKENESS = 0.75


@dataclass(slots=True)
class UnitWords:
    """The units of a registry by what people write for them; remembers what it was asked."""

    registry: UnitRegistry
    _codes: Mapping[str, frozenset[int]] = field(init=False)
    _names: Mapping[str, frozenset[int]] = field(init=False)
    _plain: Mapping[str, frozenset[int]] = field(init=False)
    _meant: dict[str, frozenset[int]] = field(default_factory=dict)
    _kin: dict[int, frozenset[int]] = field(default_factory=dict)
    _on: dict[tuple[str, date], int | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Index the units once."""
        units = self.registry.units
        self._codes = _grouped((unit.code, unit.id) for unit in units)
        self._names = _grouped((plain_name(unit.full_name), unit.id) for unit in units)
        self._plain = _grouped((unaccented(plain_name(unit.full_name)), unit.id) for unit in units)

    def meant(self, text: str) -> frozenset[int]:
        """Return the ids of all units of any day that the text may mean; none where it means nothing.

        A code counts only if a name beside it does not contradict; a name without diacritics only if it is one name.
        """
        if text not in self._meant:
            self._meant[text] = self._look(text)
        return self._meant[text]

    def kin(self, unit_id: int) -> frozenset[int]:
        """Return the unit, those it was made of, and those it became part of."""
        if unit_id not in self._kin:
            later = (unit.id for unit in self.registry.units if unit_id in self.registry.ancestors(unit.id))
            self._kin[unit_id] = self.registry.ancestors(unit_id) | frozenset(later)
        return self._kin[unit_id]

    def frame_day(self, texts: Iterable[str], today: date) -> date:
        """Return the newest day, from today back, on which the most of the texts mean a unit."""
        meanings = [found for found in (self.meant(text) for text in set(texts)) if found]
        changes = sorted({unit.valid_from for unit in self.registry.units if unit.valid_from <= today}, reverse=True)

        def fitting(day: date) -> int:
            valid = {unit.id for unit in self.registry.units if unit.valid_on(day)}
            return sum(bool(found & valid) for found in meanings)

        # max() keeps the first of equals: today before the day on which its units began, that before older ones.
        return max([today, *changes], key=fitting, default=today)

    def on(self, text: str, day: date) -> int | None:
        """Return the unit the text means on the day; else its newest one where all it may mean is one unit's line."""
        if (text, day) not in self._on:
            found = self.meant(text)
            valid = [unit_id for unit_id in found if self.registry.find(unit_id).valid_on(day)]
            known = valid if len(valid) == 1 else found
            self._on[text, day] = next(iter(known)) if len(known) == 1 else None
        return self._on[text, day]

    def nearest(self, text: str, day: date, units: Collection[int]) -> str:
        """Return the name of the one of ``units`` valid on the day that is written most like the text; "" for none."""
        names = {
            unaccented(plain_name(unit.full_name)): unit.full_name
            for unit in self.registry.units
            if unit.valid_on(day) and unit.id in units
        }
        like = get_close_matches(unaccented(plain_name(_bare(text))), names, n=1, cutoff=_LIKENESS)
        return names[like[0]] if like else ""

    def _look(self, text: str) -> frozenset[int]:
        parts = [found for part in _LISTED.split(text) if part and (found := self._look_one(part))]
        if len({found for found in parts if not any(found < other for other in parts)}) > 1:
            # Two units in one cell: whichever were taken, it would be a guess.
            return frozenset()
        return self._look_one(text)

    def _look_one(self, text: str) -> frozenset[int]:
        code = _CODE.search(text)
        if code is not None:
            rest = (text[: code.start()] + text[code.end() :]).strip(" -–,;:()")
            found = self._codes.get(code[1].zfill(_CODE_LENGTH), frozenset())
            if not rest:
                return found
            return frozenset(one for one in found if not contradicts(rest, self.registry.find(one).full_name))
        name = plain_name(_bare(text))
        if name in self._names:
            return self._names[name]
        found = self._plain.get(_KIND.sub("", unaccented(name)), frozenset())
        # "Dong Son" could be Đông Sơn or Đồng Sơn: then it means nothing.
        one_name = len({self.registry.find(one).name for one in found}) == 1
        return found if one_name and unaccented(name) == name else frozenset()


def _bare(text: str) -> str:
    """Return the name without the office's and without a kind cut short: "UBND X.Yên Thế" is "Yên Thế"."""
    return _SHORT.sub("", _OFFICE.sub("", text))


def _grouped(pairs: Iterable[tuple[str, int]]) -> dict[str, frozenset[int]]:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for key, unit_id in pairs:
        found[key].add(unit_id)
    return {key: frozenset(ids) for key, ids in found.items()}
