"""From items to marks: what each item, on a day, is able to say about each node it names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from fto_check import rules
from fto_check.profile import Item, Profile
from fto_check.report import CitationFinding, Side
from fto_check.rules import Grade
from fto_check.status import Weight
from fto_check.statute import Node, Rule, Statute

_SIDES = (("supports", Side.FOR), ("disputes", Side.DISPUTED), ("contradicts", Side.AGAINST))


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """What one item says about one node, with the citations that count.

    `origins` holds each origin once, with its best grade and whether it makes the fact recent. `foreign_act` says that
    the act must first be shown to be the organization's own; `linked` that the item itself shows, or disputes, that
    the threat comes from the terrorist activity.
    """

    item: str
    node: str
    side: Side
    incident: str | None
    foreign_act: bool
    linked: bool
    origins: tuple[tuple[str, Grade, bool], ...]

    @property
    def recent(self) -> bool:
        """Whether one of its origins makes the fact reach into the last five years."""
        return any(recent for _, _, recent in self.origins)

    def without(self, lost: frozenset[str]) -> Mark | None:
        """Return the mark as it is after the loss of some origins, None if nothing is left of it."""
        left = tuple(entry for entry in self.origins if entry[0] not in lost)
        if len(left) == len(self.origins):
            return self
        return replace(self, origins=left) if left else None


@dataclass(frozen=True, slots=True)
class Naming:
    """That an item names a node: the mark it makes there, or why it makes none, and how each citation fared."""

    item: str
    node: str
    side: Side
    mark: Mark | None
    reason: str | None
    citations: tuple[CitationFinding, ...]


def read_items(profile: Profile, statute: Statute, day: date, known_by: date | None) -> list[Naming]:
    """Return every naming of a node by an item, in the order of the file; unknown nodes are passed over."""
    namings = []
    link = next((node.id for node in statute.by_id.values() if Rule.LINK in node.rules), None)
    for item_id, item in profile.evidence.items():
        if item.is_context:
            continue
        out = rules.why_item_is_out(item, day)
        linked = link in item.supports or link in item.disputes
        for attribute, side in _SIDES:
            for name in dict.fromkeys(getattr(item, attribute)):
                node = statute.by_id.get(name)
                if node is not None:
                    namings.append(_name(profile, statute, item_id, item, node, side, day, known_by, out, linked, link))
    return namings


def _name(
    profile: Profile, statute: Statute, item_id: str, item: Item, node: Node, side: Side, day: date,
    known_by: date | None, out: str | None, linked: bool, link: str | None,
) -> Naming:  # fmt: skip
    citations = tuple(_weigh_citations(profile, item, known_by, listing_counts=Rule.LISTING_COUNTS in node.rules))
    reason = out
    if reason is None and not node.in_force(day):
        reason = f"not an element of the law of {day.isoformat()}"
    if reason is None and all(found.grade is None for found in citations):
        reason = "; ".join(dict.fromkeys(found.reason or "" for found in citations))
    if reason is not None:
        return Naming(item_id, node.id, side, None, reason, citations)
    side_of_mark = side
    if side is Side.FOR and link in item.disputes and statute.is_below(node.id, Rule.LINKED):
        side_of_mark = Side.DISPUTED  # an item that disputes the link disputes the interest
    best: dict[str, tuple[Grade, bool]] = {}
    for citation, found in zip(item.sources, citations, strict=True):
        if found.grade is not None:
            recent = rules.is_recent(item, profile.sources[citation.source], day)
            had = best.get(found.origin)
            best[found.origin] = (found.grade, recent) if had is None else (max(had[0], found.grade), had[1] or recent)
    mark = Mark(
        item_id,
        node.id,
        side_of_mark,
        item.incident,
        # Evidence for an exception is opposition, which counts whoever acted.
        rules.needs_attribution(item, profile.organization)
        and Rule.ANY_ACTOR not in node.rules
        and node.id not in statute.exceptions,
        linked,
        tuple((origin, grade, recent) for origin, (grade, recent) in best.items()),
    )
    return Naming(item_id, node.id, side, mark, None, citations)


def _weigh_citations(
    profile: Profile, item: Item, known_by: date | None, *, listing_counts: bool
) -> Iterable[CitationFinding]:
    for citation in item.sources:
        source = profile.sources[citation.source]
        reason = rules.why_citation_is_out(citation, item, source, known_by, listing_counts=listing_counts)
        reliability = rules.reliability_of(citation, source)
        credibility = rules.credibility_of(citation, item)
        yield CitationFinding(
            source=citation.source,
            at=citation.at,
            origin=profile.origin_of(citation.source),
            reliability=reliability.value,
            credibility=credibility,
            grade=rules.grade(reliability, credibility) if reason is None else None,
            reason=reason,
        )


def grades_by_origin(marks: Iterable[Mark], *, stale: bool = False) -> Mapping[str, Grade]:
    """Return the best grade of each origin behind some marks; support of a stale part is at most weak."""
    best: dict[str, Grade] = {}
    for mark in marks:
        for origin, grade, _ in mark.origins:
            weight = Grade.WEAK if stale else grade
            if weight > best.get(origin, 0):
                best[origin] = weight
    return best


def weight_of(marks: Iterable[Mark], *, stale: bool = False, one_strong_origin: bool = False) -> Weight:
    """Weigh the side that some marks make up."""
    return rules.weigh(grades_by_origin(marks, stale=stale), one_strong_origin=one_strong_origin)
