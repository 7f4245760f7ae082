"""The threat: which facts are linked to the terrorist activity, and what keeps them in the present."""

from __future__ import annotations

import pytest

from fto_check.manuals.wording import say
from tests.reasoning.lines import check, status

HOTEL = "A1 1999-05 #hotel +explosive_or_firearm +endangerment +us_nationals"
BARRACKS = "A1 2023-06-01 #barracks +explosive_or_firearm +endangerment"
KILLING = "A1 2023 #killing +assassination +us_nationals"


def threat(*lines: str) -> str:
    return status("threat", *lines)


def interest(*lines: str) -> str:
    return status("us_nationals", *lines)


# -- the present -------------------------------------------------------------------------------------------------------


def test_a_recent_act_that_touches_no_interest_does_not_freshen_an_old_death() -> None:
    assert threat(HOTEL, f"{BARRACKS} +from_terrorist_activity") == "not_established"


def test_a_recent_act_that_touches_one_does() -> None:
    assert threat(HOTEL, f"{BARRACKS} +us_nationals") == "met"
    assert threat(HOTEL, "B2 2023 #other +assassination +foreign_relations", BARRACKS) == "met"


def test_neither_does_one_that_touches_one_weakly() -> None:
    assert threat(HOTEL, BARRACKS, "C3 2023 #other +assassination +us_nationals") == "not_established"


def test_an_act_without_a_word_on_the_link_freshens_nothing_as_before() -> None:
    assert threat(HOTEL, BARRACKS) == "not_established"


# -- disputes ----------------------------------------------------------------------------------------------------------

HARM = "A1 2023 #hotel +explosive_or_firearm +endangerment +us_nationals"


def test_a_disputed_act_does_not_take_the_interest_from_an_undisputed_one() -> None:
    harm = "A1 2023 #b +us_nationals ~from_terrorist_activity"
    attack = "A1 2023 +attack_on_protected_person"
    assert threat(harm, attack) == "contested"
    assert threat(harm, attack, KILLING) == "met"


def test_opposition_to_the_disputed_act_does_not_raise_it() -> None:
    lines = ["A1 2023 #b +us_nationals ~from_terrorist_activity", "A1 2023 +attack_on_protected_person", KILLING]
    assert threat(*lines, "A1 2023 #b -us_nationals") == threat(*lines) == "met"


def test_what_another_actor_s_item_disputes_is_no_less_for_being_owned() -> None:
    """One more support, which says whose act it was, does not lower the status."""
    lines = [HARM, "A1 2023 #hotel *X ~us_nationals"]
    assert interest(*lines, "A1 2023 #hotel +attributable") == interest(*lines) == "met"


def test_what_the_organization_s_item_disputes_is_disputed() -> None:
    assert interest(HARM, "A1 2023 #hotel ~us_nationals") == "contested"
    assert interest(HARM, "A1 2023 #other ~us_nationals") == "met"


def test_harm_of_a_clouded_act_is_contested() -> None:
    assert interest(f"{KILLING} ~unlawful") == "contested"
    assert interest(KILLING, "A1 2023 #killing ~unlawful") == "contested"


def test_harm_of_a_clouded_act_whose_item_shows_the_link_itself_is_not() -> None:
    assert interest(f"{KILLING} +from_terrorist_activity ~unlawful") == "met"
    both = f"{KILLING} +premeditated +politically_motivated +violence +noncombatant_targets"
    assert interest(f"{both} ~unlawful") == "met", "another route is unclouded"


ACT, DEATH = "A1 2023 #raid *X +assassination", "A1 2023 #raid +us_nationals"
OWNED, DISOWNED = "A1@court *X +attributable", "A1@press *X -attributable"


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ([OWNED], "met"),
        ([OWNED, DISOWNED], "contested"),
        ([OWNED, DISOWNED, "A1 2023 #raid +assassination"], "met"),
        ([OWNED, "A1 2023 #raid *X ~unlawful"], "contested"),
        ([OWNED, "A1 *X ~unlawful"], "contested"),
        ([OWNED, "A1 2023 #other *X ~unlawful"], "met"),
        ([OWNED, "A1 *Y ~unlawful", "A1 *Y +attributable"], "met"),
        ([OWNED, "A1 *X ~unlawful", "A1 2023 #raid +assassination"], "met"),
        ([OWNED, "A1 2023 #raid ~assassination"], "met"),
    ],
)
def test_harm_of_another_s_act_is_as_open_as_that_it_is_the_organization_s(more: list[str], expected: str) -> None:
    """Disputes of an ordinary element do not reach the harm; those of an assumed part do, in the actor's acts only."""
    assert interest(ACT, DEATH, *more) == expected


@pytest.mark.parametrize(
    ("act", "dispute", "expected"),
    [
        ("A1 2023 #raid +explosive_or_firearm +endangerment", "A1 2023 #raid ~personal_monetary_gain", "contested"),
        ("A1 2023 #raid +explosive_or_firearm +endangerment", "A1 2023 #other ~personal_monetary_gain", "met"),
        ("A1 2023 #raid +explosive_or_firearm +endangerment", "B3 2023 #raid ~personal_monetary_gain", "met"),
        ("A1 2023 #raid +assassination +endangerment", "A1 2023 #raid ~personal_monetary_gain", "met"),
        ("A1 2023 #raid +explosive_or_firearm +endangerment", "A1 2023 #raid ~attributable", "contested"),
        ("A1 2023 #raid +explosive_or_firearm +endangerment", "A1 2023 #raid ~explosive_or_firearm", "met"),
    ],
)
def test_harm_is_as_open_as_an_exception_to_the_act_or_an_assumed_part_of_it(
    act: str, dispute: str, expected: str
) -> None:
    assert interest(act, DEATH, dispute) == expected


