"""The official list as JSON and CSV."""

from __future__ import annotations

import csv
import io
from typing import Any

from fto_check.problems.inert import inert_cell
from fto_check.record.entry import OfficialStatus
from fto_check.record.listing import NOTICE, Listing
from fto_check.views import json_text

COLUMNS = (
    "id", "name", "status", "since", "until", "organization", "merged_into", "aliases", "designated", "delisted",
    "delisted_reason", "confidence", "federal_register", "source_url", "note",
)  # fmt: skip
"""`status`, `since` and `until` are those of the day asked about; `designated` and `delisted` are the record's."""


def render_json(listing: Listing) -> str:
    """Return `{"as_of", "list_as_of", "record": [...]}`, each designation with the columns of COLUMNS as keys."""
    data = {
        "as_of": listing.as_of.isoformat(),
        "known_by": None if listing.known_by is None else listing.known_by.isoformat(),
        "list_as_of": listing.list_as_of.isoformat(),
        "list_age_days": listing.age,
        "name": listing.name,
        "record": [_row(found) for found in listing.rows],
        "did_you_mean": [{"name": name, "id": entry_id} for name, entry_id in listing.near],
        "notice": NOTICE,
    }
    return json_text.document(data)


def render_csv(listing: Listing) -> str:
    """Return one row for each designation, with a header; several aliases are joined by semicolons."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for found in listing.rows:
        row = _row(found)
        cells = ("; ".join(value) if isinstance(value, list) else value or "" for value in row.values())
        writer.writerow([inert_cell(cell) for cell in cells])
    return out.getvalue()


def _row(found: OfficialStatus) -> dict[str, Any]:
    entry = found.entry
    assert entry is not None
    days = {"since": found.since, "until": found.until, "designated": entry.designated, "delisted": entry.delisted}
    given = {
        **{name: getattr(entry, name) or None for name in COLUMNS if hasattr(entry, name)},
        **{name: None if day is None else day.isoformat() for name, day in days.items()},
        "status": str(found.status),
        "organization": entry.group,
        "aliases": list(entry.aliases),
    }
    return {name: given[name] for name in COLUMNS}
