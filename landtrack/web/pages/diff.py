"""What changed between two moments: the bridge line by line, and the cases of a line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from flask import render_template, request, url_for

from landtrack.domain.cutoff import Band
from landtrack.domain.progress import Measure, sum_of
from landtrack.domain.scope import Right
from landtrack.usecases.choose_units import units_and_cutoffs
from landtrack.usecases.compare_moments import cases_of_lines, compare_moments
from landtrack.usecases.counting_notes import counting_notes
from landtrack.usecases.question_notes import surprises
from landtrack.web.access import Routes, needs
from landtrack.web.bridge_lists import listed_lines
from landtrack.web.bridge_table import COLUMNS, Narrowed, bridge_rows, headline, short_row, signed
from landtrack.web.choices import frame_choices
from landtrack.web.failures import REFUSED
from landtrack.web.language import say
from landtrack.web.paging import asked_order, in_order, shown_part
from landtrack.web.shortcuts import shortcuts
from landtrack.web.signed_in import database, scope, signed_in
from landtrack.web.two_moments import read_two_moments

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from flask.typing import ResponseReturnValue

    from landtrack.domain.area_unit import AreaUnit
    from landtrack.domain.bridges.bridge import Bridge, MovedCase
    from landtrack.domain.cutoff import Cutoffs
    from landtrack.web.two_moments import TwoMoments

routes = Routes()

SORTED: Mapping[str, Callable[[MovedCase], Any]] = {
    "code": lambda row: row.code,
    "unit": lambda row: row.unit_code,
    "band": lambda row: tuple(Band).index(row.band),
    "cases": lambda row: row.change.cases,
    "area": lambda row: row.change.area,
    "resolved_area": lambda row: row.change.resolved_area,
}


@routes.get("/diff", needs(Right.SEE_CASES))
def diff() -> ResponseReturnValue:
    """Show why the figures of two moments differ."""
    asked = read_two_moments()
    units, cutoffs = units_and_cutoffs(database(), scope(), asked.closing.for_unit(None))
    if units_and_cutoffs(database(), scope(), asked.opening.for_unit(None))[1] != cutoffs:
        asked = replace(asked, cutoffs=cutoffs)
    bridge = compare_moments(database(), scope(), asked.opening, asked.closing)
    chosen = next(((unit.id, unit.code) for unit in units if unit.code == asked.closing.unit), None)
    narrowed = Narrowed(bridge, asked, chosen, asked.band)
    page = render_template(
        "diff.html",
        **_question_shown(asked, units, cutoffs),
        table=bridge_rows(narrowed),
        headline=headline(narrowed),
        by_band=[
            {
                "label": _band_name(band, cutoffs),
                "href": url_for("diff", **{**asked.query, "band": band.value}),
                "cells": short_row(Narrowed(bridge, asked, chosen, band)),
            }
            for band in Band
        ],
        by_unit=[
            {
                "label": unit.full_name,
                "href": url_for("diff", **{**asked.query, "unit": unit.code}),
                "cells": short_row(Narrowed(bridge, asked, (unit.id, unit.code), asked.band)),
            }
            for unit in (units if chosen is None and len(units) > 1 else ())
        ],
        faults=len(bridge.left_over()),
        heads=(bridge.opening_at.head, bridge.closing_at.head),
        shortcuts=shortcuts(asked),
        notes=_notes(asked, bridge),
    )
    return page, REFUSED if asked.problem else 200


def _notes(asked: TwoMoments, bridge: Bridge) -> list[str]:
    """Return what both moments count differently, and what may surprise of either."""
    notes = list(counting_notes(database(), (asked.opening.known_at, asked.closing.known_at), say()))
    for end, part in ((asked.opening, bridge.opening), (asked.closing, bridge.closing)):
        notes += surprises(database(), scope(), end, say(), empty=not bridge.total(part).cases)
    return list(dict.fromkeys(notes))


@routes.get("/diff/cases", needs(Right.SEE_CASES))
def diff_cases() -> ResponseReturnValue:
    """Show the cases of a line, before and after; with ``column`` those that change that column."""
    asked = read_two_moments()
    if asked.problem is not None:
        raise asked.problem
    listed = listed_lines(request.args.get("line", ""))
    units, cutoffs = units_and_cutoffs(database(), scope(), asked.closing.for_unit(None))
    names = {unit.code: unit.full_name for unit in units}
    found = cases_of_lines(database(), scope(), asked.opening, asked.closing, listed.lines, asked.band)
    column = request.args.get("column", "")
    field = next((name for name, shown in COLUMNS.items() if shown == column), None)
    if field is not None:
        found = [row for row in found if getattr(row.change, field)]
    order = asked_order(SORTED, "code")
    rows, pages = shown_part(in_order(found, SORTED, order))
    query = {**asked.query, "line": listed.value, **({"column": column} if field else {})}
    return render_template(
        "diff_cases.html",
        **_question_shown(asked, units, cutoffs),
        line=listed,
        column=field,
        cases=len({row.code for row in found}),
        whole=_signed(sum_of(row.change for row in found)),
        rows=[_moved(row, names, cutoffs, asked) for row in rows],
        pages=pages,
        order={"column": order.column, "down": order.down},
        list_query=query,
        sort=order.query,
    )


def _question_shown(asked: TwoMoments, units: tuple[AreaUnit, ...], cutoffs: Cutoffs) -> dict[str, Any]:
    """Return what both pages show of what was asked."""
    words = say()
    unit = next((unit.full_name for unit in units if unit.code == asked.closing.unit), "")
    return {
        "asked": {
            "from_text": words.day(asked.opening.as_of),
            "from_known_text": words.moment(asked.opening.known_at),
            "to_text": words.day(asked.closing.as_of),
            "to_known_text": words.moment(asked.closing.known_at),
            "frame_text": words.day(asked.closing.frame_day),
            "frame_iso": asked.closing.frame_day.isoformat(),
            "frame_given": bool(asked.query.get("frame")),
            "frames": frame_choices(asked.closing),
            "unit": asked.closing.unit or "",
            "unit_name": unit,
            "band": asked.band.value if asked.band else "",
            "band_name": _band_name(asked.band, cutoffs) if asked.band else "",
            "typed": asked.typed,
            "problem": words.sentence(asked.problem) if asked.problem else None,
        },
        "query": asked.query,
        # What the bar of pages passes on.
        "choice": {
            "query": asked.later_query,
            "unit_query": {**asked.later_query, "unit": asked.closing.unit},
            "diff_query": asked.query,
        },
        "units": [{"code": unit.code, "name": unit.full_name} for unit in units],
        "bands": [{"value": band.value, "label": _band_name(band, cutoffs)} for band in Band],
    }


def _band_name(band: Band, cutoffs: Cutoffs) -> str:
    return say().label(band).format(before=say().day(cutoffs.before), after=say().day(cutoffs.after))


def _signed(measure: Measure) -> dict[str, str]:
    return {field: signed(field, getattr(measure, field)) for field in COLUMNS}


def _moved(row: MovedCase, names: Mapping[str, str], cutoffs: Cutoffs, asked: TwoMoments) -> dict[str, Any]:
    return {
        "code": row.code,
        "href": _map_of(row, asked, names),
        "unit": names.get(row.unit_code, ""),
        "band": _band_name(row.band, cutoffs),
        "sides": [
            None
            if side is None
            else {
                "status": {"value": side.status.value, "label": say().label(side.status)},
                "band": _band_name(side.band, cutoffs),
                "area": say().area(side.area),
                "resolved_area": say().area(side.resolved_area) if 0 < side.resolved_area < side.area else "",
            }
            for side in (row.before, row.after)
        ],
        "change": _signed(row.change),
    }


def _map_of(row: MovedCase, asked: TwoMoments, names: Mapping[str, str]) -> str | None:
    """Return the address of the case on the map: as it is at the second moment, else as it was at the first."""
    side, end = (row.after, asked.closing) if row.after is not None else (row.before, asked.opening)
    if side is None:
        return None
    frame = signed_in().registry.frame(asked.closing.frame_day)
    place = frame.places.get(side.place_id)
    code = next((unit.code for unit in frame.units if unit.id == place), "")
    return url_for("commune", code=code, case=row.code, **asked.end_query(end)) if code in names else None
