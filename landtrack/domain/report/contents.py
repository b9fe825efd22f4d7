"""What each form of report is made of. A form is made from these values and nothing else, so it can be made again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from landtrack.domain.status import Form

if TYPE_CHECKING:
    from datetime import date

    from landtrack.domain.area_unit import AreaUnit
    from landtrack.domain.bridges.bridge import Bridge
    from landtrack.domain.deadlines.deadline_rule import Duty
    from landtrack.domain.progress import Breakdown, Progress
    from landtrack.domain.report.case_line import CaseLine
    from landtrack.domain.report.series import DayCount, Mark, SeriesPoint, TargetLine
    from landtrack.domain.report.small_map import SmallMap


@dataclass(frozen=True, slots=True)
class Office:
    """Who reports: what the head of an official page says (settings; DOMAIN §9)."""

    superior: str  # e.g. "UBND TỈNH BẮC NINH", "" where there is none
    agency: str  # e.g. "PHÒNG NÔNG NGHIỆP VÀ MÔI TRƯỜNG"
    place: str  # e.g. "Yên Thế"
    area: str  # the whole area as a sentence names it, e.g. "huyện Yên Thế"
    recipients: tuple[str, ...] = ()  # "Nơi nhận"
    signer: str = "CHỦ TỊCH"


@dataclass(frozen=True, slots=True)
class OfficialContents:
    """The official report: figures of all units, how they came about, what is done."""

    office: Office
    progress: Progress
    series: tuple[SeriesPoint, ...]
    marks: tuple[Mark, ...]
    targets: tuple[TargetLine, ...] = ()
    counting: tuple[Form, ...] = tuple(Form)  # the forms of resolution that count as resolved; printed
    covers: tuple[AreaUnit, ...] = ()  # the units it is about; none where it is about the office's whole area


@dataclass(frozen=True, slots=True)
class WorkbookContents:
    """The Biểu: figures by unit and band, and the cases behind them."""

    office: Office
    progress: Progress
    cases: tuple[CaseLine, ...]
    counting: tuple[Form, ...] = tuple(Form)


@dataclass(frozen=True, slots=True)
class OverdueLine:
    """A case with something due: what, since or until when, under which rule (its legal basis)."""

    case: CaseLine
    due: date
    days_late: int  # negative: so many days are left
    what: Duty
    legal_basis: str


@dataclass(frozen=True, slots=True)
class UnitSheetContents:
    """The chair's sheet of one unit: a small map, progress, movements since the last sheet, what is overdue."""

    office: Office
    unit: AreaUnit
    progress: Progress
    found: Breakdown
    bridge: Bridge
    overdue: tuple[OverdueLine, ...]
    map: SmallMap
    series: tuple[SeriesPoint, ...]
    resolutions: tuple[DayCount, ...] = ()
    counting: tuple[Form, ...] = tuple(Form)
