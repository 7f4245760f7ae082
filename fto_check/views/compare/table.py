"""A comparison for the terminal: in words where all organizations fit beside each other, else marks with a legend."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich import box
from rich.cells import cell_len, set_cell_size
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from fto_check.problems.inert import inert
from fto_check.runs.side_by_side import Cell, Comparison, NodeKind, NodeRow
from fto_check.views.compare.words import (
    SHORT,
    TOGETHER,
    WEAKEST,
    counts,
    full_name,
    is_bare,
    legend,
    official_words,
    remarks,
    short,
    short_names,
    title,
    weakest_short,
    why_short,
    worded,
)
from fto_check.views.terminal import COLOURS, heading, safe_text, status_text
from fto_check.views.text_table import Indented
from fto_check.views.words import MARKS, reasoned_words

LABEL = 26
"""The least width for the labels of the nodes."""
NAME = 20
"""The least width for the names of the organizations."""
HEAD = 8
"""The least width of a column of marks."""
LONGEST_WORD = 24
"""The longest word of a name that a column is widened for; one that is longer still is no word, and is broken."""
HEAD_LINES = 5
"""How many lines a name takes at the head of a column of marks."""
SPACING = ((" ", 2), ("", 2), ("", 1))
"""What stands between the counts of a cell, and how far columns are apart: the first that needs the fewest tables."""


def render(comparison: Comparison) -> RenderableType:
    """Return the organizations side by side, as wide as the terminal is."""
    parts: list[RenderableType] = [heading(title(comparison))]
    parts += [Text(remark, style="dim") for remark in remarks(comparison)]
    if comparison.columns:
        parts += [Text(), _SideBySide(comparison)]
    return Group(*parts, Text(comparison.statute.notice, style="italic"))


@dataclass(frozen=True)
class _SideBySide:
    comparison: Comparison

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        comparison, width = self.comparison, options.max_width
        if _words_fit(comparison, width):
            yield _in_words(comparison)
            yield Text()
            yield _legend(comparison, width)
            yield Text()
            return
        organizations = _organizations(comparison, width)
        if organizations is not None:
            yield organizations
            yield Text()
        yield from _weakest(comparison)
        yield Text()
        yield _legend(comparison, width)
        if organizations is None or len(comparison.rows) > len(comparison.criteria):
            for block in _blocks(comparison, width, official=organizations is None):
                yield Text()
                yield block
        yield Text()


def _weakest(comparison: Comparison) -> Iterator[RenderableType]:
    """Yield a line for each organization on what its answer hangs on: in a narrow column it would take many."""
    yield Text("What each answer hangs on", style="bold")
    for column, name in zip(comparison.columns, short_names(comparison.columns), strict=True):
        yield Indented(safe_text(f"{name} · {weakest_short(column)}"), 2, hanging=2)


def _legend(comparison: Comparison, width: int) -> Text:
    """Return the legend, in which a line breaks between two signs."""
    lines: list[str] = []
    for sign in legend(comparison):
        if lines and cell_len(lines[-1]) + 3 + cell_len(sign) <= width:
            lines[-1] += f"   {sign}"
        else:
            lines.append(sign)
    return Text("\n".join(lines), style="dim")


def _style(row: NodeRow, cell: Cell) -> str:
    if row.kind is NodeKind.EXCEPTION:  # an exception that is met defeats its parent: no colour of success
        return "dim" if is_bare(cell) else ""
    return "dim" if is_bare(cell) else COLOURS[cell.status]


def _label(row: NodeRow) -> RenderableType:
    text = f"unless: {row.label}" if row.kind is NodeKind.EXCEPTION else row.label
    return Padding(Text(text, style="bold" if row.kind is NodeKind.CRITERION else ""), (0, 0, 0, row.depth))


def _table(gap: int = 2) -> Table:
    """Return an empty table; of the gap between columns one is the box's own."""
    return Table(box=box.SIMPLE_HEAD, padding=(0, gap - 1, 0, 0), show_edge=False, pad_edge=False)


