"""Where templates are found, and that those we ship can be filled."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from landtrack.documents.official_report import OFFICIAL_TEMPLATE
from landtrack.documents.templates import layout_path, template_path
from landtrack.documents.unit_sheet_docx import UNIT_SHEET_TEMPLATE
from landtrack.documents.word_template import Imprint, fill_template
from landtrack.domain.errors import Refusal
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


def test_a_folder_that_is_not_there_is_not_passed_over_in_silence(tmp_path: Path):
    with pytest.raises(Refusal) as refused:
        template_path(OFFICIAL_TEMPLATE, tmp_path / "mau")
    assert refused.value.code == "settings.templates"
    assert refused.value.arguments["value"] == str(tmp_path / "mau")


def test_what_is_no_file_under_the_name_of_a_template_is_not_passed_over_either(tmp_path: Path):
    (tmp_path / OFFICIAL_TEMPLATE).mkdir()
    (tmp_path / UNIT_SHEET_TEMPLATE).symlink_to(tmp_path / "nowhere")
    for name, code in ((OFFICIAL_TEMPLATE, "template.not_word"), (UNIT_SHEET_TEMPLATE, "file.missing")):
        with pytest.raises(Refusal) as refused:
            fill_template(template_path(name, tmp_path), {}, {}, Imprint("", datetime(2024, 1, 1, tzinfo=UTC)))
        assert refused.value.code == code


@pytest.mark.parametrize("name", [OFFICIAL_TEMPLATE, UNIT_SHEET_TEMPLATE])
def test_the_shipped_ones_are_there_and_small(name: str):
    assert 0 < template_path(name).stat().st_size < SMALL
