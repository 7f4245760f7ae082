"""The official list for the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from fto_check.documents.names import fold
from fto_check.record.entry import CONFIDENCE_MEANING, Entry, OfficialStatus, Standing
from fto_check.record.listing import Listing, NameStatus
from fto_check.views.official import doubt_text
from fto_check.views.record.foot_table import foot
from fto_check.views.terminal import heading, safe_text
from fto_check.views.words import count, judged_on

MARKS = {Standing.DESIGNATED: "●", Standing.DELISTED: "○", Standing.NOT_LISTED: "–", Standing.UNCLEAR: "?"}


def render(listing: Listing) -> RenderableType:
    """Return the list of a day as a table, or the designations that a name finds."""
    parts = _list(listing) if listing.name is None else _named(listing)
    return Group(*parts, Text(), *foot(listing.record, listing.as_of))


def _list(listing: Listing) -> Iterator[RenderableType]:
    merged = sum(1 for found in listing.rows if found.entry is not None and found.entry.merged_into)
    yield heading(f"{count(len(listing.rows), 'designation')} on {judged_on(listing.as_of, listing.known_by)}")
    if not listing.rows:
        return
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 2, 0, 0), show_edge=False, pad_edge=False)
    table.add_column("Since", no_wrap=True)
    table.add_column("Organization", overflow="fold")
    table.add_column("Id", overflow="fold")
    for found in listing.rows:
        entry = found.entry
        assert entry is not None
        name = safe_text(entry.name)
        if entry.merged_into:
            name.append_text(safe_text(f" (later merged into {entry.merged_into})", "dim"))
        since = entry.designated.isoformat() + ("" if entry.confidence == "high" else " ~")
        table.add_row(Text(since), name, safe_text(entry.id, "dim"))
    yield table
    if any(found.entry is not None and found.entry.confidence != "high" for found in listing.rows):
        yield Text("~ the day is not certain: ask for the organization by its name or id", style="dim")

    if merged:
        said = (
            f"{count(merged, 'organization')} merged into another, which was once designated apart: no row of its own"
        )
        yield Text(f"{said} on State's page today.", style="dim")


def _named(listing: Listing) -> Iterator[RenderableType]:
    yield heading(f"{listing.name} on {judged_on(listing.as_of, listing.known_by)}")
    answer = listing.answer
    assert answer is not None
    if answer.status is NameStatus.UNCLEAR:
        yield safe_text(f"Unclear, since {doubt_text(answer.official)}.")
    elif not listing.rows:
        yield Text("Nothing in the official record has this id, name or alias, or one like it: not listed, as far as")
        yield Text("its names go.")
    for found in listing.rows:
        assert found.entry is not None
        yield Text()
        yield from _entry(found, listing.as_of)
        if not _is_headline(listing.name, found.entry):
            yield Text("  Found by an alias, which may have been added after the designation.", style="dim")


def _entry(found: OfficialStatus, day: date) -> Iterator[RenderableType]:
    entry = found.entry
    assert entry is not None
    yield Text.assemble(f"{MARKS[found.status]} ", safe_text(entry.name, "bold"), "  ", safe_text(entry.id, "dim"))
    facts = [_status(found, day)]
    if entry.delisted is not None and found.status is Standing.DELISTED and entry.delisted_reason:
        facts.append(f"why: {entry.delisted_reason}")
    if entry.aliases:
        facts.append("also " + " · ".join(entry.aliases))
    known = f"as in: {entry.aliases_from}" if entry.aliases_from else "the main ones only"
    facts.append(f"its other names are {known}")
    if entry.merged_into:
        facts.append(f"merged into {entry.merged_into}")
    facts.append(f"{entry.confidence} confidence: {CONFIDENCE_MEANING[entry.confidence]}")
    if entry.note:
        facts.append(entry.note)
    if entry.federal_register:
        facts.append(f"Federal Register: {entry.federal_register}")
    if entry.source_url:
        facts.append(f"read at {entry.source_url}")
    for index, fact in enumerate(facts):
        yield Padding(safe_text(fact, "" if index == 0 else "dim"), (0, 0, 0, 2))


def _status(found: OfficialStatus, day: date) -> str:
    """Return how a designation stood on the day, and what came later."""
    entry = found.entry
    assert entry is not None
    if found.status is Standing.NOT_LISTED:
        if entry.confidence == "low" and found.list_as_of <= day:
            return f"not listed as far as is known: it was by {entry.designated.isoformat()}, the day itself not seen"
        return f"not listed on that day: designated on {entry.designated.isoformat()}, later"
    if found.status is Standing.DELISTED:
        return f"designated {entry.designated.isoformat()}, delisted {entry.delisted}"
    later = f" (until {entry.delisted.isoformat()})" if entry.delisted is not None else ""
    return f"designated since {entry.designated.isoformat()}{later}"


def _is_headline(name: str | None, entry: Entry) -> bool:
    """Say whether a name is the id of an entry, or a name under which the list has it."""
    return name is not None and fold(name) in {fold(entry.id), *entry.headlines}
