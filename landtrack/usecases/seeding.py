"""What every new register begins with: the area units, the cutoffs, and the schematic boundaries as its first entry."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from landtrack.domain.boundary import derive_boundaries
from landtrack.domain.cutoff import DEFAULT_CUTOFFS
from landtrack.formats.area_units import load_registry, schematic_boundaries
from landtrack.resources import shipped
from landtrack.store.units import record_boundaries, seed_registry

if TYPE_CHECKING:
    from landtrack.domain.frame import UnitRegistry
    from landtrack.store.database import Transaction

SCHEMATIC_FILE = "schematic.geojson"


def seed(tx: Transaction) -> UnitRegistry:
    """Write the shipped registry, the default cutoffs and the schematic boundaries; return the registry."""
    geodata = shipped("geodata")
    registry = load_registry(geodata)
    seed_registry(tx, registry, DEFAULT_CUTOFFS)
    boundaries = derive_boundaries(registry, schematic_boundaries(geodata), {})
    digest = hashlib.sha256((geodata / SCHEMATIC_FILE).read_bytes()).hexdigest()
    record_boundaries(tx, boundaries, {"file": SCHEMATIC_FILE, "sha256": digest, "schematic": True})
    return registry
