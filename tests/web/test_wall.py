"""The area wall over everything the application answers: each address, as each role, for own and for foreign places."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
from flask import Flask

from landtrack.domain.scope import RIGHTS, Right
from landtrack.settings import Settings
from landtrack.store.users import find_account, replace_units
from landtrack.web.access import DECLARED, Access, Routes, UndeclaredAccessError, check_declared
from landtrack.web.app import create_app
from tests.builders import PHON_XUONG
from tests.web.register import BO_HA, USERS, YEN_THE, Visitor

if TYPE_CHECKING:
    from collections.abc import Callable

    from werkzeug.routing import Rule
    from werkzeug.test import TestResponse

    from landtrack.store.database import Database

    Visit = Callable[[str | None], Visitor]

# What stands in an address for a place of the visitor's own, a foreign one, and one that does not exist.
PLACES: dict[str, dict[str, Any]] = {
    "own": {"unit": "07288", "case": "QA-0001"},
    "foreign": {"unit": "07294", "case": "QB-0001"},
    "missing": {"unit": "99999", "case": "QX-0001"},
}
SAME_FOR_ALL = {
    "bundle": "plain", "filename": "vendor/fonts.css", "stamp": "0" * 24, "load": 1, "user_id": 1, "entry": 1,
    "token": "x" * 43, "key": "0" * 16, "table": "target", "zoom": 1, "column": 0, "row": 0, "form": "geojson",
    "number": 1, "picture": "progress.svg",
}  # fmt: skip
CHANGE = {"seen": 1, "action": "in_hand", "day": "1/6/2022"}
LIMITED = ("canbo.yenthe", "chutich.yenthe")


def address(rule: Rule, place: str) -> str:
    """Return an address of the rule; a rule with an argument that is not known here fails: add it, with its wall."""
    about = "case" if rule.rule.startswith("/api/case/") else "unit"
    values = {**SAME_FOR_ALL, "code": PLACES[place][about]}
    built = rule.build({name: values[name] for name in rule.arguments}, append_unknown=False)
    assert built is not None
    return built[1]


def every_route(app: Flask) -> list[tuple[Rule, str, Access]]:
    declared: dict[str, Access] = app.extensions[DECLARED]
    return [
        (rule, "POST" if "POST" in (rule.methods or ()) else "GET", declared[rule.endpoint])
        for rule in app.url_map.iter_rules()
    ]


def visit(who: Visitor, rule: Rule, method: str, place: str) -> TestResponse:
    target = address(rule, place)
    if method == "GET":
        return who.get(target)
    return who.send(target, CHANGE) if target.startswith("/api/") else who.form(target)


@pytest.mark.parametrize("name", USERS)
@pytest.mark.parametrize("place", PLACES)
def test_a_route_opens_to_those_with_its_right_and_shows_no_foreign_case(
    app: Flask, visitor: Visit, name: str, place: str
) -> None:
    role, own = USERS[name]
    for rule, method, access in every_route(app):
        answer = visit(visitor(name), rule, method, place)
        what = f"{method} {rule.rule} as {name}: {answer.status_code}"
        if access.right is not None and access.right not in RIGHTS[role]:
            assert answer.status_code == 403, what
        elif own is not None and place != "own" and "code" in rule.arguments:
            assert answer.status_code == 404, what
        else:
            assert answer.status_code not in {401, 403, 500}, what
        # What stands in the address may be said again in a refusal.
        foreign = _cases_of(answer) - _may_see(name) - _cases_in(address(rule, place))
        assert not foreign, f"{what} shows {foreign}"


def test_a_stranger_gets_only_what_is_public(app: Flask, visitor: Visit) -> None:
    for rule, method, access in every_route(app):
        answer = visit(visitor(None), rule, method, "own")
        what = f"{method} {rule.rule}: {answer.status_code}"
        if access.public:
            assert answer.status_code not in {401, 403, 500}, what
        elif rule.rule.startswith("/api/"):
            assert answer.status_code == 401, what
            assert answer.json is not None
            assert answer.json["error"]["code"] == "session.ended"
        else:
            assert answer.status_code == 302, what
            assert answer.location.startswith("/sign-in"), what
        assert not _cases_of(answer) - _cases_in(address(rule, "own")), what


def test_officers_do_see_all_cases(app: Flask, visitor: Visit) -> None:
    seen: set[str] = set()
    for rule, method, _ in every_route(app):
        for place in ("own", "foreign"):
            if method == "GET":
                seen |= _cases_of(visit(visitor("canbo"), rule, method, place))
    assert seen == {*YEN_THE, *BO_HA, *YEN_THE.values(), *BO_HA.values()}


@pytest.mark.parametrize("name", LIMITED)
@pytest.mark.parametrize("path", ["/api/case/{}", "/api/case/{}/change", "/api/case/{}/undo"])
def test_a_neighbours_case_answers_like_one_that_does_not_exist(visitor: Visit, name: str, path: str) -> None:
    def answer(code: str) -> tuple[int, str, list[tuple[str, str]]]:
        who = visitor(name)
        target = path.format(code)
        found = who.get(target) if path.endswith("{}") else who.send(target, CHANGE)
        headers = [pair for pair in found.headers if pair[0] not in {"Content-Security-Policy", "Date"}]
        return found.status_code, found.text.replace(code, "CODE"), headers

    assert answer("QB-0001") == answer("QX-9999")


@pytest.mark.parametrize(
    "path",
    [
        "/commune/{}", "/api/commune/{}/cases", "/api/commune/{}/geometry/" + "0" * 24, "/api/commune/{}/boundary/1",
        "/export/shapefile?unit={}", "/cases?cell={}/all/cases", "/diff?unit={}", "/diff/cases?line=resolved&unit={}",
    ],
)  # fmt: skip
def test_a_neighbouring_unit_answers_like_one_that_does_not_exist(visitor: Visit, path: str) -> None:
    def answer(code: str) -> tuple[int, str]:
        found = visitor("chutich.yenthe").get(path.format(code))
        return found.status_code, re.sub(r'nonce="[^"]*"|csrf[^>]*>', "", found.text.replace(code, "CODE"))

    assert answer("07294") == answer("99999")


def test_a_chair_sees_the_cases_of_his_former_communes_and_no_others(visitor: Visit) -> None:
    who = visitor("chutich.yenthe")
    feed = who.json("/api/commune/07288/cases?frame=2023-11-30")
    assert [row[1] for row in feed["rows"]] == list(YEN_THE)
    # The unit that had the code 07294 in 2023 is a neighbour's, whatever it became.
    assert who.get("/api/commune/07294/cases?frame=2023-11-30").status_code == 404


def test_a_reader_whose_unit_is_no_more_sees_nothing_until_he_gets_another(register: Database, visitor: Visit) -> None:
    with register.transaction("system") as tx:
        account = find_account(tx, "chutich.yenthe")
        assert account is not None
        replace_units(tx, account, [PHON_XUONG])  # merged into a larger one in 2025
    who = visitor("chutich.yenthe")
    for page in ("/dashboard", "/overview", "/progress", "/cases", "/diff", "/export"):
        answer = who.get(page)
        assert (answer.status_code, _cases_of(answer)) == (200, set())
    assert who.json("/api/units")["units"] == []
    assert who.json("/api/search?q=QA")["cases"] == []
    for code in ("07288", "07294"):
        assert who.get(f"/commune/{code}").status_code == 404
        assert who.get(f"/commune/{code}?frame=2023-11-30").status_code == 404


def test_a_route_without_declared_access_stops_the_build(register: Database) -> None:
    app = create_app(register, Settings(), loopback=True)
    app.add_url_rule("/backdoor", "backdoor", lambda: "open")
    with pytest.raises(UndeclaredAccessError, match="/backdoor"):
        check_declared(app)
    answer = app.test_client().get("/backdoor")
    assert answer.status_code == 403  # and forbidden, if it were served


def test_a_declared_route_builds() -> None:
    app, routes = Flask("empty", static_folder=None), Routes()
    routes.get("/here", Access(public=True))(lambda: "here")
    routes.add_to(app)
    check_declared(app)


def _cases_of(answer: TestResponse) -> set[str]:
    """Return the case codes and parcel numbers that an answer holds, also packed in an archive."""
    if answer.mimetype != "application/zip":
        return _cases_in(answer.get_data().decode("utf-8", "replace"))
    with ZipFile(BytesIO(answer.get_data())) as archive:
        return set().union(*(_cases_in(archive.read(name).decode("utf-8", "replace")) for name in archive.namelist()))


def _cases_in(text: str) -> set[str]:
    return {word for word in (*YEN_THE, *BO_HA, *YEN_THE.values(), *BO_HA.values()) if word in text}


def _may_see(name: str) -> set[str]:
    role, own = USERS[name]
    if Right.SEE_CASES not in RIGHTS[role]:
        return set()
    theirs = {*YEN_THE, *YEN_THE.values()}
    return theirs | {*BO_HA, *BO_HA.values()} if own is None else theirs
