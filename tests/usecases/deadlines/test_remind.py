"""Digests: one for each chair and officer, of his own area only, and only for whoever may see all of it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from landtrack.domain.errors import NotAllowed
from landtrack.domain.question import Question
from landtrack.domain.scope import RIGHTS, SYSTEM_SCOPE, Role, Scope
from landtrack.store.units import read_registry
from landtrack.usecases.deadlines.remind import remind
from landtrack.usecases.manage_users import add_user, disable_user, set_address
from landtrack.usecases.record_case import record_case
from tests.builders import PHON_XUONG, facts, new_register, unit_id

SESAME = "correct horse battery"
ASKED = Question(date(2023, 11, 30), datetime(2026, 11, 22, 4, tzinfo=UTC))


@pytest.fixture
def register(database_url):
    database = new_register(database_url)
    with database.reading() as view:
        bo_ha = unit_id(read_registry(view), "07294")
    for number in range(53):
        record_case(database, SYSTEM_SCOPE, f"A-{number:02}", facts(PHON_XUONG, found_on=date(2023, 11, 1)))
    record_case(database, SYSTEM_SCOPE, "B-00", facts(bo_ha, found_on=date(2023, 11, 30)))
    for name, role, units in (
        ("canbo", Role.OFFICER, []), ("canbo2", Role.OFFICER, []), ("tinh", Role.PROVINCE, []),
        ("quantri", Role.ADMIN, []), ("chutich.boha", Role.CHAIR, ["07294"]),
        ("canbo.yenthe", Role.COMMUNE_OFFICER, ["07288"]), ("nghi", Role.OFFICER, []),
    ):  # fmt: skip
        add_user(database, SYSTEM_SCOPE, name, role, units, SESAME)
    disable_user(database, SYSTEM_SCOPE, "nghi")
    set_address(database, SYSTEM_SCOPE, "canbo", "canbo@example.vn")
    yield database
    database.close()


def test_each_is_told_of_his_own_area_and_the_first_fifty(register):
    found = {row.user: row for row in remind(register, SYSTEM_SCOPE, ASKED, 10)}
    assert set(found) == {"canbo", "canbo2", "chutich.boha", "canbo.yenthe"}
    assert {name: row.address for name, row in found.items() if row.address} == {"canbo": "canbo@example.vn"}
    chair, commune, officer = found["chutich.boha"], found["canbo.yenthe"], found["canbo"]
    assert ([line.case.code for line in chair.soon], chair.overdue) == (["B-00"], ())
    assert chair.units == ("Phường Bố Hạ",)
    assert (commune.summary.whole.overdue, len(commune.overdue), commune.soon) == (53, 50, ())
    assert (officer.summary.whole.overdue, officer.summary.whole.soon, officer.units) == (53, 1, ())
    assert officer.overdue == found["canbo2"].overdue


def test_only_who_may_see_accounts_and_cases_makes_them(register):
    for role in (Role.ADMIN, Role.OFFICER):
        with pytest.raises(NotAllowed):
            remind(register, Scope("who", role, RIGHTS[role], None, None), ASKED, 10)
