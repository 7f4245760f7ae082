"""The rows of one run: what counts for and against each node, by incident, once it is known whose acts they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from fto_check.law.nodes import Rule
from fto_check.law.statute import Statute
from fto_check.reasoning.evidence import Mark
from fto_check.reasoning.findings import Side
from fto_check.reasoning.scenarios import Run
from fto_check.reasoning.weighing import Row, weigh_side
from fto_check.reasoning.worlds import AS_IT_IS, NOWHERE, Worlds

_Rows = dict[str, dict[str | None, list[Row]]]

# Members of enumerations that each node asks for: before Python 3.12 their look-up in the class is slow.
_AGAINST, _DISPUTED = Side.AGAINST, Side.DISPUTED


class Ledger:
    """Rows by the node they name, their side and their incident (None: the organization as such)."""

    def __init__(self, statute: Statute, run: Run) -> None:
        self.statute, self.every, self.marks = statute, run.every, run.marks
        self._support: _Rows = {}
        self._opposition: _Rows = {}
        self._usable = defaultdict[tuple[str, str | None], Worlds](int)
        self.has_doubtful = False  # whether an act is only doubtfully the organization's
        self.has_disputes = any(mark.side is _DISPUTED for mark in self.marks)
        for mark in self.marks:
            if not self.bears_on_actor(mark):
                row = self._row(mark)
                rows = self._opposition if mark.side is _AGAINST else self._support
                self.has_doubtful = self.has_doubtful or bool(row.clouded)
                if row.where or row.disputes:
                    rows.setdefault(mark.node, {}).setdefault(mark.incident, []).append(row)
                    if rows is self._support:
                        self._usable[mark.node, mark.incident] |= row.counts

    # -- whose acts they are -------------------------------------------------------------------------------------------

    def bears_on_actor(self, mark: Mark) -> bool:
        """Return whether a mark says, in general, whose acts those of another actor are, and nothing of other acts."""
        return mark.node in self.statute.attribution and mark.incident is None and mark.fact.actor is not None

    def _row(self, mark: Mark) -> Row:
        if mark.side is _AGAINST:
            return Row(mark, self.every)
        where, clouded = self.every, NOWHERE
        if mark.foreign_act:
            where = self._owned_incidents.get(mark.incident, NOWHERE)
            if mark.fact.actor is not None and not mark.fact.unattributed:
                owned, doubtful = self._owned_actors.get(mark.fact.actor, (NOWHERE, NOWHERE))
                clouded = doubtful & ~where
                where |= owned
        if mark.side is not _DISPUTED:
            return Row(mark, where, NOWHERE, clouded)
        # A dispute in a denial, or after an acquittal, counts as one whoever acted.
        return Row(mark, where, mark.strong & (self.every if mark.fact.denied else where), clouded)

    @cached_property
    def _owned_incidents(self) -> Mapping[str | None, Worlds]:
        """Where the acts of each incident are shown to be the organization's own."""
        shown = defaultdict[str, list[Row]](list)
        for mark in self.marks:
            if mark.incident is not None and mark.node in self.statute.attribution and mark.side is not _AGAINST:
                shown[mark.incident].append(Row(mark, self.every))
        return {incident: weigh_side(rows).carried for incident, rows in shown.items()}

    @cached_property
    def _owned_actors(self) -> Mapping[str, tuple[Worlds, Worlds]]:
        """Where another actor's acts are shown to be the organization's in general, and where only doubtfully.

        Doubtfully: both sides are carried, or the case for it is carried through disputes only.
        """
        shown = defaultdict[str, list[Mark]](list)
        for mark in self.marks:
            if mark.fact.actor is not None and self.bears_on_actor(mark):
                shown[mark.fact.actor].append(mark)
        found = {}
        for actor, marks in shown.items():
            sides = {side: [Row(mark, self.every) for mark in marks if mark.side is side] for side in Side}
            owned = weigh_side([*sides[Side.FOR], *sides[_DISPUTED]]).carried
            doubtful = weigh_side(sides[_AGAINST]).carried | ~weigh_side(sides[Side.FOR]).carried
            found[actor] = (owned, owned & doubtful)
        return found

    def counts_as_own(self, mark: Mark) -> bool:
        """Return whether a mark is, in world 0, of the organization's own act, or need not be."""
        return mark.side is _AGAINST or bool(self._row(mark).where & AS_IT_IS)

    # -- what counts at a node -----------------------------------------------------------------------------------------

    def support(self, node_id: str) -> Mapping[str | None, Sequence[Row]]:
        """Return what speaks for a node or disputes it, by incident."""
        return self._support.get(node_id, {})

    def support_of(self, node_id: str, incident: str | None) -> Sequence[Row]:
        """Return what speaks, within one incident, for a node or disputes it."""
        return self.support(node_id).get(incident, ())

    def usable_support(self, node_id: str, incident: str | None) -> Worlds:
        """Return where anything is usable that speaks, within one incident, for a node or disputes it."""
        return self._usable.get((node_id, incident), NOWHERE)

    def opposition(self, node_id: str) -> Mapping[str | None, Sequence[Row]]:
        """Return what speaks against a node, by incident."""
        return self._opposition.get(node_id, {})

    def opposition_of(self, node_id: str, incident: str | None) -> Sequence[Row]:
        """Return what speaks, within one incident, against a node."""
        return self.opposition(node_id).get(incident, ())

    def disputes_of(self, node_id: str, incident: str | None, actor: str | None) -> Worlds:
        """Return where a strong item of one incident (None: of none) disputes a node.

        `actor` is the other actor of whom the item tells; None: the organization, and denials whoever acted.
        """
        found = NOWHERE
        for row in self.support_of(node_id, incident):
            if row.disputes and disputing_actor(row.mark) == actor:
                found |= row.disputes
        return found

    def support_below(self, node_id: str) -> Iterator[Row]:
        """Yield the support of a part of the tree; evidence for an exception is no support."""
        for name in self.statute.grounds_of(node_id):
            for rows in self.support(name).values():
                yield from rows

    def support_of_incident(self, node_id: str, incident: str | None) -> Iterator[Row]:
        """Yield the support, within one incident, of a part of the tree."""
        for name in self.statute.grounds_of(node_id):
            yield from self.support_of(name, incident)

    def incidents_below(self, node_id: str) -> list[str]:
        """Return the labels of the incidents that some support of a part of the tree belongs to, sorted."""
        labels = {label for name in self.statute.grounds_of(node_id) for label in self.support(name)}
        return sorted(label for label in labels if label is not None)

    @cached_property
    def opposed(self) -> frozenset[str]:
        """The nodes that something can speak against: at the node, or for a route over incidents above it."""
        routes = self.statute.with_rule(Rule.OVER_INCIDENTS)
        inheriting = (
            node.id for node in routes if any(name in self._opposition for name in self.statute.ancestors(node.id))
        )
        return frozenset((*self._opposition, *inheriting))

    @property
    def named(self) -> Iterable[str]:
        """The nodes that something is said of."""
        return {mark.node for mark in self.marks}

    @cached_property
    def begun(self) -> Mapping[str | None, set[str]]:
        """The nodes that each incident's own items support or dispute in world 0, whoever acted."""
        found = defaultdict[str | None, set[str]](set)
        for mark in self.marks:
            if mark.side is not _AGAINST and mark.counts & AS_IT_IS:
                found[mark.incident].add(mark.node)
        return found

    @cached_property
    def touched(self) -> Mapping[str | None, frozenset[str]]:
        """The nodes on which the marks of each incident can bear."""
        named = defaultdict[str | None, set[str]](set)
        for mark in self.marks:
            named[mark.incident].add(mark.node)
        return {incident: self.statute.reach(names) for incident, names in named.items()}


def disputing_actor(mark: Mark) -> str | None:
    """Return the other actor whose facts alone a dispute can cloud; None for a denial, which clouds whoever acted."""
    return None if mark.fact.denied else mark.fact.actor


def usable(rows: Iterable[Row]) -> Worlds:
    """Return where anything of some rows is usable."""
    found = NOWHERE
    for row in rows:
        found |= row.mark.counts & row.where
    return found
