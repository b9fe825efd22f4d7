"""What the form on the map sends: bodies of new and corrected cases."""

from __future__ import annotations

from typing import Any

from tests.builders import PHON_XUONG

SQUARE = {
    "type": "Polygon",
    "coordinates": [[[106.126, 21.467], [106.127, 21.467], [106.127, 21.468], [106.126, 21.468], [106.126, 21.467]]],
}
NEW: dict[str, Any] = {
    "unit": PHON_XUONG,
    "kind": "encroached",
    "hamlet": "Bản Ven",
    "map_sheet": "12",
    "parcel": "345a",
    "part_of_parcel": True,
    "parcel_unit": None,
    "land_type": "ont+cln",
    "area_m2": "1.250,5",
    "occurred": "",
    "earliest": "",
    "latest": "31/12/2012",
    "found_on": "04/05/2021",
    "geometry": SQUARE,
    "reason": "",
    "code": "",
}


def polygon(*ring: tuple[float, float]) -> dict[str, Any]:
    """Return a polygon of one ring, closed or not as it is given."""
    return {"type": "Polygon", "coordinates": [[list(place) for place in ring]]}
