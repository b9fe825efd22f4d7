"""What is refused about the facts of a case."""

from __future__ import annotations

from datetime import date

import pytest
from shapely import LineString, Point, Polygon

from landtrack.domain.case import Occurred, check_code, check_facts, occurred
from landtrack.domain.errors import Refusal
from landtrack.domain.text import clean_text, unaccented
from tests.builders import facts

TODAY = date(2024, 5, 1)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"found_on": date(2024, 5, 2)}, "case.found_in_future"),
        ({"occurred": Occurred(None, date(2022, 1, 1))}, "case.occurred_after_found"),
        ({"occurred": Occurred(date(2020, 2, 2), date(2020, 2, 1))}, "case.occurred_reversed"),
        ({"area": 0}, "case.area_impossible"),
        ({"area": 10**13}, "case.area_impossible"),
        ({"area": 2999}, "case.area_below_resolved"),
        ({"land_type": "CLN+XYZ"}, "case.land_type_unknown"),
        ({"geometry": LineString([(0, 0), (1, 1)])}, "case.geometry_kind"),
        ({"geometry": Point(1, 2, 3)}, "case.geometry_kind"),
        ({"geometry": Polygon()}, "case.geometry_kind"),
        ({"geometry": Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])}, "case.geometry_invalid"),
        ({"hamlet": "a" * 501}, "text.too_long"),
        ({"parcel": "a\0b"}, "text.control_character"),
    ],
)
def test_impossible_facts_are_refused(changed, code):
    with pytest.raises(Refusal) as refused:
        check_facts(facts(1, **changed), "YT-1", TODAY, resolved_area=3000)
    assert refused.value.code == code


@pytest.mark.parametrize("changed", [{}, {"area": 3000}, {"land_type": "ONT+CLN"}, {"geometry": Point(106, 21)}])
def test_possible_facts_are_taken(changed):
    check_facts(facts(1, **changed), "YT-1", TODAY, resolved_area=3000)


def test_a_missing_latest_day_is_the_day_it_was_found():
    assert occurred(None, None, TODAY) == Occurred(None, TODAY)
    assert occurred(None, date(2020, 1, 1), TODAY) == Occurred(None, date(2020, 1, 1))


def test_a_code_has_one_spelling():
    assert check_code("  yt-2014-001 ") == "YT-2014-001"
    for wrong in ("", "a b", "-x", "Ở", "x" * 41, "a/b", "..", "<b>"):
        with pytest.raises(Refusal, match=r"case\.code_malformed"):
            check_code(wrong)


def test_text_is_one_spelling_of_vietnamese_and_markup_stays_text():
    assert clean_text(" Bản Vẽ\u0301n ".replace("\u0301", ""), 20) == "Bản Vẽn"
    assert clean_text("Tha\u0309o", 9) == "Thảo"
    assert clean_text("<img onerror=x> ${1} `", 99) == "<img onerror=x> ${1} `"


def test_search_form_has_no_diacritics():
    assert unaccented("Đông Sơn Ở Đồng Kỳ") == "dong son o dong ky"
