"""The official list beside profiles, as JSON and CSV, and the words of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from fto_check.problems.inert import inert_cell
from fto_check.record.entry import OfficialStatus, Standing
from fto_check.record.listing import NOTICE
from fto_check.runs.coverage import Coverage, ProfileStanding, UncoveredListing
from fto_check.views import json_text
from fto_check.views.json_data import SCHEMA_VERSION, file_data, official_data, text_or_none
from fto_check.views.official import MORE_NAMES, doubt_text

COLUMNS = ("finding", "id", "name", "since", "until", "path", "organization", "official_status", "perhaps")
LISTED, UNLISTED, BOTH = "listed_without_profile", "profile_without_listing", "listed_with_profile"
"""What the column `finding` says."""


def render_json(found: Coverage) -> str:
    """Return the listings without a profile, and all profiles with their standing."""
    data = {
        "schema_version": SCHEMA_VERSION,
        "as_of": found.as_of.isoformat(),
        "known_by": text_or_none(found.known_by),
        "list_as_of": found.record.list_as_of.isoformat(),
        "list_file": file_data(found.record.file),
        "without_profile": [_listing_data(one) for one in found.without_profile],
        "without_listing": [_profile_data(one) for one in found.without_listing],
        "with_both": [_profile_data(one) for one in found.with_both],
        "summary": {
            "listed": found.listed,
            "profiles": len(found.profiles),
            "without_profile": len(found.without_profile),
            "without_listing": len(found.without_listing),
            "with_both": len(found.with_both),
        },
        "aliases": f"The names of the record are not all: {MORE_NAMES}.",
        "notice": NOTICE,
    }
    return json_text.document(data)


def _listing_data(one: UncoveredListing) -> dict[str, Any]:
    entry = one.entry
    return {
        "id": entry.id,
        "name": entry.name,
        "organization": entry.group,
        "since": entry.designated.isoformat(),
        "confidence": entry.confidence,
        "perhaps": [profile.path for profile in one.perhaps],
    }


def _profile_data(one: ProfileStanding) -> dict[str, Any]:
    return {"path": one.path, "organization": one.organization, "record": official_data(one.official)}


def render_csv(found: Coverage) -> str:
    """Return a row for each listing without a profile and for each profile."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in _rows(found):
        writer.writerow([inert_cell(cell or "") for cell in row])
    return out.getvalue()


def _rows(found: Coverage) -> Iterator[tuple[str | None, ...]]:
    for one in found.without_profile:
        entry, perhaps = one.entry, "; ".join(profile.path for profile in one.perhaps)
        since = entry.designated.isoformat()
        yield (LISTED, entry.id, entry.name, since, None, None, None, Standing.DESIGNATED.value, perhaps)
    for profile in (*found.without_listing, *found.with_both):
        official = profile.official
        entry_of = official.entry
        yield (
            BOTH if official.status is Standing.DESIGNATED else UNLISTED,
            entry_of.id if entry_of is not None else None,
            entry_of.name if entry_of is not None else None,
            text_or_none(official.since),
            text_or_none(official.until),
            profile.path,
            profile.organization,
            official.status.value,
            "; ".join(official.candidates),
        )


def standing_words(official: OfficialStatus) -> str:
    """Return why a profile has no listing on the day."""
    if official.doubt is not None:
        return f"unclear, since {doubt_text(official)}"
    if official.entry is None:
        return "no name of the list fits"
    if official.status is Standing.DELISTED and official.until is not None:
        return f"delisted on {official.until.isoformat()}, designated since {official.entry.designated.isoformat()}"
    return f"designated later, on {official.entry.designated.isoformat()}"
