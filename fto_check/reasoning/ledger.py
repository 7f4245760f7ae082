"""The marks of one profile on one day, found by node, side and incident, and what the loss of some of them can reach.

The reasoning asks for the same few marks again and again: for each incident, and for each loss that confidence tries.
So they are sorted once, and a loss costs what it touches.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from fto_check.law.nodes import Rule
from fto_check.law.status import Weight
from fto_check.law.statute import Statute
from fto_check.reasoning.findings import Side
from fto_check.reasoning.marks import Mark, grades_by_origin, weight_of
from fto_check.reasoning.rules import Grade

_Table = dict[str, dict[str | None, list[Mark]]]


class Ledger:
    """Marks by the node they name, their side and their incident; none of it changes once it is made."""

    def __init__(self, statute: Statute, marks: Iterable[Mark]) -> None:
        self.statute, self._given = statute, tuple(marks)
        owned = self._owned()
        self.unowned: frozenset[Mark] = frozenset(
            mark for mark in self.marks
            if mark.foreign_act and mark.side is not Side.AGAINST and mark.incident not in owned
        )  # fmt: skip
        """The marks that do not count since the act was not shown to be the organization's own."""
        self._support: _Table = {}
        self._opposition: _Table = {}
        for mark in self.marks:
            if mark not in self.unowned:
                self._table(mark).setdefault(mark.node, {}).setdefault(mark.incident, []).append(mark)

    def _owned(self) -> set[str]:
        """Return the incidents whose acts are shown to be the organization's own."""
        shown: dict[str, list[Mark]] = {}
        for mark in self.marks:
            if mark.incident is not None and mark.node in self.statute.attribution and mark.side is not Side.AGAINST:
                shown.setdefault(mark.incident, []).append(mark)
        return {incident for incident, marks in shown.items() if weight_of(marks) is Weight.CARRIED}

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """All of the marks, in the order of the file."""
        return self._given

    def _table(self, mark: Mark) -> _Table:
        return self._opposition if mark.side is Side.AGAINST else self._support

    # -- what counts at a node -----------------------------------------------------------------------------------------

    def support(self, node_id: str) -> list[Mark]:
        """Return what speaks for a node or disputes it."""
        return [mark for marks in self._support.get(node_id, {}).values() for mark in marks]

    def support_of(self, node_id: str, incident: str | None) -> Sequence[Mark]:
        """Return what of an incident (None: of none) speaks for a node or disputes it."""
        by_incident = self._support.get(node_id)
        return by_incident.get(incident, ()) if by_incident is not None else ()

    def opposition(self, node_id: str) -> list[Mark]:
        """Return what speaks against a node."""
        return [mark for marks in self._opposition.get(node_id, {}).values() for mark in marks]

    def opposition_of(self, node_id: str, incident: str | None) -> Sequence[Mark]:
        """Return what of an incident (None: of none) speaks against a node."""
        by_incident = self._opposition.get(node_id)
        return by_incident.get(incident, ()) if by_incident is not None else ()

    @cached_property
    def opposed(self) -> frozenset[str]:
        """The nodes that something can speak against: at the node, or for a route over incidents above it."""
        routes = self.statute.with_rule(Rule.OVER_INCIDENTS)
        inheriting = (
            node.id for node in routes if any(name in self._opposition for name in self.statute.ancestors(node.id))
        )
        return frozenset((*self._opposition, *inheriting))

    def support_below(self, node_id: str) -> Iterator[Mark]:
        """Yield the support of a part of the tree; evidence for an exception is no support."""
        for name in self.statute.grounds_of(node_id):
            for marks in self._support.get(name, {}).values():
                yield from marks

    def incidents_below(self, node_id: str) -> list[str]:
        """Return the labels of the incidents that some support of a part of the tree belongs to, sorted."""
        labels = {label for name in self.statute.grounds_of(node_id) for label in self._support.get(name, ())}
        return sorted(label for label in labels if label is not None)

    def incidents_at(self, node_id: str) -> list[str]:
        """Return the labels of the incidents that some support of a node belongs to."""
        return [label for label in self._support.get(node_id, ()) if label is not None]

    def begun_by(self, incident: str) -> set[str]:
        """Return the nodes that an incident's own items support or dispute, whoever acted."""
        unowned = {mark.node for mark in self.unowned if mark.incident == incident}
        return unowned | {name for name, by_incident in self._support.items() if incident in by_incident}

    @cached_property
    def spoken(self) -> frozenset[str]:
        """The nodes at or below which something is said."""
        named = {*self._support, *self._opposition, *(mark.node for mark in self.unowned)}
        return frozenset(name for node_id in named for name in (node_id, *self.statute.ancestors(node_id)))

    @cached_property
    def reach(self) -> Reach:
        """What the marks of each incident can bear on."""
        return Reach(self.statute, self.marks)

    # -- losses --------------------------------------------------------------------------------------------------------

    def without(self, origins: frozenset[str]) -> tuple[Ledger, set[Mark]]:
        """Return the ledger as it is after the loss of some origins, and the marks whose loss makes a difference.

        A loss makes none where as much is left of the same kind at the same place: see `_leaves_as_much`.
        """
        touched = {mark for origin in origins for mark in self._by_origin.get(origin, ())}
        left = {mark: mark.without(origins) for mark in touched}
        if any(mark.node in self.statute.attribution for mark in touched):
            after = Ledger(self.statute, _replaced(self.marks, left))  # whose acts the others were may change
            return after, changed(self, after)
        after = _Part(self, left)
        kinds: dict[object, list[Mark]] = {}
        for mark in touched:
            kinds.setdefault(_kind(mark), []).append(mark)
        different: set[Mark] = set()
        for marks in kinds.values():
            if not self._leaves_as_much(marks, after):
                different.update(marks)
        return after, different

    def current(self, marks: Iterable[Mark]) -> list[Mark]:
        """Return what is left of some marks of the ledger that this one was made of."""
        return [*marks]

    @cached_property
    def _by_origin(self) -> dict[str, list[Mark]]:
        found: dict[str, list[Mark]] = {}
        for mark in self.marks:
            for origin, _, _ in mark.origins:
                found.setdefault(origin, []).append(mark)
        return found

    def _leaves_as_much(self, lost: list[Mark], after: Ledger) -> bool:
        """Say whether what is left beside some marks of one kind weighs, with whatever else, what it weighed with them.

        Two origins are left, of which one is strong if one that was lost is: then a side that they belong to is
        carried, suggested and disputed as before. What says something of the threat and its link bears on more than
        its own place, and is never passed over.
        """
        one = lost[0]
        if (
            one in self.unowned
            or self.statute.is_below(one.node, Rule.LINKED)
            or self.statute.is_below(one.node, Rule.LINK)
        ):
            return False
        marks = after._table(one).get(one.node, {}).get(one.incident, ())
        left = [mark for mark in marks if _kind(mark) == _kind(one)]
        grades = grades_by_origin(left)
        most = max(grade for mark in lost for _, grade, _ in mark.origins)
        return (
            len(grades) > 1
            and max(grades.values()) >= min(most, Grade.STRONG)
            and (any(mark.recent for mark in left) or not any(mark.recent for mark in lost))
        )


