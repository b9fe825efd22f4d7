"""Steps of a case in the panel: recorded, taken back, refused, and never over somebody else's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from landtrack.domain.deadlines.case_step import CaseStep, StepDraft
from landtrack.domain.question import parse_day
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.domain.status import ChangeDraft, Status
from landtrack.usecases.change_status import change_status
from landtrack.usecases.record_case import withdraw_case
from landtrack.usecases.record_step import record_step
from tests.builders import resolved
from tests.web.register import HOSTILE

if TYPE_CHECKING:
    from collections.abc import Callable

    from landtrack.store.database import Database
    from tests.web.register import Visitor

    Visit = Callable[[str | None], Visitor]

CASE = "/api/case/QA-0001"
MISSING = ["minutes", "decision", "received", "complex", "very_complex"]
MINUTES: dict[str, Any] = {"step": "minutes", "day": "06/05/2021", "number": "3/BB-VPHC", "note": HOSTILE}


def sent(who: Visitor, rest: str = "/step", seen: int | None = None, **body: Any) -> Any:
    version = who.json(f"{CASE}/steps")["version"] if seen is None else seen
    return who.send(f"{CASE}{rest}", {"seen": version, **body})


def test_the_panel_says_what_is_due_under_which_rule(visitor: Visit) -> None:
    found = visitor("canbo").json(f"{CASE}/steps?as_of=31/12/2021")
    assert found["standing"] == "overdue"
    assert [row["label"] for row in found["due"]] == ["Draw up the minutes", "The time for a fine ends"]
    assert found["due"][0] == {
        "label": "Draw up the minutes", "day": "06/05/2021", "late": True, "left": "239 days late",
        "basis": "Nghị định 91/2019/NĐ-CP", "span": "2 working days",
    }  # fmt: skip
    assert found["earlier"] is None
    assert (found["steps"], found["nothing"], found["version"]) == ([], None, 0)
    assert [row["value"] for row in found["missing"]] == MISSING


def test_a_step_is_recorded_and_taken_back(visitor: Visit) -> None:
    who = visitor("canbo.yenthe")
    answer = sent(who, **MINUTES)
    assert answer.status_code == 200
    (step,) = answer.json["steps"]
    assert (step["label"], step["day"], step["number"], step["who"]) == (
        "Minutes drawn up", "06/05/2021", "3/BB-VPHC", "canbo.yenthe",
    )  # fmt: skip
    assert (answer.json["may_undo"], [row["value"] for row in answer.json["missing"]]) == (
        [step["entry"]], MISSING[1:],
    )  # fmt: skip
    assert answer.json == who.json(f"{CASE}/steps")
    undone = sent(who, "/step/undo", step="minutes", day="06/05/2021", note="nhầm")
    assert (undone.status_code, undone.json["steps"][0]["void"]) == (200, True)
    assert undone.json["may_undo"] == []
    earlier = who.json(f"{CASE}/steps?known_at=2022-06-01")
    assert (earlier["steps"], earlier["missing"], earlier["may_undo"]) == ([], [], [])


def test_a_complex_case_has_more_time_and_says_under_which_rule(visitor: Visit) -> None:
    who = visitor("canbo.yenthe")
    sent(who, **MINUTES)
    sent(who, step="complex", day="07/05/2021", number="2/TB")
    due = who.json(f"{CASE}/steps?as_of=31/12/2021")["due"][0]
    assert (due["label"], due["day"], due["span"]) == ("Make the decision", "06/06/2021", "1 month · Complex")
    assert sent(who, step="very_complex", day="05/05/2021").json["error"]["code"] == "step.order"


def test_a_case_taken_up_again_shows_its_earlier_steps_as_past(visitor: Visit, register: Database) -> None:
    record_step(register, SYSTEM_SCOPE, "QA-0001", StepDraft(CaseStep.MINUTES, parse_day("06/05/2021")))
    change_status(register, SYSTEM_SCOPE, "QA-0001", resolved(parse_day("01/06/2021")))
    change_status(register, SYSTEM_SCOPE, "QA-0001", ChangeDraft(Status.OPEN, parse_day("02/08/2021")))
    who = visitor("canbo")
    found = who.json(f"{CASE}/steps")
    assert [step["past"] for step in found["steps"]] == [True]
    assert found["earlier"] == "Taken up again on 02/08/2021: what is due counts from there."
    assert (found["due"][0]["label"], found["due"][0]["day"]) == ("Draw up the minutes", "04/08/2021")
    again = sent(who, step="minutes", day="03/08/2021")
    assert [step["past"] for step in again.json["steps"]] == [True, False]
    undone = sent(who, "/step/undo", step="minutes", day="06/05/2021")
    assert [step["void"] for step in undone.json["steps"]] == [True, False]
    row = who.get("/due?show=soon&as_of=03/08/2021").text
    assert "taken up again on 02/08/2021" in row


def test_somebody_elses_step_is_never_overlooked(visitor: Visit, register: Database) -> None:
    who = visitor("canbo")
    record_step(register, SYSTEM_SCOPE, "QA-0001", StepDraft(CaseStep.MINUTES, parse_day("05/05/2021")))
    answer = sent(who, seen=0, step="decision", day="10/05/2021")
    assert answer.status_code == 409
    assert answer.json["error"]["code"] == "step.changed_meanwhile"
    assert [step["step"] for step in answer.json["steps"]] == ["minutes"]
    again = sent(who, seen=answer.json["version"], step="decision", day="10/05/2021")
    assert [step["step"] for step in again.json["steps"]] == ["minutes", "decision"]


@pytest.mark.parametrize(
    ("changed", "status", "code", "field"),
    [
        ({"day": "03/05/2021"}, 422, "step.before_found", "day"),
        ({"day": "23/11/2026"}, 422, "step.in_future", "day"),
        ({"day": "31/02/2022"}, 422, "day.impossible", "day"),
        ({"day": ""}, 422, "day.malformed", "day"),
        ({"step": "nonsense"}, 422, "choice.unknown", "step"),
        ({"number": "x" * 501}, 422, "text.too_long", "number"),
        ({"seen": "1"}, 400, "http.bad_request", None),
    ],
)
def test_what_cannot_be_is_said_at_its_field(
    visitor: Visit, changed: dict[str, Any], status: int, code: str, field: str | None
) -> None:
    who = visitor("canbo")
    answer = who.send(f"{CASE}/step", {"seen": 0, **MINUTES, **changed})
    body: Any = answer.json
    assert (answer.status_code, body["error"]["code"], body.get("field")) == (status, code, field)
    assert who.json(f"{CASE}/steps")["steps"] == []


def test_nothing_is_due_once_resolved_and_a_withdrawn_case_takes_no_step(visitor: Visit, register: Database) -> None:
    who = visitor("canbo")
    resolved = who.json("/api/case/QA-0002/steps")
    assert (resolved["due"], resolved["nothing"], resolved["standing"]) == ([], "Nothing is due in this case.", None)
    withdraw_case(register, SYSTEM_SCOPE, "QA-0001", "nhầm")
    assert who.json(f"{CASE}/steps")["missing"] == []
    assert sent(who, **MINUTES).json["error"]["code"] == "case.withdrawn"


def test_a_chair_looks_and_a_neighbour_finds_nothing(visitor: Visit) -> None:
    chair = visitor("chutich.yenthe")
    found = chair.json(f"{CASE}/steps")
    assert (found["missing"], found["may_undo"]) == ([], [])
    assert sent(chair, **MINUTES).status_code == 403
    neighbour = visitor("canbo.yenthe")
    missing = neighbour.get("/api/case/QX-0001/steps")
    foreign = neighbour.get("/api/case/QB-0001/steps")
    assert (missing.status_code, foreign.status_code) == (404, 404)
    assert foreign.text.replace("QB-0001", "QX-0001") == missing.text
    for rest in ("step", "step/undo"):
        assert neighbour.send(f"/api/case/QB-0001/{rest}", {"seen": 0, **MINUTES}).status_code == 404
