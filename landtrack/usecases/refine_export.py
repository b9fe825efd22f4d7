"""From all the cases of a question to those of a selection, with the columns that a format adds, and their figures."""

from __future__ import annotations

from collections import Counter
from dataclasses import astuple, dataclass, replace
from typing import TYPE_CHECKING

from landtrack.domain.episode import Gap
from landtrack.domain.errors import Refusal
from landtrack.domain.progress import Tally, by_unit, gaps_of, whole_of
from landtrack.domain.selection import EVERYTHING, check_kinds
from landtrack.formats.archive import disk_faults
from landtrack.formats.case_tables import CaseTables, Layer
from landtrack.formats.exports.chosen_tables import ChosenTables, choose
from landtrack.formats.exports.columns import HOLDER_FIELDS, HOLDER_NAMES, VERSION
from landtrack.formats.shapefile_fields import FIELDS
from landtrack.store.holders import read_holders
from landtrack.store.versions import read_versions
from landtrack.usecases.gather_export import Gathered, gather_export
from landtrack.usecases.standpoint import stand
from landtrack.usecases.tables.vocabulary import read_vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from landtrack.domain.frame import Frame
    from landtrack.domain.question import Question
    from landtrack.domain.scope import Scope
    from landtrack.domain.selection import Selection
    from landtrack.formats.exports.chosen_tables import Cell
    from landtrack.formats.exports.export_format import ExportFormat
    from landtrack.formats.shapefile_fields import Field
    from landtrack.store.database import View
    from landtrack.usecases.standpoint import Standpoint


@dataclass(frozen=True, slots=True)
class Asked:
    """What an export is asked for: a question, a selection of its cases, with identities or without."""

    question: Question
    selection: Selection = EVERYTHING
    identities: bool = False


def gather_selection(
    view: View,
    scope: Scope,
    asked: Asked,
    form: tuple[ExportFormat, str],
    folder: Path,
    report: Callable[[int, int], None] = lambda _done, _all: None,
) -> tuple[CaseTables, Gathered]:
    """Return the tables (in ``folder``) and the figures of what is asked for, in a format and a coordinate system.

    Refuses what ``progress`` refuses, a unit of the selection that is unknown in the frame or not the reader's, a kind
    that was not in the table, more cases than the format holds, and (``export.disagrees``) cases that do not sum to the
    figures.
    """
    chosen, system = form
    if asked.selection.kinds:
        entry = stand(view, scope, replace(asked.question, unit=None)).entry
        check_kinds(asked.selection, read_vocabulary(view, entry).kinds)
    for code in sorted(asked.selection.units):
        stand(view, scope, asked.question.for_unit(code))
    # A full disk is that of the folder: told here, before the view takes it for that of the register.
    with disk_faults(folder.parent):
        with CaseTables(folder) as tables:
            gathered = gather_export(view, scope, asked.question, system, tables, report)
        if chosen.fields != FIELDS or asked.selection.narrows or asked.identities:
            own = folder / "chosen"
            own.mkdir()
            tables, gathered = _refined(view, scope, asked, chosen.fields, (tables, gathered), own)
    chosen.require_room(gathered.progress.whole.total.cases)
    return tables, gathered


def _refined(
    view: View,
    scope: Scope,
    asked: Asked,
    fields: tuple[Field, ...],
    gathered: tuple[CaseTables, Gathered],
    folder: Path,
) -> tuple[ChosenTables, Gathered]:
    point, question = stand(view, scope, asked.question), asked.question
    added: dict[str, Mapping[str, object]] = {}
    if VERSION in fields:
        added[VERSION.name] = read_versions(view, scope, question.as_of, point.entry)
    if asked.identities:
        holders = read_holders(view, scope, question.as_of, point.entry)
        for place, name in enumerate(HOLDER_NAMES):
            added[name] = {code: astuple(holder)[place] for code, holder in holders.items()}
        fields = (*fields, *HOLDER_FIELDS)
    tables, counted = gathered
    with ChosenTables(folder, fields=fields) as chosen:
        cells = choose(tables, chosen, asked.selection, added)
    for layer in Layer:
        tables.path(layer).unlink()
    return chosen, _figures(cells, counted, asked.selection, point)


def _figures(cells: Sequence[Cell], counted: Gathered, selection: Selection, point: Standpoint) -> Gathered:
    """Return the figures of the cells; those of a selection that takes everything must be the question's own."""
    tallies = {layer: [_tally(cell, point.frame) for cell in cells if cell.layer is layer] for layer in Layer}
    every = [tally for some in tallies.values() for tally in some]
    units = tuple(unit for unit in point.units if not selection.units or unit.code in selection.units)
    progress = replace(
        counted.progress,
        whole=whole_of(every),
        units=by_unit(every, point.frame, units),
        gaps=gaps_of(every, point.frame),
    )
    if not selection.narrows and progress != counted.progress:
        cases = progress.whole.total.cases
        raise Refusal("export.disagrees", cases=cases, counted=counted.progress.whole.total.cases)
    return Gathered(
        progress,
        {layer: whole_of(some) for layer, some in tallies.items()},
        {layer: _by_status(some) for layer, some in tallies.items()},
        counted.words,
    )


def _tally(cell: Cell, frame: Frame) -> Tally:
    """Return the cell as a tally; what lies in no unit of the frame has any place that succession cannot say."""
    if cell.unit:
        place = frame.unit(cell.unit).id
    else:
        place = next(place for place, unit in frame.places.items() if unit is None)
    gap = Gap.OUTSIDE_UNIT if cell.outside else Gap.NONE
    if cell.layer is Layer.NO_GEOMETRY:
        gap = Gap.NO_GEOMETRY
    return Tally(place, cell.band, cell.status, gap, cell.cases, cell.area, cell.resolved_area)


def _by_status(tallies: Sequence[Tally]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for tally in tallies:
        found[tally.status.value] += tally.cases
    return dict(sorted(found.items()))
