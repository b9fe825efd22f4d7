"""landtrack import: what the terminal says, and files that it must not touch."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from landtrack.cli import group
from landtrack.domain.errors import Refusal
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.store.units import read_registry
from landtrack.usecases.record_case import record_case
from tests.builders import facts, new_register, unit_id
from tests.usecases.intake.sheets import row, workbook


@pytest.fixture
def call(sqlite_url, monkeypatch):
    register = new_register(sqlite_url)
    with register.reading() as view:
        unit = unit_id(read_registry(view), "07288")
    record_case(register, SYSTEM_SCOPE, "YT-1", facts(unit, hamlet=""))
    register.close()
    monkeypatch.setenv("LANDTRACK_LANGUAGE", "vi")
    return lambda *words: CliRunner().invoke(group, ["import", "--database", sqlite_url, *map(str, words)])


def test_refused_rows_are_never_written_over_a_file_that_is_there(call, tmp_path):
    path = workbook(tmp_path / "so.xlsx", row(kind="Bay"))
    before = path.read_bytes()
    refused = call(path, "--dry-run", "--refused", path).exception
    assert isinstance(refused, Refusal)
    assert refused.code == "file.exists"
    assert path.read_bytes() == before
    assert call(path, "--dry-run", "--refused", tmp_path / "ra.xlsx").exit_code == 1
    assert len(list(load_workbook(tmp_path / "ra.xlsx").worksheets[0].rows)) == 2


def test_nothing_refused_leaves_no_workbook(call, tmp_path):
    path = workbook(tmp_path / "so.xlsx", row())
    assert call(path, "--dry-run", "--refused", tmp_path / "ra.xlsx").exit_code == 0
    assert not (tmp_path / "ra.xlsx").exists()


def test_a_change_is_told_in_vietnamese_with_its_cell(call, tmp_path):
    path = workbook(tmp_path / "so.xlsx", {"Mã vụ việc": "YT-1", "Thôn": "Bản Mới"})
    result = call(path, "--dry-run")
    assert "YT-1  B2  Thôn" in result.stdout
    assert "trong sổ: (trống) · trong tệp: Bản Mới" in result.stdout
    assert result.stderr == ""
