"""The manifest of an export: its question, its figures, its files with their hashes, and what was changed."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from landtrack.domain.cutoff import Cutoffs
from landtrack.domain.errors import Refusal
from landtrack.domain.question import Question
from landtrack.domain.selection import Selection, selection_block, selection_of_block
from landtrack.formats.fitting import Change

if TYPE_CHECKING:
    from collections.abc import Mapping

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Member:
    """A file of the archive: SHA-256 in hex, and bytes."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an export says of itself.

    ``figures`` is the block of :func:`landtrack.domain.measure_block.progress_block`, ``layers`` the measures of each
    layer, ``area`` the ids of the places its reader may see (None: all). All figures are those of the ``selection``.
    """

    form: str
    version: int
    program: str
    system: str
    unit: str | None
    area: tuple[int, ...] | None
    figures: Mapping[str, Any]
    layers: Mapping[str, Any]
    members: Mapping[str, Member]
    changed: tuple[Change, ...]
    selection: Selection = field(default_factory=Selection)
    identities: bool = False

    @property
    def head(self) -> str:
        """Return the head of the log that the figures were made from."""
        return str(self.figures["head"])

    @property
    def selection_values(self) -> dict[str, Any]:
        """Return the conditions of the selection as plain values."""
        return selection_block(self.selection)

    @property
    def question(self) -> Question:
        """Return the question that the export answers."""
        cutoffs = self.figures["cutoffs"]
        return Question(
            date.fromisoformat(self.figures["as_of"]),
            datetime.fromisoformat(self.figures["known_at"]),
            date.fromisoformat(self.figures["frame"]),
            self.unit,
            Cutoffs(date.fromisoformat(cutoffs["before"]), date.fromisoformat(cutoffs["after"])),
        )


def manifest_text(manifest: Manifest) -> str:
    """Return the manifest as JSON; the keys of the figures are those of ``landtrack progress --json``."""
    content = {
        "format": {"name": manifest.form, "version": manifest.version},
        "program": manifest.program,
        "crs": manifest.system,
        "unit": manifest.unit,
        "area": None if manifest.area is None else list(manifest.area),
        **({"selection": selection_block(manifest.selection)} if manifest.selection.narrows else {}),
        **({"identities": True} if manifest.identities else {}),
        **manifest.figures,
        "layers": manifest.layers,
        "files": {name: {"sha256": member.sha256, "bytes": member.size} for name, member in manifest.members.items()},
        "changed": [asdict(change) for change in manifest.changed],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def read_manifest(text: str) -> Manifest:
    """Return the manifest of its JSON; refuse (``check.manifest``) what is none, with the first fault."""
    try:
        content = json.loads(text)
        own = ("format", "program", "crs", "unit", "area", "selection", "identities", "layers", "files", "changed")
        members = {name: Member(str(row["sha256"]), int(row["bytes"])) for name, row in content["files"].items()}
        area = content["area"]
        manifest = Manifest(
            str(content["format"]["name"]),
            int(content["format"]["version"]),
            str(content["program"]),
            str(content["crs"]),
            None if content["unit"] is None else str(content["unit"]),
            None if area is None else tuple(int(place) for place in area),
            {key: value for key, value in content.items() if key not in own},
            dict(content["layers"]),
            members,
            tuple(Change(**{key: str(value) for key, value in row.items()}) for row in content["changed"]),
            selection_of_block(content.get("selection", {})),
            content.get("identities", False) is True,
        )
        moment = manifest.question.known_at
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError, OverflowError) as fault:
        raise Refusal("check.manifest", problem=f"{type(fault).__name__}: {fault}"[:200]) from None
    if moment.tzinfo is None:
        raise Refusal("check.manifest", problem="known_at")
    return manifest
