"""Layers of shapes as GDAL reads them, in columns, turned into rows with the shape of each."""

from __future__ import annotations

import warnings
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import repeat
from typing import TYPE_CHECKING, Any

import pyogrio
import pyogrio.raw
from pyarrow import ArrowInvalid
from pyogrio.errors import CRSError, DataLayerError, DataSourceError, FeatureError, FieldError, GeometryError

from landtrack.domain.errors import Refusal
from landtrack.domain.intake.source import SourceRow, SourceTable
from landtrack.formats.intake.layer_columns import column_values
from landtrack.formats.intake.layer_shapes import plain_shapes
from landtrack.formats.intake.layer_system import declared_system, system_problems
from landtrack.formats.intake.limits import Room

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pyarrow as pa

_FAULTS = (
    CRSError,
    DataLayerError,
    DataSourceError,
    FeatureError,
    FieldError,
    GeometryError,
    ArrowInvalid,
    UnicodeError,
)
"""What pyogrio raises for files that are damaged, and for what their content says against the format."""
_SHAPEFILE = "ESRI Shapefile"


@dataclass(frozen=True, slots=True)
class LayerFile:
    """What GDAL is to open: ``source`` for it, ``name`` for people, and the drivers that may answer.

    GDAL opens anything, text that names a remote server included; a file that another driver takes is refused.
    ``encoding`` is how texts are decoded where the format does not say it; ``options`` are those of the driver.
    """

    name: str
    source: str
    drivers: tuple[str, ...]
    encoding: str | None = None
    options: Mapping[str, str] = field(default_factory=dict)


def layer_names(file: LayerFile) -> tuple[str, ...]:
    """Return the names of the layers. Raises Refusal ``intake.damaged``, ``intake.no_sheets``."""
    with _faults(file):
        names = tuple(str(name) for name in pyogrio.list_layers(file.source)[:, 0])
    if not names:
        raise Refusal("intake.no_sheets", file=file.name)
    return names


def read_layer(file: LayerFile, layer: str, system: str | None = None, *, sheet: str | None = None) -> SourceTable:
    """Return a layer with its shapes; ``system`` stands for the one declared, ``sheet`` for the layer's own name.

    Raises Refusal ``intake.damaged``, ``intake.too_many_rows``, ``intake.too_many_cells``.
    """
    shown = layer if sheet is None else sheet
    with _faults(file):
        meta, columns = _columns(file, layer)
        fields = tuple(str(name) for name in meta["fields"])
        numbers: list[int] = columns.column(0).to_pylist()
        values = [column_values(columns.column(place)) for place in range(1, 1 + len(fields))]
        cells = zip(*values, strict=True) if values else repeat((), len(numbers))
        # People count from one. Only of a shapefile the programs show the numbers from nought that GDAL gives.
        first = 1 if 0 in numbers and _SHAPEFILE not in file.drivers else 0
        rows = [SourceRow(number + first, row) for number, row in zip(numbers, cells, strict=True)]
        if columns.num_columns == 1 + len(fields):
            return SourceTable(shown, rows, fields)
        shapes: list[bytes | None] = columns.column(columns.num_columns - 1).to_pylist()
        problems = plain_shapes(file, layer, shown, shapes, numbers, first)
    found = declared_system(meta["crs"])
    if system is None and any(shape is not None for shape in shapes):
        problems += system_problems(found, shown)
    return SourceTable(shown, rows, fields, shapes, system or found, problems=tuple(problems))


def _columns(file: LayerFile, layer: str) -> tuple[dict[str, Any], pa.Table]:
    head = pyogrio.read_info(file.source, layer=layer, encoding=file.encoding, force_feature_count=True)
    if head["driver"] not in file.drivers:
        raise Refusal("intake.unknown", file=file.name)
    Room(file.name).take_all(head["features"], head["features"] * (len(head["fields"]) + 1))
    meta, columns = pyogrio.raw.read_arrow(
        file.source, layer=layer, encoding=file.encoding, return_fids=True, **file.options
    )
    return meta, columns


@contextmanager
def _faults(file: LayerFile) -> Iterator[None]:
    with warnings.catch_warnings():
        # What GDAL warns of (unclosed rings, odd winding) is judged later, on the shapes themselves.
        warnings.simplefilter("ignore", RuntimeWarning)
        warnings.simplefilter("ignore", UserWarning)
        try:
            yield
        except _FAULTS as broken:
            raise Refusal("intake.damaged", file=file.name) from broken
