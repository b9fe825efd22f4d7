"""Searching as people type, within the reader's area, on both engines; and by the exact value of an identity."""

from __future__ import annotations

from datetime import date

import pytest

from landtrack.domain.errors import NotAllowed
from landtrack.domain.identity import Identity
from landtrack.domain.question import Question
from landtrack.domain.scope import SYSTEM_SCOPE, Role, make_scope
from landtrack.store import schema
from landtrack.store.log import EntryKind, head_at
from landtrack.store.units import read_registry
from landtrack.usecases.find_cases import find_by_holder, find_cases
from landtrack.usecases.keep_identity import keep_identity
from landtrack.usecases.record_case import record_case, withdraw_case
from tests.builders import facts, new_register, unit_id

TODAY = date(2026, 11, 22)
# Code: old commune, hamlet, sheet, parcel.
CASES = {
    "A-1": ("07288", "Bản Ven", "12", "345"),
    "A-2": ("07288", "Thôn Đồng Cờ", "Tờ 012", "0345"),
    "A-3": ("07261", "Thôn Chùa", "12", "34"),
    "A-10": ("07282", "Bản Ven", "7", "345, 346"),
    "B-1": ("07267", "Làng Hồng", "7", "12a"),
    "B-345": ("07294", "Phố Thống Nhất", "45", "9"),
    "DK-2021-00007": ("07294", "Xóm Đồng Kỳ", "46", "10"),
}


@pytest.fixture
def register(database_url):
    database = new_register(database_url)
    with database.reading() as view:
        registry = read_registry(view)
    for code, (unit, hamlet, sheet, parcel) in CASES.items():
        told = facts(unit_id(registry, unit), hamlet=hamlet, map_sheet=sheet, parcel=parcel, geometry=None)
        record_case(database, SYSTEM_SCOPE, code, told)
    yield database
    database.close()


def scope(register, role, code="07288"):
    with register.reading() as view:
        registry = read_registry(view)
    return make_scope("x", role, [unit_id(registry, code, TODAY)], registry, TODAY)


def search(register, typed, who=SYSTEM_SCOPE, find=find_cases):
    return [row.code for row, _unit in find(register, who, Question(TODAY, register.known_now()), typed)]


FOUND = {
    "A-1": ["A-1", "A-10"],  # this very code first, then those that begin so
    "a-10": ["A-10"],
    "dk 21 7": ["DK-2021-00007"],
    "dk-2021-7": ["DK-2021-00007"],
    "to 12 thua 345": ["A-1", "A-2"],
    "tờ 12 thửa 345": ["A-1", "A-2"],
    "12/345": ["A-1", "A-2"],
    "12/34": ["A-1", "A-2", "A-3"],
    "thua 346": ["A-10"],
    "thua 34": ["A-3"],
    "12a": ["B-1"],
    "12A": ["B-1"],
    "345": ["A-1", "A-10", "A-2", "B-345"],  # the parcel before a code that holds the digits
    "ban ven": ["A-1", "A-10"],
    "Bản Vẹn": ["A-1", "A-10"],
    "bàn ven": ["A-1", "A-10"],
    "DONG CO": ["A-2"],
    "đồng cờ": ["A-2"],
    "tam hiep": ["A-3"],
    "hong ky": ["B-1"],
    "dong ky": ["A-10", "B-1", "DK-2021-00007"],  # the commune before a hamlet of that name
    "dong ky to 7": ["A-10", "B-1"],
    "dong ky 7/345": ["A-10"],
    "phon xuong ven": ["A-1"],
    "thi tran bo ha": ["B-345", "DK-2021-00007"],
    "07261": ["A-3"],
    "en": [],
    "to 99": [],
    "%": [],
    "_": [],
    "\\": [],
    "'; drop table": [],
    "": [],
}


def test_cases_are_found_as_people_type(register):
    assert {typed: search(register, typed) for typed in FOUND} == FOUND


