"""What of the register the rows of a file are compared with: read once, from one view."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from landtrack.domain.intake.field import HOLDER_FIELDS, Field
from landtrack.domain.intake.row_digest import row_base
from landtrack.domain.intake.unit_words import UnitWords
from landtrack.domain.scope import Right
from landtrack.store.import_holders import holders_of
from landtrack.store.import_matches import (
    cases_of_codes,
    cases_of_entries,
    undone_imports,
    visible_cases,
    visible_histories,
)
from landtrack.store.imports import known_rows
from landtrack.store.log import head_at
from landtrack.store.units import read_boundaries, read_registry
from landtrack.usecases.tables.vocabulary import read_vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from landtrack.domain.boundary import Boundary
    from landtrack.domain.history import CaseHistory
    from landtrack.domain.intake.draft import RowDraft
    from landtrack.domain.intake.reading import Reading
    from landtrack.domain.scope import Scope
    from landtrack.domain.vocabulary import Vocabulary
    from landtrack.store.database import View
    from landtrack.store.import_matches import KnownCase


@dataclass(frozen=True, slots=True)
class Standing:
    """The register as one reader sees it, at log entry ``head``.

    ``histories`` are the cases of his area that rows name, by code; ``taken`` the codes that other cases have.
    ``bases`` are the digests of the rows without a code; ``known`` what became of such rows before (base → digest →
    case id) and ``before`` those of these cases that are in his area. ``day`` is the frame of the file's area units,
    ``words`` the kinds, forms and land types that a case may have.
    ``versions`` are the codes of cases of his area by the versions of rows that name no code.
    """

    scope: Scope
    today: date
    head: int
    units: UnitWords
    words: Vocabulary
    day: date
    boundaries: Mapping[int, Boundary]
    histories: Mapping[str, CaseHistory]
    before: Mapping[int, KnownCase]
    taken: frozenset[str]
    known: Mapping[str, Mapping[str, int]]
    bases: Mapping[int, str]
    holders: Mapping[int, tuple[str, str]]
    undone: Sequence[tuple[int, int, int]] = ()
    versions: Mapping[int, str] = field(default_factory=dict)
    has_shapes: bool = False
    has_holders: bool = False

    @property
    def keeps_holders(self) -> bool:
        """Return whether the reader may bring personal data."""
        return Right.SEE_IDENTITIES in self.scope.rights

    def was_undone(self, history: CaseHistory) -> bool:
        """Say whether the case is withdrawn only because the import that brought it was taken back."""
        last, first = history.revisions[-1].entry, history.revisions[0].entry
        return any(start <= first < run < last < undo for start, run, undo in self.undone)


def standing_of(
    view: View, scope: Scope, drafts: Sequence[RowDraft], reading: Reading, today: date, day: date
) -> Standing:
    """Read what the drafts are compared with; ``day`` is the frame of their area units."""
    registry = read_registry(view)
    units = UnitWords(registry)
    head = head_at(view.connection).number
    codes = {code for code in (draft.values.get(Field.CODE) for draft in drafts) if code}
    ids = cases_of_codes(view, map(spelled, codes))
    bases = {draft.row: row_base(draft) for draft in drafts if not draft.values.get(Field.CODE)}
    known = known_rows(view, bases.values())
    before = visible_cases(view, scope, (case_id for rows in known.values() for case_id in rows.values()))
    histories = {row.code: row for row in visible_histories(view, scope, ids.values()).values()}
    has_holders = any(column.meaning in HOLDER_FIELDS for column in reading.columns)
    keeps = Right.SEE_IDENTITIES in scope.rights and has_holders
    return Standing(
        scope=scope,
        today=today,
        head=head,
        units=units,
        words=read_vocabulary(view),
        day=day,
        boundaries=read_boundaries(view, head)[1],
        histories=histories,
        before=before,
        taken=frozenset(ids.keys() - histories.keys()),
        known=known,
        bases=bases,
        holders=holders_of(view, scope, {*before, *(row.case_id for row in histories.values())}) if keeps else {},
        undone=undone_imports(view),
        versions=_versions(view, scope, drafts),
        has_shapes=any(draft.has_geometry for draft in drafts),
        has_holders=has_holders,
    )


def _versions(view: View, scope: Scope, drafts: Sequence[RowDraft]) -> dict[int, str]:
    said = (draft.values.get(Field.VERSION) for draft in drafts if not draft.values.get(Field.CODE))
    ids = cases_of_entries(view, {version for version in said if version is not None})
    seen = visible_cases(view, scope, ids.values())
    return {version: seen[case_id].code for version, case_id in ids.items() if case_id in seen}


def spelled(code: str) -> str:
    """Return a case code in its one spelling; whether it is a code at all is judged elsewhere."""
    return code.strip().upper()
