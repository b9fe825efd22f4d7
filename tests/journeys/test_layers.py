"""The office's own maps under the cases: ticked, drawn, remembered, and what cannot be shown said."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from landtrack.settings import Settings
from tests.journeys.conftest import YEN_THE
from tests.layer_files import parcels

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]


@pytest.fixture
def settings(tmp_path):
    folder = tmp_path / "layers"
    folder.mkdir()
    parcels(folder / "Thửa đất.gpkg")
    (folder / "hỏng.mbtiles").write_bytes(b"no database")
    return Settings(layers=str(folder))


def test_a_layer_is_ticked_drawn_and_remembered(visit):
    officer = visit("officer")
    officer.commune()
    layers = officer.page.locator("details.layers")
    layers.locator("summary").click()
    expect(layers.locator("li")).to_have_count(2)
    expect(layers.locator("li", has_text="hỏng")).to_contain_text("bị hỏng")
    expect(layers.locator("li", has_text="hỏng").locator("input")).to_be_disabled()
    layers.get_by_label("Thửa đất").check()
    # The two parcels lie in the south of the commune.
    officer.page.evaluate("window.landtrack.map.setView([21.442, 106.1829], 15, {animate: false})")
    tile = officer.page.locator("img.leaflet-tile-loaded").first
    expect(tile).to_be_attached()
    assert tile.evaluate("image => image.naturalWidth") == 512
    assert officer.go(f"/commune/{YEN_THE}?as_of=2026-10-31") == 200
    officer.painted()
    expect(officer.page.locator("details.layers input").nth(1)).to_be_checked()
