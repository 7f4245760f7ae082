"""The account of world 0: what the findings of nodes say beside their statuses."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from fto_check import assess
from fto_check.law.nodes import Rule
from fto_check.law.status import Weight
from fto_check.profile.models import Profile
from fto_check.reasoning.assessment import examine
from fto_check.reasoning.evidence import Reader, read_items
from fto_check.reasoning.findings import CitationFinding, NodeFinding, Side
from fto_check.reasoning.flips import find_trials
from fto_check.reasoning.reasons import Code, Reason, because
from fto_check.reasoning.rules import Grade
from tests.conftest import examples
from tests.reasoning.afresh import STATUTE, judged_afresh, without
from tests.reasoning.lines import check, profile_of
from tests.strategies import any_shape, days

ROUTES = STATUTE.with_rule(Rule.OVER_INCIDENTS)
BELOW_ROUTES = {node.id for route in ROUTES for node in route.walk()} - {route.id for route in ROUTES}
"""What is weighed on the evidence that gave its route the status; after a loss that may be other evidence."""


def test_what_is_named_only_by_an_item_that_does_not_count_falls_with_nothing() -> None:
    found = check("A4@one +foreign_base", "A1@two +capability").findings
    assert found["foreign_base"].evidence
    assert {name: falls for name in ("foreign", "foreign_base", "organized") if (falls := found[name].falls_to)} == {}
    assert [*found["capability"].falls_to] == ["two"]


def test_every_node_has_a_finding_on_every_day_law_or_not() -> None:
    """An exception too, to an element that is not law yet."""
    for version in STATUTE.versions:
        assert {*check(day=version.version.isoformat()).findings} == {*STATUTE.by_id}
    assert check(day="2001-10-25").status_of("knowledge_excused") is None


def test_what_is_not_law_has_its_provision_and_what_names_it_and_says_nothing_more() -> None:
    found = check("A1 +knowledge_excused", day="2001-10-25").findings
    (named,) = found["knowledge_excused"].evidence
    assert (named.item, named.side, named.counted, named.reason) == (
        "e0", Side.FOR, False, because(Code.NOT_LAW, date(2001, 10, 25)),
    )  # fmt: skip
    assert named.citations
    not_law = [one for one in found.values() if one.status is None]
    assert {"support_to_undesignated", "knowledge_excused"} <= {one.id for one in not_law}
    for one in not_law:
        node = one.node
        assert one == NodeFinding(
            node=node, citation=node.citation(date(2001, 10, 25)), status=None, for_=None, against=Weight.SILENT,
            disputed=False, assumed=False, stale=False, raised=False, steps=(), evidence=one.evidence,
            nodes=tuple(found[child.id] for child in node.nodes),
            unless=found[node.unless.id] if node.unless is not None else None,
        )  # fmt: skip


@pytest.mark.generated
@examples(100)
@given(any_shape, days)
def test_each_node_falls_with_the_origins_whose_loss_changes_it(profile: Profile, day: str) -> None:
    on = date.fromisoformat(day)
    examined = examine(profile, STATUTE, on)
    after = {origin: judged_afresh(without(profile, origin), on) for origin in examined.losses.origins}
    for name, found in examined.assessment.findings.items():
        if name not in BELOW_ROUTES and found.status is not None:
            falls = {origin: left[name] for origin, left in after.items() if left[name] is not found.status}
            assert found.falls_to == falls, name


# -- why an item does not count ----------------------------------------------------------------------------------------

ENDED = ("B2 2009-05-18 -engages_in_listed_act -capability", "C3 2009-05-18 -terrorist_activity -intent")
BOMB, OTHER = (
    "A1 2009-06-01 {} +explosive_or_firearm +endangerment",
    "C3 2009-07-01 #two +explosive_or_firearm +endangerment",
)


def unused(*lines: str) -> dict[str, list[tuple[str, Reason]]]:
    """Return, by node, the items that do not count at it, each with the reason."""
    found = check(*lines, day="2010-01-01").findings
    reasons = {name: [(one.item, one.reason) for one in node.evidence if one.reason] for name, node in found.items()}
    return {name: told for name, told in reasons.items() if told}


@pytest.mark.parametrize(("label", "incidents"), [("#one", ("one",)), ("", ())])
def test_what_belongs_to_another_incident_than_the_answer_rests_on_says_on_which(
    label: str, incidents: tuple[str, ...]
) -> None:
    """At an element, at the exception to one, and at a part that two routes share."""
    found = unused(BOMB.format(label), OTHER, "C3 #two +personal_monetary_gain", "A1 #two +attributable", *ENDED)
    elsewhere = because(Code.RESTS_ELSEWHERE, *incidents)
    assert found == {
        "explosive_or_firearm": [("e1", elsewhere)],
        "personal_monetary_gain": [("e2", elsewhere)],
        "endangerment": [("e1", elsewhere)],
        "attributable": [("e3", elsewhere)],
    }


def test_what_another_actor_s_item_disputes_or_owns_names_the_actor() -> None:
    found = unused(BOMB.format(""), "A1 *X +attributable", "A1 2009 *X ~explosive_or_firearm", "A1 2009 *X ~unlawful")
    assert found == {
        "explosive_or_firearm": [("e2", because(Code.CLOUDS, "x"))],
        "unlawful": [("e3", because(Code.CLOUDS, "x"))],
        "attributable": [("e1", because(Code.ONE_ACTOR_ONLY, "x"))],
    }
    assert unused("A1 2009 *X +assassination") == {"assassination": [("e0", because(Code.NOT_OWN_ACT))]}


def test_what_was_said_of_a_time_after_which_conduct_resumed_names_the_time() -> None:
    resumed = because(Code.RESUMED, "2009-01/2009-02")
    assert unused(BOMB.format("#one"), "A1 2009-01/2009-02 -engages_in_listed_act") == {
        "engages_in_listed_act": [("e1", resumed)],
    }
    harm = "A1 2009-06-01 #one +us_nationals"
    assert unused(BOMB.format("#one"), harm, "A1 2009-01/2009-02 -threat")["threat"] == [("e2", resumed)]
    assert unused(BOMB.format("#one"), harm, "A1 2009-01/2009-02 -us_nationals").get("us_nationals") is None


def test_each_citation_tells_where_it_points_and_how_it_is_graded() -> None:
    profile = profile_of("B2@one +foreign_base")
    item = profile.evidence["e0"]
    cited = item.sources[0].model_copy(update={"at": "p. 5"})
    profile = profile.model_copy(update={"evidence": {"e0": item.model_copy(update={"sources": (cited,)})}})
    (evidence,) = assess(profile, STATUTE, date(2010, 1, 1)).findings["foreign_base"].evidence
    assert evidence.citations == (CitationFinding("s0", "p. 5", "one", "B", 2, Grade.STRONG, None),)


def test_an_act_that_would_count_with_another_grade_is_none_as_it_is() -> None:
    """Whatever else is tried in the same walk, such as that grade."""
    lines = ["A1 2021/2023 +explosive_or_firearm +endangerment", "C4 2023 #raid +assassination"]
    profile, day = profile_of(*lines, "A1 2023 #raid +us_nationals"), date(2024, 1, 1)
    namings = read_items(profile, STATUTE, day, None)
    trials = find_trials(Reader(profile, STATUTE, day, None), namings, {})
    assert ("e1", "3") in {(trial.subject, trial.value) for trial in trials}
    found = examine(profile, STATUTE, day, more=[trial.scenario for trial in trials]).assessment
    assert found == assess(profile, STATUTE, day)
    assert found.findings["us_nationals"].evidence[0].reason == because(Code.INCIDENT_WITHOUT_ACT, "raid")
