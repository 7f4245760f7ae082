"""What changed between two revisions of a profile: what the author changed, and which statuses that moved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeVar

from fto_check.law.nodes import Node
from fto_check.law.status import Status
from fto_check.law.statute import OVERALL
from fto_check.profile.models import Citation, Expectation, Item, Organization, Profile, Review, Source
from fto_check.reasoning.findings import Assessment, Confidence, NodeFinding

Value = str | tuple[str, ...] | None
"""What a field held; None where the author gave nothing."""


class ChangeKind(StrEnum):
    """What became of an item or a source; one that was renamed may have changed as well."""

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


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of an item, a source or the organization, before and after.

    `subject` is the source that a citation is to (`marks`, `at`, `citation`), or the element that was put into another
    list (`list`). `counts_with` are the other sources of the same origin, of those on both sides.
    """

    aspect: Aspect
    field: str
    old: Value
    new: Value
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class ItemChange:
    """An item that was added, removed, renamed or changed; `old_id` is None unless it was renamed."""

    kind: ChangeKind
    id: str
    old: Item | None
    new: Item | None
    changes: tuple[FieldChange, ...] = ()
    old_id: str | None = None

    @property
    def aspects(self) -> tuple[Aspect, ...]:
        """In which respects it changed, each once, the weightiest first."""
        return _aspects(self.changes)


@dataclass(frozen=True, slots=True)
class SourceChange:
    """A source that was added, removed, renamed or changed; `old_id` is None unless it was renamed."""

    kind: ChangeKind
    id: str
    old: Source | None
    new: Source | None
    changes: tuple[FieldChange, ...] = ()
    old_id: str | None = None

    @property
    def aspects(self) -> tuple[Aspect, ...]:
        """In which respects it changed, each once, the weightiest first."""
        return _aspects(self.changes)


@dataclass(frozen=True, slots=True)
class ExpectationChange:
    """What is expected of a node on a day, before and after; None where nothing is."""

    as_of: date
    known_by: date | None
    node: str
    old: str | None
    new: str | None

    @property
    def kind(self) -> ChangeKind:
        """Whether it was added, removed or changed."""
        return ChangeKind.ADDED if self.old is None else ChangeKind.REMOVED if self.new is None else ChangeKind.CHANGED


