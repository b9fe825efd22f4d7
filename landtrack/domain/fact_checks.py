"""Checks of what is written about cases: nothing here looks at a geometry."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from landtrack.domain.cutoff import Band
from landtrack.domain.episode import Gap
from landtrack.domain.finding import FindingKind, found
from landtrack.domain.parcel_number import plain_number, plain_numbers
from landtrack.domain.status import WITH_FORM

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from landtrack.domain.finding import CheckedCase, Finding


def missing_facts(cases: Iterable[CheckedCase]) -> Iterator[Finding]:
    """Give cases without geometry, with a violation date in no band, or resolved without a decision number."""
    for case in cases:
        if case.gap is Gap.NO_GEOMETRY:
            yield found(FindingKind.NO_GEOMETRY, case)
        if case.band is Band.UNDETERMINED:
            yield found(FindingKind.DATE_UNDETERMINED, case)
        if case.status in WITH_FORM and not case.decision_number.strip():
            yield found(FindingKind.NO_DECISION_NUMBER, case, judged=(case.change,))


def same_parcels(cases: Iterable[CheckedCase]) -> Iterator[Finding]:
    """Give pairs of cases on the same parcel of the same old commune.

    Two parts of one parcel are no pair: such cases are common. Of several cases on a parcel each is paired with the
    first of them that is not a part like itself.
    """
    on_parcel: defaultdict[tuple[int, str, str], list[CheckedCase]] = defaultdict(list)
    for case in cases:
        sheet = plain_number(case.map_sheet)
        if sheet:
            for parcel in plain_numbers(case.parcel):
                on_parcel[case.place_id, sheet, parcel].append(case)
    seen: set[tuple[int, int]] = set()
    for several in on_parcel.values():
        for place, case in enumerate(several):
            first = next((one for one in several[:place] if not (one.part_of_parcel and case.part_of_parcel)), None)
            if first is not None and first.id != case.id and (first.id, case.id) not in seen:
                seen.add((first.id, case.id))
                yield found(FindingKind.SAME_PARCEL, first, case)
