"""The facts of an assessment as a reader meets them: a row for each item under each criterion that it bears on.

A view prints these rows; which fact is worth a row of a short report, what a fact does to the answer and why one does
not count is decided here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from fto_check.law.nodes import Node
from fto_check.law.status import Status
from fto_check.law.statute import Statute
from fto_check.profile.models import Item
from fto_check.reasoning.findings import (
    Assessment,
    CitationFinding,
    ConfidenceKind,
    CriterionFinding,
    EvidenceFinding,
    NodeFinding,
    Side,
)
from fto_check.reasoning.reasons import Code, Reason

MOST_SHOWN = 5
"""The facts of a criterion that a short report shows; with a row or two each, three criteria take one screen."""
FEWEST_SHOWN = 3
"""Facts that are shown where there are as many, though fewer decide: a reader wants to see a pattern."""


class Shortfall(StrEnum):
    """Why facts do not count, as far as they can be counted together."""

    NOT_OWN = "not_own"
    """Not shown to be the organization's own act."""
    NOT_LINKED = "not_linked"
    """Not linked to the terrorist activity."""
    INCOMPLETE = "incomplete"
    """Of an incident that lacks a part."""
    ELSEWHERE = "elsewhere"
    """Of an incident on which the answer does not rest."""
    WEAK = "weak"
    """Of a source or a credibility that does not count."""
    LISTING = "listing"
    LATER = "later"
    """After the day, or published later."""
    DISPUTED = "disputed"
    OVERTAKEN = "overtaken"
    """True for a time that is over."""
    RETRACTED = "retracted"
    OTHER = "other"


SHORTFALLS: Mapping[Code, Shortfall] = {
    Code.NOT_OWN_ACT: Shortfall.NOT_OWN,
    Code.ONE_ACTOR_ONLY: Shortfall.NOT_OWN,
    Code.EXCEPTION_OF_ANOTHER: Shortfall.NOT_OWN,
    Code.NOT_LINKED: Shortfall.NOT_LINKED,
    Code.INCIDENT_NOT_LINKED: Shortfall.NOT_LINKED,
    Code.INCIDENT_WITHOUT_ACT: Shortfall.NOT_LINKED,
    Code.INCIDENT_SET_ASIDE: Shortfall.INCOMPLETE,
    Code.SET_ASIDE: Shortfall.INCOMPLETE,
    Code.INCIDENT_IN_PART: Shortfall.INCOMPLETE,
    Code.INCIDENT_DISPUTED: Shortfall.DISPUTED,
    Code.RESTS_ELSEWHERE: Shortfall.ELSEWHERE,
    Code.ONE_INCIDENT_ONLY: Shortfall.ELSEWHERE,
    Code.DOES_NOT_REFUTE: Shortfall.ELSEWHERE,
    Code.OPENS_BOTH_READINGS: Shortfall.DISPUTED,
    Code.DISPUTES_THE_LINK: Shortfall.DISPUTED,
    Code.EXCEPTION_NOT_CARRIED: Shortfall.ELSEWHERE,
    Code.CLOUDED: Shortfall.DISPUTED,
    Code.CLOUDS: Shortfall.DISPUTED,
    Code.UNRELIABLE: Shortfall.WEAK,
    Code.NOT_CREDIBLE: Shortfall.WEAK,
    Code.LISTING: Shortfall.LISTING,
    Code.AFTER_THE_DAY: Shortfall.LATER,
    Code.UNDATED: Shortfall.LATER,
    Code.PUBLISHED_LATER: Shortfall.LATER,
    Code.NOT_LAW: Shortfall.LATER,
    Code.RESUMED: Shortfall.OVERTAKEN,
    Code.BEFORE_ITS_END: Shortfall.OVERTAKEN,
    Code.LISTING_ENDED: Shortfall.OVERTAKEN,
    Code.RETRACTED: Shortfall.RETRACTED,
}
"""What keeps a fact from counting, by the reason that the reasoning gives."""


