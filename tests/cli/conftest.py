"""Running a command as a terminal does: arguments in, exit code and both streams out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from landtrack.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Said:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


@pytest.fixture
def landtrack(monkeypatch, capsys) -> Callable[..., Said]:
    """Return a function that runs ``landtrack ARGUMENTS``."""
    monkeypatch.setenv("LANDTRACK_LANGUAGE", "en")
    monkeypatch.delenv("LANDTRACK_DATABASE_URL", raising=False)

    def run(*arguments: object) -> Said:
        monkeypatch.setattr("sys.argv", ["landtrack", *map(str, arguments)])
        code = 0
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        spoken = capsys.readouterr()
        return Said(code, spoken.out, spoken.err)

    return run
