"""Texts of old fonts: recognised, made Unicode, and no false alarm on what is good already."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landtrack.domain.intake.legacy_letters import TCVN3, VNI
from landtrack.domain.intake.legacy_text import guess_spelling, spelled_heading, suspected, to_unicode
from landtrack.domain.intake.reading import Spelling
from landtrack.domain.intake.syllables import is_syllable

OFFICE = (
    "Xã Đồng Tiến", "Thị trấn Bố Hạ", "Thôn Bản Cầu", "đất trồng lúa", "Đã xử lý dứt điểm", "lấn, chiếm đất",
    "Khôi phục hiện trạng", "Tự ý chuyển mục đích sử dụng đất", "Nguyễn Văn Đức", "Hương Vĩ", "Canh Nậu",
    "Quyết định số 12/QĐ-UBND", "huỷ hoại",
)  # fmt: skip
VIETNAMESE = sorted({letter for letter in TCVN3.values() if letter.islower()} | set("aeiouybcdghklmnpqrstvx"))
TONES = "\u0300\u0301\u0303\u0309\u0323"


def as_tcvn3(text: str) -> str:
    back = {letter: code for code, letter in TCVN3.items()}
    return "".join(back.get(letter, letter) for letter in text)


def as_vni(text: str) -> str:
    back = {letter: pair for pair, letter in VNI.items() if pair.islower() == letter.islower()}
    return "".join(back.get(letter, letter) for letter in text)


def as_windows_1258(text: str) -> str:
    """Write the text with the code page's letters and combining tones, and read the bytes as Windows-1252."""
    written = bytearray()
    for letter in unicodedata.normalize("NFC", text):
        apart = unicodedata.normalize("NFD", letter)
        tones = "".join(mark for mark in apart if mark in TONES)
        rest = unicodedata.normalize("NFC", "".join(mark for mark in apart if mark not in TONES))
        try:
            written += letter.encode("cp1258")
        except UnicodeEncodeError:
            written += (rest + tones).encode("cp1258")
    return written.decode("cp1252")


WRITERS = {Spelling.TCVN3: as_tcvn3, Spelling.VNI: as_vni, Spelling.WINDOWS_1258: as_windows_1258}


@pytest.mark.parametrize("spelling", WRITERS)
def test_an_old_spelling_is_recognised_and_read(spelling):
    texts = [WRITERS[spelling](text) for text in OFFICE]
    assert guess_spelling(texts) is spelling
    assert [to_unicode(text, spelling) for text in texts] == list(OFFICE)


@pytest.mark.parametrize(
    ("text", "spelling", "read"),
    [
        ("X· §ång TiÕn", Spelling.TCVN3, "Xã Đồng Tiến"), ("Xaõ Ñoàng Tieán", Spelling.VNI, "Xã Đồng Tiến"),
        ("ÐôÌng Tiêìn", Spelling.WINDOWS_1258, "Đồng Tiến"), ("lÊn, chiÕm", Spelling.TCVN3, "lấn, chiếm"),
        ("CéNG HOµ X· HéI", Spelling.TCVN3, "CỘNG HOÀ Xã HỘI"), ("H\u00adng Yªn", Spelling.TCVN3, "Hưng Yên"),
        ("Đồng Tiến", Spelling.TCVN3, "Đồng Tiến"), ("YT-001", Spelling.VNI, "YT-001"),
    ],
)  # fmt: skip
def test_words_as_old_files_have_them(text, spelling, read):
    assert to_unicode(text, spelling) == read


@given(st.text(alphabet=VIETNAMESE, max_size=30))
def test_tcvn3_gives_every_letter_back(text):
    assert to_unicode(as_tcvn3(text), Spelling.TCVN3) == text


@given(st.lists(st.sampled_from([word for text in OFFICE for word in text.split()]), min_size=1).map(" ".join))
def test_vni_and_windows_1258_give_every_word_back(text):
    for spelling in (Spelling.VNI, Spelling.WINDOWS_1258):
        assert to_unicode(WRITERS[spelling](text), spelling) == text


@given(st.text())
def test_unicode_is_only_composed(text):
    assert to_unicode(text, Spelling.UNICODE) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    "texts",
    [
        OFFICE,
        [unicodedata.normalize("NFD", text) for text in OFFICE],
        ["có xã và thôn là", "lúa", "bãi", "đất ở", "mía"],
        ["xã", "thôn", "có", "là", "và", "bãi đá", "hố cá", "lò gò", "mùa hè", "bò sữa"],
        ["hoà", "hòa", "thuỷ", "thủy", "ủy", "uỷ", "quý", "quí"],
        ["Café Noël où été à la forêt", "garçon naïve", "Château d'Yquem", "œuvre Ÿ"],
        ["Zürich", "für Straße Größe", "Ñandú mañana", "Ångström Åse"],
        ["10 µm", "½ sào", "§ 12", "«Lô A»", "±5 m²", "100 °C", "© 2020", "a·b"],
        ["LUC", "ONT+CLN", "YT-2020-001", "", "12/QĐ-UBND"],
        ["ĐỒNG TIẾN", "THỊ TRẤN BỐ HẠ"],
        ["日本語", "Привет мир"],
        [],
    ],
)
def test_no_false_alarm(texts):
    assert guess_spelling(texts) is Spelling.UNICODE


@given(st.lists(st.sampled_from([word for text in OFFICE for word in text.split()])))
def test_good_words_in_any_choice_are_no_alarm(words):
    assert guess_spelling(words) is Spelling.UNICODE


def test_one_odd_word_is_not_enough_to_tell():
    assert guess_spelling(["Thaï", "thôn Đồng"]) is Spelling.UNICODE


@pytest.mark.parametrize(
    "word", ["Đồng", "ĐỒNG", "đồng", "nghiêng", "quyết", "giếng", "khuỷu", "ở", "ý", "xoong", "gì"]
)
def test_syllables(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["ĐồNG", "TiÕn", "Café", "été", "đồnk", "tièp", "bcd", "dứtt", "ấấ"])
def test_no_syllables(word):
    assert not is_syllable(word)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("X· §ång TiÕn", "Xã Đồng Tiến"),
        ("§ång", "Đồng"),
        ("Xaõ Ñoàng Tieán", "Xã Đồng Tiến"),
        ("ÐôÌng Tiêìn", "Đồng Tiến"),
    ],
)
def test_a_single_text_in_an_old_font_is_suspected(text, meant):
    assert suspected(text) == meant


@pytest.mark.parametrize(
    "text",
    [*OFFICE, "Café Noël", "Thaï", "Krông Pắk", "10 µm", "½ sào", "đất ở 5×20", "YT-1", "A®", "Zürich", "Đắk Lắk"],
)
def test_good_texts_are_not_suspected(text):
    assert suspected(text) == ""


def test_cells_that_no_old_font_has_speak_for_unicode_each_once():
    old = [as_tcvn3(text) for text in OFFICE]
    assert guess_spelling([*["Đèo Cà"] * 28, *old[:3]]) is Spelling.UNICODE
    assert guess_spelling(["Đèo Cà", *old]) is Spelling.TCVN3


@pytest.mark.parametrize(
    ("heading", "read"), [("Ghi chú", "Ghi chú"), ("Thôn", "Thôn"), ("Th«n", "Thôn"), ("Hä vµ tªn", "Họ và tên")]
)
def test_a_good_heading_over_a_column_in_an_old_font_stays(heading, read):
    assert spelled_heading(heading, Spelling.TCVN3) == read
