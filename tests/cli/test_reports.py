"""landtrack report: what it refuses, in sentences; and that its files are Vietnamese whoever makes them."""

from __future__ import annotations

import re

import pytest

from tests.documents.reading import word_text

THEN = ("--as-of", "2023-11-30", "--known-at", "2023-11-30")


@pytest.mark.parametrize("number", ["99999999999999999999999", "0", "2147483648"])
def test_a_number_that_no_report_has_is_refused_like_any(landtrack, each_demo_url, number):
    said = landtrack("report", "show", number, "--database", each_demo_url)
    assert (said.code, said.out) == (2, "")
    assert said.err == f"There is no report {number} that you may see. The list of reports has all of them.\n"


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("text", ["abc", "1.5", "-5", "\N{ARABIC-INDIC DIGIT ONE}", "9" * 5000])
def test_what_is_no_number_is_refused_in_one_sentence(landtrack, demo_url, monkeypatch, language, text):
    monkeypatch.setenv("LANDTRACK_LANGUAGE", language)
    said = landtrack("report", "show", "--database", demo_url, "--", text)
    words = {"vi": "không phải số của báo cáo", "en": "is no number of a report"}[language]
    assert (said.code, said.err.count("\n"), words in said.err) == (2, 1, True)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (("--as-of", "0001-01-01", "--frame", "2023-11-30"), "“0001-01-01” lies before 01/01/1900"),
        (("--known-at", "2019-01-01"), "the first entry of this register was recorded on 02/01/2020"),
        (("--as-of", "2100-01-01"), "01/01/2100 has not come yet"),
        (("--as-of", "31/12/2019"), "31/12/2019"),
    ],
)
@pytest.mark.parametrize("form", ["official", "workbook"])
def test_a_report_of_what_nobody_knew_is_not_made(landtrack, each_demo_url, tmp_path, form, question, sentence):
    out = tmp_path / f"out.{'docx' if form == 'official' else 'xlsx'}"
    said = landtrack("report", form, out, *question, "--database", each_demo_url)
    assert (said.code, sentence in said.err, out.exists()) == (2, True, False), said.err


@pytest.mark.parametrize(("form", "name"), [("official", "a.docx"), ("workbook", "a.xlsx")])
def test_the_frame_that_is_given_is_used_before_there_were_units_too(landtrack, demo_url, tmp_path, form, name):
    for number, (day, told) in enumerate(
        {"31/12/2019": "", "31/12/2001": "By 31/12/2001 no case had been found"}.items()
    ):
        days = ("--as-of", day, "--frame", "2023-11-30")
        said = landtrack("report", form, tmp_path / f"{number}-{name}", *days, "--database", demo_url)
        assert (said.code, said.err.startswith(told), bool(said.err)) == (0, True, bool(told)), said.err


def test_documents_are_vietnamese_whatever_their_maker_reads(landtrack, demo_url, tmp_path, monkeypatch):
    made = {}
    for language in ("en", "vi"):
        monkeypatch.setenv("LANDTRACK_LANGUAGE", language)
        for form, ending in (("official", "docx"), ("workbook", "xlsx"), ("unit-sheet", "docx"), ("unit-sheet", "pdf")):
            unit = ("--unit", "07288") if form == "unit-sheet" else ()
            out = tmp_path / f"{language}-{form}.{ending}"
            assert landtrack("report", form, out, *THEN, *unit, "--database", demo_url).code == 0
            made[language, form, ending] = out.read_bytes()
    assert all(content == made["vi", form, ending] for (_, form, ending), content in made.items())
    text = word_text(made["en", "official", "docx"])
    assert "có 4.574 trường hợp" in text
    assert not re.search(r"\b(the|of|cases|Resolved|Before)\b|[0-9],[0-9]{3}", text)


def test_a_folder_of_templates_that_is_not_there_is_named(landtrack, demo_url, tmp_path, monkeypatch):
    monkeypatch.setenv("LANDTRACK_TEMPLATES", str(tmp_path / "none"))
    said = landtrack("report", "official", tmp_path / "a.docx", *THEN, "--database", demo_url)
    assert (said.code, f"LANDTRACK_TEMPLATES names {tmp_path / 'none'}" in said.err) == (2, True)
