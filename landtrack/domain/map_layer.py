"""Maps that the office has as files and lays under the cases: orthophotos, parcels, plans."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from landtrack.domain.errors import Refusal


class LayerKind(StrEnum):
    """What a layer is made of."""

    TILES = "tiles"  # pictures ready to be shown
    PLAN = "plan"  # shapes, drawn when they are asked for


@dataclass(frozen=True, slots=True)
class MapLayer:
    """A layer that can be laid under the cases.

    ``key`` stands for it in addresses, ``title`` is what people read. ``bounds`` are west, south, east, north in
    degrees (EPSG:4326). Outside ``smallest`` to ``largest`` (zoom levels of the web map) it has nothing to show.
    ``problem`` says why it cannot be shown at all.
    """

    key: str
    title: str
    kind: LayerKind
    bounds: tuple[float, float, float, float] | None = None
    smallest: int = 0
    largest: int = 19
    problem: Refusal | None = None
