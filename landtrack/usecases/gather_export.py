"""What an export holds: the cases that ``progress`` counts for the same question, from the same view."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import compress
from typing import TYPE_CHECKING, Any

import numpy as np

from landtrack.domain.episode import Gap
from landtrack.domain.errors import Refusal
from landtrack.domain.measure_block import band_blocks, measure_block
from landtrack.domain.progress import Tally, by_unit, gaps_of, whole_of
from landtrack.formats.case_tables import Layer
from landtrack.formats.moved_shapes import by_layer
from landtrack.store.case_stream import stream_cases
from landtrack.store.episodes import BANDS, STATUSES
from landtrack.store.grouping import summed
from landtrack.usecases.asked_cutoffs import asked_cutoffs
from landtrack.usecases.collecting import without_collecting
from landtrack.usecases.export_columns import export_columns
from landtrack.usecases.report_progress import progress_in
from landtrack.usecases.standpoint import stand
from landtrack.usecases.tables.vocabulary import read_vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from landtrack.domain.progress import Breakdown, Progress
    from landtrack.domain.question import Question
    from landtrack.domain.scope import Scope
    from landtrack.domain.vocabulary import Vocabulary
    from landtrack.formats.case_tables import CaseTables
    from landtrack.store.case_stream import Columns
    from landtrack.store.database import View
    from landtrack.usecases.standpoint import Standpoint

CELL = ("place_id", "band", "status", "gap")
"""The columns by which cases are counted."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The figures of the question, and the same cases counted by layer and, in each, by status (its value → cases).

    ``words`` are the names of codes as known at its moment.
    """

    progress: Progress
    layers: Mapping[Layer, Breakdown]
    statuses: Mapping[Layer, Mapping[str, int]]
    words: Vocabulary


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

    def keep(cases: Columns) -> None:
        for layer, flags, moved in by_layer(cases["geometry"], system):
            part = _chosen(cases, flags)
            tables.add(layer, export_columns(part, point), moved)
            tallies[layer] += _tallied(part)

    with without_collecting():
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
        read_vocabulary(view, point.entry),
    )


def _one_ahead(portions: Iterator[Columns], keep: Callable[[Columns], None]) -> Iterator[int]:
    """Keep portions one after the other while the next is read; give how many cases are kept after each.

    Reading waits for the database and keeping for PROJ, so the two hardly hinder each other.
    """
    done, running = 0, None
    with ThreadPoolExecutor(max_workers=1) as worker:
        for portion in portions:
            following = worker.submit(keep, portion)
            if running is not None:
                running.result()
            running = following
            yield done
            done += len(portion["code"])
        if running is not None:
            running.result()
    yield done


def _portions(view: View, scope: Scope, point: Standpoint) -> Iterator[Columns]:
    """Give the cases by the unit they lie in, then by place and code."""
    question = point.question
    _, cutoffs = asked_cutoffs(view, question, point.entry)
    codes = {unit.id: unit.code for unit in point.frame.units}
    asked = point.frame.places if point.places is None else point.places
    places = [
        # Those that lie in no unit of the frame come last.
        (codes.get(point.frame.places[place] or 0, "~"), point.registry.find(place).code, place)
        for place in asked
        if scope.sees(place)
    ]
    ordered = [place for *_, place in sorted(places)]
    return stream_cases(view, scope, question.as_of, point.entry, places=ordered, cutoffs=cutoffs)


def _chosen(cases: Columns, chosen: np.ndarray) -> Columns:
    if chosen.all():
        return cases
    flags = chosen.tolist()
    return {name: tuple(compress(values, flags)) for name, values in cases.items()}


def _tallied(cases: Columns) -> list[Tally]:
    keys = np.array([cases[name] for name in CELL], dtype=np.int64).T
    sums = np.array([(1,) * len(keys), cases["area"], cases["resolved_area"]], dtype=np.int64).T
    return [
        Tally(place, BANDS[band], STATUSES[status], Gap(gap), *counted)
        for (place, band, status, gap), counted in zip(*(some.tolist() for some in summed(keys, sums)), strict=True)
    ]


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
