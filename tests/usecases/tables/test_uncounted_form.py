"""A form of resolution that the office does not count: from its entry on, everywhere, and not before."""

from __future__ import annotations

from datetime import date

import pytest

from landtrack.domain.bridges.movement import KNOWLEDGE, Movement
from landtrack.domain.cell import parse_cell
from landtrack.domain.errors import Refusal
from landtrack.domain.history import latest
from landtrack.domain.office.office_table import OfficeTable
from landtrack.domain.progress import Measure
from landtrack.domain.question import Question
from landtrack.domain.scope import RIGHTS, SYSTEM_SCOPE, Role, Scope
from landtrack.domain.status import ChangeDraft, Exclusion, Form, Status
from landtrack.messages.catalogue import catalogue
from landtrack.store import schema
from landtrack.store.bulk_recording import NewCase, record_new_cases
from landtrack.store.histories import find_history
from landtrack.store.log import head_at
from landtrack.store.recent_changes import recent_changes
from landtrack.usecases.cell_rules import rule_of
from landtrack.usecases.change_status import change_status, undo_change
from landtrack.usecases.compare_moments import cases_behind, compare_moments
from landtrack.usecases.counting_notes import counting_notes
from landtrack.usecases.explain_cell import explain_cell
from landtrack.usecases.follow_targets import follow_targets
from landtrack.usecases.question_notes import question_notes
from landtrack.usecases.rebuild_figures import rebuild_figures
from landtrack.usecases.record_case import record_case, revise_case
from landtrack.usecases.report_progress import report_progress
from landtrack.usecases.show_case import show_case
from landtrack.usecases.tables.change_row import change_row, change_rows
from landtrack.usecases.tables.read_table import plain_rows
from tests.builders import PHON_XUONG, MovingClock, facts, new_register, resolved

ADMIN = Scope("quantri", Role.ADMIN, RIGHTS[Role.ADMIN])
AS_OF = date(2023, 11, 30)
DAY = date(2023, 3, 1)
REFERRED = "referred"


@pytest.fixture
def clock():
    return MovingClock()


@pytest.fixture
def register(database_url, clock):
    """Give a register: A-1 passed on, A-2 partly, A-3 restored, A-4 passed on and reopened, A-5 open."""
    database = new_register(database_url, clock)
    for number in range(1, 6):
        record_case(database, SYSTEM_SCOPE, f"A-{number}", facts(PHON_XUONG, area=5000))
    change(database, "A-1", resolved(DAY, form=Form.REFERRED))
    change(database, "A-2", ChangeDraft(Status.PARTLY_RESOLVED, DAY, Form.REFERRED, 2000))
    change(database, "A-3", resolved(DAY))
    change(database, "A-4", resolved(DAY, form=Form.REFERRED))
    change(database, "A-4", ChangeDraft(Status.OPEN, date(2023, 6, 1)))
    yield database
    database.close()


def change(register, code, draft):
    return change_status(register, SYSTEM_SCOPE, code, draft)


def count(register, clock, answer, form=REFERRED):
    """Say in the office's table whether a form counts, an hour later than everything before."""
    clock.later(hours=1)
    change_row(register, ADMIN, OfficeTable.FORM, form, {"counts": answer})


def total(register, known_at=None, as_of=AS_OF):
    found = report_progress(register, SYSTEM_SCOPE, Question(as_of, known_at or register.known_now())).whole.total
    return found.cases, found.resolved, found.resolved_area, found.in_hand, found.open


def status(register, code):
    with register.reading() as view:
        found = latest(find_history(view, SYSTEM_SCOPE, code), AS_OF)
    assert found is not None
    return found.status


def derived(register):
    """Return the rows of both derived tables; a step that adds nothing any more is as good as none."""
    columns = [column for column in schema.episode.c if column.name != "id"]
    with register.reading() as view:
        kept = view.connection.execute(schema.episode.select().with_only_columns(*columns)).all()
        steps = view.connection.execute(schema.figure_step.select()).all()
    steps = [row for row in steps if (row.cases, row.area, row.resolved_area) != (0, 0, 0)]
    return [sorted(map(repr, map(tuple, rows))) for rows in (kept, steps)]


def test_figures_change_from_the_entry_on_and_not_before(register, clock):
    known = register.known_now()
    before = total(register)
    assert before == (5, 2, 12000, 1, 2)
    count(register, clock, "no")
    without = register.known_now()
    assert total(register) == (5, 1, 5000, 2, 2)
    assert total(register, known) == before
    # On a day on which the reopened case was resolved still.
    assert total(register, as_of=DAY) == (5, 1, 5000, 3, 1)
    assert total(register, known, as_of=DAY) == (5, 3, 17000, 1, 1)
    count(register, clock, "yes")
    assert (total(register), total(register, without)) == (before, (5, 1, 5000, 2, 2))


