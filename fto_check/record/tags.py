"""OFAC's tag for designated organizations compared with the record on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fto_check.documents.names import NEAR, fold, is_initials, likeness
from fto_check.record.entry import Entry, RecordFile, Standing
from fto_check.record.record import Record
from fto_check.record.snapshots.shapes import Listed, OfacSnapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagged:
    """An entity that OFAC tags as an FTO although no designation of the record stands for it on the day."""

    listed: Listed
    entry: str | None = None
    """The id of a designation by one of its names that has ended, or is not made yet."""
    standing: Standing | None = None
    """The standing of that designation on the day."""
    part_of: str | None = None
    """The id of a designated organization with whose name the entity's name begins."""
    perhaps: tuple[str, ...] = ()
    """The organizations that the entity may be, where a weak alias or a set of initials says so, or several names."""


@dataclass(frozen=True, slots=True)
class Untagged:
    """A designation of the record without a tagged entity."""

    entry: Entry
    listed: tuple[Listed, ...]
    """OFAC's entities by one of its names, which lack the tag or stand for another designation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TagComparison:
    """OFAC's tag beside the record on a day. The tag is not the list: differences are reasons to look, not corrections.

    Each organization of the record is under `agreeing` or `untagged`.
    """

    snapshot: OfacSnapshot
    day: date
    list_as_of: date
    list_file: RecordFile | None
    """The record, where it is not the one in the package."""
    agreeing: dict[str, tuple[Listed, ...]]
    """The tagged entities of each organization that both have, by the id of the organization."""
    tagged: tuple[Tagged, ...]
    untagged: tuple[Untagged, ...]


def compare_tags(record: Record, snapshot: OfacSnapshot, day: date) -> TagComparison:
    """Compare OFAC's tags with the designations of the record that stood on `day`."""
    standing = {entry.group: entry for entry in record.listed_on(day) if not entry.merged_into}
    by_group: dict[str, list[Listed]] = {}
    agreeing: dict[str, list[Listed]] = {}
    tagged: list[Tagged] = []
    for listed in snapshot.listed:
        strong = _groups(record, listed)
        for group in strong:
            by_group.setdefault(group, []).append(listed)
        if not listed.is_tagged:
            continue
        # A name of an organization that was merged into another stands for the other one.
        merged = dict.fromkeys(record.by_id[name].merged_into or name for name in sorted(strong))
        designated = [group for group in merged if group in standing]
        if len(designated) == 1:
            agreeing.setdefault(designated[0], []).append(listed)
        elif designated:
            tagged.append(Tagged(listed=listed, perhaps=tuple(designated)))
        else:
            tagged.append(_tagged_without_designation(record, listed, strong, standing, day))
    missing = ((group, entry) for group, entry in standing.items() if group not in agreeing)
    return TagComparison(
        snapshot=snapshot,
        day=day,
        list_as_of=record.list_as_of,
        list_file=record.file,
        agreeing={group: tuple(agreeing[group]) for group in sorted(agreeing)},
        tagged=tuple(tagged),
        untagged=tuple(Untagged(entry, tuple(by_group.get(group, ()))) for group, entry in missing),
    )


def _groups(record: Record, listed: Listed) -> set[str]:
    """Return the ids of the organizations that an entity is; initials alone count only where the names are alike.

    The name under which the list has an organization, as name or alias, beats aliases that several have.
    """
    for name in (listed.name, *listed.aliases):
        headed = {entry.group for entry in record.find(name) if not is_initials(name) and entry.has_headline(name)}
        if len(headed) == 1:
            return headed
    found = set(record.find(listed.name))
    for alias in listed.aliases:
        entries = record.find(alias)
        if is_initials(alias):
            entries = tuple(entry for entry in entries if _is_like(listed.name, entry))
        found.update(entries)
    return {entry.group for entry in found}


def _is_like(name: str, entry: Entry) -> bool:
    return any(likeness(name, headline) >= NEAR for headline in entry.headlines)


def _tagged_without_designation(
    record: Record, listed: Listed, strong: set[str], standing: dict[str, Entry], day: date
) -> Tagged:
    """Return a tagged entity with the nearest things that the record has: an entry, a whole, or guesses."""
    known = [entry for group in sorted(strong) for entry in record.designations_of(group)]
    if known:
        return Tagged(listed=listed, entry=known[-1].id, standing=known[-1].standing(day))
    name = fold(listed.name)
    wholes = (group for group, entry in standing.items() if _begins_with_name_of(name, entry))
    perhaps = {entry.group for alias in (listed.name, *listed.aliases) for entry in record.find(alias)}
    return Tagged(listed=listed, part_of=next(wholes, None), perhaps=tuple(sorted(perhaps)))


LEAST_LETTERS = 4
"""Letters of a name that say whose part an entity is when its name begins with them; shorter names begin too many."""


def _begins_with_name_of(name: str, entry: Entry) -> bool:
    return any(name.startswith(f"{known} ") for known in entry.names if len(known) >= LEAST_LETTERS)
