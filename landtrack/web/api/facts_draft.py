"""The facts of a case as the form sends them, and as it gets them to fill itself."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from shapely.geometry import mapping

from landtrack.domain.case import LONGEST_TEXT, Facts, occurred
from landtrack.domain.drawn import read_drawn
from landtrack.domain.errors import Refusal
from landtrack.domain.intake.days import parse_occurrence
from landtrack.domain.progress import square_metres
from landtrack.domain.quantity import parse_square_metres
from landtrack.domain.question import parse_day
from landtrack.domain.shape_faults import joined_parts
from landtrack.domain.text import clean_text
from landtrack.web.api.sent import about, sent_body, sent_number, sent_text
from landtrack.web.language import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from shapely.geometry.base import BaseGeometry

    from landtrack.domain.case import Occurred

TEXTS = ("land_type", "hamlet", "map_sheet", "parcel")

# Which field of the form the domain's refusals are about, by how their codes begin.
FIELDS = {
    "case.code_": "code",
    "case.found_": "found_on",
    "case.occurred_reversed": "earliest",
    "case.occurred_after_found": "latest",
    "case.area_": "area_m2",
    "case.kind_": "kind",
    "case.land_type_": "land_type",
    "case.geometry_": "geometry",
    "case.parcel_unit_": "parcel_unit",
    "case.reason_": "reason",
    "geometry.": "geometry",
}


def read_facts() -> Facts:
    """Return the facts that the request proposes; refuse what cannot be read, with its field."""
    sent = sent_body()
    with about("kind"):
        # Whether there is such a kind, its table says when the case is recorded.
        kind = sent_text(sent, "kind")
        if not kind:
            raise Refusal("case.kind_missing")
    found_on = _day(sent, "found_on")
    if found_on is None:
        with about("found_on"):
            raise Refusal("day.malformed", text="")
    with about("area_m2"):
        area = parse_square_metres(sent_text(sent, "area_m2"))
    return Facts(
        unit_id=sent_number(sent, "unit"),
        kind=kind,
        occurred=_occurred(sent, found_on),
        found_on=found_on,
        area=area,
        part_of_parcel=sent.get("part_of_parcel") is True,
        parcel_unit_id=None if sent.get("parcel_unit") is None else sent_number(sent, "parcel_unit"),
        geometry=read_geometry(sent),
        **{name: _cleaned(sent, name) for name in TEXTS},
    )


def _occurred(sent: dict[str, Any], found_on: date) -> Occurred:
    """Return when it happened: two days, or the words of an official for both."""
    with about("occurred"):
        text = sent_text(sent, "occurred")
        if text:
            return occurred(*parse_occurrence(text), found_on)
    return occurred(_day(sent, "earliest"), _day(sent, "latest"), found_on)


def read_geometry(sent: dict[str, Any]) -> BaseGeometry | None:
    """Return the geometry that was drawn, parts that touch along a line made one."""
    with _placed(), about("geometry"):
        drawn = read_drawn(sent.get("geometry"))
        return None if drawn is None else joined_parts(drawn)


def read_reason() -> str:
    """Return why facts are corrected, or how they were come by."""
    return _cleaned(sent_body(), "reason")


def field_of(refusal: Refusal) -> str | None:
    """Return the field of the form that a refusal is about; None if it is about the case as a whole."""
    known = next((field for start, field in FIELDS.items() if refusal.code.startswith(start)), None)
    return str(refusal.arguments["field"]) if "field" in refusal.arguments else known


def form_values(facts: Facts) -> dict[str, Any]:
    """Return the facts as the form shows them: days dd/mm/yyyy, the area in m² as officials type it."""
    words, metres = say(), str(square_metres(facts.area))
    return {
        "unit": facts.unit_id,
        "kind": facts.kind,
        "earliest": day_text(facts.occurred.earliest),
        "latest": day_text(facts.occurred.latest),
        "found_on": day_text(facts.found_on),
        "area_m2": metres if words.language == "en" else metres.replace(".", ","),
        "part_of_parcel": facts.part_of_parcel,
        "parcel_unit": facts.parcel_unit_id,
        "geometry": geometry_values(facts.geometry),
        **{name: getattr(facts, name) for name in TEXTS},
    }


def day_text(day: date | None) -> str:
    """Return a day as the form shows it, "" for none."""
    return "" if day is None else say().day(day)


def geometry_values(geometry: BaseGeometry | None) -> dict[str, Any] | None:
    """Return a geometry as GeoJSON with all its digits, so that what nobody moved comes back as it is."""
    return None if geometry is None else dict(mapping(geometry))


@contextmanager
def _placed() -> Iterator[None]:
    """Say in the sentence of a refusal where the fault is; the page has it on the map, too."""
    try:
        yield
    except Refusal as refusal:
        place = refusal.arguments.pop("place", None)
        if isinstance(place, tuple):
            refusal.arguments.update(lon=f"{place[0]:.6f}", lat=f"{place[1]:.6f}")
        raise


def _day(sent: dict[str, Any], name: str) -> date | None:
    with about(name):
        text = sent_text(sent, name)
        return parse_day(text) if text else None


def _cleaned(sent: dict[str, Any], name: str) -> str:
    with about(name):
        return clean_text(sent_text(sent, name), LONGEST_TEXT)
