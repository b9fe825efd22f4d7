"""The styles that QGIS finds in a GeoPackage: cases by status, with the labels that the file uses."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from landtrack.domain.status import Status
from landtrack.formats.case_tables import Layer
from landtrack.formats.exports.status_colours import rgb

if TYPE_CHECKING:
    from collections.abc import Mapping

STATUS_COLUMN = "TRANG_THAI"
OUTLINE = {"joinstyle": "bevel"}


def qml(layer: Layer, labels: Mapping[str, str]) -> str:
    """Return the style of a layer with geometries as QGIS's own XML; ``labels`` says the word of every status."""
    statuses = [Status(code) for code in labels]
    categories = "".join(
        f'<category render="true" symbol="{number}" value={quoteattr(label)} label={quoteattr(label)}/>'
        for number, label in enumerate(labels.values())
    )
    symbols = "".join(_symbol(layer, number, status) for number, status in enumerate(statuses))
    return (
        '<!DOCTYPE qgis>\n<qgis version="3.22" styleCategories="Symbology">'
        f'<renderer-v2 type="categorizedSymbol" attr="{STATUS_COLUMN}" symbollevels="0" enableorderby="0">'
        f"<categories>{categories}</categories><symbols>{symbols}</symbols></renderer-v2></qgis>"
    )


def _symbol(layer: Layer, number: int, status: Status) -> str:
    red, green, blue = rgb(status)
    line = f"{red * 3 // 5},{green * 3 // 5},{blue * 3 // 5},255"
    if layer is Layer.POLYGONS:
        kind, drawn = "fill", "SimpleFill"
        values = {"color": f"{red},{green},{blue},150", "outline_color": line, "outline_width": "0.4", "style": "solid"}
    else:
        kind, drawn = "marker", "SimpleMarker"
        values = {"color": f"{red},{green},{blue},255", "outline_color": line, "name": "circle", "size": "2.6"}
    options = "".join(f'<prop k="{name}" v="{value}"/>' for name, value in {**values, **OUTLINE}.items())
    return (
        f'<symbol type="{kind}" name="{number}" alpha="1" clip_to_extent="1" force_rhr="0">'
        f'<layer class="{drawn}" enabled="1" pass="0" locked="0">{options}</layer></symbol>'
    )
