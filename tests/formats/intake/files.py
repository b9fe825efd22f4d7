"""Files for the tests of readers: workbooks made by hand, down to their XML, and layers."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import geopandas as gpd
import pyogrio
import shapely

from landtrack.domain.errors import Refusal
from landtrack.formats.intake.open_source import open_source

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from landtrack.domain.intake.source import SourceTable

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
YEN_THE = (410_000.0, 2_380_000.0)
"""A corner in Yên Thế, easting and northing in EPSG:9214."""


def square(place: int = 0, side: float = 10) -> shapely.Polygon:
    """Return a square in Yên Thế, in EPSG:9214; others by ``place`` lie beside it."""
    east, north = YEN_THE
    return shapely.box(east + 20 * place, north, east + 20 * place + side, north + side)


def cases(count: int = 2) -> gpd.GeoDataFrame:
    """Return a layer of squares with a text, a whole and a broken number and a truth."""
    return gpd.GeoDataFrame(
        {
            "MA_VV": [f"VV-{place}" for place in range(count)],
            "TEN_XA": ["Đồng Kỳ"] * count,
            "SO_TO": [float(place) for place in range(count)],
            "DT_M2": [100.5] * count,
        },
        geometry=[square(place) for place in range(count)],
        crs="EPSG:9214",
    )


def write(frame: gpd.GeoDataFrame, path: Path, driver: str, **options: object) -> Path:
    """Write a layer with GDAL."""
    pyogrio.write_dataframe(frame, path, driver=driver, **options)
    return path


def zipped(path: Path, members: Mapping[str, bytes] | Iterable[Path]) -> Path:
    """Write a zip of given contents, or of files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        if isinstance(members, dict):
            for name, content in members.items():
                # The mark of a format comes first and as it is.
                packed.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
        else:
            for member in members:
                packed.write(member, member.name)  # type: ignore[union-attr] # a mapping is a dict here
    return path


def xlsx(path: Path, *sheets: str, names: Sequence[str] = ("Sổ",), **more: str) -> Path:
    """Write a workbook whose sheets have the given XML within <worksheet>; ``more``: texts, styles, properties."""
    parts = {
        "[Content_Types].xml": "<Types/>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATIONS}">'
        + "".join(
            f'<Relationship Id="r{place}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{place}.xml"/>'
            for place in range(len(sheets))
        )
        + "</Relationships>",
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{more.get("properties", "")}<sheets>'
        + "".join(f'<sheet name="{name}" sheetId="{place + 1}" r:id="r{place}"/>' for place, name in enumerate(names))
        + "</sheets></workbook>",
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{more.get("texts", "")}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{more.get("styles", "")}</styleSheet>',
    }
    for place, sheet in enumerate(sheets):
        parts[f"xl/worksheets/sheet{place}.xml"] = f'<worksheet xmlns="{MAIN}">{sheet}</worksheet>'
    return zipped(path, {name: content.encode() for name, content in parts.items()})


def rows(*lines: str) -> str:
    """Return sheet data of cells written as XML, one text per row."""
    return (
        "<sheetData>"
        + "".join(f'<row r="{number}">{line}</row>' for number, line in enumerate(lines, start=1))
        + "</sheetData>"
    )


def table_of(path: Path, sheet: str | None = None, **choices: str) -> SourceTable:
    """Read a table of a file; ``choices``: name, encoding, system."""
    system = choices.pop("system", None)
    return open_source(path, **choices).table(sheet, system)


def values(table: SourceTable) -> list[tuple[object, ...]]:
    """Return the values of all rows."""
    return [row.values for row in table.rows]


def codes(table: SourceTable) -> list[str]:
    """Return the codes of a table's problems."""
    return [problem.code for problem in table.problems]


def refusal_of(path: Path, **choices: str) -> Refusal:
    """Return why a file cannot be read; fails when it can."""
    try:
        table_of(path, **choices)
    except Refusal as refusal:
        return refusal
    raise AssertionError(path)
