"""The statuses through time as periods: where they begin, what turns them, what is blank before."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from fto_check import Status, assess, load_statute
from fto_check.reasoning.timeline import EventKind
from fto_check.record.entry import ListPeriod
from fto_check.record.reading import load_record
from fto_check.runs.course import Blank, Course, course_of
from tests.conftest import PROFILES, ROOT, load, slow_but
from tests.reasoning.afresh import judged_afresh
from tests.reasoning.lines import profile_of

STATUTE = load_statute()
DAY = date(2026, 11, 24)
LAW = date(1996, 4, 24)


def course(*lines: str, day: date = DAY, **organization: str) -> Course:
    return course_of(assess(profile_of(*lines, organization=organization), STATUTE, day))


def spans(found: Course, criterion: int) -> list[tuple[str, str, str]]:
    return [(str(one.first), str(one.until), str(one.status)) for one in found.lanes[criterion].periods]


def test_a_lane_begins_with_the_law_and_says_so() -> None:
    found = course("A1 +foreign_base")
    assert (found.begins, found.blank) == (LAW, Blank.NO_LAW)
    assert spans(found, 0) == [("1996-04-24", "2026-11-24", "met")]


def test_before_the_founding_a_lane_is_blank() -> None:
    found = course("A1 +foreign_base", "A1 2012-05-01 +hijacking_or_sabotage", founded="2009/2011")
    assert (found.begins, found.blank) == (date(2009, 1, 1), Blank.NOT_FOUNDED)
    assert all(lane.periods[0].first == date(2009, 1, 1) for lane in found.lanes)


def test_a_founding_before_the_law_leaves_the_law_as_the_beginning() -> None:
    assert course("A1 +foreign_base", founded="1976").blank is Blank.NO_LAW


def test_the_item_that_turns_a_status_is_named_in_its_lane_alone() -> None:
    found = course("A1 +foreign_base", "A1 2012-05-01 +hijacking_or_sabotage")
    assert [sorted(lane.turning) for lane in found.lanes] == [[], ["e1"], []]
    assert spans(found, 1) == [
        ("1996-04-24", "2012-05-01", "not_established"),
        ("2012-05-01", "2017-05-02", "met"),
        ("2017-05-02", "2026-11-24", "not_established"),
    ]
    kinds = [{event.kind for event in turn.events} for turn in found.turns]
    assert kinds == [{EventKind.LAW}, {EventKind.FACT}, {EventKind.AGE}]


def test_a_course_up_to_a_day_before_the_founding_has_one_moment() -> None:
    found = course("A1 +foreign_base", day=date(2000, 1, 1), founded="2009")
    assert [len(lane.periods) for lane in found.lanes] == [1, 1, 1]
    assert found.begins == date(2000, 1, 1)


def test_what_is_taken_as_given_holds_throughout() -> None:
    profile = profile_of("D5 +foreign_base")
    found = course_of(assess(profile, STATUTE, DAY, assumptions={"foreign_base": Status.MET}))
    assert [one.status for one in found.lanes[0].periods] == [Status.MET]


@pytest.mark.parametrize("path", slow_but(PROFILES, ROOT / "profiles/msf.yaml"), ids=lambda path: path.stem)
def test_the_periods_are_what_the_evidence_gives_on_their_days(path: Path) -> None:
    profile = load(path).profile
    found = course_of(assess(profile, STATUTE, DAY))
    for lane in found.lanes:
        for period in lane.periods:
            for day in (period.first, date.fromordinal(max(period.until.toordinal() - 1, period.first.toordinal()))):
                assert judged_afresh(profile, day)[lane.node.id] is period.status, (lane.node.id, day)
        assert lane.periods[-1].until == DAY
        assert all(one.until == other.first for one, other in zip(lane.periods, lane.periods[1:], strict=False))


def test_all_times_on_the_official_list_stand_beside() -> None:
    record = load_record()
    profile = load(ROOT / "profiles/farc.yaml").profile
    names = (profile.organization.name, *profile.organization.aliases)
    official = record.standing_of(profile.organization.record, names, DAY)
    (period,) = course_of(assess(profile, STATUTE, DAY), official).listed
    assert period == ListPeriod(date(1997, 10, 8), date(2021, 12, 1))
    early = record.standing_of(profile.organization.record, names, date(2000, 1, 1))
    assert early.periods == (ListPeriod(date(1997, 10, 8), None),)
    assert record.standing_of(profile.organization.record, names, date(1997, 1, 1)).periods == ()
