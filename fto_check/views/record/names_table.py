"""What the official record says of each of many names, for the terminal."""

from __future__ import annotations

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from fto_check.record.listing import NameAnswer, NamesAnswer, NameStatus
from fto_check.views.official import doubt_text
from fto_check.views.record.foot_table import foot
from fto_check.views.terminal import heading, safe_text
from fto_check.views.words import count, judged_on

MARKS = {
    NameStatus.LISTED: "●",
    NameStatus.DELISTED: "○",
    NameStatus.NOT_LISTED: "–",
    NameStatus.UNCLEAR: "?",
}


def render(found: NamesAnswer) -> RenderableType:
    """Return a row for each name in the order given, and the counts."""
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 2, 0, 0), show_edge=False, pad_edge=False)
    table.add_column("Name", overflow="fold")
    table.add_column("On the list", no_wrap=True)
    table.add_column("What the record has", overflow="fold")
    for answer in found.answers:
        table.add_row(safe_text(answer.name), Text(f"{MARKS[answer.status]} {answer.status.words}"), _found(answer))
    counts = ", ".join(f"{found.count(status)} {status.words}" for status in NameStatus if found.count(status))
    title = f"{count(len(found.answers), 'name')} on {judged_on(found.as_of, found.known_by)}"
    return Group(heading(f"{title}: {counts}" if counts else title), table, Text(), *foot(found.record, found.as_of))


def _found(answer: NameAnswer) -> Text:
    official, entry = answer.official, answer.official.entry
    if official.doubt is not None:
        return safe_text(doubt_text(official))
    if entry is None:
        return Text()
    since = f", since {official.since.isoformat()}" if official.since is not None else ""
    until = f", until {official.until.isoformat()}" if official.until is not None else ""
    sure = "" if entry.is_certain else f" (the day is of {entry.confidence} confidence)"
    return safe_text(f"{entry.name} [{entry.id}]{since}{until}{sure}")
