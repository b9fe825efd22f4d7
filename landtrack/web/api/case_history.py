"""The history of a case in lines, newest first: what was recorded, when, by whom, and what was taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from landtrack.web.api.fact_lines import changed_lines
from landtrack.web.language import say
from landtrack.web.vocabulary import form_name

if TYPE_CHECKING:
    from landtrack.domain.frame import UnitRegistry
    from landtrack.domain.history import Revision, StatusChange, Void
    from landtrack.usecases.show_case import CaseSheet


def history_lines(sheet: CaseSheet) -> list[dict[str, Any]]:
    """Return one line for each entry of the log that is about the case, as known in the question."""
    history = sheet.history
    void = {row.change for row in history.voids}
    changes = {row.entry: row for row in history.changes}
    counting, entry = history.counting, history.last_entry
    lines = [
        _change_line(row, void=row.entry in void, counts=counting.counts(row.form, entry)) for row in history.changes
    ]
    lines += [_void_line(row, changes[row.change]) for row in history.voids]
    before = None
    for revision in history.revisions:
        lines.append(_revision_line(revision, before, sheet.registry))
        before = revision
    for line in lines:
        known = sheet.entries[line["entry"]]
        line["recorded_at"], line["who"] = say().moment(known.moment), known.actor
    return sorted(lines, key=lambda line: -line["entry"])


def _line(entry: int, kind: str, title: str, note: str, **more: Any) -> dict[str, Any]:
    return {
        "entry": entry,
        "kind": kind,
        "title": title,
        "effective_on": "",
        "details": [],
        "note": note,
        "void": False,
        # Whether there is a geometry to show for it: /api/case/<code>/revision/<entry> has it, before and after.
        "drawn": False,
    } | more


def uncounted_words(change: StatusChange) -> str:
    """Return the sentence about a change whose form the office does not count."""
    words = say()
    return words.text(
        "Recorded as “{status}” by {form}, which this office does not count as resolved: the case is in hand.",
        status=change.status,
        form=form_name(change.form),
    )


def _change_line(change: StatusChange, *, void: bool, counts: bool) -> dict[str, Any]:
    words = say()
    details = [
        (words.text("Form of resolution"), form_name(change.form)),
        (words.text("How it counts"), "" if counts else words.text("Not counted as resolved by this office")),
        (words.text("Resolved area"), words.area(change.resolved_area) if change.resolved_area else ""),
        (words.text("Reason"), words.label(change.exclusion) if change.exclusion else ""),
        (words.text("Decision number"), change.decision_number),
    ]
    return _line(
        change.entry,
        "change",
        words.label(change.status),
        change.note,
        effective_on=words.day(change.effective_on),
        status=change.status.value,
        details=[{"label": label, "value": value} for label, value in details if value],
        void=void,
    )


def _void_line(void: Void, change: StatusChange) -> dict[str, Any]:
    words = say()
    title = words.text("“{status}” of {day} taken back", status=change.status, day=change.effective_on)
    return _line(void.entry, "void", title, void.note)


def _revision_line(revision: Revision, before: Revision | None, registry: UnitRegistry) -> dict[str, Any]:
    words = say()
    if revision.withdrawn:
        return _line(revision.entry, "withdrawn", words.text("Withdrawn from the register"), revision.reason)
    drawn = revision.facts.geometry is not None
    if before is None:
        return _line(revision.entry, "case", words.text("Case recorded"), revision.reason, drawn=drawn)
    moved = before.facts.geometry != revision.facts.geometry
    return _line(
        revision.entry,
        "revision",
        words.text("Facts corrected"),
        revision.reason,
        details=_differences(before, revision, registry),
        drawn=moved and (drawn or before.facts.geometry is not None),
    )


def _differences(before: Revision, after: Revision, registry: UnitRegistry) -> list[dict[str, str]]:
    words = say()
    found = [
        {"label": row["label"], "value": f"{row['before'] or '–'} → {row['after'] or '–'}"}
        for row in changed_lines(before, after, registry)
    ]
    if before.facts.geometry != after.facts.geometry:
        found.append({"label": words.text("Place on the map"), "value": words.text("drawn anew")})
    return found
