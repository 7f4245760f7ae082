"""Organizations side by side for spreadsheets: one row for each organization and node, for pivot tables.

`for`, `against` and `disputed` are the counts of independent origins, and the columns up to `official_status` are the
same in all rows of an organization.
"""

from __future__ import annotations

import csv
import io

from fto_check.problems.inert import inert_cell
from fto_check.runs.side_by_side import Comparison
from fto_check.views.compare.words import weakest_short
from fto_check.views.official import standing_value

COLUMNS = (
    "path", "organization", "as_of", "known_by", "law_version", "assumptions", "without", "overall_status", "weakest",
    "official_status", "official_record",
    "kind", "element", "label", "citation", "status", "why", "confidence", "for", "against", "disputed", "assumed",
)  # fmt: skip


def render(comparison: Comparison) -> str:
    """Return one row for each organization and node."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n", strict=True)
    writer.writerow(COLUMNS)
    given = "; ".join(f"{name}={status}" for name, status in comparison.assumptions.items())
    for index, column in enumerate(comparison.columns):
        official = standing_value(column.record)
        file = column.record.file if column.record is not None else None
        whole = (
            column.path, column.name, comparison.as_of, comparison.known_by, comparison.law.version, given,
            "; ".join(map(str, comparison.without)),
            column.overall, weakest_short(column), official, file,
        )  # fmt: skip
        for row in comparison.rows:
            cell = row.cells[index]
            node = (row.kind, row.id, row.label, row.citation, cell.status, cell.why, cell.confidence)
            counts = (cell.for_, cell.against, cell.disputed, "yes" if cell.assumed else "no")
            writer.writerow(["" if value is None else inert_cell(str(value)) for value in (*whole, *node, *counts)])
    return out.getvalue()
