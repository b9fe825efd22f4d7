"""The demo register gives the figures that it promises, on both engines, and is made as a whole or not at all."""

from __future__ import annotations

from contextlib import closing, contextmanager
from datetime import date
from typing import TYPE_CHECKING

import pytest

from landtrack.domain.cutoff import Band
from landtrack.domain.errors import Refusal
from landtrack.domain.progress import Gaps, hectares
from landtrack.domain.question import Question, end_of_day
from landtrack.domain.scope import SYSTEM_ACTOR, SYSTEM_SCOPE
from landtrack.domain.status import Status
from landtrack.store import episodes
from landtrack.store.cases import list_cases
from landtrack.store.creation import creating, is_there
from landtrack.store.database import open_database
from landtrack.store.log import head_at
from landtrack.store.register import is_demo
from landtrack.usecases.build_demo import build_demo
from landtrack.usecases.report_progress import report_progress
from landtrack.usecases.reports.office import read_office
from landtrack.usecases.seeding import seed
from tests.builders import new_register

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from landtrack.domain.frame import UnitRegistry
    from landtrack.domain.progress import Measure, Progress
    from landtrack.store.database import Database, Transaction

pytestmark = pytest.mark.xdist_group("demo")

SNAPSHOT = date(2023, 11, 30)
NOW = date(2026, 11, 22)
LAST_DAY = date(2026, 10, 31)


@contextmanager
def opened(url: str) -> Iterator[Database]:
    with closing(open_database(url)) as database:
        yield database


def progress(url: str, as_of: date, known: date, frame: date | None = None) -> Progress:
    with opened(url) as database:
        return report_progress(database, SYSTEM_SCOPE, Question(as_of, end_of_day(known), frame))


def counts(measure: Measure) -> tuple[int, int, int, int]:
    return measure.cases, measure.resolved, measure.in_hand, measure.open


def test_the_snapshot_gives_the_promised_figures(each_demo_url: str) -> None:
    found = progress(each_demo_url, SNAPSHOT, SNAPSHOT)
    total, bands = found.whole.total, found.whole.bands
    assert (total.cases, total.area, total.resolved) == (4_574, 36_251_000, 4_028)
    assert counts(bands[Band.BEFORE])[:2] == (3_990, 3_540)
    assert counts(bands[Band.BETWEEN])[:2] == (501, 421)
    assert counts(bands[Band.UNDETERMINED])[:2] == (31, 17)
    assert counts(bands[Band.AFTER]) == (52, 50, 2, 0)
    after = bands[Band.AFTER]
    assert str(hectares(after.resolved_area)) == "4.41"
    assert str(hectares(after.area - after.resolved_area)) == "0.18"
    assert found.gaps == Gaps(no_geometry=12, undetermined=31, outside_unit=5, unplaced=0)


def test_reports_are_headed_by_the_office_of_the_moment_at_which_they_know(each_demo_url: str) -> None:
    heads = {}
    with opened(each_demo_url) as database, database.reading() as view:
        for day in (SNAPSHOT, date(2025, 6, 30), date(2025, 7, 1), NOW):
            office = read_office(view, head_at(view.connection, end_of_day(day)).number)
            heads[day] = (office.superior, office.agency)
    district = ("", "ỦY BAN NHÂN DÂN HUYỆN YÊN THẾ")
    assert list(heads.values()) == [
        district,
        district,
        ("TỈNH BẮC NINH", "ỦY BAN NHÂN DÂN XÃ YÊN THẾ"),
        ("THÀNH PHỐ BẮC NINH", "ỦY BAN NHÂN DÂN XÃ YÊN THẾ"),
    ]


def test_every_frame_gives_the_same_totals(each_demo_url: str) -> None:
    days = {date(2023, 12, 31): 19, date(2025, 1, 1): 17, date(2025, 7, 1): 5}
    frames = [progress(each_demo_url, SNAPSHOT, SNAPSHOT, day) for day in days]
    assert [len(found.units) for found in frames] == list(days.values())
    for found in frames:
        assert found.whole == frames[0].whole
        for band in Band:
            parts = [breakdown.bands[band] for _, breakdown in found.units]
            assert sum(part.cases for part in parts) == found.whole.bands[band].cases
            assert sum(part.area for part in parts) == found.whole.bands[band].area


