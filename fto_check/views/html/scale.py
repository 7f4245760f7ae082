"""The axis of the picture through time: days to positions, and the years that stand at it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

YEAR = 365.25
NARROWEST_LABEL = 46  # pixels from one year's label to the next
NARROWEST_TICK = 8  # pixels from one year's tick to the next
STEPS = (1, 2, 5, 10, 20, 50, 100)
LONELY = 0.2
"""The part of the whole span that lies empty behind an early fact which then stands before the axis."""


class Tick(NamedTuple):
    """A year at the axis."""

    x: float
    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Days from `first` to `last` on positions from `left` to `right`."""

    first: date
    last: date
    left: float
    right: float

    def at(self, day: date) -> float:
        """Return the position of a day."""
        return self.left + (self.right - self.left) * ((day - self.first).days / max((self.last - self.first).days, 1))

    @property
    def per_year(self) -> float:
        """The pixels of a year."""
        return (self.right - self.left) / max((self.last - self.first).days / YEAR, 1 / YEAR)

    @property
    def ticks(self) -> list[Tick]:
        """The years that have a label: by the least step that leaves room between labels."""
        step = next((step for step in STEPS if self.per_year * step >= NARROWEST_LABEL), STEPS[-1])
        return [Tick(self.at(date(year, 1, 1)), year) for year in self._years if year % step == 0]

    @property
    def minor(self) -> list[float]:
        """The positions of the years that have no label, where there is room for them."""
        if self.per_year <= NARROWEST_TICK:
            return []
        labelled = {tick.year for tick in self.ticks}
        return [self.at(date(year, 1, 1)) for year in self._years if year not in labelled]

    @property
    def _years(self) -> range:
        begins = self.first.year + (self.first > date(self.first.year, 1, 1))
        return range(begins, self.last.year + 1)


def first_day(days: Sequence[date], turning: Sequence[date], last: date) -> date:
    """Return the day on which an axis begins: the first of January of the first fact or turn.

    A lonely early fact, behind which a fifth of the span is empty, stands before the axis; never what turns a status.
    """
    found = sorted(day for day in (*days, *turning) if day <= last)
    limit = min((*turning, last))
    while len(found) > 2 and found[0] < limit and (found[1] - found[0]).days > LONELY * (last - found[0]).days:
        found.pop(0)
    first = date(found[0].year, 1, 1) if found else date(max(last.year - 5, 1), 1, 1)
    return first if first < last else date(max(first.year - 1, 1), 1, 1)
