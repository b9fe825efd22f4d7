"""Changing office tables: rights, the log, the two clocks, and what rows must be together."""

from __future__ import annotations

from datetime import date

import pytest

from landtrack.domain.case import Occurred
from landtrack.domain.cutoff import Band, Cutoffs
from landtrack.domain.errors import NotAllowed, Refusal, UnknownUnit
from landtrack.domain.office.office_table import OfficeTable, plain_row
from landtrack.domain.question import Question
from landtrack.domain.scope import RIGHTS, SYSTEM_SCOPE, Role, Scope
from landtrack.formats.case_tables import CaseTables
from landtrack.store import schema
from landtrack.store.units import read_cutoffs
from landtrack.store.verify import first_broken
from landtrack.usecases.change_status import change_status
from landtrack.usecases.gather_export import gather_export
from landtrack.usecases.rebuild_figures import rebuild_figures
from landtrack.usecases.record_case import record_case, revise_case
from landtrack.usecases.report_progress import report_progress
from landtrack.usecases.show_commune import commune_cases
from landtrack.usecases.tables.change_row import change_row, change_rows, remove_row
from landtrack.usecases.tables.show_table import show_row_history, show_table
from landtrack.usecases.tables.vocabulary import show_vocabulary
from tests.builders import PHON_XUONG, MovingClock, facts, new_register, resolved

ADMIN = Scope("quantri", Role.ADMIN, RIGHTS[Role.ADMIN])
OFFICER = Scope("canbo", Role.OFFICER, RIGHTS[Role.OFFICER], None, None)
RULE = {
    "duty": "minutes", "amount": "2", "unit": "working_days", "valid_from": "2027-01-01", "legal_basis": "Nghị định",
}  # fmt: skip
CAMPAIGN = {"name": "Đợt cao điểm", "since": "2023-10-01", "due": "2023-12-31"}
TARGET = {
    "name": "Trước 2014", "measure": "cases", "kind": "rate", "value": "90", "band": "before", "since": "2023-10-01",
    "due": "2023-12-31", "legal_basis": "Kế hoạch",
}  # fmt: skip
AS_OF = date(2023, 11, 30)


@pytest.fixture
def clock():
    return MovingClock()


@pytest.fixture
def register(database_url, clock):
    database = new_register(database_url, clock)
    yield database
    database.close()


def keys(register, table, known_at=None):
    return [row.key for row in show_table(register, ADMIN, table, known_at)]


def refusal(register, table, changes):
    with pytest.raises(Refusal) as refused:
        change_rows(register, ADMIN, table, changes)
    return refused.value.code


def test_a_row_is_made_changed_and_removed_and_each_is_known_from_its_own_entry_on(register, clock):
    before = register.known_now()
    clock.later(hours=1)
    change_row(register, ADMIN, OfficeTable.CAMPAIGN, "cao-diem", CAMPAIGN)
    made = register.known_now()
    clock.later(hours=1)
    change_row(register, ADMIN, OfficeTable.CAMPAIGN, "cao-diem", {"due": "15/01/2024"})
    changed = register.known_now()
    clock.later(hours=1)
    remove_row(register, ADMIN, OfficeTable.CAMPAIGN, "cao-diem")
    assert keys(register, OfficeTable.CAMPAIGN, before) == keys(register, OfficeTable.CAMPAIGN) == []
    dues = [show_table(register, ADMIN, OfficeTable.CAMPAIGN, moment)[0].row.due for moment in (made, changed)]
    assert dues == [date(2023, 12, 31), date(2024, 1, 15)]
    history = show_row_history(register, ADMIN, OfficeTable.CAMPAIGN, "cao-diem")
    assert [(row.actor, row.texts and row.texts["due"]) for row in history] == [
        ("quantri", "2023-12-31"), ("quantri", "2024-01-15"), ("quantri", None),
    ]  # fmt: skip
    with register.reading() as view:
        assert first_broken(view, lambda _done, _all: None) is None


def test_a_shipped_row_can_be_changed_and_removed(register):
    shipped = {row.key: row for row in show_table(register, ADMIN, OfficeTable.QUOTE)}
    key = "yen-the-2023-note-day"
    assert shipped[key].logged is None
    change_row(register, ADMIN, OfficeTable.QUOTE, key, {"note": "Ghi chú khác"})
    (row,) = [row for row in show_table(register, ADMIN, OfficeTable.QUOTE) if row.key == key]
    assert (row.row.note, row.row.wording) == ("Ghi chú khác", shipped[key].row.wording)
    remove_row(register, ADMIN, OfficeTable.QUOTE, key)
    assert set(keys(register, OfficeTable.QUOTE)) == set(shipped) - {key}


def test_only_who_keeps_the_tables_may_change_them(register):
    with pytest.raises(NotAllowed):
        change_row(register, OFFICER, OfficeTable.CAMPAIGN, "cao-diem", CAMPAIGN)
    with pytest.raises(NotAllowed):
        remove_row(register, OFFICER, OfficeTable.QUOTE, "yen-the-2023-note-day")
    with pytest.raises(NotAllowed):
        show_row_history(register, OFFICER, OfficeTable.CUTOFF, "before")
    assert [row.key for row in show_table(register, OFFICER, OfficeTable.CUTOFF)] == ["before", "after"]
    with pytest.raises(NotAllowed):
        show_table(register, Scope("ai", Role.CHAIR, frozenset()), OfficeTable.CUTOFF)


