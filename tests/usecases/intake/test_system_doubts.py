"""What an import proposes where the coordinate system of its columns X and Y is not known, or does not fit."""

from __future__ import annotations

import json

import pytest
from shapely import Point

from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.usecases.intake.import_choices import ImportChoices
from landtrack.usecases.record_case import record_case
from tests.builders import facts
from tests.usecases.intake.layers import INSIDE, official
from tests.usecases.intake.sheets import bring, cells, counts, problems, row, workbook


def points(path, *pairs):
    """Write new cases in Phồn Xương with X (north) and Y as typed."""
    rows = [{**row(parcel=str(place)), "X": x, "Y": y} for place, (x, y) in enumerate(pairs, 1)]
    return workbook(path, *rows)


def near(number, scale=1):
    """Return X and Y of points around one within the unit, with a decimal comma."""
    east, north = official(Point(106.1268, 21.4671)).coords[0]
    found = []
    for step in range(number):
        pair = [f"{(value + step) / scale:.3f}".replace(".", ",") for value in (round(north), round(east))]
        found.append(tuple(pair))
    return found


def error(report):
    (found,) = [one for one in report.problems if one.severity == "error" and one.row is None]
    return found


@pytest.mark.parametrize("system", [None, "EPSG:9214"])
def test_kilometres_in_columns_are_told_with_the_mapping(register, tmp_path, system):
    path = points(tmp_path / "km.xlsx", *near(12, 1000))
    report = bring(register, path, choices=ImportChoices(system=system), dry_run=True)
    assert counts(report) == (0, 0, 0, 12)
    problem = error(report)
    assert problem.code == ("import.system_wrong_read" if system else "import.system_missing_read")
    mapping = json.loads(str(problem.arguments["mapping"]))
    assert mapping == {"system": "EPSG:9214", "decisions": {"scale": "kilometres"}}
    assert counts(bring(register, path, choices=ImportChoices(mapping=mapping), dry_run=True)) == (12, 0, 0, 0)


def test_most_of_a_short_list_is_enough_to_propose_a_system(register, tmp_path):
    good = near(5)
    report = bring(register, points(tmp_path / "a.xlsx", *good, ("2376,55", "411,85"), (None, None)), dry_run=True)
    problem = error(report)
    assert (problem.code, problem.suggestion) == ("import.system_missing_proposed", "EPSG:9214")
    assert (problem.arguments["inside"], problem.arguments["points"]) == (5, 6)


def test_a_few_of_a_list_are_not_enough(register, tmp_path):
    path = points(tmp_path / "a.xlsx", *near(2), ("2000000", "411850"), ("1900000", "300000"))
    assert error(bring(register, path, dry_run=True)).code == "import.system_missing"


def test_shapes_that_cannot_be_placed_yet_are_not_missing(register, tmp_path, unit):
    case = record_case(register, SYSTEM_SCOPE, "YT-1", facts(unit, geometry=INSIDE))
    path = workbook(tmp_path / "so.xlsx", cells(code="YT-1", version=case.version, shape=official(INSIDE).wkt))
    report = bring(register, path, dry_run=True)
    assert "import.system_missing" in error(report).code
    assert problems(report, "warning") == []
