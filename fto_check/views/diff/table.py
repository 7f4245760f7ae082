"""A diff for the terminal: the verdict, the statuses side by side, the evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich import box
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.rule import Rule as Line
from rich.table import Table
from rich.text import Text

from fto_check.law.status import Status
from fto_check.problems.inert import inert
from fto_check.runs.diff import DiffReport, FileDifference, FileKind
from fto_check.views.diff.edits import sections
from fto_check.views.diff.words import (
    StatusRow,
    below,
    change_words,
    in_order,
    organization,
    overview,
    path_words,
    rows,
    statuses,
    two_organizations,
    verdict,
)
from fto_check.views.terminal import COLOURS
from fto_check.views.words import MARKS, judged_on

SHOWN = 40
"""How many changes of a sort are listed; JSON has all."""
SIGN_COLOURS = {"+": "green", "−": "red", "~": "yellow", "!": "bold red", "=": "dim"}


def render(comparison: DiffReport) -> RenderableType:
    """Return a renderable of the whole diff, the weightiest first."""
    parts: list[RenderableType] = [
        Text(
            inert(f"{comparison.old} → {comparison.new}, judged on {judged_on(comparison.as_of, comparison.known_by)}"),
            "dim",
        )
    ]
    if len(comparison.files) != 1:
        parts += [Text(_sentence(overview(comparison)), style="bold")]
    listed = list(comparison.files) if len(comparison.files) == 1 else in_order(comparison)
    if len(comparison.files) != 1 and listed:
        parts += [Text(), _matrix(listed, comparison)]
    for found in listed:
        if len(comparison.files) != 1 and found.difference is None and not found.unreadable:
            continue  # the matrix says everything about it
        parts += [Text(), *_file(found, comparison)]
    return Group(*parts, Text(), Text(comparison.statute.notice, style="italic"))


def _matrix(listed: list[FileDifference], comparison: DiffReport) -> RenderableType:
    """Return the files of a run by the criteria, as marks before and now."""
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), show_edge=False, pad_edge=False)
    table.add_column("Organization", overflow="fold")
    table.add_column("What")
    for criterion in comparison.statute.criteria:
        table.add_column(criterion.heading)
    table.add_column("Together")
    for found in listed:
        cells = [Text("?")] * 4 if found.unreadable else [_cell(old, new) for old, new in statuses(found)]
        table.add_row(Text(inert(organization(found) or found.name)), Text(change_words(found)), *cells)
    return Group(table, Text("  ".join(f"{MARKS[status]} {status.words}" for status in reversed(Status)), style="dim"))


def _cell(old: Status | None, new: Status | None) -> Text:
    after = Text(MARKS[new], style=COLOURS[new])
    return after if old is new else Text.assemble((MARKS[old], COLOURS[old]), " → ", after)


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}"


def _file(found: FileDifference, comparison: DiffReport) -> Iterator[RenderableType]:
    name = organization(found)
    title = Text.assemble(
        Text(inert(name or path_words(found)), "bold"), Text(inert(f"  {path_words(found)}") if name else "", "dim")
    )
    yield Line(title, characters="━", align="left", style="bold")
    yield Text(_sentence(verdict(found, comparison)) + ".", style="bold")
    if (two := two_organizations(found)) is not None:
        yield Text(inert(two))
    table = list(rows(found))
    if table and found.kind is not FileKind.UNCHANGED:
        yield Text()
        yield _Statuses(tuple(row for row in table if not row.below))
    if groups := below(table):
        yield Text()
        yield Text("Below the criteria", style="bold")
    for group in groups:
        old, new = Text(group.before, COLOURS[group.old]), Text(group.now, COLOURS[group.new])
        yield Padding(Text.assemble(old, " → ", new, f"  {'; '.join(group.labels)}"), (0, 0, 0, 2))
        if group.through:
            yield Padding(Text(inert(group.through), style="dim"), (0, 0, 0, 4))
    for section in sections(found):
        yield Text()
        yield Text(_sentence(section.title), style="bold")
        for sign, said in section.entries[:SHOWN]:
            line = Table.grid(padding=(0, 1, 0, 0))
            line.add_column(width=1)
            line.add_column(overflow="fold")
            line.add_row(Text(sign, style=SIGN_COLOURS[sign]), Text(inert(said)))
            yield Padding(line, (0, 0, 0, 2))
        if len(section.entries) > SHOWN:
            yield Text(f"  and {len(section.entries) - SHOWN} more: -f json has all", style="dim")


@dataclass(frozen=True)
class _Statuses:
    """Statuses before and now; below each that moved, the items that moved it."""

    rows: tuple[StatusRow, ...]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        sizes = [max(len(row.before) for row in self.rows), max(len(row.now) for row in self.rows)]
        sizes = [max(size, 6) for size in sizes]
        left = max(options.max_width - sum(sizes) - 8, 16)
        left = min(left, max(len(row.label) for row in self.rows), 48)
        for index, row in enumerate(self.rows):
            table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, show_header=index == 0, header_style="dim")
            for name, width in (("", left + 2), ("Before", sizes[0]), ("Now", sizes[1])):
                table.add_column(name, width=width, overflow="fold")
            changed = row.before != row.now
            table.add_row(
                Padding(Text(row.label, style="bold" if changed else ""), (0, 0, 0, 2)),
                Text(row.before, style=COLOURS[row.old] if changed else "dim"),
                Text(row.now, style=COLOURS[row.new] if changed else "dim"),
            )
            yield table
            if row.through:
                yield Padding(Text(inert(row.through), style="dim"), (0, 0, 0, 4))
