"""The official status of an organization in words, which every view of it shares."""

from __future__ import annotations

from datetime import date

from fto_check.record.entry import OfficialStatus
from fto_check.views.words import count


def official_text(found: OfficialStatus, day: date) -> str:
    """Return an official status in a few words: the status, its days, the entry and the list."""
    if found.candidates:
        return f"unclear, since the list has several organizations by these names ({', '.join(found.candidates)})"
    assert found.status is not None
    said = found.status.words
    if found.since is not None:
        said += f" {'from' if found.until is not None else 'since'} {found.since.isoformat()}"
    if found.until is not None:
        said += f" to {found.until.isoformat()}"
    if found.entry is not None and not found.entry.is_certain and found.since is not None:
        said += ", the day not certain"
    elif found.entry is not None and found.entry.confidence == "low" and found.list_as_of <= day:
        said += f" as far as is known: it was by {found.entry.designated.isoformat()}, the day itself not seen"
    where = f"{found.entry.id}, " if found.entry is not None else ""
    return f"{said} ({where}list of {found.list_as_of.isoformat()}{age_text(found.list_as_of, day)})"


def age_text(list_as_of: date, day: date) -> str:
    """Return how old the list is on a day after it; nothing for a day that it covers."""
    days = (day - list_as_of).days
    return "" if days <= 0 else f", {count(days, 'day')} old on that day"
