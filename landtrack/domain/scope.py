"""The area wall: what one reader may see and do (DESIGN §3).

A :class:`Scope` is a required argument of every query that returns cases. It is made from the signed-in user and the
units valid *today*; without rights or places it lets nothing through.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from landtrack.domain.errors import NotAllowed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from landtrack.domain.frame import UnitRegistry


class Role(StrEnum):
    """What a user is to the office."""

    OFFICER = "officer"
    COMMUNE_OFFICER = "commune_officer"
    CHAIR = "chair"
    PROVINCE = "province"
    ADMIN = "admin"
    SYSTEM = "system"


class Right(StrEnum):
    """What a role may do; every route and every journey names the one it needs."""

    SEE_CASES = "see_cases"
    CHANGE_CASES = "change_cases"
    EXPORT = "export"
    SEE_IDENTITIES = "see_identities"
    MANAGE_USERS = "manage_users"
    MANAGE_TABLES = "manage_tables"
    SEE_LOG = "see_log"


RIGHTS: dict[Role, frozenset[Right]] = {
    Role.OFFICER: frozenset({Right.SEE_CASES, Right.CHANGE_CASES, Right.EXPORT, Right.SEE_IDENTITIES}),
    Role.COMMUNE_OFFICER: frozenset({Right.SEE_CASES, Right.CHANGE_CASES, Right.EXPORT, Right.SEE_IDENTITIES}),
    Role.CHAIR: frozenset({Right.SEE_CASES, Right.EXPORT}),
    Role.PROVINCE: frozenset({Right.SEE_CASES, Right.EXPORT}),
    Role.ADMIN: frozenset({Right.MANAGE_USERS, Right.MANAGE_TABLES, Right.SEE_LOG}),
    Role.SYSTEM: frozenset(Right),
}

ALL_UNITS = frozenset({Role.OFFICER, Role.PROVINCE, Role.SYSTEM})
OWN_UNITS = frozenset({Role.COMMUNE_OFFICER, Role.CHAIR})


@dataclass(frozen=True, slots=True)
class Scope:
    """Who asks, what he may do, and the places (area unit ids) whose cases he may see; ``places`` None means all.

    ``units`` are the ids of his own units in today's frame, None for a reader of all.
    """

    actor: str
    role: Role
    rights: frozenset[Right]
    units: frozenset[int] | None = frozenset()
    places: frozenset[int] | None = frozenset()

    def require(self, right: Right) -> None:
        """Refuse unless the reader has ``right``."""
        if right not in self.rights:
            raise NotAllowed("scope.no_right", right=right)

    def sees(self, place_id: int) -> bool:
        """Return whether a case in this place is within the reader's area."""
        return self.places is None or place_id in self.places


def make_scope(actor: str, role: Role, unit_ids: Iterable[int], registry: UnitRegistry, today: date) -> Scope:
    """Return the scope of a user who was given ``unit_ids`` (ignored for roles that see all units).

    Rights follow the units valid today. A unit given before a reform still counts if today's unit is the same land
    (only its kind or name changed); after a merger it gives nothing until the admin assigns the new one, since a
    code or a place in a larger unit is no right to its neighbours.
    """
    if role in ALL_UNITS:
        return Scope(actor, role, RIGHTS[role], None, None)
    if role not in OWN_UNITS:
        return Scope(actor, role, RIGHTS[role])
    frame = registry.frame(today)
    units = frozenset(
        now
        for now, given in ((frame.places.get(unit_id), unit_id) for unit_id in unit_ids)
        if now is not None and registry.leaves(now) == registry.leaves(given)
    )
    places = frozenset(place for place, unit_id in frame.places.items() if unit_id is not None and unit_id in units)
    return Scope(actor, role, RIGHTS[role], units, places)


SYSTEM_ACTOR = "system"
SYSTEM_SCOPE = Scope(SYSTEM_ACTOR, Role.SYSTEM, RIGHTS[Role.SYSTEM], None, None)
