"""Every page as its readers get it, in both languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import pytest

from landtrack.settings import Settings
from landtrack.web.app import create_app
from tests.web.markup import Markup
from tests.web.register import HOSTILE, SESAME, Visitor, page_data

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    from landtrack.store.database import Database

    Visit = Callable[[str | None], Visitor]

PAGES = [
    (None, "/sign-in"),
    ("canbo", "/overview"),
    ("canbo", "/overview?as_of=30/11/2023&known_at=2023-11-30&frame=2025-07-01"),
    ("canbo", "/overview?as_of=31/02/2024"),
    ("chutich.yenthe", "/overview"),
    ("canbo", "/commune/07288"),
    ("canbo", "/commune/07288?case=QA-0001"),
    ("chutich.yenthe", "/commune/07288"),
    ("canbo", "/commune/07246"),
    ("tinh", "/progress"),
    ("canbo", "/dashboard"),
    ("chutich.yenthe", "/dashboard"),
    ("quantri", "/dashboard"),
    ("canbo", "/cases?cell=07288/all/open"),
    ("canbo", "/cases?cell=total/all/unplaced"),
    ("canbo", "/cases?cell=everything"),
    ("canbo", "/diff?from=2020-12-31&from_known_at=2022-06-30T10:00"),
    ("canbo", "/diff?from=tomorrow"),
    ("canbo", "/diff/cases?line=newly_found&from=2020-12-31"),
    ("canbo", "/export"),
    ("canbo", "/export/shapefile?crs=EPSG:3857"),
    ("canbo", "/import"),
    ("quantri", "/import"),
    ("quantri", "/users"),
    ("canbo", "/users"),
    ("canbo", "/no-such-page"),
    (None, "/no-such-page"),
    ("canbo", "/commune/99999"),
]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(("name", "address"), PAGES)
def test_a_page_is_whole(visitor: Visit, name: str | None, address: str, language: str) -> None:
    who = visitor(name)
    who.client.set_cookie("language", language)
    answer = who.get(address)
    assert answer.mimetype == "text/html"
    markup = Markup(answer.text)
    assert markup.faults == []
    assert markup.language == language
    policy = answer.headers["Content-Security-Policy"]
    assert {f"'nonce-{nonce}'" in policy for nonce in markup.nonces} <= {True}
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("name", "address"), PAGES)
def test_vietnamese_pages_leave_no_placeholder(visitor: Visit, name: str | None, address: str) -> None:
    who = visitor(name)
    who.client.set_cookie("language", "vi")
    text = " ".join(Markup(who.get(address).text).text)
    assert not re.search(r"\{\w+\}", text)


def test_the_language_is_the_servers_until_it_is_chosen(register: Database) -> None:
    app = create_app(register, Settings(language="vi"), loopback=True)
    who = Visitor.signed_in(app, register, None)
    assert '<html lang="vi">' in who.get("/sign-in").text
    answer = who.form("/language", language="en", next="/sign-in?next=/progress")
    assert (answer.status_code, answer.location) == (302, "/sign-in?next=/progress")
    assert '<html lang="en">' in who.get("/sign-in").text
    assert who.form("/language", language="fr").status_code == 400


@pytest.mark.parametrize(
    "target", ["https://example.org/", "//example.org", "/\\example.org", "overview", "/\r\nSet-Cookie: a=b"]
)
def test_the_choice_of_language_leads_nowhere_else(visitor: Visit, target: str) -> None:
    assert visitor("canbo").form("/language", language="en", next=target).location == "/"


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("canbo", "/dashboard"), ("tinh", "/dashboard"), ("canbo.yenthe", "/dashboard"),
        ("chutich.yenthe", "/dashboard"), ("quantri", "/dashboard"), (None, "/sign-in"),
    ],
)  # fmt: skip
def test_everybody_begins_where_his_work_is(visitor: Visit, name: str | None, first: str) -> None:
    assert visitor(name).get("/").location == first


@pytest.mark.parametrize("address", ["/overview", "/progress", "/export", "/commune/07288"])
@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("as_of=31/02/2024", "There is no day “31/02/2024”"),
        ("as_of=2024-13-01", "There is no day “2024-13-01”"),
        ("as_of=12/31/2023", "There is no day “12/31/2023”"),
        ("as_of=tomorrow", "“tomorrow” is not a date"),
        ("known_at=2023-11-30T25:00", "is not a moment"),
        ("frame=01/01/1990", "no area unit"),
    ],
)
def test_a_day_that_is_none_is_said_and_the_present_shown(
    visitor: Visit, address: str, query: str, sentence: str
) -> None:
    answer = visitor("canbo").get(f"{address}?{query}")
    assert answer.status_code == 200
    assert sentence in answer.text
    if address != "/export":
        assert "31/02/2024" not in " ".join(re.findall(r'href="([^"]*)"', answer.text))


def test_links_and_feeds_keep_what_was_chosen_and_nothing_else(visitor: Visit) -> None:
    html = visitor("canbo").get("/commune/07288?as_of=30/11/2023&frame=2023-11-30").text
    data = page_data(html)
    for name in ("cases_url", "geometry_url", "boundary_url"):
        assert data[name].endswith("?as_of=30/11/2023&frame=2023-11-30")
        assert visitor("canbo").get(data[name]).status_code == 200
    assert data["question"] == "as_of=30%2F11%2F2023&frame=2023-11-30&unit=07288"
    plain = page_data(visitor("canbo").get("/commune/07288").text)
    assert "?" not in plain["cases_url"] + plain["geometry_url"]


@pytest.mark.parametrize(
    ("name", "query", "offered"),
    [
        ("canbo", "", [True]), ("canbo.yenthe", "", [True]), ("chutich.yenthe", "", [False]), ("tinh", "", [False]),
        ("canbo", "?known_at=2023-11-30", [False]), ("canbo", "?as_of=2023-11-30", [True]),
    ],
)  # fmt: skip
def test_the_page_offers_changes_to_those_who_may_make_them_now(
    visitor: Visit, name: str, query: str, offered: list[bool]
) -> None:
    assert [page_data(visitor(name).get("/commune/07288" + query).text)["may_change"]] == offered


def test_maps_say_that_boundaries_are_schematic(visitor: Visit) -> None:
    assert visitor("canbo").json("/api/units")["schematic"] is True
    for address in ("/overview", "/commune/07288"):
        assert "schematic" in visitor("canbo").get(address).text.lower()


@pytest.mark.parametrize("address", [
    "/sign-in?next={}", "/overview?as_of={}", "/progress?frame={}", "/export?unit={}&crs={}",
    "/export/shapefile?unit={}", "/commune/07288?case={}", "/commune/{}", "/{}",
    "/export/shapefile?crs={}", "/overview?known_at={}", "/cases?cell={}", "/cases?cell={}/all/open", "/cases?sort={}",
    "/diff?unit={}&band={}", "/diff?from_known_at={}", "/diff/cases?line={}", "/diff/cases?line=resolved&column={}",
    "/dashboard?as_of={}",
])  # fmt: skip
@pytest.mark.parametrize("name", ["canbo", None])
def test_what_stands_in_the_address_is_shown_as_text(visitor: Visit, name: str | None, address: str) -> None:
    answer = visitor(name).get(address.replace("{}", quote(HOSTILE, safe="")))
    if answer.status_code != 302:
        _assert_is_text(answer.text)
    else:
        target = urlsplit(answer.location)
        assert (target.netloc, target.path in {"/", "/sign-in"}) == ("", True)


def test_what_is_typed_into_forms_is_shown_as_text(visitor: Visit) -> None:
    _assert_is_text(visitor(None).form("/sign-in", name=HOSTILE, password=SESAME).text)
    added = visitor("quantri").form("/users", name=HOSTILE, role=HOSTILE, units=[HOSTILE], password=SESAME)
    _assert_is_text(added.text)


def test_a_broken_database_gives_a_page_without_details(app: Flask, register: Database, visitor: Visit) -> None:
    who = visitor("canbo")
    register.close()
    assert register.engine.url.database is not None
    with open(register.engine.url.database, "wb") as file:  # noqa: PTH123 - what a broken disk might leave
        file.write(b"not a database at all" * 1000)
    answer = who.get("/overview")
    assert answer.status_code >= 500
    assert "Traceback" not in answer.text
    assert "sqlite" not in answer.text.lower()
    assert Markup(answer.text).faults == []


def _assert_is_text(html: str) -> None:
    for dangerous in ("<img src=x", "<script>alert", "</script><script", "script>49", "script&gt;49"):
        assert dangerous not in html
    assert Markup(html).faults == []


def test_a_commune_asks_for_its_three_feeds_at_once_and_says_what_it_needs(visitor: Visit) -> None:
    html = visitor("canbo").get("/commune/07288").text
    preloaded = set(re.findall(r'<link rel="preload" as="fetch" crossorigin="anonymous" href="([^"]+)">', html))
    data = page_data(html)
    assert {address.replace("&amp;", "&") for address in preloaded} == {
        data["cases_url"], data["geometry_url"], data["boundary_url"],
    }  # fmt: skip
    for page in (html, visitor("canbo").get("/overview").text):
        assert "JavaScript" in page.partition("<noscript>")[2].partition("</noscript>")[0]
        assert '<meta name="user" content="canbo">' in page
