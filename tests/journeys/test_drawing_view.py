"""The map goes where the case is drawn, says so when it lies elsewhere; corners of the office's plans draw the pen."""

from __future__ import annotations

import geopandas as gpd
import pytest
import shapely
from playwright.sync_api import expect
from shapely import box

from landtrack.settings import Settings
from tests.journeys.test_drawing import SQUARE, WHERE, Drawing, listed, newest, place, saved_code

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
FAR = [(north + 6_000, east + 9_000) for north, east in SQUARE]  # in another commune
SEEN = """([lat, lon]) => window.landtrack.map.getBounds().contains([lat, lon])"""
OF_BOUNDS = """([[south, west], [north, east]]) => {
  const seen = window.landtrack.map.getBounds();
  const unit = L.latLngBounds([south, west], [north, east]);
  return seen.contains(unit) && seen.getNorth() - seen.getSouth() < 4 * (north - south);
}"""
LAT, LON = place(100, 100)
PARCEL = box(LON, LAT, LON + 0.0004, LAT + 0.0004)


@pytest.fixture
def settings(tmp_path):
    folder = tmp_path / "layers"
    folder.mkdir()
    gpd.GeoDataFrame({"SO_THUA": [1]}, geometry=[PARCEL], crs="EPSG:4326").to_file(folder / "Thửa đất.gpkg")
    return Settings(layers=str(folder))


def begin(officer):
    officer.commune()
    officer.page.locator("[data-part=new-case]").click()
    drawing = Drawing(officer)
    expect(drawing.box).to_be_visible()
    return drawing


def sees(officer, *corner):
    return officer.page.evaluate(SEEN, list(place(*corner)))


@pytest.mark.parametrize("options", [{}, PHONE], ids=["office", "phone"])
def test_corners_that_are_pasted_are_in_sight_and_named_when_they_miss_the_unit(visit, options):
    officer = visit("officer", **options)
    drawing = begin(officer)
    drawing.paste(listed(SQUARE))
    expect(drawing.tools).to_contain_text("2.000,0")
    expect(drawing.tools).not_to_contain_text("chưa nằm trọn trong đơn vị")
    assert all(sees(officer, *corner) for corner in SQUARE)
    drawing.paste(listed(FAR))
    expect(drawing.tools).to_contain_text("chưa nằm trọn trong đơn vị")
    assert all(sees(officer, *corner) for corner in FAR)
    bar = drawing.tools.locator(".draw-bar__line").bounding_box()
    assert bar["x"] + bar["width"] <= officer.page.viewport_size["width"]


def test_a_drawing_off_the_screen_is_said_and_brought_back(visit):
    officer = visit("officer")
    drawing = begin(officer)
    show = drawing.tools.locator("[data-tool=show]")
    drawing.paste(listed(SQUARE))
    expect(show).to_be_hidden()
    officer.page.evaluate("window.landtrack.map.setView([21.44, 106.2], 16, { animate: false })")
    expect(drawing.tools).to_contain_text("Hình đã vẽ nằm ngoài màn hình")
    show.click()
    expect(show).to_be_hidden()
    assert all(sees(officer, *corner) for corner in SQUARE)


def test_a_unit_that_is_chosen_comes_into_sight_unless_something_is_drawn(visit):
    officer = visit("officer")
    drawing = begin(officer)
    units = officer.page.request.get(f"{officer.served.address}/api/commune/07288/form").json()["units"]
    old = next(unit for unit in units[1:] if unit["bounds"])
    officer.page.evaluate("window.landtrack.map.setView([21.6, 106.3], 16, { animate: false })")
    drawing.field("unit").select_option(str(old["id"]))
    assert officer.page.evaluate(OF_BOUNDS, old["bounds"])
    drawing.paste(listed(SQUARE))
    drawing.field("unit").select_option(str(units[0]["id"]))
    assert all(sees(officer, *corner) for corner in SQUARE)


def test_the_phones_position_comes_into_sight_when_it_is_taken(visit):
    lat, lon = place(0, 0)
    where = {"latitude": lat, "longitude": lon, "accuracy": 8}
    officer = visit("officer", **PHONE, permissions=["geolocation"], geolocation=where)
    drawing = begin(officer)
    drawing.way("position")
    drawing.box.locator(".phone-position .button").first.click()
    expect(drawing.box.locator(".phone-position__said")).to_contain_text("8 m")
    officer.page.evaluate("window.landtrack.map.setView([21.6, 106.3], 16, { animate: false })")
    drawing.box.locator(".phone-position .button").nth(1).click()
    assert sees(officer, 0, 0)


def test_a_corner_of_the_offices_parcels_draws_the_pen_to_it(served, visit):
    officer = visit("officer")
    drawing = begin(officer)
    layers = officer.page.locator("details.layers")
    layers.locator("summary").click()
    layers.get_by_label("Thửa đất").check()
    layers.locator("summary").click()
    with officer.page.expect_response(lambda answer: "/corners/" in answer.url and answer.json()["corners"] != []):
        officer.page.evaluate("at => window.landtrack.map.setView(at, 18, { animate: false })", [LAT, LON])
    drawing.way("draw")
    x, y = officer.page.evaluate(WHERE, [LAT, LON])
    for dx, dy in [(4, -3), (110, 20), (60, 120)]:
        officer.page.mouse.click(x + dx, y + dy)
    officer.page.keyboard.press("Enter")
    drawing.facts()
    drawing.save()
    drawn = newest(served, saved_code(officer)).facts.geometry
    corner = shapely.get_coordinates(drawn)[0]
    assert corner == pytest.approx((LON, LAT), abs=1e-9)
