"""The statuses on many days from one walk: each day, with the loss of each origin on it, is a block of worlds.

Days share a walk where the law is the same and what is assumed of the organization too. An item is read once for all
the days between two on which it can begin to say something else.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby, pairwise
from typing import NamedTuple

from fto_check.law.nodes import Rule
from fto_check.law.status import Status
from fto_check.law.statute import OVERALL, Statute
from fto_check.profile.models import Item, Profile
from fto_check.reasoning.engine import Walk, walk_over
from fto_check.reasoning.evidence import Reader, marks_of
from fto_check.reasoning.judged import Judged
from fto_check.reasoning.rules import exists_on, stale_from
from fto_check.reasoning.scenarios import Run, Spell, over_days
from fto_check.reasoning.worlds import Statuses, Worlds, greatest, least, same_everywhere

Day = tuple[date, date | None]
"""A day, and the day up to which sources count (None: all do)."""
MOST_WORLDS = 10_000
"""Worlds of one walk over several days: with more of them each step takes longer than another walk saves."""


class DayAnswer(NamedTuple):
    """The answer of one day, without the whole assessment."""

    statuses: Mapping[str, Status | None]
    """The statuses that were asked for; None for what was not law."""
    low: frozenset[str]
    """The criteria, met or not met, whose answer changes with the loss of one origin."""


class Together(NamedTuple):
    """Days that share a walk."""

    days: Sequence[Day]
    run: Run
    width: int
    """How many worlds a day has."""

    def read(
        self, walk: Walk, asked: Mapping[Day, Iterable[str]], first: int = 0
    ) -> Iterator[tuple[Day, DayAnswer]]:  # fmt: skip
        """Yield the answer of each day; `first` is the number of the world in which the first day is as it is."""
        answers = _Answers(walk, self.width)
        for index, day in enumerate(self.days):
            yield day, answers.in_world(first + index * self.width, asked[day])


def judge_days(
    profile: Profile, statute: Statute, asked: Mapping[Day, Iterable[str]], *, losses: bool = True
) -> Mapping[Day, DayAnswer]:
    """Return the status of some nodes (or `overall`) on each day, and which criteria fall with one origin.

    Without `losses` the latter is not looked for, and empty.
    """
    found: dict[Day, DayAnswer] = {}
    for together in share_walks(profile, statute, asked, losses=losses):
        found.update(judge_together(together, statute, asked))
    return found


def judge_together(
    together: Together, statute: Statute, asked: Mapping[Day, Iterable[str]]
) -> Mapping[Day, DayAnswer]:  # fmt: skip
    """Return the answers of days that share a walk, from a walk over nothing else."""
    walk = walk_over(statute, together.days[0][0], together.run)
    answers = dict(together.read(walk, asked))
    walk.end()
    return answers


def share_walks(
    profile: Profile, statute: Statute, asked: Iterable[Day], *, losses: bool = True
) -> Iterator[Together]:  # fmt: skip
    """Yield the days, each with the loss of each origin on it, as those that can share a walk."""
    days = sorted(asked, key=lambda day: (day[1] or date.max, day[0]))
    spells = [*_spells(profile, statute, days)]
    alike = defaultdict[tuple[date, frozenset[str]], list[int]](list)
    for number, (day, _) in enumerate(days):
        alike[statute.version_on(day).version, not_assumed(profile, statute, day)].append(number)
    for (_, unassumed), numbers in alike.items():
        here = [spell for spell in spells if spell.meets(numbers)] if losses else ()
        origins = sorted({one.origin for spell in here for mark in spell.marks for one in mark.origins})
        width = 1 + len(origins)
        step = max(MOST_WORLDS // width, 1)
        for first in range(0, len(numbers), step):
            some = numbers[first : first + step]
            yield Together([days[number] for number in some], over_days(spells, some, origins, unassumed), width)


class _Answers:
    """What a walk says of each of its days."""

    def __init__(self, walk: Walk, width: int) -> None:
        self.walk, self.width, self.block = walk, width, (1 << width) - 1
        self.criteria = {name: judged.statuses for name, judged in walk.criteria.items()}
        self.known = {**self.criteria, OVERALL: least(self.criteria.values(), walk.every)}

    def in_world(self, at: int, names: Iterable[str]) -> DayAnswer:
        """Return the answer of the day that is as it is in a world, by its number."""
        statuses = dict[str, Status | None]()
        for name in names:
            if name not in self.known:
                self.known.update(self._below_criteria())
            statuses[name] = self.known[name].in_world(at) if name in self.known else None
        firm = (Status.MET, Status.NOT_MET)
        return DayAnswer(statuses, frozenset(
            name for name, found in self.criteria.items() if self.width > 1 and found.in_world(at) in firm
            and Statuses(*(reached >> at & self.block for reached in found)).changed(self.block)
        ))  # fmt: skip

    def _below_criteria(self) -> Mapping[str, Statuses]:
        found: dict[str, Statuses] = {}
        for judged in self.walk.criteria.values():
            self._note(judged, self.walk.every, judged.silent, found)
        return found

    def _note(self, judged: Judged, where: Worlds, silent: bool, found: dict[str, Statuses]) -> None:
        """Add the statuses of a node and of all below it, as they are in some worlds.

        The parts of a route are those of the view that it was decided in, which differs from world to world.
        """
        silent = silent or judged.silent
        status, name = judged.statuses.as_it_is, judged.node.id
        here = (same_everywhere(status, self.walk.every) if silent else judged.statuses).within(where)
        found[name] = greatest((found[name], here)) if name in found else here
        chosen = [(judged, where)] if silent else self.walk.routes.chosen.get(name, [(judged, where)])
        for view, decided in chosen:
            for part in (*view.parts, *([view.unless] if view.unless is not None else ())):
                self._note(part, where & decided, silent, found)


def _spells(profile: Profile, statute: Statute, days: Sequence[Day]) -> Iterator[Spell]:
    """Yield what each item says, from which of the days up to which; days of which the same is known stand together."""
    dissolved = profile.organization.dissolved
    shared = {version.version for version in statute.versions}
    if dissolved is not None:
        shared.update(_after(dissolved.latest))
    turns = {
        item_id: shared.union(_turns(item, profile))
        for item_id, item in profile.evidence.items() if not item.is_context
    }  # fmt: skip
    first = 0
    for known_by, group in groupby(days, key=lambda day: day[1]):
        known = [day for day, _ in group]
        readers: dict[int, Reader] = {}
        for item_id, begins in turns.items():
            places = {bisect_left(known, day) for day in begins}
            bounds = [0, *sorted(places - {0, len(known)}), len(known)]
            for begin, end in pairwise(bounds):
                if begin not in readers:
                    readers[begin] = Reader(profile, statute, known[begin], known_by)
                if marks := marks_of(readers[begin].read(item_id, profile.evidence[item_id], profile.sources)):
                    yield Spell(first + begin, first + end, marks)
        first += len(known)


def _turns(item: Item, profile: Profile) -> Iterator[date]:
    """Yield the days from which on an item may say something else: it is known, is over, or is no longer recent."""
    for span in (item.when, *(profile.sources[citation.source].published for citation in item.sources)):
        if span is None:
            continue
        for begins in (span.earliest, span.last_begins):
            if begins is not None:
                yield begins
        yield from _after(span.latest)
        for end in (span.latest, span.earliest):
            if end is not None:
                yield stale_from(end)


def _after(day: date | None) -> Iterator[date]:
    if day is not None and day < date.max:
        yield day + timedelta(days=1)


def not_assumed(profile: Profile, statute: Statute, day: date) -> frozenset[str]:
    """Return the elements that are assumed otherwise and take evidence on a day on which the organization is not."""
    if exists_on(profile.organization, day):
        return frozenset()
    return frozenset(node.id for node in statute.with_rule(Rule.WHILE_IT_EXISTS))
