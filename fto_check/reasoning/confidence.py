"""How much evidence a criterion can lose: by looking at the worlds in which it is lost, not by a score."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from fto_check.law.status import Status
from fto_check.reasoning.engine import Walk, walk_over
from fto_check.reasoning.evidence import Mark
from fto_check.reasoning.findings import Confidence, ConfidenceKind, ConfidenceReason, Side
from fto_check.reasoning.judged import Judged
from fto_check.reasoning.scenarios import Lost, Run, Scenario, number
from fto_check.reasoning.weighing import Row
from fto_check.reasoning.worlds import AS_IT_IS, NOWHERE, Statuses, Worlds, numbers_of, set_of

MOST_PAIRS = 10_000
"""Losses of two origins that one walk looks at, of some 140 origins; of more origins the pairs are chosen."""


class Losses(NamedTuple):
    """What a run has worlds for, numbered from 1: the loss of each origin, of each pair, then the disputed readings."""

    origins: Sequence[str]
    pairs: Sequence[tuple[str, str]] | None
    """All pairs; None where they are too many."""
    readings: Sequence[tuple[str, Status]] = ()
    """Each element that an item disputes, read both ways."""

    @classmethod
    def among(cls, marks: Sequence[Mark], given: Collection[str]) -> Losses:
        """Return the losses of the origins behind some marks, and the readings of what is not `given` already."""
        origins = sorted({origin.origin for mark in marks for origin in mark.origins})
        few = len(origins) * (len(origins) - 1) // 2 <= MOST_PAIRS
        disputed = sorted({mark.node for mark in marks if mark.side is Side.DISPUTED} - {*given})
        readings = [(node, status) for node in disputed for status in (Status.MET, Status.NOT_MET)]
        return cls(origins, [*combinations(origins, 2)] if few else None, readings)

    @property
    def lost(self) -> Lost:
        """The worlds in which each origin is lost, alone or in a pair."""
        where = defaultdict[str, list[int]](list)
        for world, origin in enumerate(self.origins, start=1):
            where[origin].append(world)
        for world, (one, other) in enumerate(self.pairs or (), start=len(self.origins) + 1):
            where[one].append(world)
            where[other].append(world)
        worlds = len(self.origins) + len(self.pairs or ())
        return Lost(worlds, {origin: set_of(numbers, worlds) for origin, numbers in where.items()})

    @property
    def scenarios(self) -> list[Scenario]:
        """The scenario of each reading; they come after what is lost."""
        return [Scenario(given={node: status}) for node, status in self.readings]

    def falls(self, statuses: Statuses) -> Mapping[str, Status]:
        """Return the origins whose loss changes a status, each with the status after it."""
        singles = (AS_IT_IS << len(self.origins) + 1) - 1
        changed = statuses.changed(singles) & singles
        return {self.origins[world - 1]: statuses.in_world(world) for world in numbers_of(changed)}

    def pair(self, statuses: Statuses, every: Worlds) -> tuple[str, str] | None:
        """Return the first pair of origins whose loss changes a status."""
        changed = statuses.changed(every) >> len(self.origins) + 1
        pairs = self.pairs or ()
        return next((pairs[index] for index in numbers_of(changed) if index < len(pairs)), None)

    def falls_in_pairs(self, statuses: Statuses, every: Worlds) -> Iterator[tuple[tuple[str, str], Status]]:
        """Yield each pair of origins whose loss changes a status, with the status after it, though no single one does.

        Nothing where the pairs are too many to try them all.
        """
        alone, pairs = self.falls(statuses), self.pairs or ()
        first = len(self.origins) + 1
        for index in numbers_of(statuses.changed(every) >> first):
            if index < len(pairs) and alone.keys().isdisjoint(pairs[index]):
                yield pairs[index], statuses.in_world(first + index)

    def reading(self, statuses: Statuses, every: Worlds) -> str | None:
        """Return the first element of which a reading changes a status."""
        changed = statuses.changed(every) >> len(self.origins) + len(self.pairs or ()) + 1
        readings = self.readings
        return next((readings[index][0] for index in numbers_of(changed) if index < len(readings)), None)


def judge_confidence(chosen: ChosenPairs, judged: Judged) -> tuple[Confidence | None, ConfidenceReason | None]:
    """Return how firm the answer for a criterion is, and the reason why it is not firmer.

    Low: the loss of one origin changes it. High: no loss of two origins does, and no element that it rests on has
    anything against it, and no disputed reading changes it. Moderate otherwise. None for what is neither met nor not
    met.
    """
    losses, every = chosen.losses, chosen.walk.every
    if judged.statuses.as_it_is not in (Status.MET, Status.NOT_MET):
        return None, None
    if falls := losses.falls(judged.statuses):
        return Confidence.LOW, ConfidenceReason(ConfidenceKind.ORIGIN, tuple(falls))
    pair = losses.pair(judged.statuses, every) if losses.pairs is not None else chosen.pair(judged)
    if pair is not None:
        return Confidence.MODERATE, ConfidenceReason(ConfidenceKind.PAIR, pair)
    if opposing := _opposing_items(judged):
        return Confidence.MODERATE, ConfidenceReason(ConfidenceKind.OPPOSITION, tuple(dict.fromkeys(opposing)))
    if (element := losses.reading(judged.statuses, every)) is not None:
        return Confidence.MODERATE, ConfidenceReason(ConfidenceKind.READING, (element,))
    return Confidence.HIGH, None


def _opposing_items(judged: Judged) -> list[str]:
    """Return the items against what a status rests on: the parts that gave it, down to the elements."""
    status, weighing = judged.statuses.as_it_is, judged.weighing
    if status >= Status.CONTESTED and judged.opposition.suggested & AS_IT_IS:
        return _items(judged.opposition_rows)
    if status <= Status.NOT_ESTABLISHED and weighing is not None and weighing.support.suggested & AS_IT_IS:
        return _items(weighing.support_rows)
    parts = [part for part in (*judged.parts, *judged.also) if part.raised & AS_IT_IS]
    if judged.node.combine == "any_of" and status >= Status.CONTESTED:
        enough = [_opposing_items(part) for part in parts if part.statuses.as_it_is >= status]
    elif judged.node.combine == "all_of" and status <= Status.NOT_ESTABLISHED:
        enough = [_opposing_items(part) for part in parts if part.statuses.as_it_is <= status]
    else:
        return [item for part in parts for item in _opposing_items(part)]
    return [item for items in enough for item in items] if all(enough) else []


def _items(rows: Iterable[Row]) -> list[str]:
    return [row.mark.item for row in rows if row.counts & AS_IT_IS]


# -- profiles of many origins ------------------------------------------------------------------------------------------


class ChosenPairs:
    """Pairs of origins whose loss changes the status of a criterion, looked for where all pairs would be too many."""

    def __init__(self, walk: Walk, losses: Losses) -> None:
        self.walk, self.losses = walk, losses
        self._searched: dict[str, tuple[Losses, Walk]] = {}
        """By the id of a criterion: the pairs that were looked at, and the walk over their losses."""

    def pair(self, judged: Judged) -> tuple[str, str] | None:
        """Return a pair of origins whose loss changes a status: one of the two is in any group that is enough for it.

        What is not met while that which it requires is not met either changes with no pair that does not change the
        latter: where none does, none is looked for, and where one does, it is tried first.
        """
        required = judged.node.requires
        if required in self._searched and self.walk.criteria[required].statuses.as_it_is is Status.NOT_MET:
            if self._first(required) is None:
                return None
            if (found := self._first(required, judged.node.id)) is not None:
                return found
        group = find_enough(self.walk, self.losses.origins, judged)
        pairs = [(first, second) for first in group for second in self.losses.origins if second != first]
        looked_at = Losses((), pairs)
        marks, given = _as_they_are(self.walk), self.walk.given_as_it_is
        run = number(marks, (), given, self.walk.not_assumed, looked_at.lost)
        self._searched[judged.node.id] = looked_at, walk_over(self.walk.statute, self.walk.day, run)
        return self._first(judged.node.id)

    def _first(self, searched: str, criterion: str | None = None) -> tuple[str, str] | None:
        """Return the first of the pairs that were looked at for a criterion which changes it, or another one."""
        looked_at, walk = self._searched[searched]
        found = looked_at.pair(walk.criteria[criterion or searched].statuses, walk.every)
        return None if found is None else (min(found), max(found))


def find_enough(walk: Walk, origins: Sequence[str], judged: Judged) -> list[str]:
    """Return a group of origins that is enough for a criterion's status: while all of them stand, so does the status.

    More support never lowers a status and more opposition never raises one. So a group is enough if the status stands
    with what only the group's origins have in its favour, against all that there is against it. In world k the first k
    of the rest stand beside those already found to be needed; the last of the fewest that are enough is needed too.
    """
    status, marks = judged.statuses.as_it_is, _as_they_are(walk)
    needed: list[str] = []
    rest = list(origins)
    while True:
        every = (AS_IT_IS << len(rest) + 1) - 1
        standing = {origin: every & ~((AS_IT_IS << index + 1) - 1) for index, origin in enumerate(rest)}
        standing.update(dict.fromkeys(needed, every))
        limited = [_limited(walk, mark, status, standing, every) for mark in marks]
        given = {node: [(taken, every)] for node, taken in walk.given_as_it_is.items()}
        run = Run(limited, every, given, walk.not_assumed)
        statuses = walk_over(walk.statute, walk.day, run).criteria[judged.node.id].statuses
        stands = statuses.met if status is Status.MET else every & ~statuses.unrefuted
        fewest = next(numbers_of(stands))
        if fewest == 0:
            return sorted(needed)
        needed.append(rest[fewest - 1])
        rest = rest[: fewest - 1]


def _limited(walk: Walk, mark: Mark, status: Status, standing: Mapping[str, Worlds], every: Worlds) -> Mark:
    """Return a mark that speaks for the status only where its origins stand; a dispute stands throughout."""
    opposes = (mark.side is Side.AGAINST) != (mark.node in walk.statute.exceptions)
    limited = opposes == (status is Status.NOT_MET)
    origins = []
    for origin in mark.origins:
        origins.append(origin.spread(standing.get(origin.origin, NOWHERE) if limited else every))
    found = mark.with_origins(origins)
    return found._replace(strong=every if mark.strong else NOWHERE) if mark.side is Side.DISPUTED else found


def _as_they_are(walk: Walk) -> list[Mark]:
    """Return the marks as they are in world 0."""
    found = []
    for mark in walk.ledger.marks:
        origins = [one.within(AS_IT_IS) for one in mark.origins]
        kept = mark.with_origins(one for one in origins if one.counts)
        if kept.counts:
            found.append(kept)
    return found
