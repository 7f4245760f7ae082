"""What must hold of the reasoning whatever the evidence is (design: `Hold these as properties`)."""

from __future__ import annotations

import json
from datetime import date
from itertools import combinations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from fto_check import Status, assess, load_statute
from fto_check.law.nodes import Rule
from fto_check.reasoning.engine import Case
from fto_check.reasoning.findings import Assessment, CriterionFinding
from fto_check.reasoning.marks import read_items
from fto_check.reasoning.outcomes import Outcome
from fto_check.runs.report import ProfileReport, Report
from fto_check.views.check.json import render
from tests.conftest import examples
from tests.strategies import days, make_profile, oppositions, profiles, supports

STATUTE = load_statute()
Parts = list[dict[str, Any]]


def answer(parts: Parts, day: str, known_by: str | None = None) -> Assessment:
    known = date.fromisoformat(known_by) if known_by is not None else None
    return assess(make_profile(parts), STATUTE, date.fromisoformat(day), known)


def statuses(assessment: Assessment) -> dict[str, int]:
    found = {criterion.id: int(criterion.status) for criterion in assessment.criteria}
    return {**found, "overall": int(assessment.overall)}


@examples(400)
@given(profiles, supports, days)
def test_more_support_never_lowers_a_status(parts: Parts, more: dict[str, Any], day: str) -> None:
    before, after = statuses(answer(parts, day)), statuses(answer([*parts, more], day))
    assert all(after[name] >= before[name] for name in before), (before, after)


@examples(400)
@given(profiles, oppositions, days)
def test_more_opposition_never_raises_a_status(parts: Parts, more: dict[str, Any], day: str) -> None:
    before, after = statuses(answer(parts, day)), statuses(answer([*parts, more], day))
    assert all(after[name] <= before[name] for name in before), (before, after)


@examples(150)
@given(profiles, days, st.randoms(use_true_random=False))
def test_the_order_of_a_file_never_matters(parts: Parts, day: str, random: Any) -> None:
    shuffled = list(parts)
    random.shuffle(shuffled)
    one, other = answer(parts, day), answer(shuffled, day)
    assert {name: found.status for name, found in one.findings.items()} == {
        name: found.status for name, found in other.findings.items()
    }
    assert [criterion.confidence for criterion in one.criteria] == [c.confidence for c in other.criteria]
    assert [criterion.incidents for criterion in one.criteria] == [c.incidents for c in other.criteria]


@examples(150)
@given(profiles.filter(bool), days, st.data())
def test_a_copy_of_the_same_origin_never_matters(parts: Parts, day: str, data: st.DataObject) -> None:
    copy = data.draw(st.sampled_from(parts))
    one, other = answer(parts, day), answer([*parts, copy], day)
    assert {name: found.status for name, found in one.findings.items()} == {
        name: found.status for name, found in other.findings.items()
    }
    assert [criterion.confidence for criterion in one.criteria] == [c.confidence for c in other.criteria]


@examples(150)
@given(profiles, days, st.sampled_from([None, "2000-06-01", "2023-12-31"]))
def test_what_is_printed_rederives_the_status(parts: Parts, day: str, known_by: str | None) -> None:
    assessment = answer(parts, day, known_by)
    report = Report(
        "0", assessment.as_of, assessment.known_by, STATUTE, assessment.version, (ProfileReport("x", assessment),)
    )
    data = json.loads(render(report))["profiles"][0]
    found = {criterion["id"]: rederive(criterion) for criterion in data["criteria"]}
    required = {node.id: node.requires for node in STATUTE.criteria if node.requires is not None}
    for name, needs in required.items():
        found[name] = min(found[name], found[needs], key=ORDER.index)
    assert found == {criterion["id"]: criterion["status"] for criterion in data["criteria"]}
    assert data["overall"] == min(found.values(), key=ORDER.index)


# Enough opposition for something to be refuted.
disputed_profiles = st.builds(
    lambda parts, more: [*parts, *more], profiles, st.lists(st.one_of(oppositions, oppositions, supports), max_size=8)
)


def bare_case(parts: Parts, day: str, *lost: str) -> Case:
    """Return the case of what is left without some origins, made afresh."""
    on = date.fromisoformat(day)
    marks = [naming.mark for naming in read_items(make_profile(parts), STATUTE, on, None) if naming.mark is not None]
    left = (mark.without(frozenset(lost)) for mark in marks)
    return Case(STATUTE, on, [mark for mark in left if mark is not None])


