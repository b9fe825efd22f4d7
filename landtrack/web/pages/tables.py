"""The office's own tables for the administrator: rows listed, added, changed and removed, with their history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import abort, flash, redirect, render_template, request, url_for

from landtrack.domain.errors import Conflict, Refusal, UnknownUnit
from landtrack.domain.office.office_registry import OFFICE_TABLES
from landtrack.domain.office.office_table import OfficeTable, plain_row
from landtrack.domain.scope import Right
from landtrack.usecases.tables.edit_row import NEW, edit_row, state_of
from landtrack.usecases.tables.show_table import show_table
from landtrack.web.access import SIGNED_IN, Routes, needs
from landtrack.web.failures import REFUSED, said_on_the_page
from landtrack.web.language import say
from landtrack.web.page_sentences import page_sentence
from landtrack.web.shown_rows import history_of, key_name, origin, row_values, summary
from landtrack.web.signed_in import database, scope
from landtrack.web.table_fields import BELOW, GROWING, OF_THE_KEY, field_name, fields_of, typed_value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask.typing import ResponseReturnValue

    from landtrack.usecases.tables.read_table import TableRow

CONFLICT = 409
# The field that a refusal is about where it names none itself.
FIELD_OF = {
    "table.key_malformed": "key", "table.key_choice": "key", "table.key_taken": "key", "table.same_day": "day",
    "table.code_malformed": "key",
    "target.rate_too_high": "value", "target.no_campaign": "campaign", "unit.unknown": "units",
}  # fmt: skip
# What a form of a new row begins with.
FIRST_TYPED = {OfficeTable.FORM: {"counts": "yes"}}

routes = Routes()


# Who sees figures may read what they rest on: show_table says who. Changing them is the administrator's.
@routes.get("/tables", SIGNED_IN)
def tables() -> str:
    """List the tables."""
    found = [
        {
            "name": table.value,
            "label": say().label(table),
            "about": summary(table),
            "count": len(show_table(database(), scope(), table)),
        }
        for table in OfficeTable
    ]
    return render_template("tables.html", tables=found)


@routes.get("/tables/<table>", SIGNED_IN)
def table_rows(table: str) -> str:
    """Show the rows of a table."""
    chosen = _table(table)
    return render_template(
        "table.html",
        table=_block(chosen),
        rows=[
            {"key": row.key, "name": key_name(chosen, row.key), "cells": row_values(chosen, row), "origin": origin(row)}
            for row in show_table(database(), scope(), chosen)
        ],
    )


@routes.get("/tables/<table>/row", needs(Right.MANAGE_TABLES))
def table_row(table: str) -> str:
    """Show the form of a row: that of the key in the address, a copy of another, or an empty one."""
    chosen, key = _table(table), request.args.get("key", "")
    rows = _rows(chosen)
    if key:
        if key not in rows:
            abort(404)
        return _form(chosen, key, _typed_of(rows[key]), state_of(rows[key]))
    if OFFICE_TABLES[chosen].needed and chosen not in GROWING:
        abort(404)  # its rows are all there
    like = rows.get(request.args.get("like", ""))
    return _form(chosen, "", FIRST_TYPED.get(chosen, {}) if like is None else _typed_of(like), NEW)


@routes.post("/tables/<table>/row", needs(Right.MANAGE_TABLES))
def table_row_save(table: str) -> ResponseReturnValue:
    """Record the row as it was typed."""
    chosen, key, seen = _table(table), request.form.get("key", "").strip(), request.form.get("seen", NEW)
    typed = _typed(chosen)
    try:
        _check_understood(chosen, key, typed)
        edit_row(database(), scope(), (chosen, key), typed, seen, adjoining="adjoining" in request.form)
    except Refusal as refusal:
        return _refused(chosen, key, typed, seen, refusal)
    flash(say().text("{table}: the row {key} is saved.", table=chosen, key=key), "done")
    return redirect(url_for("table_rows", table=chosen.value), 303)


@routes.post("/tables/<table>/remove", needs(Right.MANAGE_TABLES))
def table_row_remove(table: str) -> ResponseReturnValue:
    """Take a row out of the table."""
    chosen, key, seen = _table(table), request.form.get("key", ""), request.form.get("seen", "")
    row = _rows(chosen).get(key)
    if row is None:
        flash(page_sentence(Refusal("table.key_unknown", table=chosen, key=key[:80])), "problem")
        return redirect(url_for("table_rows", table=chosen.value), 303)
    try:
        edit_row(database(), scope(), (chosen, key), None, seen, adjoining="adjoining" in request.form)
    except Refusal as refusal:
        return _refused(chosen, key, _typed_of(row), state_of(row), refusal)
    flash(say().text("{table}: the row {key} is removed. What was known before stays.", table=chosen, key=key), "done")
    return redirect(url_for("table_rows", table=chosen.value), 303)


def _check_understood(table: OfficeTable, key: str, typed: Mapping[str, str]) -> None:
    """Refuse, unless it is ticked that this is meant, a change after which all cases or some are counted anew."""
    if "understood" in request.form:
        return
    if table is OfficeTable.CUTOFF:
        raise Refusal("table.not_understood")
    row = _rows(table).get(key) if table is OfficeTable.FORM else None
    if row is not None and _typed_of(row)["counts"] != (typed.get("counts") or "no"):
        raise Refusal("table.counts_not_understood")


def _refused(
    table: OfficeTable, key: str, typed: Mapping[str, str], seen: str, refusal: Refusal
) -> ResponseReturnValue:
    """Show the form again as it was typed, with what is wrong at its field."""
    field = str(refusal.arguments.get("field") or FIELD_OF.get(refusal.code, ""))
    named = dict(refusal.arguments)
    if field in {*OFFICE_TABLES[table].fields, "key"}:
        named["field"] = field_name(table, field)
    worded = type(refusal)(refusal.code, **named)
    if isinstance(refusal, Conflict):
        # Saving again is then about the row as it is now, which the history below shows.
        row = _rows(table).get(key)
        return _form(table, key, typed, state_of(row), {"": say().sentence(worded)}), CONFLICT
    return _form(table, key, typed, seen, {field: said_on_the_page(worded, typed=(UnknownUnit,))}), REFUSED


def _form(
    table: OfficeTable, key: str, typed: Mapping[str, str], seen: str, problems: Mapping[str, str] | None = None
) -> str:
    campaigns = {row.key: row.row.name for row in show_table(database(), scope(), OfficeTable.CAMPAIGN)}
    fields = fields_of(table, campaigns)
    shown = {field.name for field in fields} | {"key"}
    said = problems or {}
    return render_template(
        "table_row.html",
        table=_block(table),
        key=key,
        heading=key_name(table, key),
        is_new=seen == NEW,
        seen=seen,
        fields=fields,
        typed=typed,
        problems=said,
        problem=next((text for name, text in said.items() if name not in shown), ""),
        history=[] if seen == NEW else history_of(table, key),
    )


def _block(table: OfficeTable) -> dict[str, Any]:
    return {
        "name": table.value,
        "label": say().label(table),
        "about": summary(table),
        "columns": [
            field_name(table, name)
            for name in OFFICE_TABLES[table].fields
            if OF_THE_KEY.get(table) != name and name not in BELOW
        ],
        "may_add": not OFFICE_TABLES[table].needed or table in GROWING,
        "may_remove": not OFFICE_TABLES[table].needed,
        "series": table is OfficeTable.DEADLINE_RULE,
        "bands_anew": table is OfficeTable.CUTOFF,
        "counts_anew": table is OfficeTable.FORM,
    }


def _table(name: str) -> OfficeTable:
    if name not in set(OfficeTable):
        abort(404)
    return OfficeTable(name)


def _rows(table: OfficeTable) -> dict[str, TableRow]:
    return {row.key: row for row in show_table(database(), scope(), table)}


def _typed_of(row: TableRow) -> dict[str, str]:
    return {name: typed_value(name, text) for name, text in plain_row(row.row).items()}


def _typed(table: OfficeTable) -> dict[str, str]:
    """Return what was typed, by field; several ticks of one field are its words."""
    names = [name for name in OFFICE_TABLES[table].fields if OF_THE_KEY.get(table) != name]
    return {name: " ".join(part for part in request.form.getlist(name) if part) for name in names}
