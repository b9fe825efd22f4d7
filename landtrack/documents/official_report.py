"""The official report: the office's own Word template (Decree 30/2020) filled with computed figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.documents.figure_values import (
    BANDS,
    MEASURE,
    band_rows,
    form_values,
    gap_values,
    measure_cells,
    measure_in_words,
    moment_values,
    office_values,
    unit_rows,
)
from landtrack.documents.official_words import official_count, official_day
from landtrack.documents.template_values import Picture, Rows, printable
from landtrack.documents.word_template import Imprint, fill_template

if TYPE_CHECKING:
    from pathlib import Path

    from landtrack.documents.template_values import Values
    from landtrack.domain.report.contents import OfficialContents
    from landtrack.messages.catalogue import Catalogue

OFFICIAL_TEMPLATE = "official.docx"
CHART = "bieu_do"
MOST_NAMES = 3
"""Units that a sentence names; more are counted."""
CHART_WIDTH = 160
"""Millimetres: what the margins of an A4 page leave."""


def official_report(
    contents: OfficialContents, words: Catalogue, template: Path, *, chart: bytes | None = None
) -> bytes:
    """Return the report as .docx.

    ``template`` is the shipped one or the office's own; ``chart`` a PNG of the progress over time. Raises Refusal when
    the template cannot be filled (:mod:`landtrack.documents.word_template`).
    """
    title = words.text("Report on land violations as of {day}", day=official_day(contents.progress.as_of))
    picture = Picture(chart, CHART_WIDTH, words.text("Progress over time"))
    imprint = Imprint(title, contents.progress.known_at)
    return fill_template(template, official_values(contents, words), {CHART: picture}, imprint)


def official_values(contents: OfficialContents, words: Catalogue) -> Values:
    """Return everything that the template may name, the chart aside."""
    progress = contents.progress
    bands = {name: measure_in_words(progress.whole.bands[band], words) for band, name in BANDS.items()}
    targets = tuple(
        (
            printable(target.label),
            official_day(target.since),
            official_day(target.due),
            official_count(target.aim, words),
        )
        for target in contents.targets
        # The chart marks all of them; one that was due says nothing about what is to come.
        if target.due >= progress.as_of
    )
    return {
        **office_values(contents.office),
        **_area(contents, words),
        **moment_values(progress),
        **form_values(contents.vocabulary, words),
        **bands,
        "so_don_vi": official_count(len(progress.units), words),
        "tong": measure_in_words(progress.whole.total, words),
        "cong": dict(zip(MEASURE, measure_cells(progress.whole.total, words), strict=True)),
        "khoang": band_rows(progress.whole, progress.cutoffs, words),
        "don_vi": unit_rows(progress, words),
        "chi_tieu": Rows(("ten", "tu_ngay", "den_ngay", "con_nhieu_nhat"), targets),
        "thieu": gap_values(progress.gaps, words),
    }


def _area(contents: OfficialContents, words: Catalogue) -> Values:
    """Return what the report is about: the office's whole area, or the units that its reader sees or asked for."""
    if not contents.covers:
        area = printable(contents.office.area)
        return {"dia_ban": area, "pham_vi": words.text("the whole of {area_name}", area_name=area)}
    names = ", ".join(printable(unit.full_name) for unit in contents.covers[:MOST_NAMES])
    more = len(contents.covers) - MOST_NAMES
    if more > 0:
        names = words.text("{names} and {count} other units", names=names, count=more)
    return {"dia_ban": names, "pham_vi": names}
