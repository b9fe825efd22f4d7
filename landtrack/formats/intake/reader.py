"""What every format of an intake offers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from landtrack.domain.intake.source import SourceTable
    from landtrack.formats.intake.incoming import Incoming


@dataclass(frozen=True, slots=True)
class Reader:
    """A format: its name, the endings its files usually have, and its functions.

    ``knows`` looks at the beginning and the names in a zip only; ``sheets`` lists sheets or layers, visible ones first;
    ``table`` reads one of them, with the coordinate system that a person chose instead of the declared one. ``streams``
    says that a file is not held in memory whole, and so may be larger.
    """

    form: str
    endings: tuple[str, ...]
    knows: Callable[[Incoming], bool]
    sheets: Callable[[Incoming], tuple[str, ...]]
    table: Callable[[Incoming, str, str | None], SourceTable]
    streams: bool = False
