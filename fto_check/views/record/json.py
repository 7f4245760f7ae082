"""The official list as JSON."""

from __future__ import annotations

from typing import Any

from fto_check.record.entry import OfficialStatus
from fto_check.record.listing import NOTICE, Listing
from fto_check.views import json_text
from fto_check.views.json_data import SCHEMA_VERSION, file_data, text_or_none
from fto_check.views.official import MORE_NAMES
from fto_check.views.record.names import candidate_data

COLUMNS = (
    "id", "name", "status", "since", "until", "organization", "merged_into", "aliases", "aliases_from", "designated",
    "delisted", "delisted_reason", "confidence", "federal_register", "source_url", "note",
)  # fmt: skip
"""`status`, `since` and `until` are those of the day asked about; `designated` and `delisted` are the record's."""


def render(listing: Listing) -> str:
    """Return `{"as_of", "list_as_of", "record": [...]}`, each designation with the columns of COLUMNS as keys."""
    data = {
        "schema_version": SCHEMA_VERSION,
        "as_of": listing.as_of.isoformat(),
        "known_by": text_or_none(listing.known_by),
        "list_as_of": listing.list_as_of.isoformat(),
        "searched": text_or_none(listing.record.searched),
        "list_age_days": listing.age,
        "list_file": file_data(listing.file),
        "name": listing.name,
        "status": text_or_none(listing.answer.status if listing.answer is not None else None),
        "unclear_because": text_or_none(listing.answer.official.doubt if listing.answer is not None else None),
        "candidates": list(listing.answer.official.candidates) if listing.answer is not None else [],
        "record": [row_data(found) for found in listing.rows],
        "did_you_mean": [candidate_data(candidate) for candidate in listing.near],
        "aliases": f"The names of the record are not all: {MORE_NAMES}.",
        "notice": NOTICE,
    }
    return json_text.document(data)


def row_data(found: OfficialStatus) -> dict[str, Any]:
    """Return one designation, with the columns of COLUMNS as keys."""
    entry = found.entry
    assert entry is not None
    days = {"since": found.since, "until": found.until, "designated": entry.designated, "delisted": entry.delisted}
    given = {
        **{name: getattr(entry, name) or None for name in COLUMNS if hasattr(entry, name)},
        **{name: text_or_none(day) for name, day in days.items()},
        "status": str(found.status),
        "organization": entry.group,
        "aliases": list(entry.aliases),
    }
    return {name: given[name] for name in COLUMNS}
