"""The official list of a day beside profiles: who is listed and has no profile, which profiles have no listing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fto_check.record.entry import Entry, OfficialStatus, Standing
from fto_check.record.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileStanding:
    """A profile, and how its organization stands on the list of the day."""

    path: str
    organization: str
    official: OfficialStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class UncoveredListing:
    """A designation that stands on the day, of an organization that no profile is about for certain."""

    entry: Entry
    perhaps: tuple[ProfileStanding, ...]
    """The profiles whose names may mean it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The list of a day beside some profiles."""

    as_of: date
    known_by: date | None
    record: Record
    """The record as it was known."""
    listed: int
    """The designations that stand on the day."""
    without_profile: tuple[UncoveredListing, ...]
    """Those without a profile, in the order of the list."""
    profiles: tuple[ProfileStanding, ...]

    @property
    def without_listing(self) -> tuple[ProfileStanding, ...]:
        """The profiles of organizations that are not on the list of the day, or not for certain."""
        return tuple(one for one in self.profiles if one.official.status is not Standing.DESIGNATED)

    @property
    def with_both(self) -> tuple[ProfileStanding, ...]:
        """The profiles of organizations on the list of the day."""
        return tuple(one for one in self.profiles if one.official.status is Standing.DESIGNATED)


def compare_with_list(
    record: Record, profiles: Sequence[ProfileStanding], as_of: date, known_by: date | None
) -> Coverage:
    """Return who on the list of a day has no profile; `record` is known as of the day, as the profiles' standings."""
    covered = {_organization(record, one.official.entry, as_of) for one in profiles if one.official.entry is not None}
    perhaps = _perhaps(record, profiles, as_of)
    listed = record.listed_on(as_of)
    return Coverage(
        as_of=as_of,
        known_by=known_by,
        record=record,
        listed=len(listed),
        without_profile=tuple(
            UncoveredListing(entry=entry, perhaps=tuple(perhaps.get(organization, ())))
            for entry in listed
            if (organization := _organization(record, entry, as_of)) not in covered
        ),
        profiles=tuple(profiles),
    )


def _organization(record: Record, entry: Entry, day: date) -> str:
    """Return the organization of an entry: the one that took it up, once that one was designated itself."""
    taker = record.by_id.get(entry.merged_into)
    return entry.group if taker is None or taker.designated > day else taker.group


def _perhaps(record: Record, profiles: Sequence[ProfileStanding], day: date) -> Mapping[str, list[ProfileStanding]]:
    """Return the profiles that are unclear, by each organization that they may be about."""
    found = defaultdict[str, list[ProfileStanding]](list)
    for one in profiles:
        for group in dict.fromkeys(one.official.candidates):
            entry = record.by_id.get(group)
            found[group if entry is None else _organization(record, entry, day)].append(one)
    return found
