"""Cases drawn, typed, measured and corrected on the map of their commune, in a real browser."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
import shapely
from playwright.sync_api import expect

from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.domain.status import Status
from landtrack.formats.coordinates import BAC_GIANG, to_wgs84
from landtrack.store.histories import find_history
from landtrack.store.log import head_at
from landtrack.usecases.record_case import revise_case
from tests.journeys.test_resolve_on_the_map import OPEN, cases_of

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

NORTH, EAST = 2_375_600, 407_400  # VN-2000 / TM-3 107-00, in Xã Yên Thế
SQUARE = [(0, 0), (40, 0), (40, 50), (0, 50)]  # metres north and east of it: 2,000 m²
WHERE = """([lat, lon]) => {
  const { x, y } = window.landtrack.map.latLngToContainerPoint([lat, lon]);
  const box = window.landtrack.map.getContainer().getBoundingClientRect();
  return [box.left + x, box.top + y];
}"""


def place(north, east):
    """Return (latitude, longitude) of a place so many metres north and east of the test's own."""
    found = to_wgs84(shapely.Point(EAST + east, NORTH + north), BAC_GIANG)
    return found.y, found.x


def listed(corners, order="north"):
    """Return corners as a field sheet writes them."""
    rows = ((f"{NORTH + north},00", f"{EAST + east},00") for north, east in corners)
    return "\n".join(f"{at}\t{x}\t{y}" if order == "north" else f"{at}\t{y}\t{x}" for at, (x, y) in enumerate(rows, 1))


def newest(served, code):
    with served.database.reading() as view:
        return find_history(view, SYSTEM_SCOPE, code).revisions[-1]


def head(served):
    with served.database.reading() as view:
        return head_at(view.connection).number


class Drawing:
    """The form that draws, as a person handles it."""

    def __init__(self, officer):
        self.page = officer.page
        self.box = officer.page.locator("[data-part=draw]")
        self.tools = officer.page.locator(".draw-bar")

    def field(self, name):
        return self.box.locator(f"[name={name}]")

    def way(self, name):
        self.box.locator(f"[data-way={name}]").click()

    def tool(self, name):
        self.tools.locator(f"[data-tool={name}]").click()

    def look(self, zoom=18):
        self.page.evaluate("([at, zoom]) => window.landtrack.map.setView(at, zoom, { animate: false })",
                           [place(20, 25), zoom])  # fmt: skip

    def at(self, north, east):
        return self.page.evaluate(WHERE, place(north, east))

    def click(self, north, east):
        self.page.mouse.click(*self.at(north, east))

    def corners(self, corners):
        """Click corner after corner, and the last one again."""
        for number, corner in enumerate(corners, 1):
            self.click(*corner)
            expect(self.page.locator(".leaflet-vertex-icon")).to_have_count(number)
        self.click(*corners[-1])
        expect(self.tools.locator("[data-tool=finish]")).to_be_hidden()

    def drag(self, start, end):
        self.page.mouse.move(*self.at(*start))
        self.page.mouse.down()
        self.page.mouse.move(*self.at(*((one + other) / 2 for one, other in zip(start, end, strict=True))), steps=4)
        self.page.mouse.move(*self.at(*end), steps=4)
        self.page.mouse.up()

    def facts(self, **changed):
        plain = {"map_sheet": "12", "parcel": "345", "area_m2": "2.010,0", "land_type": "CLN", "found_on": "01/10/2026"}
        self.field("kind").select_option("encroached")
        for name, value in {**plain, "occurred": "năm 2008", **changed}.items():
            self.field(name).fill(value)

    def paste(self, text, system=BAC_GIANG):
        if not self.box.locator("#draw-system").is_visible():
            self.way("corners")
        self.box.locator("#draw-system").select_option(system)
        self.box.locator("#draw-corners").fill(text)
        self.box.locator("[data-take=corners]").click()

    def save(self):
        self.box.locator("button[type=submit]").click()


