"""What is understood of a sheet: where headings and cases stand, and what every column means."""

from __future__ import annotations

from datetime import date

import pytest

from landtrack.domain.intake.field import Field
from landtrack.domain.intake.reading import AreaUnit, AxisOrder, Reading, Spelling
from landtrack.domain.intake.reading_json import override
from landtrack.domain.intake.source import SourceTable
from landtrack.domain.intake.understand import signature
from landtrack.formats.exports.workbook_columns import columns as workbook_columns
from landtrack.formats.shapefile_fields import FIELDS
from tests.domain.intake.sheets import layer, read, sheet
from tests.domain.intake.test_legacy_text import as_tcvn3

HEAD = (
    "STT",
    "Họ và tên chủ sử dụng đất",
    "Tờ BĐ số",
    "Thửa số",
    "Diện tích vi phạm (m2)",
    "Hành vi vi phạm",
    "Ngày phát hiện",
)
CASE = (1, "Ông A", 12, 345, 120.5, "Lấn, chiếm", date(2015, 3, 4))
FIELDS_OF_HEAD = [Field.ORDER, Field.HOLDER, Field.MAP_SHEET, Field.PARCEL, Field.AREA, Field.KIND, Field.FOUND_ON]


def meanings(reading: Reading) -> list[Field | None]:
    return [column.meaning for column in reading.columns]


def test_a_form_with_titles_two_heading_rows_numbers_totals_and_signatures():
    table = sheet(
        ("UBND XÃ ĐỒNG TIẾN",),
        ("DANH SÁCH CÁC TRƯỜNG HỢP VI PHẠM ĐẤT ĐAI",),
        ("(Kèm theo Báo cáo số 12/BC-UBND ngày 05/4/2023)",),
        (),
        ("STT", "Họ và tên", "Thửa đất", None, "Diện tích (m2)", None, "Hành vi", "Quyết định", None),
        (None, None, "Tờ bản đồ số", "Thửa số", "Vi phạm", "Đã xử lý", None, "Số", "Ngày"),
        tuple(f"({number})" for number in range(1, 10)),
        (1, "Ông A", 12, 345, 120.5, None, "Lấn đất", None, None),
        (2, "Bà B", 12, 346, 99, 10, "Chiếm đất", "12/QĐ-UBND", date(2020, 1, 2)),
        ("Tổng cộng", None, None, None, 219.5, 10, None, None, None),
        (),
        (None, "Đồng Tiến, ngày 05 tháng 4 năm 2023"),
        (None, "NGƯỜI LẬP BIỂU", None, None, "CHỦ TỊCH"),
        merged=[(5, 0, 6, 0), (5, 1, 6, 1), (5, 2, 5, 3), (5, 4, 5, 5), (5, 6, 6, 6), (5, 7, 5, 8), (2, 0, 2, 8)],
    )
    reading = read(table)
    assert (reading.heading_rows, reading.first_row, reading.last_row) == ((5, 6), 8, 9)
    assert meanings(reading) == [
        Field.ORDER, Field.HOLDER, Field.MAP_SHEET, Field.PARCEL, Field.AREA, Field.RESOLVED_AREA, Field.KIND,
        Field.DECISION_NUMBER, None,
    ]  # fmt: skip
    assert [column.area_unit for column in reading.columns][4:6] == [AreaUnit.SQUARE_METRES] * 2
    assert reading.columns[4].heading == "Diện tích (m2) / Vi phạm"
    assert all(column.sure for column in reading.columns)


@pytest.mark.parametrize(
    "before",
    [(), (("BIỂU SỐ 01",),), (("Xã Đồng Tiến",), ("Danh sách vi phạm",), (), ("Đơn vị tính: m2",))],
    ids=["nothing", "a title", "titles"],
)
def test_headings_are_found_below_whatever_stands_above(before):
    reading = read(sheet(*before, HEAD, CASE, CASE))
    assert reading.heading_rows == (len(before) + 1,)
    assert (reading.first_row, reading.last_row) == (len(before) + 2, len(before) + 3)
    assert meanings(reading) == FIELDS_OF_HEAD


def test_an_exported_shapefile_and_workbook_are_understood_without_a_doubt():
    reading = read(layer([field.name for field in FIELDS], [None] * len(FIELDS)))
    assert all(column.sure and column.meaning for column in reading.columns)
    assert {column.heading for column in reading.columns if column.meaning is Field.COMPUTED} == {
        "TEN_XA", "TEN_XA_BD", "GIAI_DOAN", "NGAY_XL", "NGOAI_XA",
    }  # fmt: skip
    headings = [column.heading for column in workbook_columns(identities=True)]
    reading = read(sheet(headings, ["x"] * len(headings)))
    assert all(column.sure and column.meaning for column in reading.columns), [c for c in reading.columns if not c.sure]
    assert len({column.meaning for column in reading.columns}) == len(headings)


