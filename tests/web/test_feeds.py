"""The feeds of the maps: what progress counts, drawn where it lies, the same on both engines."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
import shapely

from landtrack.domain.cutoff import Band
from landtrack.domain.progress import Measure
from landtrack.domain.question import Question
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.domain.status import ChangeDraft, Exclusion, Status
from landtrack.settings import Settings
from landtrack.store.case_feed import FEED_COLUMNS
from landtrack.store.database import open_database
from landtrack.store.histories import find_history
from landtrack.usecases.change_status import change_status
from landtrack.usecases.record_case import record_case, revise_case
from landtrack.usecases.report_progress import report_progress
from landtrack.web.app import create_app
from tests.builders import MovingClock, facts, resolved
from tests.maps.decoded import decoded
from tests.web.register import YEN_THE, Visitor, make_register, page_data

if TYPE_CHECKING:
    from collections.abc import Callable

    from landtrack.store.database import Database

    Visit = Callable[[str | None], Visitor]

CASES = "/api/commune/07288/cases"
WAYS = ["", "?as_of=2021-05-31", "?as_of=2021-06-01&known_at=2022-01-01", "?frame=2023-11-30", "?as_of=2020-01-01"]


def question(query: str, now: datetime) -> Question:
    given = dict(part.split("=") for part in query.removeprefix("?").split("&") if part)
    as_of = date.fromisoformat(given.get("as_of", "2026-11-22"))
    known_at = datetime(2022, 1, 1, 16, 59, 59, 999999, UTC) if "known_at" in given else now
    frame = date.fromisoformat(given["frame"]) if "frame" in given else None
    return Question(as_of, known_at, frame, "07288")


@pytest.mark.parametrize("query", WAYS)
def test_the_feed_agrees_with_progress(visitor: Visit, register: Database, query: str) -> None:
    feed = visitor("canbo").json(CASES + query)
    progress = report_progress(register, SYSTEM_SCOPE, question(query, register.now()))
    assert feed["head"] == progress.head
    raw = feed["figures"]["total"]["raw"]
    assert Measure(**{name: raw[name] for name in Measure.__dataclass_fields__}) == progress.whole.total
    rows = [dict(zip(feed["columns"], row, strict=True)) for row in feed["rows"]]
    counted = [row for row in rows if tuple(Status)[row["status"]] is not Status.EXCLUDED]
    assert len(counted) == progress.whole.total.cases
    assert sum(row["area"] for row in counted) == progress.whole.total.area
    assert sum(row["resolved_area"] for row in counted) == progress.whole.total.resolved_area
    for place, band in enumerate(Band):
        assert sum(row["band"] == place for row in counted) == progress.whole.bands[band].cases
    assert sum(row["gap"] == 1 for row in counted) == progress.gaps.no_geometry


def test_a_row_holds_what_the_list_shows(visitor: Visit) -> None:
    feed = visitor("canbo").json(CASES)
    assert feed["columns"] == list(FEED_COLUMNS)
    data = page_data(visitor("canbo").get("/commune/07288").text)
    row: dict[str, Any] = dict(zip(feed["columns"], feed["rows"][1], strict=True))
    assert data["statuses"][row.pop("status")] == {"value": "resolved", "label": "Resolved"}
    assert data["bands"][row.pop("band")] == {"value": "before", "label": "Before 01/07/2014"}
    assert data["kinds"][row.pop("kind")] == {"value": "encroached", "label": "Encroachment"}
    assert row == {
        "id": 2, "code": "QA-0002", "land_type": "CLN", "map_sheet": "45", "parcel": "90002", "part": 0,
        "hamlet": "Bản Ven", "area": 5000, "resolved_area": 5000, "found_on": "2021-05-04",
        "effective_on": "2021-06-01", "gap": 0,
    }  # fmt: skip


def test_shapes_lie_where_the_cases_do(visitor: Visit, register: Database) -> None:
    who = visitor("canbo")
    feed = who.json(CASES)
    drawn = decoded(who.get(feed["geometry_url"]).data)
    without = {row[0] for row in feed["rows"] if row[-1] == 1}
    assert set(drawn) == {row[0] for row in feed["rows"]} - without
    assert len(without) == 1
    with register.reading() as view:
        for code in YEN_THE:
            history = find_history(view, SYSTEM_SCOPE, code)
            geometry = history.revisions[-1].facts.geometry
            if geometry is not None:
                assert shapely.hausdorff_distance(geometry, drawn[history.case_id]) < 1e-7


def test_the_address_of_the_shapes_changes_with_them_only(visitor: Visit, register: Database) -> None:
    who = visitor("canbo")
    first = who.json(CASES)["geometry_url"]
    assert page_data(who.get("/commune/07288").text)["geometry_url"] == first
    change_status(register, SYSTEM_SCOPE, "QA-0001", resolved(date(2022, 6, 1)))
    change_status(
        register, SYSTEM_SCOPE, "QA-0004", ChangeDraft(Status.EXCLUDED, date(2022, 6, 1), exclusion=Exclusion.DUPLICATE)
    )
    assert who.json(CASES)["geometry_url"] == first
    with register.reading() as view:
        unit = find_history(view, SYSTEM_SCOPE, "QA-0001").revisions[0].facts.unit_id
    revise_case(
        register, SYSTEM_SCOPE, "QA-0001", facts(unit, geometry=shapely.box(106.1, 21.4, 106.2, 21.5)), "survey"
    )
    second = who.json(CASES)["geometry_url"]
    assert second != first
    record_case(register, SYSTEM_SCOPE, "QA-0009", facts(unit))
    assert who.json(CASES)["geometry_url"] not in {first, second}


def test_an_address_of_earlier_shapes_gives_the_present_ones_and_they_are_not_kept(visitor: Visit) -> None:
    who = visitor("canbo")
    url = who.json(CASES)["geometry_url"]
    present = who.get(url)
    stale = who.get("/api/commune/07288/geometry/" + "f" * 24)
    assert stale.data == present.data
    assert stale.headers["Cache-Control"] == "no-store"


def test_shapes_kept_in_memory_pass_no_wall(visitor: Visit) -> None:
    officer, chair = visitor("canbo"), visitor("chutich.yenthe")
    foreign = officer.json("/api/commune/07294/cases")["geometry_url"]
    assert officer.get(foreign).status_code == 200
    assert chair.get(foreign).status_code == 404
    assert decoded(chair.get(foreign.replace("07294", "07288")).data).keys() == {1, 2, 4}


def test_a_kept_feed_is_anothers_to_nobody_and_ends_with_the_next_entry(visitor: Visit, register: Database) -> None:
    officer, chair = visitor("canbo"), visitor("chutich.yenthe")
    before = officer.json(CASES)
    assert officer.json(CASES) == before
    assert chair.json(CASES)["rows"] == before["rows"]
    assert chair.get("/api/commune/07246/cases").status_code == 404
    assert officer.get("/api/commune/07246/cases").status_code == 200
    assert chair.get("/api/commune/07246/cases").status_code == 404
    code = next(row[1] for row in before["rows"] if tuple(Status)[row[2]] is Status.OPEN)
    change_status(register, SYSTEM_SCOPE, code, ChangeDraft(Status.IN_HAND, date(2026, 11, 20)))
    after = officer.json(CASES)
    assert after["entry"] == before["entry"] + 1
    assert {row[1]: tuple(Status)[row[2]] for row in after["rows"]}[code] is Status.IN_HAND


def test_feeds_are_packed_for_browsers_that_take_it(visitor: Visit) -> None:
    who = visitor("canbo")
    url = who.json(CASES)["geometry_url"]
    for address in (CASES, url, "/api/units"):
        plain, packed = who.get(address), who.get(address, headers={"Accept-Encoding": "gzip"})
        if packed.headers.get("Content-Encoding") == "gzip":
            assert len(packed.data) < len(plain.data)
            assert gzip.decompress(packed.data)[:40] == plain.data[:40]
        assert "Accept-Encoding" in packed.headers["Vary"]
    assert who.get(CASES, headers={"Accept-Encoding": "gzip"}).headers["Content-Encoding"] == "gzip"


def test_the_boundary_is_that_of_the_frame_with_its_neighbours(visitor: Visit) -> None:
    who = visitor("chutich.yenthe")
    url = page_data(who.get("/commune/07288").text)["boundary_url"]
    found = who.json(url)
    assert found["schematic"] is True
    assert found["shape"]["type"] == "Polygon"
    assert {row["name"] for row in found["neighbours"]} >= {"Phường Bố Hạ", "Xã Đồng Kỳ"}
    assert who.get(url).headers["Cache-Control"] == "private, max-age=86400"
    assert who.get(url.replace("/1", "/999")).headers["Cache-Control"] == "no-store"
    older = who.json(url + "?frame=2023-11-30")
    assert shapely.from_geojson(json.dumps(older["shape"])).area < shapely.from_geojson(json.dumps(found["shape"])).area


def test_units_are_coloured_by_what_is_resolved(visitor: Visit) -> None:
    feed = visitor("canbo").json("/api/units")
    units = {row["code"]: row for row in feed["units"]}
    assert len(units) == 5
    assert (units["07246"]["colour"], units["07246"]["rate"]) == (None, "–")
    assert (units["07288"]["colour"], units["07288"]["rate"]) == ("#f2e6c2", "25.00\N{NO-BREAK SPACE}%")
    assert [shape["properties"]["code"] for shape in feed["shapes"]["features"]] == list(units)
    assert units["07288"]["href"] == "/commune/07288"
    assert feed["legend"][-1] == {"label": "no cases", "colour": None, "pattern": True}
    assert [row["code"] for row in visitor("chutich.yenthe").json("/api/units")["units"]] == ["07288"]
    assert len(visitor("canbo").json("/api/units?frame=2023-11-30")["units"]) == 19


@pytest.mark.parametrize(
    "address", [CASES, "/api/units", "/api/search", "/api/case/QA-0001", "/api/commune/07288/boundary/1"]
)
@pytest.mark.parametrize(("query", "code"), [
    ("as_of=31/02/2024", "day.impossible"), ("known_at=x", "day.malformed"), ("frame=1990-01-01", "frame.no_units"),
])  # fmt: skip
def test_feeds_refuse_days_that_are_none(visitor: Visit, address: str, query: str, code: str) -> None:
    answer = visitor("canbo").get(f"{address}?{query}")
    assert answer.status_code == 422
    assert answer.json is not None
    assert answer.json["error"]["code"] == code


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("QA-0001", ["QA-0001"]), ("qa-000", list(YEN_THE)), ("90002", ["QA-0002"]), ("45/90003", ["QA-0003"]),
        ("46/90003", []), ("", []), ("%", []), ("_", []), ("9000", []), ("QB-0001", ["QB-0001"]),
    ],
)  # fmt: skip
def test_cases_are_found_by_code_and_parcel(visitor: Visit, typed: str, codes: list[str]) -> None:
    found = visitor("canbo").json(f"/api/search?q={typed.replace('%', '%25')}")["cases"]
    assert [row["code"] for row in found] == codes
    own = visitor("chutich.yenthe").json(f"/api/search?q={typed.replace('%', '%25')}")["cases"]
    assert [row["code"] for row in own] == [code for code in codes if code in YEN_THE]


def test_what_is_found_leads_to_its_page(visitor: Visit) -> None:
    who = visitor("canbo")
    line = who.json("/api/search?q=QA-0001&as_of=30/11/2023")["cases"][0]
    assert line["unit"] == "Thị trấn Phồn Xương"
    assert line["href"] == "/commune/07288?case=QA-0001&as_of=30/11/2023"
    assert page_data(who.get(line["href"]).text)["selected"] == "QA-0001"


def test_the_feeds_are_the_same_on_both_engines(made_register: Any, postgis_url: str) -> None:
    make_register(postgis_url)
    answers = []
    for url in (f"sqlite:///{made_register}", postgis_url):
        database = open_database(url, MovingClock())
        who = Visitor.signed_in(create_app(database, Settings(language="en"), loopback=True), database, "canbo")
        parts: list[Any] = []
        for query in WAYS:
            feed = who.json(CASES + query)
            parts += [feed["columns"], feed["rows"], feed["figures"] | {"head": ""}, who.get(feed["geometry_url"]).data]
        parts += [who.json("/api/units"), who.json("/api/case/QA-0002"), who.json("/api/search?q=QA")]
        answers.append(parts)
        database.close()
    assert answers[0] == answers[1]
