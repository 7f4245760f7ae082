"""A retrospect for the terminal: the decisions, the statuses around them, and how the two agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from fto_check.problems.inert import inert
from fto_check.runs.decisions import DayStatuses, DecisionOutcome, Moment, Occasion, Retrospect
from fto_check.views.decisions.words import DECIDED, TITLES, finding_words, official_words
from fto_check.views.official import MORE_NAMES, age_text, doubt_text
from fto_check.views.terminal import COLOURS, heading
from fto_check.views.words import MARKS, count, judged_on


def render(retrospect: Retrospect) -> RenderableType:
    """Return a table of the days for each profile, then the findings."""
    title = f"Official decisions on {count(len(retrospect.profiles), 'organization')} beside the evidence"
    marks = ", ".join(criterion.heading for criterion in retrospect.statute.criteria)
    age = age_text(retrospect.list_as_of, retrospect.as_of)
    file = f"; it is {retrospect.file}" if retrospect.file is not None else ""
    return Group(
        heading(f"{title}, to {judged_on(retrospect.as_of, retrospect.known_by)}"),
        Text(f"Three marks: {marks}. The word: the three together. Each day under its own law.", style="dim"),
        *_law(retrospect),
        Text(),
        *_tables(retrospect),
        Text(),
        *_findings(retrospect),
        Text("What a file does not cite it cannot carry: a gap may be the file's.", style="dim"),
        Text(inert(f"The list was last read whole on {retrospect.list_as_of.isoformat()}{age}{file}."), style="dim"),
        Text(f"Its names are not all: {MORE_NAMES}.", style="dim"),
        Text(retrospect.statute.notice, style="italic"),
    )


def _law(retrospect: Retrospect) -> Iterator[RenderableType]:
    """Yield how the law of the earliest day differed from today's."""
    days = [moment.day for profile in retrospect.profiles for moment in profile.moments]
    if not days:
        return
    version = retrospect.statute.version_on(min(days))
    for later in retrospect.statute.later_than(version):
        said = f"Days before {later.version.isoformat()} are judged without the {later.short}: {later.changed}"
        yield Padding(Text(said, style="dim"), (0, 0, 0, 2))


def _tables(retrospect: Retrospect) -> Iterator[RenderableType]:
    """Yield, for each organization, its name and a table; the columns stand under each other."""
    late = "In hindsight" if retrospect.known_by is None else f"Known by {retrospect.known_by.isoformat()}"
    yield _Days((), late)
    for profile in retrospect.profiles:
        yield Text(inert(profile.organization), style="bold")
        if profile.official.doubt is not None:
            yield Text(inert(f"  unclear, since {doubt_text(profile.official)}"), style="dim")
        yield _Days(profile.moments, late)
    if any(not moment.certain for profile in retrospect.profiles for moment in profile.moments):
        yield Text("~ the day is not certain: fto-check record NAME says why", style="dim")
    if any(moment.occasion is Occasion.CHANGE for profile in retrospect.profiles for moment in profile.moments):
        yield Text("* never listed: a day from which a criterion comes out otherwise, in hindsight", style="dim")


@dataclass(frozen=True)
class _Days:
    """A table of days; without any, the head of all tables."""

    moments: tuple[Moment, ...]
    late: str

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        table = Table(box=None, padding=(0, 2, 0, 0), show_header=not self.moments, header_style="dim", pad_edge=False)
        wide = options.max_width >= 77
        for name, width in (("  Day", 14), ("Official list", 13), ("Published by that day", 21), (self.late, 21)):
            table.add_column(name, width=width if wide else min(width, options.max_width // 4 - 2), overflow="fold")
        for moment in self.moments:
            decided = moment.occasion in DECIDED
            changed = " *" if moment.occasion is Occasion.CHANGE else ""
            official = Text(("→ " if decided else "") + official_words(moment), style="bold" if decided else "")
            day = f"  {moment.day.isoformat()}{changed if moment.certain else ' ~'}"
            table.add_row(Text(day), official, _cell(moment.then), _cell(moment.hindsight))
        yield table


def _cell(found: DayStatuses) -> Text:
    """Return the marks of the criteria and the word of the three together."""
    marks = [Text(MARKS[status], style=COLOURS[status]) for status in found.criteria.values()]
    return Text.assemble(*marks, " ", (found.overall.words, COLOURS[found.overall]))


def _findings(retrospect: Retrospect) -> Iterator[RenderableType]:
    for outcome, title in TITLES.items():
        pairs = retrospect.of(outcome)
        if pairs:
            yield Text(f"{title}:", style="bold")
        if outcome is DecisionOutcome.AGREES and pairs:  # nothing to look into: one paragraph
            said = "; ".join(f"{profile.organization}, {moment.day.isoformat()}" for profile, moment in pairs)
            yield Padding(Text(inert(said), style="dim"), (0, 0, 0, 2))
        else:
            for profile, moment in pairs:
                yield Padding(Text(inert(finding_words(retrospect, profile, moment, outcome))), (0, 0, 0, 2))
    yield Text()
