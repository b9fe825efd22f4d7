"""What the browser is told to refuse, and requests that are not our own pages'."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from landtrack.settings import Settings
from landtrack.store.database import Database
from landtrack.store.log import head_at
from landtrack.web.app import create_app
from landtrack.web.static_files import asset, icon
from tests.web.register import Visitor
from tests.web.test_wall import address, every_route

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    Visit = Callable[[str | None], Visitor]


@pytest.mark.parametrize("name", ["canbo", "quantri"])
def test_no_form_and_no_change_works_without_the_token(
    app: Flask, visitor: Visit, register: Database, name: str
) -> None:
    with register.reading() as view:
        before = head_at(view.connection)
    for rule, method, _ in every_route(app):
        if method == "POST":
            who = visitor(name)
            for answer in (
                who.client.post(address(rule, "own"), data={"role": "officer", "language": "vi"}),
                who.client.post(address(rule, "own"), json={}, headers={"X-CSRFToken": "forged"}),
            ):
                assert answer.status_code in {400, 403}, rule.rule
    with register.reading() as view:
        assert head_at(view.connection) == before


def test_every_answer_tells_the_browser_what_to_refuse(app: Flask, visitor: Visit) -> None:
    for rule, method, _ in every_route(app):
        who = visitor("canbo")
        answer = who.get(address(rule, "own")) if method == "GET" else who.form(address(rule, "own"))
        headers = answer.headers
        policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
        assert policy["default-src"] == "'none'"
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert {policy["frame-ancestors"], policy["base-uri"]} == {"'none'"}
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert "Strict-Transport-Security" not in headers
        assert "Cache-Control" in headers
        assert "public" not in headers["Cache-Control"]


def test_the_nonce_is_new_in_every_answer(visitor: Visit) -> None:
    who = visitor(None)
    policies = {who.get("/sign-in").headers["Content-Security-Policy"] for _ in range(3)}
    assert len(policies) == 3


def test_pages_and_statuses_are_never_kept_and_shapes_for_ever(visitor: Visit) -> None:
    who = visitor("canbo")
    feed = who.json("/api/commune/07288/cases")
    assert who.get("/api/commune/07288/cases").headers["Cache-Control"] == "no-store"
    shapes = who.get(feed["geometry_url"])
    assert shapes.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    assert "Cookie" in shapes.headers["Vary"]
    assert "Set-Cookie" not in shapes.headers
    again = who.get(feed["geometry_url"], headers={"If-None-Match": shapes.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_a_configured_base_map_is_the_only_other_host(register: Database) -> None:
    settings = Settings(basemap_url="https://{s}.tiles.example.org/{z}/{x}/{y}.png", basemap_attribution="© Example")
    app = create_app(register, settings, loopback=True)
    who = Visitor.signed_in(app, register, "canbo")
    answer = who.get("/commune/07288")
    assert answer.status_code == 200
    assert "img-src 'self' data: https://*.tiles.example.org;" in answer.headers["Content-Security-Policy"]
    assert "https://{s}.tiles.example.org/{z}/{x}/{y}.png" in answer.text


def test_over_https_cookies_and_policy_insist_on_it(register: Database) -> None:
    app = create_app(register, Settings(https=True), loopback=False)
    who = Visitor.signed_in(app, register, None)
    answer = who.form("/language", language="en")
    assert "Secure" in answer.headers["Set-Cookie"]
    assert "Strict-Transport-Security" in answer.headers
    assert app.config["SESSION_COOKIE_SECURE"] is True


def test_a_request_that_is_too_large_is_refused(visitor: Visit) -> None:
    who = visitor("canbo")
    answer = who.send("/api/case/QA-0001/change", {"seen": 1, "note": "x" * 70_000})
    assert answer.status_code == 413
    assert answer.json is not None
    assert answer.json["error"]["code"] == "http.too_large"


def test_our_own_files_are_addressed_by_what_is_in_them(app: Flask, visitor: Visit) -> None:
    with app.test_request_context():
        kept = asset("vendor/leaflet/leaflet.js")
        drawing = icon("map")
        with pytest.raises(FileNotFoundError):
            asset("css/no-such-file.css")
        with pytest.raises(FileNotFoundError):
            icon("no-such-icon")
    who = visitor(None)
    answer = who.get(kept, headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.mimetype == "text/javascript"
    assert drawing.startswith('<svg aria-hidden="true" focusable="false"')
    assert 'class="icon"' in drawing
    unnamed = who.get("/static/vendor/leaflet/leaflet.js?v=another")
    assert unnamed.headers["Cache-Control"] == "private, max-age=86400"
    assert "Content-Encoding" not in unnamed.headers
    font = who.get("/static/vendor/fonts/be-vietnam-pro-latin-400-normal.woff2", headers={"Accept-Encoding": "gzip"})
    assert (font.mimetype, "Content-Encoding" in font.headers) == ("font/woff2", False)


@pytest.mark.parametrize("path", ["../app.py", "%2e%2e/app.py", "../../settings.py", "vendor", "no-such-file"])
def test_nothing_but_our_own_files_is_sent(visitor: Visit, path: str) -> None:
    assert visitor(None).get(f"/static/{path}").status_code == 404


def test_reading_never_writes(app: Flask, visitor: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_self: Database, _actor: str) -> None:
        pytest.fail("a GET opened a transaction")

    who = visitor("canbo")
    monkeypatch.setattr(Database, "transaction", refuse)
    for rule, method, _ in every_route(app):
        if method == "GET":
            assert who.get(address(rule, "own")).status_code < 500


@pytest.mark.parametrize("place", ["/commune/%00", "/api/case/%00", "/overview?as_of=%00", "/api/search?q=%00", "/%00"])
def test_a_null_character_is_refused_at_the_door(visitor: Visit, place: str) -> None:
    assert visitor("canbo").get(place).status_code == 400
    assert visitor(None).form("/sign-in", name="can\0bo").status_code == 400


@pytest.mark.parametrize(
    "query",
    [
        "as_of=31/12/9999", "known_at=31/12/9999", "known_at=0001-01-01T00:00%2B14:00", "known_at=0001-01-01T00:00",
        "known_at=9999-12-31T23:59-12:00", "known_at=9999-12-31T23:59Z", "as_of=01/01/0001&frame=2025-07-01",
        "known_at=01/01/0001", "frame=31/12/9999", "as_of=²/1/2024", "as_of=%EF%BC%91/1/2024", "unit=%C3%28",
        "known_at=2024-01-01T00:00:00.123456789", "known_at=2024-01-01 00:00", "as_of=&known_at=&frame=",
        "as_of=1&as_of=2", "as_of=" + "9" * 5000, "known_at=2024-W01-1T00:00",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "page", ["/overview", "/progress", "/commune/07288", "/export", "/api/units", "/api/case/QA-0001"]
)
def test_no_day_breaks_a_page(visitor: Visit, page: str, query: str) -> None:
    assert visitor("canbo").get(f"{page}?{query}").status_code in {200, 404, 422}


def test_healthz_answers(visitor: Visit) -> None:
    assert visitor(None).json("/healthz") == {"status": "ok"}
