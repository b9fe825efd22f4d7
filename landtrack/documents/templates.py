"""Where templates are: the office's own folder first, for each file by itself, else the shipped one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.documents.unit_sheet_pdf import UNIT_SHEET_LAYOUT
from landtrack.resources import shipped

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "documents"


def template_path(name: str, own: Path | None = None) -> Path:
    """Return the Word template of this name: from the office's folder ``own`` where that has one, else as shipped."""
    if own is not None and (own / name).is_file():
        return own / name
    return shipped("templates") / FOLDER / name


def layout_path() -> Path:
    """Return the layout of the PDF: always ours, since a layout is a program that could read other files."""
    return shipped("templates") / FOLDER / UNIT_SHEET_LAYOUT