@pytest.fixture
def begin(visit):
    """Give a function that opens the form for a new case, or for the case with a code."""

    def open_form(code="", **options):
        officer = visit("officer", **options)
        officer.commune(case=code)
        if code:
            officer.panel.locator("[data-correct]").click()
        else:
            officer.page.locator("[data-part=new-case]").click()
        drawing = Drawing(officer)
        expect(drawing.box).to_be_visible()
        return officer, drawing

    return open_form


def saved_code(officer):
    notice = officer.panel.locator(".message--done")
    expect(notice).to_be_visible()
    return officer.panel.locator("h2").text_content()


def test_an_area_is_drawn_judged_and_saved(served, begin):
    officer, drawing = begin()
    drawing.look()
    drawing.way("draw")
    drawing.corners(SQUARE)
    lines = drawing.box.locator(".judgement")
    expect(lines).to_contain_text("Xã Yên Thế")
    expect(lines).to_contain_text("không có vụ việc khác")
    drawing.facts()
    expect(drawing.field("earliest")).to_have_value("01/01/2008")
    expect(drawing.field("latest")).to_have_value("31/12/2008")
    expect(lines).to_contain_text("so với kê khai")
    drawing.save()
    code = saved_code(officer)
    assert code == "07288-2026-00001"
    facts = newest(served, code).facts
    assert (facts.area, facts.land_type, facts.occurred.earliest) == (20_100, "CLN", date(2008, 1, 1))
    wanted = to_wgs84(shapely.Polygon([(EAST + east, NORTH + north) for north, east in SQUARE]), BAC_GIANG)
    assert facts.geometry.symmetric_difference(wanted).area / wanted.area < 0.05  # a click is as exact as a pixel
    assert officer.colour(code) == OPEN
    assert f"case={code}" in officer.page.url


@pytest.mark.parametrize("order", ["north", "east"])
def test_a_list_of_corners_is_pasted_and_saved_to_the_millimetre(served, begin, order):
    officer, drawing = begin()
    drawing.paste(listed(SQUARE, order))
    said = drawing.box.locator(".corner-box__said")
    expect(said).to_contain_text("X (bắc) trước" if order == "north" else "Y (đông) trước")
    expect(drawing.box.locator(".judgement")).to_contain_text("2.000,0")
    drawing.facts()
    drawing.save()
    found = shapely.get_coordinates(newest(served, saved_code(officer)).facts.geometry)
    exact = [place(north, east)[::-1] for north, east in SQUARE]
    assert found[:-1] == pytest.approx(np.array(exact), abs=1e-9)


def test_the_wrong_zone_is_noticed_and_bad_lines_are_named(begin):
    _, drawing = begin()
    drawing.paste(listed(SQUARE), "EPSG:9213")
    expect(drawing.box.locator(".corner-box__said")).to_contain_text("VN-2000 / TM-3 107-00")
    drawing.paste("1\t2375600\t409300\nabc 12\n3\t5\t7")
    problem = drawing.box.locator(".corner-box .field__problem")
    expect(problem).to_contain_text("Dòng 2")
    expect(problem).to_contain_text("Dòng 3")


def test_a_corner_is_moved_with_a_reason_and_the_history_shows_before_and_after(served, begin):
    case = cases_of(served, Status.OPEN)[0]
    officer, drawing = begin(case.code)
    drawing.paste(listed(SQUARE))
    expect(drawing.box.locator(".judgement")).to_contain_text("2.000,0")
    drawing.drag((40, 50), (52, 62))
    expect(drawing.box.locator(".judgement")).not_to_contain_text("2.000,0")
    drawing.save()
    problem = drawing.box.locator(".field--reason .field__problem")
    expect(problem).not_to_be_empty()
    drawing.field("reason").fill("Đo lại ngày 20/11")
    drawing.save()
    expect(officer.panel.locator(".history")).to_contain_text("Đo lại ngày 20/11")
    revision = newest(served, case.code)
    assert revision.facts.geometry.exterior.coords[0] == pytest.approx(place(0, 0)[::-1], abs=1e-9)
    show = officer.panel.locator("[data-revision]").first
    show.click()
    expect(officer.page.locator("path.change-outline--before")).to_have_count(1)
    expect(officer.page.locator("path.change-outline--after")).to_have_count(1)
    expect(officer.page.locator(".change-key")).to_contain_text("m²")
    show.click()
    expect(officer.page.locator(".change-key")).to_have_count(0)


