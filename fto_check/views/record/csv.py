"""The official list for spreadsheets."""

from __future__ import annotations

import csv
import io

from fto_check.problems.inert import inert_cell
from fto_check.record.listing import Listing
from fto_check.views.record.json import COLUMNS, row_data


def render(listing: Listing) -> str:
    """Return one row for each designation, with a header; several aliases are joined by semicolons."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((*COLUMNS, "list_file"))
    for found in listing.rows:
        row = row_data(found)
        cells = ("; ".join(value) if isinstance(value, list) else value or "" for value in row.values())
        file = str(listing.file) if listing.file is not None else ""
        writer.writerow([inert_cell(cell) for cell in (*cells, file)])
    return out.getvalue()
