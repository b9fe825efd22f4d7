"""The values of exported cases, one list for each column of the field table. Never an identity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.episode import Gap
from landtrack.domain.status import WITH_FORM
from landtrack.store.episodes import BANDS, STATUSES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from landtrack.store.case_stream import Columns
    from landtrack.usecases.standpoint import Standpoint


def export_columns(cases: Columns, point: Standpoint) -> dict[str, Sequence[object]]:
    """Return the column values of the cases (columns of ``stream_cases``), in their order.

    "" and None are nothing, days are ISO texts, areas tenths of m².
    """
    names = _unit_names(point)
    lies_in = [names[point.frame.places[place] or 0] for place in cases["place_id"]]
    # Sheet and parcel numbers are unique in the commune they were drawn for only.
    sheets = {unit.id: (unit.code, unit.full_name) for unit in point.registry.units}
    sheet_of = [sheets[unit_id] for unit_id in cases["sheet_unit_id"]]
    # A case that was reopened has a day of its status, but none on which it was resolved.
    settled = [status in WITH_FORM for status in STATUSES]
    resolved_on = [
        day if settled[status] else None for day, status in zip(cases["effective_on"], cases["status"], strict=True)
    ]
    return {
        "MA_VV": cases["code"],
        "MA_XA": [code for code, _ in lies_in],
        "TEN_XA": [name for _, name in lies_in],
        "THON": cases["hamlet"],
        "MA_XA_BD": [code for code, _ in sheet_of],
        "TEN_XA_BD": [name for _, name in sheet_of],
        "SO_TO": cases["map_sheet"],
        "SO_THUA": cases["parcel"],
        "MOT_PHAN": cases["part_of_parcel"],
        "LOAI_DAT": cases["land_type"],
        "HANH_VI": cases["kind"],
        "NGAY_VP1": cases["earliest"],
        "NGAY_VP2": cases["latest"],
        "NGAY_PH": cases["found_on"],
        "GIAI_DOAN": [BANDS[band].value for band in cases["band"]],
        "DT_M2": cases["area"],
        "TRANG_THAI": [STATUSES[status].value for status in cases["status"]],
        "NGAY_TT": cases["effective_on"],
        "NGAY_XL": resolved_on,
        "HINH_THUC": [form or "" for form in cases["form"]],
        "DT_XL_M2": cases["resolved_area"],
        "SO_QD": [number or "" for number in cases["decision_number"]],
        "GHI_CHU": [note or "" for note in cases["note"]],
        "NGOAI_XA": [int(gap == Gap.OUTSIDE_UNIT) for gap in cases["gap"]],
    }


def _unit_names(point: Standpoint) -> Mapping[int, tuple[str, str]]:
    """Return code and name of every unit of the frame, and of 0: what lies in none."""
    return {0: ("", ""), **{unit.id: (unit.code, unit.full_name) for unit in point.frame.units}}
