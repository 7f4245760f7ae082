"""A downloaded list held against the record: where OFAC's tag differs from it, and what State's dates would change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from fto_check.documents.names import LONGEST, NEAR, fold, forms, likeness, squeeze
from fto_check.problems.inert import FORBIDDEN
from fto_check.record.entry import FIRST_DAY, Entry, Standing
from fto_check.record.record import Record
from fto_check.record.snapshots.shapes import Dated, Listed, OfacSnapshot, Period, StateSnapshot

STATE_COPY = "OpenSanctions' copy of the State Department's page"


@dataclass(frozen=True, slots=True)
class Tagged:
    """An entity that OFAC tags as an FTO while no designation in the record stands for it on the day.

    `entry` is what the record has by one of its names (delisted, or not designated yet), `part_of` a designated
    organization whose name its own begins with, `perhaps` those that only a weak alias or a set of initials points at.
    """

    listed: Listed
    entry: str | None = None
    standing: Standing | None = None
    part_of: str | None = None
    perhaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Untagged:
    """A designation of the record without a tagged entity; `listed` are OFAC's entities by its names, if any."""

    entry: Entry
    listed: tuple[Listed, ...]


@dataclass(frozen=True)
class TagComparison:
    """OFAC's tag beside the record on a day. The tag is not the list: differences are reasons to look, not corrections.

    `agreeing` are the organizations that both have, each with the tagged entities that stand for it.
    """

    snapshot: OfacSnapshot
    day: date
    list_as_of: date
    agreeing: dict[str, tuple[Listed, ...]]
    tagged: tuple[Tagged, ...]
    untagged: tuple[Untagged, ...]


def compare_tags(record: Record, snapshot: OfacSnapshot, day: date) -> TagComparison:
    """Hold OFAC's tags against the designations of the record that stood on `day`."""
    by_group: dict[str, list[Listed]] = {}
    agreeing: dict[str, list[Listed]] = {}
    odd: list[Tagged] = []
    standing = {entry.group: entry for entry in record.listed_on(day) if not entry.merged_into}
    for listed in snapshot.listed:
        strong = _groups(record, listed)
        for group in strong:
            by_group.setdefault(group, []).append(listed)
        if not listed.is_tagged:
            continue
        # A name of an organization that was merged into another stands for that one.
        met = [
            group for group in (record.by_id[name].merged_into or name for name in sorted(strong)) if group in standing
        ]
        if len(met) == 1:
            agreeing.setdefault(met[0], []).append(listed)
        else:
            odd.append(_odd(record, listed, strong, met, standing, day))
    untagged = tuple(
        Untagged(entry, tuple(by_group.get(group, ())))
        for group, entry in standing.items() if group not in agreeing
    )  # fmt: skip
    return TagComparison(
        snapshot, day, record.list_as_of, {group: tuple(agreeing[group]) for group in sorted(agreeing)}, tuple(odd),
        untagged,
    )  # fmt: skip


def _groups(record: Record, listed: Listed) -> set[str]:
    """Return the ids of the organizations that an entity is: initials alone point only where the names are alike."""
    found = set(record.find(listed.name))
    for alias in listed.aliases:
        alike = record.find(alias)
        if _initials(alias):
            alike = tuple(
                entry for entry in alike if any(likeness(listed.name, name) >= NEAR for name in entry.headlines)
            )
        found.update(alike)
    return {entry.group for entry in found}


def _is_like(name: str, entry: Entry) -> bool:
    return any(likeness(name, headline) >= NEAR for headline in entry.headlines)


def _initials(name: str) -> bool:
    """Say whether a name is a few letters, which several organizations may share."""
    return len(squeeze(name)) <= 5 and " " not in fold(name)


def _odd(
    record: Record, listed: Listed, strong: set[str], met: list[str], standing: dict[str, Entry], day: date
) -> Tagged:
    if len(met) > 1:
        return Tagged(listed, perhaps=tuple(met))
    known = [entry for group in sorted(strong) for entry in record.designations_of(group)]
    if known:
        return Tagged(listed, known[-1].id, known[-1].standing(day))
    name = fold(listed.name)
    parts = (group for group, entry in standing.items() if any(name.startswith(f"{known} ") for known in _long(entry)))
    perhaps = {entry.group for alias in (listed.name, *listed.aliases) for entry in record.find(alias)}
    return Tagged(listed, part_of=next(parts, None), perhaps=tuple(sorted(perhaps)))


def _long(entry: Entry) -> Iterator[str]:
    """Yield the names of an entry that are long enough to tell, by what a name begins with, whose part it is."""
    return (name for name in sorted(entry.names) if len(name) > 3)


