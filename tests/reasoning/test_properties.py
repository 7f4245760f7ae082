"""What must hold of the reasoning whatever the evidence is (design: `Hold these as properties`)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fto_check import assess, load_statute
from fto_check.law.statute import OVERALL
from fto_check.reasoning.assessment import judge
from fto_check.reasoning.findings import Assessment
from fto_check.runs.report import ProfileReport, Report
from fto_check.views.check.json import render
from tests.conftest import examples
from tests.strategies import (
    Parts,
    any_parts,
    days,
    make_profile,
    one_act,
    oppositions,
    organizations,
    supports,
)

STATUTE = load_statute()
NAMES = (*(criterion.id for criterion in STATUTE.criteria), OVERALL)


def answer(parts: Parts, organization: Mapping[str, str], day: str, known_by: str | None = None) -> Assessment:
    known = date.fromisoformat(known_by) if known_by is not None else None
    return assess(make_profile(parts, organization), STATUTE, date.fromisoformat(day), known)


def statuses(parts: Parts, organization: Mapping[str, str], day: str) -> dict[str, int]:
    found = judge(make_profile(parts, organization), STATUTE, date.fromisoformat(day), None, NAMES)
    return {name: int(status) for name, (status, _) in found.items() if status is not None}


@pytest.mark.generated
@examples(400)
@given(any_parts, organizations, supports, days)
def test_more_support_never_lowers_a_status(
    parts: Parts, organization: dict[str, str], more: dict[str, Any], day: str
) -> None:
    """Support of an element, opposition to an exception, whose act it was."""
    before, after = statuses(parts, organization, day), statuses([*parts, more], organization, day)
    assert all(after[name] >= before[name] for name in NAMES), (before, after)


@pytest.mark.generated
@examples(400)
@given(any_parts, organizations, oppositions, days)
def test_more_opposition_never_raises_a_status(
    parts: Parts, organization: dict[str, str], more: dict[str, Any], day: str
) -> None:
    """Opposition to an element, dated opposition to a branch, support of an exception, whose act it was not."""
    before, after = statuses(parts, organization, day), statuses([*parts, more], organization, day)
    assert all(after[name] <= before[name] for name in NAMES), (before, after)


@pytest.mark.generated
@examples(400)
@given(one_act(), organizations, days)
def test_where_all_conduct_has_one_label_a_dispute_is_the_same_with_it_and_without(
    drawn: tuple[Parts, dict[str, Any]], organization: dict[str, str], day: str
) -> None:
    parts, dispute = drawn
    labelled = {**dispute, "item": {**dispute["item"], "incident": "act"}}
    assert statuses([*parts, dispute], organization, day) == statuses([*parts, labelled], organization, day)


@pytest.mark.generated
@examples(150)
@given(any_parts, organizations, days, st.randoms(use_true_random=False))
def test_the_order_of_a_file_never_matters(parts: Parts, organization: dict[str, str], day: str, random: Any) -> None:
    shuffled = list(parts)
    random.shuffle(shuffled)
    one, other = answer(parts, organization, day), answer(shuffled, organization, day)
    assert {name: found.status for name, found in one.findings.items()} == {
        name: found.status for name, found in other.findings.items()
    }
    assert [criterion.confidence for criterion in one.criteria] == [c.confidence for c in other.criteria]
    assert [criterion.incidents for criterion in one.criteria] == [c.incidents for c in other.criteria]


@pytest.mark.generated
@examples(150)
@given(any_parts.filter(bool), organizations, days, st.data())
def test_a_copy_of_the_same_origin_never_matters(
    parts: Parts, organization: dict[str, str], day: str, data: st.DataObject
) -> None:
    copy = data.draw(st.sampled_from(parts))
    one, other = answer(parts, organization, day), answer([*parts, copy], organization, day)
    assert {name: found.status for name, found in one.findings.items()} == {
        name: found.status for name, found in other.findings.items()
    }
    assert [criterion.confidence for criterion in one.criteria] == [c.confidence for c in other.criteria]


@pytest.mark.generated
@examples(150)
@given(any_parts, organizations, days, st.sampled_from([None, "2000-06-01", "2023-12-31"]))
def test_what_is_printed_rederives_the_status(
    parts: Parts, organization: dict[str, str], day: str, known_by: str | None
) -> None:
    assessment = answer(parts, organization, day, known_by)
    report = Report(
        "0", assessment.as_of, assessment.known_by, STATUTE, assessment.version, (ProfileReport("x", assessment),)
    )
    data = json.loads(render(report))["profiles"][0]
    found = {criterion["id"]: rederive(criterion) for criterion in data["criteria"]}
    required = {node.id: node.requires for node in STATUTE.criteria if node.requires is not None}
    for name, needs in required.items():
        found[name] = least(found[name], found[needs])
    assert found == {criterion["id"]: criterion["status"] for criterion in data["criteria"]}
    assert data["overall"] == least(*found.values())


ORDER = ["not_met", "not_established", "contested", "met"]
TABLE = {  # written out again on purpose: the printed table of the design, not the program's
    "carried": {"silent": "met", "suggested": "met", "carried": "contested"},
    "suggested": {"silent": "not_established", "suggested": "not_established", "carried": "not_met"},
    "silent": {"silent": "not_established", "suggested": "not_established", "carried": "not_met"},
}


def least(*statuses: str) -> str:
    return min(statuses, key=ORDER.index)


def rederive(node: dict[str, Any]) -> str:
    """Work a printed node's status out again from what is printed below it, and check each step on the way."""
    rules = [step["rule"] for step in node["steps"]]
    status = of_element(node, rules) if node["combine"] is None else of_branch(node)
    if "unless" in node:
        exception = rederive(node["unless"])
        status = least(status, {"met": "not_met", "contested": "contested"}.get(exception, "met"))
    if node["combine"] is not None and node["against"] == "carried":
        status = {"met": "contested", "not_established": "not_met"}.get(status, status)
    if "fresh" in rules:
        status = least(status, "contested")
    if "requires" not in rules:
        assert status == node["status"] == node["steps"][-1]["status"], node
    return status


def of_element(node: dict[str, Any], rules: list[str]) -> str:
    status = "met" if node["assumed"] else TABLE[node["for"]][node["against"]]
    assert not (node["assumed"] and node["against"] == "carried")
    return least(status, "contested") if node["disputed"] or "clouded" in rules else status


def of_branch(node: dict[str, Any]) -> str:
    """Work out a branch; of parts that stand elsewhere the status on the evidence of this branch is printed."""
    told = {part["id"]: rederive(part) for part in node["nodes"] if part["in_force"]}
    counted = [told[part["id"]] for part in node["nodes"] if part["in_force"] and part["raised"]]
    counted += [part["status"] for part in node.get("also", [])]
    if not counted:  # what is left out weighs nothing above, and has the status of what is touched of it
        assert not node["raised"]
        assert node["steps"][0]["status"] in {"not_established", *told.values()}
        return str(node["steps"][0]["status"])
    return (min if node["combine"] == "all_of" else max)(counted, key=ORDER.index)
