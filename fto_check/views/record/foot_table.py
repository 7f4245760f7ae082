"""What stands below every answer from the official record: its day and file, and that it does not know all names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rich.console import RenderableType
from rich.text import Text

from fto_check.problems.inert import inert
from fto_check.record.listing import NOTICE
from fto_check.record.record import Record
from fto_check.views.official import MORE_NAMES, age_text


def foot(record: Record, day: date) -> Iterator[RenderableType]:
    """Yield the day of the list and how old it is, the file, how far its names go, and the notice."""
    said = f"The list was last read whole on {record.list_as_of.isoformat()}{age_text(record.list_as_of, day)}."
    if record.searched is not None and record.searched > record.list_as_of:
        said += f" Newer designations were searched for up to {record.searched.isoformat()}."
    yield Text(said, style="bold" if day > record.list_as_of else "dim")
    if record.file is not None:
        yield Text(inert(f"The record is {record.file}."), style="bold")
    whole = sum(bool(entry.aliases_from) for entry in record.entries)
    yield Text(
        f"The names are not all: the aliases of {whole} of {len(record.entries)} designations were read whole, of the "
        f"others the main ones; {MORE_NAMES}.",
        style="dim",
    )
    yield Text(NOTICE, style="italic")
