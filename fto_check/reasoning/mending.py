"""What would mend a weak point: an item that nobody has yet, with which a criterion stands whatever it now hangs on."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from fto_check.law.nodes import Node, Rule
from fto_check.law.status import Status
from fto_check.reasoning.engine import Walk, walk_over
from fto_check.reasoning.evidence import Mark
from fto_check.reasoning.findings import ConfidenceKind, CriterionFinding
from fto_check.reasoning.missing import MOST_INCIDENTS, Missing, added_marks
from fto_check.reasoning.scenarios import Scenario, number


def find_mends(walk: Walk, marks: Sequence[Mark], criteria: Sequence[CriterionFinding]) -> dict[str, list[Missing]]:
    """Return, for each criterion that falls with an origin or a pair, the items with which it would not.

    Each item is added in worlds of its own, one for each of the losses: it mends what holds in all of them. A criterion
    that falls with none has no ways, nor has one that no single item mends.
    """
    plans = [(one, loss, way) for one in criteria for way in _ways(walk, one) for loss in _losses(one)]
    if not plans:
        return {one.id: [] for one in criteria}
    scenarios = [Scenario(lost=loss, added=[*added_marks(way, walk)]) for _, loss, way in plans]
    after = walk_over(walk.statute, walk.day, number(marks, scenarios, walk.given_as_it_is, walk.not_assumed))
    failing = {
        (one.id, way)
        for world, (one, _, way) in enumerate(plans, start=1)
        if after.criteria[one.id].statuses.in_world(world) is not one.status
    }
    return {one.id: [way for way in _ways(walk, one) if (one.id, way) not in failing] for one in criteria}


def _losses(criterion: CriterionFinding) -> list[frozenset[str]]:
    """Return the losses that a criterion is to stand: of each origin that decides, or of the two that do together."""
    reason = criterion.confidence_reason
    if reason is None:
        return []
    if reason.kind is ConfidenceKind.ORIGIN:
        return [frozenset((origin,)) for origin in reason.ids]
    return [frozenset(reason.ids)] if reason.kind is ConfidenceKind.PAIR else []


def _ways(walk: Walk, criterion: CriterionFinding) -> Iterator[Missing]:
    """Yield an item for each element that decides: for the organization as such, then with a label of its incidents."""
    if not _losses(criterion):
        return
    statute, refuted = walk.statute, criterion.status is Status.NOT_MET
    for node in _elements(criterion, statute.exceptions):
        against = refuted != (node.id in statute.exceptions)
        bare = Missing(
            better=criterion.status, supports=() if against else (node,), contradicts=(node,) if against else ()
        )
        yield replace(bare, linked=not against and statute.is_below(node.id, Rule.LINKED))
        for incident in criterion.incidents[:MOST_INCIDENTS]:
            yield replace(bare, incident=incident)


def _elements(criterion: CriterionFinding, exceptions: Collection[str]) -> Iterator[Node]:
    """Yield the elements that something is cited for and that have a criterion's status, and exceptions that do not."""
    for finding in criterion.finding.walk():
        node = finding.node
        alike = finding.status is criterion.status
        if node.is_leaf and finding.evidence and Rule.LINK not in node.rules and alike is not (node.id in exceptions):
            yield node
