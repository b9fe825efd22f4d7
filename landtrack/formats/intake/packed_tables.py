"""Tables as text in a zip, alone or beside layers: our own export of cases, and whatever else people pack."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from landtrack.formats.archive import disk_faults
from landtrack.formats.code_labels import CODE_TABLE
from landtrack.formats.intake import csv_text
from landtrack.formats.intake.incoming import incoming
from landtrack.formats.intake.layer_system import declared_system
from landtrack.formats.intake.reader import Reader
from landtrack.formats.intake.safe_zip import opened_zip
from landtrack.formats.manifest import MANIFEST
from landtrack.formats.shapefile_export import FIELD_TABLE

if TYPE_CHECKING:
    from landtrack.domain.intake.source import SourceTable
    from landtrack.formats.intake.incoming import Incoming
    from landtrack.formats.intake.safe_zip import SafeZip


def knows(file: Incoming) -> bool:
    """Say whether this is a zip with tables as text in it."""
    return bool(_members(file))


def sheets(file: Incoming) -> tuple[str, ...]:
    """Return the names of the tables. Raises what :func:`~landtrack.formats.intake.safe_zip.opened_zip` raises."""
    with opened_zip(file):
        return tuple(_members(file))


def table(file: Incoming, sheet: str, system: str | None = None) -> SourceTable:
    """Return a table, in the system that a .prj beside it declares. Raises what a table that is not packed raises."""
    member = _members(file)[sheet]
    with TemporaryDirectory(prefix="landtrack-") as temporary, opened_zip(file) as packed:
        path = Path(temporary, "table.csv")
        with disk_faults(path.parent), path.open("xb") as out:
            out.writelines(packed.stream(member))
        read = csv_text.table(incoming(path, member, file.encoding), sheet)
        return replace(read, system=system or _declared(packed, member))


def _members(file: Incoming) -> dict[str, str]:
    """Return the tables by the name of their sheet; the lists that explain an export of ours are none."""
    names = file.members or ()
    lists = {CODE_TABLE, FIELD_TABLE} if MANIFEST in names else set()
    found: dict[str, str] = {}
    for name in names:
        path = PurePosixPath(name)
        if path.suffix.lower() in {".csv", ".tsv"} and name not in lists and "__MACOSX" not in path.parts:
            found[name if path.stem in found else path.stem] = name
    return found


def _declared(packed: SafeZip, member: str) -> str | None:
    beside = str(PurePosixPath(member).with_suffix(".prj"))
    return declared_system(packed.read(beside).decode("utf-8", "replace") or None)


READER = Reader("csv", (), knows, sheets, table)
