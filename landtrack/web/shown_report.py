"""An issued report as pages show it, and a figure's place in it in words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from flask import url_for

from landtrack.domain.cutoff import Band
from landtrack.domain.question import VIETNAM, day_in_vietnam
from landtrack.domain.report.request import ReportForm, request_of_block
from landtrack.web.language import say
from landtrack.web.making_reports import FILES
from landtrack.web.signed_in import signed_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from landtrack.domain.question import Question
    from landtrack.store.issued_reports import IssuedReport, ReportLine
    from landtrack.usecases.reports.show_report import ShownReport

SHOWN = 200
"""More differences than that say nothing more; the page says how many there are."""


def file_kinds() -> list[dict[str, str]]:
    """Return what can be made, with what is said of it."""
    text = say().text
    told = {
        "official.docx": text(
            "The report in the form of Decree 30/2020: paragraph, tables, chart, how it was counted."
        ),
        "workbook.xlsx": text("The table by unit and time of violation with formulas, and the cases behind it."),
        "unit-sheet.pdf": text("One page for one unit: map, progress, movements, what is overdue. To print."),
        "unit-sheet.docx": text("The same sheet, from the office's own template, to go on writing in."),
        "pack.zip": text("The sheets of all units in one go."),
    }
    return [
        {"value": name, "label": form_label(ReportForm(name.partition(".")[0])), "told": told[name]} for name in FILES
    ]


def form_label(form: ReportForm) -> str:
    """Return what a form is called."""
    return say().label(form)


def listed(row: ReportLine) -> dict[str, Any]:
    """Return a report as the list and its own page show it."""
    words, wish = say(), request_of_block(row.parameters)
    question = wish.question
    query: dict[str, Any] = {"as_of": question.as_of.isoformat(), "frame": question.frame_day.isoformat()}
    since: dict[str, Any] = {} if wish.since is None else {"since": wish.since.as_of.isoformat()}
    known_at = question.known_at.astimezone(VIETNAM).isoformat()
    unit: dict[str, Any] = {} if question.unit is None else {"unit": question.unit}
    return {
        "number": row.entry,
        "form": form_label(wish.form),
        "ending": wish.ending,
        "file": row.file_name,
        "sha256": row.sha256,
        "unit": _unit_name(question),
        "as_of": words.day(question.as_of),
        "known_at": words.moment(question.known_at),
        "frame": words.day(question.frame_day),
        "since": None if wish.since is None else words.day(wish.since.as_of),
        "language": row.parameters.get("language", "vi"),
        "by": row.actor,
        "at": words.moment(row.recorded_at),
        "again": url_for(
            "reports", **query, **unit, form=f"{wish.form.value}.{wish.ending}", known_at=known_at,
            **since,
        ),
        "diff": {"from": query["as_of"], "from_known_at": known_at, "frame": query["frame"], **unit},
        "issued_on": words.day(day_in_vietnam(row.recorded_at)),
    }  # fmt: skip


def head_of(report: IssuedReport) -> str:
    """Return the head of the log that was printed in a report."""
    first: Mapping[str, Any] = next(iter(report.figures.get("sheets", [report.figures])), {})
    return str(first.get("head", ""))


def shown_differences(found: ShownReport) -> dict[str, Any]:
    """Return how many figures differ when computed again, and the first of them in words."""
    words = _place_words(found.report.figures)
    rows = [
        {"where": " · ".join(_in_words(row.where, words)), "issued": row.issued, "now": row.now}
        for row in found.differences[:SHOWN]
    ]
    return {"count": len(found.differences), "rows": rows}


def _in_words(where: str, words: Mapping[str, str]) -> Iterator[str]:
    """Give the parts of "units/07288/bands/before/open" in words; of a pack's, "07288: total/open"."""
    sheet, _, path = where.rpartition(": ")
    parts = [*([sheet] if sheet else []), *path.split("/")]
    for above, part in zip(["", *parts], parts, strict=False):
        if part not in {"units", "bands"}:
            yield words.get(f"{above}/{part}") or words.get(part, part)


def _place_words(figures: Mapping[str, Any]) -> dict[str, str]:
    """Return what the parts of a figure's place are called: units by code, "bands/…", measures."""
    text, day = say().text, say().day
    first: Mapping[str, Any] = next(iter(figures.get("sheets", [figures])), {})
    days = {side: day(date.fromisoformat(spelled)) for side, spelled in first.get("cutoffs", {}).items()}
    days = {"before": "…", "after": "…", **days}
    return {
        "total": text("All cases"), "cases": text("Cases"), "area_m2": text("Area, m²"), "area_ha": text("Area, ha"),
        "resolved": text("Resolved"), "resolved_m2": text("Resolved, m²"), "resolved_ha": text("Resolved, ha"),
        "in_hand": text("In hand"), "open": text("Open"), "rate_cases": text("Rate by cases"),
        "rate_area": text("Rate by area"), "head": text("Head of the log"), "cutoffs": text("Cutoffs"),
        "gaps": text("What is missing"), "as_of": text("As of"), "known_at": text("As known at"),
        "frame": text("Units of"), "name": text("Name"),
        **{f"bands/{band.value}": say().label(band).format(**days) for band in Band},
        **dict(_unit_names(figures)),
    }  # fmt: skip


def _unit_names(figures: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for sheet in figures.get("sheets", [figures]):
        for unit in sheet.get("units", []):
            yield unit["code"], unit["name"]


def _unit_name(question: Question) -> str | None:
    code, units = question.unit, signed_in().registry.on(question.frame_day)
    return next((unit.full_name for unit in units if unit.code == code), code)
