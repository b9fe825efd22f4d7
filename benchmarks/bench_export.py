"""A shapefile export against ogr2ogr -t_srs EPSG:9214 from a table of the same cases, in the same run, on both engines.

    python benchmarks/bench_export.py [--cases 100000,1000000] [--only sqlite|postgis] [--runs 3]

Ours is the whole journey, from opening the register to the archive at its place: gathering, writing, reading everything
again and comparing it with the register. It is timed once with the zipping and once without, since ogr2ogr does not
zip; "of CPU" is the ratio of processor time, for a busy machine. The table that ogr2ogr reads has the same columns in
EPSG:4326: in a GeoPackage beside an SQLite register, in the same server as a PostGIS one. Ours and ogr2ogr take turns;
the ratio is of the medians; the memory is the most that our process ever had, in a process of its own for each export.
"""

from __future__ import annotations

import argparse
import json
import shutil
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
from landtrack.formats.manifest import Member
from landtrack.store.database import open_database
from landtrack.usecases import export_cases as journey

if TYPE_CHECKING:
    from typing import Any

DAY = date(2026, 10, 31)
SYSTEM = "EPSG:9214"
SHAPES = "vi_pham_vung.shp"
HEADINGS = ("engine", "cases", "ours s", "zipped s", "ogr2ogr s", "ratio", "of CPU", "MiB")


def main() -> None:
    """Measure each engine and size, print a table; or, as a process of its own, export once."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", default="100000")
    parser.add_argument("--only", choices=ENGINES)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--once", nargs=3, metavar=("URL", "OUT", "ZIP"), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.once:
        url, out, zipping = chosen.once
        print(json.dumps(export_once(url, Path(out), zipping=zipping == "yes")))
        return
    print("{:8} {:>9} {:>7} {:>9} {:>10} {:>6} {:>6} {:>6}".format(*HEADINGS))
    for engine in (chosen.only,) if chosen.only else ENGINES:
        for cases in map(int, chosen.cases.split(",")):
            with place(engine) as where:
                measure(where, cases, chosen.runs)


def measure(where: Place, cases: int, runs: int) -> None:
    """Build a register and the table, export both in turn, print a row."""
    url, archive = where.url(), where.folder / "out.zip"
    synthetic.build(url, cases, synthetic.Sort.STARS)
    in_process(url, archive, zipping=True)
    with zipfile.ZipFile(archive) as files:
        files.extractall(where.folder / "exported")
    form, source = where.beside(url, "cases")
    columns = ("-nln", "cases", "-nlt", "PROMOTE_TO_MULTI", "-t_srs", "EPSG:4326")
    ogr2ogr("-f", form, *columns, source, where.folder / "exported" / SHAPES)
    plain: list[Took] = []
    zipped: list[Took] = []
    theirs: list[Took] = []
    memory: list[float] = []
    for _ in range(runs):
        for zipping, took in ((False, plain), (True, zipped)):
            row = in_process(url, archive, zipping=zipping)
            took.append(Took(row["wall"], row["cpu"]))
            memory.append(row["memory"])
        target = where.folder / "theirs"
        target.mkdir()
        theirs.append(ogr2ogr("-t_srs", SYSTEM, "-lco", "ENCODING=UTF-8", target / "cases.shp", source, "cases"))
        shutil.rmtree(target)
    ours, packed, reference = median(plain), median(zipped), median(theirs)
    print(
        f"{where.engine:8} {cases:>9,} {ours.wall:>7.2f} {packed.wall:>9.2f} {reference.wall:>10.2f}"
        f" {ours.wall / reference.wall:>6.2f} {ours.cpu / reference.cpu:>6.2f} {max(memory):>6.0f}",
        flush=True,
    )


def in_process(url: str, out: Path, *, zipping: bool) -> Any:
    """Export in a process of its own; return seconds, seconds of a processor, and memory (MiB)."""
    command = [sys.executable, __file__, "--once", url, str(out), "yes" if zipping else "no"]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def export_once(url: str, out: Path, *, zipping: bool) -> dict[str, float]:
    """Export everything as of DAY."""
    if not zipping:
        leave_out_the_zipping()

    def export() -> None:
        database = open_database(url)
        question = Question(DAY, database.known_now())
        assert journey.export_cases(database, SYSTEM_SCOPE, question, SYSTEM, out).cases

    took = timed(export)
    return {"wall": took.wall, "cpu": took.cpu, "memory": largest_memory()}


def leave_out_the_zipping() -> None:
    """Take packing and reading the archive again out of the journey."""
    for name, instead in {
        "pack": lambda _file, paths, *_, **__: {path.name: Member("", 0) for path in paths},
        "add_manifest": lambda *_, **__: None,
        "require_whole": lambda *_, **__: None,
    }.items():
        assert hasattr(journey, name)
        setattr(journey, name, instead)


if __name__ == "__main__":
    main()
