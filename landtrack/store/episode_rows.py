"""Episodes as rows of their table: values in its order of columns."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from landtrack.domain.counting import ALL_COUNT
from landtrack.domain.cutoff import Band
from landtrack.domain.episode import UNJUDGED, episodes, gap_of, place_of
from landtrack.domain.fresh_spans import fresh_spans
from landtrack.domain.history import counted_status, resolved_part
from landtrack.domain.status import Status
from landtrack.store import schema

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from landtrack.domain.boundary import Judgement
    from landtrack.domain.case import Facts
    from landtrack.domain.counting import Counting
    from landtrack.domain.cutoff import Cutoffs
    from landtrack.domain.episode import Episode, JudgedAt
    from landtrack.domain.frame import UnitRegistry
    from landtrack.domain.history import CaseHistory, StatusChange
    from landtrack.domain.status import ChangeDraft

    Row = tuple[Any, ...]

# Numbers of the small columns, by position; never reorder, only append.
BANDS = tuple(Band)
STATUSES = tuple(Status)
BAND_NUMBER = {band: number for number, band in enumerate(BANDS)}
STATUS_NUMBER = {status: number for number, status in enumerate(STATUSES)}
EPISODE_COLUMNS = tuple(column.name for column in schema.episode.columns)


@dataclass(slots=True)
class EpisodeRows:
    """Makes rows; ``number`` is the id of the last one."""

    registry: UnitRegistry
    cutoffs: Cutoffs
    number: int
    counting: Counting = ALL_COUNT
    _places: dict[tuple[int, int | None, int | None], int] = field(default_factory=dict)

    def of_history(self, history: CaseHistory, judged: Mapping[int, Sequence[JudgedAt]]) -> list[Row]:
        """Return the rows of a case; ``judged`` as in :func:`landtrack.domain.episode.episodes`."""
        lies = self._only_way(history, judged)
        if lies is not None:
            change = history.changes[0] if history.changes else None
            entries = history.revisions[0].entry, None if change is None else change.entry
            return self.of_fresh(history.case_id, history.revisions[0].facts, change, entries, lies)
        # A history made by hand, of a case just recorded, may not know what counts.
        known = replace(history, counting=self.counting)
        return [self._row(row) for row in episodes(known, self.registry, judged)]

    def of_fresh(
        self,
        case_id: int,
        facts: Facts,
        change: StatusChange | ChangeDraft | None,
        entries: tuple[int, int | None],
        lies: Judgement,
    ) -> list[Row]:
        """Return the rows of a case with one revision and at most one change; ``entries`` are those of the two.

        Whether the form of the change counts may not have turned after it.
        """
        place, gap, found_on = self._place(facts, lies), int(gap_of(facts, lies)), facts.found_on.toordinal()
        band, area = BAND_NUMBER[self.cutoffs.band(facts.occurred)], facts.area
        states: list[Row] = [(None, STATUS_NUMBER[Status.OPEN], 0)]
        changed_on = 0
        if change is not None:
            changed_on = change.effective_on.toordinal()
            counted = self.counting.counts(change.form, entries[1] or 0)
            status = STATUS_NUMBER[counted_status(change.status, counted=counted)]
            states.append((entries[1], status, resolved_part(area, change, counted=counted)))
        rows = []
        for *span, counts in fresh_spans(found_on, entries[0], changed_on, entries[1]):
            self.number += 1
            own, status, resolved = states[counts]
            # The only thing that was before is the case as it was found: open.
            was = STATUS_NUMBER[Status.OPEN] if span[0] > found_on else None
            rows.append(
                (self.number, case_id, *span, entries[0], own, place, band, status, gap, area, resolved, was, 0)
            )
        return rows

    def _only_way(self, history: CaseHistory, judged: Mapping[int, Sequence[JudgedAt]]) -> Judgement | None:
        """Return how the case lies, if it is of the plain sort and always lay so; None for every other."""
        if len(history.revisions) > 1 or len(history.changes) > 1 or history.voids or history.revisions[0].withdrawn:
            return None
        if any(row.entry < turn for row in history.changes for turn in self.counting.entries_of({row.form})):
            return None
        revision = history.revisions[0]
        known = judged.get(revision.entry, ())
        if not known:
            return UNJUDGED
        first = known[0].judgement
        if known[0].entry > revision.entry or any(row.judgement != first for row in known[1:]):
            return None
        return first

    def _place(self, facts: Facts, lies: Judgement) -> int:
        key = (facts.unit_id, facts.parcel_unit_id, lies.leaf_id)
        place = self._places.get(key)
        if place is None:
            place = self._places[key] = place_of(self.registry, facts, lies)
        return place

    def _row(self, row: Episode) -> Row:
        self.number += 1
        facts, change = row.found.revision.facts, row.found.change
        return (
            self.number, row.case_id, row.from_day, row.until_day, row.from_entry, row.until_entry,
            row.found.revision.entry, None if change is None else change.entry, row.place_id,
            BAND_NUMBER[self.cutoffs.band(facts.occurred)], STATUS_NUMBER[row.found.status], int(row.gap),
            row.found.area, row.found.resolved_area, None if row.was is None else STATUS_NUMBER[row.was],
            row.was_resolved,
        )  # fmt: skip
