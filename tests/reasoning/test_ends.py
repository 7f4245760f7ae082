"""An end of a part in the present tense, and conduct that is resumed."""

from __future__ import annotations

from datetime import date

import pytest

from fto_check import assess
from fto_check.reasoning.assessment import assess_with_days
from fto_check.reasoning.days import Day, judge_days
from fto_check.reasoning.findings import KeptAlive
from tests.reasoning.lines import STATUTE, check, profile_of, status

DAY, LISTED = "2010-01-01", "engages_in_listed_act"
WAR = "A1 1976/2009 +explosive_or_firearm +endangerment"
END = "A1 2009-05-18 -engages_in_listed_act -capability"


def engages(*lines: str, day: str = DAY) -> str:
    return status("engages_in_listed_act", *lines, day=day)


def bomb(day: str) -> str:
    return f"A1 {day} #bomb +explosive_or_firearm +endangerment"


def test_an_end_closes_what_came_before() -> None:
    """A war that is told to have lasted into the year of the end lasted until then."""
    assert engages(WAR, END) == "not_met"
    assert engages(bomb("2009-03-01"), END) == "not_met"


def test_the_latest_end_counts_and_an_act_of_its_first_day_came_before_it() -> None:
    earlier = END.replace("2009-05-18", "2007-01-01")
    for ends in ([END, earlier], [earlier, END]):
        assert engages(bomb("2008-03-01"), *ends) == "not_met"
        assert engages(bomb("2009-07-01"), *ends) == "contested"
    assert engages(bomb("2009-05-18"), END) == "not_met"
    assert engages(bomb("2009-05-19"), END) == "contested"


def test_ends_of_one_day_are_weighed_together_and_with_later_ones() -> None:
    def end(grade: str, day: str) -> str:
        return f"{grade} {day} -engages_in_listed_act -capability"

    act = bomb("2008-03-01")
    assert engages(act, end("B2", "2009-05-18")) == "met"
    assert engages(act, end("B2", "2009-05-18"), end("C3", "2009-05-18")) == "not_met"
    for both in (
        (end("B2", "2009-05-18"), end("C3", "2007-01-01")),
        (end("C3", "2007-01-01"), end("B2", "2009-05-18")),
    ):
        assert engages(act, *both) == "contested", "together they end in 2007, before the act"
        assert engages(bomb("2006-03-01"), *both) == "not_met"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([bomb("2009-07-01"), END], "contested"),
        (["A1 1976/2009-10 +explosive_or_firearm +endangerment", END], "contested"),
        ([bomb("2009-03-01"), "A1 2009-05-18 -engages_in_listed_act"], "contested"),
        ([bomb("2009-03-01"), "A1 2009-05-18 -capability"], "met"),
        ([bomb("2009-03-01"), "B2 2009-05-18 -engages_in_listed_act -capability"], "met"),
        ([bomb("2009-03-01"), "A1 ../2009-05-18 -engages_in_listed_act -capability"], "contested"),
        ([bomb("2009-03-01"), "A1 #bomb 2009-05-18 -engages_in_listed_act -capability"], "contested"),
    ],
)
def test_what_is_no_end_closes_nothing(lines: list[str], expected: str) -> None:
    """Conduct that begins after it; a lull; what is not carried; an open beginning; the word on one act."""
    assert engages(*lines) == expected


def test_an_end_is_pooled_from_the_part_and_the_branches_above_it() -> None:
    halves = ["B2 2009-05-18 -engages_in_listed_act -capability", "C3 2009-06-01 -terrorist_activity -intent"]
    assert engages(bomb("2009-03-01"), *halves) == "not_established", "what came before is old; neither half refutes"
    assert engages(bomb("2009-07-01"), *halves) == "met"


def test_after_an_end_acts_are_weighed_one_by_one() -> None:
    few = ["B2 2009-06-01 #one +assassination", "C3 2009-07-01 #two +assassination"]
    halves = ["B2 2009-05-18 -engages_in_listed_act -capability", "C3 2009-05-18 -terrorist_activity -intent"]
    assert engages(*few) == "met"
    assert engages(*few, *halves) == "not_established"


def test_support_ends_without_a_word_on_capability() -> None:
    given = "A1 2009-03-01 #group +support_to_organization +supported_is_designated"
    name = "supports_designated_organization"
    assert status(name, given, day=DAY) == "met"
    assert status(name, given, f"A1 2009-05-18 -{name}", day=DAY) == "not_met"


