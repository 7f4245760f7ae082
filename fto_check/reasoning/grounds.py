"""One group of origins that is enough for a status: while all of them stand, so does the status.

A status has many such groups, and any of them spares the trying of every loss that leaves it whole.

What is met is so by its support. This picks a small group: at each branch one sufficient alternative, at each element
the fewest origins that carry it, and with each fact of an incident what makes that fact count. Losing anything else
cannot lower the status, since less support elsewhere takes nothing from these, and less opposition never lowers one.

What is not met is so by its opposition, and there the fewest are found by trying: those with which alone, against all
the support there is, it is still not met. Less support never raises that, and a dispute takes only from what is met.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import combinations, islice

from fto_check.law.nodes import Node, Rule
from fto_check.law.status import Status, Weight
from fto_check.reasoning.engine import Case
from fto_check.reasoning.findings import Side
from fto_check.reasoning.marks import Mark
from fto_check.reasoning.outcomes import Outcome
from fto_check.reasoning.rules import Grade, weigh

Origins = frozenset[str]
NOTHING: Origins = frozenset()


def grounds_of_met(case: Case, criterion: Node) -> Origins:
    """Return a group of origins that is enough for a criterion that is met, with what it requires."""
    names = [criterion.id] if criterion.requires is None else [criterion.id, criterion.requires]
    return NOTHING.union(*(_grounds(case, case.judged(name)) for name in names))


def grounds_of_not_met(case: Case, criterion: Node) -> Origins:
    """Return a smallest group of origins that is enough for a criterion that is not met."""
    marks = case.ledger.marks
    opposing = {mark for mark in marks if (mark.side is Side.AGAINST) != (mark.node in case.statute.exceptions)}
    needed: list[str] = []
    everything = _origins(opposing)
    rest = sorted(everything)

    def stands(first: int) -> bool:
        """Say whether what is needed is enough with the first of the rest."""
        lost = everything.difference(needed, rest[:first])
        left = (mark.without(lost) if mark in opposing else mark for mark in marks)
        return (
            case.with_marks([mark for mark in left if mark is not None]).judged(criterion.id).status is Status.NOT_MET
        )

    while not stands(0):  # the last of the fewest first ones that are enough is needed
        fewest = bisect_left(range(len(rest)), True, key=stands)
        needed.append(rest[fewest - 1])
        rest = rest[: fewest - 1]
    return frozenset(needed)


def _grounds(case: Case, outcome: Outcome) -> Origins:
    node = outcome.node
    if node.id in case.assumptions:
        return NOTHING
    found = _carrying(case, outcome) if node.is_leaf else _combined(case, outcome)
    if Rule.FRESH in node.rules:
        groups = islice(_keeping_fresh(case, outcome, found), 20)
        found |= min(groups, key=lambda group: (len(group - found), sorted(group)), default=NOTHING)
    return found


def _combined(case: Case, outcome: Outcome) -> Origins:
    parts = [part for part in (*outcome.nodes, *outcome.also) if part.raised]
    found = _refuting(case, outcome.node)
    if outcome.node.combine == "all_of":
        return found.union(*(_grounds(case, part) for part in parts))
    enough = [_grounds(case, part) for part in parts if part.status >= outcome.status]
    return found | min(enough, key=len, default=NOTHING)


# -- elements ----------------------------------------------------------------------------------------------------------


def _carrying(case: Case, outcome: Outcome) -> Origins:
    """Return the fewest origins of one incident that carry an element, if there are such, else all that it has."""
    if outcome.assumed and outcome.status is Status.MET:
        return NOTHING
    used = case.ledger.current(outcome.used)
    marks = [mark for mark in used if mark.side is Side.FOR]
    if outcome.status is Status.MET:
        for incident in sorted({mark.incident for mark in marks}, key=lambda label: label or ""):
            own = [mark for mark in marks if mark.incident in (None, incident)]
            if (few := _fewest(case, outcome, own)) is not None:
                return few
    return _origins(used).union(*(_counting(case, mark, outcome) for mark in used))


def _fewest(case: Case, outcome: Outcome, marks: Iterable[Mark]) -> Origins | None:
    """Return one or two origins that carry an element, with what makes their facts count."""
    best: dict[str, tuple[Grade, Mark]] = {}
    for mark in sorted(marks, key=lambda mark: (mark.incident or "", mark.item)):
        for origin, grade, _ in mark.origins:
            if origin not in best or grade > best[origin][0]:
                best[origin] = (grade, mark)
    one_strong = Rule.ONE_STRONG_ORIGIN in outcome.node.rules
    strongest = sorted(best, key=lambda origin: (-best[origin][0], origin))
    for size in (1, 2):
        for chosen in combinations(strongest, size):
            if weigh([best[origin][0] for origin in chosen], one_strong_origin=one_strong) is Weight.CARRIED:
                return frozenset(chosen).union(*(_counting(case, best[origin][1], outcome) for origin in chosen))
    return None


# -- what makes a fact count -------------------------------------------------------------------------------------------


def _counting(case: Case, mark: Mark, outcome: Outcome) -> Origins:
    """Return the origins that make a fact count where it was used: its incident's, and those that say who acted."""
    if mark.incident is None:
        return NOTHING
    owning = _owning(case, mark)
    if outcome.view.name == "together":
        return owning | _contributing(case, outcome.node, mark.incident, outcome.view.route)
    if outcome.view.name in ("linked", "contested") and not mark.linked:
        return owning | _qualifying(case, mark.incident)
    return owning


