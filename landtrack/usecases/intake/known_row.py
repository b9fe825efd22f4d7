"""Rows without a case code that came before: known by what they say, and by how many rows before said the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from landtrack.domain.intake.field import Field
from landtrack.domain.intake.row_digest import row_digest
from landtrack.usecases.intake.row_holder import holder_keys

if TYPE_CHECKING:
    from landtrack.store.import_matches import KnownCase
    from landtrack.usecases.intake.judged_row import JudgedRow
    from landtrack.usecases.intake.standing import Standing


@dataclass(slots=True)
class KnownRows:
    """What became of such rows in imports that stand; each is taken once, in the order of the file."""

    standing: Standing
    _taken: set[str] = field(default_factory=set)

    def match(self, row: JudgedRow) -> tuple[str, str]:
        """Return the code of the case that the row became, "" for a new row; and the digest to keep of it."""
        base = self.standing.bases[row.draft.row]
        before = self.standing.known.get(base, {})
        for digest in sorted(before):
            case = self.standing.before.get(before[digest])
            if digest not in self._taken and case is not None and self._same_holder(row, case):
                self._taken.add(digest)
                if case.withdrawn:
                    row.warn("import.row_withdrawn", case=case.code)
                return case.code, digest
        number = 1
        while (digest := row_digest(base, number)) in self._taken or digest in before:
            number += 1
        self._taken.add(digest)
        return "", digest

    def _same_holder(self, row: JudgedRow, case: KnownCase) -> bool:
        """Say whether the row may be of the case's holder; rows that differ in nothing else are cases of their own."""
        kept = self.standing.holders.get(case.id)
        if kept is None or row.value(Field.HOLDER) is None:
            return True
        return all(not one or not other or one == other for one, other in zip(kept, holder_keys(row), strict=True))