def test_the_derived_tables_are_those_of_a_rebuild(register, clock):
    for answer in ("no", "yes", "no"):
        count(register, clock, answer)
        kept = derived(register)
        rebuild_figures(register, SYSTEM_SCOPE, lambda _done, _all: None)
        assert derived(register) == kept


def test_only_cases_with_the_form_are_written_anew(register, clock):
    def ids():
        with register.reading() as view:
            rows = view.connection.execute(schema.episode.select()).all()
        return {code: {row.id for row in rows if row.case_id == code} for code in range(1, 6)}

    before = ids()
    count(register, clock, "no", "legalised")
    assert ids() == before
    count(register, clock, "no")
    after = ids()
    assert {code for code in before if before[code] != after[code]} == {1, 2, 4}
    # A row whose other fields change, and a new form, touch no case.
    change_rows(register, ADMIN, OfficeTable.FORM, {
        REFERRED: {"legal_basis": "Quy chế"}, "passed_on": {"name_vi": "Chuyển cơ quan khác", "counts": "no"},
    })  # fmt: skip
    assert ids() == after


def test_a_case_recorded_in_such_a_form_is_in_hand_at_once(register, clock):
    change_row(register, ADMIN, OfficeTable.FORM, "passed_on", {"name_vi": "Chuyển cơ quan khác", "counts": "no"})
    changed = change(register, "A-5", resolved(DAY, form="passed_on"))
    assert (status(register, "A-5"), changed.changes[-1].status) == (Status.IN_HAND, Status.RESOLVED)
    kept = derived(register)
    rebuild_figures(register, SYSTEM_SCOPE, lambda _done, _all: None)
    assert derived(register) == kept


def test_many_new_cases_are_counted_alike(register, clock):
    count(register, clock, "no")
    drafts = (resolved(DAY, form=Form.REFERRED), resolved(date(2023, 5, 1)))
    new = [
        NewCase(number, f"B-{number}", facts(PHON_XUONG, area=5000), changes)
        for number, changes in enumerate((drafts[:1], drafts, drafts[1:]), 6)
    ]
    with register.transaction("canbo") as tx:
        record_new_cases(tx, new)
    assert total(register) == (8, 3, 15000, 3, 2)
    kept = derived(register)
    rebuild_figures(register, SYSTEM_SCOPE, lambda _done, _all: None)
    assert derived(register) == kept


def test_such_a_case_is_resolved_for_good_later_in_another_form(register, clock):
    with pytest.raises(Refusal, match=r"change\.from_resolved"):
        change(register, "A-1", resolved(date(2023, 5, 1), form=Form.ENFORCED))
    count(register, clock, "no")
    change(register, "A-1", resolved(date(2023, 5, 1), form=Form.ENFORCED))
    assert status(register, "A-1") is Status.RESOLVED
    # What the office decides later finds two resolutions in a row, and both count.
    count(register, clock, "yes")
    assert status(register, "A-1") is Status.RESOLVED
    assert total(register, as_of=date(2023, 4, 1)) == (5, 3, 17000, 1, 1)
    undo_change(register, SYSTEM_SCOPE, "A-1")
    assert status(register, "A-1") is Status.RESOLVED
    count(register, clock, "no")
    undo_change(register, SYSTEM_SCOPE, "A-1")
    assert status(register, "A-1") is Status.OPEN


def test_such_a_case_may_be_all_that_a_case_in_hand_may(register, clock):
    question = Question(AS_OF, register.known_now())
    assert show_case(register, SYSTEM_SCOPE, "A-1", question).actions == (Status.EXCLUDED, Status.OPEN)
    count(register, clock, "no")
    sheet = show_case(register, SYSTEM_SCOPE, "A-1", Question(AS_OF, register.known_now()))
    assert sheet.actions == (Status.PARTLY_RESOLVED, Status.RESOLVED, Status.EXCLUDED, Status.OPEN)
    assert sheet.found is not None
    assert (sheet.found.status, sheet.found.uncounted, sheet.found.resolved_area) == (Status.IN_HAND, True, 0)
    # As known before, it is what it was.
    then = show_case(register, SYSTEM_SCOPE, "A-1", question).found
    assert then is not None
    assert (then.status, then.uncounted) == (Status.RESOLVED, False)
    change(register, "A-1", ChangeDraft(Status.EXCLUDED, AS_OF, exclusion=Exclusion.DUPLICATE))
    assert status(register, "A-1") is Status.EXCLUDED


