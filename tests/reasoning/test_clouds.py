"""Clouding: what rests on facts that are disputed themselves is contested at best."""

from __future__ import annotations

import pytest

from fto_check.reasoning.reasons import Code, because
from tests.reasoning.lines import check, status

BOMB = "A1 2023-01-01 #raid +explosive_or_firearm +endangerment"
TERROR = "A1 2023-01-01 #raid +premeditated +politically_motivated +violence +noncombatant_targets"
SOMEBODYS = "A1 2023-01-01 #raid *splinter +explosive_or_firearm +endangerment"


def activity(*lines: str) -> str:
    return status("terrorist_activity", *lines)


# -- a labelled dispute of an assumed part -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "lines",
    [
        [f"{BOMB} ~unlawful"],
        [BOMB, "A1 2023 #raid ~unlawful"],
        [f"{BOMB} ~commits_or_incites"],
        [f"{TERROR} ~subnational_or_clandestine"],
        [f"{SOMEBODYS} !denied ~attributable"],
        [SOMEBODYS, "A1 #raid ~attributable"],
    ],
)
def test_a_labelled_dispute_of_an_assumed_part_leaves_its_act_contested(lines: list[str]) -> None:
    assert activity(*lines) == "contested"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([BOMB], "met"),
        ([BOMB, "C2 #raid ~unlawful"], "met"),
        ([BOMB, "A1 #other ~unlawful"], "met"),
        ([BOMB, "A1 ~unlawful"], "contested"),
        ([f"{BOMB} +planning ~commits_or_incites"], "met"),
        ([f"{TERROR} ~unlawful"], "met"),
        ([SOMEBODYS, "A1 #raid +attributable"], "met"),
    ],
)
def test_what_is_near_it_stays(lines: list[str], expected: str) -> None:
    """A weak dispute, one of another act, one without a label; another way is met; a part that the route has not."""
    assert activity(*lines) == expected


def test_whose_act_it_was_is_contested_where_it_is_only_disputed() -> None:
    assert status("attributable", SOMEBODYS, "A1 #raid ~attributable") == "contested"


# -- in the pool -------------------------------------------------------------------------------------------------------

SIEGE = "B2 2023 #siege +explosive_or_firearm +endangerment"
STRONG, WEAK = "B2 2023 +explosive_or_firearm +endangerment", "C3 2023 #raid +explosive_or_firearm +endangerment"


def test_weak_facts_of_a_clouded_incident_count_in_no_more_than_a_contested_answer() -> None:
    assert activity(STRONG, WEAK, "A1 2023 #raid ~unlawful") == "contested"
    weak = check(STRONG, WEAK, "A1 2023 #raid ~unlawful").findings["endangerment"].evidence[1]
    assert weak.counted
    assert weak.note == because(Code.CLOUDED, "raid")


def test_weak_facts_of_an_incident_that_nothing_clouds_count_in_full() -> None:
    assert activity(STRONG, WEAK) == "met"
    assert activity(STRONG, WEAK, "C3 2023 #raid ~unlawful") == "met"


@pytest.mark.parametrize(("label", "expected"), [("#raid", "met"), ("#other", "contested")])
def test_where_another_way_is_met_for_the_act_the_dispute_of_the_assumed_way_is_idle(label: str, expected: str) -> None:
    for strong in (STRONG, SIEGE):
        assert activity(strong, WEAK, "A1 2023 #raid ~commits_or_incites", f"A1 2023 {label} +planning") == expected


def test_of_two_disputes_neither_decides_alone() -> None:
    def falls(*disputes: str) -> list[str]:
        return [*check(BOMB.replace("A1", "A1@act"), *disputes).criteria[1].falls_to]

    one, other = "A1@one 2023 #raid ~unlawful", "A1@other 2023 #raid ~attributable"
    assert falls(one) == ["act", "one"]
    assert falls(one, other) == falls(other, one) == ["act"]
    pooled = [SIEGE.replace("B2", "B2@siege"), WEAK.replace("C3", "C3@raid")]
    assert [*check(*pooled, one).criteria[1].falls_to] == ["one", "raid", "siege"]
    for both in ((one, other), (other, one)):
        assert [*check(*pooled, *both).criteria[1].falls_to] == ["raid", "siege"]


