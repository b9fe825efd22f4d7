"""What a format of exports is: how cases become files, and how the files are held against the cases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal
from landtrack.formats.code_labels import CODE_TABLE
from landtrack.formats.coordinates import BAC_GIANG, SYSTEMS, WGS84, known_system
from landtrack.formats.shapefile_fields import FIELDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from landtrack.formats.case_tables import CaseTables, Layer, Setting
    from landtrack.formats.comparison import Difference
    from landtrack.formats.exports.single_file import SingleFile
    from landtrack.formats.fitting import Change
    from landtrack.formats.shapefile_fields import Field

OFFICIAL_SYSTEMS = (BAC_GIANG, *(system for system in SYSTEMS if system not in {BAC_GIANG, WGS84}))
"""Official coordinates are VN-2000; the usual one first."""
ZIP = "application/zip"
KNOWN_ENDINGS = frozenset(
    {".zip", ".gpkg", ".geojson", ".json", ".kml", ".kmz", ".xlsx", ".xls", ".csv", ".dxf", ".shp"}
)


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """How cases become files in a folder, and how such files are compared with the cases.

    ``about`` is what the command line says of it; ``version`` grows when the files would be read differently.
    ``layers`` names the file (or the table, the sheet) of each layer, ``members`` all files of an archive; ``single``
    says how one file holds the manifest itself, None: it is an archive. ``systems`` may be chosen for the coordinates,
    the first is the usual one; ``fields`` are the columns besides the geometry, ``most`` the cases it can hold.
    ``carries_all`` says that what is brought back unchanged changes nothing; ``identities`` that it may be asked for
    with them; ``modern_zip`` False that the programs which open the archive do not know the large form of zip.
    """

    name: str
    about: str
    version: int
    ending: str
    media_type: str
    layers: Mapping[Layer, str]
    write: Callable[[CaseTables, Path, Setting], list[Change]]
    compare: Callable[[CaseTables, Path, Setting, list[Change]], Iterator[Difference]]
    members: frozenset[str] = frozenset()
    single: SingleFile | None = None
    systems: tuple[str, ...] = OFFICIAL_SYSTEMS
    fields: tuple[Field, ...] = FIELDS
    most: int | None = None
    carries_all: bool = True
    identities: bool = False
    modern_zip: bool = True

    @property
    def wanted(self) -> frozenset[str]:
        """Return the files that an archive of this format holds, the manifest aside."""
        return frozenset() if self.single else self.members | {CODE_TABLE}

    def system(self, name: str | None) -> str:
        """Return the system of this name, or the usual one; Refusal ``crs.unsupported`` for one it does not offer."""
        system = self.systems[0] if name is None else known_system(name)
        if system not in self.systems:
            raise Refusal("crs.unsupported", system=system, systems=", ".join(self.systems))
        return system

    def require_ending(self, out: Path) -> None:
        """Refuse (``export.ending``) a name that belongs to another kind of file: nobody could open it by its name."""
        if out.suffix.lower() in KNOWN_ENDINGS - {self.ending}:
            raise Refusal("export.ending", file=str(out), form=self.name, better=out.with_suffix(self.ending).name)

    def require_room(self, cases: int) -> None:
        """Refuse (``export.too_many``) more cases than the format can hold."""
        if self.most is not None and cases > self.most:
            raise Refusal("export.too_many", form=self.name, cases=cases, most=self.most)
