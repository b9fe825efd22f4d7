"""Which rules hold for the rows of which office table."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from landtrack.domain.case_kind import CaseKind, parse_case_kind
from landtrack.domain.cutoff import Cutoff
from landtrack.domain.deadlines.deadline_rule import DeadlineRule, check_deadline_rules, parse_deadline_rule
from landtrack.domain.deadlines.holiday import Holiday, check_holidays, parse_holiday
from landtrack.domain.errors import Refusal
from landtrack.domain.land_type import LandType, parse_land_type
from landtrack.domain.office.cutoff_row import check_cutoffs, parse_cutoff
from landtrack.domain.office.distinct_names import distinct_names
from landtrack.domain.office.office_cells import RowCells, check_key
from landtrack.domain.office.office_head import OfficeHead, check_office, parse_office_head
from landtrack.domain.office.office_table import OfficeTable, TableRules, nothing_to_check
from landtrack.domain.quotes.quote import Quote, parse_quote
from landtrack.domain.resolution_form import ResolutionForm, parse_resolution_form
from landtrack.domain.targets.campaign import Campaign, parse_campaign
from landtrack.domain.targets.target import Target, check_targets, parse_target

if TYPE_CHECKING:
    from collections.abc import Mapping

OFFICE_TABLES: Final[Mapping[OfficeTable, TableRules]] = MappingProxyType(
    {
        OfficeTable.CUTOFF: TableRules(Cutoff, parse_cutoff, check_cutoffs, needed=True),
        OfficeTable.DEADLINE_RULE: TableRules(DeadlineRule, parse_deadline_rule, check_deadline_rules),
        OfficeTable.HOLIDAY: TableRules(Holiday, parse_holiday, check_holidays),
        OfficeTable.CAMPAIGN: TableRules(Campaign, parse_campaign, nothing_to_check),
        OfficeTable.TARGET: TableRules(Target, parse_target, check_targets),
        OfficeTable.QUOTE: TableRules(Quote, parse_quote, nothing_to_check),
        OfficeTable.LAND_TYPE: TableRules(
            LandType, parse_land_type, distinct_names(OfficeTable.LAND_TYPE), needed=True
        ),
        OfficeTable.KIND: TableRules(CaseKind, parse_case_kind, distinct_names(OfficeTable.KIND), needed=True),
        OfficeTable.FORM: TableRules(
            ResolutionForm, parse_resolution_form, distinct_names(OfficeTable.FORM), needed=True
        ),
        OfficeTable.OFFICE: TableRules(OfficeHead, parse_office_head, check_office, needed=True),
    }
)


def office_table(name: str) -> OfficeTable:
    """Return the table with this name; refuse an unknown one."""
    spelled = name.strip().replace("-", "_")
    if spelled not in {table.value for table in OfficeTable}:
        raise Refusal("table.unknown", name=name[:40], known=", ".join(table.value for table in OfficeTable))
    return OfficeTable(spelled)


def parse_row(table: OfficeTable, key: str, texts: Mapping[str, str]) -> Any:
    """Return the row's dataclass; refuse an odd key, a field that the table has not, and what its fields refuse."""
    rules = OFFICE_TABLES[table]
    for field in texts:
        if field not in rules.fields:
            raise Refusal(
                "table.field_unknown", table=table, key=key[:80], field=field[:40], known=", ".join(rules.fields)
            )
    return rules.parse(RowCells(table, check_key(table, key), texts))
