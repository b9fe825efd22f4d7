"""Figures as the values of templates: one measure, bands, units, the question they answer and what they lack.

A sentence writes "02 trường hợp", a table 2; otherwise a measure is the same everywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.documents.official_words import official_count, official_day, official_moment
from landtrack.documents.template_values import Rows, printable
from landtrack.domain.cutoff import Band
from landtrack.domain.progress import Measure, sum_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from landtrack.documents.template_values import Group, Values
    from landtrack.domain.cutoff import Cutoffs
    from landtrack.domain.progress import Breakdown, Gaps, Progress
    from landtrack.domain.report.contents import Office
    from landtrack.domain.vocabulary import Vocabulary
    from landtrack.messages.catalogue import Catalogue

MEASURE = (
    "so_vu", "dien_tich", "da_xu_ly", "dien_tich_da_xu_ly", "ty_le", "ty_le_dien_tich", "dang_xu_ly", "chua_xu_ly",
    "con_lai", "dien_tich_con_lai",
)  # fmt: skip
BANDS = {Band.BEFORE: "truoc", Band.BETWEEN: "giua", Band.AFTER: "sau", Band.UNDETERMINED: "chua_ro"}


def measure_cells(measure: Measure, words: Catalogue) -> tuple[str, ...]:
    """Return a measure as a table writes it, in the order of MEASURE."""
    return (
        words.number(measure.cases),
        words.hectares(measure.area),
        words.number(measure.resolved),
        words.hectares(measure.resolved_area),
        words.percent(measure.rate_cases),
        words.percent(measure.rate_area),
        words.number(measure.in_hand),
        words.number(measure.open),
        words.number(measure.cases - measure.resolved),
        words.hectares(measure.area - measure.resolved_area),
    )


def measure_in_words(measure: Measure, words: Catalogue) -> Group:
    """Return a measure as a sentence writes it; ``co_vu`` says whether there is a case at all."""
    cells = dict(zip(MEASURE, measure_cells(measure, words), strict=True))
    counts = {
        "so_vu": measure.cases,
        "da_xu_ly": measure.resolved,
        "dang_xu_ly": measure.in_hand,
        "chua_xu_ly": measure.open,
        "con_lai": measure.cases - measure.resolved,
    }
    return cells | {name: official_count(count, words) for name, count in counts.items()} | {"co_vu": measure.cases > 0}


def band_name(band: Band, cutoffs: Cutoffs, words: Catalogue) -> str:
    """Return a band with its days as officials write them: "Trước 01/7/2014"."""
    return words.label(band).format(before=official_day(cutoffs.before), after=official_day(cutoffs.after))


def band_rows(found: Breakdown, cutoffs: Cutoffs, words: Catalogue) -> Rows:
    """Return a row for each band."""
    lines = tuple(
        (band_name(band, cutoffs, words), *measure_cells(found.bands[band], words)) for band in BANDS
    )  # fmt: skip
    return Rows(("ten", *MEASURE), lines)


def unplaced(progress: Progress) -> Breakdown | None:
    """Return the figures of the cases that the frame cannot place: the whole less its units; None where all are."""
    if not progress.gaps.unplaced:
        return None
    found = [breakdown for _unit, breakdown in progress.units]
    bands = {band: _less(progress.whole.bands[band], [unit.bands[band] for unit in found]) for band in Band}
    return type(progress.whole)(_less(progress.whole.total, [unit.total for unit in found]), bands)


def _less(whole: Measure, parts: Iterable[Measure]) -> Measure:
    taken = sum_of(parts)
    return Measure(
        whole.cases - taken.cases,
        whole.area - taken.area,
        whole.resolved - taken.resolved,
        whole.resolved_area - taken.resolved_area,
        whole.in_hand - taken.in_hand,
        whole.open - taken.open,
    )


def unit_rows(progress: Progress, words: Catalogue) -> Rows:
    """Return a row for each unit in official order; a last one for cases that no unit of the frame holds."""
    named = [(str(number), unit.code, unit.full_name, found) for number, (unit, found) in enumerate(progress.units, 1)]
    rest = unplaced(progress)
    if rest is not None:
        named.append(("", "", words.text("Not placed in a unit"), rest))
    lines = ((*naming, *measure_cells(found.total, words)) for *naming, found in named)
    return Rows(("stt", "ma", "ten", *MEASURE), tuple(tuple(map(printable, line)) for line in lines))


def moment_values(progress: Progress) -> Values:
    """Return what the figures answer: days, moment, units, head, cutoffs."""
    return {
        "ngay_so_lieu": official_day(progress.as_of),
        "thoi_diem_ghi_nhan": official_moment(progress.known_at),
        "ngay_don_vi": official_day(progress.frame),
        "dau_nhat_ky": printable(progress.head),
        "moc_truoc": official_day(progress.cutoffs.before),
        "moc_sau": official_day(progress.cutoffs.after),
    }


def gap_values(gaps: Gaps, words: Catalogue) -> Group:
    """Return what is missing, as sentences write it; ``co`` says whether anything is."""
    counts = {
        "khong_hinh": gaps.no_geometry,
        "khong_ro_ngay": gaps.undetermined,
        "ngoai_don_vi": gaps.outside_unit,
        "khong_xep_duoc": gaps.unplaced,
    }
    return {name: official_count(count, words) for name, count in counts.items()} | {"co": any(counts.values())}


def form_values(vocabulary: Vocabulary, words: Catalogue) -> Values:
    """Return which forms of resolution count as resolved, and which do not."""
    return {
        "hinh_thuc_tinh": printable("; ".join(vocabulary.counting(words.language))),
        "hinh_thuc_khong_tinh": printable("; ".join(vocabulary.counting(words.language, counts=False))),
    }


def office_values(office: Office) -> Values:
    """Return who reports, of what, to whom."""
    recipients = tuple((printable(name),) for name in office.recipients)
    return {
        "co_quan_chu_quan": printable(office.superior),
        "co_quan": printable(office.agency),
        "dia_danh": printable(office.place),
        "dia_ban": printable(office.area),
        "chuc_vu": printable(office.signer),
        "noi_nhan": Rows(("ten",), recipients),
    }
