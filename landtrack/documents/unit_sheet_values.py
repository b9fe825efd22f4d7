"""The chair's sheet of one unit as values: what both the Word template and the PDF layout show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.documents.figure_values import (
    MEASURE,
    band_rows,
    form_values,
    gap_values,
    measure_cells,
    measure_in_words,
    moment_values,
    office_values,
)
from landtrack.documents.official_words import official_count, official_day, official_moment, signed
from landtrack.documents.template_values import Rows, printable
from landtrack.domain.bridges.movement import EVENTS, KNOWLEDGE
from landtrack.domain.progress import Measure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from landtrack.documents.template_values import Group, Values
    from landtrack.domain.bridges.movement import Movement
    from landtrack.domain.deadlines.deadline_rule import Duty
    from landtrack.domain.report.contents import OverdueLine, UnitSheetContents
    from landtrack.messages.catalogue import Catalogue

MOVED = ("so_vu", "dien_tich", "da_xu_ly", "dien_tich_da_xu_ly", "dang_xu_ly", "chua_xu_ly")
OVERDUE = ("stt", "ma", "thon", "to", "thua", "loai_dat", "dien_tich", "viec", "can_cu", "han", "qua_han", "viec_moi")


def unit_sheet_values(contents: UnitSheetContents, words: Catalogue) -> Values:
    """Return everything that a sheet shows, its map aside."""
    bridge, unit, due = contents.bridge, contents.unit.id, contents.due
    overdue = _by_step(contents.overdue)
    return {
        **office_values(contents.office),
        **moment_values(contents.progress),
        **form_values(contents.vocabulary, words),
        "don_vi": printable(contents.unit.full_name),
        "don_vi_trong_cau": printable(f"{contents.unit.kind.prefix.lower()} {contents.unit.name}"),
        "ma_don_vi": printable(contents.unit.code),
        "tong": measure_in_words(contents.found.total, words),
        "cong": dict(zip(MEASURE, measure_cells(contents.found.total, words), strict=True)),
        "khoang": band_rows(contents.found, contents.progress.cutoffs, words),
        "thieu": gap_values(contents.progress.gaps, words),
        "tu_ngay": official_day(bridge.opening_at.as_of),
        "tu_thoi_diem": official_moment(bridge.opening_at.known_at),
        "tu_nhat_ky": printable(bridge.opening_at.head),
        "dau_ky": dict(zip(MOVED, _standing(bridge.total(bridge.opening, unit), words), strict=True)),
        "bo_sung": _moved(contents, KNOWLEDGE, words),
        "phat_sinh": _moved(contents, EVENTS, words),
        "cuoi_ky": dict(zip(MOVED, _standing(bridge.total(bridge.closing, unit), words), strict=True)),
        "so_den_han": official_count(due.overdue + due.soon, words),
        "so_qua_han": official_count(due.overdue, words),
        "so_sap_den_han": official_count(due.soon, words),
        "so_het_thoi_hieu": official_count(due.ended, words),
        "so_chua_ro_han": official_count(due.unknown, words),
        "khong_tinh": {"co": due.settled > 0, "so": official_count(due.settled, words)},
        "qua_han": Rows(OVERDUE, tuple(_listed(overdue, words))),
        "con_nua": _rest(contents, words),
        "can_cu": _rules(overdue, words),
    }


def _moved(contents: UnitSheetContents, movements: tuple[Movement, ...], words: Catalogue) -> Rows:
    """Return a row for each movement that moved something in this unit, every number with its sign."""
    bridge = contents.bridge
    found = [(line, bridge.total(bridge.lines[line], contents.unit.id)) for line in movements if line in bridge.lines]
    lines = ((words.label(line), *_change(measure, words)) for line, measure in found if measure != Measure())
    return Rows(("ten", *MOVED), tuple(lines))


def _numbers(measure: Measure) -> tuple[tuple[int, bool], ...]:
    """Return the numbers of a movement in the order of MOVED, each with whether it is an area."""
    return (
        (measure.cases, False),
        (measure.area, True),
        (measure.resolved, False),
        (measure.resolved_area, True),
        (measure.in_hand, False),
        (measure.open, False),
    )


def _standing(measure: Measure, words: Catalogue) -> tuple[str, ...]:
    return tuple(words.hectares(value) if area else words.number(value) for value, area in _numbers(measure))


def _change(measure: Measure, words: Catalogue) -> tuple[str, ...]:
    return tuple(
        signed(words.hectares(abs(value)) if area else words.number(abs(value)), negative=value < 0)
        for value, area in _numbers(measure)
    )


def _by_step(overdue: Iterable[OverdueLine]) -> list[OverdueLine]:
    """Return the lines by what has to be done under which rule, as these come up; the oldest first within each."""
    groups: dict[tuple[Duty, str], list[OverdueLine]] = {}
    for line in overdue:
        groups.setdefault((line.what, line.legal_basis), []).append(line)
    return [line for lines in groups.values() for line in lines]


def _rest(contents: UnitSheetContents, words: Catalogue) -> Group:
    """Return how many cases a long list leaves out, and what lists them all; ``co`` says whether there is one."""
    listed, due = len(contents.overdue), contents.due.overdue + contents.due.soon
    return {
        "co": due > listed,
        "da_neu": official_count(listed, words),
        "so": official_count(due - listed, words),
        "lenh": f"landtrack due --unit {contents.unit.code} --as-of {contents.progress.as_of} --all",
    }


def _rules(overdue: Iterable[OverdueLine], words: Catalogue) -> Rows:
    """Return each step once with its legal basis, in the order of the list: on every line it would fill the sheet."""
    pairs = dict.fromkeys((line.what, line.legal_basis) for line in overdue if line.legal_basis)
    return Rows(("viec", "can_cu"), tuple((printable(words.label(what)), printable(basis)) for what, basis in pairs))


def _listed(overdue: Iterable[OverdueLine], words: Catalogue) -> Iterator[tuple[str, ...]]:
    """Give each line; the last of its cells is not empty where another step, or another rule, begins."""
    before: tuple[Duty, str] | None = None
    for number, line in enumerate(overdue, 1):
        step = line.what, line.legal_basis
        yield *_due(number, line, words), "" if step == before else "1"
        before = step


def _due(number: int, line: OverdueLine, words: Catalogue) -> tuple[str, ...]:
    case, days = line.case, line.days_late
    late = words.number(days) if days > 0 else words.text("{days} left", days=-days)
    cells = (
        str(number), case.code, case.hamlet, case.map_sheet, case.parcel, case.land_type, words.hectares(case.area),
        words.label(line.what), line.legal_basis, official_day(line.due), late,
    )  # fmt: skip
    return tuple(map(printable, cells))
