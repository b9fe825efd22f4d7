"""A messy workbook comes in through the page: its faults are seen, its clean rows are on the map, and it goes again."""

from __future__ import annotations

import socket
from datetime import date
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect
from shapely import Point

from landtrack.domain.question import Question
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.formats.coordinates import BAC_GIANG, from_wgs84
from landtrack.settings import Settings
from landtrack.store.histories import find_history
from landtrack.usecases.intake.list_imports import list_imports
from landtrack.usecases.report_progress import report_progress
from tests.journeys.conftest import YEN_THE
from tests.journeys.test_resolve_on_the_map import OPEN
from tests.web.import_files import FOUND, workbook

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

HOSTILE = '<img src=x onerror="window.hacked=1">'
TODAY = "2026-11-22"
HEADINGS = (
    "STT", "Họ và tên", "Thôn, bản", "Tờ bản đồ số", "Thửa đất số", "Loại đất", "Hành vi vi phạm",
    "Thời điểm vi phạm", "Diện tích vi phạm (m2)", "Ngày phát hiện", "Tình trạng xử lý", "X", "Y",
)  # fmt: skip
TCVN3, UNICODE = "§åi Míi", "Đồi Mới"


def row(number, **changed):
    """Return a row as offices write it: field sheets call the northing X."""
    spot = from_wgs84(Point(106.1268 + number / 1000, 21.4671), BAC_GIANG)
    plain = {
        "number": number, "holder": "Nguyễn Văn Thử", "hamlet": TCVN3, "sheet": 45, "parcel": 9900 + number,
        "land": "CLN", "kind": "Lấn, chiếm đất", "occurred": "năm 2008", "area": "1.250,5", "found": FOUND,
        "status": "Chưa xử lý", "x": f"{spot.y:.2f}".replace(".", ","), "y": f"{spot.x:.2f}".replace(".", ","),
    }  # fmt: skip
    return list({**plain, **changed}.values())


@pytest.fixture
def settings(tmp_path):
    return Settings(uploads=str(tmp_path / "uploads"))


@pytest.fixture
def messy(tmp_path):
    """Return a workbook with two clean rows and three that are not."""
    path = tmp_path / "Danh sách vi phạm.xlsx"
    rows = [row(1), row(2, area="một sào"), row(3, found="31/02/2026"), row(4, kind=HOSTILE), row(5, occurred="6/2020")]
    path.write_bytes(workbook(rows, HEADINGS))
    return path


def cases(served):
    question = Question(date(2026, 11, 22), served.database.known_now(), unit=YEN_THE)
    return report_progress(served.database, SYSTEM_SCOPE, question).whole.total.cases


def choose_file(officer, path):
    """Send a file and wait for the first step."""
    officer.go("/import")
    officer.page.locator("#file").set_input_files(path)
    officer.page.locator("form[enctype='multipart/form-data'] button").click()
    officer.page.wait_for_url("**/import/*")


def check(officer):
    officer.page.locator("#unit").select_option(YEN_THE)
    officer.page.locator("button[value=check]").click()
    officer.page.wait_for_url("**/check")


def new_codes(served):
    """Return the codes of the cases that the last import made, by its own entries."""
    with served.database.reading() as view:
        found = (find_history(view, SYSTEM_SCOPE, f"{YEN_THE}-{FOUND.year}-{number:05d}") for number in (1, 2))
        return [history.code for history in found]


