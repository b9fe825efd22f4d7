"""Every format that can be read, and how one is told from the other: by what is in the file, not by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal
from landtrack.formats.intake import (
    csv_text,
    dgn,
    dxf,
    geojson,
    geopackage,
    kml,
    mapinfo,
    ods,
    packed_tables,
    shapefile,
    xls,
    xlsx,
)
from landtrack.formats.intake.foreign import refuse_foreign, refuse_zip

if TYPE_CHECKING:
    from landtrack.formats.intake.incoming import Incoming
    from landtrack.formats.intake.reader import Reader

_LAYERS = (
    shapefile.READER,
    geopackage.READER,
    geojson.READER,
    kml.READER,
    dxf.READER,
    mapinfo.READER,
    dgn.READER,
)
READERS = (
    xlsx.READER,
    xls.READER,
    ods.READER,
    *_LAYERS,
    packed_tables.READER,
    # Any text is a table at last, so this stands at the end.
    csv_text.READER,
)
_NO_TABLES = frozenset(ending for reader in READERS for ending in reader.endings) - {
    "csv", "tsv", "txt", "xls", "xlsx",
}  # fmt: skip
"""Endings of layers and drawings: one that any text table could have is no reason to read it as one. A text called
.xls is what many programs write "for Excel"."""


def readers_of(file: Incoming) -> tuple[Reader, ...]:
    """Return the reader for a file; for a zip of layers with tables beside them, that for tables, too.

    Raises Refusal ``intake.unknown``, or one that says what the file is (``intake.save_as``, ``intake.encrypted``,
    ``intake.part_only``, ``intake.zip_nested``, ``intake.zip_without``, ``intake.other_content``).
    """
    refuse_foreign(file)
    reader = next((reader for reader in READERS if reader.knows(file)), None)
    if reader is None:
        refuse_zip(file)
        raise Refusal("intake.unknown", file=file.name)
    if reader is csv_text.READER and file.ending in _NO_TABLES:
        raise Refusal("intake.other_content", file=file.name, ending=file.ending)
    tables = packed_tables.READER
    return (reader, tables) if reader in _LAYERS and tables.knows(file) else (reader,)
