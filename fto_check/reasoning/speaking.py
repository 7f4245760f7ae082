"""Which incidents speak for all of a part: what makes one qualify for a route, and its facts count in the pool."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING

from fto_check.law.nodes import Node
from fto_check.law.status import Status
from fto_check.reasoning.findings import Side, ViewKind
from fto_check.reasoning.judged import View
from fto_check.reasoning.ledger import usable
from fto_check.reasoning.weighing import weigh_side
from fto_check.reasoning.worlds import NOWHERE, Worlds

if TYPE_CHECKING:
    from fto_check.reasoning.engine import Walk


class Speaking:
    """Where each incident of one walk, with the organization's own evidence, speaks for the nodes of the statute."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk
        self._speaking: dict[tuple[str, str | None], Worlds] = {}
        self._qualifying: dict[str, dict[str, Worlds]] = {}
        self._contributing: dict[tuple[str, str, str], Worlds] = {}
        self._alone: dict[str | None, View] = {}
        self._own: dict[tuple[str, str], Worlds] = {}
        self._told: dict[tuple[str, str | None], Worlds] = {}

    def contributes(self, node: Node, incident: str, view: View) -> Worlds:
        """Return where an incident's facts count in the pool of a route: it must speak for all of each part above."""
        if node.id == view.route:
            return view.incidents.get(incident, NOWHERE) & self.speaks(node, incident)
        key = (node.id, incident, view.route)
        if key not in self._contributing:
            above = self.walk.statute.by_id[self.walk.statute.path(node.id, view.route)[0]]
            where = self.contributes(above, incident, view)
            self._contributing[key] = where and where & self.speaks(node, incident)
        return self._contributing[key]

    def qualifying(self, route: Node) -> Mapping[str, Worlds]:
        """Return the incidents in which every part of a route is spoken for and none is refuted, and where."""
        if route.id not in self._qualifying:
            found = {}
            for incident in self.walk.ledger.incidents_below(route.id):
                if where := self.own_facts(route, incident) & self.speaks(route, incident):
                    found[incident] = where
            self._qualifying[route.id] = found
        return self._qualifying[route.id]

    def own_facts(self, route: Node, incident: str) -> Worlds:
        """Return where an incident has a usable fact of its own for a route."""
        key = (route.id, incident)
        if key not in self._own:
            self._own[key] = usable(self.walk.ledger.support_of_incident(route.id, incident))
        return self._own[key]

    def parts_spoken_for(self, route: Node, incident: str) -> Worlds:
        """Return where an incident speaks for all parts of a route, whatever speaks against the route itself."""
        return self.own_facts(route, incident) & self._spoken_for(route, incident)

    def speaks(self, node: Node, incident: str) -> Worlds:
        """Return where an incident, with the organization's evidence, speaks for all of a node.

        Every part is spoken for by usable support, no part is refuted, and no exception holds.
        """
        key = self._key(node, incident)
        if key not in self._speaking:
            found = self._spoken_for(node, incident)
            if node.unless is not None:
                found &= ~self.exception_holds(node.unless, incident)
            found &= ~self.refuted(node, incident)
            for status, where in self.walk.given.get(node.id, ()):
                found = found | where if status >= Status.CONTESTED else found & ~where
            self._speaking[key] = found
        return self._speaking[key]

    def _key(self, node: Node, incident: str) -> tuple[str, str | None]:
        """Return what an answer is kept by: incidents without evidence at a node share one."""
        return node.id, incident if node.id in self.walk.ledger.touched.get(incident, ()) else None

    def _spoken_for(self, node: Node, incident: str) -> Worlds:
        if node.is_leaf:
            if self.walk.is_assumed(node):
                return self.walk.every
            ledger = self.walk.ledger
            return ledger.usable_support(node.id, incident) | ledger.usable_support(node.id, None)
        parts = [self.speaks(child, incident) for child in node.nodes if child.id in self.walk.in_force]
        if node.combine == "any_of":
            return reduce(or_, parts, NOWHERE)
        parts += [self.speaks(self.walk.statute.by_id[name], incident) for name in node.also]
        return reduce(and_, parts, self.walk.every)

    def refuted(self, node: Node, incident: str) -> Worlds:
        """Return where the case against a node, an incident's own and the organization's, is carried."""
        rows = self.walk.opposing(node, self.alone(incident))
        return weigh_side(rows).carried if rows else NOWHERE

    def exception_holds(self, exception: Node, incident: str) -> Worlds:
        """Return where the case for an exception is carried, or it is met; what merely disputes it does not do."""
        view = self.alone(incident)
        plain = [row for row in self.walk.supporting(exception, view) if row.mark.side is Side.FOR]
        carried = weigh_side(plain).carried & ~self.walk.where_given(exception)
        return carried | self.walk.judge(exception, view).statuses.met

    def alone(self, incident: str | None) -> View:
        """Return the view of one incident with the organization's own evidence, or of that only, of whatever age."""
        if incident not in self._alone:
            incidents = {incident: self.walk.every} if incident is not None else {}
            kind = ViewKind.ALONE if incident is not None else ViewKind.ORGANIZATION
            self._alone[incident] = View(kind=kind, incidents=incidents)
        return self._alone[incident]

    def tells_of(self, node: Node, incident: str) -> Worlds:
        """Return where an incident, with the organization's evidence, says something for every part of a node."""
        if node.is_leaf:
            return self._spoken_for(node, incident)
        key = self._key(node, incident)
        if key not in self._told:
            parts = [part for part in self.walk.statute.parts_of(node) if part.id in self.walk.in_force]
            told = (self.tells_of(part, incident) for part in parts)
            any_of = node.combine == "any_of"
            self._told[key] = reduce(or_, told, NOWHERE) if any_of else reduce(and_, told, self.walk.every)
        return self._told[key]
