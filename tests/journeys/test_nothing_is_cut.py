"""At the office's usual width and on a phone what a page says is read whole: no page is wider, no label is cut."""

from __future__ import annotations

import pytest

from landtrack.settings import Settings
from tests.journeys.conftest import YEN_THE
from tests.journeys.test_import import choose_file
from tests.web.import_files import line, workbook

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

SIZES = {"office": {"viewport": {"width": 1366, "height": 768}}, "phone": {"viewport": {"width": 390, "height": 844}}}
FIGURES = ("/dashboard", "/cases?cell=07288/all/open", "/diff?from=2026-06-30", "/diff/cases?line=resolved")
PAGES = (*FIGURES, "/overview", "/progress", "/export", "/check", "/due", "/import")
# What stands in a select and is wider than it, labels that end in "…", and a page that scrolls sideways.
CUT = """async () => {
  await document.fonts.ready;
  const ruler = document.createElement("canvas").getContext("2d");
  const shown = (one) => one.getClientRects().length > 0 && !one.closest(".visually-hidden, [inert]");
  const selects = [...document.querySelectorAll("select")].filter(shown).filter((one) => {
    const { font, paddingLeft, paddingRight } = getComputedStyle(one);
    ruler.font = font;
    const room = one.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
    return ruler.measureText(one.selectedOptions[0]?.textContent.trim() ?? "").width > room + 1;
  });
  const labels = [...document.querySelectorAll("label, legend, dt, th, summary, h1, h2, h3, button, a")].filter(shown)
    .filter((one) => one.clientWidth > 1 && getComputedStyle(one).overflowX === "hidden"
      && one.scrollWidth > one.clientWidth + 1);
  const { scrollWidth, clientWidth } = document.documentElement;
  const wide = scrollWidth > clientWidth ? [`the page: ${scrollWidth} > ${clientWidth}`] : [];
  const named = (one) => `${one.tagName} ${one.id} ${one.textContent.trim().slice(0, 60)}`;
  return [...wide, ...[...selects, ...labels].map(named)];
}"""


@pytest.fixture
def settings(tmp_path):
    return Settings(uploads=str(tmp_path / "uploads"))


@pytest.fixture(params=["vi", "en"])
def officer(request, visit, size):
    """Return an officer at a screen of the size, who reads the language."""
    found = visit("officer", **SIZES[size])
    address = found.served.address
    found.page.context.add_cookies([{"name": "language", "value": request.param, "url": address}])
    return found


@pytest.mark.parametrize("size", SIZES)
def test_pages_are_read_whole(officer):
    for path in PAGES:
        assert officer.go(path) == 200
        assert officer.page.evaluate(CUT) == [], path


@pytest.mark.parametrize("size", SIZES)
def test_the_steps_of_an_import_are_read_whole(officer, tmp_path):
    path = tmp_path / "Danh sách vi phạm rất dài của xã Yên Thế quý III năm 2026.xlsx"
    path.write_bytes(workbook([line(1), line(2, area="một sào")]))
    choose_file(officer, path)
    assert officer.page.evaluate(CUT) == []
    officer.page.locator("[data-part=values] summary").click()
    assert officer.page.evaluate(CUT) == []
    officer.page.locator("button[value=check]").click()
    officer.page.wait_for_url("**/check")
    assert officer.page.evaluate(CUT) == []


@pytest.mark.parametrize("size", SIZES)
def test_the_commune_is_read_whole(officer):
    officer.commune(YEN_THE)
    assert officer.page.evaluate(CUT) == []
    band = officer.page.locator("#band")
    band.select_option("between")
    assert officer.page.evaluate(CUT) == []
    band.select_option("")
    officer.page.evaluate("document.querySelector('[data-part=new-case]').click()")
    officer.page.locator("[data-part=draw]").wait_for()
    assert officer.page.evaluate(CUT) == []
