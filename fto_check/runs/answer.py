"""The answer of an assessment in values: why each status is no better, which criterion is weakest, what law is open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from fto_check.law.nodes import Node
from fto_check.law.status import Status, Weight
from fto_check.reasoning.findings import (
    Assessment,
    Confidence,
    ConfidenceKind,
    CriterionFinding,
    NodeFinding,
    StepRule,
)
from fto_check.reasoning.reasons import Code
from fto_check.runs.facts import CriterionFacts, FactEffect, FactRow, Shortfall, deciding_nodes, shortfall_of


class StatusWhy(StrEnum):
    """Why a status is contested or not established."""

    EVIDENCE = "evidence"
    """Both sides are carried."""
    LAW = "law"
    """A reading of the law is disputed."""
    NOTHING_CITED = "nothing_cited"
    THIN = "thin"
    """Something is cited, and too little."""
    OLD = "old"
    """What is cited does not reach into the present."""


# Where several parts decide, the first of these that is among them says why.
_OF_ALTERNATIVES = (StatusWhy.EVIDENCE, StatusWhy.LAW, StatusWhy.OLD, StatusWhy.THIN, StatusWhy.NOTHING_CITED)
_OF_DEMANDS = (StatusWhy.EVIDENCE, StatusWhy.LAW, StatusWhy.NOTHING_CITED, StatusWhy.OLD, StatusWhy.THIN)
_OPEN_LAW = frozenset({StepRule.DISPUTED, StepRule.CLOUDED, StepRule.FRESH})


def why_status(finding: NodeFinding, criteria: Mapping[str, NodeFinding]) -> StatusWhy | None:
    """Return why a node is contested or not established; None for any other status, or one that is taken as given."""
    if finding.status not in (Status.CONTESTED, Status.NOT_ESTABLISHED) or not finding.steps:
        return None
    rule = finding.steps[-1].rule
    if rule is StepRule.GIVEN:
        return None
    if rule is StepRule.REQUIRES:
        return why_status(criteria[finding.node.requires or ""], criteria)
    if finding.status is Status.CONTESTED and rule in _OPEN_LAW:
        return StatusWhy.LAW
    if rule is StepRule.UNLESS and finding.unless is not None:
        return why_status(finding.unless, criteria)
    if rule in (StepRule.ALL_OF, StepRule.ANY_OF):
        return _why_old(finding) or _why_parts(finding, criteria)
    if finding.status is Status.CONTESTED:
        return StatusWhy.EVIDENCE
    return _why_old(finding) or (StatusWhy.THIN if _is_cited(finding) else StatusWhy.NOTHING_CITED)


def whys_of(assessment: Assessment) -> Mapping[str, StatusWhy | None]:
    """Return, for every node by its id, why its status is contested or not established."""
    criteria = {one.id: one.finding for one in assessment.criteria}
    return {name: why_status(finding, criteria) for name, finding in assessment.findings.items()}


def why_criterion(assessment: Assessment, criterion: CriterionFinding) -> StatusWhy | None:
    """Return why the status of one criterion is contested or not established."""
    return why_status(criterion.finding, {one.id: one.finding for one in assessment.criteria})


def is_settled(criterion: CriterionFinding) -> bool:
    """Return whether the law's text or a holding settles each element that the status of a criterion rests on."""
    deciding = [node.node for node in deciding_nodes(criterion.finding) if node.node.is_leaf]
    return all(node.settled == "text" for node in deciding)


def _why_parts(finding: NodeFinding, criteria: Mapping[str, NodeFinding]) -> StatusWhy | None:
    parts = (part for part in (*finding.nodes, *finding.also) if part.raised and part.status is finding.status)
    found = {why_status(part, criteria) for part in parts}
    order = _OF_DEMANDS if finding.node.combine == "all_of" else _OF_ALTERNATIVES
    return next((why for why in order if why in found), StatusWhy.NOTHING_CITED)