def test_both_engines_hold_the_same_log(demo_url: str, postgis_demo_url: str) -> None:
    # The accounts come last: their passwords differ each time, and so do the entries about them.
    known = end_of_day(LAST_DAY.replace(day=29))
    heads = []
    for url in (demo_url, postgis_demo_url):
        with opened(url) as database, database.reading() as view:
            heads.append(head_at(view.connection, known))
    assert heads[0] == heads[1]
    assert heads[0].number > 13_000


def test_sixty_are_partly_resolved_and_none_of_them_new(demo_url: str) -> None:
    with opened(demo_url) as database, database.reading() as view:
        entry = head_at(view.connection, end_of_day(SNAPSHOT)).number
        rows = list_cases(view, SYSTEM_SCOPE, SNAPSHOT, entry)
    partly = [row for row in rows if row.status is Status.PARTLY_RESOLVED]
    assert len(partly) == 60
    assert all(0 < row.resolved_area < row.area and row.band is not Band.AFTER for row in partly)


def test_the_same_day_known_today_differs(demo_url: str) -> None:
    then, today = (progress(demo_url, SNAPSHOT, known).whole.total for known in (SNAPSHOT, NOW))
    assert then.cases != today.cases
    assert then.resolved != today.resolved
    assert then.area != today.area


def test_three_new_cases_cannot_be_placed_among_the_nineteen(demo_url: str) -> None:
    unplaced = {
        day: progress(demo_url, LAST_DAY, NOW, day).gaps.unplaced
        for day in (date(2023, 12, 31), date(2025, 1, 1), date(2025, 7, 1), LAST_DAY)
    }
    assert list(unplaced.values()) == [3, 3, 0, 0]


def test_cases_are_spread_in_proportion_to_area(demo_url: str) -> None:
    found = progress(demo_url, SNAPSHOT, SNAPSHOT, SNAPSHOT)
    whole = sum(float(unit.registry_area_km2) for unit, _ in found.units)
    for unit, breakdown in found.units:
        fair = 4_574 * float(unit.registry_area_km2) / whole
        assert 0.75 * fair < breakdown.total.cases < 1.25 * fair
    rates = [breakdown.total.rate_cases or 0 for _, breakdown in found.units]
    assert max(rates) - min(rates) > 10


def test_only_the_demo_is_marked(demo_url: str, sqlite_url: str) -> None:
    for url, marked in ((demo_url, True), (sqlite_url, False)):
        if not marked:
            new_register(url).close()
        with opened(url) as database, database.reading() as view:
            assert is_demo(view) is marked


def test_an_existing_register_is_refused_and_kept(sqlite_url: str) -> None:
    new_register(sqlite_url).close()
    with pytest.raises(Refusal, match=r"database\.exists"):
        build_demo(sqlite_url, lambda _done, _total: None)
    with opened(sqlite_url) as database, database.reading() as view:
        assert not is_demo(view)


def test_a_failure_at_the_end_leaves_nothing(sqlite_url: str, tmp_path: Path) -> None:
    def fail(_tx: Transaction, registry: UnitRegistry) -> None:
        assert registry.units
        raise KeyboardInterrupt

    told: list[tuple[int, int]] = []
    with pytest.raises(KeyboardInterrupt):
        build_demo(sqlite_url, lambda done, total: told.append((done, total)), accounts=fail)
    assert not is_there(sqlite_url)
    assert list(tmp_path.iterdir()) == []
    assert told == sorted(told)
    assert all(done < total for done, total in told)


def test_what_was_written_replays_to_the_same_figures(own_demo_url: str) -> None:
    """The bulk computation at the end equals one from the stored rows."""
    days = [(SNAPSHOT, SNAPSHOT), (SNAPSHOT, NOW), (date(2025, 3, 31), date(2025, 4, 2)), (LAST_DAY, NOW)]
    before = [progress(own_demo_url, *pair).whole for pair in days]
    with opened(own_demo_url) as database, database.transaction(SYSTEM_ACTOR) as tx:
        assert episodes.rebuild(tx) > 5_000
    assert [progress(own_demo_url, *pair).whole for pair in days] == before


def test_a_seeded_register_has_units_and_no_case(sqlite_url: str) -> None:
    with creating(sqlite_url, SYSTEM_ACTOR) as tx:
        registry = seed(tx)
        assert tx.journal.head.number == 1
    assert len(registry.units) == 27
    assert progress(sqlite_url, SNAPSHOT, NOW).whole.total.cases == 0
