"""Two revisions of a profile compared: which items and sources are the same, and what changed in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from fto_check.documents.dates import DateSpan
from fto_check.law.status import Status
from fto_check.profile.models import Citation, Expectation, Item, Profile, Review, Source
from fto_check.runs.changes import (
    Aspect,
    ChangedField,
    ChangeKind,
    ExpectationChange,
    FieldChange,
    ItemChange,
    Part,
    ProfileDifference,
    SourceChange,
    Value,
    by_weight,
)

Pair = tuple[str | None, str | None]
"""The id of an item or source before and after; None where a revision does not have it."""
PartChange = TypeVar("PartChange", ItemChange, SourceChange)

_ITEM_FIELDS = {
    "claim": Aspect.REWORDED,
    "when": Aspect.DATES,
    "incident": Aspect.FACTS,
    "actor": Aspect.FACTS,
    "attribution": Aspect.FACTS,
    "attributed_by": Aspect.FACTS,
    "about": Aspect.FACTS,
    "where": Aspect.FACTS,
    "place": Aspect.FACTS,
    "searched": Aspect.FACTS,
    "note": Aspect.NOTES,
    "ignore": Aspect.NOTES,
    "reviewed": Aspect.NOTES,
}
_SOURCE_FIELDS = {
    "reliability": Aspect.REGRADED,
    "origin": Aspect.ORIGIN,
    "published": Aspect.DATES,
    "kind": Aspect.FACTS,
    "url": Aspect.FACTS,
    "archived": Aspect.FACTS,
    "language": Aspect.FACTS,
    "title": Aspect.REWORDED,
    "publisher": Aspect.REWORDED,
    "retrieved": Aspect.NOTES,
    "reason": Aspect.NOTES,
    "note": Aspect.NOTES,
}
_ORGANIZATION_FIELDS = {
    "name": Aspect.REWORDED,
    "aliases": Aspect.FACTS,
    "countries": Aspect.FACTS,
    "founded": Aspect.DATES,
    "dissolved": Aspect.DATES,
    "record": Aspect.FACTS,
    "predecessors": Aspect.FACTS,
    "successors": Aspect.FACTS,
    "summary": Aspect.REWORDED,
    "reviewed": Aspect.NOTES,
}


def compare_profiles(old: Profile, new: Profile) -> ProfileDifference:
    """Return all changes of an author between two revisions of a profile.

    An item with the same claim and sources under another id was renamed, and so was a source with the same title,
    publisher, day and address.
    """
    sources = _pair(old.sources, new.sources, _source_identity, _source_identity)
    new_ids = {before: after for before, after in sources if before is not None and after is not None}
    items = _pair(
        old.evidence,
        new.evidence,
        lambda item: (item.claim, frozenset((new_ids.get(c.source, c.source), c.at) for c in item.sources)),
        lambda item: (item.claim, frozenset((c.source, c.at) for c in item.sources)),
    )
    return ProfileDifference(
        items=tuple(_item_changes(items, old, new, new_ids)),
        sources=tuple(_source_changes(sources, old, new, new_ids)),
        expectations=tuple(_expectation_changes(old.expect, new.expect)),
        organization=tuple(_field_changes(old.organization, new.organization, _ORGANIZATION_FIELDS)),
    )


def _source_identity(source: Source) -> object:
    return source.title, source.publisher, source.published, source.url


def _pair(
    old: Mapping[str, Part],
    new: Mapping[str, Part],
    old_identity: Callable[[Part], object],
    new_identity: Callable[[Part], object],
) -> list[Pair]:
    """Pair ids, first by the same id, then by the same identity; in the order of the new revision, removed ones last.

    An identity is compared only where the other revision lacks the id.
    """
    unpaired: dict[object, list[str]] = {}
    for name, part in old.items():
        if name not in new:
            unpaired.setdefault(old_identity(part), []).append(name)
    pairs: list[Pair] = []
    for name, part in new.items():
        if name in old:
            pairs.append((name, name))
        else:
            same = unpaired.get(new_identity(part))
            pairs.append((same.pop(0) if same else None, name))
    removed: set[str] = {name for names in unpaired.values() for name in names}
    return [*pairs, *((name, None) for name in old if name in removed)]


def _item_changes(pairs: list[Pair], old: Profile, new: Profile, new_ids: Mapping[str, str]) -> Iterator[ItemChange]:
    new_items = {before: after for before, after in pairs if before is not None and after is not None}

    def compare(before: str, after: str) -> Iterator[FieldChange]:
        first, second = old.evidence[before], new.evidence[after]
        yield from _compare_items(_Version(first, old), _Version(second, new), new_ids)
        for field in Item.RELATIONS:  # an item that was renamed is the same
            named = tuple(new_items.get(name, name) for name in getattr(first, field))
            if named != getattr(second, field):
                yield FieldChange(
                    aspect=Aspect.FACTS, field=field, old=_value(named), new=_value(getattr(second, field))
                )

    return _part_changes(ItemChange, pairs, old.evidence, new.evidence, compare)


def _source_changes(
    pairs: list[Pair], old: Profile, new: Profile, new_ids: Mapping[str, str]
) -> Iterator[SourceChange]:
    groups_before = _counted_together(old, new_ids)
    groups_after = _counted_together(new, {after: after for after in new_ids.values()})

    def compare(before: str, after: str) -> Iterator[FieldChange]:
        yield from _field_changes(old.sources[before], new.sources[after], _SOURCE_FIELDS)
        first, second = groups_before[after], groups_after[after]
        if first != second:
            yield FieldChange(aspect=Aspect.ORIGIN, field=ChangedField.COUNTS_WITH, old=first, new=second)

    return _part_changes(SourceChange, pairs, old.sources, new.sources, compare)


def _part_changes(
    make: Callable[..., PartChange],
    pairs: list[Pair],
    old: Mapping[str, object],
    new: Mapping[str, object],
    compare: Callable[[str, str], Iterable[FieldChange]],
) -> Iterator[PartChange]:
    """Yield a change for each pair of ids whose item or source is not the same in both revisions."""
    for before, after in pairs:
        if before is None:
            assert after is not None
            yield make(kind=ChangeKind.ADDED, id=after, old=None, new=new[after])
        elif after is None:
            yield make(kind=ChangeKind.REMOVED, id=before, old=old[before], new=None)
        else:
            changes = tuple(by_weight(compare(before, after)))
            parts = {"old": old[before], "new": new[after], "changes": changes}
            if before != after:
                yield make(kind=ChangeKind.RENAMED, id=after, old_id=before, **parts)
            elif changes:
                yield make(kind=ChangeKind.CHANGED, id=after, **parts)


def _counted_together(profile: Profile, new_ids: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the other sources of the same origin for each source that both revisions have, under their new ids."""
    by_origin: dict[str, list[str]] = {}
    for source_id, new_id in new_ids.items():
        by_origin.setdefault(profile.origin_of_source(source_id), []).append(new_id)
    return {
        name: tuple(sorted(other for other in names if other != name)) for names in by_origin.values() for name in names
    }


