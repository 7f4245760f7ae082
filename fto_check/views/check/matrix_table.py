"""The overview of several organizations: their statuses, how firm they are, and why the weakest criterion is weak."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.box import Box
from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

from fto_check.law.status import Status
from fto_check.runs.answer import weakest_of, why_status
from fto_check.runs.facts import facts_of
from fto_check.runs.report import ProfileReport, Report
from fto_check.views.official import standing_words
from fto_check.views.report_words import MATRIX_NEXT, qualifier, short_reason
from fto_check.views.terminal import COLOURS, safe_text, status_text
from fto_check.views.words import count, judged_on, run_words

ROOMY = 96  # columns from which on the three together have a column, else they stand under the name
WIDE = 120  # from which on the official list has one
WIDEST = 140  # the reasons have ids from here on
MOST_REASON = 36
_RULE_BELOW_HEAD = Box("    \n    \n ── \n    \n    \n    \n    \n    \n")


class OverviewRow(NamedTuple):
    """An organization in the overview, in the words of each width."""

    name: str
    overall: Status
    reason: str
    """Why the weakest criterion is no better."""
    named_reason: str
    """The same, with ids."""
    criteria: tuple[tuple[Status, str | None], ...]
    """The status of each criterion, and how firm it is or why it is no better."""
    listed: str | None
    """How it stands on the official list; None if no record was consulted."""


def show(profile: ProfileReport) -> OverviewRow:
    """Return the row of a profile."""
    assessment = profile.assessment
    weakest = weakest_of(assessment, facts_of(assessment))
    findings = {one.id: one.finding for one in assessment.criteria}
    return OverviewRow(
        name=assessment.profile.organization.name,
        overall=assessment.overall,
        reason=short_reason(weakest, named=False),
        named_reason=short_reason(weakest, named=True),
        criteria=tuple((one.status, qualifier(one, why_status(one.finding, findings))) for one in assessment.criteria),
        listed=standing_words(profile.record) if profile.record is not None else None,
    )


class Matrix:
    """The organizations of a run by the three criteria."""

    def __init__(self, report: Report, rows: Sequence[OverviewRow]) -> None:
        self.report, self.rows = report, rows

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        report, width = self.report, min(options.max_width, WIDEST)
        yield Text(
            f"{count(len(self.rows), 'organization')} on {judged_on(report.as_of, report.known_by)}", style="bold"
        )
        for given in run_words(report):
            yield from safe_text(given, "bold").wrap(console, width)
        yield self._table(width)
        if width >= WIDE and report.list_file is not None:
            yield safe_text(f"Official list: {report.list_file}", "dim")
        yield Text()
        yield from Text(MATRIX_NEXT, style="dim").wrap(console, width)
        yield from Text(report.statute.notice, style="dim").wrap(console, width)

    def _table(self, width: int) -> Table:
        roomy, wide = width >= ROOMY, width >= WIDE
        table = Table(
            box=_RULE_BELOW_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), header_style="dim",
            border_style="dim", width=width,
        )  # fmt: skip
        table.add_column("Organization", ratio=1, overflow="fold")
        for criterion in self.report.statute.criteria:
            table.add_column(criterion.heading, no_wrap=True)
        if roomy:
            table.add_column("Together", max_width=MOST_REASON, overflow="fold")
        if wide and any(row.listed for row in self.rows):
            table.add_column("Official list", no_wrap=True)
        for row in self.rows:
            table.add_row(*_cells(row, roomy=roomy, wide=wide, named=width >= WIDEST))
        return table


def _cells(row: OverviewRow, *, roomy: bool, wide: bool, named: bool) -> Iterator[Text]:
    name, reason = safe_text(row.name), safe_text(row.named_reason if named else row.reason, "dim")
    together = Text.assemble(status_text(row.overall), "\n", reason)
    yield name if roomy else Text.assemble(name, "\n", together)
    for status, said in row.criteria:
        yield _standing(status, said)
    if roomy:
        yield together
    if wide and row.listed is not None:
        yield Text(row.listed)


def _standing(status: Status, said: str | None) -> Text:
    """Return a status, and in a second line how firm it is or why it is no better."""
    text = Text(status_text(status).plain, style=COLOURS[status])
    return Text.assemble(text, (f"\n  {said}", "dim")) if said else text
