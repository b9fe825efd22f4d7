"""Sentences about drawing and editing cases."""

from __future__ import annotations

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "geometry.malformed": "What was drawn could not be read. Draw it again, or type its corners.",
    "geometry.ring_open": "An outline is not closed: its last corner is not its first. Close it.",
    "geometry.too_few_corners": "An outline has {count} different corners; land has at least {least}. Add corners or delete the part.",
    "geometry.too_many_corners": "The outline has {count} corners; at most {most} are taken. Draw it simpler.",
    "geometry.outside_vietnam": "A corner lies at longitude {lon}, latitude {lat}: not in Việt Nam. Look at the coordinate system and the order of X and Y.",
    "geometry.crossing": "The outline crosses or touches itself at longitude {lon}, latitude {lat}. Move a corner there.",
    "geometry.hole_outside": "A hole lies outside its part, at longitude {lon}, latitude {lat}. Move or delete the hole.",
    "geometry.holes_overlap": "Holes lie on each other or cut the part in two, at longitude {lon}, latitude {lat}. Move or delete one of them.",
    "geometry.parts_overlap": "Two parts lie on each other at longitude {lon}, latitude {lat}. Move or delete one of them.",
    "geometry.no_area": "A part has no area: its corners lie on one line. Move a corner or delete the part.",
    "geometry.not_cut": "The line cuts no part in two. It has to begin and end outside of it.",
    "case.kind_missing": "Choose the kind of violation.",
    "case.reason_missing": "Say why the facts are corrected, or the case withdrawn.",
    "case.unchanged": "Nothing is different from what case {case} already says. Nothing was recorded.",
    "revision.unknown": "Entry {entry} is no correction of case {case}, or was not known yet.",
}
