"""By what a row is known again: what it says, not where it stands, and never by its holder."""

from __future__ import annotations

from datetime import date

from shapely import box

from landtrack.domain.case import ViolationKind
from landtrack.domain.intake.draft import RowDraft
from landtrack.domain.intake.field import Field
from landtrack.domain.intake.row_digest import BASE_LENGTH, row_base, row_digest

SAID = {
    Field.PARCEL: "12",
    Field.AREA: 5000,
    Field.KIND: ViolationKind.ENCROACHED,
    Field.OCCURRED: (None, date(2014, 6, 30)),
}


def base(row=1, geometry=None, **changed):
    return row_base(RowDraft(row, {**SAID, **{Field(name): value for name, value in changed.items()}}, geometry))


def test_where_it_stands_and_who_holds_the_land_say_nothing():
    assert len(base()) == BASE_LENGTH
    assert base(row=9, order="7", holder="Người A", hamlet=None, code="YT-1") == base()


def test_every_value_counts():
    drawn = box(106.1, 21.4, 106.2, 21.5)
    others = [base(parcel="13"), base(area=5001), base(occurred=(date(2014, 1, 1), date(2014, 6, 30)))]
    others += [base(geometry=drawn), base(geometry=box(106.1, 21.4, 106.2, 21.500001)), base(hamlet="12", parcel=None)]
    assert len({base(), *others}) == len(others) + 1


def test_a_millimetre_does_not_count_and_equal_rows_are_counted():
    assert base(geometry=box(106.1, 21.4, 106.2, 21.5)) == base(geometry=box(106.1, 21.4, 106.2, 21.500000001))
    assert row_digest(base(), 1) != row_digest(base(), 2)
    assert len(row_digest(base(), 10)) == 64
