"""What the official record says of each of many names: as a table's rows, JSON and CSV."""

from __future__ import annotations

import csv
import io
from typing import Any

from fto_check.problems.inert import inert_cell
from fto_check.record.entry import Candidate
from fto_check.record.listing import NOTICE, NameAnswer, NamesAnswer, NameStatus
from fto_check.views import json_text
from fto_check.views.json_data import SCHEMA_VERSION, file_data, text_or_none
from fto_check.views.official import MORE_NAMES

COLUMNS = (
    "name", "status", "id", "listed_as", "official_status", "since", "until", "confidence", "unclear_because",
    "candidates", "list_as_of", "list_file",
)  # fmt: skip


def render_json(found: NamesAnswer) -> str:
    """Return `{"names": [{"name", "status", "record", "candidates"}], "summary"}`, the names in the order given."""
    record = found.record
    data = {
        "schema_version": SCHEMA_VERSION,
        "as_of": found.as_of.isoformat(),
        "known_by": text_or_none(found.known_by),
        "list_as_of": record.list_as_of.isoformat(),
        "searched": text_or_none(record.searched),
        "list_age_days": max((found.as_of - record.list_as_of).days, 0),
        "list_file": file_data(record.file),
        "names": [name_data(answer) for answer in found.answers],
        "summary": {str(status): found.count(status) for status in NameStatus},
        "aliases": f"The names of the record are not all: {MORE_NAMES}.",
        "notice": NOTICE,
    }
    return json_text.document(data)


def name_data(answer: NameAnswer) -> dict[str, Any]:
    """Return one name with its status, the designation that speaks for it, and the candidates where it is unclear."""
    official, entry = answer.official, answer.official.entry
    record = None
    if entry is not None:
        record = {
            "id": entry.id,
            "name": entry.name,
            "status": str(official.status),
            "since": text_or_none(official.since),
            "until": text_or_none(official.until),
            "confidence": entry.confidence,
        }
    return {
        "name": answer.name,
        "status": str(answer.status),
        "record": record,
        "unclear_because": text_or_none(official.doubt),
        "candidates": [candidate_data(candidate) for candidate in official.near],
    }


def candidate_data(candidate: Candidate) -> dict[str, str]:
    """Return an organization that a name may mean, with its name that is like it."""
    return {"id": candidate.group, "name": candidate.name}


def render_csv(found: NamesAnswer) -> str:
    """Return one row for each name, in the order given."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for answer in found.answers:
        official, entry = answer.official, answer.official.entry
        cells = (
            answer.name,
            answer.status,
            entry.id if entry is not None else None,
            entry.name if entry is not None else None,
            official.status,
            official.since,
            official.until,
            entry.confidence if entry is not None else None,
            official.doubt,
            "; ".join(f"{candidate.group} ({candidate.name})" for candidate in official.near),
            found.record.list_as_of,
            found.record.file,
        )
        writer.writerow(["" if cell is None else inert_cell(str(cell)) for cell in cells])
    return out.getvalue()
