"""Rows as drafts: every value typed, every fault once and at its cell, and nothing that is no case."""

from __future__ import annotations

from datetime import date

import pytest
import shapely
from shapely.geometry import LineString, MultiPoint, Point, Polygon, box

from landtrack.domain.case import ViolationKind
from landtrack.domain.intake.field import Field
from landtrack.domain.intake.problem import Severity
from landtrack.domain.intake.reading_json import override
from landtrack.domain.intake.rows import drafts
from landtrack.domain.intake.source import CellError
from landtrack.domain.status import Status
from tests.domain.intake.sheets import layer, read, sheet, shipped_words
from tests.domain.intake.test_legacy_text import as_tcvn3

HEAD = (
    "STT",
    "Mã vụ việc",
    "Xã",
    "Tờ bản đồ",
    "Thửa đất",
    "Diện tích (m2)",
    "Hành vi",
    "Thời điểm vi phạm",
    "Ngày phát hiện",
    "Trạng thái",
    "Ghi chú",
)
CASE = (
    1,
    "YT-1",
    "Xã Đồng Tiến",
    12,
    345,
    "1.234,5",
    "Lấn, chiếm",
    "trước 2014",
    date(2015, 3, 4),
    "Đã xử lý dứt điểm",
    "  a \r\n b  ",
)


def drafted(table, reading=None, **options):
    return list(drafts(table, reading or read(table), shipped_words(), **options))


def faults(found):
    return [(problem.cell, problem.code, problem.suggestion) for draft in found for problem in draft.problems]


def changed(**values):
    return tuple(values.get(heading, value) for heading, value in zip(HEAD, CASE, strict=True))


def test_a_clean_row():
    (draft,) = drafted(sheet(HEAD, CASE))
    assert draft.values == {
        Field.CODE: "YT-1", Field.UNIT: "Xã Đồng Tiến", Field.MAP_SHEET: "12", Field.PARCEL: "345", Field.AREA: 12_345,
        Field.KIND: ViolationKind.ENCROACHED_OR_OCCUPIED, Field.OCCURRED: (None, date(2013, 12, 31)),
        Field.FOUND_ON: date(2015, 3, 4), Field.STATUS: Status.RESOLVED, Field.NOTE: "a \n b",
    }  # fmt: skip
    assert (draft.row, draft.problems, draft.geometry, draft.has_geometry) == (2, (), None, False)
    assert (draft.cells[Field.CODE], draft.cells[Field.NOTE]) == ("B2", "K2")
    assert Field.HAMLET not in draft.cells
    assert set(draft.cells) == set(draft.values)


def test_an_empty_cell_is_none_and_a_missing_column_is_absent():
    (draft,) = drafted(
        sheet(HEAD, changed(**{"Hành vi": None, "Diện tích (m2)": " - ", "Ghi chú": "   ", "Thời điểm vi phạm": "–"}))
    )
    assert [draft.values[field] for field in (Field.KIND, Field.AREA, Field.NOTE, Field.OCCURRED)] == [None] * 4
    assert Field.HAMLET not in draft.values
    assert draft.problems == ()


@pytest.mark.parametrize(
    ("heading", "value", "cell", "code", "suggestion"),
    [
        ("Mã vụ việc", "yt 1/2", "B2", "cell.code_malformed", "YT-1-2"),
        ("Mã vụ việc", "é", "B2", "cell.code_malformed", ""),
        ("Xã", CellError("#REF!"), "C2", "cell.error_value", ""),
        ("Thửa đất", date(2024, 3, 12), "E2", "cell.day_for_text", "12/3"),
        ("Diện tích (m2)", "khoảng 200", "F2", "cell.number_malformed", "200"),
        ("Diện tích (m2)", "1.250", "F2", "cell.number_ambiguous", "1250"),
        ("Diện tích (m2)", "12,34", "F2", "cell.area_rounded", ""),
        ("Hành vi", "Lấn chím", "G2", "cell.word_unknown", "Lấn, chiếm đất"),
        ("Thời điểm vi phạm", "31/02/2015", "H2", "cell.day_impossible", "28/02/2015"),
        ("Ngày phát hiện", "6/2020", "I2", "cell.day_imprecise", "30/06/2020"),
        ("Ngày phát hiện", "5/7/14", "I2", "cell.year_two_digits", "05/07/2014"),
        ("Ngày phát hiện", "6/25/2014", "I2", "cell.day_american", "25/06/2014"),
        ("Ngày phát hiện", 41_275, "I2", "cell.day_from_serial", ""),
        ("Trạng thái", "xong rồi nhé", "J2", "cell.word_unknown", "Đã xử lý dứt điểm / Đang xử lý"),
        ("Ghi chú", "a\x07b", "K2", "cell.control_character", "ab"),
        ("Ghi chú", "a" * 2_001, "K2", "cell.text_too_long", ""),
        ("Ghi chú", CellError("#N/A"), "K2", "cell.error_value", ""),
    ],
)  # fmt: skip
def test_each_fault_once_at_its_cell(heading, value, cell, code, suggestion):
    found = drafted(sheet(HEAD, changed(**{heading: value})))
    assert faults(found) == [(cell, code, suggestion)]
    (problem,) = found[0].problems
    assert (problem.sheet, problem.row) == ("Sheet1", 2)
    field = next(name for name, place in found[0].cells.items() if place == cell)
    assert (found[0].values[field] is None) == (problem.severity is Severity.ERROR)


