"""The threat, whose facts must come from the terrorist activity: what links them, and what an interest comes to.

A fact of an incident counts for an interest if the incident qualifies for a route of the activity. One of an incident
that is contested before every route (rather than qualifying, or failing) counts too, and the threat is then at most
contested: so more support never lowers a status where disputes meet conditions.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Protocol

from fto_check.law.nodes import Node, Rule
from fto_check.law.status import Status, Weight
from fto_check.law.statute import Statute
from fto_check.reasoning.findings import Side, Step
from fto_check.reasoning.ledger import Ledger
from fto_check.reasoning.marks import Mark, weight_of
from fto_check.reasoning.outcomes import Outcome, View, disputes

LINKED = ("linked", "contested")
"""The views of the interests and the link, by name."""


class Link:
    """What the marks of one profile say of the link between facts and terrorist activity."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger, self.statute = ledger, ledger.statute

    @cached_property
    def refuted(self) -> frozenset[str | None]:
        """The incidents against whose link the case is carried."""
        return frozenset(
            incident
            for node in self.statute.with_rule(Rule.LINK)
            for incident in {mark.incident for mark in self.ledger.opposition(node.id)} - {None}
            if weight_of(self.ledger.opposition_of(node.id, incident)) is Weight.CARRIED
        )

    @cached_property
    def _disputed(self) -> frozenset[str | None]:
        """The incidents whose link a strong item disputes without naming an interest."""
        return frozenset(
            mark.incident
            for node in self.statute.with_rule(Rule.LINK)
            for mark in self.ledger.support(node.id)
            if mark.incident is not None and disputes(mark, False) and mark.item not in self._interested
        )

    @cached_property
    def _interested(self) -> frozenset[str]:
        """The items that speak for an interest."""
        below = {below.id for node in self.statute.with_rule(Rule.LINKED) for below in node.walk()}
        return frozenset(mark.item for name in below for mark in self.ledger.support(name))

    def of_incident(self, mark: Mark) -> Mark:
        """Return a fact as its link leaves it: disputed, where the link of its incident is."""
        if mark.side is Side.FOR and not mark.linked and mark.incident in self._disputed:
            return mark._replace(side=Side.DISPUTED)
        return mark

    def support(self, node: Node) -> list[Mark]:
        """Return what speaks for the link, the node, as such, or disputes it.

        A dispute of it by an item that names an interest disputes that interest; one with an incident's label disputes
        that incident's facts. What is left disputes the link as such.
        """
        return [
            mark for mark in self.ledger.support(node.id)
            if mark.side is not Side.DISPUTED or (mark.incident is None and mark.item not in self._interested)
        ]  # fmt: skip


class Reasoning(Protocol):
    """What the threat needs of the reasoning over one profile (`engine.Case`)."""

    statute: Statute
    ledger: Ledger
    link: Link

    @property
    def linked_incidents(self) -> frozenset[str]:
        """The incidents that qualify for a route, and whose link is not refuted."""

    @property
    def contested_incidents(self) -> frozenset[str]:
        """The incidents that qualify for no route and are contested alone before one, if they touch an interest."""

    def outcome(self, node: Node, view: View) -> Outcome:
        """Return what a branch or an element comes to in a view."""

    def opposing(self, node: Node, view: View) -> list[Mark]:
        """Return the opposition to a node."""

    def weigh_element(self, node: Node, support: Sequence[Mark], opposition: Sequence[Mark], view: View) -> Outcome:
        """Weigh an element on some marks for it and against it."""


def is_linked(mark: Mark, view: View) -> bool:
    """Say whether a fact counts for an interest in a view."""
    return mark.linked or mark.incident in view.incidents


def judge(case: Reasoning, criterion: Node) -> Outcome:
    """Judge a criterion whose facts must be linked; with those of contested incidents it is at most contested."""
    view = _view(case, criterion, View("linked", case.linked_incidents))
    outcome = case.outcome(criterion, view)
    contested = case.contested_incidents
    if outcome.status >= Status.CONTESTED or not contested:
        return outcome
    wide = View("contested", case.linked_incidents | contested)
    other = case.outcome(criterion, _view(case, criterion, wide))
    if min(other.status, Status.CONTESTED) <= outcome.status:
        return outcome
    return other if other.status <= Status.CONTESTED else _contested(other)


def _view(case: Reasoning, criterion: Node, view: View) -> View:
    marks = (
        mark for leaf in criterion.walk() if leaf.is_leaf
        for mark in case.ledger.support(leaf.id) if is_linked(mark, view)
    )  # fmt: skip
    return view._replace(stale=Rule.FRESH in criterion.rules and not any(mark.recent for mark in marks))


def _contested(outcome: Outcome) -> Outcome:
    because = "it rests on incidents that are themselves contested"
    step = Step("link", Status.CONTESTED, because)
    return outcome._replace(status=Status.CONTESTED, steps=(*outcome.steps, step))


def weigh(case: Reasoning, node: Node, view: View) -> Outcome:
    """Weigh an interest, or the link; facts of contested incidents leave an interest contested at best."""
    if Rule.LINK in node.rules:
        return case.weigh_element(node, case.link.support(node), case.opposing(node, view), view)
    outcome = _weigh_interest(case, node, view)
    if view.name != "contested" or outcome.status is not Status.MET:
        return outcome
    strict = _weigh_interest(case, node, view._replace(name="linked", incidents=case.linked_incidents))
    return strict._replace(view=view) if strict.status is Status.MET else _contested(outcome)


def _weigh_interest(case: Reasoning, node: Node, view: View) -> Outcome:
    """Weigh an interest: opposition that belongs to an incident bears on the facts of that incident only."""
    ledger = case.ledger
    support = [case.link.of_incident(mark) for mark in ledger.support(node.id) if is_linked(mark, view)]
    general = case.opposing(node, view)
    above = (node.id, *case.statute.ancestors(node.id))
    labelled = [mark for name in above for mark in ledger.opposition(name) if mark.incident is not None]
    refuted = {
        incident
        for incident in {mark.incident for mark in labelled}
        if weight_of(mark for mark in labelled if mark.incident == incident) is Weight.CARRIED
    }
    best = case.weigh_element(node, [mark for mark in support if mark.incident not in refuted], general, view)
    for incident in sorted(str(incident) for incident in refuted):
        alone = [mark for mark in support if mark.incident in (None, incident)]
        if any(mark.incident == incident for mark in alone):
            against = [*general, *(mark for mark in labelled if mark.incident == incident)]
            outcome = case.weigh_element(node, alone, against, view)
            best = outcome if outcome.status > best.status else best
    return best
