"""The dates of a downloaded copy of the State Department's list brought into the record."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from fto_check.documents.names import LONGEST, fold, forms, is_initials
from fto_check.problems.inert import FORBIDDEN
from fto_check.record.entry import FIRST_DAY, Entry
from fto_check.record.record import Record
from fto_check.record.snapshots.shapes import Dated, Period, StateSnapshot

STATE_COPY = "OpenSanctions' copy of the State Department's page"


class RecordChangeKind(StrEnum):
    """A difference between the record and a file of State's list; the last three are reported and change nothing."""

    ADDED = "added"
    DELISTED = "delisted"
    RELISTED = "relisted"
    DESIGNATED_DAY = "designated_day"
    DELISTED_DAY = "delisted_day"
    PERHAPS = "perhaps"
    UNUSABLE = "unusable"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordChange:
    """One difference between the record and a file of State's list."""

    kind: RecordChangeKind
    id: str
    """The id of the entry; of several that it may be; or of the file's organization, where no entry is known."""
    name: str
    before: date | None
    """The day in the record."""
    after: date | None
    """The day in the file."""

    def __str__(self) -> str:
        days = (f"record {self.before}" if self.before else "", f"file {self.after}" if self.after else "")
        return f"{self.id}: {self.kind.replace('_', ' ')}, {', '.join(filter(None, days))}"


@dataclass(frozen=True)
class Refresh:
    """A record with the dates of a file of State's list, and the differences that were found."""

    snapshot: StateSnapshot
    before: Record
    record: Record
    changes: tuple[RecordChange, ...]

    @property
    def lacking(self) -> int:
        """How many designations of the record the file lacks: many, where it is cut or of another list."""
        return sum(change.kind is RecordChangeKind.MISSING for change in self.changes)

    @property
    def to_accept(self) -> tuple[RecordChange, ...]:
        """The changes that a wrong file makes too, so that a person should have seen them where they are many."""
        return tuple(change for change in self.changes if change.kind in DOUBTFUL)

    @property
    def damage(self) -> str | None:
        """Why the differences can only come of a damaged file; None where they need not.

        No day brings so many decisions. An end that was there is never taken back: who is designated again has a
        second designation.
        """
        relisted = [change for change in self.changes if change.kind is RecordChangeKind.RELISTED]
        if len(relisted) > HANDFUL:
            ids = ", ".join(change.id for change in relisted[:3])
            return f"{len(relisted)} designations that ended have no end in the file ({ids} and others): ends were lost"
        moved = [change for change in self.changes if change.kind in MOVED]
        if len(moved) > MOST_MOVED:
            return f"{len(moved)} days differ from those of the record: days were shifted"
        ends = Counter(change.after for change in self.changes if change.kind is RecordChangeKind.DELISTED)
        day, most = next(iter(ends.most_common(1)), (None, 0))
        if most > MOST_ENDED:
            return f"{most} designations end on one day, {day}"
        return None


HANDFUL = 5
"""Changes of the doubtful kinds that one refresh may bring without a word: five ended on one day, never more."""
MOST_MOVED = 15
"""Days that one refresh may move: the record knows some thirty as uncertain, and learns of a few at a time."""
MOST_ENDED = 10
"""Designations that may end on one day: twice as many as ever did."""
MOVED = frozenset({RecordChangeKind.DESIGNATED_DAY, RecordChangeKind.DELISTED_DAY})
DOUBTFUL = MOVED | {RecordChangeKind.RELISTED, RecordChangeKind.DELISTED}

CLOSE = timedelta(days=60)
"""The longest time between two days of one designation: announcement, publication, a day that nobody saw."""


