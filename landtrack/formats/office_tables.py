"""The rows of the office's tables as files: those that are shipped, and those that an office keeps in a sheet."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal
from landtrack.domain.office.office_table import OfficeTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

# Which tables come with rows, and where; the cutoffs of a register are its own.
_SHIPPED = {
    OfficeTable.DEADLINE_RULE: ("deadline_rules.csv",),
    OfficeTable.KIND: ("case_kinds.csv",),
    OfficeTable.FORM: ("resolution_forms.csv",),
    OfficeTable.OFFICE: ("office.csv",),
    OfficeTable.QUOTE: ("quotes/2023-12-yen-the.csv",),
}
LARGEST = 1_000_000


def shipped_rows(geodata: Path, table: OfficeTable) -> dict[str, dict[str, str]]:
    """Return the shipped rows of a table by key, as texts by field."""
    found: dict[str, dict[str, str]] = {}
    for name in _SHIPPED.get(table, ()):
        found.update(_read((geodata / name).read_text(encoding="utf-8"), name))
    return found


def read_table_file(path: Path) -> dict[str, dict[str, str]]:
    """Return the rows of a CSV file in UTF-8 by their column ``key``; empty cells are left out.

    Refuses a file that cannot be read, that is too large, has no column "key", or two rows of one key.
    """
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise Refusal("table.file_unreadable", file=path.name, reason=fault.strerror) from None
    if len(content) > LARGEST:
        raise Refusal("table.file_unreadable", file=path.name, reason=f"> {LARGEST} B")
    try:
        return _read(content.decode("utf-8-sig"), path.name)
    except UnicodeDecodeError:
        raise Refusal("table.file_unreadable", file=path.name, reason="UTF-8") from None


def table_text(fields: Iterable[str], rows: Mapping[str, Mapping[str, str]]) -> str:
    """Return rows as the text of such a CSV file."""
    names = ["key", *fields]
    out = io.StringIO()
    writer = csv.DictWriter(out, names, lineterminator="\n")
    writer.writeheader()
    for key, row in rows.items():
        writer.writerow({"key": key, **row})
    return out.getvalue()


def _read(text: str, name: str) -> dict[str, dict[str, str]]:
    lines = csv.DictReader(io.StringIO(text))
    if "key" not in (lines.fieldnames or ()):
        raise Refusal("table.file_no_key", file=name)
    found: dict[str, dict[str, str]] = {}
    for row in lines:
        # Cells beyond the heading come under None: they belong to no field.
        if None in row or any(cell is None for cell in row.values()):
            raise Refusal("table.file_row", file=name, line=lines.line_num)
        key = row.pop("key").strip()
        if key in found:
            raise Refusal("table.file_key_twice", file=name, line=lines.line_num, key=key)
        found[key] = {field: cell for field, cell in row.items() if cell}
    return found
