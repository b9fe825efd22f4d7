"""Targets, campaigns and quoted figures as pages: what stands where, for whom, and what a strange address gets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from landtrack.domain.office.office_table import OfficeTable
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.usecases.tables.change_row import change_row
from tests.web.markup import Markup
from tests.web.register import HOSTILE, Visitor

if TYPE_CHECKING:
    from collections.abc import Callable

    from landtrack.store.database import Database

    Visit = Callable[[str | None], Visitor]

CAMPAIGN = {"name": "Đợt cao điểm", "since": "2021-05-01", "due": "2021-12-31", "legal_basis": "Chỉ thị"}
TARGET = {
    "name": f"Một phần {HOSTILE}", "measure": "cases", "kind": "rate", "value": "50", "band": "all",
    "since": "2021-05-01", "due": "2021-12-31", "legal_basis": HOSTILE, "campaign": "dot-1",
}  # fmt: skip
BO_HA_ONLY = {**TARGET, "name": "Riêng Bố Hạ", "units": "07294", "campaign": ""}
DAY = "as_of=2021-06-15"


@pytest.fixture
def register(register: Database) -> Database:
    """Give the register a campaign of two targets, one of them of a single unit."""
    change_row(register, SYSTEM_SCOPE, OfficeTable.CAMPAIGN, "dot-1", CAMPAIGN)
    change_row(register, SYSTEM_SCOPE, OfficeTable.TARGET, "nua", TARGET)
    change_row(register, SYSTEM_SCOPE, OfficeTable.TARGET, "bo-ha", BO_HA_ONLY)
    return register


def test_targets_stand_under_their_campaign(visitor: Visit) -> None:
    page = visitor("canbo").get(f"/targets?{DAY}")
    assert (page.status_code, Markup(page.text).faults) == (200, [])
    assert f'href="/campaigns/dot-1?{DAY}"' in page.text
    assert 'data-target="nua" data-standing="on_course"' in page.text
    assert 'data-target="bo-ha" data-standing="behind"' in page.text
    assert "<img src=x" not in page.text


def test_a_chair_follows_targets_in_his_own_units_only(visitor: Visit) -> None:
    page = visitor("chutich.yenthe").get(f"/targets?{DAY}").text
    assert 'data-target="nua"' in page
    assert "bo-ha" not in page
    assert "Riêng" not in page
    assert re.search(r">1</a> / <a [^>]*>4</a>", page)
    campaign = visitor("chutich.yenthe").get(f"/campaigns/dot-1?{DAY}").text
    assert "Bố Hạ" not in campaign


def test_the_tables_hide_from_a_chair_what_is_about_others(visitor: Visit) -> None:
    chair, officer = visitor("chutich.yenthe"), visitor("canbo")
    assert "Riêng" in officer.get("/tables/target").text
    listed = chair.get("/tables/target").text
    assert 'data-key="nua"' in listed
    assert "bo-ha" not in listed
    assert "Riêng" not in listed
    # Quotes are about all units: none of them is his.
    assert "data-key" in officer.get("/tables/quote").text
    assert "data-key" not in chair.get("/tables/quote").text


def test_a_campaign_shows_its_course_and_its_units(visitor: Visit) -> None:
    page = visitor("canbo").get(f"/campaigns/dot-1?{DAY}")
    assert (page.status_code, Markup(page.text).faults) == (200, [])
    assert "<svg" in page.text
    assert page.text.count("data-unit=") == 19
    later = visitor("canbo").get(f"/campaigns/dot-1?{DAY}&frame=2025-07-01").text
    assert later.count("data-unit=") == 5
    for kind, media in (("svg", "image/svg+xml"), ("png", "image/png")):
        file = visitor("canbo").get(f"/campaigns/dot-1/picture?kind={kind}&{DAY}")
        assert (file.status_code, file.content_type.partition(";")[0]) == (200, media)


def test_a_campaign_that_has_not_begun_has_no_picture(visitor: Visit) -> None:
    page = visitor("canbo").get("/campaigns/dot-1?as_of=2021-04-01")
    assert page.status_code == 200
    assert "begins in 30 days" in page.text
    assert "data-unit=" not in page.text
    assert visitor("canbo").get("/campaigns/dot-1/picture?as_of=2021-04-01").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/campaigns/none",
        "/campaigns/dot-1?known_at=2022-01-01",
        "/campaigns/dot-1/picture?kind=exe",
        "/campaigns/none/picture",
    ],
)
def test_a_campaign_that_was_not_known_is_not_found(visitor: Visit, address: str) -> None:
    assert visitor("canbo").get(address).status_code == 404


def test_targets_are_those_known_at_the_moment(visitor: Visit) -> None:
    page = visitor("canbo").get("/targets?known_at=2022-01-01")
    assert page.status_code == 200
    assert "No targets were known" in page.text


def test_a_day_that_is_none_is_said_and_the_present_shown(visitor: Visit) -> None:
    for path in ("/targets", "/campaigns/dot-1", "/quotes"):
        page = visitor("canbo").get(f"{path}?as_of=31/02/2024")
        assert page.status_code == 200
        assert "There is no day “31/02/2024”" in page.text


def test_quotes_stand_beside_the_figures_of_the_day_they_name(visitor: Visit) -> None:
    page = visitor("canbo").get("/quotes")
    assert (page.status_code, Markup(page.text).faults) == (200, [])
    assert "as of 30/11/2023, as known at 30/11/2023 23:59" in page.text
    assert "phấn đấu đến hết ngày 31/12/2023" in page.text
    assert 'data-quote="yen-the-2023-all-rate" class="is-different"' in page.text
    other = visitor("canbo").get(f"/quotes?{DAY}").text
    assert "as of 15/06/2021, as known at 15/06/2021 23:59" in other


def test_who_sees_some_units_is_told_why_there_is_nothing_to_compare(visitor: Visit) -> None:
    page = visitor("chutich.yenthe").get("/quotes")
    assert page.status_code == 200
    assert "you see only some of them" in page.text
    assert "data-quote" not in page.text
    assert 'href="/quotes"' not in page.text


def test_the_administrator_of_tables_sees_no_figures(visitor: Visit) -> None:
    for path in ("/targets", "/campaigns/dot-1", "/quotes"):
        assert visitor("quantri").get(path).status_code == 403
