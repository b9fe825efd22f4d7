"""What a person chose against what was guessed about a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class ImportChoices:
    """``sheet``, ``encoding`` and ``system`` as typed, None where nothing was.

    ``mapping`` is a part of a reading as JSON, see :func:`landtrack.domain.intake.reading_json.override`.
    """

    sheet: str | None = None
    encoding: str | None = None
    system: str | None = None
    mapping: Mapping[str, Any] = field(default_factory=dict)


NO_CHOICES = ImportChoices()
