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
from fto_check.record.entry import CONFIDENCE_MEANING, OfficialStatus, Standing
from fto_check.record.listing import NOTICE, Listing
from fto_check.views.official import age_text
from fto_check.views.terminal import heading, safe_text
from fto_check.views.words import count, judged_on

MARKS = {Standing.DESIGNATED: "●", Standing.DELISTED: "○", Standing.NOT_LISTED: "–"}


def render(listing: Listing) -> RenderableType:
    """Return the list of a day as a table, or the designations that a name finds."""
    parts = _list(listing) if listing.name is None else _named(listing)
    return Group(*parts, Text(), *_foot(listing))


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
    if not listing.rows:
        said = "Nothing in the official record has this id, name or alias"
        if listing.near:
            yield Text(f"{said}, but some that are like it. It is not listed unless it is one of them:")
            yield safe_text("Did you mean: " + " · ".join(f"{name} [{entry_id}]" for name, entry_id in listing.near))
        else:
            yield Text(f"{said}: not listed, as far as the list goes.")
    for found in listing.rows:
        assert found.entry is not None
        yield Text()
        yield from _entry(found, listing.as_of)
        if listing.name is not None and fold(listing.name) not in {fold(found.entry.id), *found.entry.headlines}:
            yield Text("  Found by an alias, which may have been added after the designation.", style="dim")


def _entry(found: OfficialStatus, day: date) -> Iterator[RenderableType]:
    entry = found.entry
    assert entry is not None
    assert found.status is not None
    yield Text.assemble(f"{MARKS[found.status]} ", safe_text(entry.name, "bold"), "  ", safe_text(entry.id, "dim"))
    facts = [_status(found, day)]
    if entry.delisted is not None and found.status is Standing.DELISTED and entry.delisted_reason:
        facts.append(f"why: {entry.delisted_reason}")
    if entry.aliases:
        facts.append("also " + " · ".join(entry.aliases))
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
        return f"delisted on {entry.delisted}, after being designated since {entry.designated.isoformat()}"
    later = f" (until {entry.delisted.isoformat()})" if entry.delisted is not None else ""
    return f"designated since {entry.designated.isoformat()}{later}"


def _foot(listing: Listing) -> Iterator[RenderableType]:
    said = (
        f"The list was last read whole on {listing.list_as_of.isoformat()}{age_text(listing.list_as_of, listing.as_of)}"
    )
    yield Text(f"{said}.", style="bold" if listing.age else "dim")
    yield Text(NOTICE, style="italic")
