"""Templates as offices hand them over: edited, broken, hostile; and what the file says about itself."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from docx import Document

from landtrack.documents.official_report import official_report
from landtrack.domain.errors import Refusal
from landtrack.messages import catalogue
from tests.documents.contents import KNOWN_AT, official, template
from tests.documents.reading import member, with_paragraph, word_text

if TYPE_CHECKING:
    from pathlib import Path

VI = catalogue("vi")
SHIPPED = template("official.docx")


def refusal(changed: Path) -> Refusal:
    """Return why a template is refused."""
    with pytest.raises(Refusal) as refused:
        official_report(official(), VI, changed)
    assert VI.sentence(refused.value)
    return refused.value


def test_an_edited_template_is_filled(tmp_path: Path):
    changed = with_paragraph(SHIPPED, tmp_path, "Riêng {{ tong.so_vu }} vụ, {{ co_quan }}")
    assert "Riêng 4.574 vụ, PHÒNG TÀI NGUYÊN VÀ MÔI TRƯỜNG" in word_text(official_report(official(), VI, changed))


def test_a_field_that_word_cut_into_runs_is_still_a_field(tmp_path: Path):
    document = Document(str(SHIPPED))
    paragraph = document.add_paragraph("Tổng: {")
    for piece in ("{ tong", ".so_", "vu }", "} vụ"):
        paragraph.add_run(piece).bold = True
    document.save(str(tmp_path / "official.docx"))
    assert "Tổng: 4.574 vụ" in word_text(official_report(official(), VI, tmp_path / "official.docx"))


def test_an_unknown_field_is_named_with_the_known_ones(tmp_path: Path):
    found = refusal(with_paragraph(SHIPPED, tmp_path, "{{ tong.so_vuu }}"))
    assert found.code == "template.unknown_field"
    assert (found.arguments["file"], found.arguments["field"]) == ("official.docx", "tong.so_vuu")
    assert "tong.so_vu, " in str(found.arguments["known"])


def test_an_unknown_field_in_a_footer_or_in_the_title_is_found_too(tmp_path: Path):
    document = Document(str(SHIPPED))
    document.sections[0].footer.paragraphs[0].add_run("{{ ngay_in }}")
    document.save(str(tmp_path / "footer.docx"))
    assert refusal(tmp_path / "footer.docx").arguments["field"] == "ngay_in"
    document = Document(str(SHIPPED))
    document.core_properties.title = "{{ tieu_de }}"
    document.save(str(tmp_path / "title.docx"))
    assert refusal(tmp_path / "title.docx").arguments["field"] == "tieu_de"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{{ cycler.__init__.__globals__.os }}", "template.unknown_field"),
        ("{% for i in range(99999) %}x{% endfor %}", "template.forbidden"),
        ("{% for d in don_vi %}{{ d.ten }}", "template.syntax"),
        ("{{ tong.so_vu ", "template.syntax"),
        ("{%p if tong.co_vu %}", "template.syntax"),
    ],
)
def test_slips_and_attacks_are_refused(tmp_path: Path, text: str, code: str):
    assert refusal(with_paragraph(SHIPPED, tmp_path, text)).code == code


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_sentence_shows_how_a_field_is_written(tmp_path: Path, language: str):
    refused = refusal(with_paragraph(SHIPPED, tmp_path, "{{ tong.so_vu "))
    assert "“{{ }}”" in catalogue(language).sentence(refused)
    assert "“{{ tong.so_vu" in catalogue(language).sentence(refused)


def test_a_loop_that_tears_the_text_apart_is_refused(tmp_path: Path):
    document = Document(str(SHIPPED))
    table = document.add_table(2, 1)
    table.rows[0].cells[0].text = "{% for d in don_vi %}"
    document.add_paragraph("{% endfor %}")
    document.save(str(tmp_path / "torn.docx"))
    assert refusal(tmp_path / "torn.docx").code == "template.torn"


def test_files_that_are_no_template_are_refused(tmp_path: Path):
    other, broken, folder = tmp_path / "other.docx", tmp_path / "broken.docx", tmp_path / "folder.docx"
    folder.mkdir()
    other.write_bytes(b"%PDF-1.7 no Word")
    broken.write_bytes(SHIPPED.read_bytes()[:9000])
    with zipfile.ZipFile(tmp_path / "sheet.docx", "w") as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
    with zipfile.ZipFile(tmp_path / "half.docx", "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    (tmp_path / "empty.docx").touch()
    found = {path.name: refusal(path).code for path in sorted(tmp_path.glob("*.docx"))}
    assert set(found) == {other.name, broken.name, folder.name, "sheet.docx", "half.docx", "empty.docx"}
    assert set(found.values()) == {"template.not_word"}
    assert refusal(tmp_path / "none.docx").code == "file.missing"


def test_a_part_that_is_torn_inside_is_refused(tmp_path: Path):
    torn = tmp_path / "torn.docx"
    with zipfile.ZipFile(SHIPPED) as source, zipfile.ZipFile(torn, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content[:500] if name == "word/document.xml" else content)
    assert refusal(torn).code == "template.not_word"


def test_what_unpacks_to_too_much_is_not_opened(tmp_path: Path):
    bomb = tmp_path / "bomb.docx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (9 << 20))
    assert refusal(bomb).code == "template.too_large"
    bomb.write_bytes(b"PK" + bytes(21 << 20))
    assert refusal(bomb).code == "template.too_large"


def test_the_file_speaks_of_the_figures_and_not_of_its_making():
    document = official_report(official(), VI, SHIPPED)
    said = Document(io.BytesIO(document)).core_properties
    assert said.created == said.modified == KNOWN_AT
    assert (said.author, said.last_modified_by, said.revision) == ("landtrack", "landtrack", 1)
    assert said.title == "Báo cáo vi phạm đất đai tính đến ngày 30/11/2023"
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None


def test_the_chart_is_described_to_those_who_cannot_see_it():
    png = official_report(official(), VI, SHIPPED, chart=_png())
    assert 'descr="Tiến độ theo thời gian"' in member(png, "word/document.xml")
    assert "4. Tiến độ theo thời gian" in word_text(png)
    assert "4. Tiến độ theo thời gian" not in word_text(official_report(official(), VI, SHIPPED))


def _png() -> bytes:
    return bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
        "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
    )
