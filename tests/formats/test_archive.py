"""Archives: the old file until the new one is whole, and no fault of the disk without its name."""

from __future__ import annotations

import errno
import os
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from landtrack.domain.errors import Refusal
from landtrack.formats.archive import add_manifest, pack, read_manifest_text, replacing, unpack

if TYPE_CHECKING:
    from pathlib import Path

STAMP = datetime(2023, 11, 30, 16, 59, 59, tzinfo=UTC)


def test_a_new_file_takes_the_place_of_the_old_one_at_the_end(tmp_path: Path) -> None:
    out = tmp_path / "out.zip"
    out.write_bytes(b"old")
    with replacing(out) as file:
        file.write(b"new")
        assert out.read_bytes() == b"old"
    assert out.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [out]


def test_an_error_leaves_the_old_one_and_nothing_else(tmp_path: Path) -> None:
    out = tmp_path / "out.zip"
    out.write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt), replacing(out) as file:
        file.write(b"new")
        raise KeyboardInterrupt
    assert out.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [out]


def test_faults_of_the_disk_are_told_by_their_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number, code in (
        (errno.ENOSPC, "export.disk_full"),
        (errno.EDQUOT, "export.disk_full"),
        (errno.EIO, "file.not_written"),
    ):
        with pytest.raises(Refusal) as refused, replacing(tmp_path / "out.zip"):
            raise OSError(number, os.strerror(number))
        assert refused.value.code == code
        assert str(tmp_path) in refused.value.arguments.values()
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(Refusal) as refused, replacing(tmp_path / "out.zip"):
        pytest.fail("nothing may be written")
    assert refused.value.code == "database.folder_read_only"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("moment", "dated"),
    [
        (STAMP, (2023, 11, 30, 16, 59, 58)),
        (datetime(1970, 2, 3, tzinfo=UTC), (1980, 2, 3, 0, 0, 0)),
        (datetime(2500, 2, 3, tzinfo=UTC), (2107, 2, 3, 0, 0, 0)),
    ],
)
def test_what_is_packed_is_unpacked_the_same(tmp_path: Path, moment: datetime, dated: tuple[int, ...]) -> None:
    files = [tmp_path / name for name in ("b.csv", "a.csv")]
    for path in files:
        path.write_text(path.name * 1000)
    out, folder = tmp_path / "out.zip", tmp_path / "again"
    with replacing(out) as file:
        members = pack(file, files, moment)
        add_manifest(file, "{}", moment)
    with zipfile.ZipFile(out) as archive:
        assert archive.namelist() == ["a.csv", "b.csv", "manifest.json"]
        assert {entry.date_time for entry in archive.infolist()} == {dated}
    folder.mkdir()
    assert unpack(out, folder) == members
    assert read_manifest_text(out) == "{}"
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {p.name: p.read_bytes() for p in files}
