"""A drawing of ours read again as it streams by, and held against the cases."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import shapely
from shapely.errors import ShapelyError
from shapely.geometry import MultiPolygon, Point, Polygon

from landtrack.domain.status import Status
from landtrack.formats.case_tables import WITH_GEOMETRY
from landtrack.formats.comparison import METRE_TOLERANCE, READ_FAULTS, Difference, unreadable
from landtrack.formats.exports.all_layers import all_cases
from landtrack.formats.exports.csv_table import compare_table
from landtrack.formats.exports.in_order import compare_in_order
from landtrack.formats.shapefile_fields import CASE_CODE, FIELDS, GEOMETRY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from landtrack.formats.case_tables import CaseTables, Setting
    from landtrack.formats.fitting import Change

FILE = "vi_pham.dxf"
APPLICATION = "LANDTRACK"
DECIMALS = 4
SINGLE, MULTI = "SINGLE", "MULTI"
LAYER_OF_STATUS = {
    Status.OPEN: "CHUA_XU_LY",
    Status.IN_HAND: "DANG_XU_LY",
    Status.PARTLY_RESOLVED: "XU_LY_MOT_PHAN",
    Status.RESOLVED: "DA_XU_LY_DUT_DIEM",
}
"""Release 12 knows capitals, digits and underlines only."""
STATUS_OF_LAYER = {layer: status.value for status, layer in LAYER_OF_STATUS.items()}
STATUS = "TRANG_THAI"
DRAWN_FIELDS = tuple(column for column in FIELDS if column.name in {CASE_CODE, STATUS})
ROWS_AT_ONCE = 20_000


@dataclass(slots=True)
class Entity:
    """One line or point: its layer, its corners, and the marks (code, kind, part, ring) that were put beside it."""

    kind: str
    layer: str = ""
    marks: list[str] = field(default_factory=list)
    corners: list[tuple[float, float]] = field(default_factory=list)

    @property
    def code(self) -> str:
        """Return the code of its case."""
        return self.marks[0] if self.marks else ""


def compare_dxf(tables: CaseTables, folder: Path, setting: Setting, changes: list[Change]) -> Iterator[Difference]:
    """Give every difference between the drawing, its table and the cases; ``changes`` stays as it is."""
    del changes
    drawn = partial(all_cases, tables, DECIMALS, layers=WITH_GEOMETRY)
    try:
        yield from compare_in_order(drawn, ReadDxf(folder / FILE), METRE_TOLERANCE, DRAWN_FIELDS)
    except (*READ_FAULTS, ShapelyError, IndexError) as fault:
        yield unreadable(FILE, fault)
    yield from compare_table(tables, folder, setting, shapes=False)


@dataclass(frozen=True, slots=True)
class ReadDxf:
    """The drawing to compare; raises ValueError or IndexError where it is none."""

    path: Path
    name: str = FILE

    def schema_differences(self) -> Sequence[Difference]:
        """Return nothing: a drawing has no columns."""
        return ()

    def codes(self) -> pa.ChunkedArray | None:
        """Return the case codes in the order of the drawing."""
        return pa.chunked_array([[code for code, _ in self._cases()]], pa.string())

    def tables(self) -> Iterator[pa.Table]:
        """Give code, status and geometry of the cases, some at a time."""
        cases = ((code, list(entities)) for code, entities in self._cases())
        while True:
            some = list(islice(cases, ROWS_AT_ONCE))
            shapes = shapely.to_wkb([_shape(entities) for _, entities in some], byte_order=1)
            arrays: dict[str, Any] = {
                CASE_CODE: pa.array([code for code, _ in some], pa.string()),
                STATUS: pa.array([_status(entities) for _, entities in some], pa.string()),
                GEOMETRY: pa.array(shapes, pa.binary()),
            }
            yield pa.table(arrays)
            if len(some) < ROWS_AT_ONCE:
                return

    def _cases(self) -> Iterator[tuple[str, Iterator[Entity]]]:
        return groupby(_entities(self.path), key=lambda entity: entity.code)


def _status(entities: Sequence[Entity]) -> str:
    """Return the status that all lines of a case say; what they do not agree on is none."""
    layers = {entity.layer for entity in entities}
    return STATUS_OF_LAYER.get(layers.pop(), "") if len(layers) == 1 else ""


def _shape(entities: Sequence[Entity]) -> BaseGeometry:
    if entities[0].kind == "POINT":
        return Point(entities[0].corners[0])
    parts = [
        Polygon(rings[0].corners, [ring.corners for ring in rings[1:]])
        for _, group in groupby(entities, key=lambda entity: entity.marks[2])
        if (rings := list(group))
    ]
    return MultiPolygon(parts) if entities[0].marks[1] == MULTI else parts[0]


def _entities(path: Path) -> Iterator[Entity]:
    """Give the lines and points of the drawing; labels are left out."""
    whole: Entity | None = None
    current = ""
    for code, value in _groups(path):
        if code == 0:
            current = value
            if value in {"POLYLINE", "POINT", "ENDSEC", "TEXT"} and whole is not None:
                yield _without_origin(whole)
                whole = None
            if value in {"POLYLINE", "POINT"}:
                whole = Entity(value)
        elif whole is None:
            continue
        elif code == 8 and current == whole.kind:  # noqa: PLR2004 - the group of the layer
            whole.layer = value
        elif code in {1000, 1070}:
            whole.marks.append(value)
        elif code == 10:  # noqa: PLR2004 - east
            whole.corners.append((float(value), 0.0))
        elif code == 20:  # noqa: PLR2004 - north
            whole.corners[-1] = (whole.corners[-1][0], float(value))


def _without_origin(entity: Entity) -> Entity:
    """Return the entity without the position that a line states of itself, before its corners."""
    return Entity(entity.kind, entity.layer, entity.marks, entity.corners[entity.kind == "POLYLINE" :])


def _groups(path: Path) -> Iterator[tuple[int, str]]:
    with path.open(encoding="ascii") as file:
        for line in file:
            yield int(line), next(file, "").rstrip("\r\n")
