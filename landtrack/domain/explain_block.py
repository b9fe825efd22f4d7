"""The cases behind a figure as plain JSON values (docs/progress-json.md); m² are strings, days ISO texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from landtrack.domain.progress import square_metres

if TYPE_CHECKING:
    from collections.abc import Iterable

    from landtrack.domain.report.case_line import CaseLine


def case_blocks(cases: Iterable[CaseLine]) -> list[dict[str, Any]]:
    """Return each case with what puts it into the cell."""
    return [
        {
            "code": row.code,
            "unit": row.unit_code,
            "band": row.band.value,
            "status": row.status.value,
            "area_m2": str(square_metres(row.area)),
            "resolved_m2": str(square_metres(row.resolved_area)),
            "found_on": row.found_on.isoformat(),
            "occurred_earliest": None if row.occurred_earliest is None else row.occurred_earliest.isoformat(),
            "occurred_latest": row.occurred_latest.isoformat(),
            "effective_on": None if row.effective_on is None else row.effective_on.isoformat(),
            "kind": row.kind,
            "land_type": row.land_type,
            "hamlet": row.hamlet,
            "map_sheet": row.map_sheet,
            "parcel": row.parcel,
        }
        for row in cases
    ]