def test_parts_holes_and_steps_back_by_mouse_and_keyboard(begin):
    officer, drawing = begin()
    drawing.paste(listed(SQUARE))
    drawing.way("corners")
    drawing.look(19)
    vertices = officer.page.locator(".leaflet-vertex-icon")
    expect(vertices).to_have_count(4)
    drawing.tool("hole")
    for corner in [(10, 10), (10, 30), (30, 30)]:
        drawing.click(*corner)
    officer.page.keyboard.press("Enter")
    expect(vertices).to_have_count(7)
    expect(drawing.box.locator(".judgement")).to_contain_text("1.8")
    officer.page.keyboard.press("Control+z")
    expect(vertices).to_have_count(4)
    officer.page.keyboard.press("Control+Shift+z")
    expect(vertices).to_have_count(7)
    drawing.click(10, 10)  # choosing a corner, and deleting its ring
    drawing.tool("ring")
    expect(vertices).to_have_count(4)
    drawing.click(40, 50)
    officer.page.keyboard.press("Delete")
    expect(vertices).to_have_count(3)
    drawing.tool("undo")
    expect(vertices).to_have_count(4)
    drawing.tool("cut")
    drawing.click(20, -10)
    drawing.click(20, 60)
    drawing.tool("finish")
    expect(vertices).to_have_count(8)
    drawing.click(40, 50)
    drawing.tool("ring")
    expect(drawing.box.locator(".judgement")).to_contain_text("1.0")


def test_an_outline_that_crosses_itself_is_marked_and_not_saved(served, begin):
    officer, drawing = begin()
    before = head(served)
    drawing.paste(listed([(0, 0), (40, 50), (40, 0), (0, 50)]))
    expect(officer.page.locator(".draw-crossing")).not_to_have_count(0)
    drawing.facts()
    drawing.save()
    expect(drawing.box.locator(".panel__place > .field__problem")).to_contain_text("tự cắt")
    expect(drawing.field("parcel")).to_have_value("345")
    assert head(served) == before


def test_a_neighbours_corner_draws_the_pen_to_it(served, begin):
    officer, drawing = begin()
    case = cases_of(served, Status.OPEN)[0]
    officer.page.evaluate("code => window.landtrack.zoomTo(code)", case.code)
    geometry = newest(served, case.code).facts.geometry
    lon, lat = shapely.get_coordinates(geometry)[0]
    drawing.way("draw")
    x, y = officer.page.evaluate(WHERE, [lat, lon])
    for dx, dy in [(3, 2), (140, 10), (80, 120)]:
        officer.page.mouse.click(x + dx, y + dy)
    officer.page.keyboard.press("Enter")
    drawing.facts()
    drawing.save()
    drawn = newest(served, saved_code(officer)).facts.geometry
    assert drawn.exterior.coords[0] == pytest.approx((lon, lat), abs=1e-7)  # a centimetre


def test_what_somebody_else_corrected_meanwhile_is_chosen_field_by_field(served, begin):
    case = cases_of(served, Status.OPEN)[0]
    officer, drawing = begin(case.code)
    theirs = newest(served, case.code).facts
    drawing.field("parcel").fill("801")
    drawing.field("hamlet").fill("Bản Mới")
    drawing.field("reason").fill("sai số thửa")
    moved = shapely.transform(theirs.geometry, lambda points: points + 1e-4)
    revise_case(
        served.database, SYSTEM_SCOPE, case.code, replace(theirs, parcel="902", geometry=moved), "người khác sửa"
    )
    drawing.save()
    conflict = drawing.box.locator(".conflict")
    expect(conflict.locator("[data-field=parcel]")).to_contain_text("902")
    expect(conflict.locator("[data-field=parcel]")).to_contain_text("801")
    expect(conflict.locator("[data-field=geometry]")).to_be_visible()
    expect(drawing.field("parcel")).to_have_value("801")
    conflict.locator("[data-field=parcel] button").first.click()
    expect(drawing.field("parcel")).to_have_value("902")
    drawing.save()
    saved_code(officer)
    facts = newest(served, case.code).facts
    assert (facts.parcel, facts.hamlet) == ("902", "Bản Mới")
    assert facts.geometry == moved


