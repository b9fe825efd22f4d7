"""New rows that may be a case which is there already, in the register or above in the file: asked, never merged."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from landtrack.domain.identity import number_key, search_key
from landtrack.domain.intake.field import Field
from landtrack.domain.intake.problem import Problem, Severity
from landtrack.store.import_matches import cases_of_holders, standing_cases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from landtrack.domain.case import Facts
    from landtrack.domain.intake.draft import RowDraft
    from landtrack.domain.intake.planned import PlannedCase
    from landtrack.store.database import View
    from landtrack.store.import_matches import StandingCase
    from landtrack.usecases.intake.standing import Standing

Parcel = tuple[str, str]
Match = tuple[str, dict[str, object]]
ASKED_ALIKE = 20
"""Rows that are asked about one by one where more may be the same case; of the others it is said once."""
MORE = {"import.same_row": "import.same_row_more", "import.same_case": "import.same_case_more"}
NOWHERE: Parcel = ("", "")
"""What stands for the parcel of a case that names none."""
ANYWHERE: Parcel = ("*", "*")


class Place(NamedTuple):
    """A case that others may be: when it was met, its code, and its row in the file, None for one of the register."""

    turn: int
    code: str
    row: int | None


@dataclass(slots=True)
class Found:
    """The first cases on each parcel ("" as the holder), and of each holder on each parcel, by the unit of the land.

    Two of each are enough, the second one for a case that is the first itself: so of rows that are all alike none looks
    through all others, however many they are.
    """

    places: dict[tuple[str, int, Parcel], tuple[Place, ...]] = field(default_factory=dict)
    turns: int = 0

    def add(self, holder: str, land: int, parcel: Parcel, code: str, row: int | None = None) -> None:
        """Take a case."""
        self.turns += 1
        for key in ((holder, land, parcel), (holder, land, ANYWHERE)) if holder else ((holder, land, parcel),):
            known = self.places.get(key, ())
            if len(known) < 2 and all(one.code != code for one in known):  # noqa: PLR2004 - two, as said above
                self.places[key] = (*known, Place(self.turns, code, row))

    def first(self, holder: str, lands: frozenset[int], parcels: Sequence[Parcel], code: str) -> Place | None:
        """Return the first of other cases on one of the parcels in one of the lands."""
        places = self.places.get
        found = [
            one
            for land in lands
            for parcel in parcels
            for one in places((holder, land, parcel), ())
            if one.code != code
        ]
        return min(found, default=None)


def same_case_problems(
    view: View, cases: Sequence[PlannedCase], drafts: Mapping[int, RowDraft], sheet: str, standing: Standing
) -> Iterator[Problem]:
    """Give one warning for every new row that may be another case: same parcel of the same land, or same holder there.

    A holder is compared by the exact value only (identity card, else name), and only where the parcels do not speak
    against it: one person may have violations on several parcels. Where very many rows may be the same case, most of
    them are counted in one warning.
    """
    new = [case for case in cases if case.new and case.facts is not None]
    number = cache(_number)
    own = [_parcel(case.facts.map_sheet, case.facts.parcel, number) for case in new if case.facts]
    found = _in_register(view, new, set(own), standing)
    asked, more = Counter[str](), dict[str, Problem]()
    for case, parcel in zip(new, own, strict=True):
        match = _match(found, case, parcel, standing)
        if match is not None:
            draft = drafts[case.row]
            fields = (Field.PARCEL, Field.HOLDER) if parcel != NOWHERE else (Field.HOLDER, Field.HOLDER_ID)
            cell = next((draft.cells[name] for name in fields if name in draft.cells), "")
            problem = Problem(Severity.WARNING, *match, sheet, case.row, cell)
            key = repr(match)
            asked[key] += 1
            if asked[key] <= ASKED_ALIKE:
                yield problem
            else:
                more.setdefault(key, problem)
        _join(found, case, parcel)
    for key, first in more.items():
        arguments = {**first.arguments, "cases": asked[key] - ASKED_ALIKE}
        yield Problem(first.severity, MORE[first.code], arguments, sheet, first.row, first.cell)


def _in_register(view: View, new: Sequence[PlannedCase], wanted: set[Parcel], standing: Standing) -> Found:
    found, number = Found(), cache(_number)
    if wanted - {NOWHERE}:
        for row in standing_cases(view, standing.scope):
            parcel = _parcel(row.map_sheet, row.parcel, number)
            if parcel != NOWHERE and parcel in wanted:
                found.add("", _land(row), parcel, row.code)
    holders = [case.holder for case in new if case.holder is not None]
    if holders and standing.keeps_holders:
        names = {search_key(holder.name) for holder in holders} - {""}
        numbers = {number_key(holder.id_number) for holder in holders} - {""}
        for name, id_number, row in cases_of_holders(view, standing.scope, names, numbers):
            parcel = _parcel(row.map_sheet, row.parcel, number)
            for key in filter(None, (id_number and f"number {id_number}", name and f"name {name}")):
                found.add(key, _land(row), parcel, row.code)
    return found


def _match(found: Found, case: PlannedCase, parcel: Parcel, standing: Standing) -> Match | None:
    """Return the code and arguments of the warning for the first case that may be the same."""
    if case.facts is None:
        return None
    lands = standing.units.kin(_land(case.facts))
    place = found.first("", lands, (parcel,), case.code) if parcel != NOWHERE else None
    if place is None:
        # Those on other parcels speak against it; a case without a parcel may be any of the holder's.
        near = (ANYWHERE,) if parcel == NOWHERE else (parcel, NOWHERE)
        keys = _holder_keys(case)
        places = [one for key in keys if (one := found.first(key, lands, near, case.code)) is not None]
        place = min(places, default=None)
    if place is None:
        return None
    if place.row is None:
        return "import.same_case", {"case": place.code}
    return "import.same_row", {"row": str(place.row)}


def _join(found: Found, case: PlannedCase, parcel: Parcel) -> None:
    """Let a row of the file be one that those below it may be."""
    if case.facts is None:
        return
    land = _land(case.facts)
    for key in _holder_keys(case) if parcel == NOWHERE else ("", *_holder_keys(case)):
        found.add(key, land, parcel, case.code, case.row)


def _holder_keys(case: PlannedCase) -> list[str]:
    """Return by what the holder is found: the identity card, else the name."""
    if case.holder is None:
        return []
    number, name = number_key(case.holder.id_number), search_key(case.holder.name)
    if number:
        return [f"number {number}"]
    return [f"name {name}"] if name else []


def _parcel(map_sheet: str, parcel: str, number: Callable[[str], str]) -> Parcel:
    both = number(map_sheet), number(parcel)
    return both if all(both) else NOWHERE


def _number(text: str) -> str:
    """Return a sheet or parcel number in one spelling: "045 A" is "45a"."""
    return "".join(text.casefold().split()).lstrip("0")


def _land(row: StandingCase | Facts) -> int:
    return row.parcel_unit_id or row.unit_id
