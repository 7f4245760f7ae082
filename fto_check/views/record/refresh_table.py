"""A downloaded list beside the record, for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from fto_check.problems.inert import inert
from fto_check.record.refresh import STATE_COPY, RecordChange, RecordChangeKind, Refresh
from fto_check.record.tags import TagComparison, Tagged, Untagged
from fto_check.views.terminal import heading
from fto_check.views.words import count

TITLES = {
    RecordChangeKind.ADDED: "Designated, and not in the record",
    RecordChangeKind.DELISTED: "Delisted since",
    RecordChangeKind.RELISTED: "Delisted in the record, designated in the file",
    RecordChangeKind.DESIGNATED_DAY: "Another day of designation",
    RecordChangeKind.DELISTED_DAY: "Another day of delisting",
    RecordChangeKind.PERHAPS: "Perhaps a designation of the record under another name or day, left out: look into it",
    RecordChangeKind.UNUSABLE: "Without usable days in the file, left out",
    RecordChangeKind.MISSING: "In the record and not in the file, kept as it is",
}


def render(found: TagComparison | Refresh) -> RenderableType:
    """Return what differs and in which direction."""
    return Group(*(_tags(found) if isinstance(found, TagComparison) else _dates(found)))


def _list(title: str, lines: list[str]) -> Iterator[RenderableType]:
    yield Text()
    yield Text(f"{title}: {len(lines) or 'none'}", style="bold")
    for line in lines:
        yield Padding(Text(inert(line)), (0, 0, 0, 2))


def _tags(found: TagComparison) -> Iterator[RenderableType]:
    snapshot = found.snapshot
    day = f"published {snapshot.published.isoformat()}" if snapshot.published is not None else "which states no day"
    yield heading(f"OFAC's list {snapshot.path} beside the record on {found.day.isoformat()}")
    said = f"{count(len(found.agreeing), 'organization is', 'organizations are')} tagged FTO and designated"
    yield Text(f"{count(snapshot.rows, 'entry', 'entries')}, {day}. {said}.")
    if found.list_file is not None:
        yield Text(inert(f"The record is {found.list_file}."), style="bold")
    if snapshot.without_aliases:
        yield Text("No ALT.CSV beside it: OFAC's names differ from State's, and most of State's stand there only.")
    yield from _list("Tagged by OFAC, not designated by the record", [_odd(odd) for odd in found.tagged])
    known = [odd for odd in found.untagged if odd.listed]
    yield from _list("Designated by the record, on OFAC's list without the tag", [_lacking(odd) for odd in known])
    absent = [f"{odd.entry.name} ({odd.entry.id})" for odd in found.untagged if not odd.listed]
    yield from _list("Designated by the record, not on OFAC's list by any name of it", absent)
    yield Text()
    yield Text(
        "The tag is not the list: it may come early, stand on parts of an organization, or be missing.", "italic"
    )


def _odd(odd: Tagged) -> str:
    said = f"{odd.listed.name} ({odd.listed.uid})"
    if odd.entry is not None and odd.standing is not None:
        return f"{said}: {odd.standing.words} in the record ({odd.entry})"
    if odd.part_of is not None:
        return f"{said}: a part of {odd.part_of}?"
    if odd.perhaps:
        return f"{said}: perhaps {' or '.join(odd.perhaps)}, by initials or a weak alias only"
    return f"{said}: not in the record by any name"


def _lacking(odd: Untagged) -> str:
    said = f"{odd.entry.name} ({odd.entry.id})"
    return f"{said}: " + "; ".join(f"{listed.name} ({listed.uid}) as {', '.join(listed.tags)}" for listed in odd.listed)


def _dates(found: Refresh) -> Iterator[RenderableType]:
    yield heading(f"{STATE_COPY}, {found.record.list_as_of.isoformat()}, beside the record")
    yield Text(inert(f"{count(len(found.snapshot.listed), 'organization')} in {found.snapshot.path}."))
    if found.before.file is not None:
        yield Text(inert(f"The record is {found.before.file}."), style="bold")
    if found.damage is not None:
        yield Text(inert(f"The file is damaged: {found.damage}."), style="bold")
    for kind, title in TITLES.items():
        changes = [change for change in found.changes if change.kind is kind]
        if changes:
            yield from _list(title, [_change(change) for change in changes])
    if not found.changes:
        yield Text("Nothing differs.")


def _change(change: RecordChange) -> str:
    days = [f"record {change.before}" if change.before else "", f"file {change.after}" if change.after else ""]
    shown = ", ".join(day for day in days if day)
    return f"{change.name} ({change.id})" + (f": {shown}" if shown else "")