def test_the_second_of_two_columns_with_one_meaning_is_not_read():
    reading = read(sheet(("Diện tích vi phạm (m2)", "DT vi phạm (ha)", "Hành vi"), (100, 0.01, "Lấn đất")))
    assert meanings(reading) == [Field.AREA, None, Field.KIND]
    assert [column.sure for column in reading.columns] == [True, False, True]


def test_an_ambiguous_heading_is_sure_where_the_others_leave_one_choice():
    alone = read(sheet(("Họ và tên", "Địa chỉ", "Hành vi"), ("A", "Xóm 1", "Lấn đất")))
    assert (alone.columns[1].meaning, alone.columns[1].sure) == (Field.HOLDER_ADDRESS, False)
    beside = read(sheet(("Họ và tên", "Địa chỉ", "Hành vi", "Thôn"), ("A", "Xóm 1", "Lấn đất", "Bản")))
    assert (beside.columns[1].meaning, beside.columns[1].sure) == (Field.HOLDER_ADDRESS, True)
    whole = read(sheet(("Diện tích", "Diện tích vi phạm (m2)", "Hành vi"), (900, 20, "Lấn đất")))
    assert [(column.meaning, column.sure) for column in whole.columns[:2]] == [(None, True), (Field.AREA, True)]


@pytest.mark.parametrize(
    ("title", "areas", "unit", "sure"),
    [
        ("Đơn vị tính: ha", [100, 200], AreaUnit.HECTARES, True), ("ĐVT: m2", [0.5], AreaUnit.SQUARE_METRES, True),
        ("Danh sách", [0.25, 0.013, 1.5], AreaUnit.HECTARES, False),
        ("Danh sách", [250, 13, 1500.5], AreaUnit.SQUARE_METRES, False),
        ("Danh sách", ["0,25", "0,013"], AreaUnit.HECTARES, False),
    ],
)  # fmt: skip
def test_an_area_without_a_unit_takes_that_of_the_title_or_a_guess(title, areas, unit, sure):
    table = sheet((title,), ("Hành vi", "Diện tích vi phạm"), *(("Lấn đất", area) for area in areas))
    column = read(table).columns[1]
    assert (column.meaning, column.area_unit, column.sure) == (Field.AREA, unit, sure)


def test_each_column_has_its_own_spelling_and_headings_in_old_fonts_are_known():
    rows = [
        ("Lấn, chiếm đất", "Xã Đồng Tiến"),
        ("Sử dụng đất sai mục đích", "Thị trấn Bố Hạ"),
        ("Lấn đất", "Xã Hương Vĩ"),
    ]
    table = sheet(
        (as_tcvn3("Hành vi vi phạm"), "Xã", "Mã vụ việc"),
        *((as_tcvn3(kind), unit, f"YT-{place}") for place, (kind, unit) in enumerate(rows)),
    )
    reading = read(table)
    assert meanings(reading) == [Field.KIND, Field.UNIT, Field.CODE]
    assert [column.spelling for column in reading.columns] == [Spelling.TCVN3, Spelling.UNICODE, Spelling.UNICODE]


def test_a_single_word_in_an_old_font_is_told_by_its_neighbours():
    rows = [(as_tcvn3("Lấn, chiếm đất"), as_tcvn3("Bản")), (as_tcvn3("Sử dụng đất sai mục đích"), as_tcvn3("Bản"))]
    reading = read(sheet(("Hành vi", "Thôn"), *rows))
    assert [column.spelling for column in reading.columns] == [Spelling.TCVN3, Spelling.TCVN3]


def test_a_table_without_known_headings_is_read_not_at_all():
    reading = read(sheet(("a", "b"), (1, 2)))
    assert meanings(reading) == [None, None]
    assert reading.heading_rows == ()
    empty = read(SourceTable("empty", []))
    assert (empty.columns, empty.last_row) == ((), 0)


def test_headings_with_nothing_below_them():
    reading = read(sheet(HEAD))
    assert reading.last_row < reading.first_row


def test_a_person_names_the_heading_rows():
    table = sheet(HEAD, ("Mã vụ việc", "Xã", "Thôn", "Ghi chú", "a", "b", "c"), CASE)
    reading = read(table, heading_rows=[2])
    assert meanings(reading)[:4] == [Field.CODE, Field.UNIT, Field.HAMLET, Field.NOTE]
    assert reading.first_row == 3


@pytest.mark.parametrize(
    ("x", "y", "axes"),
    [
        (2380000.5, 412000.2, AxisOrder.X_NORTH), (412000.2, 2380000.5, AxisOrder.X_EAST),
        ("2.380.000,5", "412.000,2", AxisOrder.X_NORTH),
        (106.15, 21.5, AxisOrder.X_EAST), (21.5, 106.15, AxisOrder.X_NORTH), (None, None, AxisOrder.X_NORTH),
    ],
)  # fmt: skip
def test_the_size_of_coordinates_tells_what_x_means(x, y, axes):
    assert read(sheet(("Mã vụ việc", "X", "Y"), ("YT-1", x, y), ("YT-2", x, y))).axes is axes


