"""From items to marks: what each item is able to say, on a day, about each node that it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from fto_check.documents.dates import DateSpan
from fto_check.law.nodes import Node, Rule
from fto_check.law.statute import Statute
from fto_check.profile.models import Item, Profile, Source
from fto_check.reasoning import rules
from fto_check.reasoning.findings import CitationFinding, Side
from fto_check.reasoning.reasons import Code, Reason, because
from fto_check.reasoning.rules import Grade
from fto_check.reasoning.worlds import AS_IT_IS, NOWHERE, Worlds

# Members of enumerations that each node asks for: before Python 3.12 their look-up in the class is slow.
_ANY_ACTOR, _LINKED, _LISTING_COUNTS = Rule.ANY_ACTOR, Rule.LINKED, Rule.LISTING_COUNTS
_WHILE_IT_EXISTS, _WHILE_LISTED = Rule.WHILE_IT_EXISTS, Rule.WHILE_LISTED
_FOR = Side.FOR
_STRONG, _CONFIRMED = Grade.STRONG, Grade.CONFIRMED

_SIDES = (("supports", _FOR), ("disputes", Side.DISPUTED), ("contradicts", Side.AGAINST))


class OriginMark(NamedTuple):
    """One origin behind a mark: the worlds in which it counts at all, is strong, is confirmed, is recent, is fresh."""

    origin: str
    reaches: date | None
    """The earliest day of the last part of the time that the fact takes; None for an undated fact."""
    counts: Worlds
    strong: Worlds
    confirmed: Worlds
    recent: Worlds
    fresh: Worlds
    """Where it is recent and strong: such an origin keeps a part in the present."""

    def within(self, where: Worlds) -> OriginMark:
        """Return the mark as it holds in some worlds only."""
        return OriginMark(
            self.origin, self.reaches, self.counts & where, self.strong & where, self.confirmed & where,
            self.recent & where, self.fresh & where,
        )  # fmt: skip

    def shifted(self, first: int) -> OriginMark:
        """Return the mark in worlds of other numbers: what held in world 0 holds in world `first`, and so on."""
        return OriginMark(
            self.origin, self.reaches, self.counts << first, self.strong << first, self.confirmed << first,
            self.recent << first, self.fresh << first,
        )  # fmt: skip

    def spread(self, where: Worlds) -> OriginMark:
        """Return a mark that holds, in the worlds of `where`, what this one holds in world 0."""
        return OriginMark(
            self.origin, self.reaches, -(self.counts & AS_IT_IS) & where, -(self.strong & AS_IT_IS) & where,
            -(self.confirmed & AS_IT_IS) & where, -(self.recent & AS_IT_IS) & where, -(self.fresh & AS_IT_IS) & where,
        )  # fmt: skip


class Fact(NamedTuple):
    """What is the same for all marks of one item."""

    item: str
    incident: str | None = None
    actor: str | None = None
    """The folded name of another actor than the organization."""
    when: DateSpan | None = None
    needs_attribution: bool = False
    """Whether the act must first be shown to be the organization's own."""
    denied: bool = False
    """Whether the act was denied, or its attribution ended in an acquittal."""
    unattributed: bool = False
    """Whether the attribution is open, denied or ended in an acquittal: no general proof of control closes that."""
    linked: bool = False
    """Whether the item itself shows, or disputes, that the threat comes from the terrorist activity."""
    ends: bool = False
    """Whether the item speaks against something that a group which has ended lacks: capability or intent."""


class Mark(NamedTuple):
    """What one item says about one node, with the origins behind it; each origin stands once."""

    fact: Fact
    node: str
    side: Side
    any_actor: bool
    """Whether it counts whoever acted."""
    origins: tuple[OriginMark, ...] = ()
    counts: Worlds = NOWHERE
    """Where any of its origins counts; `strong` and `recent` likewise."""
    strong: Worlds = NOWHERE
    recent: Worlds = NOWHERE

    @property
    def item(self) -> str:
        """The id of the item."""
        return self.fact.item

    @property
    def incident(self) -> str | None:
        """The label of the incident that the item belongs to."""
        return self.fact.incident

    @property
    def foreign_act(self) -> bool:
        """Whether the act must first be shown to be the organization's own for the mark to count."""
        return self.fact.needs_attribution and not self.any_actor

    def with_origins(self, origins: Iterable[OriginMark]) -> Mark:
        """Return the mark with other origins behind it."""
        counts = strong = recent = NOWHERE
        kept = tuple(origins)
        for origin in kept:
            counts |= origin.counts
            strong |= origin.strong
            recent |= origin.recent
        return Mark(self.fact, self.node, self.side, self.any_actor, kept, counts, strong, recent)


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
        self.ending = {node.id for node in statute.with_rule(Rule.ENDS)}

    def read(self, item_id: str, item: Item, sources: Mapping[str, Source]) -> list[Naming]:
        """Return the namings of one item, its citations graded by the sources that are given."""
        return [*_Reading(self, item_id, item, sources).namings()]


