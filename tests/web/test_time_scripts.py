"""The script behind the map through time, run by node: it counts what the server's table counts."""

from __future__ import annotations

from tests.web.test_scripts import run

STATUSES = ["open", "in_hand", "partly_resolved", "resolved", "excluded"]
# Three cases: found on day 0 and resolved on day 31; found on day 10 and excluded from day 20 to 25; gone on day 40.
FEED = {
    "first": "2020-01-01",
    "last": "2020-03-01",
    "statuses": STATUSES,
    "ids": [7, 8, 9],
    "lengths": [2, 3, 2],
    "days": [0, 31, 10, 20, 25, 5, 40],
    "states": [0, 3, 1, 4, 0, 2, 255],
}
BEGIN = 'const { Timeline } = await load("history/timeline.js"); const timeline = new Timeline(feed);'


def test_the_counts_of_a_day_are_those_of_its_cases() -> None:
    found = run(
        BEGIN
        + """return [0, 5, 10, 20, 25, 31, 40, timeline.last].map((day) => {
          const counts = timeline.countsOn(day);
          const single = feed.ids.map((id) => timeline.statusOf(id, day));
          return [day, counts, feed.statuses.map((_, number) => single.filter((one) => one === number).length)];
        });""",
        feed=FEED,
    )
    for day, counts, single in found:
        assert [counts[status] for status in STATUSES] == single, day
    by_day = {day: {status: count for status, count in counts.items() if count} for day, counts, _ in found}
    assert by_day == {
        0: {"open": 1},
        5: {"open": 1, "partly_resolved": 1},
        10: {"open": 1, "in_hand": 1, "partly_resolved": 1},
        20: {"open": 1, "partly_resolved": 1},
        25: {"open": 2, "partly_resolved": 1},
        31: {"open": 1, "resolved": 1, "partly_resolved": 1},
        40: {"open": 1, "resolved": 1},
        60: {"open": 1, "resolved": 1},
    }


def test_days_and_months_stay_within_the_time_that_is_played() -> None:
    found = run(
        BEGIN
        + """return [
          timeline.last, timeline.isoDay(0), timeline.isoDay(timeline.last),
          timeline.isoDay(timeline.monthsAway(30, 1)), timeline.monthsAway(30, -1), timeline.monthsAway(50, 1),
          timeline.dayOf("2019-05-05"), timeline.dayOf("2030-01-01"),
        ];""",
        feed=FEED,
    )
    # A month after 31 January is 29 February.
    assert found == [60, "2020-01-01", "2020-03-01", "2020-02-29", 0, 60, 0, 60]


def test_nothing_is_painted_again_while_nothing_changes() -> None:
    found = run(
        BEGIN
        + "return [[0, 4], [0, 5], [26, 30], [30, 31], [31, 30], [41, 60]].map(([a, b]) => timeline.differs(a, b));",
        feed=FEED,
    )
    assert found == [False, True, False, True, True, False]


def test_a_register_without_cases_plays_nothing() -> None:
    empty = {**FEED, "ids": [], "lengths": [], "days": [], "states": []}
    assert run(BEGIN + "return [timeline.countsOn(0).open, timeline.size];", feed=empty) == [0, 0]