def test_a_dispute_of_the_link_of_one_incident_leaves_the_link_as_such() -> None:
    shown = "A1 2023 +us_nationals +from_terrorist_activity"
    assert status("from_terrorist_activity", shown, "A1 2023 #b ~from_terrorist_activity") == "met"
    assert status("from_terrorist_activity", shown, "A1 2023 *X ~from_terrorist_activity") == "met"
    assert status("from_terrorist_activity", shown, "A1 2023 ~from_terrorist_activity") == "contested"


def test_the_organization_s_item_disputes_the_harm_of_another_actor_s_act() -> None:
    lines = ["A1 2023 #raid +assassination", "A1 2023 #raid *X +us_nationals", OWNED]
    assert interest(*lines) == "met"
    assert interest(*lines, "A1 2023 #raid ~us_nationals") == "contested"
    assert interest(*lines, "A1 2023 #raid ~from_terrorist_activity") == "contested"


def test_an_item_that_disputes_the_link_of_its_own_interest_leaves_another_interest() -> None:
    lines = ["A1 2023 #raid +assassination", "A1 2023 #raid +foreign_relations"]
    assert status("foreign_relations", *lines, "A1 2023 #raid +us_nationals ~from_terrorist_activity") == "met"
    assert status("foreign_relations", *lines, "A1 2023 #raid ~from_terrorist_activity") == "contested"


def test_what_speaks_against_the_harm_of_an_incident_is_weighed_with_what_speaks_against_the_threat() -> None:
    lines, halves = [KILLING], ("B2 #killing -us_nationals", "C3 #killing -threat")
    assert [interest(*lines, half) for half in halves] == ["met", "met"]
    assert interest(*lines, *halves) == "contested"


# -- what is left out --------------------------------------------------------------------------------------------------

BOMBS = "A1 2021/2023 +explosive_or_firearm +endangerment"


def reason(*lines: str) -> str:
    found = check(*lines).findings["us_nationals"].evidence[0]
    assert found.reason is not None
    return say(found.reason)


def test_an_incident_of_which_only_the_harm_is_told_is_no_act_of_its_own() -> None:
    assert threat(BOMBS, "A1 2023 #hotel +us_nationals") == "not_established"
    said = reason(BOMBS, "A1 2023 #hotel +us_nationals")
    assert said == "not linked: the incident hotel has no act of its own in this file"


def test_an_incident_that_qualifies_or_a_source_that_says_so_makes_the_link() -> None:
    assert threat(BOMBS, "A1 2023 #hotel +us_nationals +assassination") == "met"
    assert threat(BOMBS, "A1 2023 +us_nationals +from_terrorist_activity") == "met"
    assert "from_terrorist_activity" in reason(BOMBS, "A1 2023 +us_nationals")


# -- facts of an incident whose harm is refuted ------------------------------------------------------------------------

BOMB, DEATHS = "A1 2023 #bomb +explosive_or_firearm +endangerment", "A1 2023 #bomb +us_nationals"
DENIAL, SIEGE = "A1 2023 #bomb -us_nationals", "A1 2023 #siege +assassination"
SET_ASIDE = "the incident bomb is set aside: the case against Security of US nationals is carried"


def accounts(*lines: str) -> list[str]:
    """Return how each item at the interest fares: nothing where it counts, else why it does not."""
    found = check(*lines).findings["us_nationals"].evidence
    return [say(one.reason) if one.reason is not None else "" for one in found]


def test_harm_that_is_refuted_of_its_incident_is_set_aside_for_that_of_another() -> None:
    other = "A1 2023 #siege +us_nationals"
    assert interest(BOMB, DEATHS, DENIAL, SIEGE, other) == "met"
    assert accounts(BOMB, DEATHS, DENIAL, SIEGE, other) == [SET_ASIDE, "it bears on the incident bomb only", ""]
    assert accounts(BOMB, DEATHS, "A1 2023 #bomb -threat", SIEGE, other) == [SET_ASIDE, ""]
    assert accounts(BOMB, DEATHS, "A1 2023 #siege -us_nationals") == ["", "it bears on the incident siege only"]


def test_where_the_refuted_incident_is_the_best_there_is_the_answer_rests_on_it() -> None:
    """It is contested, and both sides of it are shown; what is weaker, or no better, is left out."""
    weak = "C3 2023 #siege +us_nationals"
    assert interest(BOMB, DEATHS, DENIAL, SIEGE, weak) == "contested"
    assert accounts(BOMB, DEATHS, DENIAL, SIEGE, weak) == ["", "", "the answer rests on bomb"]
    assert accounts(BOMB, DEATHS, DENIAL, SIEGE, "A1 2023 #siege ~us_nationals")[0] == SET_ASIDE
    both = [BOMB, DEATHS, DENIAL, SIEGE, "A1 2023 #siege +us_nationals", "A1 2023 #siege -us_nationals"]
    assert accounts(*both)[:2] == ["", ""]
    assert interest(*both) == "contested"


def test_harm_that_is_disputed_is_left_out_where_more_rests_on_that_of_another_incident() -> None:
    clouds = "disputed in bomb, and more rests on the other facts"
    lines = [BOMB, DEATHS, SIEGE, "A1 2023 #siege +us_nationals", "A1 2023 #bomb ~us_nationals"]
    assert accounts(*lines) == [clouds, "", clouds]