def test_nothing_is_recorded_when_nothing_changes(register):
    change_row(register, ADMIN, OfficeTable.CAMPAIGN, "cao-diem", CAMPAIGN)
    with pytest.raises(Refusal, match=r"table\.unchanged"):
        change_row(register, ADMIN, OfficeTable.CAMPAIGN, "cao-diem", {"since": "1/10/2023"})
    assert len(show_row_history(register, ADMIN, OfficeTable.CAMPAIGN, "cao-diem")) == 1


def test_an_unknown_row_is_neither_removed_nor_shown(register):
    with pytest.raises(Refusal, match=r"table\.key_unknown"):
        remove_row(register, ADMIN, OfficeTable.TARGET, "none")
    with pytest.raises(Refusal, match=r"table\.key_unknown"):
        show_row_history(register, ADMIN, OfficeTable.TARGET, "none")


@pytest.mark.parametrize("key", ["", "a b", "../x", "đợt", "x" * 81])
def test_an_odd_key_is_refused(register, key):
    assert refusal(register, OfficeTable.CAMPAIGN, {key: CAMPAIGN}) == "table.key_malformed"


def test_a_new_decree_ends_one_rule_and_begins_another_only_together(register):
    table = OfficeTable.DEADLINE_RULE
    end = {"valid_until": "2027-01-01"}
    assert refusal(register, table, {"minutes-2027": RULE}) == "table.overlap"
    assert refusal(register, table, {"minutes-2026": end}) == "table.ends"
    assert refusal(register, table, {"minutes-2026": {"valid_until": "2026-12-31"}, "m": RULE}) == "table.gap"
    assert refusal(register, table, {"minutes-2024": None}) == "table.gap"
    assert len(change_rows(register, ADMIN, table, {"minutes-2026": end, "minutes-2027": RULE})) == 2
    assert "minutes-2027" in keys(register, table)


def test_all_or_none_of_several_rows_are_recorded(register):
    rows = {"good": CAMPAIGN, "bad": {**CAMPAIGN, "due": "never"}}
    assert refusal(register, OfficeTable.CAMPAIGN, rows) == "table.field_day"
    assert keys(register, OfficeTable.CAMPAIGN) == []


def test_targets_of_the_same_cases_may_not_overlap(register):
    change_row(register, ADMIN, OfficeTable.TARGET, "one", TARGET)
    later = {**TARGET, "since": "2023-12-31", "due": "2024-06-30"}
    assert refusal(register, OfficeTable.TARGET, {"other": later}) == "table.overlap"
    change_row(register, ADMIN, OfficeTable.TARGET, "other", {**later, "since": "2024-01-01"})


def test_a_target_needs_its_campaign_and_its_units(register):
    assert refusal(register, OfficeTable.TARGET, {"one": {**TARGET, "campaign": "none"}}) == "target.no_campaign"
    with pytest.raises(UnknownUnit):
        change_row(register, ADMIN, OfficeTable.TARGET, "one", {**TARGET, "units": "07288 99999"})
    with pytest.raises(Refusal, match=r"frame\.no_units"):
        change_row(register, ADMIN, OfficeTable.TARGET, "one", {**TARGET, "since": "2019-01-01"})
    change_row(register, ADMIN, OfficeTable.CAMPAIGN, "cao-diem", CAMPAIGN)
    change_row(register, ADMIN, OfficeTable.TARGET, "one", {**TARGET, "campaign": "cao-diem", "units": "07288"})
    assert refusal(register, OfficeTable.CAMPAIGN, {"cao-diem": None}) == "campaign.in_use"


def test_two_holidays_are_not_one_day(register):
    holiday = {"day": "2027-02-05", "name": "Nghỉ Tết"}
    change_row(register, ADMIN, OfficeTable.HOLIDAY, "tet", holiday)
    assert refusal(register, OfficeTable.HOLIDAY, {"other": holiday}) == "table.same_day"


def test_there_is_always_one_cutoff_of_each_side(register):
    table = OfficeTable.CUTOFF
    assert refusal(register, table, {"before": None}) == "table.needed"
    assert refusal(register, table, {"middle": {"day": "2015-01-01"}}) == "table.key_choice"
    assert refusal(register, table, {"before": {"side": "after"}}) == "table.field_choice"
    assert refusal(register, table, {"before": {"day": "2020-06-12"}}) == "cutoffs.reversed"
    # Both at once may pass each other.
    change_rows(register, ADMIN, table, {"before": {"day": "2024-08-01"}, "after": {"day": "2024-08-01"}})
    with register.reading() as view:
        assert read_cutoffs(view) == Cutoffs(date(2024, 8, 1), date(2024, 8, 1))


