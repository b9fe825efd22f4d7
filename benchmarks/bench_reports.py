"""The sheets of 19 units against setting 19 empty pages, in the same run, on both engines.

    python benchmarks/bench_reports.py [--cases 4574,100000] [--only sqlite|postgis]

The reference is the least that any program does that makes 19 PDF files with this typesetter: an empty page, compiled
19 times. Ours is the whole journey of `landtrack report pack`: figures, movements, deadlines and maps read from the
register, 19 documents set, one archive. Wall and processor seconds, the median of the runs; the ratio is of wall times.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parent.parent))

from typst import Compiler, Fonts

from benchmarks import synthetic
from benchmarks.engines import ENGINES, place
from landtrack.domain.question import Question
from landtrack.domain.report.request import ReportForm, ReportRequest
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.store.database import open_database
from landtrack.usecases.reports.make_report import make_report

if TYPE_CHECKING:
    from collections.abc import Callable

RUNS = 3
DAY = date(2023, 11, 30)
UNITS = 19


def main() -> None:
    """Build each register, time its pack, print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", default="4574,100000")
    parser.add_argument("--only", choices=ENGINES)
    chosen = parser.parse_args()
    print(f"{'engine':8} {'cases':>9} {'pack s':>8} {'cpu s':>8} {'19 empty pages s':>17} {'ratio':>7}")
    for engine in (chosen.only,) if chosen.only else ENGINES:
        with place(engine) as found:
            for cases in map(int, chosen.cases.split(",")):
                url = found.url()
                synthetic.build(url, cases)
                measure(engine, url, cases)


def measure(engine: str, url: str, cases: int) -> None:
    """Time the pack and the empty pages in turn, and print a line."""
    database = open_database(url)
    request = ReportRequest(ReportForm.PACK, "zip", Question(DAY, database.known_now()))
    ours, cpu, reference = [], [], []
    try:
        for _ in range(RUNS):
            seconds, worked = timed(lambda: make_report(database, SYSTEM_SCOPE, request))
            ours.append(seconds)
            cpu.append(worked)
            reference.append(timed(empty_pages)[0])
    finally:
        database.close()
    wall, least = statistics.median(ours), statistics.median(reference)
    print(
        f"{engine:8} {cases:9} {wall:8.2f} {statistics.median(cpu):8.2f} {least:17.2f} {wall / least:7.1f}", flush=True
    )


def empty_pages() -> None:
    """Set an empty page once for each unit."""
    fonts = Fonts(include_system_fonts=False)
    for _ in range(UNITS):
        Compiler(b'#set page(paper: "a4")\n', font_paths=fonts).compile(format="pdf")


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Return wall and processor seconds."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - cpu


if __name__ == "__main__":
    main()
