"""landtrack attachments: which files are missing or changed."""

from __future__ import annotations

import io
import json

import pytest
from click.testing import CliRunner

from landtrack.cli import group
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.store.attachment_folder import path_of
from landtrack.store.units import read_registry
from landtrack.usecases.attach_file import attach_file
from landtrack.usecases.record_case import record_case
from tests.attached_files import PDF, photo
from tests.builders import facts, new_register, unit_id


@pytest.fixture
def kept(database_url, tmp_path, monkeypatch):
    register = new_register(database_url)
    monkeypatch.setenv("LANDTRACK_ATTACHMENTS", str(tmp_path / "kept"))
    monkeypatch.setenv("LANDTRACK_LANGUAGE", "en")
    with register.reading() as view:
        record = facts(unit_id(read_registry(view), "07288"))
    record_case(register, SYSTEM_SCOPE, "YT-1", record)
    attached = [
        attach_file(register, SYSTEM_SCOPE, tmp_path / "kept", "YT-1", io.BytesIO(content), "x").attachment
        for content in (PDF, photo())
    ]
    register.close()

    def call(*options):
        return CliRunner().invoke(group, ["attachments", "--database", database_url, *options])

    return call, tmp_path / "kept", attached


def test_a_whole_folder_is_said_to_be_whole(kept):
    run, _folder, _attached = kept
    result = run()
    assert (result.exit_code, "2 files in" in result.stdout, "0 of them" in result.stdout) == (0, True, True)


def test_missing_and_changed_files_are_named_with_their_cases(kept):
    run, folder, (paper, picture) = kept
    path_of(folder, paper.sha256).unlink()
    path_of(folder, picture.sha256).write_bytes(b"other")
    result = run()
    assert result.exit_code == 1
    assert f"YT-1: file {paper.sha256}: missing" in result.stdout
    assert f"YT-1: file {picture.sha256}: changed" in result.stdout
    found = json.loads(run("--json").stdout)
    assert [(row["sha256"], row["state"], row["cases"]) for row in found["faults"]] == [
        (paper.sha256, "missing", ["YT-1"]),
        (picture.sha256, "changed", ["YT-1"]),
    ]
