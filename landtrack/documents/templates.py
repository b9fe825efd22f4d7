"""Where templates are: the office's own folder first, for each file by itself, else the shipped one."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from landtrack.documents.unit_sheet_pdf import UNIT_SHEET_LAYOUT
from landtrack.domain.errors import Refusal
from landtrack.resources import shipped

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "documents"


def template_path(name: str, own: Path | None = None) -> Path:
    """Return the Word template of this name: from the office's folder ``own`` where that has one, else as shipped.

    Raises Refusal ``settings.templates`` where the folder itself is not there: nobody would see that it is not used.
    """
    if own is not None and not own.is_dir():
        raise Refusal("settings.templates", value=str(own))
    # Also what is no file, or cannot be looked at: it is refused when it is opened.
    if own is not None and os.path.lexists(own / name):
        return own / name
    return shipped("templates") / FOLDER / name


def layout_path() -> Path:
    """Return the layout of the PDF: always ours, since a layout is a program that could read other files."""
    return shipped("templates") / FOLDER / UNIT_SHEET_LAYOUT
