"""The colours of pictures: paper and ink of the pages (css/tokens.css), bands, and steps from few to many.

Every colour is told apart by the colour-blind, and its lightness in a print without colours. Bands are violets, so that
none is taken for a status; the newest, of which there are few, are the darkest.
"""

from __future__ import annotations

from typing import Final

from landtrack.domain.cutoff import Band
from landtrack.domain.status import Status
from landtrack.formats.exports.status_colours import STATUS_COLOURS

PAPER: Final = "#ffffff"
SUNK: Final = "#f3f0e9"
LINE: Final = "#dcd7cb"
LINE_STRONG: Final = "#a8a294"
INK: Final = "#1d2725"
INK_SOFT: Final = "#48544f"
GREEN: Final = "#12594f"

BAND_COLOURS: Final = {
    Band.BEFORE: "#c3b8e6",
    Band.BETWEEN: "#8071c2",
    Band.AFTER: "#332a63",
    Band.UNDETERMINED: "#efece6",
}
STATUS_FILLS: Final = {
    **{status: f"#{colour}" for status, colour in STATUS_COLOURS.items()},
    Status.EXCLUDED: "#8a8f8c",
}
FEW_TO_MANY: Final = ("#cfe6db", "#8cc6ab", "#3b9a78", "#0c5443")
