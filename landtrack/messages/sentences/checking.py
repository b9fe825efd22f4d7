"""Sentences about checks of the register and searches."""

from __future__ import annotations

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "coordinates.not_a_number": "“{text}” is not a coordinate. Write metres (412345.67), decimal degrees (106.1234) or degrees, minutes and seconds (106°07'35.5\").",
    "coordinates.unequal": "Coordinates come in pairs: there are {x} X and {y} Y. Give each point both.",
    "coordinates.too_many": "These are {count} points; at most {most} can be looked at here. Use a file.",
    "coordinates.none": "{sheet} holds no shapes, and no two columns headed X and Y (or longitude and latitude). Name the columns so, or give the numbers themselves.",
    "coordinates.reading": "This is not a reading of coordinates: the system is missing, or a word in it is unknown. Take one that the coordinate doctor proposed.",
    "settings.area_tolerance": "LANDTRACK_AREA_TOLERANCE is “{value}”. Set it to a share between 0 and 1, for example 0.01 for 1 %.",
    "finding.no_reason": "Say why this may stand: a reason is needed, and the log keeps it.",
    "finding.gone": "This finding about {case} is no longer there as you saw it: the case has changed since. Load the page again.",
}
