"""The record of designations written as CSV, and the columns of that form."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from typing import Any

from fto_check.record.record import Record

LIST_AS_OF = "# list_as_of:"
"""The start of the comment that says on which day the list was read."""
SEARCHED = "# searched:"
"""The start of the comment that says up to which day public sources were searched for what is newer."""
GUARDED = re.compile(r"^(?='*\s*[=+\-@\uff1d\uff0b\uff0d\uff20])")
"""The beginning of a text that a spreadsheet would read as a formula, live from then on."""
COLUMNS = (
    "id",
    "name",
    "aliases",
    "aliases_from",
    "designated",
    "delisted",
    "delisted_reason",
    "organization",
    "merged_into",
    "confidence",
    "federal_register",
    "source_url",
    "note",
)


def write_record(record: Record) -> str:
    """Return a record in the form that `read_record` takes."""
    out = io.StringIO()
    out.write(f"# The official record of designations under Section 219, in the form of fto-check.\n{LIST_AS_OF} ")
    out.write(f"{record.list_as_of.isoformat()}\n")
    if record.searched is not None and record.searched > record.list_as_of:
        out.write(f"{SEARCHED} {record.searched.isoformat()}\n")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for entry in record.entries:
        writer.writerow(_text(getattr(entry, column)) for column in COLUMNS)
    return out.getvalue()


def _text(value: Any) -> str:
    """Return a value as a cell, guarded by a `'` where a spreadsheet would read a formula; `read_record` drops it."""
    if isinstance(value, tuple):
        return "; ".join(GUARDED.sub("'", part.replace(";", ",")) for part in value)
    return "" if value is None else value.isoformat() if isinstance(value, date) else GUARDED.sub("'", str(value))
