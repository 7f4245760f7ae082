"""One walk over the statute, in which every world of a run is judged.

Nothing here reads a clock or a file, or prints. The order at each node is: its parts, the exception to it, opposition
to the node itself, what it requires. The statute's words for the rules are in `statute.Rule`; the weighing of one
element is in `weighing`, what is peculiar to the threat in `link`, and the account of world 0 in `explaining`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, reduce
from operator import and_, or_

from fto_check.law.nodes import Node, Rule
from fto_check.law.status import Status
from fto_check.law.statute import Statute
from fto_check.reasoning.clouds import Clouds
from fto_check.reasoning.findings import Side, StepRule, ViewKind
from fto_check.reasoning.judged import Judged, View, staged
from fto_check.reasoning.ledger import Ledger, usable
from fto_check.reasoning.link import Link
from fto_check.reasoning.present import Present, RecentSide
from fto_check.reasoning.scenarios import Run, number
from fto_check.reasoning.weighing import Row, weigh_element, weigh_side
from fto_check.reasoning.worlds import AS_IT_IS, NOWHERE, SILENT, Statuses, Worlds, greatest, least, same_everywhere


class Walk:
    """The reasoning over one run on one day: each node is judged once in each view, in every world.

    `silence` is the walk over no evidence; None for that walk itself.
    """

    def __init__(self, statute: Statute, day: date, run: Run, silence: Walk | None) -> None:
        self.statute, self.day, self.every, self.given = statute, day, run.every, run.given
        self.not_assumed = run.not_assumed
        self.ledger = Ledger(statute, run)
        self.clouds, self.present, self.link = Clouds(self), Present(self), Link(self)
        self.whole = View(kind=ViewKind.WHOLE)
        self._silence = silence
        self._silent: dict[Worlds, dict[str, Judged]] = {}
        self._speaking: dict[tuple[str, str | None], Worlds] = {}
        self._qualifying: dict[str, dict[str, Worlds]] = {}
        self._organization: dict[tuple[str, Worlds, Worlds], View] = {}
        self._alone: dict[str | None, View] = {}
        self._assumed_parts: dict[str, list[Node]] = {}
        self._contributing: dict[tuple[str, str, str], Worlds] = {}

    # -- the three criteria ------------------------------------------------------------------------------------------

    @cached_property
    def criteria(self) -> Mapping[str, Judged]:
        """Each criterion by its id, with what it requires taken into account."""
        found: dict[str, Judged] = {}
        for criterion in sorted(self.statute.criteria, key=lambda node: node.requires is not None):
            found[criterion.id] = self._judge_criterion(criterion, found)
        return {criterion.id: found[criterion.id] for criterion in self.statute.criteria}

    def _judge_criterion(self, criterion: Node, found: Mapping[str, Judged]) -> Judged:
        linked = criterion.id in self.statute.above(Rule.LINKED)
        judged = self.judge(criterion, self.link.view(criterion)) if linked else self.judge_part(criterion, self.whole)
        if criterion.requires is None:
            return judged
        limited = least((judged.statuses, found[criterion.requires].statuses), self.every)
        return staged(judged, StepRule.REQUIRES, limited)

    # -- nodes -------------------------------------------------------------------------------------------------------

    @cached_property
    def _spoken(self) -> frozenset[str]:
        """The nodes at or below which something is said or taken as given."""
        return self.statute.reach({*self.ledger.named, *self.given, *self.not_assumed})

    def _judge_silent(self, node: Node) -> Judged | None:
        """Return a node of which nothing is said, which is the same for every profile; None if anything is."""
        if self._silence is None or node.id in self._spoken or node.also:
            return None
        known = self._silence.silent_in(self.every)
        if node.id not in known:
            judged = self._silence.judge_part(node, self._silence.whole)
            statuses = same_everywhere(judged.statuses.as_it_is, self.every)
            raised = self.every if judged.raised else NOWHERE
            known[node.id] = replace(judged, statuses=statuses, raised=raised, silent=True)
        return known[node.id]

    def silent_in(self, every: Worlds) -> dict[str, Judged]:
        """Return the silent nodes of runs with as many worlds, to be filled; those of the last run are kept."""
        if every not in self._silent:
            self._silent = {AS_IT_IS: self._silent.get(AS_IT_IS, {}), every: {}}
        return self._silent[every]

    def judge_part(self, node: Node, view: View) -> Judged:
        """Judge a node where it stands: a route over incidents, and a part that must be fresh, change the view."""
        if (silent := self._judge_silent(node)) is not None:
            return silent
        if view.kind is ViewKind.WHOLE:
            if Rule.OVER_INCIDENTS in node.rules:
                if node.id not in view.judged:
                    view.judged[node.id] = self._judge_route(node)
                return view.judged[node.id]
            if Rule.FRESH in node.rules:
                view = self._in_the_present(
                    self.whole, self.present.recent_side(node, self.present.conduct(node, view))
                )  # fmt: skip
        return self.judge(node, view)

    def judge(self, node: Node, view: View) -> Judged:
        """Judge a branch or an element in a view, once."""
        if node.id not in view.judged:
            if view.kind is ViewKind.ALONE and self._is_untouched(node, view):
                view.judged[node.id] = self.judge(node, self._of_organization(view))
            else:
                judged = self._judge_anew(node, view)
                if Rule.FRESH in node.rules and view.capped:
                    judged = staged(judged, StepRule.FRESH, judged.statuses.at_most_contested(view.capped))
                view.judged[node.id] = self._as_given(judged)
        return view.judged[node.id]

    def _judge_anew(self, node: Node, view: View) -> Judged:
        if not node.is_leaf:
            return self._combine(node, view)
        if view.kind is ViewKind.LINKED:
            return self.link.judge(node, view)
        return self.judge_element(node, view, self._supporting(node, view), self.opposing(node, view))

    def _is_untouched(self, node: Node, view: View) -> bool:
        """Say whether an incident has no evidence on a node: such incidents share the organization's answer."""
        return all(node.id not in self.ledger.touched.get(incident, ()) for incident in view.incidents)

    def _of_organization(self, view: View) -> View:
        """Return the view of the organization's own evidence that is as old as another view."""
        key = (view.route, view.aged, view.capped)
        if key not in self._organization:
            organization = View(
                kind=ViewKind.ORGANIZATION, route=view.route, aged=view.aged, capped=view.capped, thin=view.thin
            )  # fmt: skip
            self._organization[key] = organization
        return self._organization[key]

    def _in_the_present(self, view: View, side: RecentSide) -> View:
        """Return a view in which support is as weak, and the part as contested, as its recent side leaves them."""
        aged, capped, thin = self.every & ~side.disputed, side.disputed & ~side.alive, bool(side.any & AS_IT_IS)
        return View(
            kind=view.kind, incidents=view.incidents, route=view.route, aged=aged, capped=capped, thin=thin
        )  # fmt: skip

    def _combine(self, node: Node, view: View) -> Judged:
        """Combine the parts of a branch; then the exception to it, and opposition to the branch itself."""
        parts = tuple(self.judge_part(child, view) for child in node.nodes if child.in_force(self.day))
        also = tuple(self.judge(self.statute.by_id[name], view) for name in node.also)
        statuses = self._combined(node, (*parts, *also))
        stages = [(StepRule(node.combine or ""), statuses)]
        exception = self.judge(node.unless, view.unaged) if node.unless is not None else None
        if exception is not None:
            statuses = _limit_by_exception(statuses, exception.statuses)
            stages.append((StepRule.UNLESS, statuses))
        rows = self.opposing(node, view)
        against = weigh_side(rows) if rows else SILENT
        if against.carried:
            statuses = _limit_by_opposition(statuses, against.carried)
            stages.append((StepRule.OPPOSITION, statuses))
        return Judged(
            node=node, view=view, statuses=statuses, raised=self._where_raised(node), stages=tuple(stages),
            opposition_rows=rows, opposition=against, parts=parts, also=also, unless=exception,
        )  # fmt: skip

    def _combined(self, node: Node, parts: Sequence[Judged]) -> Statuses:
        """Return the least or the greatest of the parts that are raised."""
        raised = NOWHERE
        counted: list[Statuses] = []
        for part in parts:
            raised |= part.raised
            left_out = self.every & ~part.raised
            if node.combine == "all_of":
                counted.append(Statuses(*(reached | left_out for reached in part.statuses)))
            else:
                counted.append(part.statuses.within(part.raised))
        found = least(counted, self.every) if node.combine == "all_of" else greatest(counted)
        if raised == self.every:
            return found
        none = self.every & ~raised
        return greatest((found.within(raised), self._left_out(parts).within(none)))

    def _left_out(self, parts: Sequence[Judged]) -> Statuses:
        """Return the status of a node whose alternatives are all left out, for the reader; it weighs nothing above.

        It is the greatest of the alternatives of which the first part has anything for or against it.
        """
        found = [part.statuses.within(where) for part in parts if (where := self._touched(_first_part(part.node)))]
        touched = NOWHERE
        for part in parts:
            touched |= self._touched(_first_part(part.node))
        nothing = same_everywhere(Status.NOT_ESTABLISHED, self.every & ~touched)
        return greatest((*found, nothing))

    def _touched(self, node: Node) -> Worlds:
        """Return where anything usable speaks for or against a node or a part of it."""
        found = usable(self.ledger.support_below(node.id))
        for below in node.walk():
            for rows in self.ledger.opposition(below.id).values():
                found |= usable(rows)
        return found

    def judge_element(self, node: Node, view: View, support: Sequence[Row], opposition: Sequence[Row]) -> Judged:
        """Weigh an element on some rows for it and against it."""
        assumed = self.is_assumed(node)
        weighing = weigh_element(node, support, opposition, every=self.every, assumed=assumed, aged=view.aged)
        settled = (weighing.support.carried | weighing.opposition.carried) & AS_IT_IS
        first = StepRule.ASSUMED if assumed and not settled else StepRule.TABLE
        stages = (
            (first, weighing.by_table),
            (StepRule.DISPUTED, weighing.after_disputes),
            (StepRule.CLOUDED, weighing.statuses),
        )
        return Judged(
            node=node, view=view, statuses=weighing.statuses, raised=self._where_raised(node), stages=stages,
            opposition_rows=weighing.opposition_rows, opposition=weighing.opposition, weighing=weighing,
        )  # fmt: skip

    def is_assumed(self, node: Node) -> bool:
        """Return whether an element is met on this day while the case against it is not carried."""
        return Rule.ASSUMED in node.rules and node.id not in self.not_assumed

    def _as_given(self, judged: Judged) -> Judged:
        """Return a node as the reader takes it, who may argue another status than the evidence gives."""
        taken = self.given.get(judged.node.id, ())
        for status, where in taken:
            statuses = judged.statuses.given(status, where)
            judged = replace(staged(judged, StepRule.GIVEN, statuses), raised=judged.raised | where)
        return judged

    def _where_raised(self, node: Node) -> Worlds:
        """Return where a node counts: an alternative only where usable support names it, or its first part."""
        if Rule.IF_RAISED in node.rules:
            return usable(self.ledger.support_below(_first_part(node).id))
        if node.combine == "any_of" and all(Rule.IF_RAISED in part.rules for part in node.nodes):
            return reduce(or_, (self._where_raised(part) for part in node.nodes))
        return self.every

    def assumed_parts(self, route: str) -> list[Node]:
        """Return the assumed elements of a route, its parts that stand elsewhere among them."""
        if route not in self._assumed_parts:
            node = self.statute.by_id[route]
            below = (part for top in (node, *self.statute.parts_of(node)) for part in top.walk())
            self._assumed_parts[route] = list({part.id: part for part in below if self.is_assumed(part)}.values())
        return self._assumed_parts[route]

    # -- which rows a node sees in a view ------------------------------------------------------------------------------

    def _supporting(self, node: Node, view: View) -> list[Row]:
        found: list[Row] = []
        pooled = view.kind is ViewKind.TOGETHER and self.is_assumed(node)
        everyone = self._disputed_by_everyone(node, view) if pooled else NOWHERE
        for incident, rows in self.ledger.support(node.id).items():
            where = self._where_in_view(node, incident, view)
            for row in rows if where else ():
                seen = self.clouds.seen(row, node, view, where)
                if pooled and incident is not None:
                    seen = Row(row.mark, seen.where, row.disputes & where & everyone)
                if seen.where or seen.disputes:
                    found.append(seen)
        return found

    def _where_in_view(self, node: Node, incident: str | None, view: View) -> Worlds:
        """Return where the evidence of an incident (None: of none) counts at a node in a view."""
        if incident is None or view.kind is ViewKind.WHOLE:
            return self.every
        if view.kind is ViewKind.TOGETHER and node.id not in self.statute.exceptions:
            return self._contributes(node, incident, view)
        return view.incidents.get(incident, NOWHERE) if view.kind is ViewKind.ALONE else NOWHERE

    def _disputed_by_everyone(self, node: Node, view: View) -> Worlds:
        """Return where every incident in a pool disputes an assumed element: then the element is disputed itself."""
        everyone, anyone = self.every, NOWHERE
        for incident, where in view.incidents.items():
            everyone &= ~where | self.ledger.disputes_of(node.id, incident, None)
            anyone |= where
        return everyone & anyone

    def _contributes(self, node: Node, incident: str, view: View) -> Worlds:
        """Return where an incident's facts count in the pool of a route: it must speak for all of each part above."""
        if node.id == view.route:
            return view.incidents.get(incident, NOWHERE) & self.speaks(node, incident)
        key = (node.id, incident, view.route)
        if key not in self._contributing:
            above = self.statute.by_id[self.statute.path(node.id, view.route)[0]]
            where = self._contributes(above, incident, view)
            self._contributing[key] = where and where & self.speaks(node, incident)
        return self._contributing[key]

    def opposing(self, node: Node, view: View) -> list[Row]:
        """Return the opposition to a node; what is labelled with an incident bears on that incident only."""
        if node.id not in self.ledger.opposed:
            return []
        found = self.ledger.opposition(node.id)
        if view.kind is ViewKind.WHOLE and node.id not in self.statute.above(Rule.OVER_INCIDENTS):
            rows = [row for rows in found.values() for row in rows]
        else:
            rows = [*found.get(None, ())]
        if view.kind is ViewKind.ALONE:
            for incident in view.incidents:
                rows += self._opposing_incident(node, incident)
        if node.id in self.statute.above(Rule.FRESH):
            rows = [*self.present.against_the_present(node, rows)]
        return rows

    def _opposing_incident(self, node: Node, incident: str | None) -> Iterator[Row]:
        """Yield the opposition that is labelled with an incident; above a route, it opposes that incident's route."""
        yield from self.ledger.opposition_of(node.id, incident)
        if Rule.OVER_INCIDENTS in node.rules:
            for name in self.statute.ancestors(node.id):
                yield from self.ledger.opposition_of(name, incident)

    # -- routes over incidents -----------------------------------------------------------------------------------------

    def _judge_route(self, route: Node) -> Judged:
        """Take the greatest of: the qualifying incidents together, the organization's evidence, each incident alone."""
        best: Judged | None = None
        found = same_everywhere(Status.NOT_MET, self.every)
        for view, where in self._views_of_route(route):
            if best is not None and not self._can_be_better(route, view, where, found):
                continue
            judged = self.judge(route, view)
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
            useful &= self._tells_of(route, incident) | ~found.unrefuted
        return useful

    def _tells_of(self, node: Node, incident: str) -> Worlds:
        """Return where an incident, with the organization's evidence, says something for every part of a node."""
        if node.is_leaf:
            return self._spoken_for(node, incident)
        parts = [part for part in self.statute.parts_of(node) if part.in_force(self.day)]
        told = (self._tells_of(part, incident) for part in parts)
        return reduce(or_, told, NOWHERE) if node.combine == "any_of" else reduce(and_, told, self.every)

    def _views_of_route(self, route: Node) -> Iterator[tuple[View, Worlds]]:
        """Yield the views that a route is judged in, each with the worlds where it holds; the pool or, first, none.

        After an end acts are weighed one by one: no pool, and what keeps an act in the present is its own.
        """
        pool = View(kind=ViewKind.TOGETHER, incidents=self.qualifying(route), route=route.id)
        organization = View(kind=ViewKind.ORGANIZATION, route=route.id)
        fresh = Rule.FRESH in route.rules
        ended = self.present.ended(route) if fresh else NOWHERE
        side = self.present.recent_side(route, self.present.conduct(route, pool)) if fresh else None

        def dated(view: View, incident: str | None) -> View:
            if side is None:
                return view
            alone = View(kind=view.kind, incidents={incident: self.every} if incident else {}, route=route.id)
            own = (row for row in self.present.conduct(route, alone) if row.mark.incident == incident)
            return self._in_the_present(view, side.within(~ended).or_(self.present.recent_side(route, own)))

        together = (pool if side is None else self._in_the_present(pool, side), self.every & ~ended)
        of_organization = (self._of_organization(dated(organization, None)), self.every)
        pooled = any(where & AS_IT_IS for where in pool.incidents.values())
        yield from (together, of_organization) if pooled else (of_organization, together)
        for incident in self.ledger.incidents_below(route.id):
            own = self._own_facts(route, incident)
            view = View(kind=ViewKind.ALONE, incidents={incident: self.every}, route=route.id)
            yield dated(view, incident), own

    def qualifying(self, route: Node) -> Mapping[str, Worlds]:
        """Return the incidents in which every part of a route is spoken for and none is refuted, and where."""
        if route.id not in self._qualifying:
            found = {}
            for incident in self.ledger.incidents_below(route.id):
                if where := self._own_facts(route, incident) & self.speaks(route, incident):
                    found[incident] = where
            self._qualifying[route.id] = found
        return self._qualifying[route.id]

    def _own_facts(self, route: Node, incident: str) -> Worlds:
        """Return where an incident has a usable fact of its own for a route."""
        return usable(self.ledger.support_of_incident(route.id, incident))

    def parts_spoken_for(self, route: Node, incident: str) -> Worlds:
        """Return where an incident speaks for all parts of a route, whatever speaks against the route itself."""
        return self._own_facts(route, incident) & self._spoken_for(route, incident)

    def speaks(self, node: Node, incident: str) -> Worlds:
        """Return where an incident, with the organization's evidence, speaks for all of a node.

        Every part is spoken for by usable support, no part is refuted, and no exception holds.
        """
        # Incidents without evidence at this node share one answer.
        key = (node.id, incident if node.id in self.ledger.touched.get(incident, ()) else None)
        if key not in self._speaking:
            found = self._spoken_for(node, incident)
            if node.unless is not None:
                found &= ~self.exception_holds(node.unless, incident)
            found &= ~self.refuted(node, incident)
            for status, where in self.given.get(node.id, ()):
                found = found | where if status >= Status.CONTESTED else found & ~where
            self._speaking[key] = found
        return self._speaking[key]

    def _spoken_for(self, node: Node, incident: str) -> Worlds:
        if node.is_leaf:
            if self.is_assumed(node):
                return self.every
            own = usable(self.ledger.support_of(node.id, incident))
            return own | usable(self.ledger.support_of(node.id, None))
        parts = [self.speaks(child, incident) for child in node.nodes if child.in_force(self.day)]
        if node.combine == "any_of":
            return reduce(or_, parts, NOWHERE)
        parts += [self.speaks(self.statute.by_id[name], incident) for name in node.also]
        return reduce(and_, parts, self.every)

    def refuted(self, node: Node, incident: str) -> Worlds:
        """Return where the case against a node, an incident's own and the organization's, is carried."""
        rows = self.opposing(node, self.alone(incident))
        return weigh_side(rows).carried if rows else NOWHERE

    def exception_holds(self, exception: Node, incident: str) -> Worlds:
        """Return where the case for an exception is carried, or it is met; what merely disputes it does not do."""
        view = self.alone(incident)
        plain = [row for row in self._supporting(exception, view) if row.mark.side is Side.FOR]
        carried = weigh_side(plain).carried & ~self._where_given(exception)
        return carried | self.judge(exception, view).statuses.met

    def alone(self, incident: str | None) -> View:
        """Return the view of one incident with the organization's own evidence, or of that only, of whatever age."""
        if incident not in self._alone:
            incidents = {incident: self.every} if incident is not None else {}
            kind = ViewKind.ALONE if incident is not None else ViewKind.ORGANIZATION
            self._alone[incident] = View(kind=kind, incidents=incidents)
        return self._alone[incident]

    @property
    def given_as_it_is(self) -> Mapping[str, Status]:
        """What is taken as given in world 0."""
        return {node: status for node, taken in self.given.items() for status, where in taken if where & AS_IT_IS}

    def _where_given(self, node: Node) -> Worlds:
        found = NOWHERE
        for _, where in self.given.get(node.id, ()):
            found |= where
        return found


