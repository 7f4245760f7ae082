"""The threat, whose facts must come from the terrorist activity: what links them, and how an interest is judged.

A fact of an incident counts for an interest if the incident qualifies for a route of the activity. A fact of an
incident that is contested before every route (rather than qualifying, or failing) counts too, and the threat is then at
most contested: so more support never lowers a status where disputes meet conditions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from fto_check.law.nodes import Node, Rule
from fto_check.reasoning.findings import Side, StepRule, ViewKind
from fto_check.reasoning.judged import Judged, View, staged
from fto_check.reasoning.ledger import usable
from fto_check.reasoning.weighing import Row, weigh_side
from fto_check.reasoning.worlds import AS_IT_IS, NOWHERE, Worlds, greatest

if TYPE_CHECKING:
    from fto_check.reasoning.engine import Walk

Incidents = Mapping[str, Worlds]


class Link:
    """What the rows of one run say of the link between facts and terrorist activity."""

    def __init__(self, walk: Walk) -> None:
        self.walk, self.ledger, self.statute = walk, walk.ledger, walk.statute

    @cached_property
    def qualifying(self) -> Incidents:
        """The incidents that qualify for a route of the activity and whose link is not refuted."""
        found = defaultdict[str, Worlds](int)
        for route in self.routes:
            for incident, where in self.walk.qualifying(route).items():
                found[incident] |= where & ~self._refuted.get(incident, NOWHERE)
        return {incident: where for incident, where in found.items() if where}

    @cached_property
    def contested(self) -> Incidents:
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
    def routes(self) -> list[Node]:
        """The alternatives of the criterion that the threat must come from, each a route of its own."""
        found: list[Node] = []
        queue = [self.statute.by_id[node.requires] for node in self.statute.criteria if node.requires is not None]
        while queue:
            node = queue.pop(0)
            if node.combine == "any_of":
                queue[:0] = [child for child in node.nodes if child.in_force(self.walk.day)]
            else:
                found.append(node)
        return found

    @cached_property
    def _harmful(self) -> Incidents:
        """The incidents with a fact that touches an interest, where they do not qualify."""
        found = defaultdict[str, Worlds](int)
        for node in self.statute.with_rule(Rule.LINKED):
            for row in self.ledger.support_below(node.id):
                if row.mark.incident is not None:
                    found[row.mark.incident] |= row.counts & ~self.qualifying.get(row.mark.incident, NOWHERE)
        return found

    @cached_property
    def _refuted(self) -> Incidents:
        """The incidents against whose link the case is carried."""
        return {
            incident: weigh_side(rows).carried
            for node in self.statute.with_rule(Rule.LINK)
            for incident, rows in self.ledger.opposition(node.id).items()
            if incident is not None
        }

    @cached_property
    def _disputed(self) -> Incidents:
        """The incidents whose link a strong item disputes without naming an interest."""
        found = defaultdict[str, Worlds](int)
        for node in self.statute.with_rule(Rule.LINK):
            for incident, rows in self.ledger.support(node.id).items():
                for row in rows:
                    if incident is not None:
                        found[incident] |= row.disputes & ~self._interested.get(row.mark.item, NOWHERE)
        return found

    @cached_property
    def _interested(self) -> Mapping[str, Worlds]:
        """The items that speak for an interest."""
        found = defaultdict[str, Worlds](int)
        for node in self.statute.with_rule(Rule.LINKED):
            for below in node.walk():
                for rows in self.ledger.support(below.id).values():
                    for row in rows:
                        found[row.mark.item] |= row.counts
        return found

    def support(self, node: Node) -> Iterator[Row]:
        """Yield what speaks for the link, the node, as such, or disputes it.

        A dispute of it by an item that names an interest disputes that interest; a dispute with an incident's label
        disputes that incident's facts. What is left disputes the link as such.
        """
        for incident, rows in self.ledger.support(node.id).items():
            for row in rows:
                if row.mark.side is not Side.DISPUTED:
                    yield row
                elif incident is None:
                    yield row.within(~self._interested.get(row.mark.item, NOWHERE))

    def facts(self, node: Node, incidents: Incidents) -> Iterator[Row]:
        """Yield the support of an interest that is linked; what a disputed link leaves open is doubted."""
        for incident, rows in self.ledger.support(node.id).items():
            qualifying = incidents.get(incident, NOWHERE) if incident is not None else NOWHERE
            for row in rows:
                if row.mark.linked:
                    yield row
                elif row.where & qualifying:
                    doubted = self._disputed.get(incident, NOWHERE) if incident is not None else NOWHERE
                    yield Row(row.mark, row.where & qualifying, doubted)


def judge_linked(walk: Walk, criterion: Node) -> Judged:
    """Judge a criterion whose facts must be linked; with those of contested incidents it is at most contested."""
    link = walk.link
    judged = walk.judge(criterion, _view(walk, criterion, ViewKind.LINKED, link.qualifying))
    if judged.statuses.arguable == walk.every or not link.contested:
        return judged
    wide = {
        incident: link.qualifying.get(incident, NOWHERE) | link.contested.get(incident, NOWHERE)
        for incident in (*link.qualifying, *(one for one in link.contested if one not in link.qualifying))
    }
    other = walk.judge(criterion, _view(walk, criterion, ViewKind.CONTESTED, wide))
    anywhere = NOWHERE
    for where in link.contested.values():
        anywhere |= where
    capped = other.statuses.at_most_contested(walk.every)
    statuses = greatest((judged.statuses, capped.within(anywhere)))
    if anywhere & AS_IT_IS and capped.as_it_is > judged.statuses.as_it_is:
        return replace(staged(other, StepRule.LINK, capped), statuses=statuses)
    return replace(judged, statuses=statuses)


def _view(walk: Walk, criterion: Node, kind: ViewKind, incidents: Incidents) -> View:
    alive = NOWHERE
    for leaf in criterion.walk():
        if leaf.is_leaf:
            for incident, rows in walk.ledger.support(leaf.id).items():
                for row in rows:
                    linked = walk.every if row.mark.linked else incidents.get(incident or "", NOWHERE)
                    alive |= row.recent & linked
    aged = walk.every & ~alive if Rule.FRESH in criterion.rules else NOWHERE
    return View(kind=kind, incidents=incidents, aged=aged)


def judge_interest(walk: Walk, node: Node, view: View) -> Judged:
    """Judge an interest, or the link; facts of contested incidents leave an interest contested at best."""
    if Rule.LINK in node.rules:
        return walk.judge_element(node, view, [*walk.link.support(node)], walk.opposing(node, view))
    judged = _judge_interest(walk, node, view, view.incidents)
    if view.kind is not ViewKind.CONTESTED or not judged.statuses.met:
        return judged
    strict = _judge_interest(walk, node, view, walk.link.qualifying)
    capped = judged.statuses.at_most_contested(~strict.statuses.met)
    if judged.statuses.as_it_is > capped.as_it_is:
        return staged(judged, StepRule.LINK, capped)
    return replace(strict if strict.statuses.met & AS_IT_IS else judged, statuses=capped)


def _judge_interest(walk: Walk, node: Node, view: View, incidents: Incidents) -> Judged:
    """Judge an interest: opposition that belongs to an incident bears on the facts of that incident only."""
    support = [*walk.link.facts(node, incidents)]
    general = walk.opposing(node, view)
    labelled = _labelled_opposition(walk, node)
    refuted = {incident: weigh_side(rows).carried for incident, rows in labelled.items()}
    left = [row.within(~refuted.get(row.mark.incident or "", NOWHERE)) for row in support] if refuted else support
    best = walk.judge_element(node, view, [row for row in left if row.where], general)
    for incident in sorted(incident for incident, where in refuted.items() if where):
        alone = [row for row in support if row.mark.incident in (None, incident)]
        present = refuted[incident] & usable(row for row in alone if row.mark.incident == incident)
        if present:
            other = walk.judge_element(node, view, alone, [*general, *labelled[incident]])
            best = _better(best, other, present)
    return best


def _better(best: Judged, other: Judged, where: Worlds) -> Judged:
    """Return the better of two judgements of one node, the other one in some worlds only."""
    found = greatest((best.statuses, other.statuses.within(where)))
    shown = other if where & AS_IT_IS and other.statuses.as_it_is > best.statuses.as_it_is else best
    return replace(shown, statuses=found)


def _labelled_opposition(walk: Walk, node: Node) -> Mapping[str, Sequence[Row]]:
    """Return what speaks against an interest, or something above it, with the label of an incident."""
    found = defaultdict[str, list[Row]](list)
    for name in (node.id, *walk.statute.ancestors(node.id)):
        for incident, rows in walk.ledger.opposition(name).items():
            if incident is not None:
                found[incident] += rows
    return found
