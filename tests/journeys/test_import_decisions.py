"""What a person decides about a file on the page: its coordinate system, values for all rows, which of its sheets."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from playwright.sync_api import expect

from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.settings import Settings
from landtrack.store.histories import find_history
from landtrack.usecases.intake.list_imports import list_imports
from tests.journeys.conftest import YEN_THE
from tests.journeys.test_import import choose_file
from tests.usecases.intake.layers import INSIDE, layer, official
from tests.web.import_files import FOUND, HEADINGS, line, workbook

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]


@pytest.fixture
def settings(tmp_path):
    return Settings(uploads=str(tmp_path / "uploads"))


def check(page):
    page.locator("button[value=check]").click()
    page.wait_for_url("**/check")


def run(page):
    page.locator("form[action$='/run'] button").click()
    page.wait_for_url("**/result")


def counts(served):
    return [(row.added, row.refused) for row in list_imports(served.database, SYSTEM_SCOPE)]


@pytest.fixture
def wrong_zone(tmp_path):
    """Return a layer whose numbers are of another zone than it declares."""
    return layer(tmp_path / "vi phạm.gpkg", *[official(INSIDE, "EPSG:9214")] * 4, system="EPSG:9209")


def test_the_declared_system_is_insisted_on_and_the_import_runs(served, visit, wrong_zone):
    officer = visit("officer")
    page = officer.page
    choose_file(officer, wrong_zone)
    check(page)
    expect(page.locator(".count dd")).to_have_text(["0", "0", "0", "4"])
    page.locator("button[name=insist_system]").click()
    expect(page.locator(".count dd")).to_have_text(["4", "0", "0", "0"])
    expect(page.locator("button[name=insist_system]")).to_have_count(0)
    expect(page.locator(".faults--warning")).to_contain_text("EPSG:9209")
    run(page)
    assert counts(served) == [(4, 0)]
    assert newest(served).geometry.centroid.x < 105.5  # where it declares to be


def test_the_proposed_system_is_taken_and_the_import_runs(served, visit, wrong_zone):
    officer = visit("officer")
    page = officer.page
    choose_file(officer, wrong_zone)
    check(page)
    page.locator("button[name=proposal]").click()
    expect(page.locator(".count dd")).to_have_text(["4", "0", "0", "0"])
    run(page)
    assert newest(served).geometry.centroid.x == pytest.approx(INSIDE.centroid.x, abs=1e-7)


def newest(served):
    """Return the facts of the first case that the import made."""
    with served.database.reading() as view:
        history = find_history(view, SYSTEM_SCOPE, f"{YEN_THE}-{FOUND.year}-00001")
    return history.revisions[-1].facts


def test_what_no_column_says_is_said_for_the_whole_file(served, visit, tmp_path):
    path = tmp_path / "ranh.gpkg"
    layer(path, official(INSIDE), columns={"HANH_VI": [], "NGAY_PH": [], "NGAY_VP": [], "MA_XA": []})
    officer = visit("officer")
    page = officer.page
    choose_file(officer, path)
    page.locator("#unit").select_option(YEN_THE)
    page.locator("#found_on").fill("04/05/2021")
    page.locator("[name=default-kind]").select_option("Lấn đất")
    page.locator("[name=default-occurred]").fill("trước 2014")
    page.locator("[data-part=values] summary").click()
    page.locator("[name=default-land_type]").fill("CLN")
    page.locator("button[value=look]").click()
    expect(page.locator("[name=default-land_type]")).to_have_value("CLN")
    expect(page.locator("[name=default-kind]")).to_have_value("Lấn đất")
    expect(page.locator(".table--preview")).to_contain_text("Lấn đất")
    check(page)
    expect(page.locator(".count dd")).to_have_text(["1", "0", "0", "0"])
    run(page)
    facts = newest(served)
    assert (facts.kind, facts.land_type, facts.occurred.latest) == ("encroached", "CLN", date(2013, 12, 31))


def test_a_value_that_means_nothing_is_refused_in_place(visit, tmp_path):
    path = tmp_path / "ranh.gpkg"
    layer(path, official(INSIDE), columns={"HANH_VI": [], "NGAY_VP": []})
    officer = visit("officer")
    choose_file(officer, path)
    officer.page.locator("[name=default-occurred]").fill("hồi xưa")
    officer.page.locator("button[value=check]").click()
    expect(officer.page.locator(".message--problem")).to_contain_text("hồi xưa")


@pytest.fixture
def two_sheets(tmp_path):
    """Return a workbook with two lists of the same headings."""
    book = openpyxl.load_workbook(BytesIO(workbook([line(1), line(2)])))
    other = book.create_sheet("Biểu 03")
    for row in (HEADINGS, line(3), line(4, area="một sào")):
        other.append(list(row))
    path = tmp_path / "hai trang.xlsx"
    book.save(path)
    return path


def test_sheets_of_one_kind_are_read_together_and_can_be_read_alone(served, visit, two_sheets):
    officer = visit("officer")
    page = officer.page
    choose_file(officer, two_sheets)
    expect(page.locator(".page__head")).to_contain_text("4 dòng vụ việc trong 2 trang tính")
    check(page)
    expect(page.locator(".count dd")).to_have_text(["3", "0", "0", "1"])
    expect(page.locator(".faults--error .fault__place")).to_contain_text(["Biểu 03: I3"])
    page.go_back()
    page.locator("#sheet").select_option("Biểu 02")
    page.locator("button[value=look]").click()
    expect(page.locator(".page__head")).to_contain_text("2 dòng vụ việc trong trang tính “Biểu 02”")
    page.locator("#sheet").select_option("*")
    page.locator("button[value=look]").click()
    expect(page.locator(".page__head")).to_contain_text("4 dòng vụ việc trong 2 trang tính")
    page.locator("#sheet").select_option("Biểu 02")
    page.locator("button[value=look]").click()
    expect(page.locator(".page__head")).to_contain_text("2 dòng vụ việc")
    check(page)
    run(page)
    assert counts(served) == [(2, 0)]
