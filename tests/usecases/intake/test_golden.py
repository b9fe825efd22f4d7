"""The golden workbook: each of its 40 faults is reported once, at its cell, nothing else is, and the rest is exact."""

from __future__ import annotations

from collections import Counter

import pytest

from landtrack.domain.identity import Identity
from landtrack.domain.intake.outcome import Action
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.store.histories import find_history
from landtrack.usecases.intake.import_choices import ImportChoices
from landtrack.usecases.keep_identity import show_identity
from landtrack.usecases.record_case import record_case
from tests.builders import facts, unit_id
from tests.golden_workbook import FAULTS, ROWS, SYSTEM, golden, write_golden
from tests.usecases.intake.sheets import bring, counts

CHOICES = ImportChoices(system=SYSTEM)


@pytest.fixture
def made():
    return golden()


@pytest.fixture
def path(tmp_path, made):
    return write_golden(tmp_path / "Biểu 01.xlsx", made)


@pytest.fixture
def there(register, registry):
    """Record the case of the register that a row of the workbook may be."""
    unit = unit_id(registry, "07291")
    return record_case(register, SYSTEM_SCOPE, "CU-1", facts(unit, map_sheet="45", parcel="345"))


def test_every_fault_is_reported_once_and_nothing_else(register, there, made, path):
    report = bring(register, path, choices=CHOICES, dry_run=True)
    found = Counter((one.cell, one.code, one.severity.value) for one in report.problems if one.row is not None)
    assert len(made.faults) == FAULTS
    assert found == Counter(made.faults)
    # Of the sheet as a whole: how one column is spelled, that some rows are hidden, and what the rows below say.
    whole = [one.code for one in report.problems if one.row is None]
    assert whole == ["sheet.spelling", "sheet.hidden_rows_read"]
    errors = sum(severity == "error" for _, _, severity in made.faults)
    assert counts(report) == (ROWS - errors, 0, 0, errors)


def test_the_clean_rows_are_applied_exactly(register, registry, there, made, path):
    report = bring(register, path, choices=CHOICES, only_clean=True)
    codes = {one.row: one.code for one in report.rows if one.action is Action.ADDED}
    clean = [row for row in made.rows if row.facts is not None]
    assert set(codes) == {row.number for row in clean}
    with register.reading() as view:
        histories = {row.number: find_history(view, SYSTEM_SCOPE, codes[row.number]) for row in clean}
    for row in clean:
        history = histories[row.number]
        assert row.facts is not None
        assert _said(history, registry) == _wanted(row), row.number
        assert [{name: getattr(change, name) for name in row.change or {}} for change in history.changes] == (
            [row.change] if row.change else []
        ), row.number
    first = clean[0]
    assert show_identity(register, SYSTEM_SCOPE, codes[first.number]) == Identity(first.cells["holder"])
    assert counts(bring(register, path, choices=CHOICES, only_clean=True)) == (0, 0, len(clean), ROWS - len(clean))


def _said(history, registry):
    now = history.revisions[-1].facts
    x, y = now.geometry.coords[0]
    return {
        "unit": registry.find(now.unit_id).full_name,
        "hamlet": now.hamlet,
        "map_sheet": now.map_sheet,
        "parcel": now.parcel,
        "land_type": now.land_type,
        "kind": now.kind,
        "occurred": now.occurred,
        "found_on": now.found_on,
        "area": now.area,
        # To the centimetre that the coordinates are given in.
        "point": (pytest.approx(x, abs=2e-7), pytest.approx(y, abs=2e-7)),
    }


def _wanted(row):
    cells = row.cells
    moved = {"map_sheet": str(cells["sheet"]), "parcel": str(cells["parcel"])}
    return {**row.facts, **moved}
