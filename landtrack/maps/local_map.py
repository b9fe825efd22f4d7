"""A Folium map that loads nothing from elsewhere: Leaflet from our server, our own layers, nonces on what is inline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import folium
from branca.element import Figure, MacroElement
from folium.template import Template
from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Callable

    from landtrack.settings import Settings

    Bounds = tuple[tuple[float, float], tuple[float, float]]

MAX_ZOOM = 21
_HOST = re.compile(r"(?:https?:)?//[a-z0-9{]", re.IGNORECASE)
_INLINE = re.compile(r"<(script|style)(?![^>]*\s(?:src|nonce)=)", re.IGNORECASE)


class OutsideHostError(RuntimeError):
    """A rendered map names a host that no setting names: pages may ask nobody but us."""


@dataclass(frozen=True, slots=True)
class RenderedMap:
    """The three pieces of a map in a page: for its head, where it stands, and last in its body."""

    head: Markup
    body: Markup
    script: Markup


class LocalMap(folium.Map):
    """A map without tiles (or with the configured ones) that begins by showing ``bounds``.

    ``bounds`` are ((south, west), (north, east)) in degrees; ``asset`` gives the address of one of our own files.
    """

    # Folium's own template sets the page's viewport and styles, and asks for jQuery, Bootstrap and fonts.
    _template = Template("""
        {% macro html(this, kwargs) %}<div class="folium-map" id={{ this.get_name()|tojson }}></div>{% endmacro %}
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = L.map({{ this.get_name()|tojson }}, {{ this.options|tojavascript }});
            {{ this.get_name() }}.attributionControl.setPrefix("Leaflet");
            L.control.scale({imperial: false}).addTo({{ this.get_name() }});
            {{ this.get_name() }}.fitBounds({{ this.bounds|tojson }}, {animate: false});
        {% endmacro %}
    """)

    def __init__(self, bounds: Bounds, asset: Callable[[str], str], settings: Settings) -> None:
        super().__init__(tiles=None, zoom_snap=0.25)
        # The first view is that of the bounds, without a look at the whole world before it.
        del self.options["zoom"]
        self.options["max_zoom"] = MAX_ZOOM
        self.bounds = bounds
        self.default_js = [("leaflet_js", asset("vendor/leaflet/leaflet.js"))]
        self.default_css = [("leaflet_css", asset("vendor/leaflet/leaflet.css"))]
        if settings.basemap_url:
            folium.TileLayer(settings.basemap_url, attr=settings.basemap_attribution or " ", max_zoom=MAX_ZOOM).add_to(
                self
            )


class PageLayer(MacroElement):
    """Hands the Leaflet map to the page's own script, with the data block of the page."""

    _template = Template("""
        {% macro script(this, kwargs) %}
            window.landtrack.{{ this.function }}(
                {{ this._parent.get_name() }}, JSON.parse(document.getElementById("page-data").textContent)
            );
        {% endmacro %}
    """)

    def __init__(self, function: str) -> None:
        super().__init__()
        self._name = "PageLayer"
        self.function = function


def rendered(local: LocalMap, nonce: str, settings: Settings) -> RenderedMap:
    """Return the pieces of a map; raises OutsideHostError if one of them names a host that is not configured."""
    figure = local.get_root()
    assert isinstance(figure, Figure)  # noqa: S101 - Map makes it; its type says "some element" only
    # What a Figure brings of its own belongs to a whole page: ours has it.
    figure.header._children.clear()  # noqa: SLF001 - folium's own way in (there is no other)
    local.render()
    pieces = (
        figure.header.render(),
        figure.html.render(),
        f'<script nonce="{nonce}">{figure.script.render()}</script>',
    )
    _refuse_hosts("".join(pieces), settings)
    return RenderedMap(*(Markup(_INLINE.sub(rf'<\1 nonce="{nonce}"', piece)) for piece in pieces))  # noqa: S704 - no text of a case gets here


def _refuse_hosts(html: str, settings: Settings) -> None:
    for configured in (settings.basemap_url, settings.basemap_attribution):
        for spelled in (configured, _as_in_script(configured)):
            html = html.replace(spelled, "") if spelled else html
    found = _HOST.search(html)
    if found:
        raise OutsideHostError(html[found.start() : found.start() + 80])


def _as_in_script(text: str) -> str:
    """Return the text as folium's templates write it into a script."""
    return str(Template("{{ text|tojson }}").render(text=text))[1:-1]
