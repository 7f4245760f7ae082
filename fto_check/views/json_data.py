"""Plain data that several views in JSON share: nodes, problems, an author's fields, the official status."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from fto_check.documents.dates import DateSpan
from fto_check.manuals.wording import say
from fto_check.problems.problems import Problem
from fto_check.profile.left_out import LeftOut
from fto_check.profile.models import Item, Organization, Source, key_of
from fto_check.reasoning.findings import CitationFinding, EvidenceFinding, NodeFinding
from fto_check.reasoning.reasons import Reason
from fto_check.record.entry import OfficialStatus, RecordFile
from fto_check.runs.answer import StatusWhy

SCHEMA_VERSION = 1
"""The version of the JSON of every view: it stays while the names of its keys hold."""


def text_or_none(value: object) -> str | None:
    """Return a value as JSON has it: a day as ISO 8601 writes it, a word of an enumeration as it is; None stays."""
    return None if value is None else str(value)


def without_data(parts: Iterable[LeftOut]) -> list[str]:
    """Return the sources and origins that an answer does without, as the option names them."""
    return [str(part) for part in parts]


def official_data(found: OfficialStatus | None) -> dict[str, Any] | None:
    """Return how an organization stands on the official list; None where no list was consulted."""
    if found is None:
        return None
    return {
        "id": found.entry.id if found.entry is not None else None,
        "status": str(found.status),
        "since": text_or_none(found.since),
        "until": text_or_none(found.until),
        "list_as_of": found.list_as_of.isoformat(),
        **doubt_data(found),
        **({"list_file": file_data(found.file)} if found.file is not None else {}),
    }


def doubt_data(found: OfficialStatus) -> dict[str, Any]:
    """Return why a status is unclear, and the organizations that the names may mean; nothing if it is clear."""
    if found.doubt is None:
        return {}
    return {"unclear_because": str(found.doubt), "candidates": list(found.candidates)}


def file_data(file: RecordFile | None) -> dict[str, str] | None:
    """Return path and hash of a record that is not the one in the package; None for that one."""
    return {"path": file.path, "sha256": file.sha256} if file is not None else None


def given_data(model: Organization | Item | Source, exclude: set[str] | None = None) -> dict[str, Any]:
    """Return the fields that the author gave, in JSON's types."""
    return {
        key_of(name): _plain(value)
        for name, value in vars(model).items()  # in the order of the model; going through the model itself is slow
        if value is not None and value not in ((), {}) and name not in (exclude or ())
    }


def _plain(value: Any) -> Any:
    kind = type(value)
    if kind in (str, int, bool):
        return value
    if isinstance(value, DateSpan):
        return value.text
    if isinstance(value, date | str):  # a word of an enumeration is a str
        return str(value)
    if kind is tuple:
        return [_plain(part) for part in value]
    return given_data(value) if hasattr(kind, "model_fields") else value


def node_data(finding: NodeFinding, whys: Mapping[str, StatusWhy | None]) -> dict[str, Any]:
    """Return a node with its steps, its evidence and its parts; `whys` says of each why its status is no better."""
    data: dict[str, Any] = {
        "id": finding.id,
        "label": finding.node.label,
        "status": text_or_none(finding.status),
        "why": text_or_none(whys[finding.id]),
        "citation": finding.citation,
        "settled": finding.node.settled,
        "combine": finding.node.combine,
        "in_force": finding.status is not None,
        "raised": finding.raised,
        "assumed": finding.assumed,
        "disputed": finding.disputed,
        "stale": finding.stale,
        "for": text_or_none(finding.for_),
        "against": str(finding.against),
        "steps": [
            {"rule": step.rule, "status": str(step.status), "because": say(step.because)} for step in finding.steps
        ],
        "evidence": [_evidence(found) for found in finding.evidence],
        "nodes": [node_data(child, whys) for child in finding.nodes],
    }
    if finding.unless is not None:
        data["unless"] = node_data(finding.unless, whys)
    if finding.also:
        data["also"] = [{"id": part.id, "status": text_or_none(part.status)} for part in finding.also]
    if finding.kept_alive:
        data["kept_alive"] = [{"item": kept.item, "origin": kept.origin} for kept in finding.kept_alive]
    if finding.view is not None:
        data["view"] = finding.view
        data["carriers"] = list(finding.carriers)
        data["incidents"] = [
            {"label": found.label, "qualifies": found.qualifies, "reason": _said(found.reason)}
            for found in finding.incidents
        ]
    return data


def _said(reason: Reason | None) -> str | None:
    return None if reason is None else say(reason)


def _evidence(found: EvidenceFinding) -> dict[str, Any]:
    return {
        "id": found.item,
        "side": str(found.side),
        "counted": found.counted,
        "reason": _said(found.reason),
        "note": _said(found.note),
        "sources": [citation_data(citation) for citation in found.citations],
    }


def citation_data(found: CitationFinding) -> dict[str, Any]:
    """Return a citation with its grades, and why it does not count."""
    return {
        "source": found.source,
        "at": found.at,
        "origin": found.origin,
        "reliability": found.reliability,
        "credibility": found.credibility,
        "grade": text_or_none(found.grade),
        "reason": _said(found.reason),
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
