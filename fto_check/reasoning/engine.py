"""One walk over the statute, in which every world of a run is judged.

Nothing here reads a clock or a file, or prints. The order at each node is: its parts, the exception to it, opposition
to the node itself, what it requires. The statute's words for the rules are in `statute.Rule`; the weighing of one
element is in `weighing`, what is peculiar to the threat in `link`, and the account of world 0 in `explaining`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, reduce
from operator import and_, or_

from fto_check.law.nodes import Node, Rule
from fto_check.law.status import Status
from fto_check.law.statute import Statute
from fto_check.reasoning.findings import Side, StepRule, ViewKind
from fto_check.reasoning.judged import Judged, View, staged
from fto_check.reasoning.ledger import Ledger, recent, usable
from fto_check.reasoning.link import Link, judge_interest, judge_linked
from fto_check.reasoning.scenarios import Run, number
from fto_check.reasoning.weighing import Row, Weighing, weigh_element, weigh_side
from fto_check.reasoning.worlds import AS_IT_IS, NOWHERE, SILENT, Statuses, Worlds, greatest, least, same_everywhere


class Walk:
    """The reasoning over one run on one day: each node is judged once in each view, in every world.

    `silence` is the walk over no evidence; None for that walk itself.
    """

    def __init__(self, statute: Statute, day: date, run: Run, silence: Walk | None) -> None:
        self.statute, self.day, self.every, self.given = statute, day, run.every, run.given
        self.ledger = Ledger(statute, run)
        self._silence = silence
        self._silent: dict[str, Judged] = {}
        self.whole = View(kind=ViewKind.WHOLE)
        self._speaking: dict[tuple[str, str | None], Worlds] = {}
        self._qualifying: dict[str, dict[str, Worlds]] = {}
        self._organization: dict[tuple[str, Worlds], View] = {}
        self._incident_views: dict[str, View] = {}

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
        judged = judge_linked(self, criterion) if linked else self.judge_part(criterion, self.whole)
        if criterion.requires is None:
            return judged
        limited = least((judged.statuses, found[criterion.requires].statuses), self.every)
        return staged(judged, StepRule.REQUIRES, limited)

    @cached_property
    def link(self) -> Link:
        """What links facts to the terrorist activity."""
        return Link(self)

    # -- nodes -------------------------------------------------------------------------------------------------------

    @cached_property
    def _spoken(self) -> frozenset[str]:
        """The nodes at or below which something is said or taken as given."""
        named = {*self.ledger.named, *self.given}
        return frozenset(above for node_id in named for above in (node_id, *self.statute.ancestors(node_id)))

    def _judge_silent(self, node: Node) -> Judged | None:
        """Return a node of which nothing is said, which is the same for every profile; None if anything is."""
        if self._silence is None or node.id in self._spoken or node.also:
            return None
        if node.id not in self._silent:
            judged = self._silence.judge_part(node, self._silence.whole)
            statuses = same_everywhere(judged.statuses.as_it_is, self.every)
            raised = self.every if judged.raised else NOWHERE
            self._silent[node.id] = replace(judged, statuses=statuses, raised=raised, silent=True)
        return self._silent[node.id]

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
                aged = self.every & ~recent(self.ledger.support_below(node.id))
                view = View(kind=ViewKind.WHOLE, aged=aged) if aged else view
        return self.judge(node, view)

    def judge(self, node: Node, view: View) -> Judged:
        """Judge a branch or an element in a view, once."""
        if node.id not in view.judged:
            if view.kind is ViewKind.ALONE and self._is_untouched(node, view):
                view.judged[node.id] = self.judge(node, self._view_of_organization(view.route, view.aged))
            else:
                view.judged[node.id] = self._as_given(self._judge_anew(node, view))
        return view.judged[node.id]

    def _judge_anew(self, node: Node, view: View) -> Judged:
        if not node.is_leaf:
            return self._combine(node, view)
        if view.kind in (ViewKind.LINKED, ViewKind.CONTESTED):
            return judge_interest(self, node, view)
        return self.judge_element(node, view, self._supporting(node, view), self.opposing(node, view))

    def _is_untouched(self, node: Node, view: View) -> bool:
        """Say whether an incident has no evidence on a node: such incidents share the organization's answer."""
        return all(node.id not in self.ledger.touched.get(incident, ()) for incident in view.incidents)

    def _view_of_organization(self, route: str, aged: Worlds) -> View:
        if (route, aged) not in self._organization:
            self._organization[route, aged] = View(kind=ViewKind.ORGANIZATION, route=route, aged=aged)
        return self._organization[route, aged]

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

    def _combined(self, node: Node, parts: Iterable[Judged]) -> Statuses:
        """Return the least or the greatest of the parts that are raised, not established where none is."""
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
        none = self.every & ~raised
        return Statuses(found.unrefuted | none, found.arguable & raised, found.met & raised)

    def judge_element(self, node: Node, view: View, support: Sequence[Row], opposition: Sequence[Row]) -> Judged:
        """Weigh an element: as it is, and without the incidents that dispute it themselves.

        A row is conditional when it counts only thanks to something else: its incident qualifies, or its act was shown
        to be the organization's own. What stands without a disputed incident stands: so more support never lowers a
        status where disputes meet conditions.
        """
        weighing = weigh_element(node, support, opposition, every=self.every, aged=view.aged)
        statuses = weighing.statuses
        struck: dict[str | None, Worlds] = {}
        for row in support:
            if _is_conditional(row, view) and (disputed := row.disputes & ~view.aged):
                struck[row.mark.incident] = struck.get(row.mark.incident, NOWHERE) | disputed
        if struck:
            left = [
                row.within(self.every & ~struck.get(row.mark.incident, NOWHERE)) if _is_conditional(row, view) else row
                for row in support
            ]
            other = weigh_element(node, left, opposition, every=self.every, aged=view.aged)
            if other.statuses.as_it_is > statuses.as_it_is:
                weighing = other
            statuses = greatest((statuses, other.statuses))
        return Judged(
            node=node, view=view, statuses=statuses, raised=self._where_raised(node), stages=_stages_of(node, weighing),
            opposition_rows=weighing.opposition_rows, opposition=weighing.opposition, weighing=weighing,
        )  # fmt: skip

    def _as_given(self, judged: Judged) -> Judged:
        """Return a node as the reader takes it, who may argue another status than the evidence gives."""
        taken = self.given.get(judged.node.id, ())
        for status, where in taken:
            statuses = judged.statuses.given(status, where)
            judged = replace(staged(judged, StepRule.GIVEN, statuses), raised=judged.raised | where)
        return judged

    def _where_raised(self, node: Node) -> Worlds:
        if Rule.IF_RAISED not in node.rules:
            return self.every
        return usable(self.ledger.support_below(node.id))

    # -- which rows a node sees in a view ------------------------------------------------------------------------------

    def _supporting(self, node: Node, view: View) -> list[Row]:
        found = self.ledger.support(node.id)
        if view.kind is ViewKind.WHOLE:
            return [row for rows in found.values() for row in rows]
        own = [*found.get(None, ())]
        if view.kind is ViewKind.ALONE:
            return own + [row for incident in view.incidents for row in found.get(incident, ())]
        if view.kind is ViewKind.ORGANIZATION or node.id in self.statute.exceptions:
            return own
        for incident, rows in found.items():
            where = self._contributes(node, incident, view) if incident is not None else NOWHERE
            if where:
                doubted = self._exception_disputed(node, incident, view.route)
                own += [Row(row.mark, row.where & where, doubted) for row in rows]
        return own

    def _contributes(self, leaf: Node, incident: str | None, view: View) -> Worlds:
        """Return where an incident's facts count in the pool of a route: it must speak for all of each part above."""
        assert incident is not None
        where = view.incidents.get(incident, NOWHERE)
        for name in (leaf.id, *self.statute.path(leaf.id, view.route)):
            if not where:
                break
            where &= self.speaks(self.statute.by_id[name], incident)
        return where

    def _exception_disputed(self, leaf: Node, incident: str | None, route: str) -> Worlds:
        """Return where an incident's own evidence strongly disputes an exception to a node above a leaf of a route."""
        found = NOWHERE
        for name in self.statute.path(leaf.id, route):
            exception = self.statute.by_id[name].unless
            if exception is not None:
                given = self._where_given(exception)
                for row in self.ledger.support_of(exception.id, incident):
                    found |= row.disputes & ~given
        return found

    def opposing(self, node: Node, view: View) -> list[Row]:
        """Return the opposition to a node; what is labelled with an incident bears on that incident only."""
        if node.id not in self.ledger.opposed:
            return []
        found = self.ledger.opposition(node.id)
        if view.kind is ViewKind.WHOLE and node.id not in self.statute.above(Rule.OVER_INCIDENTS):
            return [row for rows in found.values() for row in rows]
        own = [*found.get(None, ())]
        if view.kind is ViewKind.ALONE:
            for incident in view.incidents:
                own += self._opposing_incident(node, incident)
        return own

    def _opposing_incident(self, node: Node, incident: str | None) -> Iterator[Row]:
        """Yield the opposition that is labelled with an incident; above a route, it opposes that incident's route."""
        yield from self.ledger.opposition_of(node.id, incident)
        if Rule.OVER_INCIDENTS in node.rules:
            for name in self.statute.ancestors(node.id):
                yield from self.ledger.opposition_of(name, incident)

    # -- routes over incidents -----------------------------------------------------------------------------------------

    def _judge_route(self, route: Node) -> Judged:
        """Take the greatest of: the qualifying incidents together, the organization's evidence, each incident alone."""
        qualifying = self.qualifying(route)
        alive = NOWHERE
        for row in self.ledger.support_below(route.id):
            incident = row.mark.incident
            alive |= row.recent & (self.every if incident is None else qualifying.get(incident, NOWHERE))
        aged = self.every & ~alive
        best = None
        for view in self._views_of_route(route, qualifying, aged):
            judged = self.judge(route, view)
            own = self._own_facts(route, view)
            statuses = judged.statuses.within(own)
            if best is None:
                best, statuses_of_all = judged, statuses
            else:
                if own & AS_IT_IS and judged.statuses.as_it_is > statuses_of_all.as_it_is:
                    best = judged
                statuses_of_all = greatest((statuses_of_all, statuses))
            if statuses_of_all.met == self.every:
                break
        assert best is not None
        return replace(best, statuses=statuses_of_all)

    def _views_of_route(self, route: Node, qualifying: Mapping[str, Worlds], aged: Worlds) -> Iterator[View]:
        if any(where & AS_IT_IS for where in qualifying.values()):
            yield View(kind=ViewKind.TOGETHER, incidents=qualifying, aged=aged, route=route.id)
            yield self._view_of_organization(route.id, aged)
        else:
            yield self._view_of_organization(route.id, aged)
            if qualifying:
                yield View(kind=ViewKind.TOGETHER, incidents=qualifying, aged=aged, route=route.id)
        for incident in self.ledger.incidents_below(route.id):
            yield self.view_of_incident(route, incident, aged)

    def view_of_incident(self, route: Node, incident: str, aged: Worlds) -> View:
        """Return the view of one incident alone, which may be kept fresh by itself."""
        aged &= ~recent(self.ledger.support_of_incident(route.id, incident))
        return View(kind=ViewKind.ALONE, incidents={incident: self.every}, aged=aged, route=route.id)

    def _own_facts(self, route: Node, view: View) -> Worlds:
        """Return where a view of one incident is to be looked at: where that incident has a fact of its own."""
        if view.kind is not ViewKind.ALONE:
            return self.every
        (incident,) = view.incidents
        return usable(self.ledger.support_of_incident(route.id, incident))

    def qualifying(self, route: Node) -> Mapping[str, Worlds]:
        """Return the incidents in which every part of a route is spoken for and none is refuted, and where."""
        if route.id not in self._qualifying:
            found = {}
            for incident in self.ledger.incidents_below(route.id):
                own = usable(self.ledger.support_of_incident(route.id, incident))
                if where := own & self.speaks(route, incident):
                    found[incident] = where
            self._qualifying[route.id] = found
        return self._qualifying[route.id]

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
            if Rule.ASSUMED in node.rules:
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
        rows = self.opposing(node, self._alone(incident))
        return weigh_side(rows).carried if rows else NOWHERE

    def exception_holds(self, exception: Node, incident: str) -> Worlds:
        """Return where the case for an exception is carried, or it is met; what merely disputes it does not do."""
        view = self._alone(incident)
        plain = [row for row in self._supporting(exception, view) if row.mark.side is Side.FOR]
        carried = weigh_side(plain).carried & ~self._where_given(exception)
        return carried | self.judge(exception, view).statuses.met

    def _alone(self, incident: str) -> View:
        if incident not in self._incident_views:
            self._incident_views[incident] = View(kind=ViewKind.ALONE, incidents={incident: self.every})
        return self._incident_views[incident]

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


