"""The bridge and the cases of its lines as plain JSON values (docs/diff.md).

Counts are numbers; m² (one decimal) and hectares (two decimals) are strings, signs included.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from landtrack.domain.bridges.movement import KNOWLEDGE
from landtrack.domain.cutoff import Band
from landtrack.domain.measure_block import amount_block
from landtrack.domain.progress import square_metres
from landtrack.domain.question import VIETNAM

if TYPE_CHECKING:
    from collections.abc import Mapping

    from landtrack.domain.bridges.bridge import Bridge, Cell, Moment, MovedCase
    from landtrack.domain.bridges.movement import Standing
    from landtrack.domain.progress import Measure


def bridge_block(bridge: Bridge) -> dict[str, Any]:
    """Return both moments, the opening, every line and the closing: in total, by band, by unit and band."""
    return {
        "from": _moment(bridge.opening_at),
        "to": _moment(bridge.closing_at),
        "frame": bridge.frame.isoformat(),
        "opening": _part(bridge, bridge.opening),
        "lines": [
            {"line": line.value, "step": 1 if line in KNOWLEDGE else 2, **_part(bridge, cells)}
            for line, cells in bridge.lines.items()
        ],
        "closing": _part(bridge, bridge.closing),
        "closes": not bridge.left_over(),
    }


def moved_block(row: MovedCase) -> dict[str, Any]:
    """Return a case of a line."""
    return {
        "code": row.code,
        "unit": row.unit_code,
        "band": row.band.value,
        "before": _side(row.before),
        "after": _side(row.after),
        "change": amount_block(row.change),
    }


def _moment(moment: Moment) -> dict[str, str]:
    known_at = moment.known_at.astimezone(VIETNAM).isoformat()
    return {"as_of": moment.as_of.isoformat(), "known_at": known_at, "head": moment.head}


def _part(bridge: Bridge, cells: Mapping[Cell, Measure]) -> dict[str, Any]:
    return {
        "total": amount_block(bridge.total(cells)),
        "bands": [{"band": band.value, **amount_block(bridge.total(cells, band=band))} for band in Band],
        "units": [
            {
                "code": unit.code,
                "name": unit.full_name,
                **amount_block(bridge.total(cells, unit.id)),
                "bands": [{"band": band.value, **amount_block(bridge.total(cells, unit.id, band))} for band in Band],
            }
            for unit in bridge.units
        ],
    }


def _side(side: Standing | None) -> dict[str, Any] | None:
    if side is None:
        return None
    return {
        "status": side.status.value,
        "band": side.band.value,
        "area_m2": str(square_metres(side.area)),
        "resolved_m2": str(square_metres(side.resolved_area)),
    }