def test_an_act_after_an_end_counts_on_each_of_many_days() -> None:
    """And is kept in the present by itself: what came before the end keeps nothing."""
    later = "A1@late 2010-03-01 #late +assassination"
    profile = profile_of(WAR, END, later)
    days: dict[Day, tuple[str, ...]] = {(date(year, 6, 1), None): (LISTED,) for year in range(2006, 2013)}
    found = judge_days(profile, STATUTE, days)
    assert [str(found[day].statuses[LISTED]) for day in days] == [
        engages(WAR, END, later, day=f"{day[0]}") for day in days
    ]
    assert assess_with_days(profile, STATUTE, date(2009, 6, 1), None, days)[1] == found
    kept = check(WAR, END, later, day="2011-01-01").findings[LISTED].kept_alive
    assert kept == (KeptAlive("e2", "late"),)


@pytest.mark.parametrize("last", ["early", "late"])
def test_an_open_range_reaches_to_the_last_of_the_sources_that_tell_of_it(last: str) -> None:
    """Both go back to one origin; the end lies between them."""
    published = {"s0": {"published": "2008"}, "s2": {"published": "2009-12"}}
    profile = profile_of("A1@one 1976/.. +explosive_or_firearm +endangerment", END, "A1@one", **published)
    sources = profile.evidence["e0"].sources + profile.evidence["e2"].sources
    both = sources if last == "late" else sources[::-1]
    told = {"e0": profile.evidence["e0"].model_copy(update={"sources": both}), "e1": profile.evidence["e1"]}
    for evidence, expected in ((told, "contested"), ({**told, "e0": profile.evidence["e0"]}, "not_met")):
        found = assess(profile.model_copy(update={"evidence": evidence}), STATUTE, date.fromisoformat(DAY))
        assert str(found.status_of(LISTED)) == expected


# -- resumed conduct ---------------------------------------------------------------------------------------------------

RESUMED = "A1 1996-06-15 #bomb +explosive_or_firearm +endangerment"


def test_a_ceasefire_that_is_over_does_not_count_against_the_bombs_after_it() -> None:
    assert engages(RESUMED, "A1 1994-08/1996-02 -engages_in_listed_act", day="1997-10-08") == "met"


@pytest.mark.parametrize(
    ("conduct", "ceasefire"),
    [
        (RESUMED, "1994-08/.."),
        (RESUMED, "1994-08/1996-07"),
        (f"{RESUMED} ~unlawful", "1994-08/1996-02"),
        (RESUMED, "1996-02"),
    ],
)
def test_a_ceasefire_counts_that_is_said_to_hold_or_after_which_nothing_undisputed_came(
    conduct: str, ceasefire: str
) -> None:
    assert engages(conduct, f"A1 {ceasefire} -engages_in_listed_act", day="1997-10-08") == "contested"


OLD, CEASEFIRE = "A1 1994-01 #old +explosive_or_firearm +endangerment", "A1 1994-08/1996-02 -engages_in_listed_act"


@pytest.mark.parametrize(
    ("conduct", "expected"),
    [
        ([bomb("1996-03-01")], "met"),
        ([bomb("1996-02-29")], "contested"),
        ([OLD], "contested"),
        ([RESUMED, "A1 +fundraising"], "met"),
        ([OLD, "A1 +fundraising"], "contested"),
        ([RESUMED, "C3 1996-07 +fundraising"], "met"),
        (["C3 1996-07 +explosive_or_firearm", RESUMED], "met"),
        ([OLD, "C3 1996-06 +fundraising"], "contested"),
        ([OLD, "A1 1996-06 #other +explosive_or_firearm"], "contested"),
        ([OLD, f"{RESUMED} ~unlawful"], "contested"),
        (
            [OLD, "A1 1996 #bomb +explosive_or_firearm", "A1 1996 #bomb +endangerment ~explosive_or_firearm"],
            "contested",
        ),
    ],
)
def test_conduct_is_resumed_by_one_strong_act_that_qualifies_and_begins_after_the_last_day(
    conduct: list[str], expected: str
) -> None:
    assert engages(*conduct, CEASEFIRE, day="1997-10-08") == expected


@pytest.mark.parametrize(("other", "expected"), [("1990/1996-01", "met"), ("1990/1996-12", "contested")])
def test_each_ceasefire_is_looked_at_by_its_own_last_day(other: str, expected: str) -> None:
    both = [CEASEFIRE, f"A1 {other} -engages_in_listed_act"]
    for lines in (both, both[::-1]):
        assert engages(RESUMED, *lines, day="1997-10-08") == expected


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ([RESUMED, "A1 1996-06-15 #bomb +us_nationals"], "met"),
        (["A1 1996-06 +us_nationals +from_terrorist_activity"], "met"),
        (["A1 1996-06 +us_nationals"], "contested"),
        ([], "contested"),
    ],
)
def test_a_threat_is_resumed_by_what_is_linked(after: list[str], expected: str) -> None:
    before = [OLD, "A1 1994-01 #old +us_nationals", "A1 1994-08/1996-02 -threat"]
    assert status("threat", *before, *after, day="1997-10-08") == expected
