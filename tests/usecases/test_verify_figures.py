"""Damage of the derived tables is told to whoever may see the log; the case only to those who see all cases."""

from __future__ import annotations

import pytest
from sqlalchemy import delete

from landtrack.domain.errors import NotAllowed
from landtrack.domain.figure_fault import FigureFault
from landtrack.domain.scope import RIGHTS, SYSTEM_SCOPE, Role, Scope
from landtrack.store import schema
from landtrack.usecases.verify_figures import verify_figures
from tests.builders import PHON_XUONG, new_register
from tests.histories import build
from tests.store.registers import write


@pytest.fixture
def register(database_url):
    database = new_register(database_url)
    with database.transaction("tester") as tx:
        write(tx, [build(1, 7, PHON_XUONG, [], lambda: 2)])
    yield database
    database.close()


def verified(register, scope):
    return verify_figures(register, scope, lambda _done, _all: None)


def test_the_case_is_named_to_those_who_see_all_cases_only(register):
    admin = Scope("admin", Role.ADMIN, RIGHTS[Role.ADMIN])
    assert verified(register, admin) is None
    with register.transaction("tester") as tx:
        tx.connection.execute(delete(schema.episode))
    for scope, named in ((SYSTEM_SCOPE, True), (admin, False)):
        damaged = verified(register, scope)
        assert damaged is not None
        assert damaged.fault is FigureFault.EPISODES
        assert bool(damaged.code) is named
    with pytest.raises(NotAllowed):
        verified(register, Scope("chair", Role.CHAIR, RIGHTS[Role.CHAIR], frozenset({17}), frozenset({17})))
