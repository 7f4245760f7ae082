"""Put an assessment together: the outcome of each node, with every item and whether it counted there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property

from fto_check.law.nodes import Node, Rule
from fto_check.law.status import Status, Weight
from fto_check.law.statute import Statute
from fto_check.profile.models import Profile
from fto_check.reasoning.confidence import Losses, judge_confidence
from fto_check.reasoning.engine import Case
from fto_check.reasoning.findings import (
    Assessment,
    CriterionFinding,
    EvidenceFinding,
    IncidentFinding,
    NodeFinding,
    Side,
)
from fto_check.reasoning.link import LINKED, is_linked
from fto_check.reasoning.marks import Mark, Naming, read_items
from fto_check.reasoning.outcomes import Outcome, disputes
from fto_check.reasoning.rules import FRESH_YEARS


def assess(
    profile: Profile, statute: Statute, as_of: date, known_by: date | None = None, *, confidence: bool = True,
    assumptions: Mapping[str, Status] | None = None,
) -> Assessment:  # fmt: skip
    """Work out what a profile's evidence comes to under the law of a day.

    Facts after `as_of` do not count; with `known_by`, sources published later do not either. Pure: the same arguments
    give the same answer. `confidence=False` leaves confidence out, which takes most of the time. `assumptions` are
    statuses that are taken as given, by the id of a node: to argue a reading and see what follows. Raises NoLawError
    for a day before Section 219 (24 April 1996).
    """
    version = statute.version_on(as_of)
    namings = read_items(profile, statute, as_of, known_by)
    marks = [naming.mark for naming in namings if naming.mark is not None]
    case = Case(statute, as_of, marks, assumptions=assumptions)
    by_node: dict[str, list[Naming]] = defaultdict(list)
    for naming in namings:
        by_node[naming.node].append(naming)
    losses = Losses(case) if confidence else None
    criteria = tuple(_criterion(case, node, by_node, losses) for node in statute.criteria)
    overall = min(criterion.status for criterion in criteria)
    return Assessment(profile, statute, version, as_of, known_by, overall, criteria, dict(assumptions or {}))


def judge(
    profile: Profile, statute: Statute, as_of: date, known_by: date | None, names: Iterable[str]
) -> dict[str, tuple[Status | None, str]]:
    """Return the status of some nodes (or `overall`) and the last step that led to it, without the whole assessment."""
    namings = read_items(profile, statute, as_of, known_by)
    case = Case(statute, as_of, [naming.mark for naming in namings if naming.mark is not None])
    outcomes = {node.id: case.judged(node.id) for node in statute.criteria}
    least = min(outcomes.values(), key=lambda outcome: outcome.status)
    found: dict[str, tuple[Status | None, str]] = {
        "overall": (least.status, f"{least.node.label} is {least.status.words}")
    }
    queue = list(outcomes.values())
    while queue:
        outcome = queue.pop()
        found[outcome.node.id] = (outcome.status, outcome.steps[-1].because if outcome.steps else "")
        queue += [*outcome.nodes, *([outcome.unless] if outcome.unless is not None else [])]
    return {name: found.get(name, (None, "it was not law on that day")) for name in names}


def _criterion(case: Case, node: Node, by_node: dict[str, list[Naming]], losses: Losses | None) -> CriterionFinding:
    outcome = case.judged(node.id)
    finding = _Builder(case, by_node).build(outcome)
    firm, falls_to = judge_confidence(losses, outcome) if losses is not None else (None, {})
    route = _deciding(finding)
    carried = outcome.status >= Status.CONTESTED
    incidents = route.carriers if carried else ()
    return CriterionFinding(finding, firm, route.id if carried else None, incidents, falls_to)


def _deciding(finding: NodeFinding) -> NodeFinding:
    """Return the part that decided a criterion: its best alternative, or the one thing that had to be shown."""
    while finding.nodes and not finding.view:
        parts = [part for part in finding.nodes if part.status is not None and part.raised]
        if finding.node.combine == "all_of":
            shown = [part for part in parts if not part.assumed and Rule.LINK not in part.node.rules]
            if len(shown) != 1:
                break
            finding = shown[0]
        else:
            finding = max(parts, key=lambda part: int(part.status or 0))
    return finding


class _Builder:
    """Turns outcomes into findings; the items under each node are listed whether they counted or not."""

    def __init__(self, case: Case, by_node: dict[str, list[Naming]]) -> None:
        self.case, self.by_node = case, by_node

    def build(self, outcome: Outcome) -> NodeFinding:
        key = (outcome.node.id, outcome.stale)
        silence = self.case.silence
        if outcome.node.id in self.named or silence.outcomes.get(key) is not outcome:
            return self._build(outcome)
        if key not in silence.findings:
            silence.findings[key] = self._build(outcome)
        return silence.findings[key]

    @cached_property
    def named(self) -> frozenset[str]:
        """The nodes that some item names, or one below which it does, whether it counts there or not."""
        statute = self.case.statute
        return frozenset(above for name in self.by_node for above in (name, *statute.ancestors(name)))

    def _build(self, outcome: Outcome) -> NodeFinding:
        node, view = outcome.node, outcome.view
        parts = {part.node.id: part for part in outcome.nodes}
        nodes = tuple(
            self.build(parts[child.id]) if child.id in parts else self._not_law(child) for child in node.nodes
        )
        over = Rule.OVER_INCIDENTS in node.rules
        evidence = self._evidence(outcome)
        return NodeFinding(
            node=node,
            citation=node.citation(self.case.day),
            status=outcome.status,
            for_=outcome.for_,
            against=outcome.against,
            disputed=outcome.disputed,
            assumed=outcome.assumed,
            stale=outcome.stale and Rule.FRESH in node.rules and self.case.has_support(node),
            raised=outcome.raised,
            steps=outcome.steps,
            nodes=nodes,
            unless=self.build(outcome.unless) if outcome.unless is not None else None,
            also=tuple(self.build(part) for part in outcome.also),
            evidence=evidence,
            view=view.name if over else None,
            carriers=self._carriers(outcome, evidence),
            incidents=tuple(self._incidents(node)) if over else (),
        )

    def _not_law(self, node: Node) -> NodeFinding:
        evidence = tuple(
            EvidenceFinding(naming.item, naming.side, False, naming.reason, None, naming.citations)
            for naming in self.by_node.get(node.id, ())
        )
        return NodeFinding(
            node, node.citation(self.case.day), None, None, Weight.SILENT, False, False, False, False, (),
            tuple(self._not_law(child) for child in node.nodes), evidence=evidence,
        )  # fmt: skip

    def _carriers(self, outcome: Outcome, evidence: Sequence[EvidenceFinding]) -> tuple[str, ...]:
        if outcome.status < Status.CONTESTED:
            return ()
        if Rule.OVER_INCIDENTS in outcome.node.rules:
            return tuple(sorted(outcome.view.incidents))
        items = self.case_items
        counted = {items[found.item] for found in evidence if found.counted and found.side is not Side.AGAINST}
        return tuple(sorted(label for label in counted if label is not None))

    @cached_property
    def case_items(self) -> dict[str, str | None]:
        """The incident of each item that made a mark."""
        return {mark.item: mark.incident for mark in self.case.ledger.marks}

    def _incidents(self, route: Node) -> list[IncidentFinding]:
        found = []
        for incident in self.case.incidents_of(route):
            reason = self.case.why_not(route, incident)
            found.append(IncidentFinding(incident, reason is None, reason))
        return found

    def _evidence(self, outcome: Outcome) -> tuple[EvidenceFinding, ...]:
        used = {(mark.item, mark.node) for mark in outcome.used}
        found = []
        for naming in self.by_node.get(outcome.node.id, ()):
            counted = naming.mark is not None and (naming.item, naming.node) in used
            reason, note = naming.reason, None
            if counted and outcome.stale and naming.side is not Side.AGAINST:
                note = f"weak here: nothing of it reaches into the last {FRESH_YEARS} years"
            if naming.mark is not None and not counted:
                reason = self._why_unused(naming.mark, outcome)
            if naming.mark is not None and counted and naming.side is Side.FOR and naming.mark.side is Side.DISPUTED:
                note = "its link to the terrorist activity is disputed"
            found.append(EvidenceFinding(naming.item, naming.side, counted, reason, note, naming.citations))
        return tuple(found)

    def _why_unused(self, mark: Mark, outcome: Outcome) -> str:
        case, view = self.case, outcome.view
        if mark in case.ledger.unowned:
            return "not shown to be the organization's own act"
        if view.name in LINKED:
            if Rule.LINK in outcome.node.rules and mark.side is Side.DISPUTED:
                return "it bears on the interest or the incident whose link it disputes"
            if mark.side is not Side.AGAINST and not is_linked(mark, view):
                if mark.incident is None:
                    return "not linked to the terrorist activity"
                return f"not linked: the incident {mark.incident} qualifies as no terrorist activity"
            return f"it bears on the incident {mark.incident} only"
        if mark.incident is None:
            return "set aside"
        if view.name == "whole":
            return f"it bears on the incident {mark.incident} only"
        lack = case.why_not(case.statute.by_id[view.route], mark.incident)
        if lack is not None:
            return f"the incident {mark.incident} is set aside: {lack}"
        if view.name == "together":
            if mark.side is Side.AGAINST:
                return f"it bears on the incident {mark.incident} only, and does not refute it"
            if mark.node in case.statute.exceptions:
                effect = "opens its acts to both readings" if disputes(mark, False) else "does not carry it there"
                return f"it bears on the incident {mark.incident} only, and {effect}"
            return f"the incident {mark.incident} does not speak for all of it, or disputes it itself"
        return "the answer rests on " + (", ".join(sorted(view.incidents)) or "the organization's own evidence")
