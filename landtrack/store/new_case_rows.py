"""New cases as rows: of the log, the cases, their revisions and changes, and the episodes that follow.

Nothing here touches the database, so that one portion can be prepared while the one before is written.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from landtrack.domain.boundary import judge
from landtrack.domain.episode import UNJUDGED, JudgedAt
from landtrack.domain.history import CaseHistory, Revision, StatusChange
from landtrack.store import schema
from landtrack.store.case_columns import BOUNDS, bounds_of, change_columns, contents, revision_columns
from landtrack.store.episode_rows import EPISODE_COLUMNS
from landtrack.store.log import EntryKind
from landtrack.store.log_chain import ENTRY_COLUMNS
from landtrack.store.steps import contributions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from landtrack.domain.boundary import Boundary, Judgement
    from landtrack.domain.case import Facts
    from landtrack.domain.frame import UnitRegistry
    from landtrack.domain.status import ChangeDraft
    from landtrack.store.bulk import Packed, Packing
    from landtrack.store.case_columns import Column
    from landtrack.store.episode_rows import EpisodeRows
    from landtrack.store.log_chain import LogChain
    from landtrack.store.steps import Contributions

    Row = tuple[Any, ...]
    Columns = dict[str, Sequence[Any]]

CASE_COLUMNS = ("id", "code", "holder_key")


@dataclass(frozen=True, slots=True)
class NewCase:
    """A case that nothing was recorded of yet, and its changes in the order in which they are recorded.

    ``reason`` is what its revision says beside the facts.
    """

    case_id: int
    code: str
    facts: Facts
    changes: tuple[ChangeDraft, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class NewRows:
    """What to write of so many cases: rows table by table, what they add to the steps, and the last row of the log."""

    cases: int
    packed: list[Packed]
    steps: Contributions
    last_entry: Row


@dataclass(frozen=True, slots=True)
class Preparing:
    """Makes the rows of one portion after the other; ``load`` is the entry of the boundaries in force, 0: none."""

    chain: LogChain
    making: EpisodeRows
    registry: UnitRegistry
    load: int
    boundaries: Mapping[int, Boundary]
    packing: Packing

    def rows(self, cases: Sequence[NewCase]) -> NewRows:
        """Return the rows of the cases, whose entries follow those of the portion before."""
        starts = list(_starts(self.chain.head.number + 1, cases))
        drafted = [(case, start + turn, draft) for case, start in zip(cases, starts, strict=True)
                   for turn, draft in enumerate(case.changes, 1)]  # fmt: skip
        revisions = revision_columns(
            [case.case_id for case in cases], [case.facts for case in cases], [case.reason for case in cases]
        )
        changes = change_columns([case.case_id for case, *_ in drafted], [draft for *_, draft in drafted])
        bounds = zip(*bounds_of([case.facts.geometry for case in cases]), strict=True)
        entries = self.chain.entries(_parts(cases, revisions, changes))
        episodes = self._episodes(cases, starts)
        pack = self.packing
        packed = [
            pack.rows(schema.log_entry, ENTRY_COLUMNS, entries),
            pack.rows(schema.violation_case, CASE_COLUMNS, [(case.case_id, case.code, None) for case in cases]),
            pack.columns(
                schema.revision,
                {"entry": starts, **_values(revisions), **dict(zip(BOUNDS, bounds, strict=True))},
            ),
            pack.columns(schema.status_change, {"entry": [entry for _, entry, _ in drafted], **_values(changes)}),
            pack.rows(schema.episode, EPISODE_COLUMNS, episodes),
        ]
        return NewRows(len(cases), packed, contributions(episodes, 1), entries[-1])

    def _episodes(self, cases: Sequence[NewCase], starts: Sequence[int]) -> list[Row]:
        rows: list[Row] = []
        for case, entry, lies in zip(cases, starts, self._judged(cases), strict=True):
            if len(case.changes) > 1:
                rows += self.making.of_history(_history(case, entry), {entry: [JudgedAt(self.load, lies)]})
            else:
                change = case.changes[0] if case.changes else None
                entries = (entry, None if change is None else entry + 1)
                rows += self.making.of_fresh(case.case_id, case.facts, change, entries, lies)
        return rows

    def _judged(self, cases: Sequence[NewCase]) -> Sequence[Judgement]:
        if not self.load:
            return [UNJUDGED] * len(cases)
        units = [case.facts.unit_id for case in cases]
        return judge(self.boundaries, self.registry, units, [case.facts.geometry for case in cases])


def _starts(first: int, cases: Sequence[NewCase]) -> Iterator[int]:
    """Give the entry of each case's revision; those of its changes follow it."""
    for case in cases:
        yield first
        first += 1 + len(case.changes)


def _parts(
    cases: Sequence[NewCase], revisions: Mapping[str, Column], changes: Mapping[str, Column]
) -> Iterator[tuple[EntryKind, str]]:
    """Give kind and content of every entry: a case's revision, then its changes."""
    of_changes = contents((case.code for case in cases for _ in case.changes), changes)
    for case, content in zip(cases, contents((case.code for case in cases), revisions), strict=True):
        yield EntryKind.REVISION, content
        for change in islice(of_changes, len(case.changes)):
            yield EntryKind.CHANGE, change


def _values(columns: Mapping[str, Column]) -> Columns:
    return {name: column[0] for name, column in columns.items()}


def _history(case: NewCase, entry: int) -> CaseHistory:
    changes = tuple(StatusChange(entry + turn, **asdict(draft)) for turn, draft in enumerate(case.changes, 1))
    return CaseHistory(case.case_id, case.code, (Revision(entry, case.facts, reason=case.reason),), changes)
