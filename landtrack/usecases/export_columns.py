"""The values of exported cases, one list for each column of the field table. Never an identity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.episode import Gap
from landtrack.domain.status import WITH_FORM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from landtrack.store.cases import CaseRow
    from landtrack.usecases.standpoint import Standpoint


def export_columns(rows: Sequence[CaseRow], point: Standpoint) -> dict[str, list[object]]:
    """Return the column values of the cases, in their order; "" and None are nothing, areas are tenths of m²."""
    units = {unit.id: unit for unit in point.frame.units}
    lies_in = [units.get(point.frame.places[row.place_id] or 0) for row in rows]
    # Sheet and parcel numbers are unique in the commune they were drawn for only.
    sheets = [point.registry.find(row.parcel_unit_id or row.unit_id) for row in rows]
    return {
        "MA_VV": [row.code for row in rows],
        "MA_XA": ["" if unit is None else unit.code for unit in lies_in],
        "TEN_XA": ["" if unit is None else unit.full_name for unit in lies_in],
        "THON": [row.hamlet for row in rows],
        "MA_XA_BD": [unit.code for unit in sheets],
        "TEN_XA_BD": [unit.full_name for unit in sheets],
        "SO_TO": [row.map_sheet for row in rows],
        "SO_THUA": [row.parcel for row in rows],
        "MOT_PHAN": [int(row.part_of_parcel) for row in rows],
        "LOAI_DAT": [row.land_type for row in rows],
        "HANH_VI": [row.kind.value for row in rows],
        "NGAY_VP1": [row.occurred.earliest for row in rows],
        "NGAY_VP2": [row.occurred.latest for row in rows],
        "NGAY_PH": [row.found_on for row in rows],
        "GIAI_DOAN": [row.band.value for row in rows],
        "DT_M2": [row.area for row in rows],
        "TRANG_THAI": [row.status.value for row in rows],
        "NGAY_TT": [row.effective_on for row in rows],
        # A case that was reopened has a day of its status, but none on which it was resolved.
        "NGAY_XL": [row.effective_on if row.status in WITH_FORM else None for row in rows],
        "HINH_THUC": ["" if row.form is None else row.form.value for row in rows],
        "DT_XL_M2": [row.resolved_area for row in rows],
        "SO_QD": [row.decision_number for row in rows],
        "GHI_CHU": [row.note for row in rows],
        "NGOAI_XA": [int(row.gap is Gap.OUTSIDE_UNIT) for row in rows],
    }
