"""The present tense: what keeps an older pattern alive, and what does not."""

from __future__ import annotations

import pytest

from fto_check.manuals.wording import say
from fto_check.reasoning.findings import KeptAlive
from tests.reasoning.lines import check, status

OLD = "A1 1999-03-01 #bomb +explosive_or_firearm +endangerment"
OLD_TERROR = "A1 2002-03-01 #bomb +premeditated +violence +noncombatant_targets +politically_motivated"


def activity(*lines: str, day: str = "2024-01-01") -> str:
    return status("terrorist_activity", *lines, day=day)


@pytest.mark.parametrize(
    "lines",
    [
        [OLD, "C3 2023-04-01 +fundraising"],
        [OLD, "C3 2023-04-01 #raid +assassination"],
        [OLD, "C3 2023-04-01 #raid +assassination", "C3 2023-05-01 #other +assassination"],
        [OLD_TERROR, "C3 2023 +violence"],
        ["A1 2010 +capability +intent +explosive_or_firearm +endangerment", "C3 2023 +intent"],
    ],
)
def test_what_is_recent_and_weak_keeps_nothing_alive(lines: list[str]) -> None:
    assert activity(*lines) == "not_established"


@pytest.mark.parametrize(
    "lines",
    [
        [OLD, "B2 2023-04-01 +fundraising"],
        [OLD, "B2 2023-04-01 #raid +assassination"],
        [OLD_TERROR, "B2 2023 +violence"],
        ["A1 2010 +capability +intent +explosive_or_firearm +endangerment", "B2 2023 +intent"],
    ],
)
def test_one_strong_origin_of_recent_conduct_keeps_the_older_pattern_alive(lines: list[str]) -> None:
    assert activity(*lines) == "met"
    assert activity(lines[0]) == "not_established", "the old act alone"


@pytest.mark.parametrize(
    "lines",
    [
        [OLD_TERROR, "A1 2023 +politically_motivated"],
        [OLD_TERROR, "A1 2023 +premeditated"],
        [OLD_TERROR, "A1 2023 +subnational_or_clandestine"],
        [OLD, "A1 2023 +unlawful"],
        [OLD, "A1 2023 #bomb +attributable"],
    ],
)
def test_what_is_no_conduct_keeps_nothing_alive(lines: list[str]) -> None:
    assert activity(*lines) == "not_established"


@pytest.mark.parametrize("lines", [[OLD_TERROR, "A1 2023 +violence"], [OLD, "A1 2023 +endangerment"]])
def test_conduct_does(lines: list[str]) -> None:
    assert activity(*lines) == "met"


def test_what_is_in_the_present_through_a_disputed_act_only_is_contested() -> None:
    assert activity(OLD, "A1 2023 #raid +explosive_or_firearm +endangerment ~unlawful") == "contested"


def test_what_is_in_the_present_through_an_undisputed_act_is_met() -> None:
    assert activity(OLD, "A1 2023 #raid +explosive_or_firearm +endangerment") == "met"


# -- the words for it --------------------------------------------------------------------------------------------------


def limits(*lines: str) -> str:
    """Return what is said to limit the first item at the weapon."""
    found = check(*lines).findings["explosive_or_firearm"].evidence[0]
    assert found.note is not None
    return say(found.note)


def test_old_is_where_nothing_is_recent_and_thin_where_something_is() -> None:
    assert limits(OLD) == "weak here: nothing of it reaches into the last 5 years"
    assert limits(OLD, "A1 2023 +unlawful") == "weak here: nothing of it reaches into the last 5 years"
    thin = "weak here: what reaches into the last 5 years is too weak to keep it in the present"
    assert limits(OLD, "C3 2023 +fundraising") == thin


def test_what_keeps_a_part_alive_is_named() -> None:
    found = check(OLD, "B2@court 2023 #raid +assassination", "C3 2023 #raid +planning")
    assert found.findings["engages_in_listed_act"].kept_alive == (KeptAlive("e1", "court"),)
    assert [*found.criteria[1].falls_to] == ["court", "o0"], "all hangs on it, and on the old act"
    assert check(OLD).findings["engages_in_listed_act"].kept_alive == ()
