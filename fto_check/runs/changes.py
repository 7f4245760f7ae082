"""The changes that an author made between two revisions of a profile, as values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from fto_check.profile.models import Item, Source

Value = str | tuple[str, ...] | None
"""The value of a field; None where the author gave none."""
Part = TypeVar("Part", Item, Source)


class ChangeKind(StrEnum):
    """Whether an item or a source was added, removed, renamed or changed; a renamed one may have changed as well."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    CHANGED = "changed"


class Aspect(StrEnum):
    """In which respect something changed, the weightiest first."""

    RETRACTED = "retracted"
    REINSTATED = "reinstated"
    MOVED = "moved"
    ORIGIN = "origin changed"
    REGRADED = "regraded"
    CITATIONS = "citations changed"
    DATES = "redated"
    FACTS = "facts changed"
    REWORDED = "reworded"
    NOTES = "notes changed"


class ChangedField(StrEnum):
    """The fields of a change that are no plain key of the profile, or that others say more of."""

    LIST = "list"
    """The list of an item that names an element."""
    CITATION = "citation"
    """A citation added or removed."""
    MARKS = "marks"
    """The two grades with which a citation counts."""
    CREDIBILITY = "credibility"
    """The grade of an item's claim, which the marks of its citations show too."""
    OWN_GRADE = "own grade"
    """The grades that the citation itself gives."""
    OWN_ORIGIN = "own origin"
    """The origin that the citation itself gives."""
    AT = "at"
    """The place in the source."""
    COUNTS_WITH = "counts_with"
    """The other sources of the same origin, among the sources on both sides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field of an item, a source or the organization, before and after."""

    aspect: Aspect
    field: str
    """A key of the profile, or one of `ChangedField`."""
    old: Value
    new: Value
    subject: str | None = None
    """The element that was put into another list, or the source that the citation cites."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _PartChange(Generic[Part]):
    kind: ChangeKind
    id: str
    old: Part | None
    """None for a part that was added."""
    new: Part | None
    """None for a part that was removed."""
    changes: tuple[FieldChange, ...] = ()
    old_id: str | None = None
    """The id before; None unless the part was renamed."""

    @property
    def aspects(self) -> tuple[Aspect, ...]:
        """The respects in which the part changed, each once, the weightiest first."""
        return tuple(dict.fromkeys(change.aspect for change in by_weight(self.changes)))


class ItemChange(_PartChange[Item]):
    """An item that was added, removed, renamed or changed."""

    __slots__ = ()


class SourceChange(_PartChange[Source]):
    """A source that was added, removed, renamed or changed."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectationChange:
    """The status that a profile expects of a node on a day, before and after."""

    as_of: date
    known_by: date | None
    node: str
    old: str | None
    """None where no status was expected before."""
    new: str | None
    """None where no status is expected any more."""

    @property
    def kind(self) -> ChangeKind:
        """Whether the expectation was added, removed or changed."""
        return ChangeKind.ADDED if self.old is None else ChangeKind.REMOVED if self.new is None else ChangeKind.CHANGED


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileDifference:
    """All changes of an author in a profile; the order in which things are written is no change."""

    items: tuple[ItemChange, ...] = ()
    sources: tuple[SourceChange, ...] = ()
    expectations: tuple[ExpectationChange, ...] = ()
    organization: tuple[FieldChange, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether both revisions say the same."""
        return not (self.items or self.sources or self.expectations or self.organization)


def by_weight(changes: Iterable[FieldChange]) -> list[FieldChange]:
    """Return changes sorted by their aspect, the weightiest first."""
    weight = {aspect: number for number, aspect in enumerate(Aspect)}
    return sorted(changes, key=lambda change: weight[change.aspect])
