"""Shared by the views for the terminal: the colour of a status, a heading, text from outside made safe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.rule import Rule as Line
from rich.style import Style
from rich.text import Text

from fto_check.law.status import Status
from fto_check.problems.inert import inert, inert_link
from fto_check.profile.models import Profile
from fto_check.views.blocks import SaidLine, Tone
from fto_check.views.text_table import Indented
from fto_check.views.words import status_words

COLOURS: dict[Status | None, str] = {
    Status.MET: "color(28)",
    Status.CONTESTED: "color(130)",
    Status.NOT_ESTABLISHED: "color(31)",
    Status.NOT_MET: "color(160)",
    None: "dim",
}
"""Green, brown, teal and red, each about as far from black as from white (a contrast of 4 to 5): a terminal may be
either. The word and the mark of a status say the same without colour."""


class AnyEncoding(Console):
    """A console that lays out as if each mark could be written: the program puts stand-ins of the same width later.

    rich would draw other boxes for an encoding that lacks lines, with more columns.
    """

    @property
    def encoding(self) -> str:
        """The encoding that rich lays out for."""
        return "utf-8"


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


def source_link(source_id: str, profile: Profile) -> Text:
    """Return the id of a source, which leads to its address on terminals that have links."""
    source = profile.sources[source_id]
    return address_link(source.url, source_id) if source.url is not None else safe_text(source_id)


def address_link(url: str, text: str) -> Text:
    """Return text that leads to a web address on terminals that have links (OSC 8)."""
    address = inert_link(url)
    said = safe_text(text)
    if address is not None:
        said.stylize(Style(link=address.replace("&amp;", "&")))
    return said


TONES = {Tone.STRONG: "bold", Tone.PLAIN: "", Tone.DIM: "dim"}


def said_lines(lines: Iterable[SaidLine], by: int = 0) -> Iterator[RenderableType]:
    """Yield lines, each indented by its level; an address at the end of one is never broken."""
    for line in lines:
        tail = address_link(line.link, line.link) if line.link is not None else None
        yield Indented(safe_text(line.text, TONES[line.tone]), by + 2 * line.level, tail)


def flow(parts: Sequence[str | Text], width: int, style: str = "dim", between: str = " · ") -> Text:
    """Return parts with points between them, in lines that break between two parts and begin with none."""
    text, used = Text(style=style), 0
    for number, part in enumerate(parts):
        said = safe_text(part) if isinstance(part, str) else part
        if number:
            broken = used + len(between) + said.cell_len > width
            text.append("\n" if broken else between)
            used = 0 if broken else used + len(between)
        text.append_text(said)
        used += said.cell_len
    return text
