"""Text under text on a terminal: columns of a given width, and what stands further in.

rich has a table and a padding for this, which measure and lay out whatever is put into them. Here it is only ever text,
and the widths are known: that saves a third to a half of the time that a report takes to lay out.
"""

from __future__ import annotations

from typing import NamedTuple

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

GAP = 2
"""The spaces between two columns."""
_LINE = Text("\n")


_KEPT = "\u2800"  # a blank that is no space to what breaks lines


def wrapped(text: Text, console: Console, width: int) -> list[Text]:
    """Return text in lines of a width, none of which ends between a section sign and its number."""
    if "§ " not in text.plain:
        return list(text.wrap(console, width, overflow="fold"))
    kept = text.copy()
    kept.plain = kept.plain.replace("§ ", f"§{_KEPT}")
    lines = list(kept.wrap(console, width, overflow="fold"))
    for line in lines:
        line.plain = line.plain.replace(f"§{_KEPT}", "§ ")
    return lines


class TextRows(NamedTuple):
    """Rows of cells, each cell wrapped to the width of its column."""

    widths: tuple[int, ...]
    cells: list[list[Text]]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for row in self.cells:
            wrapped = [cell.wrap(console, width, overflow="fold") for cell, width in zip(row, self.widths, strict=True)]
            parts: list[Text] = []
            for number in range(max(map(len, wrapped))):
                if number:
                    parts.append(_LINE)
                spaces = 0
                for width, lines in zip(self.widths, wrapped, strict=True):
                    filled = 0
                    if number < len(lines):
                        if spaces:
                            parts.append(Text(" " * spaces))
                            spaces = 0
                        parts.append(lines[number])
                        filled = lines[number].cell_len
                    spaces += width + GAP - filled
            yield from Text().join(parts).render(console, end="\n")


class Indented(NamedTuple):
    """Text whose lines, wrapped ones too, are indented; its tail, such as an address, is never broken."""

    text: Text
    by: int
    tail: Text | None = None
    hanging: int = 0
    """How much further the lines after the first stand."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        space, further = Text(" " * self.by), Text(" " * (self.by + self.hanging))
        width = max(options.max_width - self.by - self.hanging, 1)
        lines = wrapped(self.text, console, width)
        if self.tail is not None:
            lines[-1].rstrip()
            if lines[-1].cell_len + 1 + self.tail.cell_len <= width:
                lines[-1] = Text.assemble(lines[-1], " " if lines[-1] else "", self.tail)
            else:
                lines.append(self.tail)
        parts = [part for number, line in enumerate(lines) for part in (_LINE, further if number else space, line)]
        yield from Text().join(parts[1:]).render(console, end="\n")
