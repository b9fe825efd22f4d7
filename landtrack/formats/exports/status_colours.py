"""The colours of the statuses in files: those of the pages (css/tokens.css), which the colour-blind can tell apart."""

from __future__ import annotations

from landtrack.domain.status import Status

STATUS_COLOURS = {
    Status.OPEN: "d55e00",
    Status.IN_HAND: "e69f00",
    Status.PARTLY_RESOLVED: "56b4e9",
    Status.RESOLVED: "009e73",
}
"""Red, green and blue in hex."""


def rgb(status: Status) -> tuple[int, int, int]:
    """Return the colour as three numbers from 0 to 255."""
    red, green, blue = bytes.fromhex(STATUS_COLOURS[status])
    return red, green, blue
