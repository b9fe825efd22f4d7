"""GeoPackage: a layer of polygons, one of points, a table of the rest, and beside them styles, lists and manifest."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import TemporaryFile, gettempdir
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyogrio
import shapely
from pyogrio.raw import open_arrow

from landtrack.domain.errors import Refusal
from landtrack.formats.archive import FULL, SQLITE_START
from landtrack.formats.case_tables import WITH_GEOMETRY, CaseTables, Layer, Setting
from landtrack.formats.comparison import (
    DEGREE_TOLERANCE,
    METRE_TOLERANCE,
    READ_FAULTS,
    Difference,
    compare_layer,
    unreadable,
)
from landtrack.formats.coordinates import VN2000
from landtrack.formats.exports.arrow_values import as_read, as_written, written_schema
from landtrack.formats.exports.columns import WITH_VERSION
from landtrack.formats.exports.export_format import ExportFormat
from landtrack.formats.exports.geopackage_lists import (
    codes_in_geopackage,
    compare_lists,
    manifest_in_geopackage,
    write_lists,
)
from landtrack.formats.exports.single_file import SingleFile
from landtrack.formats.shapefile import GDAL_FAULTS, ROWS_AT_ONCE
from landtrack.formats.shapefile_fields import CASE_CODE, GEOMETRY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from landtrack.formats.fitting import Change

FILE = "vi_pham.gpkg"
DRIVER = "GPKG"
LAYERS = {Layer.POLYGONS: "vi_pham_vung", Layer.POINTS: "vi_pham_diem", Layer.NO_GEOMETRY: "vi_pham_khong_hinh"}
GEOMETRY_TYPES = {Layer.POLYGONS: "MultiPolygon", Layer.POINTS: "Point", Layer.NO_GEOMETRY: None}
STYLED_LAYERS = {layer: LAYERS[layer] for layer in WITH_GEOMETRY}
OGR_TYPES = {
    "string": "OFTString",
    "date32[day]": "OFTDate",
    "double": "OFTReal",
    "int32": "OFTInteger",
    "int64": "OFTInteger64",
}
PROBE = 1 << 20
_DATING = Lock()


def write_geopackage(tables: CaseTables, folder: Path, setting: Setting) -> list[Change]:
    """Write the file into ``folder``; nothing has to change but that every polygon is a multipolygon."""
    path = folder / FILE
    with gdal_faults(path), dated(setting):
        for layer, name in LAYERS.items():
            _write_layer(path, layer, name, tables, setting)
        write_lists(path, folder, setting, STYLED_LAYERS)
    return []


@contextmanager
def gdal_faults(path: Path) -> Iterator[None]:
    """Turn what GDAL complains of while it writes into a refusal."""
    try:
        yield
    except GDAL_FAULTS as fault:
        # GDAL hands on what SQLite says, which is often something else: so the disk itself is asked.
        if no_room(path.parent):
            raise Refusal("export.disk_full", folder=gettempdir()) from fault
        raise Refusal("file.not_written", file=path.name, reason=str(fault)) from fault


def no_room(folder: Path) -> bool:
    """Say whether the disk of the folder is full."""
    try:
        with TemporaryFile(dir=folder) as file:
            file.write(bytes(PROBE))
            file.flush()
            os.fsync(file.fileno())
    except OSError as fault:
        return fault.errno in FULL
    return False


@contextmanager
def dated(setting: Setting) -> Iterator[None]:
    """Let GDAL date what it writes with the day of the question: the same question gives the same bytes tomorrow.

    GDAL knows one date for the whole program: so GeoPackages are written one at a time.
    """
    with _DATING:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": f"{setting.as_of.isoformat()}T00:00:00.000Z"})
        try:
            yield
        finally:
            pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})


def _write_layer(path: Path, layer: Layer, name: str, tables: CaseTables, setting: Setting) -> None:
    schema = written_schema(WITH_VERSION, with_geometry=layer in WITH_GEOMETRY)

    def batches() -> Iterator[pa.RecordBatch]:
        for table in _fitted(tables, layer):
            yield from as_written(table, schema, WITH_VERSION, setting).to_batches(ROWS_AT_ONCE)

    options: dict[str, Any] = {}
    if layer in WITH_GEOMETRY:
        options = {"geometry_name": GEOMETRY, "geometry_type": GEOMETRY_TYPES[layer], "crs": setting.system}
    pyogrio.write_arrow(
        pa.RecordBatchReader.from_batches(schema, batches()),
        path,
        layer=name,
        driver=DRIVER,
        dataset_options={} if path.exists() else {"VERSION": "1.3"},
        layer_options={"GEOMETRY_NAME": "geom"} if layer in WITH_GEOMETRY else {},
        **options,
    )


def _fitted(tables: CaseTables, layer: Layer) -> Iterator[pa.Table]:
    """Give the cases as a layer of one geometry type holds them: a polygon is a multipolygon of one part."""
    for table in tables.batches(layer):
        if layer is not Layer.POLYGONS:
            yield table
            continue
        shapes = shapely.from_wkb(np.asarray(table[GEOMETRY].to_pylist(), dtype=object))
        single = np.flatnonzero(shapely.get_type_id(shapes) == shapely.GeometryType.POLYGON)
        shapes[single] = shapely.multipolygons(shapes[single], indices=np.arange(len(single)))
        wkb = pa.array(shapely.to_wkb(shapes, byte_order=1), pa.binary())
        yield table.set_column(table.schema.get_field_index(GEOMETRY), GEOMETRY, wkb)


@dataclass(frozen=True, slots=True)
class ReadGeoPackage:
    """A layer to compare; raises what GDAL_FAULTS lists where it cannot be read."""

    path: Path
    layer: Layer
    setting: Setting

    @property
    def name(self) -> str:
        """Return the name of the layer."""
        return LAYERS[self.layer]

    def schema_differences(self) -> Sequence[Difference]:
        """Return the columns that are missing, unexpected or of another type, and a wrong coordinate system."""
        about = pyogrio.read_info(self.path, layer=self.name)
        schema = written_schema(WITH_VERSION, with_geometry=False)
        wanted = {column.name: OGR_TYPES[str(column.type)] for column in schema}
        present = dict(zip(about["fields"].tolist(), about["ogr_types"], strict=True))
        pairs = {
            "coordinate system": (self.setting.system if self.layer in WITH_GEOMETRY else "", about["crs"] or ""),
            "geometry type": (GEOMETRY_TYPES[self.layer] or "", about["geometry_type"] or ""),
            **{f"column {name}": (wanted.get(name, ""), present.get(name, "")) for name in {**wanted, **present}},
        }
        return [Difference(self.name, what, *pair) for what, pair in pairs.items() if pair[0] != pair[1]]

    def codes(self) -> pa.ChunkedArray | None:
        """Return the case codes in the order of the file; None where it has no such column."""
        if CASE_CODE not in pyogrio.read_info(self.path, layer=self.name)["fields"]:
            return None
        _, table = pyogrio.read_arrow(self.path, layer=self.name, columns=[CASE_CODE], read_geometry=False)
        return pc.fill_null(table[CASE_CODE].cast(pa.string()), "")

    def tables(self) -> Iterator[pa.Table]:
        """Give the cases, some at a time, labels turned back into codes."""
        with open_arrow(self.path, layer=self.name, use_pyarrow=True, batch_size=ROWS_AT_ONCE) as (about, reader):
            geometry = about["geometry_name"] or None
            for batch in reader:
                yield as_read(pa.Table.from_batches([batch]), WITH_VERSION, geometry, self.setting)


def compare_geopackage(
    tables: CaseTables, folder: Path, setting: Setting, changes: list[Change]
) -> Iterator[Difference]:
    """Give every difference between the file and the tables; ``changes`` stays as it is."""
    del changes
    tolerance = DEGREE_TOLERANCE if setting.system == VN2000 else METRE_TOLERANCE
    for layer in Layer:
        found = ReadGeoPackage(folder / FILE, layer, setting)
        codes = tables.column(layer, CASE_CODE)
        try:
            yield from compare_layer(codes, _fitted(tables, layer), found, tolerance, WITH_VERSION)
        except (*GDAL_FAULTS, *READ_FAULTS) as fault:
            yield unreadable(found.name, fault)
    yield from compare_lists(folder / FILE, setting, STYLED_LAYERS)


GEOPACKAGE = ExportFormat(
    "gpkg",
    "Write the cases to OUT.gpkg: layers that QGIS shows by status, in VN-2000.",
    1,
    ".gpkg",
    "application/geopackage+sqlite3",
    LAYERS,
    write_geopackage,
    compare_geopackage,
    single=SingleFile(FILE, SQLITE_START, manifest_in_geopackage, codes_in_geopackage),
    fields=WITH_VERSION,
)
