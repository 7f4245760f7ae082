"""How much evidence a criterion can lose: by recomputation, not by a score.

What need not be recomputed rests on two properties of the reasoning (tested over generated profiles): more support
never lowers a status and more opposition never raises one. So what is met can fall only with support, and what is not
met can rise only with opposition; and a met status stands while all the support that was used in reaching it does.
"""

from __future__ import annotations

from fto_check.engine import Case
from fto_check.marks import Mark
from fto_check.outcomes import Outcome
from fto_check.report import Confidence, Side
from fto_check.status import Status, Weight
from fto_check.statute import Node, Rule


def judge_confidence(case: Case, outcome: Outcome) -> tuple[Confidence | None, dict[str, Status]]:
    """Return the confidence of a criterion's answer, and the origins whose loss, one at a time, changes it: to what.

    Low: the loss of one origin changes it. High: no loss of two origins does, and no element that it rests on has
    anything against it. Moderate otherwise. None for what is neither met nor not met.
    """
    node, status = outcome.node, outcome.status
    origins = _bearing(case, node, status)
    without = {origin: _status_without(case, node, origin) for origin in origins}
    rests_on = {origin: other for origin, other in without.items() if other is not status}
    if status not in (Status.MET, Status.NOT_MET):
        return None, rests_on
    if rests_on:
        return Confidence.LOW, rests_on
    if _has_opposition(outcome) or _falls_with_two(case, node, status, origins):
        return Confidence.MODERATE, {}
    return Confidence.HIGH, {}


def _status_without(case: Case, node: Node, *origins: str) -> Status:
    return case.without(frozenset(origins)).judged(node.id).status


def _falls_with_two(case: Case, node: Node, status: Status, origins: list[str]) -> bool:
    """Say whether the loss of some two origins changes a status that no loss of one changes."""
    for first in _used(case, node) if status is Status.MET else origins:
        left = case.without(frozenset((first,)))
        for second in _used(left, node) if status is Status.MET else origins:
            if second != first and _status_without(left, node, second) is not status:
                return True
    return False


def _bearing(case: Case, node: Node, status: Status) -> list[str]:
    """Return the origins whose loss could change a criterion's status, sorted."""
    wanted = {below.id for name in (node.id, node.requires) if name for below in case.statute.by_id[name].walk()}
    wanted |= case.statute.attribution  # whose act it was decides elsewhere too whether an item counts
    found = set()
    for mark in case.marks:
        if mark.node in wanted:
            speaks_against = (mark.side is Side.AGAINST) != (mark.node in case.statute.exceptions)
            disputes = mark.side is Side.DISPUTED
            if status not in (Status.MET, Status.NOT_MET) or disputes or speaks_against is (status is Status.NOT_MET):
                found |= {origin for origin, _, _ in mark.origins}
    return sorted(found)


def _used(case: Case, node: Node) -> list[str]:
    """Return the origins on which one way of reaching a met status rests; sorted.

    While they all stand, so does the status: the support of one sufficient alternative at each branch, what makes its
    incidents qualify and its acts the organization's own, and what keeps it fresh.
    """
    required = [case.statute.by_id[node.requires]] if node.requires is not None else []
    marks: set[Mark] = set()
    for each in (node, *required):
        marks |= _sufficient(case.judged(each.id))
    incidents = {mark.incident for mark in marks}
    marks |= {mark for mark in case.marks if mark.node in case.statute.attribution and mark.incident in incidents}
    for each in required:  # the incidents whose facts count must keep qualifying
        marks |= _qualifying_marks(case.support_below(each), incidents)
    origins = {origin for mark in marks for origin, _, _ in mark.origins}
    for each in (below for top in (node, *required) for below in top.walk() if Rule.FRESH in below.rules):
        origins |= _keep_fresh(case, each)
    return sorted(origins)


def _qualifying_marks(support: list[Mark], incidents: set[str | None]) -> set[Mark]:
    """Return the marks that make some incidents qualify: their own, and the organization's where they have none."""
    own = {mark for mark in support if mark.incident in incidents}
    spoken = {mark.node for mark in own if mark.incident is not None}
    return own | {mark for mark in support if mark.incident is None and mark.node not in spoken}


def _sufficient(outcome: Outcome) -> set[Mark]:
    """Return the marks of one set of elements that is enough for an outcome's status."""
    if outcome.node.is_leaf:
        return set(outcome.used)
    parts = [part for part in (*outcome.nodes, *outcome.also) if part.raised]
    exception = _sufficient(outcome.unless) if outcome.unless is not None else set()
    chosen = [_sufficient(part) for part in parts if outcome.node.combine == "all_of" or part.status >= outcome.status]
    if outcome.node.combine == "any_of":
        chosen = [min(chosen, key=len)] if chosen else []
    return exception.union(*chosen)


def _keep_fresh(case: Case, node: Node) -> set[str]:
    """Return the origins of the smallest group of facts that alone keeps a part fresh: empty if none does."""
    support = case.support_below(node)
    over = Rule.OVER_INCIDENTS in node.rules
    qualifying = set(case.qualifying(node)) if over else {mark.incident for mark in support if mark.incident}
    groups: list[set[str]] = []
    for mark in support:
        for origin, _, late in mark.origins:
            if late and mark.incident is None:
                groups.append({origin})
            elif late and mark.incident in qualifying:
                behind = _qualifying_marks(support, {mark.incident}) if over else {mark}
                owned = {one for one in case.marks if one.node in case.statute.attribution}
                behind |= {one for one in owned if one.incident == mark.incident}
                groups.append({name for one in behind for name, _, _ in one.origins})
    return min(groups, key=lambda group: (len(group), sorted(group)), default=set())


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
