"""The report as JSON, against its published schema: what no shipped profile may show at the moment."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from fto_check.manuals.schema import SCHEMAS
from fto_check.reasoning.findings import ConfidenceKind, StepRule
from fto_check.runs.report import ProfileReport, Report
from fto_check.views.check.json import render
from tests.reasoning.lines import STATUTE, check

SCHEMA: dict[str, Any] = json.loads((SCHEMAS / "report-1.schema.json").read_text(encoding="utf-8"))
OLD = "A1 1999 #bomb +explosive_or_firearm +endangerment"
RAID = "A1 2023 #raid +explosive_or_firearm +endangerment"


def report(*lines: str) -> dict[str, Any]:
    found = check(*lines)
    made = Report("0", found.as_of, None, STATUTE, found.version, (ProfileReport("x", found),))
    data: dict[str, Any] = json.loads(render(made))
    jsonschema.Draft202012Validator(SCHEMA).validate(data)
    criteria: dict[str, Any] = {criterion["id"]: criterion for criterion in data["profiles"][0]["criteria"]}
    return criteria


def node(parent: dict[str, Any], name: str) -> dict[str, Any]:
    parts: list[dict[str, Any]] = [*parent["nodes"], *([parent["unless"]] if "unless" in parent else [])]
    found = (part if part["id"] == name else node(part, name) for part in parts)
    return next((part for part in found if part), {})


def test_the_schema_has_every_rule_of_a_step_and_every_reason_of_confidence() -> None:
    assert {*SCHEMA["$defs"]["step"]["properties"]["rule"]["enum"]} == {str(rule) for rule in StepRule}
    kinds = SCHEMA["$defs"]["confidence_reason"]["properties"]["kind"]["enum"]
    assert kinds == [str(kind) for kind in ConfidenceKind]


def test_what_keeps_a_part_in_the_present() -> None:
    activity = report(OLD, "B2@court 2023 #raid +assassination")["terrorist_activity"]
    assert node(activity, "engages_in_listed_act")["kept_alive"] == [{"item": "e1", "origin": "court"}]
    assert "kept_alive" not in node(report(OLD)["terrorist_activity"], "engages_in_listed_act")


@pytest.mark.parametrize(
    ("lines", "name", "rule"),
    [
        ([f"{RAID} ~unlawful"], "explosive_or_firearm", "clouded"),
        ([OLD, f"{RAID} ~unlawful"], "engages_in_listed_act", "fresh"),
    ],
)
def test_the_steps_of_disputed_facts(lines: list[str], name: str, rule: str) -> None:
    steps = node(report(*lines)["terrorist_activity"], name)["steps"]
    assert rule in [step["rule"] for step in steps]


def test_a_reading_that_would_change_the_answer() -> None:
    firm = [f"A1@{origin} 2023 +foreign_base" for origin in ("one", "two", "three")]
    foreign = report(*firm, "C3 2023 ~foreign_base")["foreign"]
    assert (foreign["status"], foreign["confidence"]) == ("met", "moderate")
    assert foreign["confidence_reason"] == {"kind": "reading", "ids": ["foreign_base"]}


def test_a_branch_all_of_whose_parts_stand_elsewhere_names_them() -> None:
    retained = node(report(RAID)["terrorist_activity"], "retained_for_listed_acts")
    assert (retained["nodes"], retained["combine"], retained["for"]) == ([], "all_of", None)
    assert [part["id"] for part in retained["also"]] == ["kind", "unlawful", "attributable"]
