"""Retained capability and intent are for something: its acts, of whatever age, show of which sort."""

from __future__ import annotations

import pytest

from tests.reasoning.lines import status

ARMED = "A1 2023 +capability +intent"
BANK = "A1 2023 #bank +explosive_or_firearm +endangerment -politically_motivated"
BOMB = "A1 1995 #bomb +explosive_or_firearm +endangerment"
TERROR = "A1 2002 #bomb +violence +premeditated +politically_motivated +noncombatant_targets"


def retains(*lines: str) -> str:
    return status("retains_capability_and_intent", *lines)


@pytest.mark.parametrize(
    "lines",
    [
        [ARMED],
        [ARMED, f"{BANK} +personal_monetary_gain"],
        [ARMED, "A1 1995 #bomb +explosive_or_firearm", "A1 1995 #other +endangerment"],
        [ARMED, BOMB, "A1 1995 #bomb -attributable"],
    ],
)
def test_arms_and_a_will_alone_are_for_nothing_that_the_law_names(lines: list[str]) -> None:
    """Nothing is told of their acts; they rob for the loot; no act is of a listed kind, or none is their own."""
    assert retains(*lines) == "not_established"


@pytest.mark.parametrize(
    "lines",
    [
        [ARMED, BANK],
        [ARMED, BOMB],
        [ARMED, BOMB, "A1 2019/.. -engages_in_listed_act -engages_in_terrorism"],
        [ARMED, f"{BOMB} ~commits_or_incites"],
        [ARMED, TERROR],
        [ARMED, TERROR, "A1 2023 -engages_in_terrorist_activity -engages_in_terrorism"],
    ],
)
def test_arms_and_a_will_of_which_its_acts_show_what_they_are_for(lines: list[str]) -> None:
    """An old act will do, also in a truce with the arsenal kept; how it acted, and whether it does, is not asked."""
    assert retains(*lines) == "met"


def test_robbers_with_capability_and_intent_do_not_meet_the_criterion() -> None:
    assert status("terrorist_activity", ARMED, f"{BANK} +personal_monetary_gain") == "not_established"


def test_bombers_with_capability_and_intent_do() -> None:
    assert status("terrorist_activity", ARMED, BANK) == "met"


def test_what_it_retains_is_contested_where_its_acts_are() -> None:
    assert retains(ARMED, f"{BOMB} ~unlawful") == "contested"


def test_what_must_be_recent_is_capability_or_intent() -> None:
    old = "A1 2005 +capability +intent"
    assert retains(old, BOMB) == "not_established"
    assert retains(old, "A1 2023 #bomb +explosive_or_firearm +endangerment") == "not_established"
    assert retains(old, BOMB, "B2 2023 +intent") == "met"