@pytest.mark.parametrize("options", [{}, {"viewport": {"width": 390, "height": 844}}], ids=["office", "phone"])
def test_a_messy_workbook_comes_in_is_on_the_map_and_goes_again(served, visit, messy, options):
    officer = visit("officer", **options)
    before = cases(served)
    choose_file(officer, messy)
    page = officer.page
    column = page.locator(".table--columns tr").filter(has_text="Thôn, bản")
    expect(column.locator(".sample__before").first).to_have_text(TCVN3)
    expect(column.locator(".sample__after").first).to_have_text(UNICODE)
    expect(page.locator("#meaning-8")).to_have_value("area:m2")
    expect(page.locator("[name=axes]:checked")).to_have_value("x_north")
    page.locator("[name=proposal]").first.check()  # the file does not say in which system its numbers are
    check(officer)
    expect(page.locator(".count dd")).to_have_text(["2", "0", "0", "3"])
    places = page.locator(".faults--error .fault__place")
    expect(places).to_have_text(["I5", "J6", "G7"])
    page.locator("[data-part=find]").fill("mot sao")
    expect(page.locator(".faults--error .fault:visible")).to_have_count(1)
    assert cases(served) == before
    assert (
        page.evaluate("document.documentElement.scrollWidth")
        <= (options or {"viewport": {"width": 1366}})["viewport"]["width"]
    )

    page.locator("form[action$='/run'] button").click()
    page.wait_for_url("**/result")
    expect(page.locator(".count dd")).to_have_text(["2", "0", "0", "3"])
    assert cases(served) == before + 2
    with page.expect_download() as download:
        page.locator("a[href$='/refused']").click()
    assert download.value.suggested_filename.endswith(".xlsx")
    assert page.evaluate("window.hacked") is None

    codes = new_codes(served)
    officer.go(f"/commune/{YEN_THE}?as_of={TODAY}&case={codes[0]}")
    officer.painted()
    expect(officer.panel).to_contain_text(UNICODE)
    assert [officer.colour(code) for code in codes] == [OPEN, OPEN]

    officer.go("/import")
    line = page.locator(".import-line").first
    line.locator("summary").click()
    line.locator("[name=note]").fill("nhầm tệp")
    line.locator("button").click()
    expect(page.locator(".flashes")).to_be_visible()
    expect(page.locator(".import-line.is-undone")).to_have_count(1)
    assert cases(served) == before
    officer.go(f"/commune/{YEN_THE}?as_of={TODAY}")
    officer.painted()
    assert page.evaluate("code => window.landtrack.caseColour(code)", codes[0]) is None


def test_without_a_script_the_forms_do_it_all(served, visit, messy):
    officer = visit("officer", java_script_enabled=False)
    choose_file(officer, messy)
    officer.page.locator("[name=proposal]").first.check()
    check(officer)
    officer.page.locator("form[action$='/run'] button").click()
    officer.page.wait_for_url("**/result")
    assert [(line.added, line.refused) for line in list_imports(served.database, SYSTEM_SCOPE)] == [(2, 3)]


DROP = """([name, body]) => {
  const moved = new DataTransfer();
  moved.items.add(new File([body], name));
  const drop = document.querySelector("[data-part=drop]");
  drop.dispatchEvent(new DragEvent("drop", { dataTransfer: moved, bubbles: true }));
}"""


def test_a_file_can_be_dropped_and_one_that_is_no_good_is_said_in_place(served, visit):
    officer = visit("officer")
    officer.go("/import")
    page = officer.page
    send = page.locator("form[data-upload] button")
    page.evaluate(DROP, ["Trống.csv", ""])
    expect(page.locator("[data-part=chosen]")).to_have_text("Trống.csv")
    send.click()
    expect(page.locator("[data-upload] [data-part=problem]")).to_contain_text("Trống.csv")
    page.evaluate("document.querySelector('form[data-upload]').dataset.largest = '10'")
    page.evaluate(DROP, ["Lớn.csv", "Thôn;Tờ bản đồ;Thửa đất\nBản Ven;45;1\n"])
    expect(page.locator("[data-upload] [data-part=problem]")).to_be_empty()
    send.click()
    expect(page.locator("[data-upload] [data-part=problem]")).to_contain_text("MB")
    page.evaluate("document.querySelector('form[data-upload]').dataset.largest = '1000'")
    send.click()
    page.wait_for_url("**/import/*")
    expect(page.locator("h1")).to_have_text("Lớn.csv")


def test_a_connection_that_is_cut_in_the_middle_of_a_file_leaves_nothing(served, visit, settings, tmp_path):
    officer = visit("officer")
    officer.go("/import")
    token = officer.page.locator("form[data-upload] [name=csrf_token]").input_value()
    cookies = "; ".join(f"{one['name']}={one['value']}" for one in officer.page.context.cookies())
    body = (
        f'--b\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{token}\r\n--b\r\n'
        'Content-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n' + "Thôn;Thửa\r\n" * 10_000
    ).encode()
    head = (
        "POST /import HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\n"
        f"Cookie: {cookies}\r\nContent-Length: {2 * len(body)}\r\n\r\n"
    ).encode()
    address = urlsplit(served.address)
    with socket.create_connection((address.hostname, address.port)) as connection:
        connection.sendall(head + body)
    assert officer.go("/import") == 200
    expect(officer.page.locator(".import-line")).to_have_count(0)
    assert list(tmp_path.glob("uploads/*")) == []
