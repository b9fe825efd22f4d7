"""English for one thing: "1 case is drawn", where the text has "{count} cases are drawn"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

ONE: Final = {
    "boundaries": "boundary", "bytes": "byte", "cases": "case", "columns": "column", "corners": "corner",
    "days": "day", "differences": "difference", "digests": "digest", "entries": "entry", "figures": "figure",
    "files": "file", "findings": "finding", "geometries": "geometry", "hours": "hour", "months": "month",
    "points": "point", "reports": "report", "resolutions": "resolution", "rows": "row", "shapes": "shape",
    "sheets": "sheet", "units": "unit", "weeks": "week", "years": "year",
}  # fmt: skip
_VERBS: Final = {" are": " is", " were": " was", " have": " has"}
_COUNTED: Final = re.compile(r"\{(\w+)\}((?: more| working)? )(\w+)( are\b| were\b| have\b)?")


def in_the_singular(english: str, values: Mapping[str, object]) -> str:
    """Return an English text as it is said where one of what it counts is one; its placeholders stay."""

    def said(found: re.Match[str]) -> str:
        name, between, noun, verb = found.groups()
        if noun not in ONE or str(values.get(name)) != "1":
            return found.group()
        return f"{{{name}}}{between}{ONE[noun]}{_VERBS[verb] if verb else ''}"

    return _COUNTED.sub(said, english)
