"""Clouding: facts that are disputed themselves, so that what rests on them is contested at best.

A strong dispute with an incident's label clouds, in the pool of a route, the facts of that incident: all of them where
it disputes an assumed part of the route; those under an exception where it disputes the exception and leaves it
contested for that incident; those at the disputed element otherwise. What an item of another actor disputes clouds only
the facts of that actor, wherever they are weighed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fto_check.law.nodes import Node
from fto_check.reasoning.findings import ViewKind
from fto_check.reasoning.judged import View
from fto_check.reasoning.weighing import Row
from fto_check.reasoning.worlds import NOWHERE, Worlds

if TYPE_CHECKING:
    from fto_check.reasoning.engine import Walk

# Members of enumerations that each node asks for: before Python 3.12 their look-up in the class is slow.
_TOGETHER = ViewKind.TOGETHER


class Clouds:
    """Where the facts of each incident and actor are clouded at each element of each route."""

    def __init__(self, walk: Walk) -> None:
        self.walk, self.ledger, self.statute = walk, walk.ledger, walk.statute
        self._found: dict[tuple[str, str, str | None, str | None], Worlds] = {}

    def seen(self, row: Row, node: Node, view: View, where: Worlds) -> Row:
        """Return a row as an element sees it in a view: what clouds it, and whether its own dispute is direct.

        A dispute with an incident's label is direct where the incident is not pooled with others, and a dispute of
        another actor nowhere: these cloud.
        """
        mark = row.mark
        labelled = mark.incident is not None and view.kind is _TOGETHER
        if not self.ledger.has_disputes or (mark.fact.actor is None and not labelled):
            return row if where == self.walk.every else row.within(where)
        clouded = row.clouded
        if mark.fact.actor is not None:
            clouded |= self.of(node, view.route, mark.incident, mark.fact.actor)
            if mark.incident is not None:
                clouded |= self.of(node, view.route, None, mark.fact.actor)
        if labelled:
            clouded |= self.of(node, view.route, mark.incident, None)
        direct = not labelled and (mark.fact.actor is None or mark.fact.denied)
        return Row(mark, row.where & where, row.disputes & where if direct else NOWHERE, clouded)

    def of(self, node: Node, route: str, incident: str | None, actor: str | None) -> Worlds:
        """Return where the disputes of one incident (None: of none) cloud its facts at a node, in a route or not."""
        key = (node.id, route, incident, actor)
        if key not in self._found:
            found = self.ledger.disputes_of(node.id, incident, actor)
            if route:
                found |= self.of_route(route, incident, actor)
                found |= self._of_exceptions(node, route, incident, actor)
            self._found[key] = found
        return self._found[key]

    def of_route(self, route: str, incident: str | None, actor: str | None) -> Worlds:
        """Return where a dispute of an assumed part clouds all facts of an incident for a route."""
        key = ("", route, incident, actor)
        if key not in self._found:
            found = NOWHERE
            for part in self.walk.assumed_parts(route):
                disputed = self.ledger.disputes_of(part.id, incident, actor)
                if disputed:
                    found |= disputed & ~self._otherwise_met(part, route, incident)
            self._found[key] = found
        return self._found[key]

    def _otherwise_met(self, part: Node, route: str, incident: str | None) -> Worlds:
        """Return where another alternative than an assumed one is met for the incident: then its dispute is idle."""
        parent = self.statute.by_id[self.statute.path(part.id, route)[0]]
        found = NOWHERE
        if parent.combine == "any_of":
            view = self.walk.speaking.alone(incident)
            for other in parent.nodes:
                if other.id != part.id and other.id in self.walk.in_force:
                    found |= self.walk.judge(other, view).statuses.met
        return found

    def _of_exceptions(self, node: Node, route: str, incident: str | None, actor: str | None) -> Worlds:
        """Return where a disputed exception to an element, or to a node above it, is contested for an incident."""
        found = NOWHERE
        if route == node.id or node.id in self.statute.exceptions:
            return found
        for name in (node.id, *self.statute.path(node.id, route)):
            exception = self.statute.by_id[name].unless
            if exception is not None and (disputed := self.ledger.disputes_of(exception.id, incident, actor)):
                statuses = self.walk.judge(exception, self.walk.speaking.alone(incident)).statuses
                found |= disputed & statuses.arguable & ~statuses.met
        return found
