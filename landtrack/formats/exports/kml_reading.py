"""A KML document of ours read again as it streams by, and held against the cases."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, NoReturn
from xml.parsers import expat

import pyarrow as pa
import shapely

from landtrack.domain.errors import Refusal
from landtrack.formats.comparison import READ_FAULTS, Difference, unreadable
from landtrack.formats.exports.all_layers import all_cases
from landtrack.formats.exports.columns import WITH_VERSION
from landtrack.formats.exports.in_order import compare_in_order
from landtrack.formats.exports.kml_shapes import DECIMALS, TOLERANCE, Rings, coordinates_of, shape_of
from landtrack.formats.shapefile_fields import CASE_CODE, GEOMETRY, FieldKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from landtrack.formats.case_tables import CaseTables, Setting
    from landtrack.formats.fitting import Change
    from landtrack.formats.shapefile_fields import Field

DOCUMENT = "doc.kml"
MANIFEST_NAME, CODES = "landtrack_manifest", "bang_ma"
PIECE = 1 << 20
ROWS_AT_ONCE = 20_000
NUMBERS = {FieldKind.AREA: 10.0, FieldKind.FLAG: 1.0, FieldKind.COUNT: 1.0}


@dataclass(slots=True)
class Placemark:
    """What one placemark says."""

    style: str = ""
    values: dict[str, str] = field(default_factory=dict)
    rings: list[Rings] = field(default_factory=list)
    points: list[tuple[float, float]] = field(default_factory=list)
    several: bool = False

    def shape(self) -> BaseGeometry | None:
        """Return its geometry."""
        return shape_of(self.rings, self.points, several=self.several)


@dataclass(slots=True)
class Reading:
    """Handlers for the elements of the document: placemarks and the document's own data fill up."""

    done: list[Placemark] = field(default_factory=list)
    own: dict[str, str] = field(default_factory=dict)
    _path: list[str] = field(default_factory=list)
    _mark: Placemark | None = None
    _name: str = ""
    _text: list[str] = field(default_factory=list)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        self._path.append(tag)
        self._text.clear()
        if tag == "Placemark":
            self._mark = Placemark()
        elif tag in {"Data", "SimpleData"}:
            self._name = attributes.get("name", "")
        elif tag == "Polygon" and self._mark:
            self._mark.rings.append([])
        elif tag == "MultiGeometry" and self._mark:
            self._mark.several = True

    def text(self, words: str) -> None:
        """Take a piece of text."""
        self._text.append(words)

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        self._path.pop()
        words = "".join(self._text)
        self._text.clear()
        if self._mark is None:
            if tag == "value":
                self.own[self._name] = words
        elif tag == "SimpleData":
            self._mark.values[self._name] = words
        elif tag == "styleUrl":
            self._mark.style = words.removeprefix("#")
        elif tag == "coordinates" and self._path[-1] == "Point":
            self._mark.points += coordinates_of(words)
        elif tag == "coordinates":
            self._mark.rings[-1].append(coordinates_of(words))
        elif tag == "Placemark":
            self.done.append(self._mark)
            self._mark = None


def compare_kml(tables: CaseTables, folder: Path, setting: Setting, changes: list[Change]) -> Iterator[Difference]:
    """Give every difference between the document and the tables; ``changes`` stays as it is."""
    del changes
    try:
        found = ReadKml(folder / DOCUMENT, setting)
        cases = partial(all_cases, tables, DECIMALS, against_clock=True)
        yield from compare_in_order(cases, found, TOLERANCE, WITH_VERSION)
    except (*READ_FAULTS, IndexError) as fault:
        yield unreadable(DOCUMENT, fault)


@dataclass(frozen=True, slots=True)
class ReadKml:
    """The placemarks to compare; raises ValueError or IndexError where they are none."""

    path: Path
    setting: Setting
    name: str = DOCUMENT

    def schema_differences(self) -> Sequence[Difference]:
        """Return nothing: a value that is missing differs by itself."""
        return ()

    def codes(self) -> pa.ChunkedArray | None:
        """Return the case codes in the order of the document."""
        return pa.chunked_array([[mark.values.get(CASE_CODE, "") for mark in _placemarks(self.path)]], pa.string())

    def tables(self) -> Iterator[pa.Table]:
        """Give the cases, some at a time, labels turned back into codes."""
        marks = _placemarks(self.path)
        while True:
            some = list(islice(marks, ROWS_AT_ONCE))
            arrays: dict[str, Any] = {
                column.name: _values(column, [mark.values.get(column.name, "") for mark in some], self.setting)
                for column in WITH_VERSION
            }
            shapes = shapely.to_wkb([mark.shape() for mark in some], byte_order=1)
            arrays[GEOMETRY] = pa.array(shapes, pa.binary())
            yield pa.table(arrays)
            if len(some) < ROWS_AT_ONCE:
                return


def manifest_in_kml(path: Path) -> str:
    """Return the manifest; Refusal ``check.no_manifest`` or ``check.not_ours`` where there is none."""
    return _own(path, MANIFEST_NAME)


def codes_in_kml(path: Path) -> list[list[str]]:
    """Return the lines of the code table; Refusal where there is none."""
    try:
        return [[str(cell) for cell in line] for line in json.loads(_own(path, CODES))]
    except (ValueError, TypeError, RecursionError) as fault:
        raise Refusal("check.not_ours", file=str(path), reason=CODES) from fault


def _own(path: Path, name: str) -> str:
    reading = Reading()
    try:
        for _ in _pieces(path, reading):
            if name in reading.own:
                return reading.own[name]
            reading.done.clear()
    except (ValueError, IndexError) as fault:
        raise Refusal("check.not_ours", file=str(path), reason=str(fault)[:80]) from fault
    raise Refusal("check.no_manifest", file=str(path))


def _placemarks(path: Path) -> Iterator[Placemark]:
    reading = Reading()
    for _ in _pieces(path, reading):
        yield from reading.done
        reading.done.clear()


def _pieces(path: Path, reading: Reading) -> Iterator[None]:
    """Read the document piece by piece; ValueError for no XML, and for a document type, which brings entities."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = reading.start, reading.end
    parser.CharacterDataHandler = reading.text
    parser.StartDoctypeDeclHandler = _refused
    with path.open("rb") as file:
        while True:
            piece = file.read(PIECE)
            try:
                parser.Parse(piece, not piece)
            except expat.ExpatError as fault:
                raise ValueError(str(fault)) from fault
            yield
            if not piece:
                return


def _refused(*_: object) -> NoReturn:
    raise ValueError("DOCTYPE")


def _values(column: Field, cells: Sequence[str], setting: Setting) -> pa.Array:
    if column.kind in {FieldKind.TEXT, FieldKind.CODE}:
        codes = {label: code for code, label in setting.labels.get(column.name, {}).items()}
        return pa.array([codes.get(text, text) for text in cells], pa.string())
    if column.kind is FieldKind.DATE:
        return pa.array([date.fromisoformat(cell) if cell else None for cell in cells], pa.date32())
    return pa.array([float(cell) * NUMBERS[column.kind] if cell else None for cell in cells], pa.float64())
