"""The assessment: from the evidence that counts to a status for each node of the statute, and why.

Nothing here reads a clock or a file, or prints. The order at each node is: its parts, the exception to it, opposition
to the node itself, what it requires. The statutes' words for the rules are in `statute.Rule`, the weighing of evidence
is in `rules`, that of one element in `weighing`, and what is peculiar to the threat in `link`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from fto_check.law.nodes import Node, Rule
from fto_check.law.status import Status, Weight
from fto_check.law.statute import Statute
from fto_check.reasoning import link
from fto_check.reasoning.findings import NodeFinding, Side, Step
from fto_check.reasoning.ledger import Ledger, Reach, changed
from fto_check.reasoning.marks import Mark, weight_of
from fto_check.reasoning.outcomes import SILENCE, WHOLE, Outcome, View, disputes, given, say_combined
from fto_check.reasoning.weighing import weigh_element


class Silence(NamedTuple):
    """What nodes come to of which nothing is said, anywhere below, by id and staleness; and the findings of them."""

    outcomes: dict[tuple[str, bool], Outcome]
    findings: dict[tuple[str, bool], NodeFinding]


_KEPT_DAYS = 16
_silences: dict[date, tuple[Statute, Silence]] = {}


def silence_of(statute: Statute, day: date) -> Silence:
    """Return what silence comes to on a day: the same for every profile, so kept for the days asked about last."""
    known = _silences.get(day)
    if known is None or known[0] is not statute:
        if len(_silences) >= _KEPT_DAYS:
            _silences.clear()
        known = _silences[day] = (statute, Silence({}, {}))
    return known[1]


class Case:
    """The marks of one profile on one day, and the reasoning over them.

    A case that differs from another, its base, by some marks asks that one for what they cannot reach: so the losses
    that confidence and flips try cost what they change and not the whole reasoning each time. What it is asked for has
    the same status and steps; the marks in it can be those of the base, where the difference between them makes none.
    """

    def __init__(
        self,
        statute: Statute,
        day: date,
        marks: Sequence[Mark] | Ledger,
        *,
        assumptions: Mapping[str, Status] | None = None,
        base: tuple[Case, Reach] | None = None,
    ) -> None:
        self.statute, self.day = statute, day
        self.ledger = marks if isinstance(marks, Ledger) else Ledger(statute, marks)
        # What a reader takes as given, whatever the evidence: a status by the id of a node.
        self.assumptions: Mapping[str, Status] = assumptions or {}
        self._base = base[0] if base is not None else None
        self._reach = base[1] if base is not None else Reach(statute, ())
        self.link = link.Link(self.ledger)
        self.silence = Silence({}, {}) if self.assumptions else silence_of(statute, day)
        self._judged: dict[str, Outcome] = {}
        self._outcomes: dict[tuple[str, View], Outcome] = {}
        self._speaks: dict[tuple[str, str], str | None] = {}
        self._qualifying: dict[str, list[str]] = {}
        self._on_one_incident: dict[tuple[str, bool, bool], dict[str, Outcome]] = {}
        self._pools: dict[tuple[str, str], dict[str, list[Mark]]] = {}

    def without(self, origins: frozenset[str]) -> Case:
        """Return the case as it is after the loss of some origins."""
        return self._changed(*self.ledger.without(origins))

    def with_marks(self, marks: Sequence[Mark]) -> Case:
        """Return the case with other marks."""
        ledger = Ledger(self.statute, marks)
        return self._changed(ledger, changed(self.ledger, ledger))

    def _changed(self, ledger: Ledger, marks: set[Mark]) -> Case:
        base = (self, Reach(self.statute, marks))
        return Case(self.statute, self.day, ledger, assumptions=self.assumptions, base=base)

    def assuming(self, assumptions: Mapping[str, Status]) -> Case:
        """Return the case as a reader argues it, who takes some statuses as given beside those taken already."""
        return Case(self.statute, self.day, self.ledger, assumptions={**self.assumptions, **assumptions})

    def _as_in_base(self, node: Node, view: View) -> Case | None:
        """Return the base if a node comes to the same there in a view, since no mark that differs can reach it."""
        if self._base is None or view.name in link.LINKED:
            return None
        if view.name == "alone":
            (incident,) = view.incidents
            same = node.id not in self._reach.of(incident)
        elif view.name == "organization":
            same = node.id not in self._reach.of(None)
        elif view.name == "whole":
            same = node.id not in self._reach.whole
        else:  # what an incident adds to the pool depends on all that it says for the route
            same = view.route not in self._reach.whole
        return self._base if same else None

    # -- the three criteria ------------------------------------------------------------------------------------------

    def judge(self, criterion: Node) -> Outcome:
        """Return what a criterion comes to, with what it requires taken into account."""
        outcome = (
            link.judge(self, criterion)
            if criterion.id in self.statute.above(Rule.LINKED)
            else self._node(criterion, WHOLE)
        )
        if criterion.requires is None:
            return outcome
        required = self.judged(criterion.requires)
        if required.status >= outcome.status:
            return outcome
        because = f"it can at most be what {required.node.label} is: {required.status.words}"
        return outcome._replace(
            status=required.status, steps=(*outcome.steps, Step("requires", required.status, because))
        )

    def judged(self, criterion_id: str) -> Outcome:
        """Return what a criterion comes to, worked out once."""
        if criterion_id not in self._judged:
            criterion = self.statute.by_id[criterion_id]
            if self._base is not None and self._reach.whole.isdisjoint({criterion_id, criterion.requires}):
                self._judged[criterion_id] = self._base.judged(criterion_id)
            else:
                self._judged[criterion_id] = self.judge(criterion)
        return self._judged[criterion_id]

    # -- nodes -------------------------------------------------------------------------------------------------------

    def _node(self, node: Node, view: View) -> Outcome:
        if node.id in self.ledger.spoken or node.also:
            return self._work_out(node, view)
        key = (node.id, view.stale)
        if key not in self.silence.outcomes:
            self.silence.outcomes[key] = self._work_out(node, view)
        return self.silence.outcomes[key]

    def _work_out(self, node: Node, view: View) -> Outcome:
        if Rule.OVER_INCIDENTS in node.rules and view.name == "whole":
            return self._given(self._over_incidents(node))
        if Rule.FRESH in node.rules and view.name == "whole":
            view = view._replace(stale=not any(mark.recent for mark in self.ledger.support_below(node.id)))
        return self.outcome(node, view)

    def outcome(self, node: Node, view: View) -> Outcome:
        """Return what a branch or an element comes to in a view, worked out once."""
        key = (node.id, view)
        if key not in self._outcomes:
            base = self._as_in_base(node, view)
            if base is not None:
                self._outcomes[key] = base.outcome(node, view)
            else:
                self._outcomes[key] = self._given(
                    self._weigh(node, view) if node.is_leaf else self._combine(node, view)
                )
        return self._outcomes[key]

    def _combine(self, node: Node, view: View) -> Outcome:
        parts = tuple(self._node(child, view) for child in node.nodes if child.in_force(self.day))
        also = tuple(self.outcome(self.statute.by_id[name], view) for name in node.also)
        counted = [part for part in (*parts, *also) if part.raised]
        choose = min if node.combine == "all_of" else max
        decisive = choose(counted, key=lambda part: part.status, default=None)
        status = decisive.status if decisive is not None else Status.NOT_ESTABLISHED
        steps = [Step(node.combine or "", status, say_combined(node, counted, decisive))]

        exception = self.outcome(node.unless, view._replace(stale=False)) if node.unless is not None else None
        if exception is not None:
            limit = {Status.MET: Status.NOT_MET, Status.CONTESTED: Status.CONTESTED}.get(exception.status)
            if limit is not None and limit < status:
                status = limit
                because = f"the exception for {exception.node.label} is {exception.status.words}"
                steps.append(Step("unless", status, because))

        opposition = self.opposing(node, view)
        against = weight_of(opposition)
        if against is Weight.CARRIED and status in (Status.MET, Status.NOT_ESTABLISHED):
            status = Status.CONTESTED if status is Status.MET else Status.NOT_MET
            steps.append(Step("opposition", status, "the case against the whole of it is carried"))
        return Outcome(
            node, status, None, against, False, False, view.stale, self._is_raised(node), tuple(steps), parts,
            exception, also, frozenset(opposition), view,
        )  # fmt: skip

    def _given(self, outcome: Outcome) -> Outcome:
        """Return an outcome as the reader takes it, who may argue another status than the evidence gives."""
        status = self.assumptions.get(outcome.node.id)
        if status is None or outcome.steps[-1:] == (given(status),):
            return outcome
        return outcome._replace(status=status, raised=True, steps=(*outcome.steps, given(status)))

    def _weigh(self, node: Node, view: View) -> Outcome:
        if view.name in link.LINKED:
            return link.weigh(self, node, view)
        return self.weigh_element(node, self._supporting(node, view), self.opposing(node, view), view)

    def weigh_element(self, node: Node, support: Sequence[Mark], opposition: Sequence[Mark], view: View) -> Outcome:
        """Weigh an element on some marks for it and against it."""
        return weigh_element(node, support, opposition, view, raised=self._is_raised(node))

    # -- which marks a node sees in a view -----------------------------------------------------------------------------

    def _supporting(self, node: Node, view: View) -> list[Mark]:
        if view.name == "whole":
            return self.ledger.support(node.id)
        own = [*self.ledger.support_of(node.id, None)]
        if view.name == "organization" or (view.name != "alone" and node.id in self.statute.exceptions):
            return own
        if view.name == "alone":
            for incident in view.incidents:
                own += self.ledger.support_of(node.id, incident)
        else:
            for incident, marks in self._pool(node, view.route).items():
                if incident in view.incidents:
                    own += marks
        return own

    def _pool(self, node: Node, route: str) -> dict[str, list[Mark]]:
        """Return what each incident puts into a route's pool at an element: its support, as far as it counts there."""
        if (node.id, route) not in self._pools:
            found, incidents = {}, self.ledger.incidents_at(node.id)
            if self._base is not None and route not in self._reach.of(None):
                found.update(self._base._pool(node, route))
                for incident in self._reach.incidents:
                    found.pop(incident, None)
                incidents = [incident for incident in incidents if incident in self._reach.incidents]
            for incident in incidents:
                if self._contributes(node, incident, route):
                    doubtful = self._exception_disputed(node, incident, route)
                    found[incident] = [
                        mark._replace(side=Side.DISPUTED) if doubtful and mark.side is Side.FOR else mark
                        for mark in self.ledger.support_of(node.id, incident)
                    ]
            self._pools[node.id, route] = found
        return self._pools[node.id, route]

    def opposing(self, node: Node, view: View) -> list[Mark]:
        """Return the opposition to a node; what is labelled with an incident bears on that incident only."""
        if node.id not in self.ledger.opposed:
            return []
        if view.name == "whole" and node.id not in self.statute.above(Rule.OVER_INCIDENTS):
            return self.ledger.opposition(node.id)
        own = [*self.ledger.opposition_of(node.id, None)]
        if view.name == "alone":
            for incident in view.incidents:
                own += self.ledger.opposition_of(node.id, incident)
                if Rule.OVER_INCIDENTS in node.rules:
                    # What opposes something above a route opposes, for the incident it is labelled with, the route.
                    for name in self.statute.ancestors(node.id):
                        own += self.ledger.opposition_of(name, incident)
        return own

    def has_support(self, node: Node) -> bool:
        """Say whether anything usable speaks for a part of the tree; evidence for an exception is no support."""
        return any(True for _ in self.ledger.support_below(node.id))

    def _is_raised(self, node: Node) -> bool:
        return Rule.IF_RAISED not in node.rules or self.has_support(node)

    # -- routes over incidents -----------------------------------------------------------------------------------------

    def incidents_of(self, node: Node) -> list[str]:
        """Return the labels of the incidents that some support below a node belongs to, sorted."""
        return self.ledger.incidents_below(node.id)

    def qualifying(self, route: Node) -> list[str]:
        """Return the incidents in which every part of a route is spoken for and none is refuted."""
        if route.id not in self._qualifying:
            base = self._as_in_base(route, WHOLE)
            self._qualifying[route.id] = base.qualifying(route) if base is not None else self._find_qualifying(route)
        return self._qualifying[route.id]

    def _find_qualifying(self, route: Node) -> list[str]:
        incidents = self.incidents_of(route)
        if self._base is None or route.id in self._reach.of(None):
            return [incident for incident in incidents if self.why_not(route, incident) is None]
        before = set(self._base.qualifying(route)) - self._reach.incidents
        return [
            incident for incident in incidents
            if incident in before or (incident in self._reach.incidents and self.why_not(route, incident) is None)
        ]  # fmt: skip

    def why_not(self, route: Node, incident: str) -> str | None:
        """Say why an incident does not qualify for a route, or None."""
        return self._speaks_not(route, incident)

    def _speaks_not(self, node: Node, incident: str) -> str | None:
        """Say what an incident (with the organization's evidence) lacks of a node, or None."""
        # Of what neither the incident nor the organization's evidence touches, all incidents lack the same.
        key = (node.id, incident if node.id in self.ledger.reach.of(incident) else "")
        if key not in self._speaks:
            if self._base is not None and node.id not in self._reach.of(incident):
                self._speaks[key] = self._base._speaks_not(node, incident)
            else:
                self._speaks[key] = self._find_lack(node, incident)
        return self._speaks[key]

    def _find_lack(self, node: Node, incident: str) -> str | None:
        view = View("alone", frozenset((incident,)))
        if node.id in self.assumptions:
            taken = self.assumptions[node.id]
            if taken is Status.NOT_MET:
                return f"{node.label} is assumed not met"
            return None if taken >= Status.CONTESTED else f"{SILENCE}{node.label}, as is assumed"
        if node.id in self.ledger.opposed and weight_of(self.opposing(node, view)) is Weight.CARRIED:
            return f"the case against {node.label} is carried"
        if node.is_leaf:
            own = self.ledger.support_of(node.id, incident) or self.ledger.support_of(node.id, None)
            if own or Rule.ASSUMED in node.rules:
                return None
            return f"{SILENCE}{node.label}"
        if node.unless is not None and self._exception_holds(node.unless, view):
            return f"the exception for {node.unless.label} holds"
        parts = [child for child in node.nodes if child.in_force(self.day)]
        lacks = [self._speaks_not(child, incident) for child in parts]
        if node.combine == "any_of":
            if None in lacks:
                return None
            refuted = [lack for lack in lacks if lack is not None and not lack.startswith(SILENCE)]
            return refuted[0] if refuted else self._nearest_lack(node, parts, lacks, incident)
        lacks += [self._speaks_not(self.statute.by_id[name], incident) for name in node.also]
        return next((lack for lack in lacks if lack is not None), None)

    def _nearest_lack(self, node: Node, parts: list[Node], lacks: Sequence[str | None], incident: str) -> str:
        """Say what is missing of the alternative that an incident's own evidence has begun, or of all of them."""
        named = self.ledger.begun_by(incident)
        for part, lack in zip(parts, lacks, strict=True):
            below = {leaf.id for leaf in part.walk()} - self.statute.exceptions
            if lack is not None and named & below:
                return lack
        return f"{SILENCE}{node.label}"

    def _exception_holds(self, exception: Node, view: View) -> bool:
        """Say whether the case for an exception is carried, or it is met; what merely disputes it does not do."""
        if exception.id in self.assumptions:
            return self.assumptions[exception.id] is Status.MET
        support = self._supporting(exception, view)
        plain = [mark for mark in support if mark.side is Side.FOR]
        return weight_of(plain) is Weight.CARRIED or self.outcome(exception, view).status is Status.MET

    def _exception_disputed(self, leaf: Node, incident: str, route: str) -> bool:
        """Say whether an incident's own evidence strongly disputes an exception to a node above a leaf of a route."""
        for name in self.statute.path(leaf.id, route):
            exception = self.statute.by_id[name].unless
            if exception is not None and exception.id in self.assumptions:
                continue
            if exception is not None and any(
                disputes(mark, False) for mark in self.ledger.support_of(exception.id, incident)
            ):
                return True
        return False

    def _contributes(self, leaf: Node, incident: str, route: str) -> bool:
        """Say whether an incident's evidence on a leaf counts in a pool: it must speak for all of each part above."""
        above = (self.statute.by_id[name] for name in self.statute.path(leaf.id, route))
        return all(self._speaks_not(node, incident) is None for node in (leaf, *above))

    def _over_incidents(self, node: Node) -> Outcome:
        """Take the greatest of: the qualifying incidents together, each incident alone, the organization's evidence."""
        qualifying = frozenset(self.qualifying(node))
        stale = not any(
            mark.recent
            for mark in self.ledger.support_below(node.id)
            if mark.incident is None or mark.incident in qualifying
        )
        best = self.outcome(node, View("together" if qualifying else "organization", qualifying, stale, node.id))
        if qualifying and best.status is not Status.MET:
            best = max(best, self.outcome(node, View("organization", frozenset(), stale, node.id)), key=_status)
        if best.status is Status.MET:
            return best
        # An incident that is silent on a part gives no more than not established.
        alone = self._alone(node, stale, every=best.status < Status.NOT_ESTABLISHED)
        return max((best, *(alone[incident] for incident in sorted(alone))), key=_status)

    def _alone(self, route: Node, stale: bool, *, every: bool) -> dict[str, Outcome]:
        """Return what a route comes to on each incident alone, of those that speak for all of it or of every one."""
        key = (route.id, stale, every)
        if key not in self._on_one_incident:
            found, incidents = {}, self.incidents_of(route)
            if self._base is not None and route.id not in self._reach.of(None):
                found.update(self._base._alone(route, stale, every=every))
                for incident in self._reach.incidents:
                    found.pop(incident, None)
                incidents = [incident for incident in incidents if incident in self._reach.incidents]
            for incident in incidents:
                if every or not (self._speaks_not(route, incident) or "").startswith(SILENCE):
                    support = (self.ledger.support_of(name, incident) for name in self.statute.grounds_of(route.id))
                    recent = stale and any(mark.recent for marks in support for mark in marks)
                    view = View("alone", frozenset((incident,)), stale and not recent, route.id)
                    found[incident] = self.outcome(route, view)
            self._on_one_incident[key] = found
        return self._on_one_incident[key]

    # -- which incidents the threat can come from ---------------------------------------------------------------------

    @cached_property
    def linked_incidents(self) -> frozenset[str]:
        """The incidents that qualify for a route, and whose link is not refuted."""
        found = {incident for route in self.routes for incident in self.qualifying(route)}
        return frozenset(found - self.link.refuted)

    @cached_property
    def contested_incidents(self) -> frozenset[str]:
        """The incidents that qualify for no route and are contested alone before one, if they touch an interest."""
        harmful = {
            mark.incident
            for node in self.statute.with_rule(Rule.LINKED)
            for mark in self.ledger.support_below(node.id)
            if mark.incident is not None
        } - self.linked_incidents
        found = set()
        for route in self.routes:
            if Rule.OVER_INCIDENTS not in route.rules:
                continue
            for incident in harmful & set(self.incidents_of(route)):
                view = View("alone", frozenset((incident,)), route=route.id)
                if self.outcome(route, view).status >= Status.CONTESTED and incident not in self.link.refuted:
                    found.add(incident)
        return frozenset(found)

    @cached_property
    def routes(self) -> list[Node]:
        """The alternatives of the criterion that the threat must come from, each a route of its own."""
        required = [node.requires for node in self.statute.criteria if node.requires is not None]
        found, queue = [], [self.statute.by_id[name] for name in required]
        while queue:
            node = queue.pop(0)
            if node.combine == "any_of":
                queue[:0] = [child for child in node.nodes if child.in_force(self.day)]
            else:
                found.append(node)
        return found


def _status(outcome: Outcome) -> Status:
    return outcome.status
