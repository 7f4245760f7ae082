"""Partial dates and ranges as they are written, with the earliest and the latest day that each can mean."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from fto_check.problems.problems import clip

_PART = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_EXAMPLES = "write 2009, 2009-04, 2009-04-15, or a range such as 2009/2011 or 2009/.."
_UNKNOWN = "; for one day up to 2009-04 that nobody gives, /2009-04"
_DAY_EXAMPLE = "write year, month and day, as in 2020-10-28"


class DateError(ValueError):
    """A text that is no date; the message says why."""

    def __init__(
        self, message: str, text: str, *, stands_alone: bool = True, day: bool = False, says_all: bool = False
    ) -> None:
        self.text = text
        """The text that is no date."""
        self.stands_alone = stands_alone
        """Whether the message is whole by itself; otherwise the name of the field goes before it."""
        self.day = day
        """Whether only a single day is wanted."""
        self.says_all = says_all
        """Whether the message says what is wrong so that no example is needed."""
        super().__init__(message)

    @property
    def hint(self) -> str | None:
        """What to write: the date that the text means, or else examples."""
        from fto_check.documents.written_dates import hint_for_date

        example = _DAY_EXAMPLE if self.day else _EXAMPLES + (_UNKNOWN if "/" in self.text else "")
        return hint_for_date(self.text, day=self.day) or (None if self.says_all else example)


class RangeReversedError(DateError):
    """A range whose end lies before its start."""


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A day, month, year or range of them: the part of EDTF (ISO 8601-2:2019, levels 0 and 1) that a profile needs."""

    text: str
    """The span as it is written."""
    earliest: date | None
    """The first day that it can mean; None where the start is open (`../2011`)."""
    latest: date | None
    """The last day that it can mean; None where the end is open (`2009/..`)."""
    last_begins: date | None = None
    """The earliest day of the last part: of the whole span but for a range, None where the end is open."""
    unknown_start: bool = False
    """Whether it means one day up to its end (EDTF's unknown start), and no state that lasted until then."""

    @property
    def is_day(self) -> bool:
        """Whether the span is a single day."""
        return self.earliest is not None and self.earliest == self.latest

    @property
    def known_from(self) -> date | None:
        """The first day on which it can have begun; an act on an unknown day is known from its end on."""
        return self.last_begins if self.unknown_start else self.earliest

    def starts_after(self, day: date) -> bool:
        """Return whether the whole span lies after a day."""
        first = self.known_from
        return first is not None and first > day

    @property
    def is_closed_range(self) -> bool:
        """Whether it is a range of which both ends are known."""
        return "/" in self.text and self.earliest is not None and self.latest is not None


@lru_cache(maxsize=1024)  # a file has the same few dates again and again
def parse_span(text: str) -> DateSpan:
    """Return the span of `2009`, `2009-04`, `2009-04-15`, or of a range `A/B` of such dates, one of which may be `..`.

    `/B`, with nothing before the stroke, is one day up to B that is not known.

    Raises DateError with the fault and an example.
    """
    first, slash, last = text.partition("/")
    if not slash:
        earliest, latest = _bounds(first, text)
        return DateSpan(text, earliest, latest, earliest)
    if not first and _PART.fullmatch(last):
        earliest, latest = _bounds(last, text)
        return DateSpan(text, None, latest, earliest, unknown_start=True)
    if first == last == "..":
        raise DateError("a range needs one end at least", text, stands_alone=False)
    if any(part != ".." and _PART.fullmatch(part) is None for part in (first, last)):
        raise DateError(f"'{clip(text)}' is not a range of dates, which a / makes", text)
    start = None if first == ".." else _bounds(first, text)
    end = None if last == ".." else _bounds(last, text)
    if start and end and end[1] < start[0]:
        raise RangeReversedError(f"the range ends ({last}) before it starts ({first})", text, stands_alone=False)
    return DateSpan(
        text, start[0] if start else None, end[1] if end else None, last_begins=end[0] if end else None
    )  # fmt: skip


@lru_cache(maxsize=1024)
def parse_day(text: str) -> date:
    """Return the date of a full day, `2009-04-15`. Raises DateError with the fault."""
    if _PART.fullmatch(text) is None:
        raise DateError(f"'{clip(text)}' is not a day", text, day=True)
    earliest, latest = _bounds(text, text)
    if earliest != latest:
        raise DateError(f"'{text}' is not a day", text, day=True)
    return earliest


def day_text(as_of: date, known_by: date | None) -> str:
    """Return a day, and the day up to which sources count where that is limited."""
    return as_of.isoformat() + (f", known by {known_by.isoformat()}" if known_by is not None else "")


@lru_cache(maxsize=256)
def years_before(day: date, years: int) -> date:
    """Return the same day some years earlier; 29 February becomes 28 February where that year has none."""
    year = max(day.year - years, 1)
    return day.replace(year=year, day=min(day.day, calendar.monthrange(year, day.month)[1]))


def _bounds(part: str, text: str) -> tuple[date, date]:
    match = _PART.fullmatch(part)
    if match is None:
        raise DateError(f"'{clip(part)}' is not a date", text)
    year, month, day = (int(group) if group else None for group in match.groups())
    if not year:
        raise DateError("there is no year 0000", text)
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if not 1 <= month <= 12:
        raise DateError(f"there is no month {month:02d}", text)
    last = calendar.monthrange(year, month)[1]
    if day is None:
        return date(year, month, 1), date(year, month, last)
    if not 1 <= day <= last:
        message = f"{calendar.month_name[month]} {year} has no day {day}: it has {last} days"
        raise DateError(message, text, stands_alone=False, says_all=True)
    return date(year, month, day), date(year, month, day)
