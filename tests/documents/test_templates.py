"""Where templates are found, and that those we ship can be filled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from landtrack.documents.official_report import OFFICIAL_TEMPLATE
from landtrack.documents.templates import layout_path, template_path
from landtrack.documents.unit_sheet_docx import UNIT_SHEET_TEMPLATE
from tests.documents.contents import TEMPLATES

if TYPE_CHECKING:
    from pathlib import Path

SMALL = 40_000


def test_the_office_s_own_template_comes_first_for_each_file_by_itself(tmp_path: Path):
    own = tmp_path / OFFICIAL_TEMPLATE
    own.touch()
    assert template_path(OFFICIAL_TEMPLATE, tmp_path) == own
    assert template_path(UNIT_SHEET_TEMPLATE, tmp_path) == TEMPLATES / UNIT_SHEET_TEMPLATE
    assert template_path(OFFICIAL_TEMPLATE) == TEMPLATES / OFFICIAL_TEMPLATE
    assert layout_path().parent == TEMPLATES


@pytest.mark.parametrize("name", [OFFICIAL_TEMPLATE, UNIT_SHEET_TEMPLATE])
def test_the_shipped_ones_are_there_and_small(name: str):
    assert 0 < template_path(name).stat().st_size < SMALL
