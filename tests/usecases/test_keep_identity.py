"""Identities: apart from the case, seen by right and area only, erased without a trace."""

from __future__ import annotations

from datetime import date

import pytest

from landtrack.domain.errors import NotAllowed, Refusal, UnknownCase
from landtrack.domain.identity import Identity
from landtrack.domain.scope import SYSTEM_SCOPE, Role, make_scope
from landtrack.store import schema
from landtrack.store.log import EntryKind, head_at
from landtrack.store.units import read_registry
from landtrack.usecases.keep_identity import forget_identity, keep_identity, show_identity
from landtrack.usecases.record_case import record_case
from landtrack.usecases.verify_log import verify_log
from tests.builders import facts, new_register, unit_id

TODAY = date(2026, 11, 22)
HOLDER = Identity("Hộ số 12 (dữ liệu mẫu)", "001099000123", "Bản Ven", "0900000456")


@pytest.fixture
def register(database_url):
    database = new_register(database_url)
    with database.reading() as view:
        unit = unit_id(read_registry(view), "07288")
    record_case(database, SYSTEM_SCOPE, "YT-1", facts(unit))
    record_case(database, SYSTEM_SCOPE, "YT-2", facts(unit))
    keep_identity(database, SYSTEM_SCOPE, "YT-2", Identity("Hộ số 13 (dữ liệu mẫu)"))
    yield database
    database.close()


def scope(register, role, code="07288"):
    with register.reading() as view:
        registry = read_registry(view)
    return make_scope("x", role, [registry.frame(TODAY).unit(code).id], registry, TODAY)


def rows(register):
    with register.reading() as view:
        return view.connection.execute(schema.identity.select()).all()


def test_an_identity_is_kept_shown_and_erased_outside_the_log(register):
    with register.reading() as view:
        before = head_at(view.connection)
    keep_identity(register, SYSTEM_SCOPE, "YT-1", HOLDER)
    assert show_identity(register, SYSTEM_SCOPE, "YT-1") == HOLDER
    changed = Identity("Hộ số 14 (dữ liệu mẫu)")
    keep_identity(register, SYSTEM_SCOPE, "YT-1", changed)
    assert show_identity(register, SYSTEM_SCOPE, "YT-1") == changed
    assert len(rows(register)) == 2
    assert forget_identity(register, SYSTEM_SCOPE, "YT-1")
    assert not forget_identity(register, SYSTEM_SCOPE, "YT-1")
    assert show_identity(register, SYSTEM_SCOPE, "YT-1") is None
    assert [row.name for row in rows(register)] == ["Hộ số 13 (dữ liệu mẫu)"]
    head, broken = verify_log(register, SYSTEM_SCOPE, lambda _done, _all: None)
    assert broken is None
    # The log keeps that somebody was shown, not who: keeping and erasing leave nothing in it.
    assert head.number == before.number + 2
    with register.reading() as view:
        said = [row.details for row in view.connection.execute(schema.log_entry.select()) if row.number > before.number]
    assert said == ['{"cases":["YT-1"],"how":"full"}'] * 2


def test_who_is_shown_is_logged_by_whom_and_how_much(register):
    officer = scope(register, Role.COMMUNE_OFFICER)
    shown = show_identity(register, officer, "YT-2", masked=True)
    assert shown == Identity("Hộ số 13 (dữ liệu mẫu)").masked()
    with register.reading() as view:
        row = view.connection.execute(schema.log_entry.select()).all()[-1]
    assert (row.kind, row.actor, row.details) == (EntryKind.IDENTITY_SHOWN, "x", '{"cases":["YT-2"],"how":"masked"}')


def test_where_nobody_is_kept_nothing_is_logged(register):
    with register.reading() as view:
        before = head_at(view.connection)
    assert show_identity(register, SYSTEM_SCOPE, "YT-1") is None
    with pytest.raises(UnknownCase):
        show_identity(register, SYSTEM_SCOPE, "YT-9")
    with register.reading() as view:
        assert head_at(view.connection) == before


@pytest.mark.parametrize("role", [Role.CHAIR, Role.PROVINCE, Role.ADMIN])
def test_without_the_right_nobody_sees_or_erases_one(register, role):
    for attempt in (show_identity, forget_identity):
        with pytest.raises(NotAllowed):
            attempt(register, scope(register, role), "YT-2")
    assert len(rows(register)) == 1


def test_a_commune_officer_sees_those_of_his_own_area_only(register):
    assert show_identity(register, scope(register, Role.COMMUNE_OFFICER), "YT-2") is not None
    neighbour = scope(register, Role.COMMUNE_OFFICER, "07246")
    for attempt in (show_identity, forget_identity):
        with pytest.raises(UnknownCase):
            attempt(register, neighbour, "YT-2")
    with pytest.raises(UnknownCase):
        keep_identity(register, neighbour, "YT-2", HOLDER)


def test_numbers_are_masked_to_their_last_three_digits():
    assert HOLDER.masked() == Identity(HOLDER.name, "•••••••••123", "", "•••••••456")
    assert Identity("x", "12").masked().id_number == "12"


def test_impossible_texts_are_refused(register):
    with pytest.raises(Refusal, match=r"text\.too_long"):
        keep_identity(register, SYSTEM_SCOPE, "YT-1", Identity("x" * 201))
