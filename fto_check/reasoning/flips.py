"""What a profile's answers rest on: each loss, regrading and reading that changes a status."""

from __future__ import annotations

from collections import ChainMap, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from fto_check.law.status import Status
from fto_check.law.statute import OVERALL, Statute
from fto_check.profile.models import Item, Reliability, Source
from fto_check.reasoning.engine import Walk
from fto_check.reasoning.evidence import Mark, Naming, Reader, marks_of
from fto_check.reasoning.findings import Side
from fto_check.reasoning.scenarios import Scenario
from fto_check.reasoning.worlds import least, numbers_of


class Change(StrEnum):
    """What is done to the evidence, or to the reading of the law."""

    LOSS = "loss"
    """An origin is lost: nothing that goes back to it counts any more."""
    RELIABILITY = "reliability"
    """A source is graded one step up or down."""
    CREDIBILITY = "credibility"
    """An item, with those of its citations that have no grade of their own, is graded one step up or down."""
    READING = "reading"
    """An element that can be read both ways is read in one of them."""


class Trial(NamedTuple):
    """One change to try: of the origin, source, item or element, to a new grade or status."""

    change: Change
    subject: str
    value: str | None
    scenario: Scenario


class Flip(NamedTuple):
    """One change, and the statuses that it changes: by the id of a criterion or `overall`, from and to.

    `subject` is the origin, source, item or element; `value` the new grade, or the status that the element is read to.
    """

    change: Change
    subject: str
    value: str | None
    statuses: Mapping[str, tuple[Status, Status]]


GRADES = [Reliability.A, Reliability.B, Reliability.C, Reliability.D, Reliability.E]
"""The grades of a source in their order; F, which cannot be judged, has no neighbours."""


def find_trials(
    reader: Reader, namings: Sequence[Naming], assumptions: Mapping[str, Status]
) -> list[Trial]:  # fmt: skip
    """Return every single regrading and reading that can change a status: regradings come first, then readings."""
    return [*_Regradings(reader, namings).trials(), *_readings(reader.statute, namings, assumptions)]


def _readings(statute: Statute, namings: Sequence[Naming], assumptions: Mapping[str, Status]) -> Iterator[Trial]:
    """Yield both readings of each element that an item disputes, in the order of the statute."""
    disputed = {mark.node for mark in marks_of(namings) if mark.side is Side.DISPUTED}
    for name in statute.by_id:
        if name in disputed and name not in assumptions:
            for status in (Status.MET, Status.NOT_MET):
                yield Trial(Change.READING, name, str(status), Scenario(given={name: status}))


class _Regradings:
    """The regradings of one profile: each reads only the items that it can change again."""

    def __init__(self, reader: Reader, namings: Sequence[Naming]) -> None:
        self.reader, self.profile = reader, reader.profile
        self.marks = defaultdict[str, list[Mark]](list)
        for mark in marks_of(namings):
            self.marks[mark.item].append(mark)
        self.citing = defaultdict[str, list[str]](list)
        for item_id, item in self.profile.evidence.items():
            if not item.is_context:
                for source_id in dict.fromkeys(citation.source for citation in item.sources):
                    self.citing[source_id].append(item_id)

    def trials(self) -> Iterator[Trial]:
        """Yield each regrading, of a source or an item, by one step up or down that changes what something weighs."""
        for source_id, source in self.profile.sources.items():
            for grade in _neighbours(source.reliability):
                regraded = source.model_copy(update={"reliability": grade})
                changed = self._read_again(self.citing[source_id], {source_id: regraded}, {})
                if changed:
                    yield Trial(Change.RELIABILITY, source_id, grade.value, Scenario(reread=changed))
        for item_id, item in self.profile.evidence.items():
            for credibility in (item.credibility - 1, item.credibility + 1):
                if 1 <= credibility <= 6 and not item.is_context:
                    regraded_item = item.model_copy(update={"credibility": credibility})
                    changed = self._read_again([item_id], {}, {item_id: regraded_item})
                    if changed:
                        yield Trial(Change.CREDIBILITY, item_id, str(credibility), Scenario(reread=changed))

    def _read_again(
        self, item_ids: Sequence[str], sources: Mapping[str, Source], items: Mapping[str, Item]
    ) -> dict[str, list[Mark]]:
        """Return the marks of items as they are read after a regrading, of those that weigh otherwise."""
        known = ChainMap(dict(sources), dict(self.profile.sources)) if sources else self.profile.sources
        found = {}
        for item_id in item_ids:
            item = items.get(item_id, self.profile.evidence[item_id])
            marks = marks_of(self.reader.read(item_id, item, known))
            if marks != self.marks[item_id]:
                found[item_id] = marks
        return found


def _neighbours(grade: Reliability) -> list[Reliability]:
    if grade not in GRADES:
        return []
    at = GRADES.index(grade)
    return GRADES[max(at - 1, 0) : at] + GRADES[at + 1 : at + 2]


def read_flips(walk: Walk, origins: Sequence[str], trials: Sequence[Trial], first: int) -> list[Flip]:
    """Return every single change that changes the status of a criterion or of the three together.

    The losses of `origins` have the worlds from 1, the trials those from `first`. Losses come first, in their order.
    """
    losses = [Trial(Change.LOSS, origin, None, Scenario()) for origin in origins]
    worlds = {**dict(enumerate(losses, start=1)), **dict(enumerate(trials, start=first))}
    statuses = {name: judged.statuses for name, judged in walk.criteria.items()}
    statuses[OVERALL] = least(statuses.values(), walk.every)
    moved = defaultdict[int, dict[str, tuple[Status, Status]]](dict)
    for name, found in statuses.items():
        for world in numbers_of(found.changed(walk.every)):
            if world in worlds:
                moved[world][name] = (found.as_it_is, found.in_world(world))
    return [
        Flip(trial.change, trial.subject, trial.value, moved[world])
        for world, trial in worlds.items()
        if world in moved
    ]
