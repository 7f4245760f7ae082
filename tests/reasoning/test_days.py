"""Many days at once: each is what the profile comes to when it is judged for that day alone."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fto_check import Status, assess
from fto_check.law.statute import OVERALL
from fto_check.profile.models import Profile
from fto_check.reasoning import days as many_days
from fto_check.reasoning.assessment import assess_with_days
from fto_check.reasoning.days import Day, judge_days
from fto_check.reasoning.engine import Walk
from fto_check.reasoning.evidence import Reader
from fto_check.reasoning.rules import is_recent, stale_from
from fto_check.reasoning.timeline import turns
from tests.conftest import examples
from tests.reasoning.afresh import NAMES, STATUTE, judged_afresh
from tests.reasoning.lines import profile_of
from tests.strategies import SHAPES, organizations

EVERY = (*STATUTE.by_id, OVERALL)
FIRST = STATUTE.versions[0].version
spread = st.dates(FIRST, date(2031, 12, 31))
telling = st.sampled_from([
    *(version.version for version in STATUTE.versions), date(2010, 5, 1), date(2015, 5, 2), date(2016, 3, 1),
    date(2023, 6, 1), date(2028, 6, 1), date(2028, 6, 2),
])  # fmt: skip
asked_days = st.lists(
    st.tuples(st.one_of(spread, telling), st.sampled_from([None, None, date(2012, 6, 1)])), min_size=1, max_size=12
)
shapes = pytest.mark.parametrize("shape", SHAPES)


def low_afresh(profile: Profile, day: Day) -> set[str]:
    criteria = assess(profile, STATUTE, *day).criteria
    return {one.id for one in criteria if one.status in (Status.MET, Status.NOT_MET) and one.rests_on}


@pytest.mark.generated
@shapes
@examples(60)
@given(st.data())
def test_each_day_is_the_profile_judged_for_it(shape: str, data: st.DataObject) -> None:
    """Every node below a criterion too, whichever view decides its route on that day; in one walk or in some."""
    profile = draw(shape, data)
    asked: list[Day] = data.draw(asked_days)
    with patch.object(many_days, "MOST_WORLDS", data.draw(st.sampled_from([1, 40, 10_000]))):
        found = judge_days(profile, STATUTE, dict.fromkeys(asked, EVERY))
        bare = judge_days(profile, STATUTE, dict.fromkeys(asked, NAMES), losses=False)
    for day in asked:
        fresh = judged_afresh(profile, *day)
        assert found[day].statuses == fresh, day
        assert found[day].low == low_afresh(profile, day), day
        assert bare[day] == ({name: fresh[name] for name in NAMES}, frozenset()), day


@pytest.mark.generated
@shapes
@examples(60)
@given(st.data())
def test_days_in_the_walk_of_an_assessment_change_neither(shape: str, data: st.DataObject) -> None:
    profile = draw(shape, data)
    (as_of, known_by), *days = data.draw(asked_days)
    asked: dict[Day, tuple[str, ...]] = dict.fromkeys(days, EVERY)
    assessment, answers = assess_with_days(profile, STATUTE, as_of, known_by, asked)
    assert assessment == assess(profile, STATUTE, as_of, known_by)
    assert answers == judge_days(profile, STATUTE, asked)


def draw(shape: str, data: st.DataObject) -> Profile:
    """Return a profile whose organization begins and ends on some days, or on none."""
    profile: Profile = data.draw(SHAPES[shape])
    organization = profile.organization.model_copy(update=_spans(data.draw(organizations)))
    return profile.model_copy(update={"organization": organization})


def _spans(organization: dict[str, str]) -> dict[str, Any]:
    made = Profile.model_validate({"organization": {"name": "A", **organization}, "sources": {}, "evidence": {}})
    return {name: getattr(made.organization, name) for name in ("founded", "dissolved")}


@pytest.mark.generated
@shapes
@examples(30)
@given(st.data())
def test_no_status_turns_on_a_day_that_is_not_looked_at(shape: str, data: st.DataObject) -> None:
    profile: Profile = data.draw(SHAPES[shape])
    found = turns(profile, STATUTE, date(2031, 12, 31))
    some = sorted(set(data.draw(st.lists(st.one_of(spread, telling), max_size=20))))
    asked: dict[Day, tuple[str, ...]] = {(day, None): NAMES for day in some}
    answers = judge_days(profile, STATUTE, asked, losses=False)
    for day in some:
        held = [turn for turn in found if turn.day <= day][-1]
        assert answers[day, None].statuses == held.statuses, (day, held)


def test_an_act_on_an_unknown_day_turns_a_status_when_it_is_known() -> None:
    assert _turns_of({"when": "/2016-03", "supports": ["foreign_base"]}) == [
        (FIRST, (f"{STATUTE.versions[0].short} takes effect",)),
        (date(2016, 3, 1), ("e: C.",)),
    ]


def test_a_listing_that_ends_turns_a_status() -> None:
    """The listing of whom it controls holds up to its last day."""
    found = _turns_of(
        {"when": "1999/2014", "supports": ["principal_designated"]},
        {"when": "1998", "supports": ["dominated_and_controlled", "foreign_base"]},
        {"when": "1998", "supports": ["explosive_or_firearm", "endangerment"], "incident": "i"},
    )
    assert [day for day, _ in found][-1] == date(2015, 1, 1)
    assert found[-1][1] == ("e has ended",)


def _turns_of(*items: dict[str, Any]) -> list[tuple[date, tuple[str, ...]]]:
    source = {"title": "T", "publisher": "P", "kind": "court", "reliability": "A", "published": "2025"}
    evidence = {
        name: {"claim": "C.", "credibility": "1", "sources": ["s"], **item}
        for name, item in zip("efg", items, strict=False)
    }
    made = Profile.model_validate({"organization": {"name": "A"}, "sources": {"s": source}, "evidence": evidence})
    return [(turn.day, turn.causes) for turn in turns(made, STATUTE, date(2026, 1, 1))]


@pytest.mark.parametrize("listed", ["1999/2014", "1999/9999-12-31"])
def test_a_listing_holds_to_its_last_day_in_a_walk_over_the_days_around_it(listed: str) -> None:
    profile = profile_of(
        f"A1 {listed} +principal_designated", "A1 1998 +dominated_and_controlled +foreign_base",
        "A1 1998 #bomb +explosive_or_firearm +endangerment",
    )  # fmt: skip
    asked: dict[Day, tuple[str, ...]] = {(date(2014, 12, 29) + timedelta(days=each), None): EVERY for each in range(6)}
    found = judge_days(profile, STATUTE, asked)
    for day in asked:
        assert found[day].statuses == judged_afresh(profile, *day), day
    ended = [found[day].statuses["dominated_by_designated"] is not Status.MET for day in asked]
    assert ended == [False] * 3 + [listed == "1999/2014"] * 3


def test_what_hangs_on_the_only_origin_there_is_is_low_on_each_day() -> None:
    asked: dict[Day, tuple[str, ...]] = {(date(year, 1, 1), None): NAMES for year in (2010, 2020)}
    found = judge_days(profile_of("A1@one +foreign_base"), STATUTE, asked)
    assert [answer.low for answer in found.values()] == [{"foreign"}] * 2


@pytest.mark.parametrize("day", ["2015-02-28", "2016-02-29", "2016-02-28", "2015-03-01", "2015-12-31", "2019-02-28"])
def test_a_fact_is_stale_from_the_first_day_on_which_it_is_not_recent(day: str) -> None:
    source = {"title": "T", "publisher": "P", "kind": "press", "reliability": "B"}
    item = {"claim": "C.", "credibility": "2", "when": day, "sources": ["s"], "supports": ["us_nationals"]}
    made = Profile.model_validate({"organization": {"name": "A"}, "sources": {"s": source}, "evidence": {"e": item}})
    stale = stale_from(date.fromisoformat(day))
    assert not is_recent(made.evidence["e"], made.sources["s"], stale)
    assert is_recent(made.evidence["e"], made.sources["s"], stale - timedelta(days=1))


def test_walks_and_readings_do_not_grow_with_the_days() -> None:
    """Two thousand days under one law are two walks of at most 10,000 worlds; an item is read three times."""
    source = {"title": "T", "publisher": "P", "kind": "press", "reliability": "B", "published": "2010"}
    act = {"claim": "C.", "credibility": "2", "when": "2010", "supports": ["us_nationals"], "incident": "i"}
    profile = Profile.model_validate({
        "organization": {"name": "A"}, "sources": {f"s{each}": source for each in range(5)},
        "evidence": {f"e{each}": {**act, "sources": [f"s{each}"]} for each in range(5)},
    })  # fmt: skip
    asked: dict[Day, tuple[str, ...]] = {
        (date(2009, 1, 1) + timedelta(days=each), None): NAMES for each in range(2_000)
    }
    counted: Counter[str] = Counter()
    begin, read = Walk.__init__, Reader.read

    def count_walk(walk: Walk, *given: Any) -> None:
        begin(walk, *given)
        counted["walks"] += walk._silence is not None

    def count_reading(reader: Reader, *given: Any) -> Any:
        counted["readings"] += 1  # before it is known, while it is recent, and once it is stale
        return read(reader, *given)

    with patch.object(Walk, "__init__", count_walk), patch.object(Reader, "read", count_reading):
        judge_days(profile, STATUTE, asked)
    assert counted == {"walks": 2, "readings": 5 * 3}
