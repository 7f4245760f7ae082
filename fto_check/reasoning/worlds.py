"""Sets of worlds: a world is one hypothetical state of the evidence, and a bit of an int.

World 0 is the evidence as it is. In another world an origin is lost, a source is graded otherwise, an element is read
one way, or an item is added that nobody has yet. Of two sets, `&` is "in both" and `|` "in either": so one walk over
the statute judges every world at the price of one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from fto_check.law.status import Status, Weight

Worlds = int
NOWHERE: Worlds = 0
AS_IT_IS: Worlds = 1
"""The set that holds world 0 alone."""


def numbers_of(worlds: Worlds) -> Iterator[int]:
    """Yield the numbers of the worlds in a set, the least first."""
    digits = f"{worlds:b}"[::-1]
    found = digits.find("1")
    while found >= 0:
        yield found
        found = digits.find("1", found + 1)


def set_of(numbers: Iterable[int], most: int) -> Worlds:
    """Return the set of the worlds with some numbers, none above `most`."""
    held = bytearray(most // 8 + 1)
    for number in numbers:
        held[number // 8] |= 1 << number % 8
    return int.from_bytes(held, "little")


_STATUSES = tuple(Status)  # by their numbers, from not met to met: a look-up costs a third of a call of the enumeration
_WEIGHTS = tuple(Weight)


class Statuses(NamedTuple):
    """The status of a node in every world: three sets, each of which holds the next."""

    unrefuted: Worlds
    """Where it is at least not established."""
    arguable: Worlds
    """Where it is at least contested."""
    met: Worlds

    def in_world(self, number: int) -> Status:
        """Return the status in one world."""
        return _STATUSES[(self.unrefuted >> number & 1) + (self.arguable >> number & 1) + (self.met >> number & 1)]

    @property
    def as_it_is(self) -> Status:
        """The status in world 0."""
        return _STATUSES[(self.unrefuted & 1) + (self.arguable & 1) + (self.met & 1)]

    def changed(self, every: Worlds) -> Worlds:
        """Return the worlds in which the status is not that of world 0."""
        found = NOWHERE
        for reached in self:
            found |= reached ^ every if reached & AS_IT_IS else reached
        return found

    def above(self, other: Statuses) -> Worlds:
        """Return the worlds in which the status is greater than another."""
        return self.unrefuted & ~other.unrefuted | self.arguable & ~other.arguable | self.met & ~other.met

    def at_most_contested(self, where: Worlds) -> Statuses:
        """Return the statuses with none of the worlds in `where` met."""
        return Statuses(self.unrefuted, self.arguable, self.met & ~where)

    def within(self, where: Worlds) -> Statuses:
        """Return the statuses with every world outside of `where` not met."""
        return Statuses(self.unrefuted & where, self.arguable & where, self.met & where)

    def given(self, status: Status, where: Worlds) -> Statuses:
        """Return the statuses with one status in all worlds of `where`, whatever it was."""
        fixed = same_everywhere(status, where)
        return Statuses(*(reached & ~where | taken for reached, taken in zip(self, fixed, strict=True)))


def same_everywhere(status: Status, every: Worlds) -> Statuses:
    """Return one status for all worlds of a set."""
    unrefuted = every if status >= Status.NOT_ESTABLISHED else NOWHERE
    arguable = every if status >= Status.CONTESTED else NOWHERE
    return Statuses(unrefuted, arguable, every if status is Status.MET else NOWHERE)


def least(parts: Iterable[Statuses], every: Worlds) -> Statuses:
    """Return the least status of some parts in each world; met where there is none."""
    unrefuted = arguable = met = every
    for part in parts:
        unrefuted &= part[0]
        arguable &= part[1]
        met &= part[2]
    return Statuses(unrefuted, arguable, met)


def greatest(parts: Iterable[Statuses]) -> Statuses:
    """Return the greatest status of some parts in each world; not met where there is none."""
    unrefuted = arguable = met = NOWHERE
    for part in parts:
        unrefuted |= part[0]
        arguable |= part[1]
        met |= part[2]
    return Statuses(unrefuted, arguable, met)


class Weights(NamedTuple):
    """What one side of a node amounts to in every world: where it is at least suggested, and where it is carried."""

    suggested: Worlds
    carried: Worlds

    @property
    def as_it_is(self) -> Weight:
        """The weight in world 0."""
        return _WEIGHTS[(self.suggested & 1) + (self.carried & 1)]


SILENT = Weights(NOWHERE, NOWHERE)