def _is_conditional(row: Row, view: View) -> bool:
    if row.mark.incident is None:
        return False
    linked = view.kind in (ViewKind.LINKED, ViewKind.CONTESTED)
    return row.mark.foreign_act or view.kind is ViewKind.TOGETHER or (linked and not row.mark.linked)


def _limit_by_exception(statuses: Statuses, exception: Statuses) -> Statuses:
    """Make not met where the exception is met, and at most contested where it is contested."""
    left = statuses.within(~exception.met)
    return left.at_most_contested(exception.arguable)


def _limit_by_opposition(statuses: Statuses, carried: Worlds) -> Statuses:
    """Turn met into contested, and not established into not met, where the opposition is carried."""
    return Statuses(statuses.unrefuted & ~carried | statuses.arguable, statuses.arguable, statuses.met & ~carried)


def _stages_of(node: Node, weighing: Weighing) -> tuple[tuple[StepRule, Statuses], ...]:
    """Return how an element came by its status: assumed or by the table, then the disputes."""
    assumed = Rule.ASSUMED in node.rules and not (weighing.support.carried | weighing.opposition.carried) & AS_IT_IS
    first = (StepRule.ASSUMED if assumed else StepRule.TABLE, weighing.by_table)
    return (first, (StepRule.DISPUTED, weighing.statuses))
