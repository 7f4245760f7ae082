"""Organizations side by side, as a page: a row for each organization, then a row for each element."""

from __future__ import annotations

from fto_check.runs.side_by_side import Comparison, NodeKind
from fto_check.views.compare.words import (
    TOGETHER,
    counts,
    full_name,
    is_bare,
    legend,
    official_words,
    remarks,
    short_names,
    title,
)
from fto_check.views.html.page import render_page


def render(comparison: Comparison) -> str:
    """Return the page."""
    heads = short_names(comparison.columns)
    return render_page(
        "compare.html",
        c=comparison,
        notice=comparison.statute.notice,
        title=title(comparison),
        remarks=list(remarks(comparison)),
        legend=list(legend(comparison)) if comparison.columns else [],
        heads=heads,
        names=[full_name(column, head) for column, head in zip(comparison.columns, heads, strict=True)],
        together=TOGETHER,
        official_words=official_words,
        counts=counts,
        is_bare=is_bare,
        NodeKind=NodeKind,
    )
