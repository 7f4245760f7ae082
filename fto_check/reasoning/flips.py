"""What a profile's answers rest on: each loss, regrading and reading that changes a status, found by recomputation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from fto_check.law.status import Status
from fto_check.law.statute import OVERALL, Statute
from fto_check.profile.models import Profile, Reliability
from fto_check.reasoning.engine import Case
from fto_check.reasoning.marks import Mark, Naming, read_items


class Change(StrEnum):
    """What is done to the evidence, or to the reading of the law."""

    LOSS = "loss"
    """An origin is lost: none of what goes back to it counts any more."""
    RELIABILITY = "reliability"
    """A source is graded one step up or down."""
    CREDIBILITY = "credibility"
    """An item, and those of its citations that have no grade of their own, is graded one step up or down."""
    READING = "reading"
    """An element that can be read both ways is read in one of them."""


class Flip(NamedTuple):
    """One change, and the statuses that it changes: by the id of a criterion or `overall`, from and to.

    `subject` is the origin, source, item or element; `value` the new grade, or the status that the element is read to.
    """

    change: Change
    subject: str
    value: str | None
    statuses: Mapping[str, tuple[Status, Status]]


def find_flips(
    profile: Profile, statute: Statute, as_of: date, known_by: date | None = None,
    assumptions: Mapping[str, Status] | None = None,
) -> list[Flip]:  # fmt: skip
    """Return every single change that changes the status of a criterion or of the three together.

    Exact: each change is made and everything is judged again. Losses come first, then regradings, then readings.
    """
    namings = read_items(profile, statute, as_of, known_by)
    case = Case(statute, as_of, _marks(namings), assumptions=assumptions)
    before = _statuses(case)
    found: list[Flip] = []

    def note(change: Change, subject: str, value: str | None, changed: Case) -> None:
        after = _statuses(changed)
        moved = {name: (status, after[name]) for name, status in before.items() if after[name] is not status}
        if moved:
            found.append(Flip(change, subject, value, moved))

    for origin in sorted({origin for mark in case.ledger.marks for origin, _, _ in mark.origins}):
        note(Change.LOSS, origin, None, case.without(frozenset((origin,))))
    for change, subject, value, changed in _regraded(profile):
        items = {item for item in changed.evidence if changed.evidence[item] is not profile.evidence[item]}
        items |= _citing(profile, subject) if change is Change.RELIABILITY else set()
        marks = _reread(namings, changed, items, statute, as_of, known_by)
        if marks is not None:
            note(change, subject, value, case.with_marks(marks))
    for name in _readable(case):
        if name not in case.assumptions:
            for reading in (Status.MET, Status.NOT_MET):
                note(Change.READING, name, str(reading), case.assuming({name: reading}))
    return found


def _marks(namings: list[Naming]) -> list[Mark]:
    return [naming.mark for naming in namings if naming.mark is not None]


def _statuses(case: Case) -> dict[str, Status]:
    found = {node.id: case.judged(node.id).status for node in case.statute.criteria}
    return {**found, OVERALL: min(found.values())}


def _citing(profile: Profile, source_id: str) -> set[str]:
    return {
        item_id for item_id, item in profile.evidence.items()
        if any(citation.source == source_id for citation in item.sources)
    }  # fmt: skip


GRADES = [Reliability.A, Reliability.B, Reliability.C, Reliability.D, Reliability.E]
"""The grades of a source in their order; F, which cannot be judged, has no neighbours."""


def _regraded(profile: Profile) -> Iterator[tuple[Change, str, str, Profile]]:
    """Yield each profile in which one source, or one item, has a grade one step up or down."""
    for source_id, source in profile.sources.items():
        if source.reliability in GRADES:
            at = GRADES.index(source.reliability)
            for grade in GRADES[max(at - 1, 0) : at] + GRADES[at + 1 : at + 2]:
                changed = source.model_copy(update={"reliability": grade})
                sources = {**profile.sources, source_id: changed}
                yield Change.RELIABILITY, source_id, grade.value, profile.model_copy(update={"sources": sources})
    for item_id, item in profile.evidence.items():
        for credibility in (item.credibility - 1, item.credibility + 1):
            if 1 <= credibility <= 6:
                evidence = {**profile.evidence, item_id: item.model_copy(update={"credibility": credibility})}
                yield Change.CREDIBILITY, item_id, str(credibility), profile.model_copy(update={"evidence": evidence})


def _reread(
    namings: list[Naming], changed: Profile, items: set[str], statute: Statute, as_of: date, known_by: date | None
) -> list[Mark] | None:
    """Return the marks after a change of some items; None if what they weigh has stayed the same."""
    evidence = {name: item for name, item in changed.evidence.items() if name in items}
    part = changed.model_copy(update={"evidence": evidence})
    fresh = {(naming.item, naming.node, naming.side): naming for naming in read_items(part, statute, as_of, known_by)}
    differs = False
    marks: list[Mark] = []
    for naming in namings:
        other = fresh.get((naming.item, naming.node, naming.side), naming)
        if _weight(other.mark) != _weight(naming.mark):
            differs = True
        else:
            other = naming
        if other.mark is not None:
            marks.append(other.mark)
    return marks if differs else None


def _weight(mark: Mark | None) -> object:
    return None if mark is None else mark.origins


def _readable(case: Case) -> list[str]:
    """Return the elements that an item disputes, in the order of the statute."""
    disputed = {mark.node for mark in case.ledger.marks if mark.side == "disputed"}
    return [name for name in case.statute.by_id if name in disputed]
