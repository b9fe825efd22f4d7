"""Rows without a case code that came before: known by what they say, and by how many rows before said the same."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from landtrack.domain.intake.field import Field
from landtrack.domain.intake.row_digest import row_digest
from landtrack.usecases.intake.row_holder import holder_keys

if TYPE_CHECKING:
    from collections.abc import Mapping

    from landtrack.store.import_matches import KnownCase
    from landtrack.usecases.intake.judged_row import JudgedRow
    from landtrack.usecases.intake.standing import Standing


@dataclass(slots=True)
class KnownRows:
    """What became of such rows in imports that stand; each is taken once, in the order of the file."""

    standing: Standing
    _left: dict[str, deque[tuple[str, KnownCase]]] = field(default_factory=dict)
    _last: dict[str, int] = field(default_factory=dict)

    def match(self, row: JudgedRow) -> tuple[str, str]:
        """Return the code of the case that the row became, "" for a new row; and the digest to keep of it."""
        base = self.standing.bases[row.draft.row]
        before = self.standing.known.get(base, {})
        left = self._cases_left(base, before) if before else ()
        for place, (digest, case) in enumerate(left):
            if self._same_holder(row, case):
                del self._left[base][place]
                if case.withdrawn:
                    row.warn("import.row_withdrawn", case=case.code)
                return case.code, digest
        # Counted on from the row before that says the same: a file may be nothing but such rows.
        number = self._last.get(base, 0) + 1
        while (digest := row_digest(base, number)) in before:
            number += 1
        self._last[base] = number
        return "", digest

    def _cases_left(self, base: str, before: Mapping[str, int]) -> deque[tuple[str, KnownCase]]:
        """Return the cases that rows of this base became before and that no row of this file is yet."""
        if base not in self._left:
            cases = ((digest, self.standing.before.get(before[digest])) for digest in sorted(before))
            self._left[base] = deque((digest, case) for digest, case in cases if case is not None)
        return self._left[base]

    def _same_holder(self, row: JudgedRow, case: KnownCase) -> bool:
        """Say whether the row may be of the case's holder; rows that differ in nothing else are cases of their own."""
        kept = self.standing.holders.get(case.id)
        if kept is None or row.value(Field.HOLDER) is None:
            return True
        return all(not one or not other or one == other for one, other in zip(kept, holder_keys(row), strict=True))