def test_a_draft_outlives_the_page_and_leaving_asks(served, begin):
    officer, drawing = begin()
    asked = []

    def leave(dialog):
        asked.append(dialog.type)
        dialog.accept()

    officer.page.on("dialog", leave)
    drawing.paste(listed(SQUARE))
    drawing.facts(parcel="777")
    officer.page.reload()
    assert asked == ["beforeunload"]
    officer.painted()
    officer.page.locator("[data-part=new-case]").click()
    drawing.box.locator(".panel__notice .button--primary").click()
    expect(drawing.field("parcel")).to_have_value("777")
    expect(drawing.box.locator(".judgement")).to_contain_text("2.000,0")
    drawing.box.locator(".panel__close").click()
    officer.page.locator("dialog button[value=drop]").click()
    expect(drawing.box).to_have_count(0)
    officer.page.locator("[data-part=new-case]").click()
    expect(drawing.field("parcel")).to_have_value("")
    expect(drawing.box.locator(".panel__notice .message")).to_have_count(0)


def test_on_a_phone_its_own_position_is_taken_with_its_accuracy(served, begin):
    lat, lon = place(0, 0)
    officer, drawing = begin(
        viewport={"width": 390, "height": 844}, has_touch=True, permissions=["geolocation"],
        geolocation={"latitude": lat, "longitude": lon, "accuracy": 8},
    )  # fmt: skip
    drawing.way("position")
    drawing.box.locator(".phone-position .button").first.click()
    expect(drawing.box.locator(".phone-position__said")).to_contain_text("8 m")
    expect(drawing.box.locator(".judgement")).to_contain_text("Xã Yên Thế")
    drawing.facts()
    assert officer.page.evaluate("document.documentElement.scrollWidth") <= 390
    drawing.save()
    revision = newest(served, saved_code(officer))
    assert (revision.facts.geometry.x, revision.facts.geometry.y) == (lon, lat)
    assert "8 m" in revision.reason


def test_on_a_phone_an_area_is_drawn_by_touch(served, begin):
    officer, drawing = begin(viewport={"width": 390, "height": 844}, has_touch=True)
    drawing.look()
    drawing.way("draw")
    vertices = officer.page.locator(".leaflet-vertex-icon")
    expect(officer.page.locator("[data-sheet=low]")).to_be_visible()
    drawing.look()
    for number, corner in enumerate(SQUARE, 1):
        officer.page.touchscreen.tap(*drawing.at(*corner))
        expect(vertices).to_have_count(number)
    drawing.tools.locator("[data-tool=finish]").tap()
    expect(officer.page.locator("[data-sheet=half]")).to_be_visible()
    expect(drawing.box.locator(".judgement")).to_contain_text("Xã Yên Thế")
    drawing.facts()
    drawing.save()
    assert newest(served, saved_code(officer)).facts.geometry.geom_type == "Polygon"


def test_a_case_entered_by_mistake_is_withdrawn(served, visit):
    officer = visit("officer")
    case = cases_of(served, Status.OPEN)[0]
    officer.commune(case=case.code)
    officer.panel.locator("[data-withdraw]").click()
    dialog = officer.page.locator("dialog")
    dialog.locator("textarea").fill("nhập nhầm")
    dialog.locator("button[value=yes]").click()
    expect(officer.panel.locator(".history")).to_contain_text("nhập nhầm")
    assert newest(served, case.code).withdrawn
    expect(officer.panel.locator("[data-correct]")).to_have_count(0)


def test_a_chair_cannot_draw(visit):
    chair = visit("chair")
    chair.commune()
    expect(chair.page.locator("[data-part=list] [role=option]").first).to_be_visible()
    expect(chair.page.locator("[data-part=new-case]")).to_have_count(0)
