"""The reasoning, rule by rule, on a few lines of evidence each."""

from __future__ import annotations

import pytest

from fto_check.manuals.wording import say
from fto_check.reasoning.findings import EvidenceFinding
from tests.reasoning.lines import check, status


def why_not(found: EvidenceFinding) -> str:
    assert found.reason is not None
    return say(found.reason)


ATTACK = "A1 2023-01-01 #raid +explosive_or_firearm +endangerment"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["A1 +capability"], "met"),
        (["B2 +capability"], "not_established"),
        (["B2 +capability", "C3 +capability"], "met"),
        (["B2@one +capability", "B1@one +capability"], "not_established"),
        (["C2 +capability", "C2 +capability"], "not_established"),
        (["A1 +capability", "B2 -capability"], "met"),
        (["A1 +capability", "A1 -capability"], "contested"),
        (["B2 +capability", "A1 -capability"], "not_met"),
        (["A1 -capability"], "not_met"),
        (["D1 +capability"], "not_established"),
        (["A1 +capability", "B2 ~capability"], "contested"),
        (["A1 +capability", "C2 ~capability"], "met"),
        (["A1 2010 +capability"], "not_established"),
        (["A1 2010 +capability", "C3 2023 +capability"], "not_established"),
        (["A1 2010 +capability", "B2 2023 +capability"], "met"),
        (["A1 2010 +capability", "B2 2023 +intent"], "met"),
    ],
)
def test_an_element(lines: list[str], expected: str) -> None:
    assert status("capability", *lines) == expected


def test_an_element_is_assumed_until_the_case_against_it_is_carried() -> None:
    assert status("organized") == "met"
    assert check().findings["organized"].assumed
    assert status("organized", "B2 -organized") == "met"
    assert status("organized", "A1 -organized") == "not_met"
    assert status("organized", "A1 -organized", "A1 +organized") == "contested"
    assert status("organized", "B2 ~organized") == "contested"


def test_one_recent_act_keeps_an_older_pattern_alive() -> None:
    old = "A1 2010 #old +explosive_or_firearm +endangerment"
    assert status("engages_in_listed_act", old) == "not_established"
    assert check(old).findings["engages_in_listed_act"].stale
    assert status("engages_in_listed_act", old, "B2 2023 #new +assassination") == "met"
    assert status("engages_in_listed_act", old, "B2 2023 #new +planning") == "not_established", "it does not qualify"


def test_opposition_does_not_age() -> None:
    assert status("capability", "A1 1999 -capability") == "not_met"


def test_the_parts_must_be_of_the_same_conduct() -> None:
    two = ["A1 2023 #one +explosive_or_firearm", "A1 2023 #two +endangerment"]
    assert status("engages_in_listed_act", *two) == "not_established"
    assert status("engages_in_listed_act", two[0], "A1 2023 #one +endangerment") == "met"
    assert status("engages_in_listed_act", two[0], "A1 2023 +endangerment") == "met", "the organization as such"


def test_qualifying_incidents_are_weighed_together() -> None:
    one, two = "B2 2023 #one +assassination", "C2 2023 #two +assassination"
    assert status("engages_in_listed_act", one) == "not_established"
    found = check(one, two).findings["engages_in_listed_act"]
    assert (str(found.status), found.view, found.carriers) == ("met", "together", ("one", "two"))
    assert status("engages_in_listed_act", one, two, "A1 #two -attributable") == "not_established"


def test_opposition_to_an_incident_bears_on_that_incident_only() -> None:
    assert status("engages_in_listed_act", ATTACK, "A1 #other -explosive_or_firearm") == "met"
    assert status("engages_in_listed_act", ATTACK, "A1 #raid -explosive_or_firearm") == "contested"


def test_opposition_to_a_branch() -> None:
    assert status("terrorist_activity", ATTACK, "A1 -terrorist_activity") == "contested"
    assert status("terrorist_activity", "A1 -terrorist_activity") == "not_met"
    assert status("terrorist_activity", "B2 -terrorist_activity") == "not_established"


def test_the_exception_for_gain() -> None:
    assert status("engages_in_listed_act", ATTACK, "A1 #raid +personal_monetary_gain") == "not_established"
    assert status("armed", "A1 +personal_monetary_gain") == "not_met"
    assert status("engages_in_listed_act", ATTACK, "B2 +personal_monetary_gain") == "met", "an unknown purpose"
    assert status("engages_in_listed_act", ATTACK, "A1 ~personal_monetary_gain") == "contested"
    assert status("engages_in_listed_act", ATTACK, "A1 #raid ~personal_monetary_gain") == "contested"
    both = ["A1 #raid +personal_monetary_gain", "A1 #raid -personal_monetary_gain"]
    assert status("engages_in_listed_act", ATTACK, *both) == "contested"
    killing = "A1 2023 #killing +assassination"
    assert status("engages_in_listed_act", killing, "A1 +personal_monetary_gain") == "met", "no motive asked for"
    gas = "A1 2023 #gas +biological_chemical_or_nuclear +endangerment"
    assert status("engages_in_listed_act", gas, "A1 +personal_monetary_gain") == "met"


