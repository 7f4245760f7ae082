"""Days and spans as a reader says them: 9 Aug 2022, Aug 2022, 2009 – 2011."""

from __future__ import annotations

from datetime import date

from fto_check.documents.dates import DateSpan

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
UNDATED = "undated"


def day_words(day: date) -> str:
    """Return a day, such as 9 Aug 2022."""
    return f"{day.day} {month_words(day)}"


def month_words(day: date) -> str:
    """Return the month of a day, such as Aug 2022."""
    return f"{MONTHS[day.month - 1]} {day.year:04d}"


def span_words(span: DateSpan | None) -> str:
    """Return a day, a month, a year or a range as a reader says it."""
    if span is None:
        return UNDATED
    first, slash, last = span.text.partition("/")
    if not slash:
        return _part(first)
    if span.unknown_start:
        return f"by {_part(last)}, day unknown"
    if first == "..":
        return f"until {_part(last)}"
    if last == "..":
        return f"since {_part(first)}"
    return _range(first, last)


def _part(text: str) -> str:
    year, *rest = (int(part) for part in text.split("-"))
    if len(rest) == 2:
        return day_words(date(year, rest[0], rest[1]))
    return month_words(date(year, rest[0], 1)) if rest else text


def _range(first: str, last: str) -> str:
    """Return a range that says the month and the year once where both ends share them."""
    if len(first) == len(last) == 10 and first[:7] == last[:7]:
        return f"{int(first[8:])}–{_part(last)}"
    if len(first) == len(last) == 7 and first[:4] == last[:4]:
        return f"{MONTHS[int(first[5:]) - 1]}–{_part(last)}"
    return f"{_part(first)} – {_part(last)}"
