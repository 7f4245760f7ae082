"""Which organization of the record the names of one mean: for certain, perhaps, or none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fto_check.documents.names import LONGEST, squeeze
from fto_check.record.entry import Candidate, Doubt, Entry
from fto_check.record.matching import is_abbreviation
from fto_check.record.spelling import latin

if TYPE_CHECKING:
    from fto_check.record.record import Record

SHORT_INITIALS = 3
"""Initials of as many letters are often shared by chance; longer ones seldom are."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What some names mean in the record: the designations of one organization, or the ones that it may be."""

    entries: tuple[Entry, ...] = ()
    """The designations of the organization, in the order of their days; none where it is unclear or not listed."""
    doubt: Doubt | None = None
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class _NameReading:
    """What one name says: designations that have it, and organizations that it may mean."""

    sure: tuple[Entry, ...] = ()
    perhaps: tuple[Candidate, ...] = ()
    doubt: Doubt | None = None


def identity_of(record: Record, names: Sequence[str]) -> Identity:
    """Return which organization some names of one mean; the first is its own name, which beats a shared alias."""
    own, *others = names
    headed = _with_headline(record.find(own), own)
    if headed and len(_organizations(record, headed)) == 1:
        return Identity(_all_of(record, record.find(own), _organizations(record, headed)))
    first = _read(record, own)
    readings = [_read(record, name) for name in others if not is_abbreviation(name)]
    initials = [record.find(name) for name in others if is_abbreviation(name)]
    if len(_organizations(record, first.sure)) == 1 and not _elsewhere(record, first.sure, others):
        return Identity(_all_of(record, first.sure, _organizations(record, first.sure)))
    sure = [*first.sure, *(entry for reading in readings for entry in reading.sure)]
    perhaps = [*first.perhaps, *(found for reading in readings for found in reading.perhaps)]
    sure += _borne_out(initials, sure, perhaps)
    organizations = _organizations(record, sure)
    if len(organizations) == 1:
        return Identity(_all_of(record, sure, organizations))
    if organizations:
        return Identity((), Doubt.SEVERAL, tuple(_candidate(record, name) for name in sorted(organizations)))
    if perhaps:
        doubt = next(reading.doubt for reading in (first, *readings) if reading.perhaps)
        return Identity((), doubt, _best(perhaps))
    by_initials = _organizations(record, (entry for found in initials for entry in found))
    if by_initials:
        return Identity((), Doubt.INITIALS, tuple(_candidate(record, name) for name in sorted(by_initials)))
    if any(latin(name) is not None for name in names) and all(latin(name) is not None for name in names):
        return Identity((), Doubt.SCRIPT)
    return Identity()


def _read(record: Record, name: str) -> _NameReading:
    """Return what one name means by itself: `A`, `A / B`, `A (its initials)`, `A (another name, or a place)`."""
    if found := record.find(name):
        return _NameReading(found)
    beside = [part for part in " ".join(name.split()).split(" / ") if part]
    if len(beside) > 1 and (found := tuple(entry for part in beside for entry in record.find(part))):
        return _NameReading(found)
    outer, inner = _outer_and_inner(name)
    if not inner:
        return _near(record.nearest(name))
    by_outer, by_inner = record.find(outer), tuple(entry for part in inner for entry in record.find(part))
    in_both = _organizations(record, by_outer) & _organizations(record, by_inner)
    if in_both:
        both = (*by_outer, *by_inner)
        return _NameReading(tuple(entry for entry in both if record.organization_of(entry) in in_both))
    if by_outer and not by_inner and all(is_abbreviation(part) for part in inner) and not is_abbreviation(outer):
        return _NameReading(by_outer)
    near = record.nearest(name)
    borne_out = {found.group for found in record.nearest(outer)} & {entry.group for entry in by_inner}
    if borne_out:
        return _NameReading(tuple(entry for entry in by_inner if entry.group in borne_out))
    told = [entry for entry in by_inner if not _is_explained(record, outer, inner, entry)]
    own = [_candidate(record, group) for group in sorted(_organizations(record, (*by_outer, *told)))]
    return _near((*own, *(found for found in near if found.group not in {one.group for one in own})))


def _near(found: Iterable[Candidate]) -> _NameReading:
    candidates = tuple(found)
    return _NameReading((), candidates, Doubt.NEAR if candidates else None)


def _outer_and_inner(name: str) -> tuple[str, list[str]]:
    """Return a name without what stands in its parentheses, and what stands there."""
    if len(name) > LONGEST:
        return name, []
    inner = [part.strip() for group in re.findall(r"\(([^()]*)\)", name) for part in re.split(r"[,/;]", group)]
    return " ".join(re.sub(r"\([^()]*\)", " ", name).split()), [part for part in inner if part]


def _is_explained(record: Record, outer: str, inner: list[str], entry: Entry) -> bool:
    """Say whether short initials are those of the very name that they stand behind, which is no name of the entry.

    "Australian Defence Force (ADF)" has its initials from its own words, and shares none with the Allied Democratic
    Forces.
    """
    shared = [part for part in inner if is_abbreviation(part) and entry in record.find(part)]
    letters = squeeze("".join(word[0] for word in re.findall(r"\w+", outer)))
    own = all(len(squeeze(part)) <= SHORT_INITIALS and _is_in(squeeze(part), letters) for part in shared)
    return bool(shared) and own and not record.index.shares_word(outer, entry.group)


def _is_in(short: str, letters: str) -> bool:
    rest = iter(letters)
    return all(letter in rest for letter in short)


def _with_headline(found: Iterable[Entry], name: str) -> list[Entry]:
    """Return the entries that the list has under a name, not by an alias."""
    return [entry for entry in found if entry.has_headline(name)]


def _elsewhere(record: Record, sure: Iterable[Entry], others: Iterable[str]) -> bool:
    """Say whether other names are the headline of another organization than the own name's."""
    own = _organizations(record, sure)
    headed = (entry for name in others for entry in _with_headline(record.find(name), name))
    return bool(_organizations(record, headed) - own)


def _borne_out(initials: list[tuple[Entry, ...]], sure: list[Entry], perhaps: list[Candidate]) -> list[Entry]:
    """Return the entries by initials that another name is near, too: alone they say too little."""
    near = {found.group for found in perhaps} | {entry.group for entry in sure}
    return [entry for found in initials for entry in found if entry.group in near]


def _organizations(record: Record, entries: Iterable[Entry]) -> set[str]:
    return {record.organization_of(entry) for entry in entries}


def _all_of(record: Record, found: Iterable[Entry], organizations: set[str]) -> tuple[Entry, ...]:
    """Return the designations of an organization: those found, and the others of the same."""
    groups = {entry.group for entry in found if record.organization_of(entry) in organizations}
    return tuple(entry for entry in record.entries if entry.group in groups)


def _candidate(record: Record, organization: str) -> Candidate:
    return Candidate(organization, record.by_id[organization].name, 1.0)


def _best(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Return each organization once, the nearest first."""
    best: dict[str, Candidate] = {}
    for candidate in candidates:
        before = best.get(candidate.group)
        if before is None or before.likeness < candidate.likeness:
            best[candidate.group] = candidate
    return tuple(sorted(best.values(), key=lambda found: (-found.likeness, found.group)))
