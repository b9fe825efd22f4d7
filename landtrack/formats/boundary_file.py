"""Official boundaries as offices hand them over: GeoJSON, shapefile (or zipped), GeoPackage, in any declared system.

A file is taken whole or refused with one sentence. Nothing is mended but what has only one meaning: a third coordinate
is dropped, a code that lost its leading zero gets it back, UTF-8 read as Latin-1 is read again.
"""

from __future__ import annotations

import contextlib
import unicodedata
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyogrio
import pyogrio.raw
import shapely
from pyogrio.errors import CRSError as UnreadableCRSError
from pyogrio.errors import DataLayerError, DataSourceError
from pyproj import CRS
from pyproj.exceptions import CRSError

from landtrack.domain.boundary_file import BoundaryFeature, BoundaryFile
from landtrack.domain.errors import Refusal
from landtrack.formats.boundary_checks import placed_in_vietnam, sound_polygons, trusted_system
from landtrack.formats.boundary_source import content_hash, opened
from landtrack.formats.coordinates import BAC_GIANG, declared_to_wgs84, from_wgs84, system_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import numpy as np

CODE_COLUMNS = ("code", "gso_code", "ma_xa")
NAME_COLUMNS = ("name", "ten_xa", "full_name", "ten")
"""Small or capital letters; the first that the file has is used."""

_CODE_DIGITS = 5


@dataclass(frozen=True, slots=True)
class _Rows:
    """The columns of the file that matter, row by row."""

    system: CRS
    codes: Sequence[object]
    names: Sequence[object]
    geometries: np.ndarray


def read_boundary_file(path: Path) -> BoundaryFile:
    """Read a file of area-unit boundaries and check that it can be one.

    Raises Refusal: ``boundaries.file_missing``, ``.not_geo``, ``.parts_missing``, ``.several_layers``, ``.no_system``,
    ``.suspect_system``, ``.no_columns``, ``.empty``, ``.no_geometry``, ``.not_polygon``, ``.broken_geometry``,
    ``.self_crossing``, ``.rings``, ``.swapped``, ``.outside_vietnam``.
    """
    rows = _read(path)
    drawn = sound_polygons(path.name, rows.geometries)
    geometries = placed_in_vietnam(path.name, declared_to_wgs84(drawn, rows.system), system_name(rows.system))
    # The move to other coordinates may make two lines touch that hardly missed each other.
    geometries = shapely.make_valid(geometries, method="structure", keep_collapsed=False)
    measured = shapely.make_valid(from_wgs84(geometries, BAC_GIANG), method="structure", keep_collapsed=False)
    features = tuple(
        BoundaryFeature(number, _code(code), _name(name), geometry, metres)
        for number, (code, name, geometry, metres) in enumerate(
            zip(rows.codes, rows.names, geometries, measured, strict=True), start=1
        )
    )
    return BoundaryFile(path.name, content_hash(path), system_name(rows.system), features)


def _read(path: Path) -> _Rows:
    source = opened(path)
    try:
        layers = pyogrio.list_layers(source)
        if len(layers) > 1:
            raise Refusal("boundaries.several_layers", file=path.name, layers=", ".join(layers[:, 0]))
        with warnings.catch_warnings():
            # What GDAL warns of (unclosed rings, odd winding) is judged below, on the geometries themselves.
            warnings.simplefilter("ignore", RuntimeWarning)
            meta, _, drawn, columns = pyogrio.raw.read(source, force_2d=True)
        declared = None if meta["crs"] is None else CRS.from_user_input(meta["crs"])
    except (UnreadableCRSError, CRSError) as unreadable:
        raise Refusal("boundaries.no_system", file=path.name) from unreadable
    except (DataSourceError, DataLayerError) as broken:
        raise Refusal("boundaries.not_geo", file=path.name) from broken
    values = dict(zip((name.casefold() for name in meta["fields"]), columns, strict=True))
    codes, names = _column(values, CODE_COLUMNS), _column(values, NAME_COLUMNS)
    if codes is None and names is None and len(drawn):
        wanted = ", ".join(CODE_COLUMNS + NAME_COLUMNS)
        raise Refusal("boundaries.no_columns", file=path.name, wanted=wanted, columns=", ".join(meta["fields"]))
    system = trusted_system(path.name, declared)
    nothing = [None] * len(drawn)
    return _Rows(system, nothing if codes is None else codes, nothing if names is None else names, _shapes(path, drawn))


def _column(values: Mapping[str, Any], wanted: Sequence[str]) -> Sequence[object] | None:
    return next((values[name].tolist() for name in wanted if name in values), None)


def _shapes(path: Path, drawn: Sequence[bytes | None]) -> np.ndarray:
    shapes: np.ndarray = shapely.from_wkb(list(drawn), on_invalid="ignore")
    for number, (written, shape) in enumerate(zip(drawn, shapes, strict=True), start=1):
        if written is not None and shape is None:
            raise Refusal("boundaries.broken_geometry", file=path.name, number=number)
    return shapes


def _code(value: object) -> str | None:
    if value is None or value != value:  # noqa: PLR0124 - a missing number is the one value unequal to itself
        return None
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()
    return text.zfill(_CODE_DIGITS) if text.isdecimal() else text or None


def _name(value: object) -> str | None:
    if not isinstance(value, str) or not value.strip():
        return None
    text = value.strip()
    with contextlib.suppress(UnicodeError):
        text = text.encode("latin-1").decode("utf-8")
    return unicodedata.normalize("NFC", text)
