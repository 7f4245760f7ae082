"""The layout of a strip: one organization through time in a row of the index, a thin lane for each criterion."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fto_check.law.status import Status
from fto_check.runs.course import Course
from fto_check.views.html.scale import STEPS, Scale

WIDTH, HEIGHT = 520.0, 46.0
LANE, FIRST_LANE, LIST_LINE = 11.0, 12.0, 6.0
THICKNESS = 9.0
MOST_YEARS = 7  # labels at the head of the column


@dataclass(frozen=True, slots=True, kw_only=True)
class StripPiece:
    """A status for a time."""

    x: float
    y: float
    width: float
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """The strip of one organization."""

    pieces: tuple[StripPiece, ...]
    listed: tuple[tuple[float, float], ...]
    """From where to where it stood on the official list."""
    blank: float
    """Up to where there is no status; 0 where it begins with the law."""


def strip_scale(first: date, last: date) -> Scale:
    """Return the axis that the strips of an index share."""
    return Scale(first=min(first, date.fromordinal(last.toordinal() - 1)), last=last, left=2, right=WIDTH - 2)


def strip_years(scale: Scale) -> list[tuple[int, float]]:
    """Return the years at the head of the strips, with their positions as a part of the whole width.

    The first is that of the law; a year that would stand on it is left out.
    """
    span = scale.last.year - scale.first.year
    step = next((step for step in STEPS if span / step <= MOST_YEARS), STEPS[-1])
    years = [year for year in range(scale.first.year + 1, scale.last.year + 1) if year % step == 0]
    found = [(year, scale.at(date(year, 1, 1)) / WIDTH) for year in years]
    return [(scale.first.year, scale.left / WIDTH), *((year, x) for year, x in found if 0.08 < x < 0.98)]


def lay_strip(course: Course, scale: Scale) -> Strip:
    """Return the strip of an organization."""
    pieces = []
    for number, lane in enumerate(course.lanes):
        for period in lane.periods:
            x, end = scale.at(max(period.first, scale.first)), scale.at(period.until)
            y = FIRST_LANE + number * LANE
            pieces.append(StripPiece(x=x, y=y, width=max(end - x, 0), status=period.status))
    listed = tuple(
        (scale.at(max(one.since, scale.first)), scale.at(min(one.until or scale.last, scale.last)))
        for one in course.listed
    )
    begin = scale.at(max(course.begins, scale.first))
    return Strip(pieces=tuple(pieces), listed=listed, blank=begin if begin > scale.left + 1 else 0)
