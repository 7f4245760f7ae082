"""Partial dates and ranges, kept as written, with the earliest and latest day that they can mean."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from fto_check.problems.problems import clip

_PART = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_BY_A_YEAR = re.compile(r"\D+\d{4}", re.ASCII)  # such as "before 2009"
_EXAMPLES = "2009, 2009-04, 2009-04-15, or a range such as 2009/2011 or 2009/.."
_UNKNOWN = "; for one day up to 2009-04 that nobody gives, /2009-04"


class RangeReversedError(ValueError):
    """A range whose end lies before its start."""


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A day, month, year or range of them (the levels 0 and 1 of EDTF, ISO 8601-2:2019, that a profile needs).

    `earliest` is None where the start is open (`../2011`) or unknown (`/2011`), `latest` where the end is (`2009/..`).
    """

    text: str
    earliest: date | None
    latest: date | None
    last_begins: date | None = None
    """The earliest day of the last part: of the whole span but for a range, None where the end is open."""
    unknown_start: bool = False
    """Whether it means one day up to its end (EDTF's unknown start), and no state that lasted until then."""

    def __str__(self) -> str:
        return self.text

    @property
    def is_day(self) -> bool:
        """Whether this names one single day."""
        return self.earliest is not None and self.earliest == self.latest

    def starts_after(self, day: date) -> bool:
        """Whether all of it lies after a day; an act on an unknown day is known from the end of its span on."""
        first = self.last_begins if self.unknown_start else self.earliest
        return first is not None and first > day

    @property
    def is_closed_range(self) -> bool:
        """Whether it is a range of which both ends are known."""
        return "/" in self.text and self.earliest is not None and self.latest is not None


def parse_span(text: str) -> DateSpan:
    """Read `2009`, `2009-04`, `2009-04-15`, or a range `A/B` of such parts, of which one may be `..`.

    `/B`, with nothing before the stroke, is one day up to B that is not known.

    Raises ValueError with what is wrong and an example, RangeReversedError for a range that ends before it starts.
    """
    first, slash, last = text.partition("/")
    if not slash:
        earliest, latest = _bounds(first)
        return DateSpan(text, earliest, latest, earliest)
    if not first and _PART.fullmatch(last):
        earliest, latest = _bounds(last)
        return DateSpan(text, None, latest, earliest, unknown_start=True)
    if first == last == "..":
        raise ValueError(f"a range needs one end at least: {_EXAMPLES}")
    if any(part != ".." and _PART.fullmatch(part) is None for part in (first, last)):
        raise ValueError(f"'{clip(text)}' is not a range of dates, which a / makes: write {_EXAMPLES}{_UNKNOWN}")
    start = None if first == ".." else _bounds(first)
    end = None if last == ".." else _bounds(last)
    if start and end and end[1] < start[0]:
        raise RangeReversedError(f"the range ends ({last}) before it starts ({first})")
    return DateSpan(
        text, start[0] if start else None, end[1] if end else None, last_begins=end[0] if end else None
    )  # fmt: skip


def parse_day(text: str) -> date:
    """Read a full day, `2009-04-15`. Raises ValueError with what is wrong."""
    if _PART.fullmatch(text) is None or not (span := parse_span(text)).is_day or span.earliest is None:
        raise ValueError(f"'{clip(text)}' is not a day: write year, month and day, as in 2020-10-28")
    return span.earliest


@lru_cache(maxsize=256)
def years_before(day: date, years: int) -> date:
    """Return the same day some years earlier; 29 February becomes 28 February where that year has none."""
    year = max(day.year - years, 1)
    return day.replace(year=year, day=min(day.day, calendar.monthrange(year, day.month)[1]))


def _bounds(part: str) -> tuple[date, date]:
    match = _PART.fullmatch(part)
    if match is None:
        by_a_year = _BY_A_YEAR.match(part) is not None
        raise ValueError(f"'{clip(part)}' is not a date: write {_EXAMPLES}{_UNKNOWN if by_a_year else ''}")
    year, month, day = (int(group) if group else None for group in match.groups())
    if not year:
        raise ValueError("there is no year 0000")
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if not 1 <= month <= 12:
        raise ValueError(f"there is no month {month:02d}: write year-month-day, as in 2009-04-15")
    last = calendar.monthrange(year, month)[1]
    if day is None:
        return date(year, month, 1), date(year, month, last)
    if not 1 <= day <= last:
        raise ValueError(f"{calendar.month_name[month]} {year} has no day {day}: it has {last} days")
    return date(year, month, day), date(year, month, day)
