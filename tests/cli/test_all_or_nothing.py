"""A full disk, a kill or Ctrl+C in a long command: there is the old state or the new one, never a half."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from shapely import to_geojson

from tests.area_builders import shipped_boundaries, shipped_registry

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

COMMAND = (sys.executable, "-m", "landtrack")
ENVIRONMENT = {**os.environ, "LANDTRACK_LANGUAGE": "en"}
A_LITTLE = 300_000  # bytes that a command may write into one file before the disk is "full"


def run(arguments: Sequence[object], *, disk: int | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command; with ``disk`` no file of its may grow beyond so many bytes, as on a full disk."""

    def limit() -> None:
        if disk is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (disk, disk))

    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limit,
    )


@pytest.fixture
def register(demo_path: Path, tmp_path: Path) -> Path:
    """Return a copy of the demo register in a folder of its own, whose other contents a test can list."""
    folder = tmp_path / "register"
    folder.mkdir()
    shutil.copy(demo_path, folder / "landtrack.db")
    return folder / "landtrack.db"


def head(register: Path) -> str:
    said = run(["audit", "verify", "--database", f"sqlite:///{register}"])
    assert said.returncode == 0, said.stderr
    return said.stdout


def boundaries(tmp_path: Path) -> Path:
    """Write a file of boundaries that could be loaded."""
    units, drawn = shipped_registry(), shipped_boundaries()
    rows = [
        {
            "type": "Feature",
            "properties": {"code": units.find(unit_id).code, "name": units.find(unit_id).name},
            "geometry": json.loads(to_geojson(drawn[unit_id].geometry)),
        }
        for unit_id in range(1, 20)
    ]
    file = tmp_path / "units.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": rows}), encoding="utf-8")
    return file


@pytest.mark.parametrize("command", ["init", "demo"])
def test_a_full_disk_leaves_no_register(tmp_path, command):
    folder = tmp_path / "new"
    folder.mkdir()
    what = ["demo", "--no-serve", "--dir", folder]
    if command == "init":
        what = ["init", "--database", f"sqlite:///{folder}/landtrack.db"]
    said = run(what, disk=100_000)
    assert said.returncode == 2, said.stderr
    assert "is full" in said.stderr
    assert list(folder.iterdir()) == []
    assert run(what).returncode == 0


def test_a_full_disk_keeps_the_boundaries_as_they_were(register, tmp_path):
    before = head(register)
    file = boundaries(tmp_path)
    said = run(["units", "load", file, "--on", "2023-12-31", "--database", f"sqlite:///{register}"], disk=A_LITTLE)
    assert said.returncode == 2, said.stderr
    assert "is full" in said.stderr
    assert head(register) == before


@pytest.mark.parametrize("command", ["backup", "export"])
def test_a_full_disk_leaves_no_file_and_keeps_the_old_one(register, tmp_path, command):
    folder = tmp_path / "out"
    folder.mkdir()
    out = folder / "out.zip"
    what = ["export", "shapefile", out] if command == "export" else ["backup", out]
    said = run([*what, "--database", f"sqlite:///{register}"], disk=A_LITTLE)
    assert said.returncode == 2, said.stderr
    assert "Nothing was changed" in said.stderr
    assert list(folder.iterdir()) == []
    assert run([*what, "--database", f"sqlite:///{register}"]).returncode == 0
    written = out.read_bytes()
    assert run([*what, "--database", f"sqlite:///{register}"], disk=A_LITTLE).returncode == 2
    assert out.read_bytes() == written


def killed_while_writing(arguments: Sequence[object], folder: Path) -> None:
    """Start a command and kill it as soon as it has begun to write beside its goal."""
    before = set(folder.iterdir())
    with subprocess.Popen(
        [*COMMAND, *map(str, arguments)], env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as child:
        while not set(folder.iterdir()) - before:
            assert child.poll() is None, "the command ended before it wrote anything"
        child.send_signal(signal.SIGKILL)


def test_a_killed_demo_leaves_no_register_and_the_next_one_works(tmp_path):
    what = ["demo", "--no-serve", "--dir", tmp_path]
    killed_while_writing(what, tmp_path)
    assert not (tmp_path / "landtrack.db").exists()
    assert run(what).returncode == 0
    assert "The log is whole" in head(tmp_path / "landtrack.db")


def test_a_killed_backup_leaves_no_half_copy(register, tmp_path):
    folder = tmp_path / "copies"
    folder.mkdir()
    copy = folder / "copy.db"
    what = ["backup", copy, "--database", f"sqlite:///{register}"]
    killed_while_writing(what, folder)
    # On a busy machine the kill may come when the copy is complete: then it must be whole.
    if copy.exists():
        assert head(copy) == head(register)
        copy.unlink()
    assert run(what).returncode == 0
    assert head(copy) == head(register)


def test_a_killed_export_leaves_the_old_file_or_the_new_one(register, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    out = folder / "out.zip"
    out.write_bytes(b"the old one")
    database = ("--database", f"sqlite:///{register}")
    killed_while_writing(["export", "shapefile", out, *database], folder)
    if out.read_bytes() != b"the old one":
        assert run(["export", "--check", out, *database]).returncode == 0
    assert run(["export", "shapefile", out, *database]).returncode == 0
    assert run(["export", "--check", out, *database]).returncode == 0


def test_a_kill_in_the_middle_of_a_load_keeps_the_old_boundaries(register, tmp_path):
    before = head(register)
    what = ["units", "load", boundaries(tmp_path), "--on", "2023-12-31", "--database", f"sqlite:///{register}"]
    killed_while_writing(what, register.parent)
    assert head(register) == before
    assert run(what).returncode == 0
    assert head(register) != before
