"""Organizations side by side, as JSON."""

from __future__ import annotations

from typing import Any

from fto_check.runs.side_by_side import Cell, Comparison
from fto_check.views import json_text
from fto_check.views.compare.words import weakest_short
from fto_check.views.json_data import SCHEMA_VERSION, official_data, text_or_none, without_data


def render(comparison: Comparison) -> str:
    """Return organizations and rows; the cells of a row stand in the order of the organizations."""
    known_by = comparison.known_by
    data: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "as_of": comparison.as_of.isoformat(),
        "known_by": text_or_none(known_by),
        "law": {"id": comparison.statute.id, "version": comparison.law.version.isoformat()},
        "assumptions": {name: str(status) for name, status in comparison.assumptions.items()},
        "without": without_data(comparison.without),
        "notice": comparison.statute.notice,
        "organizations": [
            {
                "path": column.path,
                "organization": column.name,
                "overall": str(column.overall),
                "weakest": {"criterion": column.weakness.criterion.id, "because": weakest_short(column)},
                "record": official_data(column.record),
            }
            for column in comparison.columns
        ],
        "rows": [
            {
                "id": row.id,
                "label": row.label,
                "kind": str(row.kind),
                "citation": row.citation,
                "cells": [_cell_data(cell) for cell in row.cells],
            }
            for row in comparison.rows
        ],
        "left_out": comparison.left_out,
    }
    return json_text.document(data)


def _cell_data(cell: Cell) -> dict[str, Any]:
    return {
        "status": text_or_none(cell.status),
        "why": text_or_none(cell.why),
        "confidence": text_or_none(cell.confidence),
        "for": cell.for_,
        "against": cell.against,
        "disputed": cell.disputed,
        "assumed": cell.assumed,
    }
