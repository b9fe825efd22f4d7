"""What the tests need of the machine beyond Python packages: where it is, or the sentence that says what to install.

`python -m tests.machine` prints what is missing and exits 1; with `--packages` it prints the Debian
packages that bring them, which `make test` installs where it may. Nothing missing is ever skipped silently.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ADVICE = """\
The tests need what this machine lacks: {what}.
On Debian run, as root: apt-get update && apt-get install --no-install-recommends {packages}
Elsewhere install these by your system's own means{settings}. Then run the tests again.
"""


class MissingError(RuntimeError):
    """The machine lacks something; the message says what and how to get it."""


@dataclass(frozen=True, slots=True)
class Need:
    """One thing the tests need: its name, the Debian package, the variable that points to it, how to find it."""

    what: str
    package: str
    variable: str | None
    find: Callable[[], Path | None]

    def path(self) -> Path:
        """Return where it is, or raise MissingError."""
        found = self.find()
        if found is None:
            raise MissingError(advice([self]))
        return found


def advice(missing: Sequence[Need]) -> str:
    """Return the sentences that say what is missing and how to get it."""
    variables = [need.variable for need in missing if need.variable]
    return ADVICE.format(
        what=", ".join(need.what for need in missing),
        packages=" ".join(need.package for need in missing),
        settings=f" and, where it is not on the PATH, set {', '.join(variables)} to its place" if variables else "",
    )


def _postgres_bin() -> Path | None:
    """Return the folder of initdb and pg_ctl: as told, else Debian's newest, else the one on the PATH."""
    if told := os.environ.get("POSTGRES_BIN"):
        return Path(told) if (Path(told) / "initdb").is_file() else None
    debian = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if (path / "initdb").is_file()]
    if debian:
        return max(debian, key=lambda path: float(path.parent.name))
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def _postgis() -> Path | None:
    """Return PostGIS's control file inside the PostgreSQL that the tests use."""
    programs = _postgres_bin()
    if programs is None:
        return None
    shared = subprocess.run([programs / "pg_config", "--sharedir"], capture_output=True, text=True, check=True)
    control = Path(shared.stdout.strip()) / "extension" / "postgis.control"
    return control if control.is_file() else None


def _program(variable: str, *names: str) -> Callable[[], Path | None]:
    def find() -> Path | None:
        if told := os.environ.get(variable):
            return Path(told) if Path(told).is_file() else None
        found = next(filter(None, map(shutil.which, names)), None)
        return Path(found) if found else None

    return find


POSTGRES = Need("the PostgreSQL server programs (initdb, pg_ctl)", "postgresql", "POSTGRES_BIN", _postgres_bin)
POSTGIS = Need("the PostGIS extension of that PostgreSQL", "postgresql-postgis", None, _postgis)
CHROMIUM = Need(
    "the Chromium browser",
    "chromium",
    "CHROMIUM",
    _program("CHROMIUM", "chromium", "chromium-browser", "google-chrome"),
)
OGRINFO = Need("GDAL's command-line tools (ogrinfo)", "gdal-bin", "OGRINFO", _program("OGRINFO", "ogrinfo"))
NEEDS = (POSTGRES, POSTGIS, CHROMIUM, OGRINFO)


def _qgis() -> Path | None:
    """Return a Python that has QGIS: Debian's own has, once the package is there."""
    python = Path(os.environ.get("QGIS_PYTHON", "/usr/bin/python3"))
    try:
        tried = subprocess.run([python, "-c", "import qgis.core"], capture_output=True, check=False)
    except FileNotFoundError:
        return None
    return python if tried.returncode == 0 else None


QGIS = Need("a Python with QGIS", "python3-qgis", "QGIS_PYTHON", _qgis)
SOFFICE = Need(
    "LibreOffice Calc and Writer",
    "libreoffice-calc libreoffice-writer",
    "SOFFICE",
    _program("SOFFICE", "soffice", "libreoffice"),
)
PDFTOTEXT = Need("Poppler's tools (pdftotext)", "poppler-utils", "PDFTOTEXT", _program("PDFTOTEXT", "pdftotext"))
INTEROP_NEEDS = (*NEEDS, QGIS, SOFFICE, PDFTOTEXT)


def main(arguments: list[str]) -> int:
    """Print what is missing; return the exit code."""
    needs = INTEROP_NEEDS if "--interop" in arguments else NEEDS
    missing = [need for need in needs if need.find() is None]
    if "--packages" in arguments:
        sys.stdout.write(" ".join(need.package for need in missing) + "\n")
        return 0
    if missing:
        sys.stderr.write(advice(missing))
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
