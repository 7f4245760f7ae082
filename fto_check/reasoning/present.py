"""The present tense: what keeps a part of the statute in the present, and what ends it.

A part in the present tense ("engages", "retains", "threatens") has a recent side: its usable support that reaches into
the last years, of conduct only. One strong origin there keeps the part in the present; one that is there only thanks to
disputed or clouded facts leaves it contested at best; without one its support is weak.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from fto_check.law.nodes import Node, Rule
from fto_check.reasoning.findings import Side, ViewKind
from fto_check.reasoning.judged import View
from fto_check.reasoning.weighing import Row, weigh_side
from fto_check.reasoning.worlds import AS_IT_IS, NOWHERE, Worlds

if TYPE_CHECKING:
    from fto_check.reasoning.engine import Walk

# Members of enumerations that each node asks for: before Python 3.12 their look-up in the class is slow.
_NO_CONDUCT, _OVER_INCIDENTS = Rule.NO_CONDUCT, Rule.OVER_INCIDENTS
_FOR = Side.FOR


class RecentSide(NamedTuple):
    """The recent side of a part in the present tense."""

    alive: Worlds
    """Where one strong origin of undisputed conduct is recent."""
    disputed: Worlds
    """Where one strong origin is recent, be it of disputed or clouded conduct."""
    any: Worlds
    """Where anything is recent."""

    def or_(self, other: RecentSide) -> RecentSide:
        """Return what either of two sides gives."""
        return RecentSide(*(here | there for here, there in zip(self, other, strict=True)))

    def within(self, where: Worlds) -> RecentSide:
        """Return the side in some worlds only."""
        return RecentSide(*(here & where for here in self))


class Present:
    """What keeps the parts of one walk in the present, and what has ended."""

    def __init__(self, walk: Walk) -> None:
        self.walk, self.ledger, self.statute = walk, walk.ledger, walk.statute
        self._ends: dict[str, list[tuple[date, Worlds]]] = {}
        self._resumed: dict[tuple[str, date], Worlds] = {}

    # -- the recent side -----------------------------------------------------------------------------------------------

    def recent_side(self, part: Node, rows: Iterable[Row]) -> RecentSide:
        """Return the recent side that some rows of conduct make up: those after the end of the part, if it has one."""
        alive = disputed = anything = NOWHERE
        for row in rows:
            if not row.mark.recent & row.where:
                continue
            for origin in row.mark.origins:
                where = row.where & ~self._ended_by(part, origin.reaches)
                anything |= origin.recent & where
                fresh = origin.fresh & where
                disputed |= fresh
                if row.mark.side is _FOR:
                    alive |= fresh & ~row.clouded
        return RecentSide(alive, disputed, anything)

    def conduct(self, part: Node, view: View, labels: Sequence[str | None] | None = None) -> Iterator[Row]:
        """Yield the support of a part that describes conduct, as its elements see it in a view.

        Incidents count where they are in the view; for a part that is not weighed over incidents all of them do. With
        `labels` only the support of these incidents (None: of none) is yielded.
        """
        pooled = _OVER_INCIDENTS in part.rules
        for name in self.statute.grounds_of(part.id):
            node = self.statute.by_id[name]
            if _NO_CONDUCT in node.rules:
                continue
            found = self.ledger.support(name)
            for incident in found if labels is None else labels:
                where = self.walk.every
                if pooled and incident is not None:
                    where = view.incidents.get(incident, NOWHERE)
                for row in found.get(incident, ()) if where else ():
                    yield self.walk.clouds.seen(row, node, view, where)

    def keepers(self, part: Node, rows: Iterable[Row]) -> Iterator[tuple[str, str]]:
        """Yield the items, each with one origin, that keep a part in the present in world 0."""
        for row in rows:
            for origin in row.mark.origins:
                if origin.fresh & row.where & ~self._ended_by(part, origin.reaches) & AS_IT_IS:
                    yield row.mark.item, origin.origin

    # -- an end --------------------------------------------------------------------------------------------------------

    def ended(self, part: Node) -> Worlds:
        """Return where a part has ended once."""
        return self._ended_by(part, None)

    def _ended_by(self, part: Node, day: date | None) -> Worlds:
        """Return where a part ended on a day or after it; None: at any time."""
        found = NOWHERE
        for end, where in self._ends_of(part):
            if day is None or end >= day:
                found |= where
        return found

    def _ends_of(self, part: Node) -> list[tuple[date, Worlds]]:
        """Return the days on which a part ended, the latest first, each with the worlds where it is the latest.

        The end is the latest day for which the opposition that begins on it or after is carried: opposition without a
        label to the part, or to a branch above it, by items that speak against capability or intent too.
        """
        if part.id not in self._ends:
            found: list[tuple[date, Worlds]] = []
            rows = sorted(self._ending_rows(part), key=lambda dated: dated[0], reverse=True)
            known = NOWHERE
            for count, (day, _) in enumerate(rows, start=1):
                if count < len(rows) and rows[count][0] == day:
                    continue
                carried = weigh_side(row for _, row in rows[:count]).carried & ~known
                if carried:
                    found.append((day, carried))
                    known |= carried
            self._ends[part.id] = found
        return self._ends[part.id]

    def _ending_rows(self, part: Node) -> Iterator[tuple[date, Row]]:
        for name in (part.id, *self.statute.ancestors(part.id)):
            for row in self.ledger.opposition_of(name, None):
                begins = row.mark.fact.when.earliest if row.mark.fact.when is not None else None
                if begins is not None and (row.mark.fact.ends or Rule.ANY_END in part.rules):
                    yield begins, row

    # -- resumed conduct -----------------------------------------------------------------------------------------------

    def against_the_present(self, node: Node, rows: Iterable[Row]) -> Iterator[Row]:
        """Yield the opposition to a node that still counts: not that of a closed range after which conduct resumed."""
        for row in rows:
            when = row.mark.fact.when
            if row.mark.incident is None and when is not None and when.is_closed_range and when.latest is not None:
                row = row.within(~self.resumed(node, when.latest))
            if row.where:
                yield row

    def resumed(self, node: Node, day: date) -> Worlds:
        """Return where conduct below a node that begins after a day has one strong origin, undisputed and unclouded."""
        key = (node.id, day)
        if key not in self._resumed:
            found = NOWHERE
            for part in self._parts_in_the_present(node):
                for row in self._acts_of(part):
                    when = row.mark.fact.when
                    begins = when.earliest if when is not None else None
                    if begins is not None and begins > day and row.mark.side is _FOR:
                        found |= row.mark.strong & row.where & ~row.clouded
            self._resumed[key] = found
        return self._resumed[key]

    def _parts_in_the_present(self, node: Node) -> list[Node]:
        return [part for part in node.walk() if Rule.FRESH in part.rules and part.id in self.walk.in_force]

    def _acts_of(self, part: Node) -> Iterator[Row]:
        """Yield the conduct of a part whatever speaks against the part itself."""
        if any(Rule.LINKED in below.rules for below in part.walk()):
            yield from self.walk.link.facts_below(part)
            return
        incidents = {}
        if _OVER_INCIDENTS in part.rules:
            labels = self.ledger.incidents_below(part.id)
            incidents = {incident: self.walk.speaking.parts_spoken_for(part, incident) for incident in labels}
        view = View(kind=ViewKind.TOGETHER if incidents else ViewKind.WHOLE, incidents=incidents, route=part.id)
        yield from self.conduct(part, view)