class FactEffect(StrEnum):
    """What a fact does to the answer on a criterion."""

    FOR = "for"
    AGAINST = "against"
    EITHER = "either"
    """Can be read both ways."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing:
    """A node that a fact names, and whether the fact counts there."""

    node: Node
    effect: FactEffect
    """What it does to the answer: what speaks for an exception speaks against the answer."""
    deciding: bool
    """Whether the node is one that the answer rests on."""
    counted: bool
    reason: Reason | None
    note: Reason | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRow:
    """An item under a criterion."""

    id: str
    item: Item
    effect: FactEffect
    counted: bool
    bearings: tuple[Bearing, ...]
    """The nodes that it names, those first where it counts, and of those the ones that decide."""
    citations: tuple[CitationFinding, ...]
    """Those that count; of a fact that does not count, all."""

    @property
    def best(self) -> CitationFinding:
        """The citation with the best grade."""
        return min(self.citations, key=lambda one: (-int(one.grade or 0), one.reliability, one.credibility))

    @property
    def origins(self) -> int:
        """How many independent origins its citations go back to."""
        return len({citation.origin for citation in self.citations})

    @property
    def reason(self) -> Reason | None:
        """Why it does not count; None for a fact that does."""
        return None if self.counted else next((one.reason for one in self.bearings if one.reason is not None), None)

    @property
    def shortfall(self) -> Shortfall:
        """Why it does not count, as far as facts can be counted together."""
        return shortfall_of(self.reason)

    def named(self, effect: FactEffect) -> list[Node]:
        """Return the nodes for or against which it speaks; of a fact that counts, those where it does."""
        return [one.node for one in self.bearings if one.effect is effect and one.counted is self.counted]

    @property
    def _weight(self) -> tuple[int, int, date, str]:
        when = self.item.when
        latest = (when.latest or when.earliest) if when is not None else None
        return int(self.best.grade or 0), self.origins, latest or date.min, self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionFacts:
    """The facts under one criterion, and which of them a short report shows."""

    criterion: CriterionFinding
    rows: tuple[FactRow, ...]
    """All of them, in the order of the file."""
    shown: tuple[FactRow, ...]
    """Those of a short report, those that count first."""
    context: tuple[str, ...]
    """The items that are about the criterion and name no element."""

    @property
    def rest(self) -> tuple[FactRow, ...]:
        """The facts that a short report only counts."""
        shown = {row.id for row in self.shown}
        return tuple(row for row in self.rows if row.id not in shown)

    @property
    def shortfalls(self) -> Mapping[Shortfall, int]:
        """How many of the rest do not count, by why, the most frequent first."""
        found = Counter(row.shortfall for row in self.rest if not row.counted)
        return dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))


def shortfall_of(reason: Reason | None) -> Shortfall:
    """Return what a reason falls under; of an item, what falls short at its first citation."""
    if reason is None:
        return Shortfall.OTHER
    if reason.code is Code.NO_CITATION:
        first = reason.about[0]
        return shortfall_of(first) if isinstance(first, Reason) else Shortfall.OTHER
    if reason.code is Code.INCIDENT_SET_ASIDE and any(
        isinstance(lack, Reason) and lack.code is Code.OF_ANOTHER for lack in reason.about
    ):
        return Shortfall.NOT_OWN
    return SHORTFALLS.get(reason.code, Shortfall.OTHER)


def facts_of(assessment: Assessment, most: int = MOST_SHOWN) -> tuple[CriterionFacts, ...]:
    """Return the facts under each criterion, and which of them a report of at most so many for each shows."""
    return tuple(_Facts(assessment, criterion).chosen(most) for criterion in assessment.criteria)


def cited_in(row: FactRow, assessment: Assessment) -> list[CitationFinding]:
    """Return all citations of a fact with what each weighs, whether it counts or not, in the order of the file."""
    found: dict[tuple[str, str | None, str], CitationFinding] = {}
    for node in assessment.findings.values():
        for evidence in node.evidence:
            if evidence.item == row.id:
                found |= {(one.source, one.at, one.origin): one for one in evidence.citations}
    return list(found.values())


def deciding_nodes(finding: NodeFinding) -> Iterator[NodeFinding]:
    """Yield the nodes that a status rests on: from a criterion down by the least of what it asks for, or the best."""
    yield finding
    parts = [part for part in (*finding.nodes, *finding.also) if part.status is not None and part.raised]
    if parts:
        statuses = [part.status for part in parts if part.status is not None]
        wanted = min(statuses) if finding.node.combine == "all_of" else max(statuses)
        for part in parts:
            if part.status is wanted:
                yield from deciding_nodes(part)
    if finding.unless is not None:
        yield finding.unless


class _Facts:
    """The facts of one criterion while they are gathered and chosen from."""

    def __init__(self, assessment: Assessment, criterion: CriterionFinding) -> None:
        self.assessment, self.criterion = assessment, criterion
        self.deciding = {node.id for node in deciding_nodes(criterion.finding)}
        self.exceptions = assessment.statute.exceptions

    @cached_property
    def rows(self) -> Sequence[FactRow]:
        """The facts in the order of the file."""
        named = defaultdict[str, list[tuple[NodeFinding, EvidenceFinding]]](list)
        for node in self.criterion.finding.walk():
            for found in node.evidence:
                named[found.item].append((node, found))
        return [self._row(name, named[name]) for name in self.assessment.profile.evidence if name in named]

    def _row(self, name: str, named: Sequence[tuple[NodeFinding, EvidenceFinding]]) -> FactRow:
        bearings = [self._bearing(node, found) for node, found in named]
        bearings.sort(key=lambda one: (not one.counted, not one.deciding))
        counted = any(one.counted for one in bearings)
        cited = {
            (one.source, one.at, one.origin): one
            for _, found in named if found.counted is counted
            for one in found.citations if one.reason is None or not counted
        }  # fmt: skip
        return FactRow(
            id=name, item=self.assessment.profile.evidence[name], effect=_effect_of(bearings), counted=counted,
            bearings=tuple(bearings), citations=tuple(cited.values()),
        )  # fmt: skip

    def _bearing(self, node: NodeFinding, found: EvidenceFinding) -> Bearing:
        effect = {Side.FOR: FactEffect.FOR, Side.AGAINST: FactEffect.AGAINST, Side.DISPUTED: FactEffect.EITHER}[
            found.side
        ]
        if node.id in self.exceptions:
            effect = {FactEffect.FOR: FactEffect.AGAINST, FactEffect.AGAINST: FactEffect.FOR}.get(effect, effect)
        return Bearing(
            node=node.node, effect=effect, deciding=node.id in self.deciding, counted=found.counted,
            reason=found.reason, note=found.note,
        )  # fmt: skip

    def chosen(self, most: int) -> CriterionFacts:
        """Return the facts with those that a report of at most so many shows."""
        rows = self.rows
        shown = list(rows) if len(rows) <= most else self._choose(most)
        order = [FactEffect.FOR, FactEffect.EITHER, FactEffect.AGAINST]
        if self.criterion.status is Status.NOT_MET:  # what decided stands first
            order.reverse()
        shown.sort(key=lambda row: (not row.counted, order.index(row.effect)))
        return CriterionFacts(
            criterion=self.criterion, rows=tuple(rows), shown=tuple(shown),
            context=tuple(_context(self.assessment, self.criterion.id)),
        )  # fmt: skip

    def _choose(self, most: int) -> list[FactRow]:
        counted = _best_first(row for row in self.rows if row.counted)
        out = _best_first(row for row in self.rows if not row.counted)
        wanted: dict[str, FactRow] = {}
        for row in (*self._whose_loss_changes_it(counted), *self._best_of_the_other_side(counted)):
            wanted.setdefault(row.id, row)
        for row in (*self._carrying(counted, wanted), *self._newest(counted)):
            wanted.setdefault(row.id, row)
        chosen = list(wanted.values())[:most]
        more = [row for row in (*counted, *out) if row.id not in wanted]
        more.sort(key=lambda row: (not row.counted, row.effect is not self.side))
        chosen += more[: max(FEWEST_SHOWN - len(chosen), 0)]
        if len(self.rows) - len(chosen) == 1 and len(chosen) < most:  # a line that says "1 more" takes as much room
            chosen += [row for row in self.rows if row.id not in {one.id for one in chosen}]
        return chosen

    def _whose_loss_changes_it(self, rows: Sequence[FactRow]) -> Iterator[FactRow]:
        """Yield the best fact of each origin whose loss changes the answer, then of each pair of origins that does."""
        reason = self.criterion.confidence_reason
        pair = reason.ids if reason is not None and reason.kind is ConfidenceKind.PAIR else ()
        for origin in (*self.criterion.falls_to, *pair):
            yield from [row for row in rows if any(one.origin == origin for one in row.citations)][:1]

    def _carrying(self, rows: Sequence[FactRow], known: Mapping[str, FactRow]) -> Iterator[FactRow]:
        """Yield the best fact for each node that decides, unless one that is shown speaks for the answer there too."""
        spoken = {node.id for row in known.values() for node in row.named(self.side)}
        for row in rows:
            decided = {
                one.node.id for one in row.bearings
                if one.counted and one.deciding and one.effect is self.side
            }  # fmt: skip
            if decided - spoken:
                spoken |= decided
                yield row

    @property
    def side(self) -> FactEffect:
        """What the facts do that the answer rests on."""
        return FactEffect.AGAINST if self.criterion.status is Status.NOT_MET else FactEffect.FOR

    def _best_of_the_other_side(self, rows: Sequence[FactRow]) -> list[FactRow]:
        """Return the best fact that speaks the other way, else the best that can be read both ways."""
        other = FactEffect.FOR if self.side is FactEffect.AGAINST else FactEffect.AGAINST
        for effect in (other, FactEffect.EITHER):
            if found := [row for row in rows if row.effect is effect]:
                return found[:1]
        return []

    def _newest(self, rows: Sequence[FactRow]) -> list[FactRow]:
        """Return the newest fact that keeps a part in the present."""
        keepers = {kept.item for node in self.criterion.finding.walk() for kept in node.kept_alive}
        found = [row for row in rows if row.id in keepers]
        return sorted(found, key=lambda row: row._weight[2], reverse=True)[:1]


def _best_first(rows: Iterable[FactRow]) -> list[FactRow]:
    return sorted(rows, key=lambda row: row._weight, reverse=True)


def _effect_of(bearings: Sequence[Bearing]) -> FactEffect:
    """Return what a fact does to the answer: by the nodes where it counts, and of those by the ones that decide."""
    for some in (
        [one for one in bearings if one.counted and one.deciding],
        [one for one in bearings if one.counted],
        bearings,
    ):
        effects = {one.effect for one in some}
        for effect in (FactEffect.FOR, FactEffect.AGAINST, FactEffect.EITHER):
            if effect in effects:
                return effect
    return FactEffect.EITHER


def _context(assessment: Assessment, criterion: str) -> Iterator[str]:
    """Yield the items that name no element and are about a criterion."""
    statute: Statute = assessment.statute
    for name, item in assessment.profile.evidence.items():
        if item.is_context and criterion in {statute.criterion_of(about) for about in item.about}:
            yield name


@dataclass(frozen=True, slots=True, kw_only=True)
class FactCounts:
    """How many items a profile has, and what became of them: the last three make up the first."""

    items: int
    counted: int
    out: int
    """Items that name an element and do not count."""
    context: int
    sources: int
    origins: int


def count_facts(assessment: Assessment) -> FactCounts:
    """Return how many items count somewhere, how many nowhere, and how many are context."""
    profile = assessment.profile
    counted = {
        found.item for criterion in assessment.criteria for node in criterion.finding.walk()
        for found in node.evidence if found.counted
    }  # fmt: skip
    context = sum(item.is_context for item in profile.evidence.values())
    items = len(profile.evidence)
    return FactCounts(
        items=items, counted=len(counted), out=items - context - len(counted), context=context,
        sources=len(profile.sources), origins=len(profile.origins),
    )  # fmt: skip
