"""The page of the checks: what a person should look at, one kind at a time, and accepting it with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import flash, redirect, render_template, request, url_for

from landtrack.domain.errors import Conflict, Refusal
from landtrack.domain.finding import FindingKind
from landtrack.domain.scope import Right
from landtrack.usecases.accept_finding import Accepted, accept_finding
from landtrack.usecases.finding_words import describe
from landtrack.usecases.question_notes import surprises
from landtrack.web.access import Routes, needs
from landtrack.web.checked import checked
from landtrack.web.choices import Choice, read_choice, shown
from landtrack.web.failures import said_on_the_page, status_of
from landtrack.web.language import say, settings
from landtrack.web.paging import shown_part
from landtrack.web.signed_in import database, scope
from landtrack.web.unit_choice import about_unit, unit_list

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from landtrack.domain.finding import CheckedCase, Finding
    from landtrack.usecases.check_register import CheckReport

AT_ONCE = 50

routes = Routes()


@dataclass(frozen=True, slots=True)
class Refused:
    """An acceptance that was refused: why, of which finding, and the reason that was typed."""

    problem: str
    wanted: Accepted


@routes.get("/check", needs(Right.SEE_CASES))
def check() -> ResponseReturnValue:
    """Show what is to be looked at in the reader's cases."""
    return _page()


@routes.post("/check/accept", needs(Right.CHANGE_CASES))
def check_accept() -> ResponseReturnValue:
    """Accept a finding in the state in which it was seen."""
    fields = [request.form.get(name, "").strip() for name in ("kind", "case", "other", "state", "reason")]
    kind, case, other, state, reason = fields
    wanted = Accepted(kind, case.upper(), other.upper() or None, state, reason)
    try:
        accept_finding(database(), scope(), wanted, settings().area_tolerance)
    except Refusal as refusal:
        sentence = said_on_the_page(refusal, typed=(Conflict,))
        return _page(Refused(sentence, wanted)), status_of(refusal)
    flash(say().text("Accepted. It comes back when the case changes."), "done")
    return redirect(url_for("check", kind=kind), 303)


def _page(refused: Refused | None = None) -> str:
    choice = about_unit(read_choice())
    report = checked(choice.question)
    kind = _kind(report, refused.wanted.kind if refused else request.args.get("kind", ""))
    found = [one for one in report.open if one.kind is kind]
    rows, pages = shown_part(found, AT_ONCE)
    query = choice.unit_query
    return render_template(
        "check.html",
        choice=shown(choice),
        units=unit_list(choice.question),
        query=query,
        kinds=[_kind_block(report, one, query) for one in FindingKind],
        kind={"value": kind.value, "label": say().label(kind)},
        findings=[_line(report, choice, one) for one in rows],
        accepted=[
            {**_line(report, choice, one), "acceptance": acceptance}
            for one, acceptance in report.accepted
            if one.kind is kind
        ][:AT_ONCE],
        pages=pages,
        cases=report.cases,
        schematic=report.schematic and kind is FindingKind.OUTSIDE_UNIT,
        may_accept=not choice.query and Right.CHANGE_CASES in scope().rights,
        refused=refused,
        notes=surprises(database(), scope(), choice.question, say(), empty=not report.cases),
        words=say(),
    )


def _kind(report: CheckReport, asked: str) -> FindingKind:
    """Return the kind that was asked for, else the gravest of which there is any."""
    if asked in set(FindingKind):
        return FindingKind(asked)
    return next((kind for kind in FindingKind if report.counts[kind]), FindingKind.OVERLAP)


def _kind_block(report: CheckReport, kind: FindingKind, query: dict[str, Any]) -> dict[str, Any]:
    return {
        "value": kind.value,
        "label": say().label(kind),
        "count": report.counts[kind],
        "href": url_for("check", kind=kind.value, **query),
    }


def _line(report: CheckReport, choice: Choice, finding: Finding) -> dict[str, Any]:
    return {
        "kind": finding.kind.value,
        "state": finding.state,
        "sentence": describe(finding, report.point.registry, say()),
        "case": _case(report, choice, finding.case),
        "other": None if finding.other is None else _case(report, choice, finding.other),
    }


def _case(report: CheckReport, choice: Choice, case: CheckedCase) -> dict[str, Any]:
    """Return the code of a case, the unit of the frame that it lies in, and its place on that unit's map."""
    frame = report.point.frame
    place = frame.places.get(case.place_id)
    unit = next((unit for unit in frame.units if unit.id == place), None)
    href = None if unit is None else url_for("commune", code=unit.code, case=case.code, **choice.query)
    return {"code": case.code, "unit": unit.full_name if unit else "", "href": href}
