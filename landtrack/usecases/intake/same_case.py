"""New rows that may be a case which is there already, in the register or above in the file: asked, never merged."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from landtrack.domain.identity import number_key, search_key
from landtrack.domain.intake.field import Field
from landtrack.domain.intake.problem import Problem, Severity
from landtrack.store.import_matches import StandingCase, cases_of_holders, standing_cases

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from landtrack.domain.intake.draft import RowDraft
    from landtrack.domain.intake.planned import PlannedCase
    from landtrack.store.database import View
    from landtrack.usecases.intake.standing import Standing

Parcel = tuple[str, str]


@dataclass(slots=True)
class Found:
    """What may be the same: by parcel, and by holder; the file's own rows join as they are passed."""

    parcels: dict[Parcel, list[tuple[str, StandingCase]]] = field(default_factory=lambda: defaultdict(list))
    holders: dict[str, list[tuple[str, StandingCase]]] = field(default_factory=lambda: defaultdict(list))


def same_case_problems(
    view: View, cases: Sequence[PlannedCase], drafts: Mapping[int, RowDraft], sheet: str, standing: Standing
) -> Iterator[Problem]:
    """Give one warning for every new row that may be another case: same parcel of the same land, or same holder there.

    A holder is compared by the exact value only (identity card, else name), and only where the parcels do not speak
    against it: one person may have violations on several parcels.
    """
    new = [case for case in cases if case.new and case.facts is not None]
    found = _in_register(view, new, standing)
    for case in new:
        own = _standing_case(case)
        match = _match(found, own, case, standing)
        if match is not None:
            draft = drafts[case.row]
            fields = (Field.PARCEL, Field.HOLDER) if _parcel(own) else (Field.HOLDER, Field.HOLDER_ID)
            cell = next((draft.cells[name] for name in fields if name in draft.cells), "")
            yield Problem(Severity.WARNING, *match, sheet, case.row, cell)
        place = (f"row {case.row}", own)
        if parcel := _parcel(own):
            found.parcels[parcel].append(place)
        for key in _holder_keys(case):
            found.holders[key].append(place)


def _in_register(view: View, new: Sequence[PlannedCase], standing: Standing) -> Found:
    found = Found()
    wanted = {parcel for case in new if (parcel := _parcel(_standing_case(case)))}
    if wanted:
        for row in standing_cases(view, standing.scope):
            parcel = _parcel(row)
            if parcel and parcel in wanted:
                found.parcels[parcel].append((row.code, row))
    holders = [case.holder for case in new if case.holder is not None]
    if holders and standing.keeps_holders:
        names = {search_key(holder.name) for holder in holders} - {""}
        numbers = {number_key(holder.id_number) for holder in holders} - {""}
        for name, number, row in cases_of_holders(view, standing.scope, names, numbers):
            for key in filter(None, (number and f"number {number}", name and f"name {name}")):
                found.holders[key].append((row.code, row))
    return found


def _match(
    found: Found, own: StandingCase, case: PlannedCase, standing: Standing
) -> tuple[str, dict[str, object]] | None:
    """Return the code and arguments of the warning for the first case that may be the same."""
    parcel = _parcel(own)
    by_parcel = found.parcels[parcel] if parcel else ()
    by_holder = (place for key in _holder_keys(case) for place in found.holders[key] if not _against(own, place[1]))
    # One after another: of rows that are all alike each has its match at once, and none looks through all others.
    for place, other in chain(by_parcel, by_holder):
        if _land(other) in standing.units.kin(_land(own)) and other.code != own.code:
            if place.startswith("row "):
                return "import.same_row", {"row": place.removeprefix("row ")}
            return "import.same_case", {"case": other.code}
    return None


def _holder_keys(case: PlannedCase) -> list[str]:
    """Return by what the holder is found: the identity card, else the name."""
    if case.holder is None:
        return []
    number, name = number_key(case.holder.id_number), search_key(case.holder.name)
    if number:
        return [f"number {number}"]
    return [f"name {name}"] if name else []


def _standing_case(case: PlannedCase) -> StandingCase:
    facts = case.facts
    if facts is None:
        return StandingCase(case.code, 0, None, "", "")
    return StandingCase(case.code, facts.unit_id, facts.parcel_unit_id, facts.map_sheet, facts.parcel)


def _parcel(row: StandingCase) -> Parcel | None:
    sheet, parcel = _number(row.map_sheet), _number(row.parcel)
    return (sheet, parcel) if sheet and parcel else None


def _number(text: str) -> str:
    """Return a sheet or parcel number in one spelling: "045 A" is "45a"."""
    return "".join(text.casefold().split()).lstrip("0")


def _land(row: StandingCase) -> int:
    return row.parcel_unit_id or row.unit_id


def _against(one: StandingCase, other: StandingCase) -> bool:
    return _parcel(one) is not None and _parcel(other) is not None and _parcel(one) != _parcel(other)