def refresh(record: Record, snapshot: StateSnapshot, list_as_of: date) -> Refresh:
    """Return the record with the dates of a file of State's list; `list_as_of` is the day of the file.

    An entry changes only where the file has the organization by the name of its headline, or by an alias and the same
    day. Days that lie far apart, periods that overlap and organizations that may be an entry under another name are
    reported and change nothing. Names and aliases stay, and so do the entries that the file lacks.
    """
    work = _Work(record, list_as_of)
    periods = [(dated, period) for dated in snapshot.listed for period in dated.periods]
    for dated, period in sorted(periods, key=lambda pair: (pair[1].designated or date.max, pair[0].name)):
        work.take(dated, period)
    return Refresh(snapshot, record, work.result(), tuple(work.changes))


class _Work:
    """A record while a file is read into it."""

    def __init__(self, record: Record, list_as_of: date) -> None:
        self.record, self.list_as_of = record, list_as_of
        self.entries = dict(record.by_id)
        self.changes: list[RecordChange] = []
        self.claimed: set[str] = set()
        self.added: list[str] = []

    def take(self, dated: Dated, period: Period) -> None:
        """Bring one designation of the file into the record, or report why not."""
        name = clean(dated.name)
        begun, ended = period.designated, period.delisted
        if (begun is not None and ended is not None and ended <= begun) or (begun is None and ended is None):
            self._report(RecordChangeKind.UNUSABLE, dated.uid, name, begun, ended)
            return
        strong = {entry.group for entry in self.record.find(dated.name)}
        long_forms = (form for form in forms(dated.name) if not is_initials(form))
        strong |= {entry.group for form in long_forms for entry in self.record.find(form)}
        others = (*dated.previous, *dated.aliases)
        weak = {entry.group for other in others for form in forms(other) for entry in self.record.find(form)}
        entry = self._same(strong, weak - strong, begun, ended)
        if entry is not None:
            self._update(entry, period)
        elif begun is None or begun < FIRST_DAY:
            self._report(RecordChangeKind.UNUSABLE, dated.uid, name, begun, ended)
        elif strong and not self._is_over(strong, begun):
            self._report(RecordChangeKind.PERHAPS, ", ".join(sorted(strong)), name, None, begun)
        else:
            self._add(dated, period, next(iter(strong)) if len(strong) == 1 else "")

    def _same(self, strong: set[str], weak: set[str], begun: date | None, ended: date | None) -> Entry | None:
        """Return the entry of a designation of the file: by name and a near day, or by alias and the same day."""
        free = [entry for entry in self.entries.values() if entry.id not in self.claimed and not entry.merged_into]
        if begun is None:  # only the end is known: the one entry of the organization that ended then, or stands
            own = [entry for entry in free if entry.group in strong and (entry.delisted in (None, ended))]
            return own[0] if len(own) == 1 else None
        near = [entry for entry in free if entry.group in strong and abs(entry.designated - begun) <= CLOSE]
        near = near or [entry for entry in free if entry.group in weak and entry.designated == begun]
        return min(near, key=lambda entry: abs(entry.designated - begun), default=None)

    def _is_over(self, groups: set[str], begun: date) -> bool:
        """Say whether every designation of some organizations had ended before a day, so that a new one can begin."""
        own = [entry for entry in self.entries.values() if entry.group in groups]
        return all(entry.delisted is not None and entry.delisted < begun for entry in own)

    def _update(self, entry: Entry, period: Period) -> None:
        self.claimed.add(entry.id)
        begun = period.designated or entry.designated
        ended = period.delisted or (None if period.active else entry.delisted)
        found = list(_day_changes(entry, begun, ended))
        if not found:
            return
        before = entry.designated.isoformat() + (f" to {entry.delisted.isoformat()}" if entry.delisted else "")
        note = f"Days as in {STATE_COPY} of {self.list_as_of.isoformat()}; before, the record had {before}."
        new = {
            **entry.model_dump(),
            "designated": begun,
            "delisted": ended,
            "delisted_reason": entry.delisted_reason if ended is not None else "",
            "confidence": entry.confidence if begun == entry.designated else "medium",
            "source_url": _address(period.source_url) or entry.source_url,
            "note": note,
        }
        if begun >= (ended or date.max) or not self._fits(entry.id, entry.group, begun, ended):
            self._report(RecordChangeKind.UNUSABLE, entry.id, entry.name, begun, ended)
            return
        self.entries[entry.id] = Entry.model_validate(new)
        self.changes += found

    def _add(self, dated: Dated, period: Period, group: str) -> None:
        begun = period.designated
        assert begun is not None
        name = clean(dated.name)
        folded = fold(_without_parentheses(name[:LONGEST]))
        stem = group or re.sub(r"[^a-z0-9]+", "-", folded)[:60].strip("-") or "organization"
        entry_id = stem if stem not in self.entries else f"{stem}-{begun.year}"
        while entry_id in self.entries:
            entry_id += "-2"
        if group and not self._fits(entry_id, group, begun, period.delisted):
            self._report(RecordChangeKind.UNUSABLE, group, name, begun, period.delisted)
            return
        self.entries[entry_id] = Entry(
            id=entry_id,
            name=name,
            aliases=tuple(map(clean, (*dated.aliases, *dated.previous))),
            designated=begun,
            delisted=period.delisted,
            organization=group,
            confidence="medium",
            source_url=_address(period.source_url),
            note=f"From {STATE_COPY} of {self.list_as_of.isoformat()}.",
        )
        self.claimed.add(entry_id)
        self.added.append(entry_id)

    def _fits(self, entry_id: str, group: str, begun: date, ended: date | None) -> bool:
        """Say whether a period overlaps none of the same organization's others."""
        others = [entry for entry in self.entries.values() if entry.group == group and entry.id != entry_id]
        return all((ended or date.max) <= entry.designated or (entry.delisted or date.max) <= begun for entry in others)

    def _report(
        self, kind: RecordChangeKind, entry_id: str, name: str, before: date | None, after: date | None
    ) -> None:
        self.changes.append(RecordChange(kind=kind, id=entry_id, name=name, before=before, after=after))

    def result(self) -> Record:
        """Return the record, and report the new entries and those that the file lacks.

        An organization that is new on the day of an entry that the file lacks may be this entry under another name, and
        is not added.
        """
        missing = [entry for entry in self.record.entries if entry.id not in self.claimed and not entry.merged_into]
        for entry_id in self.added:
            new = self.entries[entry_id]
            alike = [entry.id for entry in missing if entry.designated == new.designated]
            if alike and not new.organization:
                del self.entries[entry_id]
                self._report(RecordChangeKind.PERHAPS, ", ".join(alike), new.name, new.designated, new.designated)
            else:
                self._report(RecordChangeKind.ADDED, entry_id, new.name, None, new.designated)
        for entry in missing:
            self._report(RecordChangeKind.MISSING, entry.id, entry.name, entry.designated, None)
        ordered = sorted(self.entries.values(), key=lambda entry: (entry.designated, fold(entry.name)))
        return Record(self.list_as_of, tuple(ordered))


def _day_changes(entry: Entry, begun: date, ended: date | None) -> Iterator[RecordChange]:
    def change(kind: RecordChangeKind, before: date | None, after: date | None) -> RecordChange:
        return RecordChange(kind=kind, id=entry.id, name=entry.name, before=before, after=after)

    if begun != entry.designated:
        yield change(RecordChangeKind.DESIGNATED_DAY, entry.designated, begun)
    if ended is not None and ended != entry.delisted:
        kind = RecordChangeKind.DELISTED if entry.delisted is None else RecordChangeKind.DELISTED_DAY
        yield change(kind, entry.delisted, ended)
    elif ended is None and entry.delisted is not None:
        yield change(RecordChangeKind.RELISTED, entry.delisted, None)


def clean(text: str) -> str:
    """Return the text of a file without the characters that the record refuses."""
    return " ".join(re.sub(f"[{FORBIDDEN}]", " ", text).split()) or "?"


def _address(url: str | None) -> str:
    return clean(url) if url is not None and url.startswith(("https://", "http://")) else ""


def _without_parentheses(name: str) -> str:
    return re.sub(r"\(.*?\)", "", name)
