"""Monday's page: every document downloaded from the page, one issued and looked at again, the report printed."""

from __future__ import annotations

import io
import zipfile

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.journeys.conftest import YEN_THE

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

DAY = "30/11/2023"
FIGURES = "4.028/4.574"
PATIENCE = 120_000  # ms


def choose(visit, kind, unit=""):
    """Open the page and choose a form as of the day, as known then."""
    assert visit.go("/reports") == 200
    page = visit.page
    page.locator(f"input[name=form][value='{kind}']").check()
    page.locator("#as_of").fill(DAY)
    page.locator("#known_at").fill(DAY)
    if unit:
        page.locator("#unit").select_option(unit)
    return page


def download(visit, kind, unit=""):
    """Return the name and the bytes of a document."""
    page = choose(visit, kind, unit)
    # A pack takes its time where many tests run at once.
    with page.expect_download(timeout=PATIENCE) as coming:
        page.locator("[data-part=download]").click(no_wait_after=True)
    path = coming.value.path()
    return coming.value.suggested_filename, path.read_bytes()


def test_each_document_is_downloaded_from_the_page(visit):
    officer = visit("officer")
    name, content = download(officer, "official.docx")
    assert name == "bao-cao-2023-11-30.docx"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert FIGURES in archive.read("word/document.xml").decode()

    name, content = download(officer, "workbook.xlsx")
    assert name == "bieu-2023-11-30.xlsx"
    sheets = load_workbook(io.BytesIO(content), read_only=True).sheetnames
    assert len(sheets) >= 2

    name, content = download(officer, "unit-sheet.pdf", YEN_THE)
    assert (name, content[:5]) == ("phieu-07288-2023-11-30.pdf", b"%PDF-")
    name, content = download(officer, "unit-sheet.docx", YEN_THE)
    assert (name, content[:2]) == ("phieu-07288-2023-11-30.docx", b"PK")

    name, content = download(officer, "pack.zip")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert len(archive.namelist()) == 19
    # The sign that it is being made goes by itself when it is done.
    expect(officer.page.locator("[data-part=making]")).to_be_hidden()


def test_a_report_is_issued_looked_at_and_given_again(visit):
    officer = visit("officer")
    page = choose(officer, "workbook.xlsx")
    page.locator("[data-part=issue]").click()
    expect(page.get_by_role("heading", name="Mọi số liệu vẫn khớp")).to_be_visible()
    number = page.url.rpartition("/")[2]
    with page.expect_download() as coming:
        page.get_by_role("link", name="Tải đúng tệp đã phát hành").click()
    first = coming.value.path().read_bytes()
    _, again = download(officer, "workbook.xlsx")
    assert first == again
    officer.go("/reports")
    expect(page.locator("table.issued").get_by_role("link", name=number, exact=True)).to_be_visible()

    # The chair's list holds nothing of it: it is of all units.
    chair = visit("chair")
    assert chair.go(f"/reports/{number}") == 404
    chair.go("/reports")
    expect(chair.page.locator("table.issued")).to_have_count(0)


def test_what_cannot_be_made_is_said_where_it_was_asked(visit):
    officer = visit("officer")
    page = choose(officer, "unit-sheet.pdf")
    page.locator("[data-part=download]").click()
    expect(page.get_by_role("alert")).to_contain_text("phải có đơn vị. Hãy chọn ở ô “Đơn vị”")
    expect(page.locator("input[name=form][value='unit-sheet.pdf']")).to_be_checked()


def test_the_official_report_prints_on_a4_without_the_program_around_it(visit):
    officer = visit("officer")
    assert officer.go(f"/reports/print?as_of={DAY}&known_at={DAY}") == 200
    page = officer.page
    expect(page.locator("[data-part=paragraph]")).to_contain_text(f"đã xử lý dứt điểm {FIGURES}")
    expect(page.locator(".sheet__units tbody tr")).to_have_count(20)
    page.emulate_media(media="print")
    expect(page.locator(".sheet-bar")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    pdf = page.pdf(prefer_css_page_size=True)
    assert b"/MediaBox [0 0 594.9" in pdf or b"/MediaBox [0 0 595" in pdf
    assert pdf.count(b"/Type /Page\n") in range(3, 7)