def origins_of(case: Case) -> list[str]:
    return sorted({origin for mark in case.ledger.marks for origin, _, _ in mark.origins})


@examples(100)
@given(disputed_profiles, days)
def test_confidence_is_what_losing_every_one_and_two_origins_gives(parts: Parts, day: str) -> None:
    origins = origins_of(bare_case(parts, day))
    for criterion in answer(parts, day).criteria:

        def moves(*lost: str, found: CriterionFinding = criterion) -> bool:
            return bare_case(parts, day, *lost).judged(found.id).status is not found.status

        assert criterion.rests_on == tuple(origin for origin in origins if moves(origin))
        if criterion.status not in (Status.MET, Status.NOT_MET):
            assert criterion.confidence is None
        elif criterion.rests_on:
            assert criterion.confidence == "low"
        elif any(moves(*pair) for pair in combinations(origins, 2)):
            assert criterion.confidence == "moderate"
        else:
            assert criterion.confidence in ("moderate", "high")


@examples(200)
@given(disputed_profiles, days, st.data())
def test_a_case_after_a_loss_is_the_case_made_afresh(parts: Parts, day: str, data: st.DataObject) -> None:
    case = bare_case(parts, day)
    origins = origins_of(case)
    if not origins:
        return
    lost = data.draw(st.lists(st.sampled_from(origins), min_size=1, max_size=3, unique=True))
    twice = case.without(frozenset(lost[:1])).without(frozenset(lost[1:]))
    fresh = bare_case(parts, day, *lost)
    for after in (case.without(frozenset(lost)), twice, case.with_marks(fresh.ledger.marks)):
        assert len(after.ledger.marks) == len(fresh.ledger.marks)
        for criterion in STATUTE.criteria:
            assert shape(after.judged(criterion.id)) == shape(fresh.judged(criterion.id))


ROUTES = {node.id for node in STATUTE.with_rule(Rule.OVER_INCIDENTS)}


def shape(outcome: Outcome) -> object:
    """Return all that an outcome says, but for the marks behind it, and the view of a part that nothing is said of."""
    parts = [shape(part) for part in (*outcome.nodes, *outcome.also, *filter(None, (outcome.unless,)))]
    return (
        outcome.node.id, outcome.status, outcome.for_, outcome.against, outcome.disputed, outcome.stale, outcome.raised,
        outcome.view if outcome.node.id in ROUTES else None, outcome.steps, parts,
    )  # fmt: skip


ORDER = ["not_met", "not_established", "contested", "met"]
TABLE = {  # written out again on purpose: the printed table of the design, not the program's
    "carried": {"silent": "met", "suggested": "met", "carried": "contested"},
    "suggested": {"silent": "not_established", "suggested": "not_established", "carried": "not_met"},
    "silent": {"silent": "not_established", "suggested": "not_established", "carried": "not_met"},
}


def rederive(node: dict[str, Any]) -> str:
    """Work a printed node's status out again from what is printed below it, and check each step on the way."""
    rules = [step["rule"] for step in node["steps"]]
    if not node["nodes"]:
        status = TABLE[node["for"]][node["against"]]
        if node["assumed"]:
            assert node["against"] != "carried"
            status = "met"
        elif status != "met" and "assumed" in STATUTE.by_id[node["id"]].rules and node["against"] != "carried":
            status = "met"
        if (node["disputed"] or "link" in rules) and status == "met":
            status = "contested"
        assert status == node["status"], node
        return status
    parts = [
        rederive(part) if part["in_force"] else None for part in node["nodes"] if part["in_force"] and part["raised"]
    ]
    parts += [part["status"] for part in node.get("also", [])]
    known = [part for part in parts if part is not None]
    choose = min if node["combine"] == "all_of" else max
    status = choose(known, key=ORDER.index) if known else "not_established"
    if "unless" in node:
        exception = rederive(node["unless"])
        limit = {"met": "not_met", "contested": "contested"}.get(exception, "met")
        status = min(status, limit, key=ORDER.index)
    if node["against"] == "carried":
        status = {"met": "contested", "not_established": "not_met"}.get(status, status)
    if "link" in rules:
        status = min(status, "contested", key=ORDER.index)
    if "requires" not in rules:
        assert status == node["status"], node
    return status
