"""From items to marks: what each item is able to say, on a day, about each node that it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from fto_check.law.nodes import Node, Rule
from fto_check.law.statute import Statute
from fto_check.profile.models import Item, Profile, Source
from fto_check.reasoning import rules
from fto_check.reasoning.findings import CitationFinding, Side
from fto_check.reasoning.reasons import Code, Reason, because
from fto_check.reasoning.rules import Grade
from fto_check.reasoning.worlds import AS_IT_IS, NOWHERE, Worlds

_SIDES = (("supports", Side.FOR), ("disputes", Side.DISPUTED), ("contradicts", Side.AGAINST))


class OriginMark(NamedTuple):
    """One origin behind a mark: the worlds in which it counts at all, is strong, is confirmed, is recent."""

    origin: str
    counts: Worlds
    strong: Worlds
    confirmed: Worlds
    recent: Worlds


class Mark(NamedTuple):
    """What one item says about one node, with the origins behind it; each origin stands once."""

    item: str
    node: str
    side: Side
    incident: str | None
    foreign_act: bool
    """Whether the act must first be shown to be the organization's own."""
    linked: bool
    """Whether the item itself shows, or disputes, that the threat comes from the terrorist activity."""
    origins: tuple[OriginMark, ...]
    counts: Worlds
    """Where any of its origins counts; `strong` and `recent` likewise."""
    strong: Worlds
    recent: Worlds

    def with_origins(self, origins: Iterable[OriginMark]) -> Mark:
        """Return the mark with other origins behind it."""
        counts = strong = recent = NOWHERE
        kept = tuple(origins)
        for origin in kept:
            counts |= origin.counts
            strong |= origin.strong
            recent |= origin.recent
        return self._replace(origins=kept, counts=counts, strong=strong, recent=recent)


class Naming(NamedTuple):
    """An item listed under a node, with the resulting mark or the reason why it does not count there."""

    item: str
    node: str
    side: Side
    mark: Mark | None
    reason: Reason | None
    citations: tuple[CitationFinding, ...]


def read_items(profile: Profile, statute: Statute, day: date, known_by: date | None) -> list[Naming]:
    """Return every naming of a node by an item, in the order of the file; unknown nodes are passed over."""
    reader = Reader(profile, statute, day, known_by)
    return [
        naming
        for item_id, item in profile.evidence.items()
        if not item.is_context
        for naming in reader.read(item_id, item, profile.sources)
    ]


def marks_of(namings: Iterable[Naming]) -> list[Mark]:
    """Return the marks of the namings that count."""
    return [naming.mark for naming in namings if naming.mark is not None]


class Reader:
    """What is the same for all items of a profile on one day."""

    def __init__(self, profile: Profile, statute: Statute, day: date, known_by: date | None) -> None:
        self.profile, self.statute, self.day, self.known_by = profile, statute, day, known_by
        self.link = next((node.id for node in statute.with_rule(Rule.LINK)), None)

    def read(self, item_id: str, item: Item, sources: Mapping[str, Source]) -> list[Naming]:
        """Return the namings of one item, its citations graded by the sources that are given."""
        return [*_Reading(self, item_id, item, sources).namings()]


class _Reading:
    """One item on one day: what is the same for all the nodes that it names is worked out once."""

    def __init__(self, reader: Reader, item_id: str, item: Item, sources: Mapping[str, Source]) -> None:
        self.reader, self.statute, self.sources = reader, reader.statute, sources
        self.item_id, self.item = item_id, item
        self.out = rules.why_item_is_out(item, reader.day)
        self.foreign_act = rules.needs_attribution(item, reader.profile.organization)
        self.linked = reader.link in item.supports or reader.link in item.disputes
        self.disputes_link = reader.link in item.disputes
        self._weighed: dict[bool, _Citations] = {}

    def namings(self) -> Iterator[Naming]:
        """Yield a naming for each node that the item names."""
        for attribute, side in _SIDES:
            for name in dict.fromkeys(getattr(self.item, attribute)):
                node = self.statute.by_id.get(name)
                if node is not None:
                    yield self._name(node, side)

    def _name(self, node: Node, side: Side) -> Naming:
        weighed = self._weigh(listing_counts=Rule.LISTING_COUNTS in node.rules)
        reason = self.out or (None if node.in_force(self.reader.day) else because(Code.NOT_LAW, self.reader.day))
        reason = reason or weighed.reason
        mark = self._mark(node, side, weighed.origins) if reason is None else None
        return Naming(self.item_id, node.id, side, mark, reason, weighed.citations)

    def _mark(self, node: Node, side: Side, origins: tuple[OriginMark, ...]) -> Mark:
        if side is Side.FOR and self.disputes_link and self.statute.is_below(node.id, Rule.LINKED):
            side = Side.DISPUTED  # an item that disputes the link disputes the interest
        # Evidence for an exception is opposition, which counts whoever acted.
        any_actor = Rule.ANY_ACTOR in node.rules or node.id in self.statute.exceptions
        foreign_act = self.foreign_act and not any_actor
        bare = Mark(
            self.item_id, node.id, side, self.item.incident, foreign_act, self.linked, (), NOWHERE, NOWHERE, NOWHERE
        )  # a namedtuple: a profile of 5,000 items has as many as its reading and every walk can bear
        return bare.with_origins(origins)

    def _weigh(self, *, listing_counts: bool) -> _Citations:
        if listing_counts not in self._weighed:
            self._weighed[listing_counts] = self._weigh_citations(listing_counts=listing_counts)
        return self._weighed[listing_counts]

    def _weigh_citations(self, *, listing_counts: bool) -> _Citations:
        item, day, found = self.item, self.reader.day, []
        best: dict[str, tuple[Grade, bool]] = {}
        for citation in item.sources:
            source = self.sources[citation.source]
            origin = self.reader.profile.origin_of(citation.source)
            out = rules.why_citation_is_out(
                citation, item, source, self.reader.known_by, listing_counts=listing_counts
            )  # fmt: skip
            reliability = rules.reliability_of(citation, source)
            credibility = rules.credibility_of(citation, item)
            grade = rules.grade(reliability, credibility) if out is None else None
            found.append(
                CitationFinding(citation.source, citation.at, origin, reliability.value, credibility, grade, out)
            )
            if grade is not None:
                recent = rules.is_recent(item, source, day)
                had = best.get(origin, (grade, recent))
                best[origin] = (max(had[0], grade), had[1] or recent)
        reason = None
        if not best:
            reason = because(Code.NO_CITATION, *dict.fromkeys(citation.reason for citation in found))
        return _Citations(tuple(found), reason, tuple(_origin_mark(name, *graded) for name, graded in best.items()))


class _Citations(NamedTuple):
    """How each citation of an item fares, why none of them counts (or None), and the origins of those that do."""

    citations: tuple[CitationFinding, ...]
    reason: Reason | None
    origins: tuple[OriginMark, ...]


def _origin_mark(origin: str, grade: Grade, recent: bool) -> OriginMark:
    """Return an origin as it stands in world 0."""
    strong = AS_IT_IS if grade >= Grade.STRONG else NOWHERE
    confirmed = AS_IT_IS if grade is Grade.CONFIRMED else NOWHERE
    return OriginMark(origin, AS_IT_IS, strong, confirmed, AS_IT_IS if recent else NOWHERE)
