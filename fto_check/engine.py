"""The assessment: from the evidence that counts to a status for each node of the statute, and why.

Nothing here reads a clock or a file, or prints. The order at each node is: its parts, the exception to it, opposition
to the node itself, what it requires. The statutes' words for the rules are in `statute.Rule`, the weighing of evidence
is in `rules`.

Two choices keep the reasoning monotone (more support never lowers a status) where disputes meet conditions:

- A mark is *conditional* when it counts only thanks to something else: its incident qualifies, or its act was shown to
  be the organization's own. Conditional marks are weighed twice, with and without those of an incident that itself
  strongly disputes the element, and the better answer holds: what stands without a disputed incident stands.
- A fact of an incident that is contested before every route (rather than qualifying, or failing) counts for an
  interest too, and the threat is then at most contested.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from fto_check.marks import Mark, weight_of
from fto_check.outcomes import ASSUMED, SAID, SILENCE, UNSPOKEN, WHOLE, Outcome, View, disputes, given, say_combined
from fto_check.report import Side, Step
from fto_check.status import TABLE, Status, Weight
from fto_check.statute import Node, Rule, Statute


class Case:
    """The marks of one profile on one day, and the reasoning over them."""

    def __init__(
        self,
        statute: Statute,
        day: date,
        marks: Sequence[Mark],
        unspoken: dict[tuple[str, bool], Outcome] | None = None,
        assumptions: Mapping[str, Status] | None = None,
    ) -> None:
        self.statute, self.day, self.marks = statute, day, marks
        # What a reader takes as given, whatever the evidence: a status by the id of a node.
        self.assumptions: Mapping[str, Status] = assumptions or {}
        # What nodes come to of which nothing is said, anywhere below: the same for every case of a day.
        self._unspoken_nodes = unspoken if unspoken is not None else {}
        self._spoken = frozenset(
            name for node_id in {mark.node for mark in marks} for name in (node_id, *statute.ancestors(node_id))
        )
        self._speaks: dict[tuple[str, str], str | None] = {}
        self._below: dict[str, list[Mark]] = {}
        self._touched_by: dict[str, frozenset[str]] = {}
        owned = {
            incident
            for incident in {mark.incident for mark in marks if mark.incident is not None}
            if weight_of(
                mark
                for mark in marks
                if mark.incident == incident and mark.node in statute.attribution and mark.side is not Side.AGAINST
            ) is Weight.CARRIED
        }  # fmt: skip
        self.unowned: frozenset[Mark] = frozenset(
            mark for mark in marks
            if mark.foreign_act and mark.side is not Side.AGAINST and mark.incident not in owned
        )  # fmt: skip
        self._support: dict[str, list[Mark]] = {}
        self._opposition: dict[str, list[Mark]] = {}
        for mark in marks:
            if mark in self.unowned:
                continue
            table = self._opposition if mark.side is Side.AGAINST else self._support
            table.setdefault(mark.node, []).append(mark)

    def without(self, origins: frozenset[str]) -> Case:
        """Return the case as it is after the loss of some origins."""
        left = (mark.without(origins) for mark in self.marks)
        marks = [mark for mark in left if mark is not None]
        return Case(self.statute, self.day, marks, self._unspoken_nodes, self.assumptions)

    def with_marks(self, marks: Sequence[Mark]) -> Case:
        """Return the case with other marks."""
        return Case(self.statute, self.day, marks, self._unspoken_nodes, self.assumptions)

    def assuming(self, assumptions: Mapping[str, Status]) -> Case:
        """Return the case as a reader argues it, who takes some statuses as given beside those taken already."""
        return Case(self.statute, self.day, self.marks, None, {**self.assumptions, **assumptions})

    # -- the three criteria ------------------------------------------------------------------------------------------

    def judge(self, criterion: Node) -> Outcome:
        """Return what a criterion comes to, with what it requires taken into account."""
        outcome = (
            self._judge_linked(criterion)
            if criterion.id in self.statute.above(Rule.LINKED)
            else self._node(criterion, WHOLE)
        )
        if criterion.requires is None:
            return outcome
        required = self.judged(criterion.requires)
        if required.status >= outcome.status:
            return outcome
        because = f"it can at most be what {required.node.label} is: {required.status.words}"
        return replace(
            outcome, status=required.status, steps=(*outcome.steps, Step("requires", required.status, because))
        )

    def judged(self, criterion_id: str) -> Outcome:
        """Return what a criterion comes to, worked out once."""
        if criterion_id not in self._judged:
            self._judged[criterion_id] = self.judge(self.statute.by_id[criterion_id])
        return self._judged[criterion_id]

    @cached_property
    def _judged(self) -> dict[str, Outcome]:
        return {}

    # -- nodes -------------------------------------------------------------------------------------------------------

    def _node(self, node: Node, view: View) -> Outcome:
        if node.id in self._spoken or node.also:
            return self._work_out(node, view)
        key = (node.id, view.stale)
        if key not in self._unspoken_nodes:
            self._unspoken_nodes[key] = self._work_out(node, view)
        return self._unspoken_nodes[key]

    def _work_out(self, node: Node, view: View) -> Outcome:
        if Rule.OVER_INCIDENTS in node.rules and view.name == "whole":
            return self._given(self._over_incidents(node))
        if Rule.FRESH in node.rules and view.name == "whole":
            view = replace(view, stale=not any(mark.recent for mark in self.support_below(node)))
        return self._element(node, view) if node.is_leaf else self._branch(node, view)

    def _branch(self, node: Node, view: View) -> Outcome:
        parts = tuple(self._node(child, view) for child in node.nodes if child.in_force(self.day))
        also = tuple(self._element(self.statute.by_id[name], view) for name in node.also)
        counted = [part for part in (*parts, *also) if part.raised]
        choose = min if node.combine == "all_of" else max
        decisive = choose(counted, key=lambda part: part.status, default=None)
        status = decisive.status if decisive is not None else Status.NOT_ESTABLISHED
        steps = [Step(node.combine or "", status, say_combined(node, counted, decisive))]

        exception = self._element(node.unless, replace(view, stale=False)) if node.unless is not None else None
        if exception is not None:
            limit = {Status.MET: Status.NOT_MET, Status.CONTESTED: Status.CONTESTED}.get(exception.status)
            if limit is not None and limit < status:
                status = limit
                because = f"the exception for {exception.node.label} is {exception.status.words}"
                steps.append(Step("unless", status, because))

        opposition = self._opposing(node, view)
        against = weight_of(opposition)
        if against is Weight.CARRIED and status in (Status.MET, Status.NOT_ESTABLISHED):
            status = Status.CONTESTED if status is Status.MET else Status.NOT_MET
            steps.append(Step("opposition", status, "the case against the whole of it is carried"))
        outcome = Outcome(
            node, status, None, against, False, False, view.stale, self._is_raised(node), tuple(steps), parts,
            exception, also, frozenset(opposition), view,
        )  # fmt: skip
        return self._given(outcome)

    def _given(self, outcome: Outcome) -> Outcome:
        """Return an outcome as the reader takes it, who may argue another status than the evidence gives."""
        status = self.assumptions.get(outcome.node.id)
        if status is None or outcome.steps[-1:] == (given(status),):
            return outcome
        return replace(outcome, status=status, raised=True, steps=(*outcome.steps, given(status)))

    def _element(self, node: Node, view: View) -> Outcome:
        return self._given(self._weigh_element(node, view))

    def _weigh_element(self, node: Node, view: View) -> Outcome:
        if view.name in ("linked", "contested"):
            return self._interest(node, view)
        return self._weighed(node, self._supporting(node, view), self._opposing(node, view), view)

    def _weighed(self, node: Node, support: Sequence[Mark], opposition: Sequence[Mark], view: View) -> Outcome:
        """Weigh an element by the table: as it is, and without the incidents that dispute it themselves."""
        if not support and not opposition:
            return self._unspoken(node, view)
        outcome = self._weigh_once(node, support, opposition, view)
        struck = {
            mark.incident for mark in support if self._conditional(mark, view) and disputes(mark, view.stale)
        }  # fmt: skip
        if struck:
            left = [mark for mark in support if not (self._conditional(mark, view) and mark.incident in struck)]
            other = self._weigh_once(node, left, opposition, view)
            if other.status > outcome.status:
                return other
        return outcome

    def _unspoken(self, node: Node, view: View) -> Outcome:
        """Return what most elements of most profiles come to: nothing is said about them."""
        assumed = Rule.ASSUMED in node.rules
        status = Status.MET if assumed else Status.NOT_ESTABLISHED
        step = ASSUMED if assumed else UNSPOKEN
        return Outcome(
            node, status, Weight.SILENT, Weight.SILENT, False, assumed, view.stale, self._is_raised(node), (step,),
            view=view,
        )  # fmt: skip

    def _weigh_once(self, node: Node, support: Sequence[Mark], opposition: Sequence[Mark], view: View) -> Outcome:
        one_strong = Rule.ONE_STRONG_ORIGIN in node.rules
        for_ = weight_of(support, stale=view.stale, one_strong_origin=one_strong)
        against = weight_of(opposition, one_strong_origin=one_strong)
        assumed = Rule.ASSUMED in node.rules and against is not Weight.CARRIED
        status = Status.MET if assumed else TABLE[for_, against]
        if assumed and for_ is not Weight.CARRIED:
            steps = [ASSUMED]
        else:
            steps = [Step("table", status, SAID[for_, against])]
        disputed = any(disputes(mark, view.stale) for mark in support)
        if disputed and status is Status.MET:
            status = Status.CONTESTED
            steps.append(Step("disputed", status, "a strong item can honestly be read both ways"))
        return Outcome(
            node, status, for_, against, disputed, assumed and for_ is not Weight.CARRIED, view.stale,
            self._is_raised(node), tuple(steps), used=frozenset((*support, *opposition)), view=view,
        )  # fmt: skip

    # -- which marks a node sees in a view -----------------------------------------------------------------------------

    def _supporting(self, node: Node, view: View) -> list[Mark]:
        marks = self._support.get(node.id, [])
        if view.name == "whole":
            return marks
        own = [mark for mark in marks if mark.incident is None]
        if view.name == "alone":
            return own + [mark for mark in marks if mark.incident in view.incidents]
        if view.name == "organization" or node.id in self.statute.exceptions:
            return own
        for mark in marks:
            if mark.incident in view.incidents and self._contributes(node, mark.incident):
                doubtful = mark.side is Side.FOR and self._exception_disputed(node, mark.incident)
                own.append(replace(mark, side=Side.DISPUTED) if doubtful else mark)
        return own

    def _opposing(self, node: Node, view: View) -> list[Mark]:
        """Return the opposition to a node; what is labelled with an incident bears on that incident only."""
        marks = self._opposition.get(node.id, [])
        if view.name == "whole" and node.id not in self.statute.above(Rule.OVER_INCIDENTS):
            return marks
        if view.name != "alone":
            return [mark for mark in marks if mark.incident is None]
        # What opposes something above a route opposes, for the incident that it is labelled with, the route.
        above = self.statute.ancestors(node.id) if Rule.OVER_INCIDENTS in node.rules else ()
        return [mark for mark in marks if mark.incident is None or mark.incident in view.incidents] + [
            mark for name in above for mark in self._opposition.get(name, ()) if mark.incident in view.incidents
        ]

    def _conditional(self, mark: Mark, view: View) -> bool:
        if mark.incident is None:
            return False
        return mark.foreign_act or view.name == "together" or (view.name in ("linked", "contested") and not mark.linked)

    def support_below(self, node: Node) -> list[Mark]:
        """Return the usable support of a part of the tree; evidence for an exception is no support."""
        if node.id not in self._below:
            self._below[node.id] = [
                mark
                for leaf in node.walk()
                if leaf.id in self._support and leaf.id not in self.statute.exceptions
                for mark in self._support[leaf.id]
            ]
        return self._below[node.id]

    def _is_raised(self, node: Node) -> bool:
        return Rule.IF_RAISED not in node.rules or bool(self.support_below(node))

    # -- routes over incidents -----------------------------------------------------------------------------------------

    def incidents_of(self, node: Node) -> list[str]:
        """Return the labels of the incidents that some support below a node belongs to, sorted."""
        return sorted({mark.incident for mark in self.support_below(node) if mark.incident is not None})

    def qualifying(self, route: Node) -> list[str]:
        """Return the incidents in which every part of a route is spoken for and none is refuted."""
        return [incident for incident in self.incidents_of(route) if self.why_not(route, incident) is None]

    def why_not(self, route: Node, incident: str) -> str | None:
        """Say why an incident does not qualify for a route, or None."""
        return self._speaks_not(route, incident)

    def _speaks_not(self, node: Node, incident: str) -> str | None:
        """Say what an incident (with the organization's evidence) lacks of a node, or None."""
        # Of what neither the incident nor the organization's evidence touches, all incidents lack the same.
        key = (node.id, incident if node.id in self._touched(incident) else "")
        if key not in self._speaks:
            self._speaks[key] = self._find_lack(node, incident)
        return self._speaks[key]

    def _touched(self, incident: str) -> frozenset[str]:
        """Return the ids of the nodes at or below which an incident, or the organization's evidence, says something."""
        if incident not in self._touched_by:
            named = {mark.node for mark in self.marks if mark.incident is None or mark.incident == incident}
            routes = {node.id for node in self.statute.by_id.values() if Rule.OVER_INCIDENTS in node.rules}
            named |= {node.id for node in self.statute.by_id.values() if named & set(node.also)}
            named |= routes if named & self.statute.above(Rule.OVER_INCIDENTS) else set()
            self._touched_by[incident] = frozenset(
                name for node_id in named for name in (node_id, *self.statute.ancestors(node_id))
            )
        return self._touched_by[incident]

    def _find_lack(self, node: Node, incident: str) -> str | None:
        view = View("alone", frozenset((incident,)))
        if node.id in self.assumptions:
            taken = self.assumptions[node.id]
            if taken is Status.NOT_MET:
                return f"{node.label} is assumed not met"
            return None if taken >= Status.CONTESTED else f"{SILENCE}{node.label}, as is assumed"
        if weight_of(self._opposing(node, view)) is Weight.CARRIED:
            return f"the case against {node.label} is carried"
        if node.is_leaf:
            if Rule.ASSUMED in node.rules or self._supporting(node, view):
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
        named = {mark.node for mark in self.marks if mark.incident == incident and mark.side is not Side.AGAINST}
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
        return weight_of(plain) is Weight.CARRIED or self._element(exception, view).status is Status.MET

    def _exception_disputed(self, node: Node, incident: str) -> bool:
        """Say whether an incident's own evidence strongly disputes an exception to a node above the given one."""
        for name in self.statute.ancestors(node.id):
            exception = self.statute.by_id[name].unless
            if exception is not None and exception.id in self.assumptions:
                continue
            if exception is not None and any(
                mark.incident == incident and disputes(mark, False) for mark in self._support.get(exception.id, ())
            ):
                return True
        return False

    def _contributes(self, leaf: Node, incident: str) -> bool:
        """Say whether an incident's evidence on a leaf counts in a pool: it must speak for all of each part above."""
        if self._speaks_not(leaf, incident) is not None:
            return False
        for name in self.statute.ancestors(leaf.id):
            node = self.statute.by_id[name]
            if self._speaks_not(node, incident) is not None:
                return False
            if Rule.OVER_INCIDENTS in node.rules:
                break
        return True

    def _over_incidents(self, node: Node) -> Outcome:
        """Take the greatest of: the qualifying incidents together, each incident alone, the organization's evidence."""
        qualifying = frozenset(self.qualifying(node))
        marks = self.support_below(node)
        stale = not any(mark.recent for mark in marks if mark.incident is None or mark.incident in qualifying)
        best = self._branch(node, View("together" if qualifying else "organization", qualifying, stale))
        others = [View("organization", frozenset(), stale)] if qualifying else []
        for incident in self.incidents_of(node):
            lack = self._speaks_not(node, incident)
            if best.status >= Status.NOT_ESTABLISHED and lack is not None and lack.startswith(SILENCE):
                continue  # a part of it is not spoken for: no better than not established
            recent = any(mark.recent for mark in marks if mark.incident == incident)
            others.append(View("alone", frozenset((incident,)), stale and not recent))
        for view in others:
            if best.status is Status.MET:
                break
            outcome = self._branch(node, view)
            if outcome.status > best.status:
                best = outcome
        return best

    # -- the link and the interests ------------------------------------------------------------------------------------

    def _judge_linked(self, criterion: Node) -> Outcome:
        """Judge a criterion whose facts must be linked; with those of contested incidents it is at most contested."""
        view = self._linked_view(criterion, View("linked", self.linked_incidents))
        outcome = self._branch(criterion, view)
        contested = self.contested_incidents
        if outcome.status >= Status.CONTESTED or not contested:
            return outcome
        wide = View("contested", self.linked_incidents | contested)
        other = self._branch(criterion, self._linked_view(criterion, wide))
        if min(other.status, Status.CONTESTED) <= outcome.status:
            return outcome
        if other.status <= Status.CONTESTED:
            return other
        because = "it rests on incidents that are themselves contested"
        return replace(other, status=Status.CONTESTED, steps=(*other.steps, Step("link", Status.CONTESTED, because)))

    def _linked_view(self, criterion: Node, view: View) -> View:
        marks = (
            mark for leaf in criterion.walk() if leaf.is_leaf
            for mark in self._support.get(leaf.id, ()) if self.is_linked(mark, view)
        )  # fmt: skip
        return replace(view, stale=Rule.FRESH in criterion.rules and not any(mark.recent for mark in marks))

    def is_linked(self, mark: Mark, view: View) -> bool:
        """Say whether a fact counts for an interest in a view."""
        return mark.linked or mark.incident in view.incidents

    @cached_property
    def linked_incidents(self) -> frozenset[str]:
        """The incidents that qualify for a route, and whose link is not refuted."""
        found = {incident for route in self.routes for incident in self.qualifying(route)}
        return frozenset(incident for incident in found if not self._link_refuted(incident))

    @cached_property
    def contested_incidents(self) -> frozenset[str]:
        """The incidents that qualify for no route and are contested alone before one, if they touch an interest."""
        linked = [node for node in self.statute.by_id.values() if Rule.LINKED in node.rules]
        harmful = {
            mark.incident for node in linked for mark in self.support_below(node) if mark.incident is not None
        } - self.linked_incidents
        found = set()
        for route in self.routes:
            if Rule.OVER_INCIDENTS not in route.rules:
                continue
            for incident in harmful & set(self.incidents_of(route)):
                view = View("alone", frozenset((incident,)))
                if self._branch(route, view).status >= Status.CONTESTED and not self._link_refuted(incident):
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

    def _link_refuted(self, incident: str) -> bool:
        return any(
            weight_of(mark for mark in self._opposition.get(node.id, ()) if mark.incident == incident) is Weight.CARRIED
            for node in self.statute.by_id.values() if Rule.LINK in node.rules
        )  # fmt: skip

    def _interest(self, node: Node, view: View) -> Outcome:
        """Weigh an interest, or the link; facts of contested incidents leave an interest contested at best."""
        if Rule.LINK in node.rules:
            support = [mark for mark in self._support.get(node.id, ()) if not self._for_an_interest(mark)]
            return self._weighed(node, support, self._opposing(node, view), view)
        outcome = self._weigh_interest(node, view)
        if view.name != "contested" or outcome.status is not Status.MET:
            return outcome
        strict = self._weigh_interest(node, replace(view, name="linked", incidents=self.linked_incidents))
        if strict.status is Status.MET:
            return replace(strict, view=view)
        because = "it rests on incidents that are themselves contested"
        step = Step("link", Status.CONTESTED, because)
        return replace(outcome, status=Status.CONTESTED, steps=(*outcome.steps, step))

    def _weigh_interest(self, node: Node, view: View) -> Outcome:
        """Weigh an interest: opposition that belongs to an incident bears on the facts of that incident only."""
        support = [self._as_linked(mark) for mark in self._support.get(node.id, ()) if self.is_linked(mark, view)]
        general = self._opposing(node, view)
        above = (node.id, *self.statute.ancestors(node.id))
        labelled = [mark for name in above for mark in self._opposition.get(name, ()) if mark.incident is not None]
        refuted = {
            incident
            for incident in {mark.incident for mark in labelled}
            if weight_of(mark for mark in labelled if mark.incident == incident) is Weight.CARRIED
        }
        best = self._weighed(node, [mark for mark in support if mark.incident not in refuted], general, view)
        for incident in sorted(str(incident) for incident in refuted):
            alone = [mark for mark in support if mark.incident in (None, incident)]
            if any(mark.incident == incident for mark in alone):
                against = [*general, *(mark for mark in labelled if mark.incident == incident)]
                outcome = self._weighed(node, alone, against, view)
                best = outcome if outcome.status > best.status else best
        return best

    def _for_an_interest(self, mark: Mark) -> bool:
        """Say whether a mark on the link speaks through something else: through the interests that its item names.

        A dispute of the link by an item that names an interest disputes that interest; one with an incident's label
        disputes that incident's facts. What is left disputes the link as such.
        """
        return mark.side is Side.DISPUTED and (mark.incident is not None or mark.item in self._interested)

    def _as_linked(self, mark: Mark) -> Mark:
        """Return a fact as its link leaves it: disputed, where the link of its incident is."""
        if mark.side is Side.FOR and not mark.linked and mark.incident in self._link_disputed:
            return replace(mark, side=Side.DISPUTED)
        return mark

    @cached_property
    def _interested(self) -> frozenset[str]:
        """The items that speak for an interest."""
        below = (name for name in self._support if self.statute.is_below(name, Rule.LINKED))
        return frozenset(mark.item for name in below for mark in self._support[name])

    @cached_property
    def _link_disputed(self) -> frozenset[str | None]:
        """The incidents whose link a strong item disputes without naming an interest."""
        return frozenset(
            mark.incident
            for node in self.statute.by_id.values()
            if Rule.LINK in node.rules
            for mark in self._support.get(node.id, ())
            if mark.incident is not None and disputes(mark, False) and mark.item not in self._interested
        )