def _add_rows(table: Table, comparison: Comparison, cells: Sequence[Sequence[Text]]) -> None:
    rows = comparison.rows
    for row, shown in zip(rows, cells, strict=True):
        if row.kind is NodeKind.CRITERION and len(rows) > len(comparison.criteria):
            table.add_row()
        table.add_row(_label(row), *shown)


def _longest(rows: Sequence[NodeRow]) -> int:
    return max(
        (cell_len(row.label) + row.depth + (8 if row.kind is NodeKind.EXCEPTION else 0) for row in rows), default=0
    )


def _word_widths(comparison: Comparison) -> list[int]:
    """Return how wide each column has to be for words."""
    widths = []
    for index, column in enumerate(comparison.columns):
        shown = [worded(row.cells[index]) for row in comparison.rows]
        shown += [status_text(column.overall).plain, official_words(column), *inert(column.name).split()]
        widths.append(max(map(cell_len, shown)))
    return widths


def _words_fit(comparison: Comparison, width: int) -> bool:
    needed = min(_longest(comparison.rows), LABEL)
    return needed + sum(2 + column for column in _word_widths(comparison)) <= width


def _in_words(comparison: Comparison) -> Table:
    table = _table()
    table.add_column("", overflow="fold")
    widths = _word_widths(comparison)
    heads = _heads([inert(column.name) for column in comparison.columns], widths)
    for head, width in zip(heads, widths, strict=True):
        table.add_column(head, width=width, overflow="fold")
    table.add_row(Text("Official list"), *(Text(official_words(column)) for column in comparison.columns))
    table.add_row(Text(TOGETHER, style="bold"), *(status_text(column.overall) for column in comparison.columns))
    table.add_row(Text(WEAKEST.capitalize()), *(Text(inert(weakest_short(column))) for column in comparison.columns))
    cells = [[Text(worded(cell), style=_style(row, cell)) for cell in row.cells] for row in comparison.rows]
    _add_rows(table, comparison, cells)
    return table


def _organizations(comparison: Comparison, width: int) -> Table | None:
    """Return the answers with the organizations as rows, in words where there is room; None where there is none."""
    criteria, columns = comparison.criteria, comparison.columns
    headings = [comparison.statute.by_id[row.id].heading for row in criteria]
    official = [official_words(column) for column in columns]
    together = [status_text(column.overall) for column in columns]
    for in_words in (True, False):
        said = [[_answer(row.cells[index], in_words=in_words) for row in criteria] for index in range(len(columns))]
        widths = [
            max(cell_len(heading), *(cell_len(cells[number].plain) for cells in said))
            for number, heading in enumerate(headings)
        ]
        widths.append(max(len("Together"), *(cell_len(text.plain) for text in together)))
        widths.append(max(len("Official"), *map(cell_len, official)))
        left = width - sum(2 + one for one in widths)
        if left >= NAME:
            break
    else:
        return None
    names = [inert(full_name(column, head)) for column, head in zip(columns, short_names(columns), strict=True)]
    table = _table()
    widths = [min(left, max(map(cell_len, names))), *widths]
    heads = _heads(["Organization", *headings, "Together", "Official list"], widths)
    for head, one in zip(heads, widths, strict=True):
        table.add_column(head, width=one, overflow="fold")
    for name, cells, overall, listed in zip(names, said, together, official, strict=True):
        table.add_row(Text(name), *cells, overall, Text(listed))
    return table


def _answer(cell: Cell, *, in_words: bool) -> Text:
    said = reasoned_words(cell.status, cell.why) if in_words else MARKS[cell.status]
    if cell.why is not None and not in_words:
        said += f" {why_short(cell)}"
    if cell.confidence is not None:
        said += f", {cell.confidence}" if in_words else f" {SHORT[cell.confidence]}"
    return Text(" ".join(filter(None, (said, counts(cell)))), style=COLOURS[cell.status])


