"""Shared by the views for the terminal: the colour of a status, a heading, text from outside made safe."""

from __future__ import annotations

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.rule import Rule as Line
from rich.text import Text

from fto_check.law.status import Status
from fto_check.problems.inert import inert
from fto_check.views.words import status_words

COLOURS: dict[Status | None, str] = {
    Status.MET: "green",
    Status.CONTESTED: "yellow",
    Status.NOT_ESTABLISHED: "blue",
    Status.NOT_MET: "red",
    None: "dim",
}


def status_text(status: Status | None) -> Text:
    """Return mark and word of a status."""
    return Text(status_words(status), style=COLOURS[status])


def safe_text(text: str, style: str = "") -> Text:
    """Return text from outside, which neither moves the cursor nor is a command."""
    return Text(inert(text), style=style)


def heading(text: str) -> RenderableType:
    """Return a heading that is never cut: a line beside it where there is room, else as many lines as it needs."""
    return _Heading(inert(text))


class _Heading:
    def __init__(self, text: str) -> None:
        self.text = text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if cell_len(self.text) + 3 > options.max_width:
            yield Text(self.text, style="bold")
        else:
            yield Line(Text(self.text, style="bold"), align="left", characters="━", style="bold")