def test_an_undisputed_incident_still_carries() -> None:
    assert activity(f"{BOMB} ~unlawful", "A1 2023 #killing +assassination") == "met"


def test_a_dispute_of_an_ordinary_element_clouds_that_element_of_its_incident() -> None:
    assert status("endangerment", BOMB, "A1 2023 #raid ~endangerment") == "contested"
    assert status("endangerment", BOMB, "A1 2023 #raid ~endangerment", "A1 2023 +endangerment") == "met"


# -- denials -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("denial", ["!denied", "!acquitted", "!denied *splinter"])
def test_what_a_denial_disputes_counts_as_a_dispute_whoever_acted(denial: str) -> None:
    assert status("endangerment", BOMB, f"A1 2023 #raid {denial} ~endangerment") == "contested"
    assert activity(BOMB, f"A1 2023 #raid {denial} ~endangerment") == "contested"


def test_what_nobody_is_named_for_disputes_nothing() -> None:
    assert status("endangerment", BOMB, "A1 2023 #raid !unattributed ~endangerment") == "met"


@pytest.mark.parametrize("label", ["", "#raid "])
def test_a_denial_alone_makes_no_act(label: str) -> None:
    assert activity(f"A1 2023 {label}!denied ~assassination") == "not_established"


def test_a_dispute_alone_is_support() -> None:
    assert activity("A1 2023 #raid ~assassination") == "contested"


# -- exceptions --------------------------------------------------------------------------------------------------------


def test_a_disputed_exception_clouds_what_stands_under_it() -> None:
    weak = [STRONG, WEAK, "A1 2023 #raid ~personal_monetary_gain"]
    assert activity(*weak) == "contested"
    assert activity(STRONG, WEAK, "C3 2023 #raid ~personal_monetary_gain") == "met"


def test_an_exception_that_is_disputed_of_one_act_leaves_another() -> None:
    assert activity(BOMB, "A1 2023 #raid ~personal_monetary_gain", "A1 2023 #killing +assassination") == "met"


# -- what another actor's item disputes --------------------------------------------------------------------------------


def test_what_another_actor_s_item_disputes_clouds_that_actor_s_facts() -> None:
    wing = ["A1 2023 #raid *wing +assassination", "A1 *wing +attributable"]
    assert activity(*wing) == "met"
    assert activity(*wing, "A1 2023 #raid *wing ~unlawful") == "contested"


def test_what_another_actor_s_item_disputes_leaves_the_organization_s_facts() -> None:
    wing = ["A1 *wing +attributable", "A1 2023 #raid *wing ~unlawful"]
    assert activity(BOMB, *wing) == "met"


@pytest.mark.parametrize("act", ["A1 2023 #raid *wing +assassination", "A1 2023 *wing +assassination"])
@pytest.mark.parametrize("part", ["assassination", "unlawful", "attributable"])
def test_without_a_label_it_clouds_all_the_facts_of_that_actor(act: str, part: str) -> None:
    owned, dispute = "A1@court *wing +attributable", f"A1@press 2023 *wing ~{part}"
    assert activity(act, owned) == "met"
    shown = part == "attributable"  # by the court, whatever the press disputes
    assert activity(act, owned, dispute) == ("met" if shown else "contested")
    assert activity(act, owned, dispute.replace("wing", "rival"), "A1 *rival +attributable") == "met"
    assert activity(act.replace(" *wing", ""), owned, dispute) == "met"


def test_of_two_disputes_of_one_part_neither_decides_alone() -> None:
    lines = [BOMB.replace("A1", "A1@act"), "A1@one 2023 #raid ~unlawful", "A1@other 2023 #raid ~unlawful"]
    assert [*check(*lines).criteria[1].falls_to] == ["act"]
