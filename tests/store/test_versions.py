"""Versions of many cases at once: those of their histories, as of every entry, within the reader's area."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.store.histories import read_histories
from landtrack.store.log import head_at
from landtrack.store.units import read_registry
from landtrack.store.versions import read_versions
from landtrack.usecases.change_status import undo_change
from landtrack.usecases.record_case import revise_case
from tests.builders import facts, unit_id
from tests.exports import export_register, narrowed

if TYPE_CHECKING:
    from landtrack.domain.history import CaseHistory

LATE = date(2024, 1, 1)


def version_at(history: CaseHistory, entry: int) -> int:
    """Return the version of what was known at an entry."""
    return max(row.entry for row in history.recorded if row.entry <= entry)


def test_versions_are_those_of_the_histories(database_url: str) -> None:
    register = export_register(database_url)
    with register.reading() as view:
        own, neighbour = (unit_id(read_registry(view), code) for code in ("07288", "07291"))
    revise_case(register, SYSTEM_SCOPE, "C-HOLED", facts(own, area=99_999), "đo lại")
    undo_change(register, SYSTEM_SCOPE, "C-PAIR")
    with register.reading() as view:
        histories = {history.code: history for history in read_histories(view)}
        last = head_at(view.connection).number
        now = read_versions(view, SYSTEM_SCOPE, LATE, last)
        assert now == {code: history.version for code, history in histories.items() if code != "N-WITHDRAWN"}
        for entry in range(1, last + 1):
            for code, version in read_versions(view, SYSTEM_SCOPE, LATE, entry).items():
                assert version == version_at(histories[code], entry)
        assert set(read_versions(view, narrowed(neighbour), LATE, last)) == {"C-NEIGHBOUR"}
        assert "N-FOUND-LATER" not in read_versions(view, SYSTEM_SCOPE, date(2023, 11, 30), last)
    register.close()
