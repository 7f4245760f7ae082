"""What would mend a weak point: an item that nobody has yet, with which a criterion stands whatever it now hangs on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from fto_check.law.nodes import Node, Rule
from fto_check.law.status import Status
from fto_check.reasoning.engine import Walk, walk_over
from fto_check.reasoning.evidence import Mark
from fto_check.reasoning.findings import ConfidenceKind, CriterionFinding, NodeFinding
from fto_check.reasoning.missing import MOST_INCIDENTS, Missing, added_marks
from fto_check.reasoning.scenarios import Scenario, number


def find_mends(
    walk: Walk, marks: Sequence[Mark], criteria: Sequence[CriterionFinding], wanted: Collection[str]
) -> dict[str, list[Missing]]:
    """Return, for each criterion that is `wanted` and falls with an origin or a pair, the items with which it does not.

    They are about one element, or where that mends nothing about all that one way to the status asks for. Each is added
    in worlds of its own, one for each of the losses: it mends what holds in all of them.
    """
    by_id = {one.id: one for one in criteria}
    criteria = [one for one in criteria if one.id in wanted]
    found: dict[str, list[Missing]] = {one.id: [] for one in criteria}
    for chosen in (_single, _all):
        ways = {one.id: [*_ways(walk, one, chosen(walk, one, by_id))] for one in criteria if not found[one.id]}
        plans = [(one, loss, way) for one in criteria for way in ways.get(one.id, ()) for loss in _losses(one)]
        if not plans:
            continue
        scenarios = [Scenario(lost=loss, added=[*added_marks(way, walk)]) for _, loss, way in plans]
        after = walk_over(walk.statute, walk.day, number(marks, scenarios, walk.given_as_it_is, walk.not_assumed))
        failing = {
            (one.id, way)
            for world, (one, _, way) in enumerate(plans, start=1)
            if after.criteria[one.id].statuses.in_world(world) is not one.status
        }
        for name, each in ways.items():
            found[name] = [way for way in each if (name, way) not in failing]
    return found


def _losses(criterion: CriterionFinding) -> list[frozenset[str]]:
    """Return the losses that a criterion is to stand: of each origin that decides, or of the two that do together."""
    reason = criterion.confidence_reason
    if reason is None:
        return []
    if reason.kind is ConfidenceKind.ORIGIN:
        return [frozenset((origin,)) for origin in reason.ids]
    return [frozenset(reason.ids)] if reason.kind is ConfidenceKind.PAIR else []


def _ways(walk: Walk, criterion: CriterionFinding, chosen: Iterable[Sequence[Node]]) -> Iterator[Missing]:
    """Yield an item about each group of elements: for the organization as such, then with a label of its incidents."""
    if not _losses(criterion):
        return
    statute, refuted = walk.statute, criterion.status is Status.NOT_MET
    for nodes in chosen:
        against = [node for node in nodes if refuted != (node.id in statute.exceptions)]
        supports = [node for node in nodes if node not in against]
        bare = Missing(better=criterion.status, supports=tuple(supports), contradicts=tuple(against))
        yield replace(bare, linked=any(statute.is_below(node.id, Rule.LINKED) for node in supports))
        for incident in criterion.incidents[:MOST_INCIDENTS]:
            yield replace(bare, incident=incident)


def _single(
    walk: Walk, criterion: CriterionFinding, criteria: Mapping[str, CriterionFinding]
) -> Iterator[list[Node]]:  # fmt: skip
    """Yield each element that something is cited for and that has a criterion's status, and exceptions that do not."""
    del criteria
    exceptions = walk.statute.exceptions
    for finding in criterion.finding.walk():
        node = finding.node
        alike = finding.status is criterion.status
        if node.is_leaf and finding.evidence and Rule.LINK not in node.rules and alike is not (node.id in exceptions):
            yield [node]


def _all(
    walk: Walk, criterion: CriterionFinding, criteria: Mapping[str, CriterionFinding]
) -> Iterator[list[Node]]:  # fmt: skip
    """Yield the elements that one way to the status of a criterion asks for and that something is cited for.

    Where it cannot be more than another criterion is, what that one asks for belongs to it.
    """
    del walk
    required = criterion.finding.node.requires
    asked = [criterion] + ([criteria[required]] if required is not None else [])
    found = [one.node for each in asked for one in _one_way(each.finding) if one.evidence and not one.assumed]
    if len(found) > 1:
        yield found


def _one_way(finding: NodeFinding) -> Iterator[NodeFinding]:
    """Yield the elements of the first way by which a node has its status."""
    parts = [part for part in finding.nodes if part.raised and part.status is not None]
    if not parts:
        yield finding
        return
    enough = (finding.node.combine == "any_of") is (finding.status is not None and finding.status >= Status.CONTESTED)
    alike = [part for part in parts if part.status is finding.status]
    for part in alike[:1] if enough else parts:
        yield from _one_way(part)
