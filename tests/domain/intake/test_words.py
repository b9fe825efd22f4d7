"""Terms of the register in the words of offices."""

from __future__ import annotations

from datetime import date

import pytest

from landtrack.domain.case import LAND_TYPES, ViolationKind
from landtrack.domain.intake.field import Field
from landtrack.domain.intake.source import CellError
from landtrack.domain.intake.word_list import CodeWord, code_words
from landtrack.domain.intake.words import TABLES, TERMS
from landtrack.domain.status import Exclusion, Form, Status
from landtrack.formats.shipped_vocabulary import shipped_vocabulary
from landtrack.messages import catalogue
from tests.domain.intake.sheets import faulty, shipped_words

WORDS = shipped_words()


@pytest.mark.parametrize(
    ("field", "text", "term"),
    [
        (Field.KIND, "lấn, chiếm", ViolationKind.ENCROACHED_OR_OCCUPIED),
        (Field.KIND, "Lấn chiếm đất", ViolationKind.ENCROACHED_OR_OCCUPIED),
        (Field.KIND, "Hủy hoại đất", ViolationKind.DEGRADED),
        (Field.KIND, "TỰ Ý CHUYỂN MỤC ĐÍCH", ViolationKind.UNPERMITTED_CONVERSION),
        (Field.KIND, "wrong_use", ViolationKind.WRONG_USE), (Field.STATUS, "Đã xử lí dứt điểm", Status.RESOLVED),
        (Field.STATUS, "đang được xử lý", Status.IN_HAND), (Field.STATUS, "Chưa xử lý.", Status.OPEN),
        (Field.STATUS, "Chua xu ly", Status.OPEN),
        (Field.FORM, "Thu hồi đất", Form.RECOVERED), (Field.FORM, "Tự tháo dỡ", Form.DISMANTLED),
        (Field.EXCLUSION, "Trùng", Exclusion.DUPLICATE),
    ],
)  # fmt: skip
def test_words_of_offices(field, text, term):
    assert WORDS.term(field, text) == (term, None)


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("Đã xử lý", "Đã xử lý dứt điểm / Đang xử lý"), ("đã xử lí.", "Đã xử lý dứt điểm / Đang xử lý"),
        ("Xong", "Đã xử lý dứt điểm / Đang xử lý"), ("Hoàn thành", "Đã xử lý dứt điểm / Đang xử lý"),
        ("Đã nộp phạt", "Đang xử lý / Đã xử lý dứt điểm"), ("đã khắc phục", "Đã xử lý dứt điểm / Xử lý một phần"),
    ],
)  # fmt: skip
def test_a_word_that_can_mean_several_terms_is_asked_about(text, suggestion):
    term, fault = faulty(WORDS.term(Field.STATUS, text))
    assert (term, fault.code, fault.suggestion) == (None, "cell.word_ambiguous", suggestion)
    assert fault.arguments == {"text": text, "terms": suggestion}


@pytest.mark.parametrize(
    ("text", "form"),
    [("Đã tháo dỡ", Form.DISMANTLED), ("Cưỡng chế", Form.ENFORCED), ("khôi phục hiện trạng", Form.RESTORED)],
)
def test_a_form_of_resolution_under_the_status_is_called_one(text, form):
    term, fault = faulty(WORDS.term(Field.STATUS, text))
    assert (term, fault.code, fault.suggestion) == (None, "cell.word_is_form", "Đã xử lý dứt điểm")
    name = shipped_vocabulary().form(form, "vi")
    assert fault.arguments == {"text": text, "status": Status.RESOLVED, "form": name}
    assert WORDS.term(Field.FORM, text) == (form, None)


def test_a_sentence_that_holds_such_a_word_suggests_all_that_it_can_mean():
    _, fault = faulty(WORDS.term(Field.STATUS, "đã xử phạt theo QĐ số 12 năm 2023"))
    assert (fault.code, fault.suggestion) == ("cell.word_unknown", "Đang xử lý / Đã xử lý dứt điểm")