def _field_changes(old: object, new: object, aspects: Mapping[str, Aspect]) -> Iterator[FieldChange]:
    for name, aspect in aspects.items():
        before, after = _value(getattr(old, name)), _value(getattr(new, name))
        if before != after:
            yield FieldChange(aspect=aspect, field=name, old=before, new=after)


def _value(given: object) -> Value:
    if given is None or given in ((), {}):
        return None
    if isinstance(given, tuple):
        return tuple(sorted(str(part) for part in given))  # each list of words in a profile means a set
    if isinstance(given, dict):
        return tuple(f"{key}: {given[key]}" for key in sorted(given))
    if isinstance(given, Review):
        return f"{given.by}, {given.on.isoformat()}"
    return given.text if isinstance(given, DateSpan) else str(given)


@dataclass(frozen=True, slots=True)
class _Version:
    """An item with the revision of the profile that holds its sources."""

    item: Item
    profile: Profile

    def marks(self, citation: Citation) -> str:
        """Return the two grades with which a citation of the item counts."""
        reliability = citation.reliability or self.profile.sources[citation.source].reliability
        return f"{reliability}{citation.credibility or self.item.credibility}"

    def describe(self, citation: Citation) -> str:
        """Return the grades of a citation, and the place in the source if it names one."""
        origin = f"of the origin {citation.origin}" if citation.origin is not None else None
        return ", ".join(filter(None, (self.marks(citation), citation.at, origin)))


def _compare_items(old: _Version, new: _Version, new_ids: Mapping[str, str]) -> Iterator[FieldChange]:
    yield from _retraction_change(old.item.retracted, new.item.retracted)
    before, after = _list_of_each_element(old.item), _list_of_each_element(new.item)
    for name in dict.fromkeys((*before, *after)):
        first, second = before.get(name), after.get(name)
        if first != second:
            yield FieldChange(aspect=Aspect.MOVED, field=ChangedField.LIST, old=first, new=second, subject=name)
    first, second = str(old.item.credibility), str(new.item.credibility)
    if first != second:
        yield FieldChange(aspect=Aspect.REGRADED, field=ChangedField.CREDIBILITY, old=first, new=second)
    for pair in _pair_citations(old.item, new.item, new_ids):
        yield from _compare_citations(old, new, *pair)
    yield from _field_changes(old.item, new.item, _ITEM_FIELDS)


