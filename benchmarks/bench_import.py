"""An import of a GeoPackage against ogr2ogr -t_srs EPSG:4326 loading the same file, in the same run, on both engines.

    python benchmarks/bench_import.py [--cases 100000] [--only sqlite|postgis] [--runs 3]

Ours is the whole journey with all its checks, into a register that is empty: reading, understanding, comparing with the
register, recording every case in the log, judging its geometry, keeping the figures. ogr2ogr loads the rows: into a
GeoPackage beside an SQLite register, into the same server as a PostGIS one, by COPY. "recording" is the part of ours
that only writes, of the same cases. Ours and ogr2ogr take turns; ratios are of the medians; "of CPU" is the ratio of
processor time, for a busy machine; memory is the most that the process of an import ever had.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks import synthetic
from benchmarks.engines import ENGINES, Place, Took, largest_memory, median, ogr2ogr, place, timed
from landtrack.domain.question import Question
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.store.bulk_recording import record_new_cases
from landtrack.store.creation import creating
from landtrack.store.database import open_database
from landtrack.store.units import read_registry
from landtrack.usecases.export_cases import export_cases
from landtrack.usecases.intake.import_cases import import_cases
from landtrack.usecases.intake.import_choices import ImportChoices
from landtrack.usecases.seeding import seed

if TYPE_CHECKING:
    from typing import Any

SHAPES = "vi_pham_vung.shp"
COLUMNS = (
    "MA_VV", "MA_XA", "THON", "SO_TO", "SO_THUA", "MOT_PHAN", "LOAI_DAT", "HANH_VI", "NGAY_VP1", "NGAY_VP2", "NGAY_PH",
    "DT_M2", "TRANG_THAI", "NGAY_TT", "HINH_THUC", "DT_XL_M2", "SO_QD", "GHI_CHU",
)  # fmt: skip
"""What an export says of a case besides what is computed."""
HEADINGS = ("engine", "cases", "ours s", "recording s", "ogr2ogr s", "ratio", "of CPU", "MiB")


def main() -> None:
    """Measure each engine and size, print a table; or, as a process of its own, import or record once."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", default="100000")
    parser.add_argument("--only", choices=ENGINES)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--once", nargs=2, metavar=("URL", "WHAT"), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.once:
        url, what = chosen.once
        print(json.dumps(recorded(url, int(what)) if what.isdecimal() else imported(url, Path(what))))
        return
    print("{:8} {:>9} {:>7} {:>12} {:>10} {:>6} {:>6} {:>6}".format(*HEADINGS))
    for engine in (chosen.only,) if chosen.only else ENGINES:
        for cases in map(int, chosen.cases.split(",")):
            with place(engine) as where:
                measure(where, cases, chosen.runs)


def measure(where: Place, cases: int, runs: int) -> None:
    """Make the file, load it in turn, print a row."""
    source = file_of(where, cases)
    ours: list[Took] = []
    recording: list[Took] = []
    theirs: list[Took] = []
    memory: list[float] = []
    for run in range(runs):
        for what, took in ((str(source), ours), (str(cases), recording)):
            url = empty_register(where)
            row = in_process(url, what)
            took.append(Took(row["wall"], row["cpu"]))
            memory.append(row["memory"])
        form, target = where.beside(url, f"loaded_{run}")
        theirs.append(ogr2ogr("-f", form, "-t_srs", "EPSG:4326", "-nln", f"loaded_{run}", target, source))
    whole, written, reference = median(ours), median(recording), median(theirs)
    print(
        f"{where.engine:8} {cases:>9,} {whole.wall:>7.2f} {written.wall:>12.2f} {reference.wall:>10.2f}"
        f" {whole.wall / reference.wall:>6.2f} {whole.cpu / reference.cpu:>6.2f} {max(memory):>6.0f}",
        flush=True,
    )


def file_of(where: Place, cases: int) -> Path:
    """Return a GeoPackage in EPSG:9214 with an export of so many cases."""
    url, archive, target = f"sqlite:///{where.folder}/source.db", where.folder / "out.zip", where.folder / "source.gpkg"
    synthetic.build(url, cases, synthetic.Sort.STARS)
    database = open_database(url)
    export_cases(database, SYSTEM_SCOPE, Question(date(2026, 10, 31), database.known_now()), "EPSG:9214", archive)
    database.close()
    with zipfile.ZipFile(archive) as files:
        files.extractall(where.folder)
    ogr2ogr("-f", "GPKG", "-select", ",".join(COLUMNS), target, where.folder / SHAPES)
    return target


def empty_register(where: Place) -> str:
    """Return the address of a new register without cases."""
    url = where.url()
    with creating(url, "benchmark") as tx:
        seed(tx)
    return url


def in_process(url: str, what: str) -> Any:
    """Import a file or record so many cases, in a process of its own; return seconds, and memory (MiB)."""
    command = [sys.executable, __file__, "--once", url, what]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def imported(url: str, path: Path) -> dict[str, float]:
    """Import the file."""

    def load() -> None:
        done = import_cases(open_database(url), SYSTEM_SCOPE, path, None, ImportChoices(), dry_run=False)
        assert done.entry is not None, done.problems[:3]
        assert done.refused == 0

    return spent(timed(load))


def recorded(url: str, cases: int) -> dict[str, float]:
    """Record so many synthetic cases; making them up is not timed."""
    database = open_database(url)
    with database.reading() as view:
        registry = read_registry(view)
    made = list(synthetic.new_cases(registry, cases, synthetic.Sort.STARS))

    def record() -> None:
        with database.transaction("benchmark") as tx:
            record_new_cases(tx, made, registry)

    return spent(timed(record))


def spent(took: Took) -> dict[str, float]:
    """Return what a run took, for the process that started it."""
    return {"wall": took.wall, "cpu": took.cpu, "memory": largest_memory()}


if __name__ == "__main__":
    main()
