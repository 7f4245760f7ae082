"""What a criterion lacks for a better status: an item that nobody has yet, tried by adding it to the evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from fto_check.documents.dates import parse_span
from fto_check.law.nodes import Node, Rule
from fto_check.law.status import Status
from fto_check.reasoning.engine import Walk, walk_over
from fto_check.reasoning.evidence import Fact, Mark, OriginMark
from fto_check.reasoning.findings import NodeFinding, Side
from fto_check.reasoning.lacks import Lacks
from fto_check.reasoning.reasons import Code
from fto_check.reasoning.scenarios import Scenario, number
from fto_check.reasoning.worlds import AS_IT_IS

MOST_INCIDENTS = 12  # incidents of a file that an added item is tried in, for each element that they lack
_ITEM, _ORIGIN = "\0item", "\0origin"  # no profile can have these ids


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """One item that would make a criterion better: of one origin graded A1, dated on the day that was asked about."""

    better: Status
    """The status that the criterion has once the item is there."""
    supports: tuple[Node, ...] = ()
    contradicts: tuple[Node, ...] = ()
    """The exceptions that it speaks against."""
    incident: str | None = None
    """The label that it takes, of an incident of the file; None for the organization as such."""
    linked: bool = False
    """Whether it says too that the threat comes from the terrorist activity."""

    @property
    def elements(self) -> tuple[Node, ...]:
        """All that it names, but the link."""
        return (*self.supports, *self.contradicts)


def find_missing(walk: Walk, marks: Sequence[Mark], findings: Sequence[NodeFinding]) -> dict[str, list[Missing]]:
    """Return, for each criterion that is not met, the items that would make it better: about one element, else two.

    Each item is added in a world of its own, so what it is said to do it does. Only the ways to the best status that is
    reached are returned.
    """
    found: dict[str, list[Missing]] = {finding.id: [] for finding in findings}
    for size in (1, 2):
        ways = {
            finding.id: [*_Ways(walk, finding).of_size(size, found)]
            for finding in findings
            if finding.status is not Status.MET and not found[finding.id]
        }
        if any(ways.values()):
            found.update(_try(walk, marks, ways))
    return found


def _try(walk: Walk, marks: Sequence[Mark], ways: Mapping[str, Sequence[Missing]]) -> dict[str, list[Missing]]:
    """Return the ways of each criterion that make it better, all tried in one walk."""
    tried = list(dict.fromkeys(way for each in ways.values() for way in each))
    scenarios = [Scenario(added=[*added_marks(way, walk)]) for way in tried]
    after = walk_over(walk.statute, walk.day, number(marks, scenarios, walk.given_as_it_is, walk.not_assumed))
    worlds = {way: world for world, way in enumerate(tried, start=1)}
    found = {}
    for name, each in ways.items():
        statuses = after.criteria[name].statuses
        reached = [(statuses.in_world(worlds[way]), way) for way in each]
        best = max((status for status, _ in reached), default=statuses.as_it_is)
        better = best > statuses.as_it_is
        found[name] = [replace(way, better=best) for status, way in reached if better and status is best]
    return found


def added_marks(way: Missing, walk: Walk) -> Iterator[Mark]:
    """Yield the marks of the item that a way adds."""
    origin = OriginMark(_ORIGIN, walk.day, *[AS_IT_IS] * 5)
    fact = Fact(item=_ITEM, incident=way.incident, when=parse_span(walk.day.isoformat()), linked=way.linked)
    link = walk.statute.with_rule(Rule.LINK) if way.linked else ()
    for side, nodes in ((Side.FOR, (*way.supports, *link)), (Side.AGAINST, way.contradicts)):
        for node in nodes:
            yield Mark(fact, node.id, side, any_actor=True).with_origins((origin,))  # it names no other actor


class _Ways:
    """The items that could make one criterion better."""

    def __init__(self, walk: Walk, finding: NodeFinding) -> None:
        self.walk, self.statute, self.finding = walk, walk.statute, finding
        supporting = {name: self.walk.ledger.support(name) for name in self.statute.exceptions}
        self.excepted = {name: [one for one in found if one is not None] for name, found in supporting.items()}
        """The incidents of which each exception is told."""
        self.open = [*self._open_elements()]
        if self._not_own():  # whose act it was is taken as met of the organization, and shown of each incident
            owning = (self.statute.by_id[name] for name in sorted(self.statute.attribution))
            self.open += [node for node in owning if node not in self.open]
        self.lacking = self._incidents_that_lack()

    def _open_elements(self) -> Iterator[Node]:
        """Yield the elements that are not met, and the exceptions that may hold, be it for one incident only."""
        for found in self.finding.walk():
            if not found.node.is_leaf or found.status is None or Rule.LINK in found.node.rules:
                continue
            if found.id in self.statute.exceptions:
                if found.status >= Status.CONTESTED or self.excepted[found.id]:
                    yield found.node
            elif found.status is not Status.MET:
                yield found.node

    def of_size(self, size: int, known: Mapping[str, Sequence[Missing]]) -> Iterator[Missing]:
        """Yield each item about so many of the open elements.

        Where a criterion fails with the one that it requires, the second element is what that one is known to lack.
        """
        required = known.get(self.finding.node.requires or "", ())
        if size > 1 and required:
            more = required[0].supports[:1]
            chosen_ones = [(node, *more) for node in self.open]
        else:
            chosen_ones = list(combinations(self.open, size))
        for chosen in chosen_ones:
            supports = tuple(node for node in chosen if node.id not in self.statute.exceptions)
            contradicts = tuple(node for node in chosen if node.id in self.statute.exceptions)
            linked = any(self.statute.is_below(node.id, Rule.LINKED) for node in supports)
            bare = Missing(better=Status.NOT_MET, supports=supports, contradicts=contradicts)
            yield replace(bare, linked=linked)
            for incident in self._incidents_for(chosen):
                yield replace(bare, incident=incident)

    def _incidents_for(self, chosen: Sequence[Node]) -> list[str]:
        """Return the incidents of the file that an item about some elements is tried in."""
        named = (self.lacking.get(node.id, ()) for node in chosen)
        return list(dict.fromkeys(incident for incidents in named for incident in incidents))[:MOST_INCIDENTS]

    def _incidents_that_lack(self) -> Mapping[str, list[str]]:
        """Return the incidents that lack each element: of a route, of whose act it was, of an interest."""
        found = defaultdict[str, list[str]](list)
        lacks = Lacks(self.walk)
        for route in self.statute.with_rule(Rule.OVER_INCIDENTS):
            if not route.in_force(self.walk.day):
                continue
            for incident in self.walk.ledger.incidents_below(route.id):
                lack = lacks.of(route, incident)
                if lack is not None and lack.code is Code.SILENT and isinstance(node := lack.about[0], Node):
                    for leaf in _leaves_of(node, self.statute.exceptions):
                        found[leaf].append(incident)
        for node in self.statute.with_rule(Rule.LINKED):
            for leaf in _leaves_of(node, self.statute.exceptions):
                found[leaf] += [one for one, where in self.walk.link.qualifying.items() if where & AS_IT_IS]
        for name in self.statute.attribution:
            found[name] += self._not_own()
        for name in self.statute.exceptions:
            found[name] += self.excepted[name]
        return found

    def _not_own(self) -> list[str]:
        """Return the incidents whose acts are not shown to be the organization's own."""
        marks = self.walk.ledger.marks
        strange = [mark.incident for mark in marks if not self.walk.ledger.counts_as_own(mark)]
        return [incident for incident in dict.fromkeys(strange) if incident is not None]


def _leaves_of(node: Node, exceptions: Iterable[str]) -> list[str]:
    return [leaf.id for leaf in node.walk() if leaf.is_leaf and leaf.id not in exceptions]
