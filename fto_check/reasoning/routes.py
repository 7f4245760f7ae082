"""Routes over incidents: the law speaks of acts, so all parts of such a route must be shown of the same conduct."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from fto_check.law.nodes import Node, Rule
from fto_check.law.status import Status
from fto_check.reasoning.findings import ViewKind
from fto_check.reasoning.judged import Judged, View
from fto_check.reasoning.worlds import AS_IT_IS, NOWHERE, Statuses, Worlds, greatest, same_everywhere

if TYPE_CHECKING:
    from fto_check.reasoning.engine import Walk


class Routes:
    """The routes over incidents of one walk, each judged in the views of its incidents."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk

    def judge_route(self, route: Node) -> Judged:
        """Take the greatest of: the qualifying incidents together, the organization's evidence, each incident alone."""
        best: Judged | None = None
        found = same_everywhere(Status.NOT_MET, self.walk.every)
        for view, where in self._views_of_route(route):
            if best is not None and not self._can_be_better(route, view, where, found):
                continue
            judged = self.walk.judge(route, view)
            if best is None or (where & AS_IT_IS and judged.statuses.as_it_is > found.as_it_is):
                best = judged
            found = greatest((found, judged.statuses.within(where)))
        assert best is not None
        return replace(best, statuses=found)

    def _can_be_better(self, route: Node, view: View, where: Worlds, found: Statuses) -> Worlds:
        """Return where a view of a route may give more than was found: a part without support gives not established."""
        useful = where & ~found.met
        if view.kind is ViewKind.ALONE and useful:
            (incident,) = view.incidents
            useful &= self.walk.speaking.tells_of(route, incident) | ~found.unrefuted
        return useful

    def _views_of_route(self, route: Node) -> Iterator[tuple[View, Worlds]]:
        """Yield the views that a route is judged in, each with the worlds where it holds; the pool or, first, none.

        After an end acts are weighed one by one: no pool, and what keeps an act in the present is its own.
        """
        pool = View(kind=ViewKind.TOGETHER, incidents=self.walk.speaking.qualifying(route), route=route.id)
        organization = View(kind=ViewKind.ORGANIZATION, route=route.id)
        fresh = Rule.FRESH in route.rules
        ended = self.walk.present.ended(route) if fresh else NOWHERE
        side = self.walk.present.recent_side(route, self.walk.present.conduct(route, pool)) if fresh else None

        def dated(view: View, incident: str | None) -> View:
            if side is None:
                return view
            alone = View(kind=view.kind, incidents={incident: self.walk.every} if incident else {}, route=route.id)
            own = (row for row in self.walk.present.conduct(route, alone) if row.mark.incident == incident)
            return self.walk.in_the_present(view, side.within(~ended).or_(self.walk.present.recent_side(route, own)))

        together = (pool if side is None else self.walk.in_the_present(pool, side), self.walk.every & ~ended)
        of_organization = (self.walk.of_organization(dated(organization, None)), self.walk.every)
        pooled = any(where & AS_IT_IS for where in pool.incidents.values())
        yield from (together, of_organization) if pooled else (of_organization, together)
        for incident in self.walk.ledger.incidents_below(route.id):
            own = self.walk.speaking.own_facts(route, incident)
            view = View(kind=ViewKind.ALONE, incidents={incident: self.walk.every}, route=route.id)
            yield dated(view, incident), own