def _owning(case: Case, mark: Mark) -> Origins:
    """Return the origins that show that the act was the organization's own, where that had to be shown."""
    if not mark.foreign_act:
        return NOTHING
    found = (case.ledger.support_of(name, mark.incident) for name in case.statute.attribution)
    return NOTHING.union(*(_origins(marks) for marks in found))


def _contributing(case: Case, leaf: Node, incident: str, route: str) -> Origins:
    """Return the origins by which an incident speaks for all of each part above an element, up to a route."""
    found, below = NOTHING, leaf
    for name in case.statute.path(leaf.id, route):
        node = case.statute.by_id[name]
        found |= _refuting(case, node)
        if node.combine == "all_of":
            found = found.union(
                *(_speaking(case, part, incident) for part in _parts(case, node) if part.id != below.id)
            )  # fmt: skip
        below = node
    return found


def _qualifying(case: Case, incident: str) -> Origins:
    """Return the origins by which an incident qualifies for one of its routes, with a fact of its own among them."""
    groups = (
        spoken | own
        for route in case.routes if incident in case.qualifying(route)
        for spoken in (_speaking(case, route, incident),)
        for own in _own_facts(case, route, incident)
    )  # fmt: skip
    return min(groups, key=len, default=NOTHING)


def _own_facts(case: Case, route: Node, incident: str) -> Iterable[Origins]:
    """Return groups of origins each of which alone leaves an incident a fact of its own for a route."""
    marks = (mark for name in case.statute.grounds_of(route.id) for mark in case.ledger.support_of(name, incident))
    return dict.fromkeys(_owning(case, mark) | {origin} for mark in marks for origin, _, _ in mark.origins)


def _speaking(case: Case, node: Node, incident: str) -> Origins:
    """Return origins by which an incident, with the organization's evidence, speaks for a part, of which it does."""
    if node.id in case.assumptions or Rule.ASSUMED in node.rules:
        return NOTHING
    if node.is_leaf:
        mark = next(iter(case.ledger.support_of(node.id, None) or case.ledger.support_of(node.id, incident)))
        return _owning(case, mark) | {mark.origins[0][0]}
    parts = _parts(case, node)
    if node.combine == "all_of":
        return _refuting(case, node).union(*(_speaking(case, part, incident) for part in parts))
    speaking = [_speaking(case, part, incident) for part in parts if case.why_not(part, incident) is None]
    return _refuting(case, node) | min(speaking, key=len, default=NOTHING)


def _parts(case: Case, node: Node) -> list[Node]:
    in_force = [part for part in node.nodes if part.in_force(case.day)]
    return in_force + [case.statute.by_id[name] for name in node.also]


def _refuting(case: Case, node: Node) -> Origins:
    """Return the origins that keep the exception to a node from holding: all of what speaks against it."""
    return NOTHING if node.unless is None else _origins(case.ledger.opposition(node.unless.id))


# -- what keeps a part fresh -------------------------------------------------------------------------------------------


def _keeping_fresh(case: Case, outcome: Outcome, found: Origins) -> Iterator[Origins]:
    """Yield groups of origins each of which alone makes a part reach into the last years; those found already first."""
    node, view = outcome.node, outcome.view
    support = case.ledger.support_below(node.id)
    recent = [(origin, mark) for mark in support for origin, _, is_recent in mark.origins if is_recent]
    for origin, mark in sorted(recent, key=lambda entry: entry[0] not in found):
        alone = _owning(case, mark) | {origin}
        if Rule.OVER_INCIDENTS in node.rules:
            if mark.incident is None or (view.name == "alone" and mark.incident in view.incidents):
                yield alone
            elif mark.incident in case.qualifying(node):
                yield alone | _speaking(case, node, mark.incident)
        elif view.name not in ("linked", "contested") or mark.linked:
            yield alone
        elif mark.incident in case.linked_incidents:
            yield alone | _qualifying(case, mark.incident)


def _origins(marks: Iterable[Mark]) -> Origins:
    return frozenset(origin for mark in marks for origin, _, _ in mark.origins)
