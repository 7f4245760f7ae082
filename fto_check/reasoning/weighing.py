"""One element weighed on the marks that it sees: by the table, and with what disputes it taken into account.

A mark is *conditional* when it counts only thanks to something else: its incident qualifies, or its act was shown to be
the organization's own. Conditional marks are weighed twice, with and without those of an incident that itself strongly
disputes the element, and the better answer holds: what stands without a disputed incident stands. So more support never
lowers a status where disputes meet conditions.
"""

from __future__ import annotations

from collections.abc import Sequence

from fto_check.law.nodes import Node, Rule
from fto_check.law.status import TABLE, Status, Weight
from fto_check.reasoning.findings import Step
from fto_check.reasoning.marks import Mark, weight_of
from fto_check.reasoning.outcomes import ASSUMED, SAID, UNSPOKEN, Outcome, View, disputes


def weigh_element(
    node: Node, support: Sequence[Mark], opposition: Sequence[Mark], view: View, *, raised: bool
) -> Outcome:
    """Weigh an element by the table: as it is, and without the incidents that dispute it themselves.

    `raised` says whether anything below the node is before us, where it counts only then.
    """
    if not support and not opposition:
        return _unspoken(node, view, raised)
    outcome = _weigh_once(node, support, opposition, view, raised)
    struck = {mark.incident for mark in support if _conditional(mark, view) and disputes(mark, view.stale)}
    if struck:
        left = [mark for mark in support if not (_conditional(mark, view) and mark.incident in struck)]
        other = _weigh_once(node, left, opposition, view, raised)
        if other.status > outcome.status:
            return other
    return outcome


def _conditional(mark: Mark, view: View) -> bool:
    if mark.incident is None:
        return False
    return mark.foreign_act or view.name == "together" or (view.name in ("linked", "contested") and not mark.linked)


def _unspoken(node: Node, view: View, raised: bool) -> Outcome:
    """Return what most elements of most profiles come to: nothing is said about them."""
    assumed = Rule.ASSUMED in node.rules
    status = Status.MET if assumed else Status.NOT_ESTABLISHED
    step = ASSUMED if assumed else UNSPOKEN
    return Outcome(
        node, status, Weight.SILENT, Weight.SILENT, False, assumed, view.stale, raised, (step,), view=view
    )  # fmt: skip


def _weigh_once(node: Node, support: Sequence[Mark], opposition: Sequence[Mark], view: View, raised: bool) -> Outcome:
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
        node, status, for_, against, disputed, assumed and for_ is not Weight.CARRIED, view.stale, raised,
        tuple(steps), used=frozenset((*support, *opposition)), view=view,
    )  # fmt: skip
