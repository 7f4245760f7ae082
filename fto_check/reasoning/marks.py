"""From items to marks: what each item, on a day, is able to say about each node it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from fto_check.law.nodes import Node, Rule
from fto_check.law.status import Weight
from fto_check.law.statute import Statute
from fto_check.profile.models import Item, Profile
from fto_check.reasoning import rules
from fto_check.reasoning.findings import CitationFinding, Side
from fto_check.reasoning.rules import Grade

_SIDES = (("supports", Side.FOR), ("disputes", Side.DISPUTED), ("contradicts", Side.AGAINST))


class Mark(NamedTuple):
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
        return self._replace(origins=left) if left else None


class Naming(NamedTuple):
    """That an item names a node: the mark it makes there, or why it makes none, and how each citation fared."""

    item: str
    node: str
    side: Side
    mark: Mark | None
    reason: str | None
    citations: tuple[CitationFinding, ...]


def read_items(profile: Profile, statute: Statute, day: date, known_by: date | None) -> list[Naming]:
    """Return every naming of a node by an item, in the order of the file; unknown nodes are passed over."""
    link = next((node.id for node in statute.with_rule(Rule.LINK)), None)
    return [
        naming
        for item_id, item in profile.evidence.items()
        if not item.is_context
        for naming in _Reading(profile, statute, day, known_by, link, item_id, item).namings()
    ]


class _Reading:
    """One item on one day: what is the same for all the nodes that it names is worked out once."""

    def __init__(
        self, profile: Profile, statute: Statute, day: date, known_by: date | None, link: str | None, item_id: str,
        item: Item,
    ) -> None:  # fmt: skip
        self.profile, self.statute, self.day, self.known_by = profile, statute, day, known_by
        self.item_id, self.item = item_id, item
        self.out = rules.why_item_is_out(item, day)
        self.foreign_act = rules.needs_attribution(item, profile.organization)
        self.linked = link in item.supports or link in item.disputes
        self.disputes_link = link in item.disputes
        self._counting: dict[bool, _Counting] = {}

    def namings(self) -> Iterator[Naming]:
        for attribute, side in _SIDES:
            for name in dict.fromkeys(getattr(self.item, attribute)):
                node = self.statute.by_id.get(name)
                if node is not None:
                    yield self._name(node, side)

    def _name(self, node: Node, side: Side) -> Naming:
        citations, reason, origins = self._weighed(listing_counts=Rule.LISTING_COUNTS in node.rules)
        if self.out is not None:
            reason = self.out
        elif not node.in_force(self.day):
            reason = f"not an element of the law of {self.day.isoformat()}"
        if reason is not None:
            return Naming(self.item_id, node.id, side, None, reason, citations)
        side_of_mark = side
        if side is Side.FOR and self.disputes_link and self.statute.is_below(node.id, Rule.LINKED):
            side_of_mark = Side.DISPUTED  # an item that disputes the link disputes the interest
        # Evidence for an exception is opposition, which counts whoever acted.
        any_actor = Rule.ANY_ACTOR in node.rules or node.id in self.statute.exceptions
        foreign_act = self.foreign_act and not any_actor
        mark = Mark(self.item_id, node.id, side_of_mark, self.item.incident, foreign_act, self.linked, origins)
        return Naming(self.item_id, node.id, side, mark, None, citations)

    def _weighed(self, *, listing_counts: bool) -> _Counting:
        """Return how each citation fares, why none of them counts (or None), and the origins of those that do."""
        if listing_counts not in self._counting:
            self._counting[listing_counts] = self._weigh(listing_counts=listing_counts)
        return self._counting[listing_counts]

    def _weigh(self, *, listing_counts: bool) -> _Counting:
        item, found = self.item, []
        best: dict[str, tuple[Grade, bool]] = {}
        for citation in item.sources:
            source = self.profile.sources[citation.source]
            origin = self.profile.origin_of(citation.source)
            out = rules.why_citation_is_out(citation, item, source, self.known_by, listing_counts=listing_counts)
            reliability = rules.reliability_of(citation, source)
            credibility = rules.credibility_of(citation, item)
            grade = rules.grade(reliability, credibility) if out is None else None
            found.append(
                CitationFinding(citation.source, citation.at, origin, reliability.value, credibility, grade, out)
            )
            if grade is not None:
                recent = rules.is_recent(item, source, self.day)
                had = best.get(origin, (grade, recent))
                best[origin] = (max(had[0], grade), had[1] or recent)
        reason = None if best else "; ".join(dict.fromkeys(citation.reason or "" for citation in found))
        return tuple(found), reason, tuple((origin, grade, recent) for origin, (grade, recent) in best.items())


_Counting = tuple[tuple[CitationFinding, ...], str | None, tuple[tuple[str, Grade, bool], ...]]


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
    grades = grades_by_origin(marks, stale=stale)
    return rules.weigh(grades.values(), one_strong_origin=one_strong_origin) if grades else Weight.SILENT
