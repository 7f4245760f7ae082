"""A diff as JSON."""

from __future__ import annotations

from typing import Any

from fto_check.reasoning.findings import Assessment
from fto_check.runs.answer import why_criterion
from fto_check.runs.changes import (
    FieldChange,
    ItemChange,
    SourceChange,
)
from fto_check.runs.diff import DiffReport, FileDifference, FileKind
from fto_check.runs.movements import Difference, Movement
from fto_check.views import json_text
from fto_check.views.diff.words import organization, verdict
from fto_check.views.json_data import SCHEMA_VERSION, given_data, problem_data, text_or_none

SUMMARY_ORDER = (FileKind.UNCHANGED, FileKind.CHANGED, FileKind.ADDED, FileKind.REMOVED, FileKind.UNREADABLE)


def render(comparison: DiffReport) -> str:
    """Return the whole comparison as indented JSON."""
    data = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "fto-check", "version": comparison.version},
        "as_of": comparison.as_of.isoformat(),
        "known_by": text_or_none(comparison.known_by),
        "law": {
            "id": comparison.statute.id,
            "version": comparison.statute.version_on(comparison.as_of).version.isoformat(),
        },
        "notice": comparison.statute.notice,
        "old": comparison.old,
        "new": comparison.new,
        "profiles": [_file(found, comparison) for found in comparison.files],
        "problems": [problem_data(problem) for problem in comparison.problems],
        "summary": {
            "profiles": len(comparison.files),
            **{str(kind): len(comparison.of(kind)) for kind in SUMMARY_ORDER},
            "status_changed": sum(found.status_changed for found in comparison.files),
        },
    }
    return json_text.document(data)


def _file(found: FileDifference, comparison: DiffReport) -> dict[str, Any]:
    changed = found.difference
    return {
        "path": found.name,
        "old_path": found.old_name,
        "organization": organization(found) or None,
        "change": found.kind,
        "unreadable": list(found.unreadable),
        "verdict": verdict(found, comparison),
        "two_organizations": found.is_of_two,
        "status_changed": None if found.unreadable else found.status_changed,
        "old": _answer(found.old),
        "new": _answer(found.new),
        "difference": None if changed is None else _difference(changed),
    }


def _answer(assessment: Assessment | None) -> dict[str, Any] | None:
    if assessment is None:
        return None
    return {
        "overall": str(assessment.overall),
        "criteria": [
            {
                "id": found.id,
                "status": str(found.status),
                "why": text_or_none(why_criterion(assessment, found)),
                "confidence": text_or_none(found.confidence),
            }
            for found in assessment.criteria
        ],
    }


def _difference(changed: Difference) -> dict[str, Any]:
    edit = changed.profile
    return {
        "overall": _movement(changed.overall),
        "criteria": [_movement(movement) for movement in changed.criteria],
        "nodes": [_movement(movement) for movement in changed.nodes],
        "items": [_entry(change) for change in edit.items],
        "sources": [_entry(change) for change in edit.sources],
        "expectations": [
            {
                "change": str(change.kind),
                "as_of": change.as_of.isoformat(),
                "known_by": text_or_none(change.known_by),
                "node": change.node,
                "old": change.old,
                "new": change.new,
            }
            for change in edit.expectations
        ],
        "organization": [_change_data(change) for change in edit.organization],
    }


def _movement(movement: Movement) -> dict[str, Any]:
    return {
        "id": movement.id,
        "label": movement.label,
        "moved": movement.moved,
        "old": text_or_none(movement.old),
        "new": text_or_none(movement.new),
        "old_why": text_or_none(movement.old_why),
        "new_why": text_or_none(movement.new_why),
        "old_confidence": text_or_none(movement.old_confidence),
        "new_confidence": text_or_none(movement.new_confidence),
        "direct": movement.direct,
        "through": [
            {"item": cause.item, "how": list(cause.how), "regraded_sources": list(cause.regraded)}
            for cause in movement.causes
        ],
    }


def _entry(change: ItemChange | SourceChange) -> dict[str, Any]:
    return {
        "change": str(change.kind),
        "id": change.id,
        "old_id": change.old_id,
        "aspects": [str(aspect) for aspect in change.aspects],
        "changes": [_change_data(part) for part in change.changes],
        "old": None if change.old is None else given_data(change.old),
        "new": None if change.new is None else given_data(change.new),
    }


def _change_data(change: FieldChange) -> dict[str, Any]:
    return {
        "aspect": str(change.aspect),
        "field": change.field,
        "subject": change.subject,
        "old": list(change.old) if isinstance(change.old, tuple) else change.old,
        "new": list(change.new) if isinstance(change.new, tuple) else change.new,
    }
