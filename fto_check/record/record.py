"""The record of designations under Section 219: the standing of each on a day, and finding one by a name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from fto_check.documents.names import fold, forms, squeeze
from fto_check.record.entry import Candidate, Entry, ListPeriod, OfficialStatus, RecordFile, Standing
from fto_check.record.identity import Identity, identity_of
from fto_check.record.matching import NameIndex


@dataclass(frozen=True)
class Record:
    """All designations, in the order of their days."""

    list_as_of: date
    """The day on which the list was last read whole."""
    entries: tuple[Entry, ...]
    searched: date | None = None
    """The day up to which public sources were searched for what is newer than the list; None where none was."""
    file: RecordFile | None = field(default=None, compare=False)
    """The file of the record, where it is not the one in the package."""

    @cached_property
    def by_id(self) -> dict[str, Entry]:
        """The entries by id."""
        return {entry.id: entry for entry in self.entries}

    @cached_property
    def index(self) -> NameIndex:
        """The names, to find near ones by."""
        return NameIndex(self.entries)

    @cached_property
    def _by_name(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            for name in {_key(name) for name in entry.names}:
                found.setdefault(name, []).append(entry)
        return found

    @cached_property
    def _known(self) -> dict[date, Record]:
        """The records as they stood on the days that were asked for."""
        return {}

    def listed_on(self, day: date) -> tuple[Entry, ...]:
        """Return the designations that stood on a day."""
        return tuple(entry for entry in self.entries if entry.standing(day) is Standing.DESIGNATED)

    def find(self, name: str) -> tuple[Entry, ...]:
        """Return every designation with an id, name or alias; case, accents, signs and "the" do not matter."""
        return tuple(self._by_name.get(_key(name), ()))

    def organization_of(self, entry: Entry) -> str:
        """Return the id of an entry's organization, or of the one that it was merged into."""
        return self.by_id[entry.merged_into].group if entry.merged_into in self.by_id else entry.group

    def designations_of(self, organization: str) -> tuple[Entry, ...]:
        """Return the designations of an organization, by the id of any of them."""
        group = self.by_id[organization].group
        return tuple(entry for entry in self.entries if entry.group == group)

    def has_name(self, organization: str, names: Iterable[str]) -> bool:
        """Say whether a designation of an organization, by the id of any of them, has one of some names."""
        listed = (name for entry in self.designations_of(organization) for name in entry.names)
        known = {squeeze(form) for name in listed for form in forms(name)}
        return any(squeeze(form) in known - {""} for name in names for form in forms(name))

    def nearest(self, name: str, count: int = 8) -> tuple[Candidate, ...]:
        """Return the organizations with a name near to one, the nearest first."""
        return self.index.near(name)[:count] if fold(name) else ()

    def identify(self, names: Sequence[str]) -> Identity:
        """Return which organization some names of one mean, or which it may be; the first is its own name."""
        return identity_of(self, names)

    def as_known(self, day: date) -> Record:
        """Return the record as it stood on a day: without later decisions, and without notes about them."""
        if day not in self._known:
            entries = []
            for entry in self.entries:
                if entry.designated > day:
                    continue
                if entry.delisted is not None and entry.delisted > day:
                    entry = entry.model_copy(update={"delisted": None, "delisted_reason": "", "note": ""})
                entries.append(entry)
            self._known[day] = Record(self.list_as_of, tuple(entries), self.searched, self.file)
        return self._known[day]

    def standing_of(self, record_id: str | None, names: Sequence[str], day: date) -> OfficialStatus:
        """Return the official status on a day of the organization with an id, or else with one of some names.

        Where the names may mean an organization or several there is no status, only the candidates.
        """
        if record_id is not None:
            entries = self.designations_of(record_id) if record_id in self.by_id else ()
            return self._status_of(entries, (), day)
        meant = self.identify(names)
        if meant.doubt is not None:
            return OfficialStatus(
                entry=None,
                status=Standing.UNCLEAR,
                list_as_of=self.list_as_of,
                doubt=meant.doubt,
                near=meant.candidates,
                file=self.file,
            )
        return self._status_of(meant.entries, names, day)

    def _status_of(self, entries: tuple[Entry, ...], names: Sequence[str], day: date) -> OfficialStatus:
        if not entries:
            return OfficialStatus(entry=None, status=Standing.NOT_LISTED, list_as_of=self.list_as_of, file=self.file)
        return replace(self.status(_speaking(entries, names, day), day), periods=_periods(entries, day))

    def status(self, entry: Entry, day: date) -> OfficialStatus:
        """Return how one designation stood on a day."""
        standing = entry.standing(day)
        since = None if standing is Standing.NOT_LISTED else entry.designated
        until = entry.delisted if standing is Standing.DELISTED else None
        return OfficialStatus(
            entry=entry, status=standing, since=since, until=until, list_as_of=self.list_as_of, file=self.file
        )


def _key(name: str) -> str:
    """Return a name as it is looked up: without case, accents, apostrophes, spaces and a leading article."""
    return fold(name).removeprefix("the ").replace(" ", "")


def _periods(entries: Iterable[Entry], day: date) -> tuple[ListPeriod, ...]:
    """Return the times on the list up to a day; designations that overlap or follow on each other make one time."""
    found: list[ListPeriod] = []
    for entry in sorted(entries, key=lambda one: one.designated):
        if entry.designated > day:
            continue
        until = entry.delisted if entry.standing(day) is Standing.DELISTED else None
        if found and (found[-1].until is None or entry.designated <= found[-1].until):
            ended = None if until is None or found[-1].until is None else max(until, found[-1].until)
            found[-1] = ListPeriod(found[-1].since, ended)
        else:
            found.append(ListPeriod(entry.designated, until))
    return tuple(found)


def _speaking(entries: tuple[Entry, ...], names: Sequence[str], day: date) -> Entry:
    """Return the designation that speaks for an organization on a day: one that stands, else the last one made by it.

    Of several that stand, one of the organization's own name comes before one that was merged into another.
    """
    own = {squeeze(name) for name in names[:1]}
    made = [entry for entry in entries if entry.designated <= day]
    if not made:
        return entries[0]
    standing = [entry for entry in made if entry.standing(day) is Standing.DESIGNATED]
    pool = standing or made
    return max(pool, key=lambda entry: (squeeze(entry.name) in own, not entry.merged_into, entry.designated))
