"""What changed between two revisions, as a page: the verdict first, then statuses, then the evidence."""

from __future__ import annotations

from fto_check.runs.diff import DiffReport, FileKind
from fto_check.views.diff.edits import edits, sections
from fto_check.views.diff.words import (
    below,
    change_words,
    in_order,
    organization,
    overview,
    rows,
    statuses,
    verdict,
)
from fto_check.views.html.page import render_page
from fto_check.views.words import judged_on


def render(comparison: DiffReport) -> str:
    """Return the page."""
    listed = in_order(comparison)
    return render_page(
        "diff.html",
        d=comparison,
        notice=comparison.statute.notice,
        day_words=judged_on(comparison.as_of, comparison.known_by),
        title=_title(comparison),
        files=list(comparison.files) if len(comparison.files) == 1 else listed,
        verdict=verdict, organization=organization, change_words=change_words, statuses=statuses,
        rows=rows, below=below, sections=sections, edits=edits, FileKind=FileKind,
    )  # fmt: skip


def _title(comparison: DiffReport) -> str:
    """Return the verdict on one file, or on all of them, as a heading."""
    said = verdict(comparison.files[0], comparison) if len(comparison.files) == 1 else overview(comparison)
    return f"{said[:1].upper()}{said[1:]}"