def test_the_same_text_in_another_row_is_the_same_fault_there():
    found = drafted(sheet(HEAD, changed(Xã="A"), changed(**{"Hành vi": "qwerty"}), changed(**{"Hành vi": "qwerty"})))
    assert [cell for cell, _, _ in faults(found)] == ["G3", "G4"]


def test_rows_that_are_no_cases():
    table = sheet(
        HEAD,
        tuple(f"({number})" for number in range(1, 12)),
        CASE,
        (),
        (2, *[None] * 10),
        ("Cộng xã Đồng Tiến", None, None, None, None, 1234.5),
        changed(**{"Mã vụ việc": "YT-2", "Xã": "Cộng Hoà"}),
        ("Tổng cộng", None, "02 trường hợp", None, None, 2469),
        (),
        (None, None, "Người lập biểu", None, None, None, "Chủ tịch UBND xã"),
        (None, None, "Nguyễn Thị C"),
    )
    found = drafted(table)
    assert [draft.row for draft in found] == [3, 7]
    assert found[1].values[Field.UNIT] == "Cộng Hoà"
    assert faults(found) == []


def test_a_row_of_sums_without_words_is_no_case():
    head = ("Mã vụ việc", "Diện tích (m2)", "Diện tích đã xử lý (m2)", "Hành vi")
    rows = [
        ("A", 10.5, 1, "Lấn đất"),
        ("B", 20.2, 2, "Lấn đất"),
        (None, 30.7, 3, None),
        ("C", 5, 0, "Lấn đất"),
        (None, 35.7, 3, None),
    ]
    assert [draft.row for draft in drafted(sheet(head, *rows))] == [2, 3, 5]
    other = drafted(sheet(head, *rows[:2], (None, 99, 3, None), rows[3]))
    assert [draft.row for draft in other] == [2, 3, 4, 5]


def test_a_commune_over_its_cases_is_their_unit():
    head = ("STT", "Họ và tên", "Diện tích (m2)", "Hành vi")
    table = sheet(
        head, ("I", "Xã Đồng Tiến", 30, None), (1, "A", 10, "Lấn đất"), (2, "B", 20, "Lấn đất"),
        ("II. Thị trấn Bố Hạ (01 trường hợp)",), (1, "C", 5, "Lấn đất"),
    )  # fmt: skip
    found = drafted(table)
    assert [(draft.row, draft.values[Field.UNIT], draft.cells[Field.UNIT]) for draft in found] == [
        (3, "Xã Đồng Tiến", "B2"), (4, "Xã Đồng Tiến", "B2"), (6, "Thị trấn Bố Hạ", "A5"),
    ]  # fmt: skip


def test_a_commune_in_its_own_column_with_an_area_beside_it_is_a_case():
    head = ("Mã vụ việc", "Xã", "Diện tích (m2)", "Hành vi")
    table = sheet(
        head, (None, "Xã Đồng Tiến", None, None), (None, "Xã Đồng Tiến", 20, None), ("A", "Xã Bố Hạ", 10, "Lấn đất")
    )
    assert [draft.row for draft in drafted(table)] == [3, 4]


def test_a_case_of_few_words_is_no_signature():
    table = sheet(("Họ và tên", "Diện tích (m2)", "Hành vi"), ("Chủ tịch UBND xã", 20, "Lấn đất"), ("B", 10, "Lấn đất"))
    assert [draft.row for draft in drafted(table)] == [2, 3]


def test_what_a_person_chose_stands_for_missing_columns():
    table = sheet(("Mã vụ việc", "Hành vi"), ("A", "Lấn đất"))
    reading = override(read(table), {"unit": "07288", "found_on": "2020-01-02"})
    (draft,) = drafted(table, reading)
    assert (draft.values[Field.UNIT], draft.values[Field.FOUND_ON]) == ("07288", date(2020, 1, 2))
    assert Field.UNIT not in draft.cells
    present = sheet(("Mã vụ việc", "Xã"), ("A", None))
    (draft,) = drafted(present, override(read(present), {"unit": "07288"}))
    assert draft.values[Field.UNIT] is None


