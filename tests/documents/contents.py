"""Contents of reports for tests: the district of the example with its 19 communes, and values at their limits."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from landtrack.domain.bridges.bridge import Bridge, Moment
from landtrack.domain.bridges.movement import EVENTS, KNOWLEDGE, Movement
from landtrack.domain.case import ViolationKind
from landtrack.domain.cutoff import Band, Cutoffs
from landtrack.domain.deadlines.deadline_rule import Duty
from landtrack.domain.deadlines.due import DueCounts
from landtrack.domain.progress import Breakdown, Gaps, Measure, Progress, sum_of
from landtrack.domain.report.case_line import CaseLine
from landtrack.domain.report.contents import (
    Office,
    OfficialContents,
    OverdueLine,
    UnitSheetContents,
    WorkbookContents,
)
from landtrack.domain.report.series import Mark, SeriesPoint, TargetLine
from landtrack.domain.report.small_map import MapShape, SmallMap
from landtrack.domain.status import Form, Status
from landtrack.formats.area_units import load_registry
from landtrack.formats.shipped_vocabulary import shipped_vocabulary
from landtrack.resources import shipped

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from landtrack.domain.area_unit import AreaUnit
    from landtrack.domain.bridges.bridge import Cell
    from landtrack.domain.vocabulary import Vocabulary

AS_OF = date(2023, 11, 30)
KNOWN_AT = datetime(2023, 12, 1, 10, 5, tzinfo=UTC)
HEAD = "9721-3f2a9c5d1e7b4a60"
CUTOFFS = Cutoffs(date(2014, 7, 1), date(2020, 6, 11))
OFFICE = Office(
    superior="UBND HUYỆN YÊN THẾ",
    agency="PHÒNG TÀI NGUYÊN VÀ MÔI TRƯỜNG",
    place="Yên Thế",
    area="huyện Yên Thế",
    recipients=("Thường trực Huyện ủy", "Thường trực HĐND huyện", "Lãnh đạo UBND huyện", "UBND các xã, thị trấn"),
)
WHOLE = {
    Band.BEFORE: Measure(4422, 35_099_317, 3915, 30_001_239, 151, 356),
    Band.BETWEEN: Measure(88, 639_338, 60, 405_001, 20, 8),
    Band.AFTER: Measure(52, 441_000, 50, 423_000, 2, 0),
    Band.UNDETERMINED: Measure(12, 71_745, 3, 10_005, 1, 8),
}
"""The figures of the footnote: 4,574 cases, 362.51 ha, 4,028 resolved, 52 after the last cutoff."""
TEMPLATES = shipped("templates") / "documents"
WORDS = shipped_vocabulary()
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000040000000208060000007fa87d630000000e49444154789c6360601860180b0000180001"
)
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 50">'
    '<path d="M5 5 L70 2 L78 40 L30 48 Z" fill="#eef4f1" stroke="#35635a"/><circle cx="30" cy="20" r="2"/></svg>'
)


def units(day: date = AS_OF) -> tuple[AreaUnit, ...]:
    """Return the units of the example on a day: 19, 17 or 5 of them."""
    return load_registry(shipped("geodata")).frame(day).units


def _share(measure: Measure, place: int, parts: int) -> Measure:
    """Return the part of a measure that falls to one of so many places; the parts add up."""

    def part(whole: int) -> int:
        return whole * (place + 1) // parts - whole * place // parts

    resolved, in_hand, open_ = part(measure.resolved), part(measure.in_hand), part(measure.open)
    cases = resolved + in_hand + open_
    return Measure(cases, part(measure.area), resolved, part(measure.resolved_area), in_hand, open_)


def breakdown(bands: dict[Band, Measure]) -> Breakdown:
    """Return bands with their total."""
    return Breakdown(sum_of(bands.values()), bands)


def progress(some: Sequence[AreaUnit] | None = None, unplaced: int = 0) -> Progress:
    """Return the footnote's figures, spread over units; ``unplaced`` cases of the last band lie in none."""
    places = tuple(units() if some is None else some)
    spread = tuple(
        (unit, breakdown({band: _share(whole, place, len(places)) for band, whole in WHOLE.items()}))
        for place, unit in enumerate(places)
    )
    lost = Measure(cases=unplaced, area=unplaced * 12_345, open=unplaced)
    whole = breakdown(
        {band: found + (lost if band is Band.UNDETERMINED else Measure()) for band, found in WHOLE.items()}
    )
    gaps = Gaps(no_geometry=31, undetermined=12 + unplaced, outside_unit=4, unplaced=unplaced)
    return Progress(AS_OF, KNOWN_AT, AS_OF, HEAD, CUTOFFS, whole, spread, gaps)


def nothing(unit: AreaUnit) -> Progress:
    """Return the figures of a unit that has no case."""
    return Progress(AS_OF, KNOWN_AT, AS_OF, HEAD, CUTOFFS, Breakdown(), ((unit, Breakdown()),), Gaps())


def series() -> tuple[SeriesPoint, ...]:
    """Return a short run of months."""
    days = [date(2023, month, 28) for month in range(1, 12)]
    return tuple(SeriesPoint(day, breakdown({band: _share(found, 0, 12 - place) for band, found in WHOLE.items()}))
                 for place, day in enumerate(days))  # fmt: skip


def counting(*forms: Form) -> Vocabulary:
    """Return the shipped words, only these forms counting as resolved."""
    rows = {code: replace(row, counts=code in forms) for code, row in WORDS.forms.items()}
    return replace(WORDS, forms=rows)


