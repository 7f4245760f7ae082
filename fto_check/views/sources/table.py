"""The sources of a profile for the terminal: a row for each, or all about one."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.text import Text

from fto_check.runs.sources import Bibliography, SourceEntry
from fto_check.views.source_words import (
    address_lines,
    grade_words,
    resting_words,
    source_lines,
    standing_words,
    without_words,
)
from fto_check.views.sources.words import EACH, decisive, next_command, scope, title
from fto_check.views.terminal import flow, heading, safe_text, said_lines, source_link
from fto_check.views.text_table import GAP, TextRows

WIDEST = 140  # columns: a title in longer lines is hard to read
GRADE = 5
RESTING = 3 / 8  # of the width beside the grade: a title is longer than what is said of its weight


def render(found: Bibliography) -> RenderableType:
    """Return a table of all sources, or everything about those that were asked for."""
    foot: list[RenderableType] = [Text()]
    if len(found.entries) != 1:
        foot.append(safe_text(decisive(found), "bold"))
    if found.asked is None and (command := next_command(found.path)) is not None:
        foot.append(safe_text(command))
    foot.append(Text(found.assessment.statute.notice, style="italic"))
    body = [_Table(found)] if found.asked is None else list(_details(found))
    return Group(heading(title(found)), safe_text(f"{scope(found)}. {EACH}", "dim"), *body, *foot)


class _Table:
    """A row for each source; its addresses stand below it, where a line has room for them whole."""

    def __init__(self, found: Bibliography) -> None:
        self.found = found

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = min(options.max_width, WIDEST)
        room = max(width - GRADE - 2 * GAP, 2)
        resting = max(int(room * RESTING), 1)
        widths = (GRADE, max(room - resting, 1), resting)
        if not self.found.entries:
            return
        head = [Text(said, style="dim") for said in ("Grade", "Source", "What rests on it")]
        yield TextRows(widths, [head])
        for entry in self.found.entries:
            yield Text("─" * width, style="dim")
            grade = safe_text(entry.source.reliability.center(GRADE), "bold")
            yield TextRows(widths, [[grade, self._source(entry, widths[1]), self._resting(entry)]])
            yield from said_lines(address_lines(entry.source), GRADE + GAP)

    def _source(self, entry: SourceEntry, width: int) -> Text:
        source = entry.source
        named = source_link(entry.id, self.found.assessment.profile)
        return Text("\n").join(
            [
                safe_text(f"{source.title} · {source.publisher}"),
                flow([named, *standing_words(entry)], width),
                safe_text(f"Graded {grade_words(source)}", "dim"),
            ]
        )

    def _resting(self, entry: SourceEntry) -> Text:
        statute = self.found.assessment.statute
        said = without_words(entry, statute)
        falls = [
            safe_text(one, "bold" if moves else "dim")
            for one, moves in zip(said, (entry.without, entry.without_origin), strict=False)
        ]
        return Text("\n").join([safe_text(resting_words(entry, statute), "" if entry.counted else "dim"), *falls])


def _details(found: Bibliography) -> Iterator[RenderableType]:
    for entry in found.entries:
        yield Text()
        yield Text.assemble(("Source  ", "dim"), safe_text(entry.id, "bold"))
        yield from said_lines(source_lines(entry, found.assessment.statute), 2)
