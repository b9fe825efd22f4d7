"""A load of boundaries is a version: what was judged before stays, what is known from then on follows the new ones."""

from __future__ import annotations

import json
from datetime import date

import pytest
import shapely
from shapely import to_geojson
from shapely.affinity import translate

from landtrack.domain.boundary import BoundarySource
from landtrack.domain.errors import NotAllowed, Refusal
from landtrack.domain.question import Question
from landtrack.domain.scope import SYSTEM_SCOPE, Role, make_scope
from landtrack.store.log import head_at
from landtrack.store.units import read_boundaries, read_registry
from landtrack.usecases.load_units import load_units
from landtrack.usecases.record_case import record_case
from landtrack.usecases.report_progress import report_progress
from tests.area_builders import shipped_boundaries
from tests.builders import PHON_XUONG, facts, new_register

TODAY = date(2026, 11, 22)
EAST = 0.003  # degrees, some 300 m


def silent(_done, _all):
    """Report to nobody."""


@pytest.fixture
def register(database_url):
    database = new_register(database_url)
    drawn = shipped_boundaries()[PHON_XUONG].geometry
    strip = shapely.difference(drawn, translate(drawn, EAST))
    edge = shapely.point_on_surface(max(shapely.get_parts(strip), key=shapely.area)).buffer(0.00005, cap_style="square")
    record_case(database, SYSTEM_SCOPE, "EDGE", facts(PHON_XUONG, geometry=edge))
    record_case(database, SYSTEM_SCOPE, "MIDDLE", facts(PHON_XUONG))
    yield database
    database.close()


@pytest.fixture
def shifted(tmp_path, register):
    """Return a file with the 19 units of 2023, all 300 m further east."""
    with register.reading() as view:
        registry = read_registry(view)
    rows = [
        {
            "type": "Feature",
            "properties": {"MA_XA": unit.code},
            "geometry": json.loads(to_geojson(translate(shipped_boundaries()[unit.id].geometry, EAST))),
        }
        for unit in registry.on(date(2023, 12, 31))
    ]
    path = tmp_path / "shifted.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": rows}), encoding="utf-8")
    return path


def outside(register, moment):
    return report_progress(register, SYSTEM_SCOPE, Question(TODAY, moment)).gaps.outside_unit


def test_what_lies_outside_is_judged_with_the_boundaries_known_at_that_moment(register, shifted):
    before = register.known_now()
    summary = load_units(register, SYSTEM_SCOPE, shifted, date(2023, 12, 31), silent)
    assert len(summary.match.matched) == 19
    assert (outside(register, before), outside(register, register.known_now())) == (0, 1)


def test_units_of_other_days_become_unions_and_nothing_stays_schematic(register, shifted):
    with register.reading() as view:
        _, schematic = read_boundaries(view, head_at(view.connection).number)
    assert all(row.schematic for row in schematic.values())
    summary = load_units(register, SYSTEM_SCOPE, shifted, date(2023, 12, 31), silent)
    assert summary.schematic == ()
    assert len(summary.unions) == 8
    with register.reading() as view:
        load, official = read_boundaries(view, head_at(view.connection).number)
        registry = read_registry(view)
    assert load == summary.entry
    yen_the = registry.frame(date(2025, 7, 1)).unit("07288").id
    assert official[yen_the].source is BoundarySource.UNION
    parts = shapely.union_all([official[leaf].geometry for leaf in registry.leaves(yen_the)])
    assert shapely.symmetric_difference(parts, official[yen_the].geometry).area < 1e-12


def test_a_file_that_cannot_be_loaded_changes_nothing(register, tmp_path):
    path = tmp_path / "x.geojson"
    path.write_text('{"type": "FeatureCollection", "features": []}', encoding="utf-8")
    with register.reading() as view:
        before = head_at(view.connection)
    with pytest.raises(Refusal, match=r"boundaries\."):
        load_units(register, SYSTEM_SCOPE, path, date(2023, 12, 31), silent)
    with register.reading() as view:
        assert head_at(view.connection) == before


def test_only_who_manages_tables_may_load(register, shifted):
    with register.reading() as view:
        officer = make_scope("canbo", Role.OFFICER, [], read_registry(view), TODAY)
    with pytest.raises(NotAllowed):
        load_units(register, officer, shifted, date(2023, 12, 31), silent)
