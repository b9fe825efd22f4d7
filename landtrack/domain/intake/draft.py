"""A row of a file once it is understood: typed values, not yet compared with the register."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shapely.geometry.base import BaseGeometry

    from landtrack.domain.intake.field import Field
    from landtrack.domain.intake.problem import Problem


@dataclass(frozen=True, slots=True)
class RowDraft:
    """What one row says, by field; a field whose column is missing or not read is absent, an empty cell is None.

    Values: CODE, UNIT, PARCEL_UNIT, texts, X, Y: ``str`` (cleaned, NFC); VERSION: ``int``; AREA, RESOLVED_AREA:
    ``int`` tenths of m²; PART_OF_PARCEL: ``bool``; STATUS, EXCLUSION: their enum; KIND, FORM: a code; LAND_TYPE: codes
    joined by "+"; OCCURRED: ``(earliest | None, latest | None)``; OCCURRED_EARLIEST, OCCURRED_LATEST, FOUND_ON,
    EFFECTIVE_ON: ``date``. ``geometry`` is EPSG:4326, repaired only where nothing is lost (an unclosed ring closed,
    height dropped), each with a problem that says so; None: the row has none. ``cells`` gives the address of each
    field, for problems found later. ``problems`` with an error refuse the row; a row that is no case at all
    (``stray``) has no other.
    """

    row: int
    values: Mapping[Field, Any]
    geometry: BaseGeometry | None = None
    has_geometry: bool = False
    cells: Mapping[Field, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    stray: bool = False
