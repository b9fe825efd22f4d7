"""The columns of the workbook that a commune fills in: the office's own headings, in the order of its forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from landtrack.domain.status import Exclusion, Status
from landtrack.formats.case_tables import Layer
from landtrack.formats.exports.chosen_tables import chosen_schema
from landtrack.formats.exports.columns import HOLDER_FIELDS, VERSION, WITH_VERSION
from landtrack.formats.shapefile_fields import CASE_CODE, FIELDS, GEOMETRY, Field, FieldKind
from landtrack.messages import catalogue

if TYPE_CHECKING:
    from enum import Enum

    from landtrack.formats.case_tables import CaseTables, Setting

UNIT = Field("DON_VI", FieldKind.TEXT, 40, "Xã nơi có vụ việc, theo đơn vị hành chính của ngày chọn", "Commune")
OLD_UNIT = Field("XA_CU", FieldKind.TEXT, 40, "Xã của tờ bản đồ, nếu không phải xã nêu ở cột Đơn vị", "Old commune")
EXCLUSION = Field("LY_DO", FieldKind.TEXT, 20, "Lý do loại trừ", "Why the case does not count")
YES, NO = "Có", "Không"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, what it holds, its width in letters, and the list that is offered for it.

    A ``loose`` list may be departed from, since land types can be joined ("ONT+CLN").
    """

    heading: str
    field: Field
    width: int
    listed: str = ""
    loose: bool = False


_BY_NAME = {field.name: field for field in (*FIELDS, VERSION, UNIT, OLD_UNIT, EXCLUSION)}
UNITS, LAND, KINDS, STATUSES, FORMS, EXCLUSIONS, PART = (
    "Đơn vị", "Loại đất", "Hành vi", "Tình trạng", "Hình thức xử lý", "Lý do loại trừ", "Một phần thửa",
)  # fmt: skip
_COLUMNS = (
    ("Mã vụ việc", CASE_CODE, 18),
    ("Phiên bản", VERSION.name, 10),
    (UNITS, UNIT.name, 26, UNITS),
    ("Thôn", "THON", 20),
    ("Tờ bản đồ", "SO_TO", 9),
    ("Thửa đất", "SO_THUA", 9),
    (PART, "MOT_PHAN", 9, PART),
    ("Xã cũ của thửa", OLD_UNIT.name, 26),
    (LAND, "LOAI_DAT", 10, LAND, True),
    (KINDS, "HANH_VI", 30, KINDS),
    ("Thời điểm vi phạm từ", "NGAY_VP1", 12),
    ("Thời điểm vi phạm đến", "NGAY_VP2", 12),
    ("Ngày phát hiện", "NGAY_PH", 12),
    ("Diện tích (m²)", "DT_M2", 12),
    (STATUSES, "TRANG_THAI", 18, STATUSES),
    ("Ngày hiệu lực", "NGAY_TT", 12),
    (FORMS, "HINH_THUC", 30, FORMS),
    ("Diện tích đã xử lý (m²)", "DT_XL_M2", 12),
    (EXCLUSIONS, EXCLUSION.name, 20, EXCLUSIONS),
    ("Số quyết định", "SO_QD", 18),
    ("Ghi chú", "GHI_CHU", 40),
)


def columns(*, identities: bool) -> tuple[Column, ...]:
    """Return the columns in order; those of identities last."""
    own = tuple(Column(heading, _BY_NAME[name], width, *rest) for heading, name, width, *rest in _COLUMNS)
    holders = tuple(Column(field.vietnamese, field, 24) for field in HOLDER_FIELDS)
    return own + holders if identities else own


def lists(setting: Setting) -> dict[str, list[str]]:
    """Return what is offered in each list, in Vietnamese."""
    say = catalogue("vi")

    def words(terms: type[Enum]) -> list[str]:
        return [say.label(term) for term in terms]

    return {
        UNITS: list(setting.units),
        LAND: list(setting.land_types),
        KINDS: list(setting.labels["HANH_VI"].values()),
        STATUSES: words(Status),
        FORMS: list(setting.labels["HINH_THUC"].values()),
        EXCLUSIONS: words(Exclusion),
        PART: [YES, NO],
    }


def workbook_rows(tables: CaseTables) -> pa.Table:
    """Return all cases as the sheet has them: by unit, then by code, whatever their geometry."""
    parts = [_without_geometry(table) for layer in Layer for table in tables.batches(layer)]
    if not parts:
        return _without_geometry(chosen_schema(Layer.NO_GEOMETRY, WITH_VERSION).empty_table())
    table = pa.concat_tables(parts)
    # Those that lie in no unit of the frame come last, as in every other export.
    place = pc.if_else(pc.equal(table["MA_XA"], ""), "~", table["MA_XA"])
    by = pa.table({"place": place, "code": table[CASE_CODE]})
    return table.take(pc.sort_indices(by, [("place", "ascending"), ("code", "ascending")]))


def _without_geometry(table: pa.Table) -> pa.Table:
    own, sheet = _named(table["TEN_XA"], table["MA_XA"]), _named(table["TEN_XA_BD"], table["MA_XA_BD"])
    added = {
        UNIT.name: own,
        OLD_UNIT.name: pc.if_else(pc.equal(own, sheet), "", sheet),
        EXCLUSION.name: pa.array([""] * table.num_rows, pa.string()),
    }
    if GEOMETRY in table.column_names:
        table = table.drop_columns([GEOMETRY])
    for name, values in added.items():
        table = table.append_column(name, values)
    return table


def _named(names: pa.ChunkedArray, codes: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return name and code: two communes may have one name."""
    both = pc.binary_join_element_wise(names, pc.binary_join_element_wise("(", codes, ")", ""), " ")
    return pc.if_else(pc.equal(codes, ""), "", both)
