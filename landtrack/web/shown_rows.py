"""Rows of office tables as the administrator reads them: values in words, where they come from, what they were."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from landtrack.domain.cutoff import Side
from landtrack.domain.errors import Refusal
from landtrack.domain.office.office_registry import OFFICE_TABLES, parse_row
from landtrack.domain.office.office_table import OfficeTable
from landtrack.domain.scope import Right
from landtrack.usecases.tables.show_table import show_row_history, show_table
from landtrack.web.language import say
from landtrack.web.signed_in import database, scope
from landtrack.web.table_fields import BELOW, OF_THE_KEY, field_name, shown_value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from landtrack.store.office_rows import LoggedRow
    from landtrack.usecases.tables.read_table import TableRow


def summary(table: OfficeTable) -> str:
    """Return in a sentence what a row of the table is."""
    text = say().text
    return {
        OfficeTable.CUTOFF: text("The two days that part the bands."),
        OfficeTable.DEADLINE_RULE: text("So much time for a duty, from a day on, under a decree."),
        OfficeTable.HOLIDAY: text("Decreed days off, and days worked in lieu. Weekends and public holidays are known."),
        OfficeTable.CAMPAIGN: text("Named periods in which the office works towards targets."),
        OfficeTable.TARGET: text("So much to be resolved by a day."),
        OfficeTable.QUOTE: text("Figures of official texts, as they were published."),
        OfficeTable.LAND_TYPE: text("Land-type codes with their names. Codes stay: old cases have them."),
        OfficeTable.KIND: text("Kinds of violation with their names. Codes stay: old cases have them."),
        OfficeTable.FORM: text("Ways in which a case can be resolved, and whether each counts as resolved."),
        OfficeTable.OFFICE: text("What stands at the head and the foot of every report."),
    }[table]


def key_name(table: OfficeTable, key: str) -> str:
    """Return what a row is called: its key, or the side of a cutoff in words."""
    return shown_value(table, "side", Side(key)) if table is OfficeTable.CUTOFF and key in set(Side) else key


def row_values(table: OfficeTable, row: TableRow) -> list[dict[str, Any]]:
    """Return the fields of a row with their names, in the order of the table."""
    return [
        {
            "name": name,
            "label": field_name(table, name),
            "text": shown_value(table, name, getattr(row.row, name)),
            "below": name in BELOW,
        }
        for name in OFFICE_TABLES[table].fields
        if OF_THE_KEY.get(table) != name
    ]


def origin(row: TableRow) -> dict[str, Any]:
    """Return who recorded a row, when; "" for one that came with the program. Who, is told to who keeps the tables."""
    if row.logged is None:
        return {"who": "", "when": "", "entry": None}
    who = row.logged.actor if Right.MANAGE_TABLES in scope().rights else ""
    return {"who": who, "when": say().moment(row.logged.recorded_at), "entry": row.logged.entry}


def history_of(table: OfficeTable, key: str) -> list[dict[str, Any]]:
    """Return what was recorded of a row, newest first, each with the fields that it changed; [] of an unknown key."""
    try:
        logged = show_row_history(database(), scope(), table, key)
    except Refusal:
        return []
    before = _before(table, key, logged[0]) if logged else {}
    found = []
    for row in logged:
        values = {} if row.texts is None else _values(table, key, row.texts)
        found.append(
            {
                "entry": row.entry,
                "who": row.actor,
                "when": say().moment(row.recorded_at),
                "removed": row.texts is None,
                "changes": [
                    {"label": field_name(table, name), "before": before.get(name, ""), "after": text}
                    for name, text in values.items()
                    if text != before.get(name, "")
                ],
            }
        )
        before = values
    return found[::-1]


def _before(table: OfficeTable, key: str, first: LoggedRow) -> dict[str, str]:
    """Return the row as it came with the program, before anybody changed it; {} for one that did not."""
    moment = first.recorded_at - timedelta(microseconds=1)
    rows = {row.key: row for row in show_table(database(), scope(), table, moment)}
    return {one["name"]: one["text"] for one in row_values(table, rows[key])} if key in rows else {}


def _values(table: OfficeTable, key: str, texts: Mapping[str, str]) -> dict[str, str]:
    row = parse_row(table, key, texts)
    return {
        name: shown_value(table, name, getattr(row, name))
        for name in OFFICE_TABLES[table].fields
        if OF_THE_KEY.get(table) != name
    }
