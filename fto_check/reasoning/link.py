"""The threat, whose facts must come from the terrorist activity: what links them, and how an interest is judged.

A fact of an incident counts for an interest if the incident qualifies for a route of the activity, or if the item shows
the link itself. A fact of an incident whose acts are clouded, or that is only contested before every route, counts too,
but what rests on it is contested at best: so more support never lowers a status where disputes meet conditions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, reduce
from operator import and_, or_
from typing import TYPE_CHECKING

from fto_check.law.nodes import Node, Rule
from fto_check.reasoning.evidence import Mark
from fto_check.reasoning.findings import Side, ViewKind
from fto_check.reasoning.judged import Judged, View
from fto_check.reasoning.ledger import disputing_actor, usable
from fto_check.reasoning.weighing import Row, weigh_side
from fto_check.reasoning.worlds import AS_IT_IS, NOWHERE, Worlds, greatest

if TYPE_CHECKING:
    from fto_check.reasoning.engine import Walk

# Members of enumerations that each node asks for: before Python 3.12 their look-up in the class is slow.
_LINK, _LINKED = Rule.LINK, Rule.LINKED
_DISPUTED = Side.DISPUTED

Incidents = Mapping[str, Worlds]


class Link:
    """What links the facts of one walk to the terrorist activity, and the interests judged on the facts that are."""

    def __init__(self, walk: Walk) -> None:
        self.walk, self.ledger, self.statute = walk, walk.ledger, walk.statute
        self.refuted: dict[str, Incidents] = {}
        """By the id of an interest, once it is judged: where the case against it is carried for each incident."""

    # -- which incidents a threat can come from ------------------------------------------------------------------------

    @cached_property
    def routes(self) -> list[Node]:
        """The alternatives of the criterion that the threat must come from, each a route of its own."""
        found: list[Node] = []
        queue = [self.statute.by_id[node.requires] for node in self.statute.criteria if node.requires is not None]
        while queue:
            node = queue.pop(0)
            if node.combine == "any_of":
                queue[:0] = [child for child in node.nodes if child.id in self.walk.in_force]
            else:
                found.append(node)
        return found

    @cached_property
    def qualifying(self) -> Incidents:
        """The incidents that qualify for a route of the activity and whose link is not refuted."""
        found = defaultdict[str, Worlds](int)
        for route in self.routes:
            for incident, where in self.walk.speaking.qualifying(route).items():
                found[incident] |= where & ~self._refuted.get(incident, NOWHERE)
        return {incident: where for incident, where in found.items() if where}

    @cached_property
    def _clear(self) -> Incidents:
        """The incidents that qualify for a route in which nothing clouds them."""
        found = defaultdict[str, Worlds](int)
        for route in self.routes:
            for incident, where in self.walk.speaking.qualifying(route).items():
                clear = where & ~self.walk.clouds.of_route(route.id, incident, None)
                if self.ledger.has_disputes or self.ledger.has_doubtful:
                    clear &= self._speaks_clearly(route, route.id, incident)
                found[incident] |= clear
        return found

    def _speaks_clearly(self, node: Node, route: str, incident: str) -> Worlds:
        """Return where an incident speaks for all of a node with facts that nothing clouds, exceptions among it."""
        if node.is_leaf:
            found = self.walk.every if self.walk.is_assumed(node) else self._clearly_told(node, route, incident)
        else:
            parts = [part for part in self.statute.parts_of(node) if part.id in self.walk.in_force]
            clear = [self._speaks_clearly(part, route, incident) for part in parts]
            found = reduce(or_, clear, NOWHERE) if node.combine == "any_of" else reduce(and_, clear, self.walk.every)
        if node.unless is not None:
            statuses = self.walk.judge(node.unless, self.walk.speaking.alone(incident)).statuses
            disputed = self.ledger.disputes_of(node.unless.id, incident, None)
            found &= ~(disputed & statuses.arguable & ~statuses.met)
        return found & self.walk.speaking.speaks(node, incident)

    def _clearly_told(self, node: Node, route: str, incident: str) -> Worlds:
        found = NOWHERE
        for label in (incident, None):
            for row in self.ledger.support_of(node.id, label):
                clouded = row.clouded
                if row.mark.fact.actor is not None:
                    for disputing in {label, None}:
                        clouded |= self.walk.clouds.of_route(route, disputing, row.mark.fact.actor)
                found |= row.counts & ~clouded
        return found

    @cached_property
    def _contested(self) -> Incidents:
        """The incidents that qualify for no route and are contested alone before one, if they touch an interest."""
        found = defaultdict[str, Worlds](int)
        for route in self.routes:
            if Rule.OVER_INCIDENTS not in route.rules:
                continue
            for incident in self.ledger.incidents_below(route.id):
                where = self._harmful.get(incident, NOWHERE) & ~self._refuted.get(incident, NOWHERE)
                where &= usable(self.ledger.support_of_incident(route.id, incident))
                if where:
                    view = View(kind=ViewKind.ALONE, incidents={incident: self.walk.every}, route=route.id)
                    found[incident] |= where & self.walk.judge(route, view).statuses.arguable
        return {incident: where for incident, where in found.items() if where}

    @cached_property
    def _harmful(self) -> Incidents:
        """The incidents with a fact that touches an interest, where they do not qualify."""
        found = defaultdict[str, Worlds](int)
        for row in (row for node in self.statute.with_rule(_LINKED) for row in self.ledger.support_below(node.id)):
            if row.mark.incident is not None:
                found[row.mark.incident] |= row.counts & ~self.qualifying.get(row.mark.incident, NOWHERE)
        return found

    @cached_property
    def _refuted(self) -> Incidents:
        """The incidents against whose link the case is carried."""
        return {
            incident: weigh_side(rows).carried
            for node in self.statute.with_rule(_LINK)
            for incident, rows in self.ledger.opposition(node.id).items()
            if incident is not None
        }

    @cached_property
    def incidents(self) -> Incidents:
        """The incidents whose facts count: they qualify, or are contested themselves."""
        return {
            incident: self.qualifying.get(incident, NOWHERE) | self._contested.get(incident, NOWHERE)
            for incident in dict.fromkeys((*self.qualifying, *self._contested))
        }

    # -- which facts count ---------------------------------------------------------------------------------------------

    def facts(self, node: Node) -> Iterator[Row]:
        """Yield the support of an interest that is linked, with what clouds it."""
        for incident, rows in self.ledger.support(node.id).items():
            for row in rows:
                where, clouded = self.walk.every, row.clouded | self._disputed(node, row.mark)
                if not row.mark.fact.linked:
                    where = self.incidents.get(incident, NOWHERE) if incident is not None else NOWHERE
                    clouded |= ~self._clear.get(incident or "", NOWHERE)
                direct = incident is None and disputing_actor(row.mark) is None
                if row.where & where or row.disputes & where:
                    yield Row(row.mark, row.where & where, row.disputes & where if direct else NOWHERE, clouded)

    def _disputed(self, node: Node, mark: Mark) -> Worlds:
        """Return where the incident, or the actor, of a fact strongly disputes the interest or the link."""
        found = NOWHERE
        labels: list[tuple[str | None, str | None]] = [(mark.incident, None)] if mark.incident is not None else []
        if mark.fact.actor is not None:
            labels += [(mark.incident, mark.fact.actor), (None, mark.fact.actor)]
        for incident, actor in labels:
            found |= self.ledger.disputes_of(node.id, incident, actor)
            for link in self.statute.with_rule(_LINK):
                for row in self.ledger.support_of(link.id, incident):
                    if disputing_actor(row.mark) == actor:
                        found |= row.disputes & ~self._interested.get(row.mark.item, NOWHERE)
        return found

    @cached_property
    def _interested(self) -> Mapping[str, Worlds]:
        """The items that speak for an interest."""
        found = defaultdict[str, Worlds](int)
        for node in self.statute.with_rule(_LINKED):
            for row in self.ledger.support_below(node.id):
                found[row.mark.item] |= row.counts
        return found

    def facts_below(self, part: Node) -> Iterator[Row]:
        """Yield the linked facts of all interests below a part of the tree."""
        for node in part.walk():
            if node.is_leaf and self.statute.is_below(node.id, _LINKED):
                yield from self.facts(node)

    # -- judging -------------------------------------------------------------------------------------------------------

    def view(self, criterion: Node) -> View:
        """Return the view that a criterion is judged in whose facts must be linked.

        It is in the present only through recent facts that themselves name an interest.
        """
        view = View(kind=ViewKind.LINKED, incidents=self.incidents)
        if Rule.FRESH in criterion.rules:
            side = self.walk.present.recent_side(criterion, self.facts_below(criterion))
            view.aged, view.capped = self.walk.every & ~side.disputed, side.disputed & ~side.alive
            view.thin = bool(side.any & AS_IT_IS)
        return view

    def judge(self, node: Node, view: View) -> Judged:
        """Judge the link, or an interest: opposition of an incident bears on the facts of that incident only."""
        general = self.walk.opposing(node, view)
        if _LINK in node.rules:
            return self.walk.judge_element(node, view, [*self._support_of_link(node)], general)
        support = [*self.facts(node)]
        labelled = self._labelled_opposition(node)
        refuted = self.refuted[node.id] = {incident: weigh_side(rows).carried for incident, rows in labelled.items()}
        left = [row.within(~refuted.get(row.mark.incident or "", NOWHERE)) for row in support] if refuted else support
        best = self.walk.judge_element(node, view, [row for row in left if row.where or row.disputes], general)
        for incident in sorted(incident for incident, where in refuted.items() if where):
            alone = [row for row in support if row.mark.incident in (None, incident)]
            present = refuted[incident] & usable(row for row in alone if row.mark.incident == incident)
            if present:
                other = self.walk.judge_element(node, view, alone, [*general, *labelled[incident]])
                best = _better(best, other, present)
        return best

    def _support_of_link(self, node: Node) -> Iterator[Row]:
        """Yield what speaks for the link as such, or disputes it.

        A dispute of it by an item that names an interest disputes that interest; a dispute with an incident's label, or
        by another actor, clouds the facts of that incident or actor. What is left disputes the link as such.
        """
        for incident, rows in self.ledger.support(node.id).items():
            for row in rows:
                if row.mark.side is not _DISPUTED:
                    yield row
                elif incident is None and disputing_actor(row.mark) is None:
                    yield row.within(~self._interested.get(row.mark.item, NOWHERE))

    def _labelled_opposition(self, node: Node) -> Mapping[str, Sequence[Row]]:
        """Return what speaks against an interest, or something above it, with the label of an incident."""
        found = defaultdict[str, list[Row]](list)
        for name in (node.id, *self.statute.ancestors(node.id)):
            for incident, rows in self.ledger.opposition(name).items():
                if incident is not None:
                    found[incident] += rows
        return found


def _better(best: Judged, other: Judged, where: Worlds) -> Judged:
    """Return the better of two judgements of one node, the other one in some worlds only."""
    found = greatest((best.statuses, other.statuses.within(where)))
    shown = other if where & AS_IT_IS and other.statuses.as_it_is > best.statuses.as_it_is else best
    return shown._replace(statuses=found)