def test_the_same_source_is_known_again_and_what_was_decided_holds():
    first = read(sheet(HEAD, CASE))
    decided = override(first, {"columns": {"Ngày phát hiện": "occurred"}, "unit": "07288",
                               "found_on": "2020-01-02", "axes": "x_east",
                               "system": "EPSG:9214", "decisions": {"system": "EPSG:9214"}})  # fmt: skip
    table = sheet(("Một tiêu đề khác",), (), HEAD, CASE, CASE)
    again = read(table)
    assert signature(again) == signature(first) == signature(decided)
    recalled = read(table, remembered=decided)
    assert (recalled.heading_rows, recalled.first_row, recalled.last_row) == ((3,), 4, 5)
    assert meanings(recalled)[-1] is Field.OCCURRED
    assert (recalled.system, recalled.axes) == ("EPSG:9214", AxisOrder.X_EAST)
    assert (recalled.unit, recalled.found_on) == ("", None)
    assert signature(read(sheet(HEAD[:-1], CASE[:-1]))) != signature(first)


def test_a_declared_system_stands_unless_somebody_decided_against_it():
    table = SourceTable("layer", layer(["MA_VV", "DT_M2"], ["A", 1]).rows, ("MA_VV", "DT_M2"), system="EPSG:3405")
    remembered = override(read(table), {"system": "EPSG:9214"})
    assert read(table, remembered=remembered).system == "EPSG:3405"
    decided = override(remembered, {"decisions": {"system": "EPSG:9214"}})
    assert read(table, remembered=decided).system == "EPSG:9214"


def test_x_is_a_coordinate_only_beside_y():
    rows = (("A", 10, 2375123.4), ("B", 20, 2375124.4))
    alone = read(sheet(("Mã vụ việc", "Diện tích (m2)", "X"), *rows))
    assert (alone.columns[2].meaning, alone.columns[2].sure) == (None, False)
    both = read(sheet(("Mã vụ việc", "X", "Y"), *rows))
    assert [column.meaning for column in both.columns[1:]] == [Field.X, Field.Y]


def test_a_whole_sheet_in_an_old_font_has_its_commune():
    head = ("STT", "Xã", "Thôn", "Hành vi vi phạm", "Diện tích (m2)")
    rows = [(1, "Yên Thế", "Đồng Tân", "Lấn đất", "1.250,5"), (2, "Đồng Tiến", "Bản Cầu", "Lấn đất", "120,5")]
    old = [[as_tcvn3(str(cell)) for cell in row] for row in (head, *rows)]
    assert read(sheet(*old)).column_of(Field.UNIT) == 1


def test_one_cell_in_an_old_font_respells_no_column():
    old = ("NguyÔn V¨n Thµnh", "§ång T©n", "§· lËp biªn b¶n")
    rows = [("Lê Văn C", "Đèo Cà", None), *[(f"Lê Văn {letter}", "Đèo Cà", None) for letter in "DEG"], old]
    reading = read(sheet(("Họ và tên", "Thôn", "Ghi chú"), *rows))
    assert [column.spelling for column in reading.columns] == [Spelling.UNICODE, Spelling.UNICODE, Spelling.TCVN3]
    assert [column.heading for column in reading.columns] == ["Họ và tên", "Thôn", "Ghi chú"]


def test_a_bare_day_beside_the_status_is_its_day_and_said_to_be_a_guess():
    table = sheet(
        ("Xã", "Hành vi", "Ngày phát hiện", "Tình trạng", "Ngày"),
        ("A", "Lấn đất", date(2021, 5, 4), "Đang xử lý", date(2021, 6, 4)),
    )
    column = read(table).columns[4]
    assert (column.meaning, column.sure) == (Field.EFFECTIVE_ON, False)
    apart = sheet(("Ngày", "Xã", "Hành vi", "Ngày phát hiện", "Tình trạng"), (date(2020, 5, 4), "A", "Lấn đất"))
    assert read(apart).columns[0].meaning is Field.OCCURRED


def test_headings_under_others_go_before_what_both_are_only_nearly():
    table = sheet(
        ("Xã", "Thửa đất", None, "Kết quả xử lý", None, None),
        (None, "Tờ", "Thửa", "Tình trạng", "Ngày", "Hình thức"),
        ("A", 12, 345, "Đang xử lý", date(2021, 6, 4), None),
        merged=[(1, 0, 2, 0), (1, 1, 1, 2), (1, 3, 1, 5)],
    )
    reading = read(table)
    assert meanings(reading) == [
        Field.UNIT, Field.MAP_SHEET, Field.PARCEL, Field.STATUS, Field.EFFECTIVE_ON, Field.FORM,
    ]  # fmt: skip
    assert all(column.sure for column in reading.columns)
