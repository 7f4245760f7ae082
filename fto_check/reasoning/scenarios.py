"""Scenarios: what could be otherwise in the evidence or its reading, and how scenarios become the worlds of one run."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from fto_check.law.status import Status
from fto_check.reasoning.evidence import Fact, Mark, OriginMark, merge
from fto_check.reasoning.findings import Side
from fto_check.reasoning.worlds import AS_IT_IS, NOWHERE, Worlds

_Key = tuple[Fact, str, Side, bool]
_Origins = dict[tuple[str, date | None], OriginMark]
"""The origins behind a mark; one that reaches further in some worlds than in others stands twice."""


class Scenario(NamedTuple):
    """One hypothetical state: everything that is not named here is as it is."""

    lost: frozenset[str] = frozenset()
    """The origins of which nothing is left."""
    reread: Mapping[str, Sequence[Mark]] = MappingProxyType({})
    """The marks of items that are graded otherwise, or of which a citation is left out, by the id of the item."""
    added: Sequence[Mark] = ()
    """The marks of items that nobody has yet."""
    given: Mapping[str, Status] = MappingProxyType({})
    """A reading: statuses that are taken as given, by the id of the node."""


class Lost(NamedTuple):
    """Losses that have worlds of their own, from 1 on, before those of scenarios."""

    worlds: int
    """How many they are."""
    where: Mapping[str, Worlds]
    """The worlds in which each origin is lost."""


NOTHING_LOST = Lost(0, MappingProxyType({}))


class Run(NamedTuple):
    """The evidence in every world: world 0 as it is, and one for each scenario, in their order from 1."""

    marks: Sequence[Mark]
    every: Worlds
    given: Mapping[str, Sequence[tuple[Status, Worlds]]]
    """What a reader takes as given: by the id of a node, a status and the worlds where it holds."""
    not_assumed: frozenset[str] = frozenset()
    """The elements that are assumed otherwise, and take evidence on this day."""
    of_days: bool = False
    """Whether there are days among the worlds: then the parts of a route are asked for in other worlds than 0 too."""


def number(
    marks: Sequence[Mark], scenarios: Sequence[Scenario] = (), given: Mapping[str, Status] = MappingProxyType({}),
    not_assumed: frozenset[str] = frozenset(), losses: Lost = NOTHING_LOST,
) -> Run:  # fmt: skip
    """Return the run of some scenarios over the marks of world 0; `given` is taken as given in every world."""
    first = losses.worlds + 1
    every = (AS_IT_IS << first + len(scenarios)) - 1
    lost = defaultdict[str, Worlds](int, losses.where)
    reread: defaultdict[str, Worlds] = defaultdict(int)
    taken = defaultdict[str, defaultdict[Status, Worlds]](lambda: defaultdict(int))
    extra: dict[_Key, _Origins] = {}
    for world, scenario in enumerate(scenarios, start=first):
        here = AS_IT_IS << world
        for origin in scenario.lost:
            lost[origin] |= here
        for item, changed in scenario.reread.items():
            reread[item] |= here
            _collect(extra, changed, here)
        _collect(extra, scenario.added, here)
        for node, status in scenario.given.items():
            taken[node][status] |= here
    one_world = every == AS_IT_IS
    spread = marks if one_world else [_spread(mark, every, lost, reread, extra.pop(_key(mark), {})) for mark in marks]
    more = [Mark(*key).with_origins(found.values()) for key, found in extra.items()]
    return Run([*spread, *more], every, _readings(every, given, taken), not_assumed)


class Spell(NamedTuple):
    """What an item says on some days that follow each other: from the first of them, by its number, to before another.

    The marks are those of each of these days, as they are in world 0.
    """

    first: int
    last: int
    marks: Sequence[Mark]

    def meets(self, days: Sequence[int]) -> bool:
        """Return whether any of some days, whose numbers are in order, is among those of the spell."""
        return bisect_left(days, self.first) < bisect_left(days, self.last)


def over_days(
    spells: Iterable[Spell], days: Sequence[int], origins: Sequence[str], not_assumed: frozenset[str]
) -> Run:  # fmt: skip
    """Return the run of some days, by their numbers: a block of worlds for each, as it is and without each origin."""
    width = 1 + len(origins)
    first_of_each = sum(AS_IT_IS << width * index for index in range(len(days)))
    lost = {origin: first_of_each << place for place, origin in enumerate(origins, start=1)}
    held: dict[_Key, _Origins] = {}
    for spell in spells:
        begin, end = bisect_left(days, spell.first), bisect_left(days, spell.last)
        if begin < end:
            _collect(held, spell.marks, ((AS_IT_IS << width * (end - begin)) - 1) << width * begin)
    marks = []
    for key, found in held.items():
        kept = (one.within(~lost.get(one.origin, NOWHERE)) for one in found.values())
        marks.append(Mark(*key).with_origins(kept))
    return Run(marks, (AS_IT_IS << width * len(days)) - 1, {}, not_assumed, of_days=True)


def join(run: Run, days: Run) -> Run:
    """Return a run with the worlds of one and, after them, those of some days on which the same is assumed."""
    first = run.every.bit_length()
    held = {_key(mark): {origin[:2]: origin for origin in mark.origins} for mark in run.marks}
    for mark in days.marks:
        found = held.setdefault(_key(mark), {})
        for origin in mark.origins:
            later = origin.shifted(first)
            found[origin[:2]] = merge(found[origin[:2]], later) if origin[:2] in found else later
    marks = [Mark(*key).with_origins(found.values()) for key, found in held.items()]
    return Run(marks, run.every | days.every << first, run.given, run.not_assumed, of_days=True)


def _key(mark: Mark) -> _Key:
    return mark[:4]


def _collect(extra: dict[_Key, _Origins], marks: Iterable[Mark], here: Worlds) -> None:
    """Add marks as they would be read, to count in the worlds of `here` only."""
    for mark in marks:
        _merge(extra.setdefault(_key(mark), {}), mark.origins, here)


def _merge(found: _Origins, origins: Iterable[OriginMark], where: Worlds) -> None:
    """Add origins that hold in the worlds of `where` what they hold in world 0."""
    for origin in origins:
        held, key = origin.spread(where), origin[:2]
        found[key] = merge(found[key], held) if key in found else held


def _spread(
    mark: Mark, every: Worlds, lost: Mapping[str, Worlds], reread: Mapping[str, Worlds], extra: _Origins
) -> Mark:
    """Return a mark of world 0 as it is in every world; `extra` are its origins where its item is read again."""
    held = every & ~reread.get(mark.item, NOWHERE)
    for origin in mark.origins:
        _merge(extra, (origin,), held & ~lost.get(origin.origin, NOWHERE))
    return mark.with_origins(extra.values())


def _readings(
    every: Worlds, given: Mapping[str, Status], taken: Mapping[str, Mapping[Status, Worlds]]
) -> Mapping[str, Sequence[tuple[Status, Worlds]]]:
    """Return what is taken as given in which worlds; a scenario's reading goes before that of every world."""
    found: dict[str, Sequence[tuple[Status, Worlds]]] = {}
    for node in dict.fromkeys((*given, *taken)):
        where = defaultdict[Status, Worlds](int, taken.get(node, {}))
        if node in given:
            where[given[node]] |= every & ~sum(where.values())
        found[node] = [*where.items()]
    return found
