"""The terminal's view of a report: for each criterion a table of facts, and the answer at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.segment import Segment
from rich.text import Text

from fto_check.runs.facts import CriterionFacts, facts_of
from fto_check.runs.report import ProfileReport, Report
from fto_check.views.check.answer_table import Answer, Head
from fto_check.views.check.facts_table import Columns, FactsTable
from fto_check.views.check.formats import Detail
from fto_check.views.terminal import safe_text

if TYPE_CHECKING:
    from fto_check.runs.shown import ShownProfile
    from fto_check.views.check.matrix_table import OverviewRow


def render(report: Report, *, quiet: bool = False, detail: Detail | None = None) -> RenderableType:
    """Return a renderable of the whole run: of one profile its tables, of several the overview."""
    detail = detail or Detail()
    several = len(report.profiles) > 1
    parts: list[RenderableType] = []
    if report.faults and not report.profiles:
        parts += [safe_text(str(problem.message)) for problem in report.faults]
    if not quiet and (not several or detail.is_of_each):
        for number, profile in enumerate(report.profiles):
            parts += [Text()] if number else []
            parts.append(_full(profile, detail) if detail.full else ShortReport(profile, detail))
    elif quiet and not several:
        parts += [QuietReport(profile, detail) for profile in report.profiles]
    if several:
        overview = _overview(report, [show(profile) for profile in report.profiles])
        parts += [Text(), overview] if parts else [overview]
    return Group(*parts)


def show(profile: ProfileReport) -> OverviewRow:
    """Return the row of a profile in the overview."""
    from fto_check.views.check.matrix_table import show

    return show(profile)


# What draws one profile, and nothing else, is loaded for one profile.
def _overview(report: Report, rows: list[OverviewRow]) -> RenderableType:
    from fto_check.views.check.matrix_table import Matrix

    return Matrix(report, rows)


def _full(profile: ProfileReport, detail: Detail) -> RenderableType:
    from fto_check.views.check.full_table import FullReport

    return FullReport(profile, detail)


class OverviewWriter:
    """The overview of several profiles, of which it needs the rows alone."""

    def __init__(self) -> None:
        self.rows: list[OverviewRow] = []

    def begin(self, run: Report) -> str:
        """Return nothing yet: the columns are as wide as their widest cell."""
        del run
        return ""

    def add(self, found: ShownProfile) -> str:
        """Keep a row."""
        self.rows.append(found.shown)
        return ""

    def end(self, report: Report) -> RenderableType:
        """Return the overview; nothing of fewer than two profiles."""
        return _overview(report, self.rows) if len(self.rows) > 1 else ""


ROWS = 70  # of a short report, in which claims are whole while they leave it shorter
CLAIMS = (None, 3, 2)  # the rows that a claim may take, the first with which a report is short, else the last
FEWEST_SHOWN = 4  # facts of a criterion, where one less makes a report short
LIMITED = 100  # columns from which on a report is short by all means; narrower ones have longer rows


class ShortReport:
    """One profile: the facts that matter most for each criterion, or all facts of one criterion, then the answer."""

    def __init__(self, report: ProfileReport, detail: Detail) -> None:
        self.report, self.detail = report, detail
        self.facts = facts_of(report.assessment)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        head = [*console.render(Head(self.report.assessment, self.report.record), options)]
        answer = [*console.render(Answer(self.report, self.facts, self.detail), options)]
        room = ROWS - _rows(head) - _rows(answer)
        *longer, last = CLAIMS if self.detail.criterion is None else CLAIMS[:1]
        tries = [(most, self.facts) for most in (*longer, last)]
        if longer and options.max_width >= LIMITED:
            tries.append((last, facts_of(self.report.assessment, FEWEST_SHOWN)))
        fitting = (self._within(room, console, options, most, facts) for most, facts in tries)
        tables = next((found for found in fitting if found is not None), None)
        if tables is None:
            tables = [*console.render(Group(*self._tables(options.max_width, last, self.facts)), options)]
        yield from (*head, *tables, *answer)

    def _within(
        self, room: int, console: Console, options: ConsoleOptions, most: int | None, facts: tuple[CriterionFacts, ...]
    ) -> list[Segment] | None:
        """Return the tables if they are no longer than so many rows; the rest is not laid out once they are longer."""
        found: list[Segment] = []
        for part in self._tables(options.max_width, most, facts):
            segments = [*console.render(part, options)]
            room -= _rows(segments)
            if room < 0:
                return None
            found += segments
        return found

    def _tables(self, width: int, most: int | None, facts: tuple[CriterionFacts, ...]) -> Iterator[RenderableType]:
        assessment, wanted = self.report.assessment, self.detail.criterion
        columns = Columns.for_width(width, [one for one in facts if wanted in (None, one.criterion.id)])
        for number, one, known in _numbered(facts):
            if wanted in (None, one.criterion.id):
                yield Text()
                yield FactsTable(
                    number=number, facts=one, assessment=assessment, columns=columns, most=most,
                    rows=one.shown if wanted is None else one.rows, known=known if wanted is None else {},
                    named=number == 1 or wanted is not None, contextual=wanted is not None,
                )  # fmt: skip


def _rows(segments: Iterable[Segment]) -> int:
    return sum(segment.text.count("\n") for segment in segments)


class QuietReport:
    """One profile: its name and the first lines of the answer."""

    def __init__(self, report: ProfileReport, detail: Detail) -> None:
        self.report, self.detail = report, detail

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        assessment = self.report.assessment
        yield Head(assessment, self.report.record)
        yield Answer(self.report, facts_of(assessment), self.detail, brief=True)


def _numbered(facts: tuple[CriterionFacts, ...]) -> Iterator[tuple[int, CriterionFacts, dict[str, int]]]:
    """Yield the criteria with their numbers, and the facts that are shown under one before, with its number."""
    known: dict[str, int] = {}
    for number, one in enumerate(facts, 1):
        yield number, one, dict(known)
        for row in one.shown:
            known.setdefault(row.id, number)


WRITER = OverviewWriter