def _retraction_change(old: str | None, new: str | None) -> Iterator[FieldChange]:
    if old != new:
        aspect = Aspect.RETRACTED if old is None else Aspect.REINSTATED if new is None else Aspect.REWORDED
        yield FieldChange(aspect=aspect, field="retracted", old=old, new=new)


def _list_of_each_element(item: Item) -> dict[str, str]:
    return {name: listed for listed in Item.LISTS for name in getattr(item, listed)}


def _pair_citations(old: Item, new: Item, new_ids: Mapping[str, str]) -> list[tuple[Citation | None, Citation | None]]:
    """Pair citations of the same place in a source and the same origin, then of the same place, then of one source."""
    left, unpaired = list(new.sources), list(old.sources)
    pairs: list[tuple[Citation | None, Citation | None]] = []
    for alike in (lambda one: (one.at, one.origin), lambda one: one.at, lambda _: None):
        for citation in list(unpaired):
            wanted = (new_ids.get(citation.source), alike(citation))
            same = next((other for other in left if (other.source, alike(other)) == wanted), None)
            if same is not None:
                left.remove(same)
                unpaired.remove(citation)
                pairs.append((citation, same))
    return [*pairs, *((citation, None) for citation in unpaired), *((None, citation) for citation in left)]


def _compare_citations(
    old: _Version, new: _Version, first: Citation | None, second: Citation | None
) -> Iterator[FieldChange]:
    if first is None or second is None:
        before = None if first is None else old.describe(first)
        after = None if second is None else new.describe(second)
        source = first.source if first is not None else second.source if second is not None else None
        yield FieldChange(aspect=Aspect.CITATIONS, field=ChangedField.CITATION, old=before, new=after, subject=source)
        return
    if first.at != second.at:
        yield FieldChange(
            aspect=Aspect.CITATIONS, field=ChangedField.AT, old=first.at, new=second.at, subject=second.source
        )
    if first.origin != second.origin:
        moved = old.profile.origin_of(first) != new.profile.origin_of(second)
        yield FieldChange(
            aspect=Aspect.ORIGIN if moved else Aspect.NOTES, field=ChangedField.OWN_ORIGIN,
            old=first.origin, new=second.origin, subject=second.source,
        )  # fmt: skip
    own = _own_grades(first), _own_grades(second)
    # A source that was regraded is a change of the source; the citation changes only where its own grades do, or the
    # credibility of the item, which it takes over.
    credibility = first.credibility or old.item.credibility, second.credibility or new.item.credibility
    marks = old.marks(first), new.marks(second)
    if marks[0] != marks[1] and (own[0] != own[1] or credibility[0] != credibility[1]):
        yield FieldChange(
            aspect=Aspect.REGRADED, field=ChangedField.MARKS, old=marks[0], new=marks[1], subject=second.source
        )
    elif own[0] != own[1]:
        yield FieldChange(
            aspect=Aspect.NOTES, field=ChangedField.OWN_GRADE, old=own[0], new=own[1], subject=second.source
        )


def _own_grades(citation: Citation) -> str | None:
    """Return the grades that the citation itself gives."""
    return f"{citation.reliability or ''}{citation.credibility or ''}" or None


_Expected = tuple[date, date | None, str]
"""The day, the limit of what was known, and the node that an expectation is about."""


def _expectation_changes(old: Iterable[Expectation], new: Iterable[Expectation]) -> Iterator[ExpectationChange]:
    before, after = _expected_words(old), _expected_words(new)
    for key in dict.fromkeys((*before, *after)):
        first, second = before.get(key), after.get(key)
        if first != second:
            as_of, known_by, node = key
            yield ExpectationChange(as_of=as_of, known_by=known_by, node=node, old=first, new=second)


def _expected_words(expectations: Iterable[Expectation]) -> dict[_Expected, str]:
    """Return the expected status of each node on each day; several, which exclude each other, are joined by "and"."""
    found: dict[_Expected, dict[Status, None]] = {}
    for expectation in expectations:
        for node, status in expectation.statuses.items():
            found.setdefault((expectation.as_of, expectation.known_by, node), {})[status] = None
    return {key: " and ".join(status.words for status in statuses) for key, statuses in found.items()}
