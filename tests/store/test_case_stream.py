"""The columns of an export say of each case what its row in the lists says, place by place."""

from __future__ import annotations

from datetime import date

import pytest

from landtrack.domain.cutoff import Cutoffs
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.store.case_stream import STREAM_COLUMNS, stream_cases
from landtrack.store.cases import geometries, list_cases
from landtrack.store.episodes import BANDS, STATUSES
from landtrack.store.log import head_at
from tests.exports import AS_OF, export_register, narrowed

PLACES = list(range(40, 0, -1))
"""Not in the order of anything else."""


@pytest.fixture
def register(database_url):
    database = export_register(database_url)
    yield database
    database.close()


def iso(day):
    return None if day is None else day.isoformat()


def listed(view, scope, entry, cutoffs):
    """Return the rows of the lists in the order and the spelling of the columns."""
    shapes = {case: wkb for case, _, wkb in geometries(view, scope, AS_OF, entry, excluded=False)}
    return [
        (
            row.code, row.place_id, row.parcel_unit_id or row.unit_id, row.kind, row.land_type, row.hamlet,
            row.map_sheet, row.parcel, int(row.part_of_parcel), iso(row.occurred.earliest), iso(row.occurred.latest),
            iso(row.found_on), row.area, row.resolved_area, STATUSES.index(row.status), BANDS.index(row.band),
            int(row.gap), iso(row.effective_on), row.form,
            row.decision_number if row.effective_on else None, row.note if row.effective_on else None,
            shapes.get(row.case_id),
        )
        for row in sorted(
            list_cases(view, scope, AS_OF, entry, cutoffs=cutoffs, excluded=False),
            key=lambda row: (PLACES.index(row.place_id), row.code),
        )
    ]  # fmt: skip


@pytest.mark.parametrize("cutoffs", [None, Cutoffs(date(2010, 1, 1), date(2012, 6, 1))], ids=["own", "others"])
@pytest.mark.parametrize("places", [None, 17], ids=["everywhere", "one place"])
def test_columns_say_what_rows_say(register, cutoffs, places):
    scope = SYSTEM_SCOPE if places is None else narrowed(places)
    with register.reading() as view:
        entry = head_at(view.connection).number
        rows = listed(view, scope, entry, cutoffs)
        for at_once in (3, 1000):
            some = list(stream_cases(view, scope, AS_OF, entry, places=PLACES, cutoffs=cutoffs, at_once=at_once))
            streamed = [
                row for columns in some for row in zip(*(columns[name] for name in STREAM_COLUMNS), strict=True)
            ]
            assert streamed == rows
            assert all(len(columns["code"]) <= at_once for columns in some)
    assert len(rows) > 5


def test_no_other_place_is_given(register):
    with register.reading() as view:
        entry = head_at(view.connection).number
        assert list(stream_cases(view, SYSTEM_SCOPE, AS_OF, entry, places=[])) == []
        (columns,) = stream_cases(view, SYSTEM_SCOPE, AS_OF, entry, places=[17])
        assert "C-NEIGHBOUR" not in columns["code"]
        assert list(stream_cases(view, narrowed(1), AS_OF, entry, places=[17])) == []