@dataclass(frozen=True)
class _Layout:
    """How many organizations stand in a table of marks, in columns how wide and how far apart."""

    size: int
    column: int
    between: str
    gap: int


def _blocks(comparison: Comparison, width: int, *, official: bool) -> Iterator[Table]:
    """Yield tables of a few organizations each, about the same number in all, in columns of one width."""
    names = [inert(name) for name in short_names(comparison.columns)]
    least = max(HEAD, *(cell_len(official_words(column)) for column in comparison.columns)) if official else HEAD
    least = max(least, min(_longest_word(names), LONGEST_WORD, width // 3))
    layout = _lay_out(comparison, width, least)
    label = min(_longest(comparison.rows), width - layout.size * (layout.gap + layout.column))
    for start in range(0, len(names), layout.size):
        part = slice(start, start + layout.size)
        table = _table(layout.gap)
        table.add_column("", width=max(label, 1), overflow="fold")
        for head in _heads(names[part], [layout.column] * len(names[part]), most=HEAD_LINES):
            table.add_column(head, width=layout.column, overflow="fold")
        if official:
            table.add_row(Text("Official list"), *(Text(official_words(one)) for one in comparison.columns[part]))
        overall = [Text(MARKS[column.overall], style=COLOURS[column.overall]) for column in comparison.columns[part]]
        table.add_row(Text(TOGETHER, style="bold"), *overall)
        cells = [
            [Text(short(cell, layout.between), style=_style(row, cell)) for cell in row.cells[part]]
            for row in comparison.rows
        ]
        _add_rows(table, comparison, cells)
        yield table


def _longest_word(names: Sequence[str]) -> int:
    """Return how wide a column has to be so that no name is broken within a word."""
    return max((cell_len(part) for name in names for part in _parts(name)), default=0)


def _parts(name: str) -> list[str]:
    """Return the parts between which a name may be broken: its words, and those of one that is joined by hyphens."""
    return re.findall(r"[^\s-]+-*|-+", name)


def _lay_out(comparison: Comparison, width: int, least: int) -> _Layout:
    """Return the layout that needs the fewest tables, and of these the most spacious."""
    number, longest = len(comparison.columns), _longest(comparison.rows)
    best: tuple[int, _Layout] | None = None
    for between, gap in SPACING:
        column = max(least, *(cell_len(short(cell, between)) for row in comparison.rows for cell in row.cells))
        most = max(1, (width - min(longest, LABEL)) // (column + gap))
        tables = -(-number // most)
        size = -(-number // tables)
        if best is None or tables < best[0]:
            spare = (width - longest) // size - column - gap
            best = tables, _Layout(size, column + max(0, min(4, spare)), between, gap)
    assert best is not None
    return best[1]


def _heads(names: Sequence[str], widths: Sequence[int], most: int | None = None) -> list[Text]:
    """Return names as the heads of columns, which end on one line; of a name of more than `most` lines the beginning.

    The organizations stand in the same order above, with their whole names.
    """
    wrapped = [_wrap(name, width) for name, width in zip(names, widths, strict=True)]
    if most is not None:
        wrapped = [lines if len(lines) <= most else [*lines[: most - 1], "…"] for lines in wrapped]
    tallest = max(map(len, wrapped), default=0)
    return [Text("\n".join([*[""] * (tallest - len(lines)), *lines])) for lines in wrapped]


def _wrap(name: str, width: int) -> list[str]:
    """Break a name into lines: between words, after a hyphen, and within a word only where it must be."""
    lines: list[str] = []
    for part in _parts(name):
        glue = "" if lines and lines[-1].endswith("-") else " "
        if lines and cell_len(lines[-1] + glue + part) <= width:
            lines[-1] += glue + part
            continue
        while cell_len(part) > width > 1:
            head = set_cell_size(part, width - 1).rstrip()
            head = head if part.startswith(head) else head[:-1]
            if not head:
                break
            lines.append(f"{head}-")
            part = part[len(head) :]
        lines.append(part)
    return lines
