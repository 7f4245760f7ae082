"""The record of a run as JSON, version 1 (`schemas/report-1.schema.json`); every other format holds less."""

from __future__ import annotations

from datetime import date
from typing import Any

from fto_check.documents.dates import DateSpan
from fto_check.law.nodes import Version
from fto_check.law.statute import Statute
from fto_check.problems.problems import Problem
from fto_check.profile.models import Item, Organization, Source
from fto_check.reasoning.findings import CitationFinding, CriterionFinding, EvidenceFinding, NodeFinding
from fto_check.record.entry import OfficialStatus
from fto_check.runs.report import ProfileReport, Report
from fto_check.views import json_text

SCHEMA_VERSION = 1


def render(report: Report, *, quiet: bool = False) -> str:
    """Return the whole report as indented JSON; `quiet` leaves out nothing: a record is whole."""
    del quiet
    return json_text.document(as_data(report))


def as_data(report: Report) -> dict[str, Any]:
    """Return the report as plain data, in the form of the published schema."""
    return {
        **run_data(report.version, report.as_of, report.known_by, report.statute, report.law),
        "profiles": [profile_data(profile) for profile in report.profiles],
        "problems": [problem_data(problem) for problem in report.problems],
        "summary": dict(report.summary),
    }


def run_data(version: str, as_of: date, known_by: date | None, statute: Statute, law: Version) -> dict[str, Any]:
    """Return what holds for every profile of a run: the tool, the day, the law."""
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "fto-check", "version": version},
        "as_of": as_of.isoformat(),
        "known_by": _text(known_by),
        "law": {
            "id": statute.id,
            "version": law.version.isoformat(),
            "act": law.act,
            "short": law.short,
            "citation": statute.citation,
            "not_yet_law": [node.id for node in statute.not_yet_law(as_of)],
            "later": [
                {"version": later.version.isoformat(), "act": later.act, "short": later.short, "changed": later.changed}
                for later in statute.later_than(law)
            ],
        },
        "notice": statute.notice,
    }


def _text(value: object) -> str | None:
    return None if value is None else str(value)  # of a date, the day as ISO 8601 has it


def profile_data(report: ProfileReport) -> dict[str, Any]:
    """Return one profile: the answer node by node, and what the author gave."""
    assessment = report.assessment
    profile = assessment.profile
    return {
        "path": report.path,
        "organization": profile.organization.name,
        "overall": str(assessment.overall),
        "assumptions": {name: str(status) for name, status in assessment.assumptions.items()},
        "criteria": [_criterion(criterion) for criterion in assessment.criteria],
        "about": given_data(profile.organization, exclude={"name"}),
        "items": {item_id: given_data(item) for item_id, item in profile.evidence.items()},
        "sources": {
            source_id: {**given_data(source), "origin": profile.origin_of(source_id)}
            for source_id, source in profile.sources.items()
        },
        "record": official_data(report.record),
        "context": [item_id for item_id, item in profile.evidence.items() if item.is_context],
    }


def official_data(found: OfficialStatus | None) -> dict[str, Any] | None:
    """Return how an organization stands on the official list; None where no list was consulted."""
    if found is None:
        return None
    return {
        "id": found.entry.id if found.entry is not None else None,
        "status": _text(found.status),
        "since": _text(found.since),
        "until": _text(found.until),
        "list_as_of": found.list_as_of.isoformat(),
        **({"candidates": list(found.candidates)} if found.candidates else {}),
    }


def given_data(model: Organization | Item | Source, exclude: set[str] | None = None) -> dict[str, Any]:
    """Return the fields that the author gave, in JSON's types."""
    return {
        name: _plain(value)
        for name, value in vars(model).items()  # in the order of the model; going through the model itself is slow
        if value is not None and value not in ((), {}) and name not in (exclude or ())
    }


def _plain(value: Any) -> Any:
    kind = type(value)
    if kind in (str, int, bool):
        return value
    if isinstance(value, DateSpan | date | str):  # a word of an enumeration is a str
        return str(value)
    if kind is tuple:
        return [_plain(part) for part in value]
    return given_data(value) if hasattr(kind, "model_fields") else value


def _criterion(criterion: CriterionFinding) -> dict[str, Any]:
    data = node_data(criterion.finding)
    nodes, evidence = data.pop("nodes"), data.pop("evidence")
    return {
        "id": data.pop("id"),
        "status": data.pop("status"),
        "confidence": _text(criterion.confidence),
        "citation": data.pop("citation"),
        "settled": data.pop("settled"),
        "carried_by": {"route": criterion.route, "incidents": list(criterion.incidents)},
        "rests_on": list(criterion.rests_on),
        "flips": [{"origin": origin, "to": str(status)} for origin, status in criterion.falls_to.items()],
        **data,
        "evidence": evidence,
        "nodes": nodes,
    }


def node_data(finding: NodeFinding) -> dict[str, Any]:
    """Return a node with its steps, its evidence and its parts."""
    data: dict[str, Any] = {
        "id": finding.id,
        "label": finding.node.label,
        "status": _text(finding.status),
        "citation": finding.citation,
        "settled": finding.node.settled,
        "combine": finding.node.combine,
        "in_force": finding.status is not None,
        "raised": finding.raised,
        "assumed": finding.assumed,
        "disputed": finding.disputed,
        "stale": finding.stale,
        "for": _text(finding.for_),
        "against": str(finding.against),
        "steps": [{"rule": step.rule, "status": str(step.status), "because": step.because} for step in finding.steps],
        "evidence": [_evidence(found) for found in finding.evidence],
        "nodes": [node_data(child) for child in finding.nodes],
    }
    if finding.unless is not None:
        data["unless"] = node_data(finding.unless)
    if finding.also:
        data["also"] = [{"id": part.id, "status": _text(part.status)} for part in finding.also]
    if finding.view is not None:
        data["view"] = finding.view
        data["carriers"] = list(finding.carriers)
        data["incidents"] = [
            {"label": found.label, "qualifies": found.qualifies, "reason": found.reason} for found in finding.incidents
        ]
    return data


def _evidence(found: EvidenceFinding) -> dict[str, Any]:
    return {
        "id": found.item,
        "side": str(found.side),
        "counted": found.counted,
        "reason": found.reason,
        "note": found.note,
        "sources": [_citation(citation) for citation in found.citations],
    }


def _citation(found: CitationFinding) -> dict[str, Any]:
    return {
        "source": found.source,
        "at": found.at,
        "origin": found.origin,
        "reliability": found.reliability,
        "credibility": found.credibility,
        "grade": _text(found.grade),
        "reason": found.reason,
    }


MAX_EXCERPT = 500
"""A longer line is left out of the record: it would be most of it."""


def _excerpt(line: str | None) -> str | None:
    return line if line is not None and len(line) <= MAX_EXCERPT else None


def problem_data(problem: Problem) -> dict[str, Any]:
    """Return one problem and where it is."""
    return {
        "code": problem.code,
        "severity": str(problem.severity),
        "message": problem.message,
        "path": problem.location.path,
        "line": problem.location.line,
        "column": problem.location.column,
        "end_line": problem.location.end_line or problem.location.line,
        "end_column": problem.location.end_column or problem.location.column,
        "keys": problem.location.keys,
        "excerpt": _excerpt(problem.location.excerpt),
        "hint": problem.hint,
    }
