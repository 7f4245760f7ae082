"""A downloaded list beside the record, as JSON."""

from __future__ import annotations

from typing import Any

from fto_check.record.refresh import Refresh
from fto_check.record.snapshots.shapes import Listed, Snapshot
from fto_check.record.tags import TagComparison
from fto_check.views import json_text
from fto_check.views.json_data import SCHEMA_VERSION, file_data, text_or_none


def render(found: TagComparison | Refresh) -> str:
    """Return what differs and in which direction."""
    data = _tags(found) if isinstance(found, TagComparison) else _dates(found)
    return json_text.document({"schema_version": SCHEMA_VERSION, **data})


def _file(snapshot: Snapshot) -> dict[str, Any]:
    day = snapshot.published if snapshot.kind == "ofac" else snapshot.seen
    return {
        "path": snapshot.path,
        "format": snapshot.format,
        "day": text_or_none(day),
        "rows": snapshot.rows,
    }


def _tags(found: TagComparison) -> dict[str, Any]:
    return {
        "as_of": found.day.isoformat(),
        "list_as_of": found.list_as_of.isoformat(),
        "list_file": file_data(found.list_file),
        "file": {**_file(found.snapshot), "without_aliases": found.snapshot.without_aliases},
        "agreeing": [
            {"id": group, "listed": [_listed(listed) for listed in tagged]} for group, tagged in found.agreeing.items()
        ],
        "tagged_not_designated": [
            {
                **_listed(odd.listed),
                "record": odd.entry,
                "status": text_or_none(odd.standing),
                "part_of": odd.part_of,
                "perhaps": list(odd.perhaps),
            }
            for odd in found.tagged
        ],
        "designated_not_tagged": [
            {"id": odd.entry.id, "name": odd.entry.name, "listed": [_listed(listed) for listed in odd.listed]}
            for odd in found.untagged
        ],
    }


def _listed(listed: Listed) -> dict[str, Any]:
    return {"uid": listed.uid, "name": listed.name, "tags": list(listed.tags)}


def _dates(found: Refresh) -> dict[str, Any]:
    return {
        "list_as_of": found.record.list_as_of.isoformat(),
        "file": _file(found.snapshot),
        "list_file": file_data(found.before.file),
        "designations": len(found.record.entries),
        "damage": found.damage,
        "to_accept": len(found.to_accept),
        "changes": [
            {
                "kind": str(change.kind),
                "id": change.id,
                "name": change.name,
                "before": text_or_none(change.before),
                "after": text_or_none(change.after),
            }
            for change in found.changes
        ],
    }
