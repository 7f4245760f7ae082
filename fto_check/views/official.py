"""The official status of an organization in words, which every view of it shares."""

from __future__ import annotations

from datetime import date

from fto_check.record.entry import Doubt, OfficialStatus, Standing
from fto_check.views.words import count

MORE_NAMES = "the notices in the Federal Register and OFAC's list have more"
"""Where the aliases are that the record lacks."""
NO_NAME_FITS = "no name fits"


def list_words(found: OfficialStatus) -> str:
    """Return the official status in a few words, with the day of the list."""
    if found.status is Standing.UNCLEAR:
        more = f" +{len(found.near) - 2}" if len(found.near) > 2 else ""
        perhaps = f"perhaps {', '.join(found.candidates[:2])}{more}" if found.near else "in another script"
        said = f"unclear, {perhaps}"
    else:
        said = _standing_text(found)
    file = f" ({found.file.short})" if found.file is not None else ""
    return f"official list {found.list_as_of.isoformat()}{file}: {said} (not counted)"


def official_text(found: OfficialStatus, day: date) -> str:
    """Return an official status in a few words: the status, its days, the entry and the list."""
    if found.doubt is not None:
        return f"unclear, since {doubt_text(found)}; {MORE_NAMES} ({_list_text(found, day)})"
    if found.entry is None:
        return f"{NO_NAME_FITS}: {MORE_NAMES} ({_list_text(found, day)})"
    said = _standing_text(found)
    if not found.entry.is_certain and found.since is not None:
        said += ", the day not certain"
    elif found.entry.confidence == "low" and found.list_as_of <= day:
        said += f" as far as is known: it was by {found.entry.designated.isoformat()}, the day itself not seen"
    return f"{said} ({found.entry.id}, {_list_text(found, day)})"


def _standing_text(found: OfficialStatus) -> str:
    """Return the status with its days: of a delisted organization those on which it came on the list and off it."""
    if found.status is Standing.DELISTED and found.since is not None and found.until is not None:
        return f"designated {found.since.isoformat()}, delisted {found.until.isoformat()}"
    since = f" since {found.since.isoformat()}" if found.since is not None else ""
    return f"{standing_words(found)}{since}"


def standing_words(found: OfficialStatus) -> str:
    """Return the status in a word or two.

    The record lacks some names, so of an organization that it does not know no more is said than that no name fits.
    """
    return NO_NAME_FITS if is_unknown(found) else found.status.words


def is_unknown(found: OfficialStatus) -> bool:
    """Return whether no name of the record fits: "not listed" is said of an entry that was designated later."""
    return found.status is Standing.NOT_LISTED and found.entry is None


def standing_value(found: OfficialStatus | None) -> str | None:
    """Return the status as a table for spreadsheets has it: a word of `Standing`, or `no_name_fits`."""
    if found is None:
        return None
    return NO_NAME_FITS.replace(" ", "_") if is_unknown(found) else str(found.status)


def doubt_text(found: OfficialStatus) -> str:
    """Return why a status is unclear, with the candidates."""
    ids = ", ".join(found.candidates)
    match found.doubt:
        case Doubt.SEVERAL:
            return f"the list has several organizations by these names: {ids}"
        case Doubt.INITIALS:
            return f"only initials among the names are on the list: {ids}"
        case Doubt.SCRIPT:
            return "the name is written in a script that cannot be compared with the list"
    return "the list has names like it: " + ", ".join(f"{one.name} [{one.group}]" for one in found.near)


def _list_text(found: OfficialStatus, day: date) -> str:
    said = f"list of {found.list_as_of.isoformat()}{age_text(found.list_as_of, day)}"
    return said + (f", {found.file.short}" if found.file is not None else "")


def age_text(list_as_of: date, day: date) -> str:
    """Return how old the list is on a day after it; nothing for a day that it covers."""
    days = (day - list_as_of).days
    return "" if days <= 0 else f", {count(days, 'day')} old on that day"