def test_a_word_cannot_mean_one_term_and_several():
    rows = [CodeWord(Field.STATUS, "rồi", "resolved"), CodeWord(Field.STATUS, "Rồi", "resolved|in_hand")]
    with pytest.raises(ValueError, match="roi"):
        code_words(rows, [], shipped_vocabulary())


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("field", [Field.KIND, Field.FORM])
def test_names_and_codes_of_the_office_are_read_back(field, language):
    for code, name in shipped_vocabulary().names(TABLES[field], language).items():
        assert WORDS.term(field, name) == WORDS.term(field, code) == (code, None)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("field", TERMS)
def test_our_own_labels_and_codes_are_read_back(field, language):
    for term in TERMS[field]:
        assert WORDS.term(field, catalogue(language).label(term)) == (term, None)
        assert WORDS.term(field, term.value) == (term, None)


@pytest.mark.parametrize(
    ("field", "text", "suggestion"),
    [
        (Field.STATUS, "Đã xử lý dức điểm", "Đã xử lý dứt điểm"), (Field.KIND, "Lấn đât công cộng", "Lấn đất"),
        (Field.FORM, "đã được cấp GCN năm 2015", "Hợp thức hoá (cấp giấy, cho phép chuyển mục đích)"),
        (Field.KIND, "qwerty", ""), (Field.STATUS, 3, ""),
    ],
)  # fmt: skip
def test_an_unknown_word_is_an_error_with_the_nearest(field, text, suggestion):
    term, fault = faulty(WORDS.term(field, text))
    assert (term, fault.code, fault.suggestion) == (None, "cell.word_unknown", suggestion)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("LUC", "LUC"), ("ont+cln", "ONT+CLN"), ("ONT, CLN", "ONT+CLN"), ("ONT/CLN", "ONT+CLN"),
        ("ONT và CLN", "ONT+CLN"),
        ("LUC+LUC", "LUC"), ("SKX*", "SKX"), ("BHK", "BHK"), ("NHK", "NHK"), ("Đất trồng cây lâu năm", "CLN"),
        ("đất ở tại nông thôn + CLN", "ONT+CLN"),
    ],
)  # fmt: skip
def test_land_types_of_both_circulars(text, codes):
    assert WORDS.land_type(text) == (codes, None)


def test_every_land_type_code_is_known_and_no_other():
    assert all(WORDS.land_type(code) == (code, None) for code in LAND_TYPES)
    assert set(WORDS.terms[Field.LAND_TYPE].values()) <= LAND_TYPES
    codes, fault = faulty(WORDS.land_type("LUA"))
    assert (codes, fault.code) == (None, "cell.land_type_unknown")
    assert fault.suggestion in LAND_TYPES
    assert faulty(WORDS.land_type("ONT+XXX"))[1].code == "cell.land_type_unknown"


@pytest.mark.parametrize(
    ("value", "flag"),
    [
        ("x", True),
        ("Có", True),
        (1, True),
        (True, True),
        ("1", True),
        (1.0, True),
        ("không", False),
        (0, False),
        (False, False),
    ],
)
def test_flags(value, flag):
    assert WORDS.flag(value) == (flag, None)


def test_what_cannot_be_a_word():
    assert faulty(WORDS.flag("có lẽ"))[1].code == "cell.flag_unknown"
    assert faulty(WORDS.term(Field.KIND, CellError("#REF!")))[1].code == "cell.error_value"
    assert faulty(WORDS.land_type(date(2020, 1, 2)))[1].arguments["text"] == "02/01/2020"


def test_a_word_for_two_things_is_refused():
    rows = [CodeWord(Field.STATUS, "xong", "resolved"), CodeWord(Field.STATUS, "Xong", "open")]
    with pytest.raises(ValueError, match="Xong"):
        code_words(rows, [], shipped_vocabulary())
