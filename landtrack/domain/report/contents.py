"""What each form of report is made of. A form is made from these values and nothing else, so it can be made again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from landtrack.domain.area_unit import AreaUnit
    from landtrack.domain.bridges.bridge import Bridge
    from landtrack.domain.deadlines.deadline_rule import Duty
    from landtrack.domain.deadlines.due import DueCounts
    from landtrack.domain.progress import Breakdown, Progress
    from landtrack.domain.report.case_line import CaseLine
    from landtrack.domain.report.series import Mark, SeriesPoint, TargetLine
    from landtrack.domain.report.small_map import SmallMap
    from landtrack.domain.vocabulary import Vocabulary


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
    covers: tuple[AreaUnit, ...] = ()  # the units it is about; none where it is about the office's whole area
    vocabulary: Vocabulary = field(kw_only=True)  # kinds and forms as known then: which count is printed


@dataclass(frozen=True, slots=True)
class WorkbookContents:
    """The Biểu: figures by unit and band, and the cases behind them."""

    office: Office
    progress: Progress
    cases: tuple[CaseLine, ...]
    vocabulary: Vocabulary = field(kw_only=True)


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
    """The chair's sheet of one unit: a small map, progress, movements since the last sheet, what is overdue.

    ``overdue`` is what is overdue or due soon, the oldest deadline first, and perhaps only the first lines of a long
    list; ``due`` counts all of the unit's unresolved cases.
    """

    office: Office
    unit: AreaUnit
    progress: Progress
    found: Breakdown
    bridge: Bridge
    overdue: tuple[OverdueLine, ...]
    due: DueCounts
    map: SmallMap
    vocabulary: Vocabulary = field(kw_only=True)
