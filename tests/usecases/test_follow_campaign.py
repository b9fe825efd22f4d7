"""A campaign over its period: series and units agree with its targets, and reports draw its aim."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from landtrack.domain.question import Question, end_of_day
from landtrack.domain.scope import SYSTEM_SCOPE, Role
from landtrack.domain.targets.target import TargetBand
from landtrack.store.database import open_database
from landtrack.usecases.follow_campaign import MOST_POINTS, UnknownCampaign, campaign_days, follow_campaign
from landtrack.usecases.reports.contents import official_contents
from landtrack.usecases.sign_in import demo_account, scope_of

KEY = "cao-diem-2023"
DAY = date(2023, 11, 30)
BEGIN, DUE = date(2023, 10, 2), date(2023, 12, 31)


@pytest.fixture
def demo(each_demo_url):
    database = open_database(each_demo_url)
    yield database
    database.close()


def course(demo, day=DAY, scope=SYSTEM_SCOPE, frame=None):
    return follow_campaign(demo, scope, Question(day, end_of_day(day), frame), KEY)


def test_the_series_and_the_units_agree_with_the_target(demo):
    found = course(demo)
    (row,) = found.group.targets
    assert (found.band, found.last, found.frame) == (TargetBand.BEFORE, DAY, BEGIN)
    assert (found.series[0].day, found.series[-1].day) == (BEGIN, DAY)
    band = TargetBand.BEFORE.band
    assert [point.found.bands[band] for point in (found.series[0], found.series[-1])] == [row.opening, row.now]
    assert len(found.units) == 19
    assert sum(unit.now.cases for unit in found.units) == row.now.cases
    assert sum(unit.opening.resolved for unit in found.units) == row.opening.resolved
    assert [(line.since, line.due) for line in found.targets] == [(BEGIN, DUE)]


def test_it_ends_with_its_due_day_and_can_be_read_in_later_units(demo):
    found = course(demo, date(2024, 6, 30), frame=date(2025, 7, 1))
    assert (found.last, found.series[-1].day, len(found.units)) == (DUE, DUE, 5)
    assert sum(unit.now.cases for unit in found.units) == found.group.targets[0].now.cases


def test_before_its_first_day_there_is_only_the_aim(demo):
    question = Question(date(2023, 9, 1), end_of_day(DAY))
    found = follow_campaign(demo, SYSTEM_SCOPE, question, KEY)
    assert (found.series, found.units) == ((), ())


def test_before_it_was_announced_it_is_not_there(demo):
    day = BEGIN - timedelta(days=1)
    with pytest.raises(UnknownCampaign):
        course(demo, day)


def test_a_chair_sees_his_own_land_only(demo):
    found = course(demo, scope=scope_of(demo, demo_account(demo, Role.CHAIR).name))
    whole = course(demo)
    assert 0 < len(found.units) < len(whole.units)
    band = TargetBand.BEFORE.band
    assert found.series[-1].found.bands[band].cases == sum(unit.now.cases for unit in found.units)


@pytest.mark.parametrize(("span", "points"), [(0, 1), (1, 2), (7, 2), (89, 14), (365, MOST_POINTS + 1)])
def test_days_are_weeks_apart_and_end_with_the_last(span, points):
    last = BEGIN + timedelta(days=span)
    days = campaign_days(BEGIN, last)
    assert (days[0], days[-1], len(days)) == (BEGIN, last, points)
    assert days == sorted(set(days))


def test_a_campaign_of_many_years_keeps_its_picture_readable():
    assert len(campaign_days(date(2000, 1, 1), date(2030, 1, 1))) <= MOST_POINTS + 1


def test_the_official_report_draws_the_aim(demo):
    question = Question(DAY, end_of_day(DAY))
    with demo.reading() as view:
        (line,) = official_contents(view, SYSTEM_SCOPE, question).targets
        of_one_unit = official_contents(view, SYSTEM_SCOPE, question.for_unit("07288"))
    assert (line.since, line.due, line.aim) == (BEGIN, DUE, 398)
    assert of_one_unit.targets == ()
