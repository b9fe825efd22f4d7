"""landtrack check: what a person and what a program read, and the settings it takes."""

from __future__ import annotations

import json
from datetime import date

import pytest

from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.store.units import read_registry
from landtrack.usecases.change_status import change_status
from landtrack.usecases.record_case import record_case
from tests.builders import facts, new_register, resolved, unit_id


@pytest.fixture
def url(sqlite_url):
    register = new_register(sqlite_url)
    with register.reading() as view:
        unit = unit_id(read_registry(view), "07288")
    record_case(register, SYSTEM_SCOPE, "A-1", facts(unit))  # 500 m² declared, 460 m² drawn
    for number in range(2, 24):
        record_case(register, SYSTEM_SCOPE, f"A-{number}", facts(unit, geometry=None, parcel=str(number)))
    change_status(register, SYSTEM_SCOPE, "A-1", resolved(date(2022, 1, 1)))
    register.close()
    return sqlite_url


def test_a_program_gets_every_finding_with_its_numbers(landtrack, url):
    said = landtrack("check", "--json", "--database", url)
    assert said.code == 0, said.err
    report = json.loads(said.out)
    assert (report["cases"], report["tolerance"], report["accepted"]) == (23, "0.01", [])
    assert {kind: count for kind, count in report["counts"].items() if count} == {
        "area_differs": 1, "no_geometry": 22, "no_decision_number": 1,
    }  # fmt: skip
    (area,) = [one for one in report["findings"] if one["kind"] == "area_differs"]
    assert (area["case"], area["other"], area["declared_m2"]) == ("A-1", None, "500.0")
    assert float(area["measured_m2"]) == pytest.approx(460, abs=10)
    assert float(area["share_percent"]) == pytest.approx(100 - float(area["measured_m2"]) / 5, abs=0.02)
    assert area["sentence"].startswith("Declared 500.0\N{NO-BREAK SPACE}m², measured 4")
    assert len(area["state"]) == 64


def test_a_person_reads_kinds_and_sentences(landtrack, url, monkeypatch):
    said = landtrack("check", "--database", url)
    assert "23 cases looked at" in said.out
    assert "No geometry: 22" in said.out
    assert "  … and 2 more (--all)" in said.out
    assert "  A-1  Recorded as “Resolved” without the number of a decision." in said.out
    assert "more (--all)" not in landtrack("check", "--all", "--database", url).out
    monkeypatch.setenv("LANDTRACK_LANGUAGE", "vi")
    assert "Chưa có hình trên bản đồ: 22" in landtrack("check", "--database", url).out


def test_kind_unit_and_day_narrow_what_is_checked(landtrack, url):
    def counts(*more):
        said = landtrack("check", "--json", "--database", url, *more)
        assert said.code == 0, said.err
        return {kind: count for kind, count in json.loads(said.out)["counts"].items() if count}

    assert counts("--kind", "area_differs") == {"area_differs": 1}
    assert counts("--unit", "07294") == {}
    assert counts("--as-of", "2021-12-31") == {"area_differs": 1, "no_geometry": 22}
    assert counts("--as-of", "2021-01-01") == {}
    assert landtrack("check", "--unit", "99999", "--database", url).code == 2
    assert landtrack("check", "--kind", "nonsense", "--database", url).code == 2


@pytest.mark.parametrize(("tolerance", "found"), [("0.2", 0), ("0,2", 0), ("0", 1), ("", 1)])
def test_the_tolerance_is_a_setting(landtrack, url, monkeypatch, tolerance, found):
    monkeypatch.setenv("LANDTRACK_AREA_TOLERANCE", tolerance)
    said = landtrack("check", "--json", "--database", url)
    assert json.loads(said.out)["counts"]["area_differs"] == found


@pytest.mark.parametrize("tolerance", ["2", "-1", "1%", "NaN", "much"])
def test_a_tolerance_that_means_nothing_is_refused(landtrack, url, monkeypatch, tolerance):
    monkeypatch.setenv("LANDTRACK_AREA_TOLERANCE", tolerance)
    said = landtrack("check", "--database", url)
    assert said.code == 2
    assert f"LANDTRACK_AREA_TOLERANCE is “{tolerance}”" in said.err
