"""The sources of a profile as JSON."""

from __future__ import annotations

from typing import Any

from fto_check.runs.sources import Bibliography
from fto_check.views import json_text
from fto_check.views.json_data import SCHEMA_VERSION, text_or_none
from fto_check.views.source_data import entry_data


def render(found: Bibliography) -> str:
    """Return the sources in the order of the file."""
    assessment = found.assessment
    data: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "path": found.path,
        "organization": assessment.profile.organization.name,
        "as_of": assessment.as_of.isoformat(),
        "known_by": text_or_none(assessment.known_by),
        "law": {"id": assessment.statute.id, "version": assessment.version.version.isoformat()},
        "asked": found.asked,
        "sources": [entry_data(entry) for entry in found.entries],
        "summary": {
            "sources": found.total,
            "origins": found.origins,
            "decisive": [entry.id for entry in found.decisive],
        },
        "notice": assessment.statute.notice,
    }
    return json_text.document(data)