def official(**changed: object) -> OfficialContents:
    """Return the contents of the official report."""
    label = "xử lý dứt điểm trên 90 % các trường hợp vi phạm trước ngày 01/7/2014"
    targets = (TargetLine(date(2023, 6, 1), date(2023, 12, 31), 700, 442, label),)
    plain = OfficialContents(
        OFFICE, progress(), series(), (Mark(date(2023, 12, 31), "31/12/2023"),), targets, vocabulary=WORDS
    )
    return replace(plain, **changed)  # type: ignore[arg-type] # each test names real fields


def case_line(number: int, unit: AreaUnit, **changed: object) -> CaseLine:
    """Return one of many cases, each a little different."""
    status = (Status.OPEN, Status.IN_HAND, Status.PARTLY_RESOLVED, Status.RESOLVED)[number % 4]
    area = 1_000 + number * 37
    part = {Status.RESOLVED: area, Status.PARTLY_RESOLVED: area // 3}.get(status, 0)
    plain = CaseLine(
        code=f"YT-2023-{number:05d}", unit_code=unit.code, unit=unit.full_name, kind=ViolationKind.ENCROACHED,
        land_type="CLN", hamlet="Bản Ven", map_sheet=str(number % 90), parcel=str(number), band=tuple(Band)[number % 4],
        status=status, found_on=date(2021, 3, 1) + timedelta(days=number % 900), occurred_earliest=None,
        occurred_latest=date(2012, 12, 31), area=area, resolved_area=part, effective_on=date(2022, 7, 1),
        form=Form.RESTORED if part else None, decision_number=f"{number}/QĐ-XPHC",
    )  # fmt: skip
    return replace(plain, **changed)  # type: ignore[arg-type] # each test names real fields


def workbook(count: int = 120, **changed: object) -> WorkbookContents:
    """Return the contents of the Biểu."""
    places = units()
    lines = tuple(case_line(number, places[number % len(places)]) for number in range(count))
    return replace(WorkbookContents(OFFICE, progress(), lines, vocabulary=WORDS), **changed)  # type: ignore[arg-type] # as above


def overdue(count: int, unit: AreaUnit, **changed: object) -> tuple[OverdueLine, ...]:
    """Return so many overdue cases."""
    return tuple(
        OverdueLine(
            case_line(number, unit, **changed), date(2023, 10, 1) + timedelta(days=number % 30), 60 - number % 30,
            Duty.DECISION, "Điều 66 Luật Xử lý vi phạm hành chính",
        )
        for number in range(count)
    )  # fmt: skip


def bridge(unit: AreaUnit, closing: Progress) -> Bridge:
    """Return a bridge over one month in which a case was entered late, eight found and some resolved."""
    cell: Cell = (unit.id, Band.BEFORE)
    end = closing.units[0][1].bands
    moved = {
        Movement.ENTERED_LATE: Measure(1, 12_340, 0, 0, 0, 1),
        Movement.AREA_CORRECTED: Measure(0, -2_005, 0, 0, 0, 0),
        Movement.NEWLY_FOUND: Measure(8, 91_000, 0, 0, 0, 8),
        Movement.RESOLVED: Measure(0, 0, 11, 130_500, -3, -8),
        Movement.REOPENED: Measure(0, 0, -1, -9_000, 0, 1),
    }
    lines: dict[Movement, dict[Cell, Measure]] = {
        line: {cell: moved[line]} if line in moved else {} for line in (*KNOWLEDGE, *EVENTS)
    }
    total = sum_of(moved.values())
    start = end[Band.BEFORE]
    opening = Measure(
        start.cases - total.cases, start.area - total.area, start.resolved - total.resolved,
        start.resolved_area - total.resolved_area, start.in_hand - total.in_hand, start.open - total.open,
    )  # fmt: skip
    after: dict[Cell, Measure] = {(unit.id, band): found for band, found in end.items()}
    before = after | {cell: opening}
    earlier = replace(closing, as_of=date(2023, 10, 31), known_at=KNOWN_AT - timedelta(days=30), head="9100-aa01")
    return Bridge(moment_of(earlier), moment_of(closing), AS_OF, (unit,), before, lines, after)


def no_map() -> SmallMap:
    """Return a map with a boundary and one case."""
    ring = ((0.0, 0.0), (4000.0, 0.0), (4000.0, 3000.0), (0.0, 3000.0), (0.0, 0.0))
    return SmallMap((ring,), (MapShape("YT-2023-00001", Status.OPEN, (), (1000.0, 900.0)),), schematic=True)


def unit_sheet(late: int = 7, **changed: object) -> UnitSheetContents:
    """Return the contents of the sheet of one commune of the 19."""
    unit = units()[0]
    own = progress()
    own = replace(own, units=own.units[:1])
    found = own.units[0][1]
    due = DueCounts(overdue=late, later=4, ended=38, unknown=2)
    plain = UnitSheetContents(
        OFFICE, unit, own, found, bridge(unit, own), overdue(late, unit), due, no_map(),
        vocabulary=WORDS,
    )  # fmt: skip
    return replace(plain, **changed)  # type: ignore[arg-type] # as above


def empty_sheet(name: str | None = None) -> UnitSheetContents:
    """Return the sheet of a unit without a case, perhaps with another name."""
    unit = units()[0]
    unit = unit if name is None else replace(unit, name=name)
    own = nothing(unit)
    empty = Bridge(
        moment_of(replace(own, as_of=date(2023, 10, 31))), moment_of(own), AS_OF, (unit,), {},
        {line: {} for line in Movement}, {},
    )  # fmt: skip
    return unit_sheet(0, due=DueCounts(), unit=unit, progress=own, found=Breakdown(), bridge=empty)


def template(name: str) -> Path:
    """Return a shipped template."""
    return TEMPLATES / name


def moment_of(progress: Progress) -> Moment:
    """Return the moment of some figures."""
    return Moment(progress.as_of, progress.known_at, progress.head)
