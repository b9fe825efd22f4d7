"""The coordinate doctor within an import: asked when a system is unknown, or when most cases miss their units."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import shapely

from landtrack.domain.diagnosis import Certainty, CoordinateFault, DatumShift
from landtrack.domain.intake.field import Field
from landtrack.domain.intake.problem import Problem, Severity
from landtrack.formats.coordinate_doctor import propose
from landtrack.formats.coordinate_faults import SCALES
from landtrack.formats.intake.placed_shapes import decoded
from landtrack.usecases.intake.place_checks import OUTSIDE
from landtrack.usecases.intake.read_drafts import SCALE, SHIFT, SWAP

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from landtrack.domain.diagnosis import Diagnosis
    from landtrack.domain.diagnosis import Reading as TurnedReading
    from landtrack.domain.intake.draft import RowDraft
    from landtrack.domain.intake.reading import Reading
    from landtrack.usecases.intake.read_drafts import Drafts
    from landtrack.usecases.intake.standing import Standing

LEAST = 3
"""So many cases must miss their units before the system is doubted, or lie in them before one is proposed."""
KEPT = "import.shape_kept"
MOSTLY = 2 / 3
"""The share of shapes in their units by which a system is proposed in a short list with a few wrong rows."""

PROPOSING = {
    "import.system_missing": (
        "import.system_missing_proposed", "import.system_missing_swapped", "import.system_missing_read",
    ),
    "import.system_wrong": ("import.system_wrong_proposed", "import.system_wrong_swapped", "import.system_wrong_read"),
    "import.system_doubtful": (
        "import.system_doubtful_proposed", "import.system_doubtful_swapped", "import.system_doubtful_read",
    ),
}  # fmt: skip
"""The sentence that names the system of the best reading, the one that says that X and Y are the other way round in
it, and the one that says what else its numbers are: kilometres, minutes written as decimals, of another datum."""
_OTHER_NUMBERS = (
    CoordinateFault.KILOMETRES, CoordinateFault.DEGREES_MINUTES, CoordinateFault.NO_DATUM_SHIFT,
    CoordinateFault.WRONG_ROTATION,
)  # fmt: skip
"""What no choice of a system mends, nor the order of X and Y."""


def system_problems(drafts: Drafts, reading: Reading, standing: Standing) -> Iterator[Problem]:
    """Give the error for a table whose system must be chosen, with the likeliest as the suggestion."""
    if not drafts.doubted:
        return
    best = _best(drafts.rows, drafts, reading, standing)
    code = "import.system_missing" if reading.system is None else "import.system_wrong"
    yield _problem(Severity.ERROR, code, best, reading, shapes=len(drafts.raw))


def without_false_alarms(
    problems: Sequence[Problem], drafts: Drafts, reading: Reading, standing: Standing
) -> tuple[list[Problem], frozenset[int]]:
    """Return the problems, and the rows that are not applied until somebody decides on the coordinate system.

    Where most cases miss their units and another system fits, one error says so instead of a warning for each; once
    the system was chosen, for better or worse, it is a warning and keeps nothing back.
    """
    own = {draft.row for draft in drafts.rows}
    if drafts.doubted:
        # Shapes that cannot be placed yet are not missing from the file.
        return [problem for problem in problems if problem.code != KEPT or problem.row not in own], frozenset()
    outside = own & {problem.row for problem in problems if problem.code == OUTSIDE}
    drawn = [draft for draft in drafts.rows if draft.geometry is not None]
    if len(outside) < LEAST or 2 * len(outside) < len(drawn):
        return list(problems), frozenset()
    best = _best(drawn, drafts, reading, standing)
    if best is None or best.certainty is Certainty.POOR or best.as_declared:
        return list(problems), frozenset()
    decided = "system" in reading.decisions
    severity = Severity.WARNING if decided else Severity.ERROR
    kept = [problem for problem in problems if problem.code != OUTSIDE or problem.row not in own]
    told = _problem(severity, "import.system_doubtful", best, reading, shapes=len(outside))
    return [told, *kept], frozenset() if decided else frozenset(outside)


def _best(rows: Sequence[RowDraft], drafts: Drafts, reading: Reading, standing: Standing) -> Diagnosis | None:
    drawn = [draft for draft in rows if draft.row in drafts.raw]
    shapes = decoded([drafts.raw[draft.row] for draft in drawn]).tolist()
    found = propose(shapes, reading.system, _targets(drawn, reading, standing))
    return found[0] if found else None


def _targets(rows: Sequence[RowDraft], reading: Reading, standing: Standing) -> list[BaseGeometry | None]:
    """Return for each row the boundary of its unit, else of the reader's whole area."""
    texts = [draft.values.get(Field.UNIT) or reading.unit for draft in rows]
    areas: Mapping[str, BaseGeometry | None] = {text: _area(text, standing) for text in Counter(texts)}
    return [areas[text] for text in texts]


def _area(text: str, standing: Standing) -> BaseGeometry | None:
    unit_id = standing.units.on(text, standing.day) if text else None
    if unit_id is not None and standing.scope.sees(unit_id):
        return standing.boundaries[unit_id].geometry
    frame = standing.units.registry.on(standing.today)
    return shapely.union_all([standing.boundaries[unit.id].geometry for unit in frame if standing.scope.sees(unit.id)])


def _problem(severity: Severity, code: str, best: Diagnosis | None, reading: Reading, **arguments: object) -> Problem:
    said: dict[str, object] = {"system": (reading.system or "")[:80], **arguments}
    if best is None or not _tells(best):
        return Problem(severity, code, said, reading.sheet)
    read = best.reading
    said |= {"proposal": read.system, "inside": best.inside, "points": best.points, "reading": read}
    proposed, swapped, otherwise = PROPOSING[code]
    fault = _other_numbers(best)
    if fault is None:
        return Problem(severity, swapped if read.swapped else proposed, said, reading.sheet, suggestion=read.system)
    order = CoordinateFault.SWAPPED if read.swapped else ""
    said |= {"fault": fault, "order": order, "mapping": json.dumps(_mapping(read))}
    other_system = read.system if read.system != reading.system else ""
    return Problem(severity, otherwise, said, reading.sheet, suggestion=other_system)


def _tells(best: Diagnosis) -> bool:
    """Say whether a reading is worth proposing: all but a few shapes lie in their units, or most of a short list."""
    mostly = best.inside >= max(LEAST, MOSTLY * best.points) and best.reading.shift is DatumShift.RIGHT
    return best.certainty is not Certainty.POOR or mostly


def _other_numbers(best: Diagnosis) -> CoordinateFault | None:
    """Return what the numbers are, where they are not just those of some system."""
    unusual = best.reading.shift is not DatumShift.RIGHT or best.reading.scale in SCALES
    return next((fault for fault in _OTHER_NUMBERS if fault in best.faults), None) if unusual else None


def _mapping(read: TurnedReading) -> dict[str, object]:
    """Return the part of a mapping that reads the numbers so."""
    decisions = {
        SWAP: "yes" if read.swapped else "",
        SCALE: read.scale.value if read.scale in SCALES else "",
        SHIFT: read.shift.value if read.shift is not DatumShift.RIGHT else "",
    }
    return {"system": read.system, "decisions": {name: value for name, value in decisions.items() if value}}
