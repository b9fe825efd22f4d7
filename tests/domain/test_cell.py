"""Cells are written as UNIT/BAND/COLUMN and say which cases are behind them."""

from __future__ import annotations

import pytest

from landtrack.domain.cell import COUNTED, Cell, Column, parse_cell
from landtrack.domain.cutoff import Band
from landtrack.domain.errors import Refusal
from landtrack.domain.status import Status


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("07288/before/open", Cell("07288", Band.BEFORE, Column.OPEN)),
        ("total/all/open", Cell(None, None, Column.OPEN)),
        ("TOTAL/ALL/OPEN", Cell(None, None, Column.OPEN)),
        ("07288/Before/Resolved_ha", Cell("07288", Band.BEFORE, Column.RESOLVED_HA)),
        (" total / undetermined / area_ha ", Cell(None, Band.UNDETERMINED, Column.AREA_HA)),
    ],
)
def test_a_cell_is_read_as_it_is_written(text, cell):
    assert parse_cell(text) == cell
    assert parse_cell(str(cell)) == cell


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("07288/before", "cell.malformed"),
        ("", "cell.malformed"),
        ("a/b/c/d", "cell.malformed"),
        ("07288/soon/open", "cell.band_unknown"),
        ("07288/before/closed", "cell.column_unknown"),
    ],
)
def test_what_is_no_cell_is_refused_with_what_may_stand_there(text, code):
    with pytest.raises(Refusal) as refused:
        parse_cell(text)
    assert refused.value.code == code


@pytest.mark.parametrize("band", [None, *Band])
def test_of_a_known_band_nothing_is_of_an_undetermined_one(band):
    cell = Cell(None, band, Column.UNDETERMINED)
    assert cell.is_empty == (band in {Band.BEFORE, Band.BETWEEN, Band.AFTER})
    assert not Cell(None, band, Column.CASES).is_empty


def test_columns_say_which_statuses_they_count():
    assert Cell(None, None, Column.CASES).statuses == COUNTED == frozenset(Status) - {Status.EXCLUDED}
    assert Cell(None, None, Column.OPEN).statuses == {Status.OPEN}
    assert Cell(None, None, Column.IN_HAND).statuses == {Status.IN_HAND, Status.PARTLY_RESOLVED}
    assert Cell(None, None, Column.UNDETERMINED).asked_band is Band.UNDETERMINED
    assert Cell(None, Band.BEFORE, Column.UNDETERMINED).asked_band is Band.BEFORE
