"""Headings in all their spellings, and what is left to a person."""

from __future__ import annotations

import pytest

from landtrack.domain.intake.field import Field
from landtrack.domain.intake.headings import HeadingTable, HeadingWord, heading_unit, normalise_heading
from landtrack.domain.intake.reading import AreaUnit, Spelling
from landtrack.formats.shapefile_fields import FIELDS
from tests.domain.intake.sheets import shipped_headings
from tests.domain.intake.test_legacy_text import as_tcvn3, as_vni, as_windows_1258

TABLE = HeadingTable(shipped_headings())
M2, HA = AreaUnit.SQUARE_METRES, AreaUnit.HECTARES


@pytest.mark.parametrize(
    ("heading", "field", "unit"),
    [
        ("Diện tích vi phạm (m2)", Field.AREA, M2), ("DIỆN TÍCH\nVI PHẠM (HA)", Field.AREA, HA),
        ("DT (ha)", Field.AREA, HA),
        ("Diện tích đã xử lý (m²)", Field.RESOLVED_AREA, M2), ("Tờ BĐ số", Field.MAP_SHEET, None),
        ("Thửa số", Field.PARCEL, None),
        ("Họ và tên chủ sử dụng đất", Field.HOLDER, None), ("Thời điểm vi phạm", Field.OCCURRED, None),
        ("Ngày phát hiện", Field.FOUND_ON, None), ("Hình thức xử lý", Field.FORM, None),
        ("Số quyết định", Field.DECISION_NUMBER, None),
        ("Ghi chú", Field.NOTE, None), ("Xã, thị trấn", Field.UNIT, None), ("Thôn/bản/TDP", Field.HAMLET, None),
        ("  STT ", Field.ORDER, None), ("Số tờ/số thửa", Field.MAP_SHEET, None),
        ("Hành vi vi phạm (5)", Field.KIND, None),
        ("Ngày phát hiện (ngày/tháng/năm)", Field.FOUND_ON, None), ("Dien tich vi pham", Field.AREA, None),
        ("Loại đất:", Field.LAND_TYPE, None), ("Chữ ký", None, None), ("Diện tích thửa đất (m2)", None, M2),
    ],
)  # fmt: skip
def test_headings_as_offices_write_them(heading, field, unit):
    found = TABLE.meaning(heading)
    assert (found.field, found.area_unit, found.sure, found.known) == (field, unit, True, True)


def test_every_column_of_an_exported_shapefile_is_known():
    for column in FIELDS:
        for heading in (column.name, column.vietnamese, column.english):
            found = TABLE.meaning(heading)
            assert found.known, heading
            assert found.sure or Field.COMPUTED in found.choices, heading


@pytest.mark.parametrize("heading", ["Diện tích", "Ngày", "Địa chỉ", "Thời gian"])
def test_an_ambiguous_heading_is_a_guess_to_look_at(heading):
    found = TABLE.meaning(heading)
    assert found.field is not None
    assert not found.sure


def test_a_typing_mistake_is_a_guess_to_look_at():
    found = TABLE.meaning("Hanh vi vi pham  luat")
    assert not found.known
    found = TABLE.meaning("Diện tích vi phạn (ha)")
    assert (found.field, found.area_unit, found.sure) == (Field.AREA, HA, False)


@pytest.mark.parametrize("heading", ["", "Đồng Tiến", "Cột 7", "Lấn, chiếm đất", "1", "abc def ghi"])
def test_what_is_no_known_heading_is_not_guessed(heading):
    found = TABLE.meaning(heading)
    assert (found.field, found.known, found.sure) == (None, False, False)


@pytest.mark.parametrize(
    ("write", "spelling"),
    [(as_tcvn3, Spelling.TCVN3), (as_vni, Spelling.VNI), (as_windows_1258, Spelling.WINDOWS_1258)],
)
@pytest.mark.parametrize(
    "heading", ["Diện tích vi phạm (m2)", "Tờ bản đồ số", "Hành vi vi phạm", "Trạng thái xử lý", "Ghi chú"]
)
def test_headings_in_old_fonts_mean_the_same(heading, write, spelling):
    found = TABLE.meaning(write(heading))
    assert (found.field, found.area_unit) == (TABLE.meaning(heading).field, TABLE.meaning(heading).area_unit)
    assert found.spelling in {spelling, Spelling.UNICODE}


def test_normalising_leaves_words_alone():
    assert normalise_heading("Diện tích\nvi phạm (m2)") == normalise_heading("DIEN_TICH_VI_PHAM") == "dien tich vi pham"
    assert normalise_heading("Tờ BĐ số") == "to bd so"
    assert heading_unit("Thửa (ha hoặc m2)") is None
    assert heading_unit("Hạn xử lý") is None


def test_the_same_words_for_two_fields_are_ambiguous_but_twice_the_same_are_not():
    table = HeadingTable(
        [
            HeadingWord("so", Field.PARCEL),
            HeadingWord("so", Field.PARCEL),
            HeadingWord("ten", None),
            HeadingWord("ten", Field.HOLDER),
        ]
    )
    assert table.meaning("Số").sure
    assert not table.meaning("Tên").sure


@pytest.mark.parametrize("write", [as_tcvn3, as_vni, as_windows_1258])
def test_the_shortest_heading_in_an_old_font_is_the_commune_and_not_x(write):
    assert TABLE.meaning(write("Xã")).field is Field.UNIT


@pytest.mark.parametrize(
    ("heading", "field"),
    [("X", Field.X), ("y", Field.Y), ("X (m)", Field.X), ("Y:", Field.Y), ("Ý", None), ("X·", Field.UNIT)],
)
def test_only_the_bare_letter_is_a_coordinate(heading, field):
    assert TABLE.meaning(heading).field is field