@dataclass(frozen=True)
class ProfileDifference:
    """All that an author changed in a profile; the order in which things are written is no change."""

    items: tuple[ItemChange, ...] = ()
    sources: tuple[SourceChange, ...] = ()
    expectations: tuple[ExpectationChange, ...] = ()
    organization: tuple[FieldChange, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether the two say the same."""
        return not (self.items or self.sources or self.expectations or self.organization)


@dataclass(frozen=True, slots=True)
class Cause:
    """A changed item that bears on a status that moved: how it changed."""

    item: str
    how: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Movement:
    """A node, or the three together, before and after; the status is None for what was not law on the day.

    `causes` are the changed items that name the node, an element below it or one that it shares; where there is none,
    those that bear on something else, and `direct` is False.
    """

    id: str
    label: str
    old: Status | None
    new: Status | None
    old_confidence: Confidence | None = None
    new_confidence: Confidence | None = None
    causes: tuple[Cause, ...] = ()
    direct: bool = True

    @property
    def moved(self) -> bool:
        """Whether the status is another."""
        return self.old is not self.new

    @property
    def firmness_moved(self) -> bool:
        """Whether the status stands and its confidence is another."""
        return not self.moved and self.old_confidence is not self.new_confidence


@dataclass(frozen=True)
class Difference:
    """What an edit did: the three together, each criterion, the nodes below them that moved, and the edit itself."""

    overall: Movement
    criteria: tuple[Movement, ...]
    nodes: tuple[Movement, ...]
    profile: ProfileDifference = field(default_factory=ProfileDifference)

    @property
    def status_changed(self) -> bool:
        """Whether the status of a criterion or of the three together is another: what `--fail-on change` asks."""
        return any(movement.moved for movement in (self.overall, *self.criteria))

    @property
    def is_empty(self) -> bool:
        """Whether nothing moved and nothing was edited."""
        movements = (self.overall, *self.criteria, *self.nodes)
        return self.profile.is_empty and not any(found.moved or found.firmness_moved for found in movements)


def difference(old: Assessment, new: Assessment) -> Difference:
    """Compare two assessments of one organization: statuses, through which items they moved, and the edit itself."""
    edit = compare_profiles(old.profile, new.profile)
    touched = _touched(edit, old.profile, new.profile)
    before, after = old.findings, new.findings
    criteria = tuple(
        _movement(
            first.finding, second.finding, touched, (first.confidence, second.confidence), _names(second.finding.node)
        )
        for first, second in zip(old.criteria, new.criteria, strict=True)
    )
    nodes = tuple(
        _movement(before[name], after[name], touched, (None, None), _names(after[name].node))
        for name in after
        if name not in {criterion.id for criterion in criteria}
        if name in before and before[name].status is not after[name].status
    )
    causes = tuple(dict.fromkeys(cause for criterion in criteria if criterion.moved for cause in criterion.causes))
    overall = Movement(
        OVERALL, "The three together", old.overall, new.overall, causes=causes if old.overall != new.overall else ()
    )
    return Difference(overall, criteria, nodes, edit)


def _movement(
    old: NodeFinding,
    new: NodeFinding,
    touched: Mapping[str, _Touch],
    confidences: tuple[Confidence | None, Confidence | None],
    names: frozenset[str],
) -> Movement:
    causes: tuple[Cause, ...] = ()
    direct = True
    if old.status is not new.status or confidences[0] is not confidences[1]:
        causes = tuple(touch.cause(item) for item, touch in touched.items() if touch.names & names)
        if not causes and touched:
            causes = tuple(touch.cause(item) for item, touch in touched.items() if touch.names)
            direct = not causes
    return Movement(new.id, new.node.label, old.status, new.status, *confidences, causes, direct)


def _names(node: Node) -> frozenset[str]:
    """Return the ids whose evidence bears on a node: its own, those below it, and those that it shares."""
    return frozenset(name for part in node.walk() for name in (part.id, *part.also))


@dataclass(frozen=True, slots=True)
class _Touch:
    """How an item changed in what a status can follow from, and which nodes that bears on."""

    how: tuple[str, ...]
    names: frozenset[str]

    def cause(self, item: str) -> Cause:
        return Cause(item, self.how)


_BEARING = {
    Aspect.RETRACTED, Aspect.REINSTATED, Aspect.MOVED, Aspect.REGRADED, Aspect.CITATIONS, Aspect.DATES,
}  # fmt: skip
_BEARING_FACTS = {"incident": "of another incident", "actor": "of another actor", "attribution": "attributed anew"}
_BEARING_SOURCE = {
    "reliability": "its source regraded", "origin": "its source's origin changed",
    "counts_with": "its source's origin changed", "published": "its source redated",
    "kind": "its source of another kind",
}  # fmt: skip


def _touched(edit: ProfileDifference, old: Profile, new: Profile) -> dict[str, _Touch]:
    """Return the items that changed by themselves or through a source, as far as a status can follow from that."""
    sources: dict[str, list[str]] = {}
    for source in edit.sources:
        for change in source.changes:
            if change.field in _BEARING_SOURCE:
                for name in {source.id, source.old_id or source.id}:
                    sources.setdefault(name, []).append(_BEARING_SOURCE[change.field])
    touched: dict[str, _Touch] = {}
    by_id = {change.id: change for change in edit.items}
    for item_id, item in (
        *new.evidence.items(),
        *((name, old.evidence[name]) for name in by_id if name in _gone(edit)),
    ):
        found = by_id.get(item_id)
        how: list[str] = []
        names = _named(item)
        if found is not None and found.kind in (ChangeKind.ADDED, ChangeKind.REMOVED):
            how = [str(found.kind)]
        else:
            if found is not None:
                how = [str(aspect) for aspect in found.aspects if aspect in _BEARING]
                how += [_BEARING_FACTS[change.field] for change in found.changes if change.field in _BEARING_FACTS]
            how += [said for citation in item.sources for said in sources.get(citation.source, ())]
            if found is not None and how == [Aspect.MOVED]:
                names = frozenset(change.subject or "" for change in found.changes if change.aspect is Aspect.MOVED)
            elif found is not None and found.old is not None:
                names |= _named(found.old)
        if how:
            touched[item_id] = _Touch(tuple(dict.fromkeys(how)), names)
    return touched


def _gone(edit: ProfileDifference) -> frozenset[str]:
    return frozenset(change.id for change in edit.items if change.kind is ChangeKind.REMOVED)


def _named(item: Item) -> frozenset[str]:
    return frozenset((*item.supports, *item.contradicts, *item.disputes))


def compare_profiles(old: Profile, new: Profile) -> ProfileDifference:
    """Return all that an author changed between two revisions of a profile.

    An item with the same claim and sources under another id was renamed, and so was a source with the same title,
    publisher, day and address.
    """
    sources = _pair(old.sources, new.sources, _identity, _identity)
    renamed = {before: after for before, after in sources if before is not None and after is not None}
    items = _pair(
        old.evidence,
        new.evidence,
        lambda item: (item.claim, frozenset((renamed.get(c.source, c.source), c.at) for c in item.sources)),
        lambda item: (item.claim, frozenset((c.source, c.at) for c in item.sources)),
    )
    return ProfileDifference(
        tuple(_item_changes(items, old, new, renamed)),
        tuple(_source_changes(sources, old, new, renamed)),
        tuple(_expectations(old.expect, new.expect)),
        tuple(_organization(old.organization, new.organization)),
    )


def _identity(source: Source) -> object:
    return source.title, source.publisher, source.published, source.url


Pair = tuple[str | None, str | None]


_Model = TypeVar("_Model", Item, Source)


def _pair(
    old: Mapping[str, _Model],
    new: Mapping[str, _Model],
    of_old: Callable[[_Model], object],
    of_new: Callable[[_Model], object],
) -> list[Pair]:
    """Pair ids: the same id, then the same identity; in the order of the new side, and what is gone last."""
    gone: dict[object, list[str]] = {}
    for name, value in old.items():
        if name not in new:
            gone.setdefault(of_old(value), []).append(name)
    pairs: list[Pair] = []
    for name, value in new.items():
        if name in old:
            pairs.append((name, name))
        else:
            same = gone.get(of_new(value))
            pairs.append((same.pop(0) if same else None, name))
    left: set[str] = {name for names in gone.values() for name in names}
    return [*pairs, *((name, None) for name in old if name in left)]


def _item_changes(pairs: list[Pair], old: Profile, new: Profile, renamed: Mapping[str, str]) -> Iterator[ItemChange]:
    for before, after in pairs:
        if before is None:
            assert after is not None
            yield ItemChange(ChangeKind.ADDED, after, None, new.evidence[after])
        elif after is None:
            yield ItemChange(ChangeKind.REMOVED, before, old.evidence[before], None)
        else:
            first, second = old.evidence[before], new.evidence[after]
            changes = tuple(_sorted(_item(first, second, old, new, renamed)))
            if before != after:
                yield ItemChange(ChangeKind.RENAMED, after, first, second, changes, before)
            elif changes:
                yield ItemChange(ChangeKind.CHANGED, after, first, second, changes)


def _source_changes(
    pairs: list[Pair], old: Profile, new: Profile, renamed: Mapping[str, str]
) -> Iterator[SourceChange]:
    before_groups = _groups(old, renamed)
    after_groups = _groups(new, {after: after for after in renamed.values()})
    for before, after in pairs:
        if before is None:
            assert after is not None
            yield SourceChange(ChangeKind.ADDED, after, None, new.sources[after])
        elif after is None:
            yield SourceChange(ChangeKind.REMOVED, before, old.sources[before], None)
        else:
            first, second = old.sources[before], new.sources[after]
            changes = [*_fields(first, second, _SOURCE_FIELDS)]
            if before_groups[after] != after_groups[after]:
                changes.append(FieldChange(Aspect.ORIGIN, "counts_with", before_groups[after], after_groups[after]))
            changes = _sorted(changes)
            if before != after:
                yield SourceChange(ChangeKind.RENAMED, after, first, second, tuple(changes), before)
            elif changes:
                yield SourceChange(ChangeKind.CHANGED, after, first, second, tuple(changes))


def _groups(profile: Profile, called: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return, for each source on both sides, by its new id, the others of the same origin among these."""
    by_origin: dict[str, list[str]] = {}
    for source_id, name in called.items():
        by_origin.setdefault(profile.origin_of(source_id), []).append(name)
    return {
        name: tuple(sorted(other for other in names if other != name)) for names in by_origin.values() for name in names
    }


_ITEM_FIELDS = {
    "claim": Aspect.REWORDED, "when": Aspect.DATES, "incident": Aspect.FACTS, "actor": Aspect.FACTS,
    "attribution": Aspect.FACTS, "attributed_by": Aspect.FACTS, "about": Aspect.FACTS, "where": Aspect.FACTS,
    "place": Aspect.FACTS, "note": Aspect.NOTES, "ignore": Aspect.NOTES, "reviewed": Aspect.NOTES,
}  # fmt: skip
_SOURCE_FIELDS = {
    "reliability": Aspect.REGRADED, "origin": Aspect.ORIGIN, "published": Aspect.DATES, "kind": Aspect.FACTS,
    "url": Aspect.FACTS, "archived": Aspect.FACTS, "language": Aspect.FACTS, "title": Aspect.REWORDED,
    "publisher": Aspect.REWORDED, "retrieved": Aspect.NOTES, "reason": Aspect.NOTES, "note": Aspect.NOTES,
}  # fmt: skip
_ORGANIZATION_FIELDS = {
    "name": Aspect.REWORDED, "aliases": Aspect.FACTS, "countries": Aspect.FACTS, "founded": Aspect.DATES,
    "dissolved": Aspect.DATES, "record": Aspect.FACTS, "summary": Aspect.REWORDED, "reviewed": Aspect.NOTES,
}  # fmt: skip


def _fields(old: object, new: object, aspects: Mapping[str, Aspect]) -> Iterator[FieldChange]:
    for name, aspect in aspects.items():
        before, after = _value(getattr(old, name)), _value(getattr(new, name))
        if before != after:
            yield FieldChange(aspect, name, before, after)


def _value(given: object) -> Value:
    if given is None or given in ((), {}):
        return None
    if isinstance(given, tuple):
        return tuple(str(part) for part in given)
    if isinstance(given, dict):
        return tuple(f"{key}: {given[key]}" for key in sorted(given))
    if isinstance(given, Review):
        return f"{given.by}, {given.on.isoformat()}"
    return str(given)


def _item(old: Item, new: Item, before: Profile, after: Profile, renamed: Mapping[str, str]) -> Iterator[FieldChange]:
    """Yield what changed in an item."""
    if old.retracted != new.retracted:
        aspect = (
            Aspect.RETRACTED if old.retracted is None
            else Aspect.REINSTATED if new.retracted is None
            else Aspect.REWORDED
        )  # fmt: skip
        yield FieldChange(aspect, "retracted", old.retracted, new.retracted)
    first, second = _lists(old), _lists(new)
    for name in dict.fromkeys((*first, *second)):
        if first.get(name) != second.get(name):
            yield FieldChange(Aspect.MOVED, "list", first.get(name), second.get(name), name)
    if old.credibility != new.credibility:
        yield FieldChange(Aspect.REGRADED, "credibility", str(old.credibility), str(new.credibility))
    yield from _citations(old, new, before, after, renamed)
    yield from _fields(old, new, _ITEM_FIELDS)


def _lists(item: Item) -> dict[str, str]:
    return {name: listed for listed in Item.LISTS for name in getattr(item, listed)}


def _citations(
    old: Item, new: Item, before: Profile, after: Profile, renamed: Mapping[str, str]
) -> Iterator[FieldChange]:
    left: list[Citation] = list(new.sources)
    pairs: list[tuple[Citation, Citation]] = []
    rest: list[Citation] = []
    for citation in old.sources:
        same = next((c for c in left if (c.source, c.at) == (renamed.get(citation.source), citation.at)), None)
        if same is None:
            rest.append(citation)
        else:
            left.remove(same)
            pairs.append((citation, same))
    for citation in rest:  # another place in the same source
        same = next((c for c in left if c.source == renamed.get(citation.source)), None)
        if same is None:
            yield FieldChange(Aspect.CITATIONS, "citation", _cited(citation, old, before), None, citation.source)
        else:
            left.remove(same)
            pairs.append((citation, same))
            yield FieldChange(Aspect.CITATIONS, "at", citation.at, same.at, same.source)
    for citation in left:
        yield FieldChange(Aspect.CITATIONS, "citation", None, _cited(citation, new, after), citation.source)
    for first, second in pairs:
        own_before, own_after = _own(first), _own(second)
        graded = (first.credibility or old.credibility, second.credibility or new.credibility)
        marks = _marks(first, old, before), _marks(second, new, after)
        if marks[0] != marks[1] and (own_before != own_after or graded[0] != graded[1]):
            yield FieldChange(Aspect.REGRADED, "marks", *marks, second.source)
        elif own_before != own_after:
            yield FieldChange(Aspect.NOTES, "own grade", own_before, own_after, second.source)


def _own(citation: Citation) -> str | None:
    """Return the grades that a citation has of its own."""
    return f"{citation.reliability or ''}{citation.credibility or ''}" or None


def _marks(citation: Citation, item: Item, profile: Profile) -> str:
    reliability = citation.reliability or profile.sources[citation.source].reliability
    return f"{reliability}{citation.credibility or item.credibility}"


def _cited(citation: Citation, item: Item, profile: Profile) -> str:
    marks = _marks(citation, item, profile)
    return marks if citation.at is None else f"{marks}, {citation.at}"


def _expectations(old: Iterable[Expectation], new: Iterable[Expectation]) -> Iterator[ExpectationChange]:
    before, after = _expected(old), _expected(new)
    for key in dict.fromkeys((*before, *after)):
        if before.get(key) != after.get(key):
            yield ExpectationChange(*key, before.get(key), after.get(key))


def _expected(expectations: Iterable[Expectation]) -> dict[tuple[date, date | None, str], str]:
    found: dict[tuple[date, date | None, str], str] = {}
    for expectation in expectations:
        for node, status in expectation.statuses.items():
            key = expectation.as_of, expectation.known_by, node
            if status.words not in found.get(key, "").split(" and "):
                found[key] = " and ".join(filter(None, (found.get(key), status.words)))
    return found


def _organization(old: Organization, new: Organization) -> Iterator[FieldChange]:
    yield from _fields(old, new, _ORGANIZATION_FIELDS)


def _sorted(changes: Iterable[FieldChange]) -> list[FieldChange]:
    order = list(Aspect)
    return sorted(changes, key=lambda change: order.index(change.aspect))


def _aspects(changes: Iterable[FieldChange]) -> tuple[Aspect, ...]:
    return tuple(dict.fromkeys(change.aspect for change in _sorted(changes)))