def _why_old(finding: NodeFinding) -> StatusWhy | None:
    """Return why a part in the present tense has no support that is recent, if that is so.

    Where a part that is asked for has no support at all, the age of the rest is not the reason.
    """
    if not finding.stale or finding.status is not Status.NOT_ESTABLISHED or _is_silent(finding):
        return None
    notes = {found.note.code for node in finding.walk() for found in node.evidence if found.note is not None}
    return StatusWhy.THIN if Code.THIN in notes else StatusWhy.OLD if Code.OLD in notes else None


def _is_silent(finding: NodeFinding) -> bool:
    """Return whether nothing that counts speaks for a node: for a part that it asks for, or for any alternative."""
    parts = [part for part in (*finding.nodes, *finding.also) if part.status is not None and part.raised]
    if not parts:
        return not finding.assumed and finding.for_ is Weight.SILENT
    silent = [part.status is not Status.MET and _is_silent(part) for part in parts]
    return any(silent) if finding.node.combine == "all_of" else all(silent)


_NOT_CITED = frozenset({Shortfall.LATER, Shortfall.RETRACTED})


def _is_cited(finding: NodeFinding) -> bool:
    """Return whether anything is cited for a node, of what had happened and was known on the day."""
    said = any(found.counted or shortfall_of(found.reason) not in _NOT_CITED for found in finding.evidence)
    return finding.for_ is not Weight.SILENT or said


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacking:
    """An element that decides and is not established, with the independent origins that speak for it."""

    node: Node
    origins: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Weakness:
    """The criterion that the answer hangs on, and what it rests on."""

    criterion: CriterionFinding
    why: StatusWhy | None
    facts: int
    """The facts that count for it."""
    against: tuple[FactRow, ...]
    """The facts that count against it, or can be read both ways, the best first; those that the confidence names."""
    disputed: tuple[Node, ...]
    """The elements whose reading is disputed, of those that decide."""
    lacking: tuple[Lacking, ...]
    newest: FactRow | None
    """The newest fact for it."""


_FIRMNESS = {None: 0, Confidence.LOW: 1, Confidence.MODERATE: 2, Confidence.HIGH: 3}


def weakest_of(assessment: Assessment, facts: Sequence[CriterionFacts]) -> Weakness:
    """Return the criterion of the least status; of equals the least confident, of fewest origins, the later.

    A criterion that is as it is because of another, which it requires, leaves its place to that one.
    """
    least = min(
        range(len(facts)),
        key=lambda at: (
            facts[at].criterion.status, _FIRMNESS[facts[at].criterion.confidence], _origins(facts[at]), -at
        ),
    )  # fmt: skip
    chosen = facts[least]
    last = chosen.criterion.finding.steps[-1:]
    if last and last[0].rule is StepRule.REQUIRES:
        chosen = next(one for one in facts if one.criterion.id == chosen.criterion.finding.node.requires)
    return weakness_of(assessment, chosen)


def weakness_of(assessment: Assessment, facts: CriterionFacts) -> Weakness:
    """Return what the status of one criterion rests on."""
    criterion = facts.criterion
    criteria = {one.id: one.finding for one in assessment.criteria}
    deciding = list(deciding_nodes(criterion.finding))
    counted = [row for row in facts.rows if row.counted]
    speaking = [row for row in counted if row.effect is FactEffect.FOR]
    return Weakness(
        criterion=criterion,
        why=why_status(criterion.finding, criteria),
        facts=len(speaking),
        against=tuple(_against(criterion, counted)),
        disputed=tuple(node.node for node in deciding if node.disputed),
        lacking=tuple(_lacking(deciding, facts)),
        newest=max(speaking, key=_newest, default=None),
    )


def _origins(facts: CriterionFacts) -> int:
    speaking = [row for row in facts.rows if row.counted and row.effect is FactEffect.FOR]
    return len({citation.origin for row in speaking for citation in row.citations})