def test_hidden_rows_are_read_unless_a_person_leaves_them_out():
    table = sheet(HEAD, CASE, changed(**{"Mã vụ việc": "YT-2"}), hidden=[3])
    reading = read(table)
    assert [draft.row for draft in drafted(table, reading)] == [2, 3]
    assert [draft.row for draft in drafted(table, override(reading, {"hidden_rows": False}))] == [2]


def test_cells_merged_over_rows_share_what_can_be_shared():
    head = ("Mã vụ việc", "Xã", "Diện tích (m2)", "Hành vi")
    table = sheet(
        head, ("A", "Đồng Tiến", 10, "Lấn đất"), ("B", None, 20, None), ("C", "Bố Hạ", None, "Lấn đất"),
        merged=[(2, 1, 3, 1), (2, 3, 3, 3), (3, 2, 4, 2)],
    )  # fmt: skip
    found = drafted(table)
    assert [draft.values[Field.UNIT] for draft in found] == ["Đồng Tiến", "Đồng Tiến", "Bố Hạ"]
    assert found[1].values[Field.KIND] == ViolationKind.ENCROACHED
    # Both rows name the one cell, by which it is told once.
    assert faults(found) == [("C3", "cell.merged", ""), ("C3", "cell.merged", "")]
    assert [draft.cells[Field.AREA] for draft in found] == ["C2", "C3", "C3"]
    assert [problem.arguments for draft in found for problem in draft.problems] == [{"cells": "C3:C4"}] * 2


def test_a_column_in_an_old_font_is_read():
    kinds = ("Lấn, chiếm đất", "Sử dụng đất sai mục đích", "Huỷ hoại đất")
    table = sheet(
        ("Mã vụ việc", "Hành vi", "Xã"),
        *((f"A{place}", as_tcvn3(kind), as_tcvn3("Xã Đồng Tiến")) for place, kind in enumerate(kinds)),
    )
    found = drafted(table)
    assert faults(found) == []
    assert found[0].values[Field.UNIT] == "Xã Đồng Tiến"


def test_sheet_and_parcel_in_one_cell_and_parts_of_parcels():
    both = drafted(sheet(("Thôn", "Số tờ/số thửa"), ("A", "12/345"), ("B", "12"), ("C", "tờ 7, thửa 8a")))
    assert [(draft.values[Field.MAP_SHEET], draft.values.get(Field.PARCEL)) for draft in both] == [
        ("12", "345"),
        ("12", None),
        ("7", "8A"),
    ]
    assert both[0].cells[Field.PARCEL] == "B2"
    part = drafted(sheet(("Mã vụ việc", "Tờ số", "Thửa số"), ("A", 12, "một phần thửa 345"), ("B", "12/3", "345")))
    assert (part[0].values[Field.PARCEL], part[0].values[Field.PART_OF_PARCEL]) == ("345", True)
    assert (part[1].values[Field.MAP_SHEET], Field.PART_OF_PARCEL in part[1].values) == ("12/3", False)


@pytest.mark.parametrize(
    ("value", "unit"),
    [(7288, "07288"), ("7288", "07288"), ("07288", "07288"), (7288.0, "07288"), ("Xã  Đồng\nTiến", "Xã Đồng Tiến")],
)
def test_units_get_their_zeros_back(value, unit):
    (draft,) = drafted(sheet(("Mã vụ việc", "Xã"), ("A", value)))
    assert draft.values[Field.UNIT] == unit


def test_a_layer_names_its_cells_by_column_and_feature():
    table = layer(["MA_VV", "DT_M2", "HANH_VI", "NGAY_VP1", "NGAY_VP2"], ["A", -1, "Lấn đất", date(2010, 1, 1), None])
    (draft,) = drafted(table)
    assert (draft.cells[Field.CODE], draft.problems[0].cell) == ("MA_VV 1", "DT_M2 1")
    assert draft.values[Field.OCCURRED_EARLIEST] == date(2010, 1, 1)


