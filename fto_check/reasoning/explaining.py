"""The account of world 0: what a walk found, turned into findings with every item and whether it counted there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from weakref import WeakKeyDictionary

from fto_check.law.nodes import Node, Rule
from fto_check.law.status import Status, Weight
from fto_check.reasoning.engine import Walk, silence_of
from fto_check.reasoning.evidence import Mark, Naming
from fto_check.reasoning.findings import (
    EvidenceFinding,
    IncidentFinding,
    KeptAlive,
    NodeFinding,
    Side,
    Step,
    StepRule,
    ViewKind,
)
from fto_check.reasoning.judged import Judged
from fto_check.reasoning.lacks import Lacks
from fto_check.reasoning.reasons import Code, Reason, because
from fto_check.reasoning.rules import FRESH_YEARS
from fto_check.reasoning.weighing import Row
from fto_check.reasoning.worlds import AS_IT_IS, NOWHERE, Statuses, Worlds

Incidents = Mapping[str, Worlds]
NO_INCIDENTS: Incidents = MappingProxyType({})
Falls = Callable[[Statuses], Mapping[str, Status]]
"""What the statuses of a node say of the loss of each origin."""


class Explainer:
    """Turns what a walk found into findings; the items under each node are listed whether they counted or not."""

    def __init__(self, walk: Walk, namings: Mapping[str, Sequence[Naming]], falls: Falls) -> None:
        self.walk, self.namings, self.falls = walk, namings, falls
        self.lacks = Lacks(walk)

    def explain(self, judged: Judged, incidents: Incidents = NO_INCIDENTS) -> NodeFinding:
        """Return the finding for a node, with its steps, its evidence and its parts.

        `incidents` are those in the view of the part above it, which a node without evidence of theirs does not hold.
        """
        if judged.silent:
            if judged.node.id not in self._named:
                return self._explain_silent(judged)
            judged = _silent_below(judged)
        node = judged.node
        incidents = judged.view.incidents or incidents
        parts = {part.node.id: part for part in judged.parts}
        over = Rule.OVER_INCIDENTS in node.rules
        weighing = judged.weighing
        stages = judged.stages
        evidence = tuple(self._evidence(judged, incidents))
        return NodeFinding(
            node=node,
            citation=node.citation(self.walk.day),
            status=judged.statuses.as_it_is,
            for_=weighing.support.as_it_is if weighing is not None else None,
            against=judged.opposition.as_it_is,
            disputed=weighing is not None and bool(weighing.disputed & AS_IT_IS),
            assumed=stages[0][0] is StepRule.ASSUMED,
            stale=self._is_stale(judged),
            raised=bool(judged.raised & AS_IT_IS),
            steps=tuple(self._steps(judged)),
            nodes=tuple(
                self.explain(parts[child.id], incidents) if child.id in parts else self._not_law(child)
                for child in node.nodes
            ),
            unless=self.explain(judged.unless, incidents) if judged.unless is not None else None,
            also=tuple(self.explain(part, incidents) for part in judged.also),
            evidence=evidence,
            view=judged.view.kind if over else None,
            carriers=self._carriers(judged, evidence),
            incidents=tuple(self._incidents(node)) if over else (),
            kept_alive=tuple(self._kept_alive(judged)),
            falls_to={} if judged.silent else self.falls(judged.statuses),
        )

    @cached_property
    def _named(self) -> frozenset[str]:
        """The nodes that an item names, or below which it does, whether it counts there or not."""
        statute = self.walk.statute
        return frozenset(above for name in self.namings for above in statute.reach((name,)))

    def _explain_silent(self, judged: Judged) -> NodeFinding:
        """Return the finding for a node of which nothing is said, which is the same for every profile of a day."""
        node = judged.node
        if node.id not in self._silent:
            silence = silence_of(self.walk.statute, self.walk.day)
            self._silent[node.id] = Explainer(silence, {}, _no_falls).explain(judged._replace(silent=False))
        return self._silent[node.id]

    @property
    def _silent(self) -> dict[str, NodeFinding]:
        """The findings of what is silent on a day."""
        silence = silence_of(self.walk.statute, self.walk.day)
        return _silent_findings.setdefault(silence, {})

    def _not_law(self, node: Node) -> NodeFinding:
        return NodeFinding(
            node=node,
            citation=node.citation(self.walk.day),
            status=None,
            for_=None,
            against=Weight.SILENT,
            disputed=False,
            assumed=False,
            stale=False,
            raised=False,
            steps=(),
            nodes=tuple(self._not_law(child) for child in node.nodes),
            unless=self._not_law(node.unless) if node.unless is not None else None,
            evidence=tuple(
                EvidenceFinding(naming.item, naming.side, False, naming.reason, None, naming.citations)
                for naming in self.namings.get(node.id, ())
            ),
        )

    def _is_stale(self, judged: Judged) -> bool:
        if Rule.FRESH not in judged.node.rules or not judged.view.aged & AS_IT_IS:
            return False
        return any(row.counts & AS_IT_IS for row in self.walk.ledger.support_below(judged.node.id))

    def _kept_alive(self, judged: Judged) -> Iterator[KeptAlive]:
        """Yield what keeps a part in the present, if it is there."""
        node, view = judged.node, judged.view
        if Rule.FRESH not in node.rules or view.aged & AS_IT_IS:
            return
        linked = view.kind is ViewKind.LINKED
        rows = self.walk.link.facts_below(node) if linked else self.walk.present.conduct(node, view)
        for item, origin in sorted(dict.fromkeys(self.walk.present.keepers(node, rows))):
            yield KeptAlive(item, origin)

    def _carriers(self, judged: Judged, evidence: Iterable[EvidenceFinding]) -> tuple[str, ...]:
        if judged.statuses.as_it_is < Status.CONTESTED:
            return ()
        if Rule.OVER_INCIDENTS in judged.node.rules:
            return tuple(sorted(_present(judged.view.incidents)))
        counted = {self._incident_of[found.item] for found in evidence if found.counted and found.side != Side.AGAINST}
        return tuple(sorted(label for label in counted if label is not None))

    @cached_property
    def _incident_of(self) -> Mapping[str, str | None]:
        """The incident of each item that made a mark."""
        return {mark.item: mark.incident for mark in self.walk.ledger.marks}

    def _incidents(self, route: Node) -> Iterator[IncidentFinding]:
        for incident in self.walk.ledger.incidents_below(route.id):
            if any(row.counts & AS_IT_IS for row in self.walk.ledger.support_of_incident(route.id, incident)):
                lack = self.lacks.of(route, incident)
                yield IncidentFinding(incident, lack is None, lack)

    # -- how the status followed ---------------------------------------------------------------------------------------

    def _steps(self, judged: Judged) -> Iterator[Step]:
        before: Status | None = None
        for rule, statuses in judged.stages:
            status = statuses.as_it_is
            given = rule is StepRule.GIVEN and self._is_given(judged.node, status)
            if before is None or status is not before or given:
                yield Step(rule, status, self._because(rule, status, judged))
            before = status

    def last_reason(self, judged: Judged) -> Reason:
        """Return what the last step to a status rests on."""
        return [*self._steps(judged)][-1].because

    def _is_given(self, node: Node, status: Status) -> bool:
        return any(taken is status and where & AS_IT_IS for taken, where in self.walk.given.get(node.id, ()))

    def _because(self, rule: StepRule, status: Status, judged: Judged) -> Reason:
        match rule:
            case StepRule.TABLE:
                assert judged.weighing is not None
                return because(Code.SIDES, judged.weighing.support.as_it_is, judged.weighing.opposition.as_it_is)
            case StepRule.ASSUMED:
                return because(Code.ASSUMED)
            case StepRule.DISPUTED:
                return because(Code.READ_BOTH_WAYS)
            case StepRule.ALL_OF | StepRule.ANY_OF:
                return _say_combined(judged)
            case StepRule.UNLESS:
                assert judged.unless is not None
                return because(Code.EXCEPTION, judged.unless.node, judged.unless.statuses.as_it_is)
            case StepRule.OPPOSITION:
                return because(Code.OPPOSED)
            case StepRule.REQUIRES:
                return because(Code.REQUIRED, self.walk.statute.by_id[judged.node.requires or ""], status)
            case StepRule.CLOUDED:
                return because(Code.DISPUTED_FACTS)
            case StepRule.FRESH:
                return because(Code.KEPT_BY_DISPUTED)
            case StepRule.GIVEN:
                return because(Code.GIVEN)

    # -- which items counted -------------------------------------------------------------------------------------------

    def _evidence(self, judged: Judged, incidents: Incidents) -> Iterator[EvidenceFinding]:
        rows = [*judged.opposition_rows, *(judged.weighing.support_rows if judged.weighing is not None else ())]
        used = {
            row.mark.item: row for row in rows
            if (row.counts | row.disputes) & AS_IT_IS and row.mark.node == judged.node.id
        }  # fmt: skip
        for naming in self.namings.get(judged.node.id, ()):
            reason, note = naming.reason, None
            if naming.mark is not None:
                row = used.get(naming.item)
                if row is None:
                    reason = self._why_unused(naming.mark, judged, incidents)
                else:
                    note = self._note(naming, row, judged)
            counted = naming.mark is not None and reason is None
            yield EvidenceFinding(naming.item, naming.side, counted, reason, note, naming.citations)

    def _note(self, naming: Naming, row: Row, judged: Judged) -> Reason | None:
        """Return what limits an item that counts."""
        if naming.side is Side.FOR and row.mark.side is Side.DISPUTED:
            return because(Code.LINK_DISPUTED)
        if row.clouded & row.counts & AS_IT_IS:
            return because(Code.CLOUDED, row.mark.incident or row.mark.fact.actor)
        if judged.view.aged & AS_IT_IS and naming.side is not Side.AGAINST:
            return because(Code.THIN if judged.view.thin else Code.OLD, FRESH_YEARS)
        return None

    def _why_unused(self, mark: Mark, judged: Judged, incidents: Incidents) -> Reason:
        if self.walk.ledger.bears_on_actor(mark):
            return because(Code.ONE_ACTOR_ONLY, mark.fact.actor)
        if not self.walk.ledger.counts_as_own(mark):
            return because(Code.NOT_OWN_ACT)
        if judged.view.kind is ViewKind.LINKED:
            return self._why_not_linked(mark, judged)
        if mark.incident is None:
            return self._why_general_unused(mark)
        if judged.view.kind is ViewKind.WHOLE:
            return because(Code.ONE_INCIDENT_ONLY, mark.incident)
        lack = self.lacks.of(self.walk.statute.by_id[judged.view.route], mark.incident)
        if lack is not None:
            return because(Code.INCIDENT_SET_ASIDE, mark.incident, lack)
        if judged.view.kind is not ViewKind.TOGETHER:
            return because(Code.RESTS_ELSEWHERE, *sorted(_present(incidents)))
        if mark.side is Side.AGAINST:
            return because(Code.DOES_NOT_REFUTE, mark.incident)
        if mark.node in self.walk.statute.exceptions:
            opens = mark.side is Side.DISPUTED and mark.strong & AS_IT_IS
            return because(Code.OPENS_BOTH_READINGS if opens else Code.EXCEPTION_NOT_CARRIED, mark.incident)
        if self.walk.clouds.of(judged.node, judged.view.route, mark.incident, None) & AS_IT_IS:
            return because(Code.CLOUDS, mark.incident)
        return self._why_in_part(mark.node, mark.incident, judged.view.route)

    def _why_in_part(self, name: str, incident: str, route: str) -> Reason:
        """Return the first part above an element that an incident does not speak for all of, or that it is disputed."""
        statute = self.walk.statute
        for above in reversed(statute.path(name, route)):
            part = statute.by_id[above]
            if (lack := self.lacks.of(part, incident)) is not None:
                return because(Code.INCIDENT_IN_PART, incident, part, lack)
        return because(Code.INCIDENT_DISPUTED, incident)

    def _why_general_unused(self, mark: Mark) -> Reason:
        if mark.side is Side.AGAINST and mark.fact.when is not None:
            return because(Code.RESUMED, mark.fact.when.text)
        if mark.fact.actor is not None:
            return because(Code.CLOUDS, mark.fact.actor)
        return because(Code.SET_ASIDE)

    def _why_not_linked(self, mark: Mark, judged: Judged) -> Reason:
        if Rule.LINK in judged.node.rules and mark.side is Side.DISPUTED:
            return because(Code.DISPUTES_THE_LINK)
        if (
            mark.side is not Side.AGAINST
            and not mark.fact.linked
            and mark.incident not in _present(judged.view.incidents)
        ):
            if mark.incident is None:
                return because(Code.NOT_LINKED)
            routes, ledger = self.walk.link.routes, self.walk.ledger
            acts = (row for route in routes for row in ledger.support_of_incident(route.id, mark.incident))
            has_act = any(row.mark.counts & AS_IT_IS for row in acts)
            return because(Code.INCIDENT_NOT_LINKED if has_act else Code.INCIDENT_WITHOUT_ACT, mark.incident)
        if mark.side is Side.AGAINST and mark.incident is None:
            return self._why_general_unused(mark)
        if mark.side is Side.AGAINST:
            return because(Code.ONE_INCIDENT_ONLY, mark.incident)
        refuted = self.walk.link.refuted.get(judged.node.id, NO_INCIDENTS)
        if refuted.get(mark.incident or "", NOWHERE) & AS_IT_IS:
            return because(Code.INCIDENT_SET_ASIDE, mark.incident, because(Code.REFUTED, judged.node))
        assert judged.weighing is not None
        rows = judged.weighing.support_rows
        if mark.side is Side.FOR and all(row.mark.item != mark.item for row in rows):
            labels = {row.mark.incident for row in rows if row.counts & AS_IT_IS}
            return because(Code.RESTS_ELSEWHERE, *sorted(label for label in labels if label is not None))
        return because(Code.CLOUDS, mark.incident or mark.fact.actor)


_silent_findings: WeakKeyDictionary[Walk, dict[str, NodeFinding]] = WeakKeyDictionary()


def _silent_below(judged: Judged) -> Judged:
    """Return a node of which nothing is said with its parts known as such: the walk over no evidence judged them."""
    parts, also = (tuple(part._replace(silent=True) for part in below) for below in (judged.parts, judged.also))
    unless = judged.unless._replace(silent=True) if judged.unless is not None else None
    return judged._replace(parts=parts, also=also, unless=unless)


def _no_falls(statuses: Statuses) -> Mapping[str, Status]:
    del statuses
    return {}


def _present(incidents: Incidents) -> list[str]:
    """Return the incidents that are in a view in world 0."""
    return [incident for incident, where in incidents.items() if where & AS_IT_IS]


def _say_combined(judged: Judged) -> Reason:
    """Say how the parts of a branch gave its status."""
    counted = [part for part in (*judged.parts, *judged.also) if part.raised & AS_IT_IS]
    if not counted:
        return because(Code.NO_PART)
    every = judged.node.combine == "all_of"
    statuses = [part.statuses.as_it_is for part in counted]
    decisive = min(statuses) if every else max(statuses)
    alike = [part.node for part in counted if part.statuses.as_it_is is decisive]
    if len(alike) == len(counted) and (every or len(counted) > 1):
        return because(Code.ALL_ALIKE if every else Code.NONE_BETTER, decisive)
    return because(Code.LEAST_PARTS if every else Code.BEST_PARTS, *alike)
