"""What rows of one office table refer to must be there: the campaign of a target, the units of its day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from landtrack.domain.errors import Refusal
from landtrack.domain.office.office_table import OfficeTable
from landtrack.store.units import read_registry
from landtrack.usecases.tables.read_table import plain_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from landtrack.domain.targets.target import Target
    from landtrack.store.database import View


def check_references(view: View, table: OfficeTable, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    """Refuse a target of an unknown campaign or unit, and a campaign that is taken away under its targets."""
    if table is OfficeTable.TARGET:
        campaigns = plain_rows(view, OfficeTable.CAMPAIGN)
        for key, target in after.items():
            if target != before.get(key):
                _check_target(view, key, target, campaigns)
    if table is OfficeTable.CAMPAIGN:
        for key, target in plain_rows(view, OfficeTable.TARGET).items():
            if target.campaign in before and target.campaign not in after:
                raise Refusal("campaign.in_use", key=target.campaign, target=key)


def _check_target(view: View, key: str, target: Target, campaigns: Mapping[str, Any]) -> None:
    if target.campaign and target.campaign not in campaigns:
        raise Refusal("target.no_campaign", key=key, campaign=target.campaign)
    frame = read_registry(view).frame(target.since)
    for code in target.units:
        frame.unit(code)
