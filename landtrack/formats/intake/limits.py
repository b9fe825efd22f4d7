"""How much a file that comes in may hold, so that no file takes the server's memory or its time."""

from __future__ import annotations

from dataclasses import dataclass

from landtrack.domain.errors import Refusal

MEBIBYTE = 1 << 20
LARGEST_SHEET_FILE = 200 * MEBIBYTE
"""Workbooks, text tables and zips."""
LARGEST_LAYER_FILE = 2048 * MEBIBYTE
"""GeoPackages and single shapefiles, which are not read whole into memory."""
LARGEST_XLS_FILE = 64 * MEBIBYTE
"""The old workbook ends at 65,536 rows; a larger file holds pictures. Its reader needs it whole in memory."""
MOST_ROWS = 500_000
MOST_CELLS = 20_000_000
"""Rows that say something, and the cells up to the last filled one of each; a stray cell at XFD1 costs 16,384."""
MOST_REPORTED = 200
"""So many problems of one kind are told each; beyond, how many more there are."""


@dataclass(slots=True)
class Room:
    """Counts the rows of a table while it is read; ``file`` is the name for the refusal."""

    file: str
    most_rows: int = MOST_ROWS
    most_cells: int = MOST_CELLS
    rows: int = 0
    cells: int = 0

    def take(self, width: int) -> None:
        """Count a row of ``width`` cells. Raises Refusal ``intake.too_many_rows`` or ``intake.too_many_cells``."""
        self.take_all(1, width)

    def take_all(self, rows: int, cells: int) -> None:
        """Count rows with ``cells`` in all of them. Raises what :meth:`take` raises."""
        self.rows += rows
        self.cells += cells
        if self.rows > self.most_rows:
            raise Refusal("intake.too_many_rows", file=self.file, most=self.most_rows)
        if self.cells > self.most_cells:
            raise Refusal("intake.too_many_cells", file=self.file, most=self.most_cells)
