"""Exports in the hands of a reader that is not the one that wrote them: which cases are in the file."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

import openpyxl
import pyogrio

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def member(out: Path, name: str) -> bytes:
    """Return a file of an archive."""
    with zipfile.ZipFile(out) as archive:
        return archive.read(name)


def csv_rows(out: Path) -> list[dict[str, str]]:
    """Return the rows of the table in a csv or dxf export."""
    text = member(out, "vi_pham.csv").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def sheet(out: Path, name: str = "Vụ việc") -> list[list[Any]]:
    """Return the cells of a sheet of the workbook."""
    book = openpyxl.load_workbook(out)
    return [list(row) for row in book[name].iter_rows(values_only=True)]


def layers(source: str) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of every layer that GDAL sees, by the layer's name."""
    found = {}
    for name, _ in pyogrio.list_layers(source):
        _, table = pyogrio.read_arrow(source, layer=name)
        found[name] = table.to_pylist()
    return found


def _of_layers(source: str) -> list[str]:
    return [row["MA_VV"] for rows in layers(source).values() for row in rows if "MA_VV" in row]


def _shapefile(out: Path) -> list[str]:
    shapes = [_of_layers(f"/vsizip/{out}/{name}.shp") for name in ("vi_pham_vung", "vi_pham_diem")]
    rows = csv.DictReader(io.StringIO(member(out, "vi_pham_khong_hinh.csv").decode("utf-8-sig"), newline=""))
    return [*shapes[0], *shapes[1], *(row["MA_VV"] for row in rows)]


def _drawing(out: Path) -> list[str]:
    """Return the codes of the table; those of the drawing must be among them."""
    codes = [row["MA_VV"] for row in csv_rows(out)]
    drawn = set(re.findall(r"\n1000\r\n(C-.*?)\r\n", member(out, "vi_pham.dxf").decode("ascii")))
    assert drawn == {row["MA_VV"] for row in csv_rows(out)} - {"C-BARE", "C-FORMULA"}
    return codes


READERS: dict[str, Callable[[Path], list[str]]] = {
    "shapefile": _shapefile,
    "gpkg": lambda out: _of_layers(str(out)),
    "geojson": lambda out: _of_layers(str(out)),
    "kml": lambda out: _of_layers(str(out)),
    "kmz": lambda out: _of_layers(f"/vsizip/{out}/doc.kml"),
    "workbook": lambda out: [row[0] for row in sheet(out)[1:]],
    "csv": lambda out: [row["MA_VV"] for row in csv_rows(out)],
    "dxf": _drawing,
}


def codes_in(out: Path, form: str) -> list[str]:
    """Return the case codes that an export holds."""
    return READERS[form](out)