class RecordChangeKind(StrEnum):
    """What a file of State's list would change in the record; the last four change nothing and are only told."""

    ADDED = "added"
    DELISTED = "delisted"
    RELISTED = "relisted"
    DESIGNATED_DAY = "designated_day"
    DELISTED_DAY = "delisted_day"
    PERHAPS = "perhaps"
    UNUSABLE = "unusable"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One difference: the record's day and the file's; `id` is that of the entry, if it is known which."""

    kind: RecordChangeKind
    id: str
    name: str
    before: date | None
    after: date | None


@dataclass(frozen=True)
class Refresh:
    """A record brought up to a file of State's list, and what that changed."""

    snapshot: StateSnapshot
    record: Record
    changes: tuple[RecordChange, ...]

    @property
    def lacking(self) -> int:
        """How many designations of the record the file does not have: many, where it is cut or of another list."""
        return sum(change.kind is RecordChangeKind.MISSING for change in self.changes)


CLOSE = timedelta(days=60)
"""How far apart two days can be and still be one designation's: announcement, publication, a day not seen."""


def refresh(record: Record, snapshot: StateSnapshot, list_as_of: date) -> Refresh:
    """Return the record with the dates of a file of State's list; `list_as_of` is the day of the file.

    An entry changes only where the file has the organization by the name of its headline, or by an alias and the same
    day; days that lie far apart, periods that overlap and what may be an entry under another name are told and left.
    Names and aliases stay, and so does what the file lacks.
    """
    work = _Work(record, list_as_of)
    periods = [(dated, period) for dated in snapshot.listed for period in dated.periods]
    for dated, period in sorted(periods, key=lambda pair: (pair[1].designated or date.max, pair[0].name)):
        work.take(dated, period)
    return Refresh(snapshot, work.result(), tuple(work.changes))


