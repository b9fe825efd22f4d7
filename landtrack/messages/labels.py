"""The English label of every term; one term each, the Vietnamese in the .po file (DESIGN §4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.attachment import FileState
from landtrack.domain.case import ViolationKind
from landtrack.domain.cutoff import Band
from landtrack.domain.log_fault import LogFault
from landtrack.domain.scope import Right, Role
from landtrack.domain.status import Exclusion, Form, Status

if TYPE_CHECKING:
    from enum import Enum

LABELS: dict[Enum, str] = {
    Status.OPEN: "Open",
    Status.IN_HAND: "In hand",
    Status.PARTLY_RESOLVED: "Partly resolved",
    Status.RESOLVED: "Resolved",
    Status.EXCLUDED: "Excluded",
    Form.RESTORED: "Restored to its original state",
    Form.RETURNED: "Encroached land returned",
    Form.REPAID: "Unlawful gain paid back",
    Form.DISMANTLED: "Dismantled by the holder",
    Form.ENFORCED: "Enforced",
    Form.RECOVERED: "Land recovered by the State",
    Form.LEGALISED: "Legalised",
    Form.REFERRED: "Referred to the investigators",
    Form.NO_HOLDER: "Holder dead or missing",
    Exclusion.NOT_VIOLATION: "Not a violation",
    Exclusion.DUPLICATE: "Duplicate of another case",
    Exclusion.OUT_OF_AREA: "Outside the area",
    Band.BEFORE: "Before {before}",
    Band.BETWEEN: "From {before} to {after}",
    Band.AFTER: "After {after}",
    Band.UNDETERMINED: "Date undetermined",
    ViolationKind.ENCROACHED: "Encroachment",
    ViolationKind.OCCUPIED: "Occupation of land",
    ViolationKind.ENCROACHED_OR_OCCUPIED: "Encroachment or occupation",
    ViolationKind.WRONG_USE: "Use for a wrong purpose",
    ViolationKind.UNPERMITTED_CONVERSION: "Conversion without permission",
    ViolationKind.BUILT_ON_FARMLAND: "Building on farmland",
    ViolationKind.ALLOCATED_WITHOUT_POWER: "Land allocated without power",
    ViolationKind.DEGRADED: "Land degraded",
    ViolationKind.UNLAWFUL_TRANSFER: "Unlawful transfer of rights",
    ViolationKind.UNREGISTERED: "Not registered",
    ViolationKind.UNUSED: "Land left unused",
    ViolationKind.OBSTRUCTED: "Obstruction of others' use",
    ViolationKind.OTHER: "Other violation",
    Role.OFFICER: "Land officer",
    Role.COMMUNE_OFFICER: "Commune land officer",
    Role.CHAIR: "Commune chair",
    Role.PROVINCE: "Province",
    Role.ADMIN: "Administrator",
    Role.SYSTEM: "System account",
    LogFault.MISSING: "the entry is missing",
    LogFault.NOT_FOLLOWING: "it does not follow from the entry before",
    LogFault.NOT_LATER: "its moment is not later than that of the entry before",
    LogFault.ENTRY_CHANGED: "its number, moment, kind or author was changed",
    LogFault.CONTENT_MISSING: "what it recorded is missing",
    LogFault.CONTENT_CHANGED: "what it recorded was changed",
    LogFault.BOUNDARIES_CHANGED: "the boundaries it recorded were changed",
    LogFault.FOREIGN_ROW: "a row that it did not record claims its number",
    Right.SEE_CASES: "see cases",
    Right.CHANGE_CASES: "change cases",
    Right.EXPORT: "export",
    Right.SEE_IDENTITIES: "see identities",
    Right.MANAGE_USERS: "manage users",
    Right.MANAGE_TABLES: "manage tables",
    Right.SEE_LOG: "see the log",
    FileState.WHOLE: "whole",
    FileState.MISSING: "missing",
    FileState.CHANGED: "changed",
}
