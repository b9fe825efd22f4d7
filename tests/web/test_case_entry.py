"""New cases, corrections and withdrawals through the form on the map: recorded, refused at their field, never lost."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from shapely.geometry import mapping, shape

from landtrack.domain.case import ViolationKind
from landtrack.domain.drawn import MOST_CORNERS
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.store.histories import find_history
from landtrack.store.log import head_at
from landtrack.usecases.record_case import revise_case, withdraw_case
from tests.builders import PHON_XUONG, facts
from tests.web.drawings import NEW, SQUARE, polygon
from tests.web.register import HOSTILE, Visitor

if TYPE_CHECKING:
    from collections.abc import Callable

    from landtrack.domain.history import CaseHistory
    from landtrack.store.database import Database

    Visit = Callable[[str | None], Visitor]

CASE = "/api/case/QA-0001"
BOW_TIE = polygon((106.12, 21.46), (106.13, 21.47), (106.13, 21.46), (106.12, 21.47), (106.12, 21.46))


def history(register: Database, code: str = "QA-0001") -> CaseHistory:
    with register.reading() as view:
        return find_history(view, SYSTEM_SCOPE, code)


def entries(register: Database) -> int:
    with register.reading() as view:
        return head_at(view.connection).number


def values(who: Visitor, case: str = CASE) -> tuple[int, dict[str, Any]]:
    answer = who.json(f"{case}/facts")
    return answer["version"], answer["facts"]


@pytest.mark.parametrize("name", ["canbo", "canbo.yenthe"])
def test_a_new_case_is_recorded_as_it_was_typed_and_drawn(visitor: Visit, register: Database, name: str) -> None:
    who = visitor(name)
    answer = who.send("/api/case?unit=07288", NEW)
    assert answer.status_code == 200, answer.text
    body: Any = answer.json
    feed = who.json("/api/commune/07288/cases")
    assert body["case"] in feed["rows"]
    assert body["figures"] == feed["figures"]
    assert (body["panel"]["code"], body["panel"]["status"]["value"]) == ("07288-2021-00001", "open")
    recorded = history(register, "07288-2021-00001").revisions[0].facts
    assert mapping(recorded.geometry) == mapping(shape(SQUARE))
    assert recorded.occurred.latest == date(2012, 12, 31)
    assert (recorded.kind, recorded.land_type, recorded.area) == (ViolationKind.ENCROACHED, "ONT+CLN", 12505)
    assert (recorded.unit_id, recorded.parcel, recorded.part_of_parcel) == (PHON_XUONG, "345a", True)
    geometry_url = who.json("/api/commune/07288/cases")["geometry_url"]
    assert who.get(geometry_url).status_code == 200


def test_a_code_of_ones_own_is_kept_and_a_taken_one_refused(visitor: Visit) -> None:
    who = visitor("canbo")
    answer: Any = who.send("/api/case", {**NEW, "code": " yt-7 "}).json
    assert answer["panel"]["code"] == "YT-7"
    again = who.send("/api/case", {**NEW, "code": "YT-7"})
    assert (again.status_code, again.json and again.json["field"]) == (422, "code")
    # A neighbour's code is taken, too; of the case behind it that says nothing.
    taken: Any = visitor("canbo.yenthe").send("/api/case", {**NEW, "code": "QB-0001"}).json
    assert (taken["error"]["code"], taken["field"]) == ("case.code_taken", "code")


@pytest.mark.parametrize(
    ("words", "earliest", "latest"),
    [
        ("năm 2008", date(2008, 1, 1), date(2008, 12, 31)),
        ("trước 2014", None, date(2013, 12, 31)),
        ("6/2020", date(2020, 6, 1), date(2020, 6, 30)),
    ],
)
def test_a_time_in_words_is_understood_as_the_form_shows_it(
    visitor: Visit, register: Database, words: str, earliest: date | None, latest: date
) -> None:
    who = visitor("canbo")
    shown = who.json(f"/api/occurred?text={words}")
    assert shown == {"earliest": f"{earliest:%d/%m/%Y}" if earliest else "", "latest": f"{latest:%d/%m/%Y}"}
    answer: Any = who.send("/api/case", {**NEW, "latest": "", "occurred": words}).json
    happened = history(register, answer["panel"]["code"]).revisions[0].facts.occurred
    assert (happened.earliest, happened.latest) == (earliest, latest)
    assert who.get("/api/occurred?text=hôm nọ").status_code == 422


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"kind": ""}, "case.kind_missing", "kind"),
        ({"kind": "theft"}, "case.kind_unknown", "kind"),
        ({"found_on": ""}, "day.malformed", "found_on"),
        ({"found_on": "31/02/2021"}, "day.impossible", "found_on"),
        ({"found_on": "23/11/2026"}, "case.found_in_future", "found_on"),
        ({"latest": "05/05/2021"}, "case.occurred_after_found", "latest"),
        ({"earliest": "01/01/2013"}, "case.occurred_reversed", "earliest"),
        ({"earliest": "2013"}, "day.malformed", "earliest"),
        ({"occurred": "hôm nọ"}, "cell.day_malformed", "occurred"),
        ({"area_m2": ""}, "number.malformed", "area_m2"),
        ({"area_m2": "-5"}, "number.malformed", "area_m2"),
        ({"area_m2": "0"}, "case.area_impossible", "area_m2"),
        ({"area_m2": "1,25"}, "number.too_fine", "area_m2"),
        ({"area_m2": "9" * 12}, "case.area_impossible", "area_m2"),
        ({"land_type": "XYZ"}, "case.land_type_unknown", "land_type"),
        ({"hamlet": "x" * 501}, "text.too_long", "hamlet"),
        ({"parcel": "a\x07"}, "text.control_character", "parcel"),
        ({"code": "-"}, "case.code_malformed", "code"),
        ({"geometry": "POINT (106 21)"}, "geometry.malformed", "geometry"),
        ({"geometry": BOW_TIE}, "geometry.crossing", "geometry"),
        ({"geometry": polygon((106.1, 21.4), (106.2, 21.4), (106.2, 21.5))}, "geometry.ring_open", "geometry"),
        ({"geometry": {"type": "Point", "coordinates": [21.4, 106.1]}}, "geometry.outside_vietnam", "geometry"),
        ({"geometry": {"type": "Point", "coordinates": [float("nan"), 21.4]}}, "geometry.malformed", "geometry"),
        ({"parcel_unit": 1}, "case.parcel_unit_elsewhere", "parcel_unit"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_nothing_is_recorded(
    visitor: Visit, register: Database, changed: dict[str, Any], code: str, field: str
) -> None:
    before = entries(register)
    who = visitor("canbo")
    answer = who.client.post(
        "/api/case", data=json.dumps({**NEW, **changed}), content_type="application/json",
        headers={"X-CSRFToken": who.token},
    )  # fmt: skip
    body: Any = answer.json
    assert (answer.status_code, body["error"]["code"], body["field"]) == (422, code, field)
    assert body["error"]["sentence"]
    assert entries(register) == before


@pytest.mark.parametrize(
    "changed", [{"unit": None}, {"unit": "17"}, {"unit": True}, {"parcel_unit": "1"}, {"hamlet": 5}, {"kind": ["x"]}]
)
def test_a_value_of_another_kind_is_no_form_of_ours(visitor: Visit, changed: dict[str, Any]) -> None:
    assert visitor("canbo").send("/api/case", {**NEW, **changed}).status_code == 400


def test_a_hundred_thousand_corners_get_a_sentence_and_a_longer_body_is_not_read(
    visitor: Visit, register: Database
) -> None:
    before = entries(register)
    who = visitor("canbo")
    ring = [[106.1 + at / 10**7, 21.4 + at % 2 / 10**6] for at in range(100_000)]
    answer: Any = who.send("/api/case", {**NEW, "geometry": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}})
    assert (answer.status_code, answer.json["error"]["code"]) == (422, "geometry.too_many_corners")
    assert f"{MOST_CORNERS:,}" in answer.json["error"]["sentence"]
    assert who.send("/api/case", {**NEW, "hamlet": "x" * 5_000_000}).status_code == 413
    assert entries(register) == before


def test_a_unit_of_a_neighbour_is_as_unknown_as_none(visitor: Visit, register: Database) -> None:
    before = entries(register)
    who = visitor("canbo.yenthe")
    bo_ha = history(register, "QB-0001").revisions[0].facts.unit_id
    answers = [who.send("/api/case", {**NEW, "unit": unit}) for unit in (bo_ha, 9_999)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].text.replace(str(bo_ha), "ID") == answers[1].text.replace("9999", "ID")
    assert entries(register) == before


def test_an_unchanged_form_comes_back_as_it_was_and_records_nothing(visitor: Visit, register: Database) -> None:
    who = visitor("canbo")
    for code in ("QA-0001", "QA-0002", "QA-0003", "QA-0004"):
        version, known = values(who, f"/api/case/{code}")
        answer = who.send(f"/api/case/{code}/revision", {**known, "seen": version, "reason": "không đổi"})
        assert (answer.status_code, answer.json and answer.json["error"]["code"]) == (422, "case.unchanged"), code
    assert len(history(register).revisions) == 1


def test_a_correction_is_recorded_with_its_reason_and_shown_field_by_field(visitor: Visit, register: Database) -> None:
    who = visitor("canbo")
    version, known = values(who)
    body = {**known, "seen": version, "parcel": "77", "area_m2": "600", "geometry": SQUARE, "reason": "đo lại"}
    answer: Any = who.send(f"{CASE}/revision?unit=07288", body)
    assert answer.status_code == 200, answer.text
    assert answer.json["case"] in who.json("/api/commune/07288/cases")["rows"]
    line = answer.json["panel"]["history"][0]
    assert (line["kind"], line["note"], line["drawn"]) == ("revision", "đo lại", True)
    change = who.json(f"{CASE}/revision/{line['entry']}")
    assert change["fields"] == [
        {"label": "Area", "before": "500.0\u00a0m²", "after": "600.0\u00a0m²"},
        {"label": "Parcel", "before": "90001", "after": "77"},
    ]
    assert change["moved"]
    assert change["after"]["geometry"] == SQUARE
    assert change["before"]["geometry"]["type"] == "Polygon"
    assert change["before"]["area"] != change["after"]["area"]
    first = who.json(f"{CASE}/revision/{history(register).revisions[0].entry}")
    assert (first["before"], len(first["fields"]) > 5) == ({"geometry": None, "area": None}, True)
    assert who.get(f"{CASE}/revision/999999").status_code == 422


def test_a_correction_without_reason_is_refused_at_its_field(visitor: Visit) -> None:
    who = visitor("canbo")
    version, known = values(who)
    answer: Any = who.send(f"{CASE}/revision", {**known, "seen": version, "area_m2": "600", "reason": " "})
    assert (answer.status_code, answer.json["field"]) == (422, "reason")


def test_what_somebody_else_corrected_comes_back_beside_and_is_not_overwritten(
    visitor: Visit, register: Database
) -> None:
    who = visitor("canbo")
    version, known = values(who)
    revise_case(register, SYSTEM_SCOPE, "QA-0001", facts(PHON_XUONG, parcel="theirs"), "đo lại")
    before = entries(register)
    mine = {**known, "seen": version, "parcel": "mine", "reason": "sai số thửa"}
    answer: Any = who.send(f"{CASE}/revision?unit=07288", mine)
    assert answer.status_code == 409
    assert answer.json["facts"]["parcel"] == "theirs"
    assert answer.json["version"] == answer.json["panel"]["version"] == history(register).version
    assert entries(register) == before
    again = who.send(f"{CASE}/revision", {**mine, "seen": answer.json["version"]})
    assert again.status_code == 200
    assert history(register).revisions[-1].facts.parcel == "mine"


def test_a_withdrawal_needs_a_reason_and_the_version_seen(visitor: Visit, register: Database) -> None:
    who = visitor("canbo")
    version, _ = values(who)
    assert who.send(f"{CASE}/withdraw", {"seen": version, "reason": ""}).status_code == 422
    assert who.send(f"{CASE}/withdraw", {"seen": version - 1, "reason": "nhầm"}).status_code == 409
    answer: Any = who.send(f"{CASE}/withdraw?unit=07288", {"seen": version, "reason": "nhập nhầm"})
    assert (answer.status_code, answer.json["case"], answer.json["panel"]["may_correct"]) == (200, None, False)
    assert answer.json["figures"] == who.json("/api/commune/07288/cases")["figures"]
    assert history(register).revisions[-1].withdrawn


def test_a_case_that_was_withdrawn_meanwhile_is_a_conflict(visitor: Visit, register: Database) -> None:
    who = visitor("canbo")
    version, known = values(who)
    withdraw_case(register, SYSTEM_SCOPE, "QA-0001", "nhập nhầm")
    answer: Any = who.send(f"{CASE}/revision", {**known, "seen": version, "parcel": "1", "reason": "sai"})
    assert (answer.status_code, answer.json["panel"]["absence"]) == (409, "Withdrawn from the register")


@pytest.mark.parametrize("name", ["chutich.yenthe", "tinh", "quantri", None])
def test_who_may_not_change_cases_changes_none(visitor: Visit, register: Database, name: str | None) -> None:
    who, before = visitor(name), entries(register)
    refused = 401 if name is None else 403
    for address in ("/api/case", f"{CASE}/revision", f"{CASE}/withdraw", "/api/geometry/judge", "/api/geometry/cut"):
        assert who.send(address, NEW).status_code == refused, address
    for address in (f"{CASE}/facts", "/api/commune/07288/form", "/api/occurred?text=2008"):
        assert who.get(address).status_code == refused, address
    assert entries(register) == before


@pytest.mark.parametrize("path", ["/facts", "/revision", "/withdraw", "/revision/{entry}"])
def test_a_neighbours_case_is_not_there(visitor: Visit, register: Database, path: str) -> None:
    who = visitor("canbo.yenthe")
    entry = history(register, "QB-0001").revisions[0].entry

    def answer(code: str) -> tuple[int, str]:
        target = f"/api/case/{code}{path.format(entry=entry)}"
        found = who.get(target) if path in {"/facts", "/revision/{entry}"} else who.send(target, {"seen": 1})
        return found.status_code, found.text.replace(code, "CODE")

    assert answer("QB-0001") == answer("QX-9999")
    assert answer("QB-0001")[0] == 404


def test_texts_of_people_stay_texts(visitor: Visit) -> None:
    who = visitor("canbo")
    answer: Any = who.send("/api/case", {**NEW, "hamlet": HOSTILE, "parcel": HOSTILE, "reason": HOSTILE})
    assert answer.mimetype == "application/json"
    assert values(who, f"/api/case/{answer.json['panel']['code']}")[1]["hamlet"] == HOSTILE
    assert answer.json["panel"]["history"][0]["note"] == HOSTILE


def test_the_form_offers_the_units_of_the_commune_and_the_codes_of_both_circulars(visitor: Visit) -> None:
    form = visitor("canbo.yenthe").json("/api/commune/07288/form")
    assert form["units"][0]["code"] == "07288"
    names = [unit["name"] for unit in form["units"]]
    assert names[0] == "Xã Yên Thế"
    assert "Thị trấn Phồn Xương (until 01/07/2025)" in names
    assert {old["code"] for old in form["units"][0]["old_communes"]} >= {"07260", "07270", "07288"}
    (south, west), (north, east) = form["units"][0]["bounds"]
    assert (21 < south < north < 22, 106 < west < east < 107) == (True, True)
    types = {row["code"]: row["name"] for row in form["land_types"]}
    assert len(types) == 44
    assert types["LUC"] == "Wet rice land"
    assert "until 31/07/2024" in types["BHK"]
    assert [row["code"] for row in form["systems"]][:2] == ["EPSG:4326", "EPSG:4756"]
    assert visitor("canbo.yenthe").get("/api/commune/07294/form").status_code == 404


def test_the_page_offers_drawing_to_those_who_may_change_and_lets_the_phone_tell_its_place(visitor: Visit) -> None:
    officer, chair = visitor("canbo").get("/commune/07288"), visitor("chutich.yenthe").get("/commune/07288")
    assert 'data-part="new-case"' in officer.text
    assert 'data-part="new-case"' not in chair.text
    assert "geolocation=(self)" in officer.headers["Permissions-Policy"]
    assert 'data-part="new-case"' not in visitor("canbo").get("/commune/07288?known_at=2022-06-01").text
