"""How much evidence a criterion can lose: by recomputation, not by a score.

What need not be recomputed rests on two properties of the reasoning (tested over generated profiles): more support
never lowers a status and more opposition never raises one. So what is met can fall only with support, and what is not
met can rise only with opposition; and either stands while one group of origins that is enough for it does (`grounds`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from fto_check.law.nodes import Node
from fto_check.law.status import Status, Weight
from fto_check.reasoning.engine import Case
from fto_check.reasoning.findings import Confidence, Side
from fto_check.reasoning.grounds import Origins, grounds_of_met, grounds_of_not_met
from fto_check.reasoning.outcomes import Outcome


class Losses:
    """A case as it is after the loss of some origins: each loss is made once, whichever criterion asks for it."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._after: dict[frozenset[str], Case] = {}
        self._each: dict[str, dict[str, Status]] = {}

    def after(self, *origins: str) -> Case:
        """Return the case without some origins."""
        lost = frozenset(origins)
        if lost not in self._after:
            self._after[lost] = self.case.without(lost)
        return self._after[lost]

    def of_each(self, criterion: Node) -> dict[str, Status]:
        """Return what a criterion that is neither met nor not met comes to after the loss of each origin bearing on it.

        They can be all origins of a profile: so one pass serves all such criteria, and no case of it is kept.
        """
        if criterion.id not in self._each:
            case = self.case
            open_ = [node for node in case.statute.criteria if case.judged(node.id).status not in _GROUNDS]
            bearing = {node.id: _bearing(case, node) for node in open_}
            self._each.update({name: {} for name in bearing})
            for origin in sorted(set[str]().union(*bearing.values())):
                after = case.without(frozenset((origin,)))
                for name, origins in bearing.items():
                    if origin in origins:
                        self._each[name][origin] = after.judged(name).status
        return self._each[criterion.id]


_GROUNDS = {Status.MET: grounds_of_met, Status.NOT_MET: grounds_of_not_met}


def judge_confidence(losses: Losses, outcome: Outcome) -> tuple[Confidence | None, dict[str, Status]]:
    """Return the confidence of a criterion's answer, and the origins whose loss, one at a time, changes it: to what.

    Low: the loss of one origin changes it. High: no loss of two origins does, and no element that it rests on has
    anything against it. Moderate otherwise. None for what is neither met nor not met.
    """
    node, status, case = outcome.node, outcome.status, losses.case
    grounds = _GROUNDS.get(status)
    if grounds is None:
        return None, {origin: other for origin, other in losses.of_each(node).items() if other is not status}
    origins = sorted(grounds(case, node))
    without = {origin: losses.after(origin).judged(node.id).status for origin in origins}
    rests_on = {origin: other for origin, other in without.items() if other is not status}
    if rests_on:
        return Confidence.LOW, rests_on
    pairs = _pairs_to_try(losses, node, origins, grounds)
    if _has_opposition(outcome) or any(losses.after(*pair).judged(node.id).status is not status for pair in pairs):
        return Confidence.MODERATE, {}
    return Confidence.HIGH, {}


def _pairs_to_try(
    losses: Losses, node: Node, origins: list[str], grounds: Callable[[Case, Node], Origins]
) -> Iterator[tuple[str, str]]:
    """Yield the pairs of origins whose loss might change a status, which no loss of one changes.

    That takes that each of the two is needed when the other is lost; `origins` are those needed while all stand.
    """
    after = {first: grounds(losses.after(first), node) for first in origins}
    for first, group in after.items():
        for second in sorted(group):
            if second not in after or (first < second and first in after[second]):
                yield first, second


def _bearing(case: Case, node: Node) -> set[str]:
    """Return the origins whose loss could change the status of a criterion that is neither met nor not met.

    What is not established where nothing opposes anything stays so: less support raises nothing, and nothing can
    refute it.
    """
    if case.judged(node.id).status is Status.NOT_ESTABLISHED and not case.assumptions and not _is_opposed(case):
        return set()
    wanted = {below.id for name in (node.id, node.requires) if name for below in case.statute.by_id[name].walk()}
    wanted |= case.statute.attribution  # whose act it was decides elsewhere too whether an item counts
    return {origin for mark in case.ledger.marks if mark.node in wanted for origin, _, _ in mark.origins}


def _is_opposed(case: Case) -> bool:
    """Say whether anything in the case speaks against anything, or for an exception."""
    return any(mark.side is Side.AGAINST or mark.node in case.statute.exceptions for mark in case.ledger.marks)


def _has_opposition(outcome: Outcome) -> bool:
    """Say whether anything speaks against what a status rests on: the parts that gave it, down to the elements."""
    if outcome.against is not Weight.SILENT and outcome.status >= Status.CONTESTED:
        return True
    if outcome.status <= Status.NOT_ESTABLISHED and outcome.for_ not in (None, Weight.SILENT):
        return True
    parts = [part for part in (*outcome.nodes, *outcome.also) if part.raised]
    if outcome.node.combine == "any_of" and outcome.status >= Status.CONTESTED:
        parts = [part for part in parts if part.status >= outcome.status]
        return bool(parts) and all(_has_opposition(part) for part in parts)
    if outcome.node.combine == "all_of" and outcome.status <= Status.NOT_ESTABLISHED:
        parts = [part for part in parts if part.status <= outcome.status]
        return bool(parts) and all(_has_opposition(part) for part in parts)
    return any(_has_opposition(part) for part in parts)
