"""A retrospect for the terminal: the decisions, what the evidence came to around them, and what that says."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule as Line
from rich.table import Table
from rich.text import Text

from fto_check.formats.table import COLOURS
from fto_check.formats.words import MARKS
from fto_check.inert import inert
from fto_check.official.record import age_text
from fto_check.retrospect import Moment, Occasion, Outcome, ProfileRetrospect, Retrospect, Statuses
from fto_check.status import Status

TITLES = {
    Outcome.ALREADY: "Evidence published before the designation carries all three",
    Outcome.ON_THE_DAY: "Evidence published by the day of the designation carries all three",
    Outcome.HINDSIGHT: "Only evidence published after the designation carries all three",
    Outcome.NOT_CARRIED: "The evidence cited does not carry all three on the day of the designation",
    Outcome.DISAGREES: "List and checklist disagree",
    Outcome.OPEN: "The checklist finds it contested",
    Outcome.AGREES: "List and checklist agree",
}


def render(retrospect: Retrospect) -> RenderableType:
    """Return a table of the days for each profile, then what they come to."""
    count = len(retrospect.profiles)
    known = f", hindsight up to {retrospect.known_by.isoformat()}" if retrospect.known_by is not None else ""
    title = f"Official decisions on {count} {'organization' if count == 1 else 'organizations'} beside the evidence"
    marks = ", ".join(criterion.heading for criterion in retrospect.statute.criteria)
    age = age_text(retrospect.list_as_of, retrospect.as_of)
    return Group(
        Line(Text(f"{title}, to {retrospect.as_of.isoformat()}{known}", style="bold"), align="left",
             characters="━", style="bold"),
        Text(f"Three marks: {marks}. The word: the three together. Each day under its own law.", style="dim"),
        Text(),
        *_tables(retrospect),
        Text(),
        *_findings(retrospect),
        Text("What a file does not cite it cannot carry: a gap may be the file's.", style="dim"),
        Text(f"The list was last read whole on {retrospect.list_as_of.isoformat()}{age}.", style="dim"),
        Text(retrospect.statute.notice, style="italic"),
    )  # fmt: skip


def _tables(retrospect: Retrospect) -> Iterator[RenderableType]:
    """Yield, for each organization, its name and a table; the columns stand under each other."""
    yield _days((), head=True)
    for profile in retrospect.profiles:
        yield Text(inert(profile.organization), style="bold")
        yield _days(profile.moments)


def _days(moments: tuple[Moment, ...], *, head: bool = False) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=head, header_style="dim", pad_edge=False)
    for name, width in (("Day", 12), ("Official list", 13), ("Published by that day", 21), ("In hindsight", 21)):
        table.add_column(name, width=width, no_wrap=True)
    for moment in moments:
        strong = moment.occasion in (Occasion.DESIGNATION, Occasion.DELISTING)
        official = Text(_official(moment), style="bold" if strong else "")
        table.add_row(Text(f"  {moment.day.isoformat()}"), official, _cell(moment.then), _cell(moment.hindsight))
    return table


def _official(moment: Moment) -> str:
    if moment.occasion is Occasion.DESIGNATION:
        return "→ designated"
    if moment.occasion is Occasion.DELISTING:
        return "→ delisted"
    return moment.official.words


def _cell(found: Statuses) -> Text:
    """Return the marks of the criteria and the word of the three together."""
    marks = [Text(MARKS[status], style=COLOURS[status]) for status in found.criteria.values()]
    return Text.assemble(*marks, " ", (found.overall.words, COLOURS[found.overall]))


def _findings(retrospect: Retrospect) -> Iterator[RenderableType]:
    for outcome, title in TITLES.items():
        pairs = retrospect.of(outcome)
        if pairs:
            yield Text(f"{title}:", style="bold")
        if outcome is Outcome.AGREES and pairs:  # nothing to look into: one paragraph
            said = "; ".join(f"{profile.organization}, {moment.day.isoformat()}" for profile, moment in pairs)
            yield Padding(Text(inert(said), style="dim"), (0, 0, 0, 2))
        else:
            for profile, moment in pairs:
                yield Padding(Text(inert(_finding(retrospect, profile, moment, outcome))), (0, 0, 0, 2))
    yield Text()


def _finding(retrospect: Retrospect, profile: ProfileRetrospect, moment: Moment, outcome: Outcome) -> str:
    said = f"{profile.organization}, {moment.day.isoformat()}"
    if moment.occasion in (Occasion.DELISTING, Occasion.TODAY):
        said += f": {moment.official.words}, and {moment.hindsight.overall.words}"
    found = moment.hindsight
    if outcome is Outcome.HINDSIGHT:
        found = moment.then
    short = [
        f"{retrospect.statute.by_id[name].heading.lower()} {status.words}"
        for name, status in found.criteria.items()
        if status is not Status.MET
    ]
    return f"{said} ({', '.join(short)})" if short else said
