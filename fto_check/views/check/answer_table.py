"""The head of a report on one organization and the answer at its end, as text of the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console, ConsoleOptions, RenderResult
from rich.rule import Rule as Line
from rich.text import Text

from fto_check.reasoning.findings import Assessment
from fto_check.record.entry import OfficialStatus
from fto_check.runs.answer import open_law, weakest_of, why_status
from fto_check.runs.facts import CriterionFacts, count_facts
from fto_check.runs.report import ProfileReport
from fto_check.views.check.facts_table import WIDEST
from fto_check.views.check.formats import Detail
from fto_check.views.official import list_words
from fto_check.views.report_words import (
    answer_words,
    counts_words,
    day_words,
    law_words,
    next_commands,
    open_law_words,
    standing_words,
    title_words,
    weakest_words,
)
from fto_check.views.terminal import COLOURS, flow, safe_text
from fto_check.views.words import given_words

GUTTER = 10  # columns for the words before the lines of the answer


class Head:
    """Who the organization is, the day, the law of the day, and the official status for comparison."""

    def __init__(self, assessment: Assessment, official: OfficialStatus | None) -> None:
        self.assessment, self.official = assessment, official

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = min(options.max_width, WIDEST)
        assessment = self.assessment
        title = safe_text(title_words(assessment.profile.organization, assessment.as_of))
        title.stylize("bold", 0, len(safe_text(assessment.profile.organization.name).plain))
        day = day_words(assessment)
        parts = [law_words(assessment)] + ([list_words(self.official)] if self.official is not None else [])
        space = width - title.cell_len - len(day)
        if space > 1:
            yield Text.assemble(title, " " * space, (day, "dim"))
        else:
            yield title
            parts.insert(0, day)
        yield flow(parts, width)
        yield from (safe_text(given, "bold") for given in given_words(assessment))


class Answer:
    """The answer, the criterion that it hangs on, the open law, the counts, and the commands that say more."""

    def __init__(
        self, report: ProfileReport, facts: Sequence[CriterionFacts], detail: Detail, *, brief: bool = False
    ) -> None:
        self.report, self.facts, self.detail, self.brief = report, facts, detail, brief

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = min(options.max_width, WIDEST)
        if not self.brief:
            yield Line(style="dim") if width == options.max_width else Text("─" * width, style="dim")
        for label, text in self._lines(width):
            lines = text.wrap(console, max(width - GUTTER, 1))
            head = Text(label.ljust(GUTTER), style="bold")
            yield Text("\n").join(
                Text.assemble(head if number == 0 else " " * GUTTER, line) for number, line in enumerate(lines)
            )
        if not self.brief:
            yield from (Text(self.report.assessment.statute.notice, style="dim").wrap(console, width))

    def _lines(self, width: int) -> Iterator[tuple[str, Text]]:
        assessment = self.report.assessment
        weakness = weakest_of(assessment, self.facts)
        said = safe_text(answer_words(assessment.overall, weakness))
        said.stylize(f"bold {COLOURS[assessment.overall]}", 0, said.plain.index(":"))
        yield "Answer", said
        yield "", self._criteria(width - GUTTER)
        yield "Weakest", safe_text(weakest_words(weakness))
        if self.brief:
            return
        for number, line in enumerate(open_law_words(open_law(assessment))):
            yield "" if number else "Open law", safe_text(line)
        yield "Evidence", safe_text(counts_words(count_facts(assessment)))
        if commands := list(
            next_commands(self.report.path, weakness.criterion.id, self.detail.asked, full=self.detail.full)
        ):
            yield "Next", flow(commands, width - GUTTER, "")

    def _criteria(self, width: int) -> Text:
        """Return the statuses of the three criteria, none of them broken."""
        criteria = {one.id: one.finding for one in self.report.assessment.criteria}
        parts = [
            Text.assemble(
                f"{number} {criterion.finding.node.heading} ",
                (standing_words(criterion, why_status(criterion.finding, criteria)), COLOURS[criterion.status]),
            )
            for number, criterion in enumerate(self.report.assessment.criteria, 1)
        ]
        return flow(parts, width, "")
