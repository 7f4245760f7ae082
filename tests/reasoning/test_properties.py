"""What must hold of the reasoning whatever the evidence is (design: `Hold these as properties`)."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fto_check import assess, load_statute
from fto_check.reasoning.findings import Assessment
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


@pytest.mark.generated
@examples(400)
@given(profiles, supports, days)
def test_more_support_never_lowers_a_status(parts: Parts, more: dict[str, Any], day: str) -> None:
    before, after = statuses(answer(parts, day)), statuses(answer([*parts, more], day))
    assert all(after[name] >= before[name] for name in before), (before, after)


@pytest.mark.generated
@examples(400)
@given(profiles, oppositions, days)
def test_more_opposition_never_raises_a_status(parts: Parts, more: dict[str, Any], day: str) -> None:
    before, after = statuses(answer(parts, day)), statuses(answer([*parts, more], day))
    assert all(after[name] <= before[name] for name in before), (before, after)


@pytest.mark.generated
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


@pytest.mark.generated
@examples(150)
@given(profiles.filter(bool), days, st.data())
def test_a_copy_of_the_same_origin_never_matters(parts: Parts, day: str, data: st.DataObject) -> None:
    copy = data.draw(st.sampled_from(parts))
    one, other = answer(parts, day), answer([*parts, copy], day)
    assert {name: found.status for name, found in one.findings.items()} == {
        name: found.status for name, found in other.findings.items()
    }
    assert [criterion.confidence for criterion in one.criteria] == [c.confidence for c in other.criteria]


@pytest.mark.generated
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
