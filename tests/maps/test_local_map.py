"""Folium's maps as we serve them: nothing from elsewhere, nothing inline without its nonce."""

from __future__ import annotations

import re

import folium
import pytest
from branca.element import MacroElement
from folium.plugins import Fullscreen, MarkerCluster
from folium.template import Template

from landtrack.maps.commune_map import commune_map
from landtrack.maps.local_map import LocalMap, OutsideHostError, rendered
from landtrack.maps.overview_map import overview_map
from landtrack.settings import Settings

BOUNDS = ((21.34, 105.98), (21.63, 106.33))
TILES = Settings(
    basemap_url="https://{s}.tiles.example.org/{z}/{x}/{y}.png?key=a&b='c'",
    basemap_attribution='© <a href="https://example.org/copyright">Example</a>',
)


def asset(name: str) -> str:
    return f"/static/{name}?v=1"


@pytest.mark.parametrize(("build", "function"), [(commune_map, "commune"), (overview_map, "overview")])
@pytest.mark.parametrize("settings", [Settings(), TILES])
def test_a_map_asks_only_our_own_server(build: type, function: str, settings: Settings) -> None:
    made = build(BOUNDS, asset, "the-nonce", settings)
    html = made.head + made.body + made.script
    assert re.findall(r'(?:src|href)="([^"]*)"', made.head + made.body) == [
        "/static/vendor/leaflet/leaflet.js?v=1",
        "/static/vendor/leaflet/leaflet.css?v=1",
    ]
    assert html.count("<script") == html.count('<script nonce="the-nonce">') + html.count("<script src=")
    assert "<style" not in html
    assert f"window.landtrack.{function}(" in made.script
    assert ("tiles.example.org" in made.script) == bool(settings.basemap_url)
    assert "[[21.34, 105.98], [21.63, 106.33]]" in made.script
    assert "</script>" not in made.script.removesuffix("</script>")


def test_each_map_has_a_name_of_its_own() -> None:
    bodies = {str(commune_map(BOUNDS, asset, "n", Settings()).body).strip() for _ in range(5)}
    assert len(bodies) == 5


@pytest.mark.parametrize(
    "child",
    [folium.TileLayer("OpenStreetMap"), MarkerCluster(), Fullscreen()],
)
def test_a_layer_that_asks_elsewhere_is_refused(child: folium.Element) -> None:
    local = LocalMap(BOUNDS, asset, Settings())
    local.add_child(child)
    with pytest.raises(OutsideHostError):
        rendered(local, "n", Settings())


class Styled(MacroElement):
    """A layer with styles and a script of its own, as some plugins have them."""

    _template = Template(
        "{% macro header(this, kwargs) %}<style>p {color: red}</style><script>1</script>{% endmacro %}"
    )


def test_what_a_layer_writes_inline_gets_the_nonce() -> None:
    local = LocalMap(BOUNDS, asset, Settings())
    local.add_child(Styled())
    head = rendered(local, "n", Settings()).head
    assert '<style nonce="n">p {color: red}</style><script nonce="n">1</script>' in head
