"""What a search means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landtrack.domain.search_words import SearchWords, meets, search_words
from landtrack.domain.unit_search import places_called, places_named
from tests.area_builders import THE_19, shipped_registry


@pytest.mark.parametrize(
    ("typed", "sheet", "parcel", "words"),
    [
        ("to 12 thua 345", "12", "345", ()),
        ("Tờ 12, thửa 345", "12", "345", ()),
        ("tờ bản đồ số 012 thửa đất số 0345", "12", "345", ()),
        ("thửa 345 tờ 12", "12", "345", ()),
        ("to12 thua345a", "12", "345a", ()),
        ("sheet 12 parcel 345", "12", "345", ()),
        ("12/345", "12", "345", ()),
        ("12 / 345", "12", "345", ()),
        ("12/", "12", "", ()),
        ("đồng kỳ tờ 12", "12", "", ("dong", "ky")),
        ("Đồng Kỳ 12/345", "12", "345", ("dong", "ky")),
        ("thửa 345", "", "345", ()),
        ("Bản Ven", "", "", ("ban", "ven")),
        ("tổ dân phố 5", "", "", ("to", "dan", "pho", "5")),
        ("YT-2014-00036", "", "", ("yt-2014-00036",)),
        ("  ", "", "", ()),
        ("dong dong", "", "", ("dong",)),
        ("a\0b", "", "", ("a", "b")),
    ],
)
def test_a_search_is_understood(typed, sheet, parcel, words):
    found = search_words(typed)
    assert (found.sheet, found.parcel, found.words) == (sheet, parcel, words)
    assert found.empty is not any((sheet, parcel, words))


def test_only_a_parcel_after_a_stroke_is_unfinished():
    assert search_words("12/3").unfinished
    assert not search_words("to 12 thua 3").unfinished


@given(st.text(max_size=60))
def test_anything_can_be_searched_and_is_bounded(typed):
    found = search_words(typed)
    assert isinstance(found, SearchWords)
    assert len(found.words) <= 8
    assert search_words(found.text).text == found.text


@pytest.mark.parametrize(
    ("word", "text", "does"),
    [
        ("ven", "ban ven", True),
        ("ve", "ban ven", True),
        ("en", "ban ven", False),
        ("ban ven", "ban ven", True),
        ("dong c", "thon dong co", True),
        ("dong o", "thon dong co", False),
    ],
)
def test_words_are_met_at_their_beginning(word, text, does):
    assert meets(word, text) is does


def old(places):
    """Return the names of the communes of 2023 among some places."""
    registry = shipped_registry()
    return {registry.find(place).name for place in places if registry.find(place).valid_on(THE_19)}


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        # The Đồng Kỳ of today took in three communes, and is itself the place of Hồng Kỳ's land since 2025.
        ("dong ky", {"Đồng Kỳ", "Hồng Kỳ", "Đồng Vương", "Đồng Hưu"}),
        ("hong ky", {"Hồng Kỳ"}),
        ("xa hong ky", {"Hồng Kỳ"}),
        ("tam hiep", {"Tam Hiệp"}),
        ("tan hiep", {"Tam Hiệp", "Tân Hiệp"}),
        ("tt phon xuong", {"Phồn Xương"}),
        ("thi tran phon", {"Phồn Xương"}),
        ("07261", {"Tam Hiệp", "Tân Hiệp"}),
        ("bo ha", {"Bố Hạ", "Hương Vĩ", "Đông Sơn"}),
        ("ha", {"Bố Hạ", "Hương Vĩ", "Đông Sơn"}),
        ("iep", set()),
        ("nowhere", set()),
    ],
)
def test_a_unit_of_any_day_means_all_land_that_was_ever_in_it(typed, names):
    assert old(places_called(shipped_registry(), typed)) == names


def test_the_name_of_a_unit_is_told_from_a_word_of_it():
    assert old(places_named(shipped_registry(), "hong ky")) == {"Hồng Kỳ"}
    assert old(places_named(shipped_registry(), "xa hong ky")) == {"Hồng Kỳ"}
    assert places_named(shipped_registry(), "ky") == frozenset()
