"""A downloaded list held against the record: where OFAC's tag differs from it, and what State's dates would change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from fto_check.official.record import Entry, Record, Standing, fold
from fto_check.snapshots.shapes import Dated, Listed, OfacSnapshot, Period, StateSnapshot

STATE_COPY = "OpenSanctions' copy of the State Department's page"


@dataclass(frozen=True, slots=True)
class Tagged:
    """An entity that OFAC tags as an FTO while no designation in the record stands for it on the day.

    `entry` is what the record has by one of its names (delisted, or not designated yet), `part_of` a designated
    organization whose name its own begins with.
    """

    listed: Listed
    entry: str | None
    standing: Standing | None
    part_of: str | None


@dataclass(frozen=True, slots=True)
class Untagged:
    """A designation of the record without a tagged entity; `listed` are OFAC's entities by its names, if any."""

    entry: Entry
    listed: tuple[Listed, ...]


@dataclass(frozen=True)
class TagComparison:
    """OFAC's tag beside the record on a day. The tag is not the list: differences are reasons to look, not corrections.

    `agreeing` are the ids of the organizations that both have.
    """

    snapshot: OfacSnapshot
    day: date
    list_as_of: date
    agreeing: tuple[str, ...]
    tagged: tuple[Tagged, ...]
    untagged: tuple[Untagged, ...]


def compare_tags(record: Record, snapshot: OfacSnapshot, day: date) -> TagComparison:
    """Hold OFAC's tags against the designations of the record that stood on `day`."""
    by_group: dict[str, list[Listed]] = {}
    agreeing: set[str] = set()
    odd: list[Tagged] = []
    standing = {entry.group: entry for entry in record.listed_on(day) if not entry.merged_into}
    for listed in snapshot.listed:
        groups = _groups(record, (listed.name,), listed.aliases)
        for group in groups:
            by_group.setdefault(group, []).append(listed)
        if not listed.is_tagged:
            continue
        # A name of an organization that was merged into another stands for that one.
        groups = {record.by_id[group].merged_into or group for group in groups}
        if met := groups & standing.keys():
            agreeing |= met
        else:
            odd.append(_odd(record, listed, groups, standing, day))
    untagged = tuple(
        Untagged(entry, tuple(by_group.get(group, ())))
        for group, entry in standing.items() if group not in agreeing
    )  # fmt: skip
    return TagComparison(snapshot, day, record.list_as_of, tuple(sorted(agreeing)), tuple(odd), untagged)


def _groups(record: Record, names: Sequence[str], aliases: Sequence[str]) -> set[str]:
    """Return the ids of the organizations that names mean; aliases count only where no name does."""
    found = {entry.group for name in names for entry in record.find(name)}
    return found or {entry.group for alias in aliases for entry in record.find(alias)}


def _odd(record: Record, listed: Listed, groups: set[str], standing: dict[str, Entry], day: date) -> Tagged:
    known = [entry for group in sorted(groups) for entry in record.designations_of(group)]
    if known:
        return Tagged(listed, known[-1].id, known[-1].standing(day), None)
    name = fold(listed.name)
    parts = (group for group, entry in standing.items() if any(name.startswith(f"{known} ") for known in _long(entry)))
    return Tagged(listed, None, None, next(parts, None))


def _long(entry: Entry) -> Iterator[str]:
    """Yield the names of an entry that are long enough to tell, by what a name begins with, whose part it is."""
    return (name for name in (fold(_headline(entry.name)), *entry.names) if len(name) > 3)


def _headline(name: str) -> str:
    """Return a name without what stands in parentheses."""
    return re.sub(r"\(.*?\)", "", name)


class Kind(StrEnum):
    """What a file of State's list would change in the record."""

    ADDED = "added"
    DELISTED = "delisted"
    RELISTED = "relisted"
    DESIGNATED_DAY = "designated_day"
    DELISTED_DAY = "delisted_day"
    MISSING = "missing"
    UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: the record's day and the file's. `missing` and `undated` change nothing and are only told."""

    kind: Kind
    id: str
    name: str
    before: date | None
    after: date | None


@dataclass(frozen=True)
class Refresh:
    """A record brought up to a file of State's list, and what that changed."""

    snapshot: StateSnapshot
    record: Record
    changes: tuple[Change, ...]


