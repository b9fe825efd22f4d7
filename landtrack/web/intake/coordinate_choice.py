"""What the coordinate doctor proposes for an upload whose system is in doubt; it proposes, its sender decides."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

import shapely

from landtrack.domain.diagnosis import CoordinateScale, DatumShift
from landtrack.domain.diagnosis_json import reading_from_json
from landtrack.domain.errors import Refusal
from landtrack.domain.question import Question, day_in_vietnam
from landtrack.formats.coordinate_faults import SCALES
from landtrack.formats.coordinate_readings import system_title
from landtrack.formats.intake.placed_shapes import decoded
from landtrack.usecases.coordinate_words import explain
from landtrack.usecases.diagnose_coordinates import diagnose_in_unit
from landtrack.usecases.intake.read_drafts import SCALE, SHIFT, SWAP
from landtrack.web.language import say
from landtrack.web.signed_in import database, scope

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from landtrack.domain.diagnosis import Diagnosis
    from landtrack.domain.diagnosis import Reading as Turned
    from landtrack.domain.intake.reading import Reading
    from landtrack.usecases.intake.read_drafts import Drafts

MOST_PROPOSED = 4
SHAPES_LOOKED_AT = 50
USUAL = {SWAP: "no", SCALE: CoordinateScale.METRES.value, SHIFT: DatumShift.RIGHT.value}


def proposals(drafts: Drafts, reading: Reading) -> tuple[Diagnosis, ...]:
    """Return how the numbers of the first shapes can be read, the likeliest first; none where nothing fits."""
    shapes = decoded(list(islice(drafts.raw.values(), SHAPES_LOOKED_AT)))
    points = shapely.get_coordinates(shapes[shapely.is_valid_input(shapes)])
    today = day_in_vietnam(database().now())
    question = Question(today, database().known_now(), unit=reading.unit or None)
    try:
        found = diagnose_in_unit(database(), scope(), points, reading.system, question)
    except Refusal:
        # A system or a unit that is none: what the file says is no help, and is said elsewhere.
        return ()
    # Where nothing falls into place, the nearest is all that can be said.
    fitting = [row for row in found.diagnoses if row.inside] or found.diagnoses[:1]
    return tuple(fitting[:MOST_PROPOSED])


def shown_proposals(found: Sequence[Diagnosis]) -> list[dict[str, str]]:
    """Return the proposals as choices of a form: what to send, and what it means."""
    return [
        {"value": proposal_value(row.reading), "label": row.reading.system, "sentence": explain(row, say())}
        for row in found
    ]


def chosen_proposal(value: str) -> dict[str, Any]:
    """Return the choices that a proposal stands for; raises Refusal ``coordinates.reading`` for a text that is none."""
    system, swapped, scale, shift = (value.split("|") + [""] * 4)[:4]
    read = reading_from_json({"system": system, "swapped": swapped == "yes", "scale": scale, "shift": shift})
    return {
        "system": read.system,
        "decisions": {SWAP: "yes" if read.swapped else "no", SCALE: read.scale.value, SHIFT: read.shift.value},
    }


def proposal_value(read: Turned) -> str:
    """Return the choice of a reading, as :func:`chosen_proposal` takes it."""
    return "|".join((read.system, "yes" if read.swapped else "no", read.scale.value, read.shift.value))


def reading_title(read: Turned) -> str:
    """Return a reading as a button names it: the system, and how its numbers are written where that is unusual."""
    title = system_title(read.system)
    return f"{title}, {say().label(read.scale)}" if read.scale in SCALES else title


def is_turned(decisions: Mapping[str, str]) -> bool:
    """Say whether the numbers are read otherwise than they stand there, by an earlier decision."""
    return any(decisions.get(name, usual) != usual for name, usual in USUAL.items())