def test_the_wall_stands_before_every_way_of_searching(register):
    chair = scope(register, Role.CHAIR)  # Yên Thế of today
    for typed in ("B-345", "bo ha", "thong nhat", "45/9", "dk", "345"):
        assert not {"B-345", "B-1", "A-10", "DK-2021-00007"} & set(search(register, typed, chair)), typed
    assert search(register, "345", chair) == ["A-1", "A-2"]
    with pytest.raises(NotAllowed):
        search(register, "A-1", scope(register, Role.ADMIN))


def test_only_what_is_known_on_the_day_is_found(register):
    then = Question(date(2021, 1, 1), register.known_now())
    assert find_cases(register, SYSTEM_SCOPE, then, "A-1") == []
    withdraw_case(register, SYSTEM_SCOPE, "A-1", "twice")
    assert search(register, "to 12 thua 345") == ["A-2"]


def test_no_more_than_twenty_are_given(register):
    with register.reading() as view:
        unit = unit_id(read_registry(view), "07288")
    for number in range(25):
        record_case(register, SYSTEM_SCOPE, f"M-{number:02}", facts(unit, hamlet="Cầu Gụ", parcel=str(number)))
    assert len(search(register, "cau gu")) == 20


HOLDER = Identity("Hộ Số Mười Hai (dữ liệu mẫu)", "0010 9900 0123", "Bản Ven", "0900.000.456")


@pytest.fixture
def held(register):
    keep_identity(register, SYSTEM_SCOPE, "A-1", HOLDER)
    keep_identity(register, SYSTEM_SCOPE, "B-345", HOLDER)
    keep_identity(register, SYSTEM_SCOPE, "A-2", Identity("Hộ số 13"))
    return register


def by_holder(register, typed, who=SYSTEM_SCOPE):
    return search(register, typed, who, find_by_holder)


def test_a_holder_is_found_by_the_exact_value(held):
    exact = (
        HOLDER.name, " hộ số mười hai  (DỮ LIỆU MẪU) ", "001099000123", "0010-9900-0123", "0900000456", "0900 000 456",
    )  # fmt: skip
    assert {typed: by_holder(held, typed) for typed in exact} == {key: ["A-1", "B-345"] for key in exact}


def test_a_part_a_plain_spelling_or_nothing_finds_nobody(held):
    others = (
        "Hộ Số Mười Hai", "ho so muoi hai (du lieu mau)", "00109900012", "Bản Ven", "", " - ", "%", "Hộ", "A-1",
    )  # fmt: skip
    assert {typed: by_holder(held, typed) for typed in others} == {key: [] for key in others}


def test_names_are_not_found_by_the_search_of_cases(held):
    assert search(held, "mười hai") == []
    assert search(held, "001099000123") == []


def test_a_holder_is_found_within_the_area_by_those_with_the_right(held):
    assert by_holder(held, HOLDER.name, scope(held, Role.COMMUNE_OFFICER)) == ["A-1"]
    assert by_holder(held, HOLDER.name, scope(held, Role.COMMUNE_OFFICER, "07294")) == ["B-345"]
    for role in (Role.CHAIR, Role.PROVINCE, Role.ADMIN):
        with pytest.raises(NotAllowed):
            by_holder(held, HOLDER.name, scope(held, role))


def test_finding_a_holder_is_logged_without_his_name_and_finding_nobody_is_not(held):
    def entries():
        with held.reading() as view:
            return [row for row in view.connection.execute(schema.log_entry.select()) if row.details]

    before = len(entries())
    by_holder(held, "nobody")
    assert len(entries()) == before
    by_holder(held, HOLDER.name, scope(held, Role.COMMUNE_OFFICER))
    last = entries()[-1]
    assert (last.kind, last.actor) == (EntryKind.IDENTITY_SHOWN, "x")
    assert last.details == '{"cases":["A-1"],"how":"search"}'
    with held.reading() as view:
        assert head_at(view.connection).number == last.number
