"""The guide names every field that a template may use, and none that does not exist."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from landtrack.documents.official_report import CHART, official_values
from landtrack.documents.template_values import Rows
from landtrack.documents.unit_sheet_docx import MAP
from landtrack.documents.unit_sheet_values import unit_sheet_values
from landtrack.messages import catalogue
from tests.documents.contents import official, unit_sheet

if TYPE_CHECKING:
    from landtrack.documents.template_values import Values

GUIDE = Path(__file__).parent.parent.parent / "docs" / "reports.md"


def names(values: Values) -> set[str]:
    """Return all names of values, groups and rows."""
    found = set(values)
    for value in values.values():
        if isinstance(value, Rows):
            found |= set(value.fields)
        elif isinstance(value, Mapping):
            found |= set(value)
    return found


def test_the_guide_names_every_field_and_no_other():
    vi = catalogue("vi")
    wanted = names(official_values(official(), vi)) | names(unit_sheet_values(unit_sheet(), vi)) | {CHART, MAP}
    guide = GUIDE.read_text("utf-8")
    tables = guide[guide.index("## Values in both templates") :]
    assert set(re.findall(r"`([a-z_]+)`", tables)) == wanted