def test_evidence_for_the_exception_does_not_freshen() -> None:
    old = "A1 2010 #old +explosive_or_firearm +endangerment"
    assert status("engages_in_listed_act", old, "B2 2023 #old +personal_monetary_gain") == "not_established"


def test_an_act_of_somebody_else_must_be_shown_to_be_its_own() -> None:
    act = "A1 2023 #raid *splinter +assassination +us_nationals"
    found = check(act)
    assert str(found.status_of("engages_in_listed_act")) == "not_established"
    assert why_not(found.findings["assassination"].evidence[0]) == "not shown to be the organization's own act"
    shown = check(act, "A1 2023 #raid *splinter +attributable")
    assert (str(shown.status_of("engages_in_listed_act")), str(shown.status_of("us_nationals"))) == ("met", "met")
    assert [[*criterion.falls_to] for criterion in shown.criteria] == [[], ["o0", "o1"], ["o0", "o1"]], (
        "both are needed"
    )
    assert status("engages_in_listed_act", "A1 2023 #raid !denied +assassination") == "not_established"
    assert status("engages_in_listed_act", "A1 2023 #raid !charged +assassination") == "met"


def test_terrorism_must_be_its_own_too() -> None:
    act = "A1 2023 #raid +premeditated +politically_motivated +violence +noncombatant_targets"
    assert status("engages_in_terrorism", act) == "met"
    assert status("engages_in_terrorism", act, "A1 #raid -attributable") == "not_established"


def test_alternatives_that_nobody_raises_are_left_out() -> None:
    refuted = "A1 -engages_in_listed_act -engages_in_terrorism -retains_capability_and_intent"
    assert status("terrorist_activity", refuted) == "not_met"
    assert not check(refuted).findings["alias_of_designated"].raised
    assert status("terrorist_activity", refuted, "C3 +dominated_and_controlled") == "not_established"


def test_the_link() -> None:
    harm = "A1 2023 +us_nationals"
    assert status("threat", ATTACK, harm) == "not_established"
    reason = why_not(check(ATTACK, harm).findings["us_nationals"].evidence[0])
    assert reason == (
        "not linked to the terrorist activity: it takes the label of an incident that qualifies, or a source that says "
        "so (from_terrorist_activity)"
    )
    assert status("threat", ATTACK, f"{harm} +from_terrorist_activity") == "met"
    assert status("threat", ATTACK, f"{harm} ~from_terrorist_activity") == "contested"
    assert status("threat", f"{ATTACK} +us_nationals") == "met"
    assert status("threat", ATTACK, "A1 2023 #other +us_nationals") == "not_established"
    assert status("threat", f"{ATTACK} +us_nationals", "A1 -from_terrorist_activity") == "not_met"


def test_the_threat_is_at_most_what_the_activity_is() -> None:
    assert status("threat", "A1 2023 +us_nationals +from_terrorist_activity") == "not_established"
    assert status("threat", f"{ATTACK} +us_nationals", "A1 ~personal_monetary_gain") == "contested"


def test_a_contested_incident_leaves_the_threat_contested() -> None:
    attack = f"{ATTACK} +us_nationals"
    assert (
        status("threat", attack, "A1 #raid +personal_monetary_gain", "A1 #raid -personal_monetary_gain") == "contested"
    )
    assert status("threat", attack, "A1 #raid +personal_monetary_gain") == "not_established"


def test_a_listing_is_not_evidence_of_itself() -> None:
    listing = {"s0": {"kind": "listing"}}
    assert status("foreign_base", "A1 +foreign_base", **listing) == "not_established"
    assert status("principal_designated", "A1 +principal_designated", **listing) == "met"


def test_the_day_and_what_was_known() -> None:
    later = "A1 2023-01-01 +foreign_base"
    assert status("foreign_base", later, day="2022-12-31") == "not_established"
    assert status("foreign_base", later, day="2023-01-01") == "met", "known later: hindsight"
    assert status("foreign_base", later, day="2024-01-01", known_by="2023-05-31") == "not_established"
    assert status("foreign_base", later, day="2024-01-01", known_by="2023-06-01") == "met"


