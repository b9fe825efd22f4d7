"""The formats that cases can be exported in: a new one is a new file and one line here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal
from landtrack.formats.coordinates import BAC_GIANG, SYSTEMS, WGS84, known_system
from landtrack.formats.shapefile_export import FILES, MEMBERS, compare_export, write_export

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from landtrack.formats.case_tables import CaseTables, Layer, Setting
    from landtrack.formats.comparison import Difference
    from landtrack.formats.fitting import Change

DEFAULT_SYSTEM = BAC_GIANG
EXPORT_SYSTEMS = tuple(system for system in SYSTEMS if system != WGS84)
"""Official coordinates are VN-2000."""


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """How cases become files in a folder, and how such files are compared with the cases.

    ``version`` grows when the files would be read differently; ``layers`` names the file of each layer, ``members`` all
    files.
    """

    name: str
    version: int
    layers: Mapping[Layer, str]
    members: frozenset[str]
    write: Callable[[CaseTables, Path, Setting], list[Change]]
    compare: Callable[[CaseTables, Path, Setting, list[Change]], Iterator[Difference]]


SHAPEFILE = "shapefile"
FORMATS = {
    SHAPEFILE: ExportFormat(SHAPEFILE, 1, FILES, MEMBERS, write_export, compare_export),
}


def export_format(name: str) -> ExportFormat:
    """Return the format of this name; Refusal ``choice.unknown`` for any other."""
    if name not in FORMATS:
        raise Refusal("choice.unknown", text=name, choices=", ".join(FORMATS))
    return FORMATS[name]


def export_system(name: str) -> str:
    """Return the coordinate system of this name; Refusal ``crs.unsupported`` where it is no VN-2000 one we know."""
    system = known_system(name)
    if system not in EXPORT_SYSTEMS:
        raise Refusal("crs.unsupported", system=system, systems=", ".join(EXPORT_SYSTEMS))
    return system
