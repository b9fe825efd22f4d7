"""Judging and cutting what is being drawn: nothing is written, and nothing of a neighbour is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.store.histories import find_history
from landtrack.store.log import head_at
from tests.builders import PHON_XUONG
from tests.web.drawings import SQUARE, polygon

if TYPE_CHECKING:
    from collections.abc import Callable

    from landtrack.store.database import Database
    from tests.web.register import Visitor

    Visit = Callable[[str | None], Visitor]

JUDGE, CUT = "/api/geometry/judge?unit=07288", "/api/geometry/cut"
ON_THEIRS = polygon((106.1898, 21.4413), (106.19, 21.4413), (106.19, 21.4415), (106.1898, 21.4415), (106.1898, 21.4413))
ON_MINE = polygon((106.1268, 21.4671), (106.127, 21.4671), (106.127, 21.4673), (106.1268, 21.4673), (106.1268, 21.4671))


def test_a_geometry_is_judged_and_nothing_recorded(visitor: Visit, register: Database) -> None:
    who = visitor("canbo.yenthe")
    with register.reading() as view:
        before = head_at(view.connection)
    found: Any = who.send(JUDGE, {"unit": PHON_XUONG, "case": "", "geometry": ON_MINE}).json
    assert found["fault"] is None
    assert 4000 < found["area"] < 5000
    assert found["inside"]
    assert [row["code"] for row in found["units"]] == ["07288"]
    assert [row["code"] for row in found["overlaps"]] == ["QA-0001"]
    assert abs(found["overlaps"][0]["area"] - found["area"]) <= 1
    own: Any = who.send(JUDGE, {"unit": PHON_XUONG, "case": "qa-0001", "geometry": ON_MINE}).json
    assert own["overlaps"] == []
    with register.reading() as view:
        assert head_at(view.connection) == before


def test_of_a_neighbours_cases_the_judge_says_nothing(visitor: Visit, register: Database) -> None:
    body = {"unit": PHON_XUONG, "case": "", "geometry": ON_THEIRS}
    mine: Any = visitor("canbo.yenthe").send(JUDGE, body)
    assert "QB-" not in mine.text
    assert (mine.json["overlaps"], mine.json["inside"]) == ([], False)
    assert [row["code"] for row in mine.json["units"]] == ["07294"]  # where units lie is public
    everywhere: Any = visitor("canbo").send(JUDGE, body).json
    assert [row["code"] for row in everywhere["overlaps"]] == ["QB-0001", "QB-0002"]
    with register.reading() as view:
        bo_ha = find_history(view, SYSTEM_SCOPE, "QB-0001").revisions[0].facts.unit_id
    for unit in (bo_ha, 9_999):
        assert visitor("canbo.yenthe").send(JUDGE, {**body, "unit": unit}).status_code == 404


def test_a_fault_comes_with_its_sentence_and_place(visitor: Visit) -> None:
    bow_tie = polygon((106.12, 21.46), (106.13, 21.47), (106.13, 21.46), (106.12, 21.47), (106.12, 21.46))
    found: Any = visitor("canbo").send(JUDGE, {"unit": PHON_XUONG, "geometry": bow_tie}).json
    assert found["fault"]["code"] == "geometry.crossing"
    assert "106.125000" in found["fault"]["sentence"]
    assert found["fault"]["at"] == pytest.approx([106.125, 21.465])
    assert found["area"] is None


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"unit": PHON_XUONG, "geometry": None}, 422, "geometry.malformed"),
        ({"unit": PHON_XUONG, "geometry": polygon((106.1, 21.4), (106.2, 21.4))}, 422, "geometry.ring_open"),
        ({"unit": PHON_XUONG, "geometry": {"type": "Point", "coordinates": [0, 0]}}, 422, "geometry.outside_vietnam"),
        ({"unit": "17", "geometry": SQUARE}, 400, "http.bad_request"),
        ({"geometry": SQUARE}, 400, "http.bad_request"),
        ({"unit": PHON_XUONG, "case": 5, "geometry": SQUARE}, 400, "http.bad_request"),
        ([], 400, "http.bad_request"),
    ],
)
def test_what_cannot_be_judged_is_refused(visitor: Visit, body: Any, status: int, code: str) -> None:
    answer: Any = visitor("canbo").send(JUDGE, body)
    assert (answer.status_code, answer.json["error"]["code"]) == (status, code)


def test_a_line_cuts_a_geometry(visitor: Visit) -> None:
    who = visitor("canbo")
    across = [[106.1255, 21.4675], [106.1275, 21.4675]]
    found: Any = who.send(CUT, {"geometry": SQUARE, "line": across}).json
    assert (found["geometry"]["type"], len(found["geometry"]["coordinates"])) == ("MultiPolygon", 2)
    judged: Any = who.send(JUDGE, {"unit": PHON_XUONG, "geometry": found["geometry"]}).json
    assert (judged["fault"], judged["joined"]) == (None, True)
    for body, code in (
        ({"geometry": SQUARE, "line": across[:1]}, "geometry.malformed"),
        ({"geometry": SQUARE, "line": [[106.11, 21.4675], [106.12, 21.4675]]}, "geometry.not_cut"),
        ({"geometry": {"type": "Point", "coordinates": [106.1, 21.4]}, "line": across}, "geometry.malformed"),
    ):
        answer: Any = who.send(CUT, body)
        assert (answer.status_code, answer.json["error"]["code"]) == (422, code)