def _newest(row: FactRow) -> str:
    when = row.item.when
    latest = (when.latest or when.earliest) if when is not None else None
    return latest.isoformat() if latest is not None else ""


def _against(criterion: CriterionFinding, counted: Sequence[FactRow]) -> list[FactRow]:
    reason = criterion.confidence_reason
    if reason is not None and reason.kind is ConfidenceKind.OPPOSITION:
        return [row for row in counted if row.id in reason.ids]
    against = [row for row in counted if row.effect is not FactEffect.FOR]
    return sorted(against, key=lambda row: (row.effect is FactEffect.EITHER, -int(row.best.grade or 0), row.id))


def _lacking(deciding: Sequence[NodeFinding], facts: CriterionFacts) -> Iterator[Lacking]:
    for node in deciding:
        if node.node.is_leaf and node.status is Status.NOT_ESTABLISHED:
            origins = {
                citation.origin for row in facts.rows for one in row.bearings for citation in row.citations
                if one.counted and one.node.id == node.id and one.effect is FactEffect.FOR
            }  # fmt: skip
            yield Lacking(node=node.node, origins=len(origins))


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenLaw:
    """The elements whose reading a strong fact disputes, by whether an answer turns on them, and those of judgement."""

    turning: tuple[Node, ...]
    other: tuple[Node, ...]
    judged: tuple[tuple[Node, Node], ...]
    """The criteria that are met by an alternative whose reach is a matter of judgement, disputed or not, with it."""


def open_law(assessment: Assessment) -> OpenLaw:
    """Return the elements whose reading is disputed, by whether a criterion turns on them."""
    criteria = {one.id: one.finding for one in assessment.criteria}
    turning: dict[str, Node] = {}
    disputed: dict[str, Node] = {}
    for criterion in assessment.criteria:
        nodes = {node.id: node for node in criterion.finding.walk() if node.disputed}
        disputed |= {name: node.node for name, node in nodes.items()}
        reason = criterion.confidence_reason
        if reason is not None and reason.kind is ConfidenceKind.READING:
            turning |= {name: assessment.statute.by_id[name] for name in reason.ids if name in assessment.statute.by_id}
        if why_status(criterion.finding, criteria) is StatusWhy.LAW:
            turning |= {node.id: node.node for node in deciding_nodes(criterion.finding) if node.disputed}
    other = tuple(node for name, node in disputed.items() if name not in turning)
    return OpenLaw(turning=tuple(turning.values()), other=other, judged=tuple(_judged(assessment)))


def _judged(assessment: Assessment) -> Iterator[tuple[Node, Node]]:
    for criterion in assessment.criteria:
        part = carrying_part(criterion.finding) if criterion.status is Status.MET else None
        if part is not None and part.is_leaf and part.settled == "judgement":
            yield criterion.finding.node, part


def carrying_part(finding: NodeFinding) -> Node | None:
    """Return the alternative that a criterion which is at least contested rests on; None where it has none.

    At each branch with alternatives the best is taken, of equals the one with most origins.
    """
    if finding.status is None or finding.status < Status.CONTESTED:
        return None
    chosen: NodeFinding | None = None
    queue = [finding]
    while queue:
        node = queue.pop(0)
        parts = [part for part in node.nodes if part.status is not None and part.raised]
        if node.node.combine == "any_of" and parts:
            best = max(parts, key=lambda part: (part.status, _origins_below(part)))
            if not best.assumed:
                chosen, queue = best, [best]
        elif node.node.combine == "all_of":
            queue += [part for part in parts if part.nodes and not part.assumed]
    return chosen.node if chosen is not None else None


def _origins_below(finding: NodeFinding) -> int:
    """Return the origins for a part; those of a branch without parts of its own are those of the parts it shares."""
    below = [one for node in finding.walk() for one in ((node,) if node.nodes or not node.also else node.also)]
    return len({
        citation.origin for node in below for found in node.evidence if found.counted for citation in found.citations
    })  # fmt: skip
