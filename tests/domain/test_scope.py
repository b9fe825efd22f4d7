"""Rights follow the units valid today, and never widen because a code was given to other land."""

from __future__ import annotations

from datetime import date

import pytest

from landtrack.domain.scope import RIGHTS, SYSTEM_SCOPE, Right, Role, Scope, make_scope
from tests.area_builders import shipped_registry

REGISTRY = shipped_registry()
IN_2023, IN_2025, IN_2026 = date(2023, 11, 30), date(2025, 7, 1), date(2026, 9, 20)


def places(role, code, given_on, today):
    scope = make_scope("x", role, [REGISTRY.frame(given_on).unit(code).id], REGISTRY, today)
    return {REGISTRY.find(place).code for place in scope.places or ()}


def test_a_chair_sees_the_cases_of_his_former_communes():
    assert places(Role.CHAIR, "07288", IN_2025, IN_2025) == {"07260", "07261", "07270", "07276", "07288", "07291"}


def test_a_code_that_was_given_to_more_land_gives_no_right_to_it():
    """07288 was Phồn Xương; from 2025 it is Yên Thế, six old communes."""
    assert places(Role.CHAIR, "07288", IN_2023, IN_2025) == set()


def test_a_change_of_kind_keeps_the_right():
    """Xã Bố Hạ became phường Bố Hạ on the same land."""
    assert places(Role.CHAIR, "07294", IN_2025, IN_2026) == {"07273", "07279", "07294"}


def test_before_the_merger_the_old_commune_is_his():
    assert places(Role.COMMUNE_OFFICER, "07288", IN_2023, IN_2023) == {"07288"}


@pytest.mark.parametrize("role", list(Role))
def test_who_sees_no_cases_has_no_place(role):
    scope = make_scope("x", role, [], REGISTRY, IN_2025)
    assert scope.rights == RIGHTS[role]
    if Right.SEE_CASES not in scope.rights or role in {Role.CHAIR, Role.COMMUNE_OFFICER}:
        assert scope.places == frozenset()


def test_a_scope_that_nobody_filled_lets_nothing_through():
    empty = Scope("x", Role.CHAIR, frozenset())
    assert not any(empty.sees(unit.id) for unit in REGISTRY.units)
    assert all(SYSTEM_SCOPE.sees(unit.id) for unit in REGISTRY.units)
