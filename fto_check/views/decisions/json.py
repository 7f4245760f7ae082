"""A retrospect as JSON."""

from __future__ import annotations

from typing import Any

from fto_check.runs.decisions import DayStatuses, DecisionOutcome, Moment, Retrospect
from fto_check.views import json_text
from fto_check.views.json_data import SCHEMA_VERSION, file_data, text_or_none


def render(retrospect: Retrospect) -> str:
    """Return the decisions and answers of each profile; `then` counts sources published by the day."""
    known_by = retrospect.known_by
    data = {
        "schema_version": SCHEMA_VERSION,
        "as_of": retrospect.as_of.isoformat(),
        "known_by": text_or_none(known_by),
        "list_as_of": retrospect.list_as_of.isoformat(),
        "list_file": file_data(retrospect.file),
        "notice": retrospect.statute.notice,
        "profiles": [
            {
                "path": profile.path,
                "organization": profile.organization,
                "record": profile.official.entry.id if profile.official.entry is not None else None,
                "candidates": list(profile.official.candidates),
                "unclear_because": text_or_none(profile.official.doubt),
                "moments": [_moment(retrospect, moment) for moment in profile.moments],
            }
            for profile in retrospect.profiles
        ],
        "summary": {str(outcome): len(retrospect.of(outcome)) for outcome in DecisionOutcome},
    }
    return json_text.document(data)


def _moment(retrospect: Retrospect, moment: Moment) -> dict[str, Any]:
    return {
        "day": moment.day.isoformat(),
        "occasion": str(moment.occasion),
        "designation": moment.entry,
        "official": text_or_none(moment.official),
        "certain": moment.certain,
        "law": retrospect.statute.version_on(moment.day).version.isoformat(),
        "then": _statuses(moment.then),
        "hindsight": _statuses(moment.hindsight),
        "outcome": text_or_none(moment.outcome),
    }


def _statuses(found: DayStatuses) -> dict[str, str]:
    return {**{name: str(status) for name, status in found.criteria.items()}, "overall": str(found.overall)}