@pytest.fixture
def filled(register):
    """Return the register with three cases, of 2012 (resolved), of 2016 and of 2022."""
    days = (date(2012, 6, 1), date(2016, 6, 1), date(2022, 6, 1))
    for number, day in enumerate(days, 1):
        found = facts(PHON_XUONG, occurred=Occurred(day, day), found_on=date(2022, 7, 1))
        record_case(register, SYSTEM_SCOPE, f"A-{number}", found)
    change_status(register, SYSTEM_SCOPE, "A-1", resolved(date(2023, 3, 1)))
    return register


def by_band(register, known_at, **asked):
    found = report_progress(register, SYSTEM_SCOPE, Question(AS_OF, known_at, **asked))
    return found.cutoffs, {band: (row.cases, row.resolved) for band, row in found.whole.bands.items()}


def test_figures_known_before_a_change_of_cutoffs_stay_as_they_were(filled, clock):
    known = filled.known_now()
    before = by_band(filled, known)
    clock.later(hours=1)
    change_row(filled, ADMIN, OfficeTable.CUTOFF, "before", {"day": "2010-01-01"})
    assert by_band(filled, known) == before
    now = by_band(filled, filled.known_now())
    assert now[0].before == date(2010, 1, 1)
    assert before[1][Band.BEFORE] == (1, 1)
    assert (now[1][Band.BEFORE], now[1][Band.BETWEEN]) == ((0, 0), (2, 1))
    # Cutoffs that are named are those, whenever.
    named = Cutoffs(date(2013, 1, 1), date(2013, 1, 1))
    assert by_band(filled, known, cutoffs=named) == by_band(filled, filled.known_now(), cutoffs=named)


def test_the_bands_kept_ready_are_those_of_the_new_cutoffs(filled):
    change_row(filled, ADMIN, OfficeTable.CUTOFF, "after", {"day": "2015-01-01"})
    record_case(filled, SYSTEM_SCOPE, "A-4", facts(PHON_XUONG, occurred=Occurred(AS_OF, AS_OF), found_on=AS_OF))
    _, bands = by_band(filled, filled.known_now())
    assert bands[Band.AFTER] == (3, 0)
    kept = _bands_kept(filled)
    rebuild_figures(filled, SYSTEM_SCOPE, lambda _done, _all: None)
    assert _bands_kept(filled) == kept


def _bands_kept(register):
    with register.reading() as view:
        rows = view.connection.execute(schema.episode.select())
        return sorted((row.case_id, row.from_day, row.from_entry, row.band) for row in rows)


def test_lists_say_the_band_that_the_figures_count(filled, clock, tmp_path):
    known = filled.known_now()
    clock.later(hours=1)
    change_row(filled, ADMIN, OfficeTable.CUTOFF, "before", {"day": "2010-01-01"})
    for moment, band in ((known, Band.BEFORE), (filled.known_now(), Band.BETWEEN)):
        question = Question(AS_OF, moment, None, "07288")
        rows = commune_cases(filled, SYSTEM_SCOPE, question).rows
        assert tuple(Band)[next(row[3] for row in rows if row[1] == "A-1")] is band
        # An export refuses to go on where the bands of its cases differ from the figures.
        with filled.reading() as view, CaseTables(tmp_path) as tables:
            gather_export(view, SYSTEM_SCOPE, question, "EPSG:9214", tables)
        assert sum(tables.cases.values()) == 3


def test_a_row_comes_back_as_it_was_written(register):
    change_row(
        register, ADMIN, OfficeTable.TARGET, "one", {**TARGET, "value": "12,50", "measure": "area", "kind": "amount"}
    )
    (row,) = show_table(register, ADMIN, OfficeTable.TARGET)
    assert plain_row(row.row)["value"] == "12.50"
    assert row.logged is not None
    assert row.logged.texts == plain_row(row.row)


def test_a_new_land_type_can_be_entered_and_none_goes_away(register):
    new = facts(PHON_XUONG, land_type="ONT+NTM")
    with pytest.raises(Refusal, match=r"case\.land_type_unknown"):
        record_case(register, SYSTEM_SCOPE, "A-1", new)
    change_row(register, ADMIN, OfficeTable.LAND_TYPE, "NTM", {"name_vi": "Đất thử nghiệm"})
    record_case(register, SYSTEM_SCOPE, "A-1", new)
    revise_case(register, SYSTEM_SCOPE, "A-1", facts(PHON_XUONG, land_type="NTM"), "đo lại")
    listed = show_vocabulary(register, OFFICER).land_types
    assert (len(listed), listed["NTM"].name("en"), listed["LUC"].name("en")) == (45, "Đất thử nghiệm", "Wet rice land")
    assert refusal(register, OfficeTable.LAND_TYPE, {"NTM": None}) == "table.needed"
    assert refusal(register, OfficeTable.LAND_TYPE, {"ntm": {"name_vi": "Đất"}}) == "table.key_choice"
    assert refusal(register, OfficeTable.LAND_TYPE, {"NTM": {"code": "LUC"}}) == "table.field_choice"
    change_row(register, ADMIN, OfficeTable.LAND_TYPE, "LUC", {"ended": "2027-12-31"})
    listed = show_vocabulary(register, OFFICER).land_types
    assert {code for code, row in listed.items() if row.ended} >= {"LUC", "BHK"}