class _Work:
    """A record while a file is read into it."""

    def __init__(self, record: Record, list_as_of: date) -> None:
        self.record, self.list_as_of = record, list_as_of
        self.entries = dict(record.by_id)
        self.changes: list[RecordChange] = []
        self.claimed: set[str] = set()
        self.added: list[str] = []

    def take(self, dated: Dated, period: Period) -> None:
        """Bring one designation of the file into the record."""
        name = clean(dated.name)
        begun, ended = period.designated, period.delisted
        if (begun is not None and ended is not None and ended <= begun) or (begun is None and ended is None):
            self._tell(RecordChangeKind.UNUSABLE, dated.uid, name, begun, ended)
            return
        strong = {entry.group for entry in self.record.find(dated.name)}
        strong |= {entry.group for form in forms(dated.name) if not _initials(form) for entry in self.record.find(form)}
        others = (*dated.previous, *dated.aliases)
        weak = {entry.group for other in others for form in forms(other) for entry in self.record.find(form)}
        entry = self._same(strong, weak - strong, begun, ended)
        if entry is not None:
            self._update(entry, period)
        elif begun is None or begun < FIRST_DAY:
            self._tell(RecordChangeKind.UNUSABLE, dated.uid, name, begun, ended)
        elif strong and not self._is_over(strong, begun):
            self._tell(RecordChangeKind.PERHAPS, ", ".join(sorted(strong)), name, None, begun)
        else:
            self._add(dated, period, next(iter(strong)) if len(strong) == 1 else "")

    def _same(self, strong: set[str], weak: set[str], begun: date | None, ended: date | None) -> Entry | None:
        """Return the entry that a designation of the file is: by name and a near day, or by alias and the same day."""
        free = [entry for entry in self.entries.values() if entry.id not in self.claimed and not entry.merged_into]
        if begun is None:  # only its end is known: it must be the one of its organization that ended then, or stands
            own = [entry for entry in free if entry.group in strong and (entry.delisted in (None, ended))]
            return own[0] if len(own) == 1 else None
        near = [entry for entry in free if entry.group in strong and abs(entry.designated - begun) <= CLOSE]
        near = near or [entry for entry in free if entry.group in weak and entry.designated == begun]
        return min(near, key=lambda entry: abs(entry.designated - begun), default=None)

    def _is_over(self, groups: set[str], begun: date) -> bool:
        """Say whether every designation of some organizations had ended before a day: then this is another one."""
        own = [entry for entry in self.entries.values() if entry.group in groups]
        return all(entry.delisted is not None and entry.delisted < begun for entry in own)

    def _update(self, entry: Entry, period: Period) -> None:
        self.claimed.add(entry.id)
        begun = period.designated or entry.designated
        ended = period.delisted or (None if period.active else entry.delisted)
        found = list(_changes(entry, begun, ended))
        if not found:
            return
        new = {
            **entry.model_dump(), "designated": begun, "delisted": ended,
            "delisted_reason": entry.delisted_reason if ended is not None else "",
            "confidence": entry.confidence if begun == entry.designated else "medium",
            "source_url": _address(period.source_url) or entry.source_url,
            "note": f"Days as in {STATE_COPY} of {self.list_as_of.isoformat()}; before, the record had "
            f"{entry.designated.isoformat()}{f' to {entry.delisted.isoformat()}' if entry.delisted else ''}.",
        }  # fmt: skip
        if begun >= (ended or date.max) or not self._fits(entry.id, entry.group, begun, ended):
            self._tell(RecordChangeKind.UNUSABLE, entry.id, entry.name, begun, ended)
            return
        self.entries[entry.id] = Entry.model_validate(new)
        self.changes += found

    def _add(self, dated: Dated, period: Period, group: str) -> None:
        begun = period.designated
        assert begun is not None
        name = clean(dated.name)
        stem = group or re.sub(r"[^a-z0-9]+", "-", fold(_headline(name[:LONGEST])))[:60].strip("-") or "organization"
        entry_id = stem if stem not in self.entries else f"{stem}-{begun.year}"
        while entry_id in self.entries:
            entry_id += "-2"
        if group and not self._fits(entry_id, group, begun, period.delisted):
            self._tell(RecordChangeKind.UNUSABLE, group, name, begun, period.delisted)
            return
        self.entries[entry_id] = Entry(
            id=entry_id, name=name, aliases=tuple(map(clean, (*dated.aliases, *dated.previous))), designated=begun,
            delisted=period.delisted, organization=group, confidence="medium", source_url=_address(period.source_url),
            note=f"From {STATE_COPY} of {self.list_as_of.isoformat()}.",
        )  # fmt: skip
        self.claimed.add(entry_id)
        self.added.append(entry_id)

    def _fits(self, entry_id: str, group: str, begun: date, ended: date | None) -> bool:
        """Say whether a period overlaps none of the same organization's others."""
        others = [entry for entry in self.entries.values() if entry.group == group and entry.id != entry_id]
        return all((ended or date.max) <= entry.designated or (entry.delisted or date.max) <= begun for entry in others)

    def _tell(self, kind: RecordChangeKind, entry_id: str, name: str, before: date | None, after: date | None) -> None:
        self.changes.append(RecordChange(kind, entry_id, name, before, after))

    def result(self) -> Record:
        """Return the record; what came new on the day of an entry that the file lacks may be it, and is not added."""
        missing = [entry for entry in self.record.entries if entry.id not in self.claimed and not entry.merged_into]
        for entry_id in self.added:
            new = self.entries[entry_id]
            alike = [entry.id for entry in missing if entry.designated == new.designated]
            if alike and not new.organization:
                del self.entries[entry_id]
                self._tell(RecordChangeKind.PERHAPS, ", ".join(alike), new.name, new.designated, new.designated)
            else:
                self._tell(RecordChangeKind.ADDED, entry_id, new.name, None, new.designated)
        for entry in missing:
            self._tell(RecordChangeKind.MISSING, entry.id, entry.name, entry.designated, None)
        ordered = sorted(self.entries.values(), key=lambda entry: (entry.designated, fold(entry.name)))
        return Record(self.list_as_of, tuple(ordered))


def _changes(entry: Entry, begun: date, ended: date | None) -> Iterator[RecordChange]:
    if begun != entry.designated:
        yield RecordChange(RecordChangeKind.DESIGNATED_DAY, entry.id, entry.name, entry.designated, begun)
    if ended is not None and ended != entry.delisted:
        kind = RecordChangeKind.DELISTED if entry.delisted is None else RecordChangeKind.DELISTED_DAY
        yield RecordChange(kind, entry.id, entry.name, entry.delisted, ended)
    elif ended is None and entry.delisted is not None:
        yield RecordChange(RecordChangeKind.RELISTED, entry.id, entry.name, entry.delisted, None)


def clean(text: str) -> str:
    """Return text of a file without the characters that the record refuses."""
    return " ".join(re.sub(f"[{FORBIDDEN}]", " ", text).split()) or "?"


def _address(url: str | None) -> str:
    return clean(url) if url is not None and url.startswith(("https://", "http://")) else ""


def _headline(name: str) -> str:
    """Return a name without what stands in parentheses."""
    return re.sub(r"\(.*?\)", "", name)
