"""The columns of an exported case: one row here is one column in every layer and one line of the field table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum

from landtrack.domain.cutoff import Band
from landtrack.domain.office.office_table import OfficeTable
from landtrack.domain.status import Status

LONGEST_NAME = 10
"""Letters of a column name that a DBF keeps."""
LONGEST_TEXT = 254
"""Bytes of a text that a DBF keeps."""


class FieldKind(StrEnum):
    """What a column holds: ``code`` is a term of the register, written with its Vietnamese label."""

    TEXT = "text"
    CODE = "code"
    DATE = "date"
    AREA = "area"
    FLAG = "flag"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Field:
    """One column; ``width`` (bytes) is what a text column has at least, it grows with its longest text up to 254.

    The width of a code column is that of its longest label; ``codes`` are the members of an enumeration, or the rows of
    a table of the office.
    """

    name: str
    kind: FieldKind
    width: int
    vietnamese: str
    english: str
    unit: str = ""
    codes: type[Enum] | OfficeTable | None = None


def _code(name: str, codes: type[Enum] | OfficeTable, vietnamese: str, english: str) -> Field:
    return Field(name, FieldKind.CODE, 1, vietnamese, english, codes=codes)


def _text(name: str, width: int, vietnamese: str, english: str) -> Field:
    return Field(name, FieldKind.TEXT, width, vietnamese, english)


def _day(name: str, vietnamese: str, english: str) -> Field:
    return Field(name, FieldKind.DATE, 8, vietnamese, english)


def _area(name: str, vietnamese: str, english: str) -> Field:
    return Field(name, FieldKind.AREA, 15, vietnamese, english, "m²")


CASE_CODE = "MA_VV"
GEOMETRY = "geometry"

FIELDS = (
    _text(CASE_CODE, 20, "Mã vụ việc", "Case code"),
    _text("MA_XA", 5, "Mã xã nơi có vụ việc, theo đơn vị hành chính của ngày chọn; trống nếu chưa xác định được",
          "Code of the commune the case lies in, among the units of the chosen day; empty where it cannot be placed"),
    _text("TEN_XA", 32, "Tên xã nơi có vụ việc", "Name of that commune"),
    _text("THON", 40, "Thôn, tổ dân phố", "Hamlet"),
    _text("MA_XA_BD", 5, "Mã xã của tờ bản đồ (xã cũ, lúc lập bản đồ)",
          "Code of the commune whose map sheets are meant (the old one, after a merger)"),
    _text("TEN_XA_BD", 32, "Tên xã của tờ bản đồ", "Name of the commune whose map sheets are meant"),
    _text("SO_TO", 6, "Tờ bản đồ số", "Map sheet"),
    _text("SO_THUA", 12, "Thửa đất số", "Parcel"),
    Field("MOT_PHAN", FieldKind.FLAG, 1, "Một phần thửa đất (1 = có, 0 = không)",
          "Part of the parcel (1 = yes, 0 = no)"),
    _text("LOAI_DAT", 12, "Loại đất", "Land type"),
    _code("HANH_VI", OfficeTable.KIND, "Hành vi vi phạm", "Kind of violation"),
    _day("NGAY_VP1", "Ngày vi phạm sớm nhất; trống nếu không rõ", "Earliest day of the violation; empty if unknown"),
    _day("NGAY_VP2", "Ngày vi phạm muộn nhất", "Latest day of the violation"),
    _day("NGAY_PH", "Ngày phát hiện", "Found on"),
    _code("GIAI_DOAN", Band, "Giai đoạn vi phạm", "Band of the violation date"),
    _area("DT_M2", "Diện tích vi phạm", "Declared area"),
    _code("TRANG_THAI", Status, "Tình trạng xử lý", "Status"),
    _day("NGAY_TT", "Ngày tình trạng có hiệu lực; trống nếu chưa có thay đổi nào",
         "Day the status took effect; empty before the first change"),
    _day("NGAY_XL", "Ngày xử lý (dứt điểm hoặc một phần)", "Day resolved, wholly or partly"),
    _code("HINH_THUC", OfficeTable.FORM, "Hình thức xử lý", "Form of resolution"),
    _area("DT_XL_M2", "Diện tích đã xử lý", "Resolved area"),
    _text("SO_QD", 24, "Số quyết định của lần thay đổi tình trạng", "Decision number of the status change"),
    _text("GHI_CHU", 40, "Ghi chú của lần thay đổi tình trạng", "Note of the status change"),
    Field("NGOAI_XA", FieldKind.FLAG, 1, "Hình nằm ngoài ranh giới xã (1 = có, 0 = không)",
          "The geometry lies outside its commune (1 = yes, 0 = no)"),
)  # fmt: skip

CODE_FIELDS = tuple(field for field in FIELDS if field.codes is not None)
