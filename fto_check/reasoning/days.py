"""The statuses on many days from one walk: each day, with the loss of each origin on it, is a block of worlds.

Days share a walk where the law is the same, what is assumed of the organization too, and the same sources may count. An
item is read once for all the days between two on which it can begin to say something else.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from fto_check.law.status import Status
from fto_check.law.statute import OVERALL, Statute
from fto_check.profile.models import Item, Profile
from fto_check.reasoning.assessment import not_assumed
from fto_check.reasoning.engine import Walk, walk_over
from fto_check.reasoning.evidence import Reader, marks_of
from fto_check.reasoning.judged import Judged
from fto_check.reasoning.rules import stale_from
from fto_check.reasoning.scenarios import Spell, over_days
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


def judge_days(
    profile: Profile, statute: Statute, asked: Mapping[Day, Iterable[str]], *, losses: bool = True
) -> Mapping[Day, DayAnswer]:
    """Return the status of some nodes (or `overall`) on each day, and which criteria fall with one origin.

    Without `losses` the latter is not looked for, and empty.
    """
    alike = defaultdict[tuple[date, frozenset[str], date | None], list[date]](list)
    for day, known_by in asked:
        alike[statute.version_on(day).version, not_assumed(profile, statute, day), known_by].append(day)
    found: dict[Day, DayAnswer] = {}
    for (_, unassumed, known_by), days in alike.items():
        days.sort()
        spells = [*_spells(profile, statute, days, known_by)]
        origins = sorted({one.origin for spell in spells for mark in spell.marks for one in mark.origins})
        width = 1 + len(origins) * losses
        step = max(MOST_WORLDS // width, 1)
        for first in range(0, len(days), step):
            some = days[first : first + step]
            run = over_days(spells, range(first, first + len(some)), origins if losses else (), unassumed)
            answers = _Answers(walk_over(statute, some[0], run), width)
            for index, day in enumerate(some):
                found[day, known_by] = answers.of_day(index, asked[day, known_by])
    return found


class _Answers:
    """What a walk says of each of its days."""

    def __init__(self, walk: Walk, width: int) -> None:
        self.walk, self.width, self.block = walk, width, (1 << width) - 1
        self.criteria = {name: judged.statuses for name, judged in walk.criteria.items()}
        self.known = {**self.criteria, OVERALL: least(self.criteria.values(), walk.every)}

    def of_day(self, index: int, names: Iterable[str]) -> DayAnswer:
        """Return the answer of one day, by its place."""
        at, statuses = index * self.width, dict[str, Status | None]()
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


def _spells(profile: Profile, statute: Statute, days: Sequence[date], known_by: date | None) -> Iterator[Spell]:
    """Yield what each item says, from which of the days up to which."""
    readers: dict[date, Reader] = {}
    dissolved = profile.organization.dissolved
    end = [*_after(dissolved.latest)] if dissolved is not None else []
    for item_id, item in profile.evidence.items():
        if item.is_context:
            continue
        turns = {bisect_left(days, day) for day in (*_turns(item, profile), *end)}
        bounds = [0, *sorted(turns - {0, len(days)}), len(days)]
        for first, last in pairwise(bounds):
            day = days[first]
            if day not in readers:
                readers[day] = Reader(profile, statute, day, known_by)
            if marks := marks_of(readers[day].read(item_id, item, profile.sources)):
                yield Spell(first, last, marks)


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
