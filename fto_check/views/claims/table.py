"""The claims of one source for the terminal: each in a row with what the rest says, the answers, the counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.box import Box
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.rule import Rule as Line
from rich.table import Table
from rich.text import Text

from fto_check.law.statute import OVERALL
from fto_check.runs.claims import Claim, ClaimsReport, OrganizationAnswers, Statuses
from fto_check.views.claims.words import (
    ANSWERS_HEADING,
    LEGEND,
    NO_CLAIMS,
    SAME,
    about_words,
    answer_rows,
    closing_words,
    day_words,
    held_words,
    label_words,
    marks_legend,
    next_commands,
    place_words,
    remarks,
    same_words,
    sign_of,
    source_words,
)
from fto_check.views.terminal import COLOURS, address_link, flow, safe_text
from fto_check.views.words import MARKS

WIDEST = 140  # columns: a claim in longer lines is hard to read
IN_COLUMNS = 96  # columns from which on what the rest says stands beside the claim, else below it
FULL_NAME = 44  # columns for organizations from which on they stand with their full names
ANSWER = 19  # columns for an answer: three marks and the longest status
GUTTER = 10  # columns for the words before the closing lines
PLACE = 16  # the most columns for a place
GAP = 1
_RULE_BELOW_HEAD = Box("    \n    \n ── \n    \n    \n    \n    \n    \n")


def render(report: ClaimsReport, *, quiet: bool = False) -> RenderableType:
    """Return the claims as wide as the terminal is; `quiet` leaves out each by itself."""
    return _Claims(report, quiet=quiet)


class _Claims:
    def __init__(self, report: ClaimsReport, *, quiet: bool) -> None:
        self.report, self.quiet = report, quiet

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = min(options.max_width, WIDEST)
        narrow = options.update(width=width)
        for part in self._parts(console, width):
            yield from console.render(part, narrow)

    def _parts(self, console: Console, width: int) -> Iterator[RenderableType]:
        report = self.report
        yield from _head(report, width)
        yield Text()
        if not self.quiet:
            yield _claims_table(report, width) if report.claims else Text(NO_CLAIMS)
            if report.claims:
                yield from Text(LEGEND, style="dim").wrap(console, width)
            yield Text()
        yield Text(ANSWERS_HEADING, style="bold")
        yield _answers_table(report.organizations, width)
        yield from Text(marks_legend(report) + same_words(report, "A name alone"), style="dim").wrap(console, width)
        yield Line(style="dim")
        for label, said in closing_words(report):
            yield _labelled(label, safe_text(said), width, console)
        if commands := list(next_commands(report)):
            yield _labelled("Next", flow(commands, width - GUTTER, ""), width, console)
        yield from Text(report.statute.notice, style="dim").wrap(console, width)


def _head(report: ClaimsReport, width: int) -> Iterator[RenderableType]:
    source = report.source
    title = address_link(source.url, source.title) if source.url is not None else safe_text(source.title)
    title.stylize("bold")
    yield title
    yield flow(list(source_words(report)), width)
    yield safe_text(day_words(report), "dim")
    yield from (safe_text(said, "bold") for said in remarks(report))


def _labelled(label: str, text: Text, width: int, console: Console) -> Text:
    lines = text.wrap(console, max(width - GUTTER, 1))
    head = Text(label.ljust(GUTTER), style="bold")
    return Text("\n").join(
        Text.assemble(head if number == 0 else " " * GUTTER, line) for number, line in enumerate(lines)
    )


def _claims_table(report: ClaimsReport, width: int) -> Table:
    beside = width >= IN_COLUMNS
    table = _table(width)
    table.add_column("", width=1)
    places = [len(safe_text(place_words(claim)).plain) for claim in report.claims]
    table.add_column("Place", width=min(max(len("Place"), *places), PLACE), overflow="fold")
    table.add_column("Claim", ratio=1, overflow="fold")
    if beside:
        table.add_column("What the rest of the evidence says", ratio=1, overflow="fold")
    place = None
    for claim in report.claims:
        said = place_words(claim)
        row = [Text(sign_of(claim), style="bold"), safe_text(said if said != place else "", "dim")]
        held = _held(claim, report)
        table.add_row(*row, *([_claim(claim), held] if beside else [Group(_claim(claim), Padding(held, (0, 0, 0, 2)))]))
        place = said
    return table


def _claim(claim: Claim) -> Text:
    return Text.assemble(safe_text(claim.text), "  ", safe_text(about_words(claim), "dim"))


def _held(claim: Claim, report: ClaimsReport) -> Text:
    return Text("\n").join(safe_text(said) for said in held_words(claim, report))


def _answers_table(organizations: Sequence[OrganizationAnswers], width: int) -> Table:
    table = _table(None)
    names = width - 3 * (ANSWER + 2 * GAP)  # the box has a gap beside the padding
    rows = [(one, row) for one in organizations for row in answer_rows(one)]
    labels = [safe_text(label_words(one, row, full=names >= FULL_NAME)) for one, row in rows]
    table.add_column("Organization", width=min(names, max(label.cell_len for label in labels)), overflow="fold")
    for head in ("With it", "Without it", "Nothing but it"):
        table.add_column(head, no_wrap=True, width=ANSWER)
    for (_, row), label in zip(rows, labels, strict=True):
        whole, without, only = row.answers.whole, row.answers.without, row.answers.only
        table.add_row(label, _answer(whole), _same(without, whole), _answer(only))
    return table


def _same(statuses: Statuses, others: Statuses) -> Text:
    return Text(SAME, style="dim") if statuses == others else _answer(statuses)


def _answer(statuses: Statuses) -> Text:
    marks = Text().join(
        Text(MARKS[status], style=COLOURS[status]) for name, status in statuses.items() if name != OVERALL
    )
    return Text.assemble(marks, " ", (statuses[OVERALL].words, COLOURS[statuses[OVERALL]]))


def _table(width: int | None) -> Table:
    return Table(
        box=_RULE_BELOW_HEAD, show_edge=False, pad_edge=False, padding=(0, GAP, 0, 0), header_style="dim",
        border_style="dim", width=width,
    )  # fmt: skip
