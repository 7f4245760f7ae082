"""Organizations side by side, in Markdown."""

from __future__ import annotations

from fto_check.problems.inert import inert_markdown
from fto_check.runs.side_by_side import Comparison, NodeKind, NodeRow
from fto_check.views.compare.words import (
    TOGETHER,
    WEAKEST,
    full_name,
    legend,
    official_words,
    remarks,
    short,
    short_names,
    title,
    weakest_short,
    worded,
)
from fto_check.views.markdown import LIMIT, cut, markdown_table
from fto_check.views.words import status_words


def render(comparison: Comparison) -> str:
    """Return a table of the organizations, and one of the nodes with a column for each organization."""
    blocks = [f"# {inert_markdown(title(comparison))}", f"> {inert_markdown(comparison.statute.notice)}"]
    blocks += [inert_markdown(remark) for remark in remarks(comparison)]
    if comparison.columns:
        heads = short_names(comparison.columns)
        blocks.append(
            markdown_table(
                (
                    "Organization",
                    *(row.label for row in comparison.criteria),
                    TOGETHER,
                    WEAKEST.capitalize(),
                    "Official list",
                ),
                (
                    (
                        inert_markdown(full_name(column, head)),
                        *(worded(row.cells[index]) for row in comparison.criteria),
                        f"**{status_words(column.overall)}**",
                        inert_markdown(weakest_short(column)),
                        official_words(column),
                    )
                    for index, (column, head) in enumerate(zip(comparison.columns, heads, strict=True))
                ),
            )
        )
        if len(comparison.rows) > len(comparison.criteria):
            rows = ((_label(row), *(short(cell) for cell in row.cells)) for row in comparison.rows)
            blocks.append(markdown_table(("", *(inert_markdown(head) for head in heads)), rows))
        blocks.append("; ".join(legend(comparison)) + ".")
    return cut("\n\n".join(blocks) + "\n", LIMIT)


def _label(row: NodeRow) -> str:
    label = inert_markdown(row.label)
    if row.kind is NodeKind.CRITERION:
        return f"**{label}**"
    return f"{'&nbsp;&nbsp;' * row.depth}{'unless: ' if row.kind is NodeKind.EXCEPTION else ''}{label}"
