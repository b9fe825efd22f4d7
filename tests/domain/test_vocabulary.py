"""The office's words: codes by name, and what cannot be recorded with them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from landtrack.domain.case_kind import CaseKind
from landtrack.domain.errors import Refusal
from landtrack.domain.land_type import LandType
from landtrack.domain.office.office_table import OfficeTable
from landtrack.domain.resolution_form import ResolutionForm
from landtrack.domain.vocabulary import Vocabulary
from tests.builders import facts

END = date(2024, 7, 31)
WORDS = Vocabulary(
    {
        "encroached": CaseKind("encroached", "Lấn đất", "Encroachment", None),
        "old": CaseKind("old", "Cũ", "Old", END),
    },
    {
        "restored": ResolutionForm("restored", "Khôi phục", "Restored", counts=True, ended=None, legal_basis=""),
        "passed_on": ResolutionForm("passed_on", "Chuyển", "Passed on", counts=False, ended=END, legal_basis=""),
    },
    {"CLN": LandType("CLN", "Cây lâu năm", "Perennials", None), "LUN": LandType("LUN", "Lúa nương", "Upland", END)},
)


def said(*faults):
    return [(fault.code, fault.arguments) for fault in faults]


def test_codes_have_names_and_an_unknown_one_is_its_own():
    assert (WORDS.kind("encroached", "vi"), WORDS.kind("encroached", "en")) == ("Lấn đất", "Encroachment")
    assert (WORDS.form("passed_on", "vi"), WORDS.form("lost", "en")) == ("Chuyển", "lost")
    assert WORDS.name(OfficeTable.LAND_TYPE, "LUN", "en") == "Upland"
    assert WORDS.names(OfficeTable.KIND, "vi") == {"encroached": "Lấn đất", "old": "Cũ"}
    assert (WORDS.counting("en"), WORDS.counting("vi", counts=False)) == (["Restored"], ["Chuyển"])


@pytest.mark.parametrize(("day", "codes"), [(END, ["encroached", "old"]), (date(2024, 8, 1), ["encroached"])])
def test_what_was_ended_can_be_chosen_up_to_its_last_day(day, codes):
    assert WORDS.choosable(OfficeTable.KIND, day) == codes


def test_a_form_is_one_of_the_table_and_not_ended_before_the_change():
    assert said(*WORDS.form_faults(None, END, "A-1")) == said(*WORDS.form_faults("passed_on", END, "A-1")) == []
    later = date(2024, 8, 1)
    assert said(*WORDS.form_faults("passed_on", later, "A-1")) == [
        ("change.form_ended", {"case": "A-1", "form": "passed_on", "ended": END, "day": later, "known": "restored"})
    ]
    with pytest.raises(Refusal) as refused:
        WORDS.check_form("x" * 90, END, "A-1")
    assert refused.value.code == "change.form_unknown"
    assert refused.value.arguments == {"case": "A-1", "form": "x" * 40, "known": "restored, passed_on"}


def test_a_kind_is_one_of_the_table_and_not_ended_before_the_case_was_found():
    case = facts(17, found_on=END, kind="old")
    assert said(*WORDS.facts_faults(case, "A-1")) == []
    late = replace(case, found_on=date(2024, 8, 1))
    assert said(*WORDS.facts_faults(late, "A-1")) == [
        ("case.kind_ended",
         {"case": "A-1", "kind": "old", "ended": END, "day": late.found_on, "known": "encroached"})
    ]  # fmt: skip
    assert said(*WORDS.facts_faults(replace(case, kind="new"), "A-1")) == [
        ("case.kind_unknown", {"case": "A-1", "kind": "new", "known": "encroached, old"})
    ]


def test_an_ended_land_type_is_accepted_since_older_plans_have_it():
    case = facts(17, found_on=date(2025, 1, 1), land_type="CLN+LUN")
    assert WORDS.land_types["LUN"].ended == END
    assert said(*WORDS.facts_faults(case, "A-1")) == []


def test_a_case_keeps_what_was_ended_since():
    before = facts(17, found_on=date(2025, 1, 1), kind="old", land_type="LUN")
    assert said(*WORDS.facts_faults(replace(before, hamlet="Bản Ven"), "A-1", before)) == []
    other = replace(before, kind="encroached", land_type="CLN")
    assert [code for code, _ in said(*WORDS.facts_faults(before, "A-1", other))] == ["case.kind_ended"]
