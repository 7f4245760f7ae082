"""The record of designations under Section 219: the standing of each on a day, and finding one by a name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from fto_check.documents.names import NEAR, fold, forms, likeness, squeeze
from fto_check.record.entry import Entry, OfficialStatus, Standing


@dataclass(frozen=True)
class Record:
    """All designations, in the order of their days."""

    list_as_of: date
    """The day on which the list was last read whole."""
    entries: tuple[Entry, ...]

    @cached_property
    def by_id(self) -> dict[str, Entry]:
        """The entries by id."""
        return {entry.id: entry for entry in self.entries}

    @cached_property
    def _by_name(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            for name in {squeeze(name) for name in entry.names}:
                found.setdefault(name, []).append(entry)
        return found

    def listed_on(self, day: date) -> tuple[Entry, ...]:
        """Return the designations that stood on a day."""
        return tuple(entry for entry in self.entries if entry.standing(day) is Standing.DESIGNATED)

    def find(self, name: str) -> tuple[Entry, ...]:
        """Return every designation with an id, name or alias; case, accents, apostrophes and spaces do not matter."""
        return tuple(self._by_name.get(squeeze(name), ()))

    def designations_of(self, organization: str) -> tuple[Entry, ...]:
        """Return the designations of an organization, by the id of any of them."""
        group = self.by_id[organization].group
        return tuple(entry for entry in self.entries if entry.group == group)

    def has_name(self, organization: str, names: Iterable[str]) -> bool:
        """Say whether a designation of an organization, by the id of any of them, has one of some names."""
        listed = (name for entry in self.designations_of(organization) for name in entry.names)
        known = {squeeze(form) for name in listed for form in forms(name)}
        return any(squeeze(form) in known - {""} for name in names for form in forms(name))

    def nearest(self, name: str, count: int = 5) -> tuple[tuple[str, str], ...]:
        """Return names near to one that the record lacks, the nearest first, each with the id of its entry."""
        if not fold(name):
            return ()
        scored = [(*_nearest_name(name, entry), entry.id) for entry in self.entries]
        good = sorted((found for found in scored if found[0] >= NEAR), key=lambda found: -found[0])
        return tuple((shown, entry_id) for _, shown, entry_id in good[:count])

    def as_known(self, day: date) -> Record:
        """Return the record as it stood on a day: without later decisions, and without notes about them."""
        entries = []
        for entry in self.entries:
            if entry.designated > day:
                continue
            if entry.delisted is not None and entry.delisted > day:
                entry = entry.model_copy(update={"delisted": None, "delisted_reason": "", "note": ""})
            entries.append(entry)
        return Record(self.list_as_of, tuple(entries))

    def standing_of(self, record_id: str | None, names: Iterable[str], day: date) -> OfficialStatus:
        """Return the official status on a day of the organization with an id, or else with one of some names.

        Where the names may mean several organizations there is no status, only the candidates.
        """
        if record_id is not None:
            groups = [self.by_id[record_id].group] if record_id in self.by_id else []
        else:
            groups = sorted({entry.group for name in names for entry in self.find(name)})
        if len(groups) > 1:
            return OfficialStatus(entry=None, status=None, list_as_of=self.list_as_of, candidates=tuple(groups))
        if not groups:
            return OfficialStatus(entry=None, status=Standing.NOT_LISTED, list_as_of=self.list_as_of)
        return self.status(_latest_made(self.designations_of(groups[0]), day), day)

    def status(self, entry: Entry, day: date) -> OfficialStatus:
        """Return how one designation stood on a day."""
        standing = entry.standing(day)
        since = None if standing is Standing.NOT_LISTED else entry.designated
        until = entry.delisted if standing is Standing.DELISTED else None
        return OfficialStatus(entry=entry, status=standing, since=since, until=until, list_as_of=self.list_as_of)


def _nearest_name(name: str, entry: Entry) -> tuple[float, str]:
    """Return the name of an entry that is most like a name, after its likeness from 0 to 1."""
    scored = ((likeness(name, form), shown) for shown in (entry.name, *entry.aliases) for form in forms(shown))
    return max(scored, key=lambda pair: pair[0])


def _latest_made(entries: tuple[Entry, ...], day: date) -> Entry:
    """Return the last designation made by a day, or the first one where none was made yet."""
    made = [entry for entry in entries if entry.designated <= day]
    return made[-1] if made else entries[0]
