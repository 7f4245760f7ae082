"""Routes over incidents: the law speaks of acts, so all parts of such a route must be shown of the same conduct."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from fto_check.law.nodes import Node, Rule
from fto_check.law.status import Status
from fto_check.reasoning.findings import ViewKind
from fto_check.reasoning.judged import Judged, View
from fto_check.reasoning.present import RecentSide
from fto_check.reasoning.worlds import AS_IT_IS, NOWHERE, Statuses, Worlds, greatest, same_everywhere

if TYPE_CHECKING:
    from fto_check.reasoning.engine import Walk


class Routes:
    """The routes over incidents of one walk, each judged in the views of its incidents."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk
        self.chosen: dict[str, Sequence[tuple[Judged, Worlds]]] = {}
        """Of a run of days: the view, as it was judged, that decided each route, and in which worlds."""

    def judge_route(self, route: Node) -> Judged:
        """Take the greatest of: the qualifying incidents together, the organization's evidence, each incident alone.

        After an end acts are weighed one by one: no pool, and what keeps an act in the present is its own.
        """
        present, every = self.walk.present, self.walk.every
        fresh = Rule.FRESH in route.rules
        pool = View(kind=ViewKind.TOGETHER, incidents=self.walk.speaking.qualifying(route), route=route.id)
        side = present.recent_side(route, present.conduct(route, pool)) if fresh else None
        ended = present.ended(route) if fresh else NOWHERE
        best: Judged | None = None
        found = same_everywhere(Status.NOT_MET, every)
        chosen: list[tuple[Judged, Worlds]] = []
        for view in self._views_of(route, pool):
            where = self._where_looked_at(route, view, ended)
            turned = self._first_elsewhere(view, pool) if best is not None and self.walk.of_days else NOWHERE
            if best is not None and not turned and not self._can_be_better(route, view, where, found):
                continue
            judged = self.walk.judge(route, view if side is None else self._dated(route, view, side, ended))
            reached = judged.statuses.within(where)
            better = every if best is None else reached.above(found) | turned & ~found.above(reached)
            if better & AS_IT_IS:
                best = judged
            if self.walk.of_days:
                chosen = [*((other, there & ~better) for other, there in chosen), (judged, better)]
            found = greatest((found, reached))
        assert best is not None
        self.chosen[route.id] = [(judged, where) for judged, where in chosen if where]
        return best._replace(statuses=found)

    def _first_elsewhere(self, view: View, pool: View) -> Worlds:
        """Return the worlds in which the second view is looked at first: the pool where it is not empty."""
        if view.kind is ViewKind.ALONE:
            return NOWHERE
        pooled = reduce(or_, pool.incidents.values(), NOWHERE)
        return pooled if view.kind is ViewKind.TOGETHER else self.walk.every & ~pooled

    def _views_of(self, route: Node, pool: View) -> Iterator[View]:
        """Yield the views that a route is judged in: where the pool is empty in world 0, not the pool first."""
        organization = View(kind=ViewKind.ORGANIZATION, route=route.id)
        pooled = any(where & AS_IT_IS for where in pool.incidents.values())
        yield from (pool, organization) if pooled else (organization, pool)
        for incident in self.walk.ledger.incidents_below(route.id):
            yield View(kind=ViewKind.ALONE, incidents={incident: self.walk.every}, route=route.id)

    def _where_looked_at(self, route: Node, view: View, ended: Worlds) -> Worlds:
        """Return where a view holds: a pool where nothing has ended, an incident where it has a fact of its own."""
        if view.kind is ViewKind.ALONE:
            return self.walk.speaking.own_facts(route, *view.incidents)
        return self.walk.every & ~ended if view.kind is ViewKind.TOGETHER else self.walk.every

    def _dated(self, route: Node, view: View, side: RecentSide, ended: Worlds) -> View:
        """Return a view with what keeps its route in the present: all conduct, or after an end that of the view."""
        if view.kind is ViewKind.TOGETHER:
            return self.walk.in_the_present(view, side)
        present = self.walk.present
        own = present.conduct(route, view, [*view.incidents] or [None])
        dated = self.walk.in_the_present(view, side.within(~ended).or_(present.recent_side(route, own)))
        return dated if view.kind is ViewKind.ALONE else self.walk.of_organization(dated)

    def _can_be_better(self, route: Node, view: View, where: Worlds, found: Statuses) -> Worlds:
        """Return where a view of a route may give more than was found: a part without support gives not established."""
        useful = where & ~found.met
        if view.kind is ViewKind.ALONE and useful:
            useful &= self.walk.speaking.tells_of(route, *view.incidents) | ~found.unrefuted
        return useful