def refresh(record: Record, snapshot: StateSnapshot, list_as_of: date) -> Refresh:
    """Return the record with the dates of a file of State's list; `list_as_of` is the day of the file.

    Names, reasons and notes stay; what the file lacks stays too, and is told.
    """
    entries = dict(record.by_id)
    changes: list[Change] = []
    claimed: set[str] = set()
    periods = [(dated, period) for dated in snapshot.listed for period in dated.periods]
    for dated, period in sorted(periods, key=lambda pair: pair[1].designated or date.max):
        entry = _match(record, dated, period, claimed)
        if entry is None:
            new = _new(dated, period, entries, list_as_of)
            if new is None:
                changes.append(Change(Kind.UNDATED, dated.uid, dated.name, None, None))
            else:
                entries[new.id] = new
                changes.append(Change(Kind.ADDED, new.id, new.name, None, new.designated))
                claimed.add(new.id)
            continue
        claimed.add(entry.id)
        found = list(_changes(entry, period))
        changes += found
        entries[entry.id] = _updated(entry, period, found, list_as_of)
    for entry in record.entries:
        if entry.id not in claimed and not entry.merged_into:
            changes.append(Change(Kind.MISSING, entry.id, entry.name, entry.designated, None))
    ordered = tuple(sorted(entries.values(), key=lambda entry: (entry.designated, fold(entry.name))))
    return Refresh(snapshot, Record(list_as_of, ordered), tuple(changes))


def _match(record: Record, dated: Dated, period: Period, claimed: set[str]) -> Entry | None:
    """Return the designation of the record that a period is: of the same organization, the nearest in time."""
    groups = _groups(record, (dated.name,), (*dated.aliases, *dated.previous))
    free = [entry for group in sorted(groups) for entry in record.designations_of(group) if entry.id not in claimed]
    day = period.designated
    near = [entry for entry in free if day is None or abs(entry.designated - day) < timedelta(days=365)]
    if not near:
        return None
    return min(near, key=lambda entry: abs(entry.designated - (day or entry.designated)))


def _changes(entry: Entry, period: Period) -> Iterator[Change]:
    if period.designated is not None and period.designated != entry.designated:
        yield Change(Kind.DESIGNATED_DAY, entry.id, entry.name, entry.designated, period.designated)
    if period.delisted is not None and period.delisted != entry.delisted:
        kind = Kind.DELISTED if entry.delisted is None else Kind.DELISTED_DAY
        yield Change(kind, entry.id, entry.name, entry.delisted, period.delisted)
    elif period.active and entry.delisted is not None:
        yield Change(Kind.RELISTED, entry.id, entry.name, entry.delisted, None)


def _updated(entry: Entry, period: Period, changes: list[Change], list_as_of: date) -> Entry:
    if not changes:
        return entry
    told = "; ".join(f"{change.kind.replace('_', ' ')}, {change.before or 'none'} before" for change in changes)
    note = f"{entry.note} Changed by {STATE_COPY} of {list_as_of.isoformat()}: {told}.".strip()
    delisted = period.delisted or (None if period.active else entry.delisted)
    new = {
        **entry.model_dump(), "designated": period.designated or entry.designated, "delisted": delisted, "note": note,
        "delisted_reason": entry.delisted_reason if delisted is not None else "", "confidence": "medium",
    }  # fmt: skip
    return Entry.model_validate(new)


def _new(dated: Dated, period: Period, entries: dict[str, Entry], list_as_of: date) -> Entry | None:
    if period.designated is None:
        return None
    stem = base = fold(_headline(dated.name)).replace(" ", "-")[:60].strip("-")
    base = stem = re.sub(r"[^a-z0-9-]", "", base) or "organization"
    if stem in entries:
        stem = f"{base}-{period.designated.year}"
    while stem in entries:
        stem += "-2"
    return Entry(
        id=stem, name=dated.name, aliases=(*dated.aliases, *dated.previous), designated=period.designated,
        delisted=period.delisted, confidence="medium", source_url=period.source_url or "",
        note=f"From {STATE_COPY} of {list_as_of.isoformat()}.",
    )  # fmt: skip
