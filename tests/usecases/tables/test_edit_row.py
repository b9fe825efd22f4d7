"""Editing rows as a page does: never over somebody else's change; rules follow each other; the office prints."""

from __future__ import annotations

from datetime import date

import pytest

from landtrack.domain.errors import Conflict, NotAllowed, Refusal
from landtrack.domain.office.office_table import OfficeTable
from landtrack.domain.scope import RIGHTS, Role, Scope
from landtrack.store.log import head_at
from landtrack.usecases.reports.office import read_office
from landtrack.usecases.tables.edit_row import NEW, SHIPPED, edit_row, state_of
from landtrack.usecases.tables.show_table import show_table
from tests.builders import MovingClock, new_register

ADMIN = Scope("quantri", Role.ADMIN, RIGHTS[Role.ADMIN])
OFFICER = Scope("canbo", Role.OFFICER, RIGHTS[Role.OFFICER], None, None)
CAMPAIGN = OfficeTable.CAMPAIGN, "cao-diem"
TEXTS = {"name": "Đợt cao điểm", "since": "01/10/2023", "due": "31/12/2023"}
RULE = {
    "duty": "minutes", "amount": "3", "unit": "working_days", "valid_from": "01/01/2028",
    "legal_basis": "Nghị định mới",
}  # fmt: skip
OFFICE = OfficeTable.OFFICE, "office"
HEAD = {"agency": "UBND XÃ YÊN THẾ", "place": "Yên Thế", "area": "xã Yên Thế", "signer": "CHỦ TỊCH"}


@pytest.fixture
def clock():
    return MovingClock()


@pytest.fixture
def register(database_url, clock):
    database = new_register(database_url, clock)
    yield database
    database.close()


def row_of(register, place):
    return next((row for row in show_table(register, ADMIN, place[0]) if row.key == place[1]), None)


def test_a_row_is_made_changed_and_removed_by_who_saw_it_as_it_is(register):
    edit_row(register, ADMIN, CAMPAIGN, TEXTS, NEW)
    seen = state_of(row_of(register, CAMPAIGN))
    edit_row(register, ADMIN, CAMPAIGN, {**TEXTS, "note": "gấp"}, seen)
    assert row_of(register, CAMPAIGN).row.note == "gấp"
    for texts in (TEXTS, None):
        with pytest.raises(Conflict) as refused:
            edit_row(register, ADMIN, CAMPAIGN, texts, seen)
        assert refused.value.code == "table.changed_meanwhile"
    # What is not typed is empty: a page shows all fields.
    edit_row(register, ADMIN, CAMPAIGN, TEXTS, state_of(row_of(register, CAMPAIGN)))
    assert row_of(register, CAMPAIGN).row.note == ""
    edit_row(register, ADMIN, CAMPAIGN, None, state_of(row_of(register, CAMPAIGN)))
    assert row_of(register, CAMPAIGN) is None


def test_a_key_that_is_taken_and_a_change_of_nothing_are_refused(register):
    edit_row(register, ADMIN, CAMPAIGN, TEXTS, NEW)
    for seen, code in ((NEW, "table.key_taken"), (state_of(row_of(register, CAMPAIGN)), "table.unchanged")):
        with pytest.raises(Refusal) as refused:
            edit_row(register, ADMIN, CAMPAIGN, TEXTS, seen)
        assert refused.value.code == code
    with pytest.raises(NotAllowed):
        edit_row(register, OFFICER, CAMPAIGN, TEXTS, NEW)


def test_a_new_rule_ends_the_one_before_and_its_removal_lets_that_go_on(register):
    place = OfficeTable.DEADLINE_RULE, "minutes-2028"
    with pytest.raises(Refusal) as refused:
        edit_row(register, ADMIN, place, RULE, NEW)
    assert refused.value.code == "table.overlap"
    assert len(edit_row(register, ADMIN, place, RULE, NEW, adjoining=True)) == 2
    before = OfficeTable.DEADLINE_RULE, "minutes-2026"
    assert row_of(register, before).row.valid_until == date(2028, 1, 1)
    edit_row(register, ADMIN, place, None, state_of(row_of(register, place)), adjoining=True)
    assert row_of(register, before).row.valid_until is None


def test_the_office_at_the_head_of_reports_is_the_one_known_then(register, clock):
    shipped = row_of(register, OFFICE)
    assert state_of(shipped) == SHIPPED
    before = clock()
    clock.later(days=1)
    edit_row(register, ADMIN, OFFICE, {**HEAD, "recipients": "Như trên; Lưu: VT."}, SHIPPED)
    with register.reading() as view:
        now = read_office(view, head_at(view.connection, clock()).number)
        then = read_office(view, head_at(view.connection, before).number)
    assert (now.agency, now.recipients) == ("UBND XÃ YÊN THẾ", ("Như trên", "Lưu: VT."))
    assert then == shipped.row.office
    assert then.agency != now.agency


@pytest.mark.parametrize(
    ("key", "changed", "code"),
    [
        ("office", {"agency": ""}, "table.field_missing"),
        ("office", {"signer": " "}, "table.field_missing"),
        ("second", {}, "table.key_choice"),
    ],
)
def test_an_office_without_a_name_or_a_second_one_is_refused(register, key, changed, code):
    seen = SHIPPED if key == "office" else NEW
    with pytest.raises(Refusal) as refused:
        edit_row(register, ADMIN, (OfficeTable.OFFICE, key), {**HEAD, **changed}, seen)
    assert refused.value.code == code


def test_the_office_cannot_be_removed(register):
    with pytest.raises(Refusal) as refused:
        edit_row(register, ADMIN, OFFICE, None, SHIPPED)
    assert refused.value.code == "table.needed"
