"""The group itself: help, version, and how commands end."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest

import landtrack as package
from landtrack.cli import COMMANDS, group
from landtrack.cli.ending import INTERRUPTED, run


def test_help_lists_every_command_and_each_has_its_own(landtrack):
    said = landtrack("--help")
    assert said.code == 0
    for name in COMMANDS:
        assert f"\n  {name} " in said.out
        assert landtrack(name, "--help").out.startswith("Usage:")


def test_version(landtrack):
    assert landtrack("--version").out == f"landtrack, version {package.__version__}\n"


def test_help_imports_no_heavy_library():
    """What makes --help slow is importing; the clock is left to the benchmark."""
    code = "import sys; from landtrack.cli import main; sys.argv[1:] = ['--help']; main(); print(sorted(sys.modules))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "'landtrack.messages'" in out
    for heavy in ("sqlalchemy", "flask", "folium", "geopandas", "pyogrio", "pandas"):
        assert f"'{heavy}'" not in out


def test_an_unknown_command_is_said(landtrack):
    said = landtrack("fly")
    assert said.code == 2
    assert "No such command 'fly'" in said.err


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, click.Abort])
def test_an_interruption_says_that_nothing_was_changed(capsys, monkeypatch, interruption):
    def stop(**_options):
        raise interruption

    monkeypatch.setattr(group, "main", stop)
    with pytest.raises(SystemExit) as end:
        run(group)
    assert end.value.code == INTERRUPTED
    assert capsys.readouterr().err


def test_a_reader_that_goes_away_is_no_error():
    code = "import sys; sys.argv[1:] = ['user', '--help']; from landtrack.cli import main; main()"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        assert writer.stderr is not None
        writer.stdout.close()
        assert writer.stderr.read() == b""