def walk_over(statute: Statute, day: date, run: Run) -> Walk:
    """Return a walk over a run; what is silent is judged once for the days asked about last."""
    return Walk(statute, day, run, silence_of(statute, day))


_KEPT_DAYS = 16  # days of which the walk over no evidence is kept: a run asks for one day, and those of expectations
_silences: dict[date, Walk] = {}


def silence_of(statute: Statute, day: date) -> Walk:
    """Return the walk over no evidence on a day."""
    known = _silences.get(day)
    if known is None or known.statute is not statute:
        if len(_silences) >= _KEPT_DAYS:
            _silences.clear()
        known = _silences[day] = Walk(statute, day, number(()), None)
    return known


def _limit_by_exception(statuses: Statuses, exception: Statuses) -> Statuses:
    """Make not met where the exception is met, and at most contested where it is contested."""
    left = statuses.within(~exception.met)
    return left.at_most_contested(exception.arguable)


def _limit_by_opposition(statuses: Statuses, carried: Worlds) -> Statuses:
    """Turn met into contested, and not established into not met, where the opposition is carried."""
    return Statuses(statuses.unrefuted & ~carried | statuses.arguable, statuses.arguable, statuses.met & ~carried)


def _first_part(node: Node) -> Node:
    return node.nodes[0] if node.nodes else node
