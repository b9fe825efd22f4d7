"""The official report says the computed figures in the office's own words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from landtrack.documents.official_report import official_report, official_values
from landtrack.documents.template_values import Rows
from landtrack.domain.cutoff import Band
from landtrack.domain.progress import Gaps, Measure
from landtrack.domain.report.contents import OfficialContents
from landtrack.domain.status import Form
from landtrack.messages import catalogue
from tests.documents.contents import (
    AS_OF,
    HEAD,
    OFFICE,
    WORDS,
    breakdown,
    counting,
    official,
    progress,
    template,
    units,
)
from tests.documents.reading import member, word_text

VI = catalogue("vi")


def text_of(contents: OfficialContents) -> str:
    return word_text(official_report(contents, VI, template("official.docx")))


def test_the_paragraph_is_the_office_s_own_with_computed_numbers():
    text = text_of(official())
    assert (
        "Kết quả rà soát trên địa bàn toàn huyện Yên Thế có 4.574 trường hợp vi phạm, tổng diện tích 362,51 ha. "
        "Tính đến ngày 30/11/2023, đã xử lý dứt điểm 4.028/4.574 trường hợp, đạt tỷ lệ 88,06 %;"
    ) in text
    assert (
        "- Vi phạm sau ngày 11/6/2020: Đã xử lý xong 50/52 trường hợp, đạt tỷ lệ 96,15 %; diện tích 4,23/4,41 ha, "
        "đạt tỷ lệ 95,92 %. Đang được xử lý 02 trường hợp; chưa xử lý 0 trường hợp; diện tích còn lại 0,18 ha."
    ) in text
    assert "- Vi phạm trước ngày 01/7/2014: Đã xử lý xong 3.915/4.422 trường hợp" in text
    assert "- Vi phạm từ ngày 01/7/2014 đến hết ngày 11/6/2020: Đã xử lý xong 60/88 trường hợp" in text
    assert "- Vi phạm chưa xác định được thời điểm: Đã xử lý xong 03/12 trường hợp" in text


def test_head_and_signature_are_those_of_the_decree():
    text = text_of(official())
    for part in (
        "UBND HUYỆN YÊN THẾ", "PHÒNG TÀI NGUYÊN VÀ MÔI TRƯỜNG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc", "/BC-UBND", "Yên Thế, ngày …… tháng …… năm ……", "BÁO CÁO", "Nơi nhận:",
        "- Thường trực Huyện ủy;", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH",
    ):  # fmt: skip
        assert part in text
    assert "{" not in text


def test_the_page_is_a4_with_the_margins_of_the_decree_in_times_new_roman():
    body = member(official_report(official(), VI, template("official.docx")), "word/document.xml")
    assert '<w:pgSz w:w="11906" w:h="16838"/>' in body
    assert 'w:top="1134" w:right="1020" w:bottom="1134" w:left="1701"' in body
    styles = member(official_report(official(), VI, template("official.docx")), "word/styles.xml")
    assert 'w:ascii="Times New Roman"' in styles


def test_every_unit_has_its_row_in_official_order_and_the_total_comes_last():
    rows = [line.split(" | ") for line in text_of(official()).splitlines() if line.count(" | ") == 9]
    assert [row[1] for row in rows[2:-1]] == [unit.full_name for unit in units()]
    assert [row[0] for row in rows[2:-1]] == [str(number) for number in range(1, 20)]
    assert rows[-1] == [
        "Tổng cộng", "Tổng cộng", "4.574", "362,51", "4.028", "308,39", "88,06 %", "85,07 %", "174", "372",
    ]  # fmt: skip
    assert sum(int(row[2]) for row in rows[2:-1]) == 4574


def test_cases_that_no_unit_holds_have_a_row_of_their_own():
    contents = official(progress=progress(unplaced=3))
    rows = [line.split(" | ") for line in text_of(contents).splitlines() if line.count(" | ") == 9]
    assert rows[-2][:4] == ["", "Chưa xếp được vào đơn vị nào", "3", "0,37"]
    assert sum(int(row[2].replace(".", "")) for row in rows[2:-1]) == int(rows[-1][2].replace(".", "")) == 4577


def test_a_band_without_cases_has_no_rate_and_says_so():
    found = progress()
    empty = breakdown(found.whole.bands | {Band.UNDETERMINED: Measure()})
    text = text_of(official(progress=replace(found, whole=empty, gaps=Gaps())))
    assert "- Vi phạm chưa xác định được thời điểm: không có trường hợp nào." in text
    assert "Chưa xác định thời điểm | 0 | 0,00 | 0 | 0,00 | – | – | 0 | 0" in text
    assert "Mọi trường hợp đều có vị trí trên bản đồ" in text


def test_how_it_was_counted_and_what_is_missing_is_said():
    text = text_of(official(vocabulary=counting(*(form for form in Form if form is not Form.REFERRED))))
    assert "“trước ngày 01/7/2014” không gồm ngày 01/7/2014" in text
    assert "“từ ngày 01/7/2014 đến hết ngày 11/6/2020” gồm cả hai ngày đó" in text
    assert f"Không tính là đã xử lý dứt điểm: {WORDS.form(Form.REFERRED, 'vi')}." in text
    assert "31 trường hợp chưa có vị trí trên bản đồ; 12 trường hợp chưa xác định được thời điểm" in text
    assert f"Đầu nhật ký tại thời điểm đó: {HEAD}." in text
    assert "theo những gì đã ghi vào sổ theo dõi đến 01/12/2023 17:05" in text
    assert "Không tính là đã xử lý dứt điểm:" not in text_of(official())


def test_sections_are_numbered_without_the_targets_too():
    assert "II. CHỈ TIÊU PHẤN ĐẤU" in text_of(official())
    text = text_of(official(targets=()))
    assert "CHỈ TIÊU" not in text
    assert "II. CÁCH TÍNH SỐ LIỆU" in text
    assert "III. SỐ LIỆU CÒN THIẾU" in text


@pytest.mark.parametrize("name", ["Ủy ban <b>&amp;</b>", "{{ 7 * 7 }} {% for %}", "một\x00hai\x0bba\ud800"])
def test_names_are_text_whatever_they_hold(name: str):
    text = text_of(official(office=replace(OFFICE, agency=name, superior="")))
    shown = name.replace("\x00", "").replace("\x0b", " ").replace("\ud800", "")
    assert shown in text
    assert not text.startswith("UBND")


def test_values_are_the_same_in_every_report_so_that_templates_can_rely_on_them():
    full = official_values(official(), VI)
    bare = official_values(
        OfficialContents(OFFICE, replace(progress(units()[:1]), as_of=AS_OF), (), (), vocabulary=WORDS), VI
    )
    assert full.keys() == bare.keys()
    for name, value in full.items():
        if isinstance(value, Rows):
            other = bare[name]
            assert isinstance(other, Rows)
            assert value.fields == other.fields