def test_what_was_not_law_is_shown_and_does_not_count() -> None:
    found = check("A1 +violence", day="2001-10-25").findings
    assert found["violence"].status is None
    assert why_not(found["violence"].evidence[0]) == "not an element of the law of 2001-10-25"


def test_confidence() -> None:
    def confidence(*lines: str) -> tuple[str, tuple[str, ...]]:
        criterion = check(*lines).criteria[0]
        return str(criterion.confidence), criterion.rests_on

    assert confidence("A1@one +foreign_base") == ("low", ("one",))
    assert confidence("A1@one +foreign_base", "B2@two +foreign_base") == ("moderate", ())
    three = ["A1@one +foreign_base", "B2@two +foreign_base", "B2@three +foreign_base"]
    assert confidence(*three) == ("high", ())
    assert confidence(*three, "C3@four -foreign_base") == ("moderate", ())
    assert confidence("C3 +foreign_base") == ("None", ())
    against = ("A1@one -foreign_base", "A1@two -foreign_base", "A1@three -foreign_base")
    assert confidence(*against) == ("high", ())
    assert confidence(*against, "C3@four +foreign_base") == ("moderate", ())
    assert confidence(*against, "C3@four +organized") == ("high", ()), "the answer does not rest on that"
    assert confidence(*three, "C3@four -organized") == ("moderate", ())


def test_its_own_name_as_actor_names_no_other() -> None:
    assert status("engages_in_listed_act", "A1 2023 #raid *G +assassination") == "met"
    assert status("engages_in_listed_act", "A1 2023 #raid *g +assassination") == "met"


def test_opposition_above_a_route_bears_on_its_incident() -> None:
    for name in ("engages_in_listed_act", "engages_in_terrorist_activity", "terrorist_activity"):
        assert status("terrorist_activity", ATTACK, f"A1 #raid -{name}") == "contested"
        assert status("terrorist_activity", ATTACK, f"A1 #other -{name}") == "met"


def test_a_dispute_of_the_link_disputes_only_the_interest() -> None:
    found = check(f"{ATTACK} +us_nationals ~from_terrorist_activity")
    assert str(found.status_of("terrorist_activity")) == "met"
    assert str(found.status_of("us_nationals")) == "contested"


def test_a_dispute_of_nothing_but_the_link_disputes_the_link() -> None:
    attack = f"{ATTACK} +us_nationals"
    assert status("from_terrorist_activity", attack, "A1 ~from_terrorist_activity") == "contested"
    assert status("threat", attack, "A1 ~from_terrorist_activity") == "contested"
    assert status("us_nationals", attack, "A1 #raid ~from_terrorist_activity") == "contested"
    assert status("us_nationals", attack, "A1 #other ~from_terrorist_activity") == "met"


def test_evidence_for_the_exception_counts_whoever_acted() -> None:
    gain = "A1 #raid !acquitted +personal_monetary_gain"
    assert status("engages_in_listed_act", ATTACK, gain) == "not_established"
    assert status("engages_in_listed_act", ATTACK, gain, "A1 #raid +attributable") == "not_established"


def test_opposition_to_an_interest_bears_on_its_incident() -> None:
    attack = f"{ATTACK} +us_nationals"
    for name in ("us_nationals", "endangered_interest", "threat"):
        assert status("threat", attack, f"A1 #other -{name}") == "met"
        assert status("threat", attack, f"A1 #raid -{name}") == "contested"
        assert status("threat", attack, f"A1 -{name}") == "contested"


PAID = "A1 2023 #gift +support_to_undesignated"
GANG = "A1 2023 +supported_engages"


@pytest.mark.parametrize(("label", "excused"), [("", "not_met"), ("#gift ", "not_established")])
def test_an_exception_to_an_element_limits_it(label: str, excused: str) -> None:
    """The defence for want of knowledge belongs to one element, and to no branch."""
    route = "supports_undesignated_organization"
    paid = PAID.replace("#gift ", label)
    assert status(route, paid, GANG) == "met"
    assert status(route, paid, GANG, f"A1 {label}+knowledge_excused") == excused
    assert status(route, paid, GANG, f"A1 {label}~knowledge_excused") == "contested"
    assert status(route, paid, GANG, f"B2 {label}~knowledge_excused") == "met", "it is not carried, so it has no effect"


def test_a_disputed_exception_to_an_element_clouds_its_incident_only() -> None:
    route = "supports_undesignated_organization"
    other = "A1 2023 #other +support_to_undesignated"
    disputed = "A1 #gift ~knowledge_excused"
    assert status(route, PAID, GANG, disputed, other) == "met"
    assert status(route, PAID, GANG, disputed, "B2 2023 #other +support_to_undesignated") == "contested"
