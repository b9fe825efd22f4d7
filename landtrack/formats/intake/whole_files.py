"""Whether the files of a layer are whole and belong together: GDAL reads a cut one as far as it goes, silently."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal

if TYPE_CHECKING:
    from pathlib import Path

_HEAD, _INDEX_ENTRY, _WORD = 100, 8, 2
"""Bytes of the head of .shp and .shx, of an entry of .shx, and of a word, in which the head counts."""
_TABLE_HEAD, _MAP_BLOCK, _ID_ENTRY = 32, 512, 4
_TAIL = 400
_DGN_END, _DGN_HEAD = b"\xff\xff", 4
_OBJECT = re.compile(
    rb"^[ \t]*(?:none|point|line|pline|region|arc|text|rect|roundrect|ellipse|multipoint|collection)\b",
    re.IGNORECASE | re.MULTILINE,
)
_DATA = re.compile(rb"^[ \t]*data[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)


def require_whole_shapefile(shapes: Path, name: str) -> None:
    """Compare what .shp, .shx and .dbf say of their sizes with what is there; ``name`` is the file's, for sentences.

    Raises Refusal ``intake.part_cut`` for a part that ends too early, ``intake.parts_differ`` where the index has
    another number of shapes than the table has rows.
    """
    beside = _parts(shapes)
    for ending in (".shp", ".shx"):
        head, size = _start(beside[ending], _HEAD)
        if size < max(int.from_bytes(head[24:28], "big") * _WORD, _HEAD):
            raise Refusal("intake.part_cut", file=name, part=ending)
    rows = _rows(beside[".dbf"], name)
    drawn = (int.from_bytes(_start(beside[".shx"], _HEAD)[0][24:28], "big") * _WORD - _HEAD) // _INDEX_ENTRY
    if drawn != rows:
        raise Refusal("intake.parts_differ", file=name, part=".dbf", shapes=drawn, rows=rows)


def require_whole_mapinfo(main: Path, name: str, read: int) -> None:
    """Compare the parts of a MapInfo table or exchange file, of which ``read`` rows were read.

    Raises what :func:`require_whole_shapefile` raises.
    """
    beside = _parts(main)
    if main.suffix.lower() == ".tab":
        rows = _rows(beside[".dat"], name)
        if beside[".map"].stat().st_size % _MAP_BLOCK:
            raise Refusal("intake.part_cut", file=name, part=".map")
        if beside[".id"].stat().st_size < rows * _ID_ENTRY:
            raise Refusal("intake.part_cut", file=name, part=".id")
        if read != (standing := rows - _deleted(beside[".dat"], rows)):
            raise Refusal("intake.parts_differ", file=name, part=".dat", shapes=read, rows=standing)
        return
    drawn, nested = _exchanged_objects(main)
    with beside[".mid"].open("rb") as stream:
        rows = sum(1 for line in stream if line.strip())
    # What is within a collection is written like an object of its own: then there are more.
    if min(drawn, read) < rows or (drawn > rows and not nested):
        raise Refusal("intake.parts_differ", file=name, part=".mid", shapes=min(drawn, read), rows=rows)


def require_whole_dxf(path: Path, name: str) -> None:
    """Refuse (``intake.part_cut``) a drawing without its last line, "EOF"."""
    with path.open("rb") as stream:
        stream.seek(max(path.stat().st_size - _TAIL, 0))
        if not stream.read().rstrip(b"\0\x1a \t\r\n").endswith(b"EOF"):
            raise Refusal("intake.part_cut", file=name, part=".dxf")


def require_whole_dgn(path: Path, name: str) -> None:
    """Refuse (``intake.part_cut``) a design file that ends within an element."""
    size, place = path.stat().st_size, 0
    with path.open("rb") as stream:
        while place < size:
            stream.seek(place)
            head = stream.read(_DGN_HEAD)
            if head.startswith(_DGN_END):
                return
            place += _DGN_HEAD + _WORD * int.from_bytes(head[2:4], "little")
    if place > size:
        raise Refusal("intake.part_cut", file=name, part=".dgn")


def _parts(main: Path) -> dict[str, Path]:
    stem = main.stem.lower()
    return {path.suffix.lower(): path for path in main.parent.iterdir() if path.stem.lower() == stem}


def _start(path: Path, length: int) -> tuple[bytes, int]:
    with path.open("rb") as stream:
        return stream.read(length), path.stat().st_size


def _rows(table: Path, name: str) -> int:
    """Return how many rows a table in dBase's form says it has, deleted ones too; refuse one that is cut off."""
    head, size = _start(table, _TABLE_HEAD)
    rows, first, width = (int.from_bytes(head[a:b], "little") for a, b in ((4, 8), (8, 10), (10, 12)))
    if size < max(first + rows * width, _TABLE_HEAD):
        raise Refusal("intake.part_cut", file=name, part=table.suffix.lower())
    return rows


def _deleted(table: Path, rows: int) -> int:
    """Return how many rows are marked as deleted; they stay in the file."""
    head, _ = _start(table, _TABLE_HEAD)
    first, width = int.from_bytes(head[8:10], "little"), int.from_bytes(head[10:12], "little")
    with table.open("rb") as stream:
        stream.seek(first)
        return sum(stream.read(width)[:1] == b"*" for _ in range(rows))


def _exchanged_objects(main: Path) -> tuple[int, bool]:
    """Return how many objects a .mif holds, and whether some hold others."""
    with main.open("rb") as stream:
        started, drawn, nested = False, 0, False
        for line in stream:
            if started and (found := _OBJECT.match(line)):
                drawn += 1
                nested = nested or found[0].strip().lower() == b"collection"
            started = started or _DATA.match(line) is not None
    return drawn, nested
