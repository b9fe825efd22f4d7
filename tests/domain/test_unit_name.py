"""Names as files spell them."""

from __future__ import annotations

import unicodedata

import pytest

from landtrack.domain.unit_name import contradicts, plain_name


@pytest.mark.parametrize(
    "written",
    [
        "Đồng Tiến",
        "Xã Đồng Tiến",
        "XÃ ĐỒNG TIẾN",
        " xã  đồng tiến ",
        "Xã Đồng Tiến, huyện Yên Thế",
        unicodedata.normalize("NFD", "Xã Đồng Tiến"),
    ],
)
def test_spellings_of_one_name_are_one(written: str) -> None:
    assert plain_name(written) == "đồng tiến"


@pytest.mark.parametrize("written", ["Thị trấn Bố Hạ", "TT. Bố Hạ", "TT Bố Hạ", "P. Bố Hạ", "phường Bố Hạ"])
def test_the_kind_is_left_out(written: str) -> None:
    assert plain_name(written) == "bố hạ"


@pytest.mark.parametrize("other", ["Đồng Tiến", "Đông Tiến", "Dong Tien", "Tân Tiến"])
def test_a_name_is_compared_with_its_diacritics(other: str) -> None:
    assert (plain_name(other) == "đồng tiến") is (other == "Đồng Tiến")


@pytest.mark.parametrize("written", ["Tam Hiệp", "Xã Tam Hiệp", "tam hiep", "TAM HIEP"])
def test_the_same_name_does_not_contradict_even_without_diacritics(written: str) -> None:
    assert not contradicts(written, "Tam Hiệp")


@pytest.mark.parametrize("written", ["Tân Hiệp", "Xã Yên Thế"])
def test_another_name_contradicts(written: str) -> None:
    assert contradicts(written, "Tam Hiệp")


@pytest.mark.parametrize(
    "written", [None, "", "Xã ", "§ång TiÕn", "Tam TiÕn", "BOÁ HAÏ", "Ti?n Th?ng", "Ä\x90á»\x93ng"]
)
def test_no_name_or_a_garbled_one_says_nothing(written: str | None) -> None:
    assert not contradicts(written, "Xuân Lương")
