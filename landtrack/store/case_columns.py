"""Facts and changes of many cases as columns: the values of their rows, and the JSON that the log hashes of each.

A column is a list of plain values (see :mod:`landtrack.store.bulk`) with the list of their JSON texts.
"""

from __future__ import annotations

from json.encoder import encode_basestring as quoted
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from landtrack.store.bulk import iso_days
from landtrack.store.geometry import wkb_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from enum import StrEnum

    from shapely.geometry.base import BaseGeometry

    from landtrack.domain.case import Facts
    from landtrack.domain.status import ChangeDraft

    Column = tuple[Sequence[Any], Iterable[str]]

BOUNDS = ("west", "south", "east", "north")


def revision_columns(case_ids: Sequence[int], facts: Sequence[Facts], reasons: Sequence[str]) -> dict[str, Column]:
    """Return the columns of first revisions, without entry and bounds, in the order of the row."""
    return {
        "case_id": _numbers(case_ids),
        "unit_id": _numbers([row.unit_id for row in facts]),
        "parcel_unit_id": _numbers([row.parcel_unit_id for row in facts]),
        "kind": _codes([row.kind for row in facts]),
        "land_type": _texts([row.land_type for row in facts]),
        "hamlet": _texts([row.hamlet for row in facts]),
        "map_sheet": _texts([row.map_sheet for row in facts]),
        "parcel": _texts([row.parcel for row in facts]),
        "part_of_parcel": _flags([row.part_of_parcel for row in facts]),
        "occurred_earliest": _days([row.occurred.earliest for row in facts]),
        "occurred_latest": _days([row.occurred.latest for row in facts]),
        "found_on": _days([row.found_on for row in facts]),
        "area": _numbers([row.area for row in facts]),
        "geometry": _shapes([row.geometry for row in facts]),
        "withdrawn": _flags([False] * len(facts)),
        "reason": _texts(reasons),
    }


def change_columns(case_ids: Sequence[int], drafts: Sequence[ChangeDraft]) -> dict[str, Column]:
    """Return the columns of status changes, without entry, in the order of the row."""
    return {
        "case_id": _numbers(case_ids),
        "status": _terms([row.status for row in drafts]),
        "effective_on": _days([row.effective_on for row in drafts]),
        "form": _codes([row.form for row in drafts]),
        "resolved_area": _numbers([row.resolved_area for row in drafts]),
        "exclusion": _terms([row.exclusion for row in drafts]),
        "decision_number": _texts([row.decision_number for row in drafts]),
        "note": _texts([row.note for row in drafts]),
    }


def contents(codes: Iterable[str], columns: Mapping[str, Column]) -> Iterator[str]:
    """Give what the log hashes of each row (see :mod:`landtrack.store.recording`); ``codes`` are the cases'."""
    texts = {"code": map(quoted, codes), **{name: column[1] for name, column in columns.items()}}
    names = sorted(texts)
    form = "{" + ",".join(f"{quoted(name)}:%s" for name in names) + "}"
    return map(form.__mod__, zip(*(texts[name] for name in names), strict=True))


def bounds_of(geometries: Sequence[BaseGeometry | None]) -> Iterator[tuple[float | None, ...]]:
    """Give the bounds of each geometry, four times None for None."""
    for bounds, geometry in zip(shapely.bounds(np.array(geometries, dtype=object)).tolist(), geometries, strict=True):
        yield (None,) * 4 if geometry is None else tuple(bounds)


def _numbers(values: Sequence[int | None]) -> Column:
    return values, ["null" if value is None else str(value) for value in values]


def _texts(values: Sequence[str]) -> Column:
    return values, map(quoted, values)


def _flags(values: Sequence[bool]) -> Column:
    return values, ["true" if value else "false" for value in values]


def _terms(values: Sequence[StrEnum | None]) -> Column:
    plain = [None if value is None else value.value for value in values]
    return plain, _unspaced(plain)


def _codes(values: Sequence[str | None]) -> Column:
    # A code may come as a member of an enumeration, which drivers do not take.
    plain = [None if value is None else str(value) for value in values]
    return plain, _unspaced(plain)


def _days(values: Sequence[date | None]) -> Column:
    plain = iso_days(values)
    return plain, _unspaced(plain)


def _shapes(values: Sequence[BaseGeometry | None]) -> Column:
    plain = wkb_of(values)
    return plain, _unspaced([None if value is None else value.hex() for value in plain])


def _unspaced(values: Sequence[str | None]) -> list[str]:
    """Return the JSON of texts in which nothing has to be escaped."""
    return ["null" if value is None else f'"{value}"' for value in values]
