"""What a case is: the facts about one land-use violation, and what is refused about them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal
from landtrack.domain.text import clean_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from shapely.geometry.base import BaseGeometry

CODE_PATTERN = re.compile(r"[A-Z0-9](?:[A-Z0-9._-]{0,38}[A-Z0-9])?")
LONGEST_TEXT = 500
LARGEST_AREA = 10**12  # 10,000 km² in tenths of m²: more than any district, so a slip of the keyboard


class ViolationKind(StrEnum):
    """The kinds of violation that the program comes with; an office adds others to its table (``case_kind``)."""

    ENCROACHED = "encroached"  # lấn đất
    OCCUPIED = "occupied"  # chiếm đất
    ENCROACHED_OR_OCCUPIED = "encroached_or_occupied"  # lấn, chiếm
    WRONG_USE = "wrong_use"  # sử dụng sai mục đích
    UNPERMITTED_CONVERSION = "unpermitted_conversion"  # tự ý chuyển mục đích
    BUILT_ON_FARMLAND = "built_on_farmland"  # xây dựng trên đất nông nghiệp
    ALLOCATED_WITHOUT_POWER = "allocated_without_power"  # giao, cấp đất trái thẩm quyền
    DEGRADED = "degraded"  # huỷ hoại đất
    UNLAWFUL_TRANSFER = "unlawful_transfer"  # chuyển quyền trái phép
    UNREGISTERED = "unregistered"  # không đăng ký
    UNUSED = "unused"  # không sử dụng
    OBSTRUCTED = "obstructed"  # cản trở
    OTHER = "other"


# Land types of circulars 27/2018 and 08/2024 together: an old case keeps its code (DOMAIN §6).
_LAND_TYPE_CODES = (
    "LUC LUK LUN BHK NHK HNK CLN RSX RPH RDD NTS NKH CNT ONT ODT TSC DGT DTL DVH DYT DGD DTT DSH DKV DNL DRA DDT "
    "SKC TMD SKS SKX SKK SKN TON TIN NTD SON MNC CQP CAN PNK BCS DCS NCS"
)
LAND_TYPES = frozenset(_LAND_TYPE_CODES.split())


@dataclass(frozen=True, slots=True)
class Occurred:
    """When a violation happened, as far as it is known: not before ``earliest``, not after ``latest``.

    ``earliest`` None is unbounded; ``latest`` is always a day, since a violation is not found before it happens.
    """

    earliest: date | None
    latest: date


_MOST_LETTERS = 3
"""So many letters one letter can become in its one spelling (NFC)."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of a case; ``area`` is the declared area in tenths of m², ``geometry`` is EPSG:4326 or None.

    ``unit_id`` is the area unit in which the case was recorded; ``parcel_unit_id`` the older commune whose map
    sheet the parcel number belongs to, where a merger made sheets collide. ``kind`` and ``land_type`` are codes of the
    office's tables; land types are joined by "+".
    """

    unit_id: int
    kind: str
    occurred: Occurred
    found_on: date
    area: int
    land_type: str = ""
    hamlet: str = ""
    map_sheet: str = ""
    parcel: str = ""
    part_of_parcel: bool = False
    parcel_unit_id: int | None = None
    geometry: BaseGeometry | None = None


def occurred(earliest: date | None, latest: date | None, found_on: date) -> Occurred:
    """Return the range of the violation date; a missing ``latest`` is ``found_on``."""
    return Occurred(earliest, found_on if latest is None else latest)


def check_code(code: str) -> str:
    """Return the case code in its one spelling (capitals, no spaces around), or refuse it."""
    spelled = code.strip().upper()
    if not CODE_PATTERN.fullmatch(spelled):
        raise Refusal("case.code_malformed", case=code[:40])
    return spelled


def check_facts(
    facts: Facts, code: str, today: date, resolved_area: int = 0, *, land_types: Collection[str] = LAND_TYPES
) -> None:
    """Refuse facts that cannot be true, for the first of :func:`fact_faults`."""
    for fault in fact_faults(facts, code, today, resolved_area, land_types=land_types):
        raise fault


def fact_faults(
    facts: Facts, code: str, today: date, resolved_area: int = 0, *, land_types: Collection[str] = LAND_TYPES,
    shape_is_sound: bool = False,
) -> Iterator[Refusal]:  # fmt: skip
    """Give everything for which facts cannot be true, the gravest first.

    ``resolved_area`` (tenths of m²) is the largest part already resolved: the area may not fall below it.
    ``land_types`` are the codes there are. ``shape_is_sound``: the caller has checked the geometry, with many others.
    """
    happened = facts.occurred
    if facts.found_on > today:
        yield Refusal("case.found_in_future", case=code, day=facts.found_on, today=today)
    if happened.latest > facts.found_on:
        yield Refusal("case.occurred_after_found", case=code, day=happened.latest, found_on=facts.found_on)
    if happened.earliest is not None and happened.earliest > happened.latest:
        yield Refusal("case.occurred_reversed", case=code, earliest=happened.earliest, latest=happened.latest)
    if not 0 < facts.area <= LARGEST_AREA:
        yield Refusal("case.area_impossible", case=code, area=facts.area)
    elif facts.area < resolved_area:
        yield Refusal("case.area_below_resolved", case=code, area=facts.area, resolved=resolved_area)
    unknown = [part for part in facts.land_type.split("+") if part not in land_types] if facts.land_type else []
    if unknown:
        yield Refusal("case.land_type_unknown", case=code, land_type=unknown[0])
    for check in (_check_texts,) if shape_is_sound else (_check_shape, _check_texts):
        try:
            check(facts, code)
        except Refusal as refusal:
            yield refusal


def _check_shape(facts: Facts, code: str) -> None:
    check_geometry(facts.geometry, code)


def _check_texts(facts: Facts, _code: str) -> None:
    texts = (facts.hamlet, facts.map_sheet, facts.parcel)
    every = "".join(texts)
    # What is printable and short, however it is spelled, needs no closer look: of cases there may be 100,000 at once.
    if every.isprintable() and _MOST_LETTERS * len(every) <= LONGEST_TEXT:
        return
    for text in texts:
        clean_text(text, LONGEST_TEXT)


def check_geometry(geometry: BaseGeometry | None, code: str) -> None:
    """Refuse a geometry that is no valid, flat polygon, multipolygon or point."""
    if geometry is None:
        return
    if geometry.geom_type not in {"Polygon", "MultiPolygon", "Point"} or geometry.is_empty or geometry.has_z:
        raise Refusal("case.geometry_kind", case=code, kind=geometry.geom_type)
    if not geometry.is_valid:
        raise Refusal("case.geometry_invalid", case=code)