def test_what_was_done_before_a_later_resolution_may_be_entered_late(register, clock):
    count(register, clock, "no")
    change(register, "A-5", resolved(date(2023, 8, 1)))
    change(register, "A-5", resolved(DAY, form=Form.REFERRED))
    assert status(register, "A-5") is Status.RESOLVED
    with pytest.raises(Refusal, match=r"change\.before_later"):
        change(register, "A-5", resolved(date(2023, 4, 1), form=Form.ENFORCED))


def test_corrected_facts_keep_it_in_hand(register, clock):
    count(register, clock, "no")
    revise_case(register, SYSTEM_SCOPE, "A-1", facts(PHON_XUONG, area=7000), "đo lại")
    assert total(register) == (5, 1, 5000, 2, 2)


def test_a_comparison_puts_it_into_the_line_of_corrected_statuses(register, clock):
    before = Question(AS_OF, register.known_now())
    count(register, clock, "no")
    after = Question(AS_OF, register.known_now())
    bridge = compare_moments(register, SYSTEM_SCOPE, before, after)
    assert bridge.left_over() == {}
    moved = {line for line in KNOWLEDGE if bridge.total(bridge.lines[line]) != Measure()}
    assert moved == {Movement.STATUS_CORRECTED}
    behind = cases_behind(register, SYSTEM_SCOPE, before, after, Movement.STATUS_CORRECTED)
    assert [(row.code, row.change.resolved, row.change.resolved_area) for row in behind] == [
        ("A-1", -1, -5000), ("A-2", 0, -2000),
    ]  # fmt: skip


def test_targets_and_the_last_changes_follow(register, clock):
    target = {
        "name": "Cả năm", "measure": "cases", "kind": "amount", "value": "2", "since": "2023-01-01",
        "due": "2023-12-31", "legal_basis": "Kế hoạch",
    }  # fmt: skip
    change_row(register, ADMIN, OfficeTable.TARGET, "one", target)

    def told(known_at):
        (found,) = follow_targets(register, SYSTEM_SCOPE, Question(AS_OF, known_at)).targets
        with register.reading() as view:
            rows = recent_changes(view, SYSTEM_SCOPE, AS_OF, head_at(view.connection, known_at).number, 5)
        return found.state.done, [(row.code, row.status) for row in rows if row.code in {"A-1", "A-2", "A-3"}]

    before = register.known_now()
    count(register, clock, "no")
    recorded = [("A-3", Status.RESOLVED), ("A-2", Status.PARTLY_RESOLVED), ("A-1", Status.RESOLVED)]
    assert told(before) == (2, recorded)
    assert told(register.known_now()) == (1, [recorded[0], ("A-2", Status.IN_HAND), ("A-1", Status.IN_HAND)])


def test_rules_and_notes_name_the_form(register, clock):
    say = catalogue("en")
    before = register.known_now()
    count(register, clock, "no")
    after = register.known_now()

    def rule(known_at, column):
        cell = parse_cell(f"total/all/{column}")
        return rule_of(explain_cell(register, SYSTEM_SCOPE, Question(AS_OF, known_at), cell), say)

    sentence = "Not counted as resolved: Referred to the investigators."
    part = "; not counted as resolved: Referred to the investigators."
    assert rule(after, "resolved").endswith(part)
    assert rule(after, "in_hand").endswith(part)
    assert "not counted" not in rule(before, "resolved")
    assert "not counted" not in rule(after, "no_geometry")
    asked = [Question(AS_OF, known_at) for known_at in (before, after)]
    notes = [question_notes(register, SYSTEM_SCOPE, question, say, empty=False) for question in asked]
    assert notes == [(), (sentence,)]
    assert counting_notes(register, (before, before), say) == ()
    assert counting_notes(register, (after, after), say) == (sentence,)
    first, line = counting_notes(register, (before, after), say)
    assert first == "Counted as resolved at the first moment, no more at the second: Referred to the investigators."
    assert say.label(Movement.STATUS_CORRECTED) in line
    count(register, clock, "yes")
    first, _ = counting_notes(register, (after, register.known_now()), say)
    assert first == "Not counted as resolved at the first moment, but at the second: Referred to the investigators."


def test_every_form_that_the_program_comes_with_counts(register):
    """What is read of the log only rests on it: no row says anything of a form that counts from the beginning."""
    found = {row.code: row.counts for row in _forms(register)}
    assert len(found) == len(Form)
    assert all(found.values())


def _forms(register):
    with register.reading() as view:
        return list(plain_rows(view, OfficeTable.FORM).values())