class _Reading:
    """One item on one day: what is the same for all the nodes that it names is worked out once."""

    def __init__(self, reader: Reader, item_id: str, item: Item, sources: Mapping[str, Source]) -> None:
        self.reader, self.statute, self.sources = reader, reader.statute, sources
        self.item_id, self.item = item_id, item
        self.out = rules.why_item_is_out(item, reader.day)
        self.disputes_link = reader.link in item.disputes
        organization = reader.profile.organization
        self.fact = Fact(
            item=item_id,
            incident=item.incident,
            actor=rules.other_actor(item, organization),
            when=item.when,
            needs_attribution=rules.needs_attribution(item, organization),
            denied=item.attribution in rules.DENIED,
            unattributed=item.attribution in rules.NEEDS_ATTRIBUTION,
            linked=reader.link in item.supports or self.disputes_link,
            ends=not reader.ending.isdisjoint(item.contradicts),
        )
        self._weighed: dict[bool, _Citations] = {}

    def namings(self) -> Iterator[Naming]:
        """Yield a naming for each node that the item names."""
        for attribute, side in _SIDES:
            for name in dict.fromkeys(getattr(self.item, attribute)):
                node = self.statute.by_id.get(name)
                if node is not None:
                    yield self._name(node, side)

    def _name(self, node: Node, side: Side) -> Naming:
        weighed = self._weigh(listing_counts=_LISTING_COUNTS in node.rules)
        reason = self.out or self._why_out_here(node, side) or weighed.reason
        mark = self._mark(node, side, weighed.origins) if reason is None else None
        return Naming(self.item_id, node.id, side, mark, reason, weighed.citations)

    def _why_out_here(self, node: Node, side: Side) -> Reason | None:
        day, organization = self.reader.day, self.reader.profile.organization
        if not node.in_force(day):
            return because(Code.NOT_LAW, day)
        if _WHILE_IT_EXISTS in node.rules and side is not Side.AGAINST:
            return rules.why_before_its_end(self.item, organization, day)
        if _WHILE_LISTED in node.rules:
            return rules.why_listing_ended(self.item, day)
        if node.id in self.statute.exceptions and self.fact.actor is not None and self.fact.incident is None:
            return because(Code.EXCEPTION_OF_ANOTHER)
        return None

    def _mark(self, node: Node, side: Side, origins: tuple[OriginMark, ...]) -> Mark:
        if side is _FOR and self.disputes_link and self.statute.is_below(node.id, _LINKED):
            side = Side.DISPUTED  # an item that disputes the link disputes the interest
        # Evidence for an exception is opposition, which counts whoever acted.
        any_actor = _ANY_ACTOR in node.rules or node.id in self.statute.exceptions
        return Mark(self.fact, node.id, side, any_actor).with_origins(origins)

    def _weigh(self, *, listing_counts: bool) -> _Citations:
        if listing_counts not in self._weighed:
            self._weighed[listing_counts] = self._weigh_citations(listing_counts=listing_counts)
        return self._weighed[listing_counts]

    def _weigh_citations(self, *, listing_counts: bool) -> _Citations:
        item, day = self.item, self.reader.day
        found: list[CitationFinding] = []
        origins: dict[str, OriginMark] = {}
        for citation in item.sources:
            source = self.sources[citation.source]
            origin = self.reader.profile.origin_of(citation)
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
                mark = _origin_mark(origin, grade, rules.is_recent(item, source, day), rules.reach_of(item, source))
                origins[origin] = mark if origin not in origins else merge(origins[origin], mark)
        reason = None
        if not origins:
            reason = because(Code.NO_CITATION, *dict.fromkeys(citation.reason for citation in found))
        return _Citations(tuple(found), reason, tuple(origins.values()))


class _Citations(NamedTuple):
    """How each citation of an item fares, why none of them counts (or None), and the origins of those that do."""

    citations: tuple[CitationFinding, ...]
    reason: Reason | None
    origins: tuple[OriginMark, ...]


def _origin_mark(origin: str, grade: Grade, recent: bool, reaches: date | None) -> OriginMark:
    """Return an origin as it stands in world 0."""
    strong, confirmed = grade >= _STRONG, grade is _CONFIRMED
    return OriginMark(origin, reaches, AS_IT_IS, strong & 1, confirmed & 1, recent & 1, recent & strong & 1)


def merge(one: OriginMark, other: OriginMark) -> OriginMark:
    """Return two marks of one origin as one: each holds where either does."""
    reaches = one.reaches
    if other.reaches != reaches:
        reaches = max(filter(None, (one.reaches, other.reaches)))
    return OriginMark(
        one.origin, reaches, one.counts | other.counts, one.strong | other.strong, one.confirmed | other.confirmed,
        one.recent | other.recent, one.fresh | other.fresh,
    )  # fmt: skip
