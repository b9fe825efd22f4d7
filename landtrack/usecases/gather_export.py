"""What an export holds: the cases that ``progress`` counts for the same question, from the same view."""

from __future__ import annotations

from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from landtrack.domain.errors import Refusal
from landtrack.domain.measure_block import band_blocks, measure_block
from landtrack.domain.progress import Tally, by_unit, gaps_of, whole_of
from landtrack.formats.case_tables import Layer
from landtrack.formats.coordinates import from_wgs84
from landtrack.store.cases import geometries, list_cases
from landtrack.store.units import read_cutoffs
from landtrack.usecases.export_columns import export_columns
from landtrack.usecases.report_progress import progress_in
from landtrack.usecases.standpoint import stand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from landtrack.domain.cutoff import Band
    from landtrack.domain.episode import Gap
    from landtrack.domain.progress import Breakdown, Progress
    from landtrack.domain.question import Question
    from landtrack.domain.scope import Scope
    from landtrack.domain.status import Status
    from landtrack.formats.case_tables import CaseTables
    from landtrack.store.cases import CaseRow
    from landtrack.store.database import View
    from landtrack.usecases.standpoint import Standpoint

    Portion = tuple[Sequence[CaseRow], Mapping[int, bytes]]
    Part = tuple[Layer, Sequence[CaseRow], np.ndarray | None]

CASES_AT_ONCE = 20_000


@dataclass(frozen=True, slots=True)
class Gathered:
    """The figures of the question, and the same cases counted by layer and, in each, by status (its value → cases)."""

    progress: Progress
    layers: Mapping[Layer, Breakdown]
    statuses: Mapping[Layer, Mapping[str, int]]


def gather_export(
    view: View,
    scope: Scope,
    question: Question,
    system: str,
    tables: CaseTables,
    report: Callable[[int, int], None] = lambda _done, _all: None,
) -> Gathered:
    """Add the cases of the question to ``tables``, coordinates in ``system``; ``report(done, all)`` tells of progress.

    They come by the commune they lie in, then by code. Refuses what ``progress`` refuses, and (``export.disagrees``)
    to go on when the cases do not sum to its figures.
    """
    progress = progress_in(view, scope, question)
    point = stand(view, scope, question)
    tallies: dict[Layer, list[Tally]] = {layer: [] for layer in Layer}

    def keep(rows: Sequence[CaseRow], shapes: Mapping[int, bytes]) -> None:
        for layer, part, moved in _by_layer(rows, shapes, system):
            tables.add(layer, export_columns(part, point), moved)
            tallies[layer] += _tallied(part)

    for done in _one_ahead(_portions(view, scope, point), keep):
        report(done, 2 * progress.whole.total.cases)
    every = [tally for some in tallies.values() for tally in some]
    summed = (whole_of(every), by_unit(every, point.frame, point.units), gaps_of(every, point.frame))
    if summed != (progress.whole, progress.units, progress.gaps):
        raise Refusal("export.disagrees", cases=summed[0].total.cases, counted=progress.whole.total.cases)
    return Gathered(
        progress,
        {layer: whole_of(some) for layer, some in tallies.items()},
        {layer: _by_status(some) for layer, some in tallies.items()},
    )


def _one_ahead(
    portions: Iterator[Portion], keep: Callable[[Sequence[CaseRow], Mapping[int, bytes]], None]
) -> Iterator[int]:
    """Keep portions one after the other while the next is read; give how many cases are kept after each.

    Reading waits for the database and keeping for PROJ, so the two hardly hinder each other.
    """
    done, running = 0, None
    with ThreadPoolExecutor(max_workers=1) as worker:
        for portion in portions:
            following = worker.submit(keep, *portion)
            if running is not None:
                running.result()
            running = following
            yield done
            done += len(portion[0])
        if running is not None:
            running.result()
    yield done


def _portions(view: View, scope: Scope, point: Standpoint) -> Iterator[Portion]:
    """Give the cases place by place, with the WKB of those that have a geometry: so never all are in memory."""
    question = point.question
    cutoffs = None if question.cutoffs == read_cutoffs(view) else question.cutoffs
    codes = {unit.id: unit.code for unit in point.frame.units}
    asked = point.frame.places if point.places is None else point.places
    places = [
        # Those that lie in no unit of the frame come last.
        (codes.get(point.frame.places[place] or 0, "~"), point.registry.find(place).code, place)
        for place in asked
        if scope.sees(place)
    ]
    for *_, place in sorted(places):
        only = frozenset({place})
        rows = list_cases(view, scope, question.as_of, point.entry, places=only, cutoffs=cutoffs, excluded=False)
        if rows:
            shapes = geometries(view, scope, question.as_of, point.entry, places=only, excluded=False)
            by_case = {case_id: wkb for case_id, _, wkb in shapes}
            for start in range(0, len(rows), CASES_AT_ONCE):
                yield rows[start : start + CASES_AT_ONCE], by_case


def _by_layer(rows: Sequence[CaseRow], shapes: Mapping[int, bytes], system: str) -> Iterator[Part]:
    drawn = [row for row in rows if row.case_id in shapes]
    found = shapely.from_wkb(np.array([shapes[row.case_id] for row in drawn], dtype=object))
    moved = from_wgs84(found, system)
    points = shapely.get_type_id(moved) == shapely.GeometryType.POINT
    for layer, chosen in ((Layer.POLYGONS, ~points), (Layer.POINTS, points)):
        if chosen.any():
            yield layer, [drawn[int(position)] for position in np.flatnonzero(chosen)], moved[chosen]
    rest = [row for row in rows if row.case_id not in shapes]
    if rest:
        yield Layer.NO_GEOMETRY, rest, None


def _tallied(rows: Sequence[CaseRow]) -> list[Tally]:
    sums: defaultdict[tuple[int, Band, Status, Gap], list[int]] = defaultdict(lambda: [0, 0, 0])
    for row in rows:
        counted = sums[row.place_id, row.band, row.status, row.gap]
        counted[0] += 1
        counted[1] += row.area
        counted[2] += row.resolved_area
    return [Tally(*key, *counted) for key, counted in sums.items()]


def _by_status(tallies: Sequence[Tally]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for tally in tallies:
        found[tally.status.value] += tally.cases
    return dict(sorted(found.items()))


def layer_blocks(gathered: Gathered, files: Mapping[Layer, str]) -> dict[str, Any]:
    """Return what a manifest says of each layer: its file and its measures, by band and by status."""
    return {
        layer.value: {
            "file": files[layer],
            **measure_block(breakdown.total),
            "bands": band_blocks(breakdown),
            "statuses": gathered.statuses[layer],
        }
        for layer, breakdown in gathered.layers.items()
    }