class _Part(Ledger):
    """A ledger in which some marks have lost origins, or have gone; the rest it shares with the one it was made of."""

    def __init__(self, whole: Ledger, left: Mapping[Mark, Mark | None]) -> None:
        self.statute, self._whole, self._left = whole.statute, whole, left
        self.unowned = whole.unowned
        if not self.unowned.isdisjoint(left):
            self.unowned = frozenset(_replaced(self.unowned, left))
        self._support, self._opposition = {**whole._support}, {**whole._opposition}
        for table in (self._support, self._opposition):
            counting = (mark for mark in left if self._table(mark) is table and mark not in whole.unowned)
            for node_id, incident in {(mark.node, mark.incident) for mark in counting}:
                by_incident = {**table[node_id]}
                if rest := [*_replaced(by_incident.pop(incident), left)]:
                    by_incident[incident] = rest
                if by_incident:
                    table[node_id] = by_incident
                else:
                    del table[node_id]

    def current(self, marks: Iterable[Mark]) -> list[Mark]:
        return [*_replaced(marks, self._left)]

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        return tuple(_replaced(self._whole.marks, self._left))

    @cached_property
    def reach(self) -> Reach:
        return self._whole.reach  # of more than there is, which does no harm


def _replaced(marks: Iterable[Mark], left: Mapping[Mark, Mark | None]) -> Iterator[Mark]:
    for mark in marks:
        rest = left.get(mark, mark)
        if rest is not None:
            yield rest


def _kind(mark: Mark) -> object:
    """Return what marks have in common that count for the same, in the same views."""
    return (mark.node, mark.incident, mark.side, mark.foreign_act, mark.linked)


def changed(before: Ledger, after: Ledger) -> set[Mark]:
    """Return the marks that are in one of two ledgers only, or count in one of them only."""
    return (set(before.marks) ^ set(after.marks)) | (before.unowned ^ after.unowned)


class Reach:
    """The nodes whose outcome some marks can bear on (`Statute.reach`), for one incident or for all of them."""

    def __init__(self, statute: Statute, marks: Iterable[Mark]) -> None:
        self._statute = statute
        self._named: dict[str | None, set[str]] = {}
        for mark in marks:
            self._named.setdefault(mark.incident, set()).add(mark.node)
        self._of: dict[str | None, frozenset[str]] = {}

    @property
    def incidents(self) -> set[str]:
        """The incidents that some of the marks belong to."""
        return {label for label in self._named if label is not None}

    def of(self, incident: str | None) -> frozenset[str]:
        """Return what the marks of an incident (None: of none) reach, and those of none."""
        if incident not in self._named:
            incident = None
        if incident not in self._of:
            named = self._named.get(None, set()) | self._named.get(incident, set())
            self._of[incident] = self._statute.reach(named)
        return self._of[incident]

    @cached_property
    def whole(self) -> frozenset[str]:
        """What all of the marks reach."""
        return self._statute.reach(set().union(*self._named.values()))
