"""The columns that the newer formats have besides those of the shapefile."""

from __future__ import annotations

from landtrack.formats.shapefile_fields import FIELDS, Field, FieldKind

VERSION = Field(
    "PHIEN_BAN",
    FieldKind.COUNT,
    9,
    "Phiên bản của vụ việc khi xuất (bút toán cuối cùng trong nhật ký)",
    "Version of the case when exported (its last log entry)",
)
"""Brought back with a changed row, it tells what the row was made from."""

WITH_VERSION = (*FIELDS, VERSION)

HOLDER_FIELDS = (
    Field("NGUOI_VP", FieldKind.TEXT, 40, "Người vi phạm", "Holder"),
    Field("SO_GIAY_TO", FieldKind.TEXT, 12, "Số CCCD", "Identity number"),
    Field("DIA_CHI", FieldKind.TEXT, 40, "Địa chỉ", "Address"),
    Field("DIEN_THOAI", FieldKind.TEXT, 12, "Điện thoại", "Telephone"),
)
"""Identities: only in an export that was asked for with them, with a reason."""
HOLDER_NAMES = tuple(column.name for column in HOLDER_FIELDS)