@pytest.mark.parametrize(
    ("shape", "kind", "code"),
    [
        (box(0, 0, 1, 1), "Polygon", None), (Point(1, 2), "Point", None), (None, None, None), (Polygon(), None, None),
        (shapely.force_3d(box(0, 0, 1, 1), 5), "Polygon", "row.height_dropped"), (MultiPoint([(1, 2)]), "Point", None),
        (LineString([(0, 0), (1, 0), (1, 1), (0, 0)]), "Polygon", "row.line_closed"),
        (LineString([(0, 0), (1, 0), (1, 1)]), None, "row.line_open"), (MultiPoint([(1, 2),
        (3, 4)]), None, "row.shape_kind"),
        (Polygon([(0, 0), (1, 1), (1, 0), (0, 1)]), None, "row.shape_invalid"),
    ],
)  # fmt: skip
def test_shapes_are_repaired_only_where_nothing_is_lost(shape, kind, code):
    (draft,) = drafted(layer(["MA_VV"], ["A"]), shapes=[shape])
    assert draft.has_geometry
    assert (draft.geometry.geom_type if draft.geometry is not None else None) == kind
    assert draft.geometry is None or not draft.geometry.has_z
    assert [problem.code for problem in draft.problems] == ([code] if code else [])
    assert {problem.severity for problem in draft.problems} <= ({Severity.ERROR} if kind is None else {Severity.NOTE})


def test_a_row_with_nothing_but_a_shape_is_a_case():
    assert len(drafted(layer(["MA_VV"], [None], [None]), shapes=[box(0, 0, 1, 1), None])) == 1


def test_a_single_cell_in_an_old_font_is_told():
    units = ("Hương Vĩ", "Bố Hạ", "Đồng Kỳ")
    good = [changed(**{"Mã vụ việc": f"YT-{number}", "Xã": unit}) for number, unit in enumerate(units, 2)]
    old = changed(**{"Xã": "§ång TiÕn", "Hành vi": "LÊn, chiÕm ®Êt"})
    found = drafted(sheet(HEAD, *good, old))
    assert faults(found) == [
        ("C5", "cell.spelling_suspect", "Đồng Tiến"), ("G5", "cell.word_unknown", "Lấn, chiếm đất"),
    ]  # fmt: skip
    assert found[3].values[Field.UNIT] == "§ång TiÕn"


def test_sheet_and_parcel_in_the_cell_of_the_sheet_with_the_parcel_empty():
    (draft,) = drafted(sheet(("Thôn", "Tờ bản đồ", "Thửa đất"), ("A", "11/1024", None)))
    assert (draft.values[Field.MAP_SHEET], draft.values[Field.PARCEL]) == ("11", "1024")
    assert draft.cells[Field.PARCEL] == "B2"
    (problem,) = draft.problems
    assert (problem.severity, problem.code, problem.cell) == (Severity.NOTE, "cell.sheet_and_parcel", "B2")


@pytest.mark.parametrize(
    ("heading", "value", "code"),
    [
        ("Thửa đất", "3106, 3107", "cell.parcels_several"), ("Thửa đất", "12a và 13", "cell.parcels_several"),
        ("Tờ bản đồ", "31" * 50, "cell.number_long"), ("Thửa đất", "7" * 21, "cell.number_long"),
    ],
)  # fmt: skip
def test_numbers_of_sheets_and_parcels_that_cannot_be_one(heading, value, code):
    (draft,) = drafted(sheet(("Mã vụ việc", heading, "Thôn"), ("A", value, "B")))
    assert [(problem.severity, problem.code) for problem in draft.problems] == [(Severity.WARNING, code)]
    assert value in draft.values.values()


def test_a_sheet_that_the_register_has_written_is_not_taken_apart():
    (draft,) = drafted(sheet(("Mã vụ việc", "Tờ bản đồ", "Thửa đất"), ("A", "11/1024", None)))
    assert (draft.values[Field.MAP_SHEET], draft.values[Field.PARCEL], draft.problems) == ("11/1024", None, ())


@pytest.mark.parametrize(
    ("text", "number", "parcel"),
    [
        ("45/1, 2", "45", "1, 2"),
        ("Tờ 45, thửa 12a và 13", "45", "12A, 13"),
        ("45 / 7", "45", "7"),
        ("3106/9", "3106", "9"),
    ],
)
def test_several_parcels_beside_their_sheet(text, number, parcel):
    (draft,) = drafted(sheet(("Thôn", "Tờ/thửa"), ("A", text)))
    assert (draft.values[Field.MAP_SHEET], draft.values[Field.PARCEL]) == (number, parcel)
    told = [(problem.severity, problem.code, problem.cell) for problem in draft.problems]
    assert told == ([(Severity.WARNING, "cell.parcels_several", "B2")] if "," in parcel else [])


@pytest.mark.parametrize("text", ["45/1/2", "12/345 x", "A/B"])
def test_sheet_and_parcel_that_cannot_be_told_apart(text):
    (draft,) = drafted(sheet(("Thôn", "Tờ/thửa"), ("A", text)))
    assert [(problem.severity, problem.code, problem.cell) for problem in draft.problems] == [
        (Severity.ERROR, "cell.sheet_and_parcel_unread", "B2")
    ]
    (alone,) = drafted(sheet(("Thôn", "Tờ bản đồ"), ("A", text)))
    assert alone.problems == ()
