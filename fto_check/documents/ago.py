"""A day as somebody says it: 2026-10-30, yesterday, last month, 3 weeks ago."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from fto_check.documents.dates import parse_span

EXAMPLES = '2026-10-30, yesterday or "1 month ago"'
_DATE = re.compile(r"\d{4}(-\d{2}){0,2}", re.ASCII)
_AGO = re.compile(r"(\d{1,4}|an?|one|last) (day|week|month|year)s?( ago)?", re.ASCII)
_ONE = ("a", "an", "one", "last")


def day_meant(text: str, today: date) -> date | None:
    """Return the day that a text means, of a month or year its first; None for no day, ValueError for one that is none.

    Days before the calendar begins are none.
    """
    said = " ".join(text.casefold().split())
    if _DATE.fullmatch(said):
        return parse_span(said).earliest
    if said in ("today", "yesterday"):
        return today - timedelta(days=said == "yesterday")
    found = _AGO.fullmatch(said)
    if found is None or (found[1] == "last") == (found[3] is not None):
        return None
    number = 1 if found[1] in _ONE else int(found[1])
    try:
        return _before(today, number, found[2])
    except (OverflowError, ValueError):
        raise ValueError(f"'{text}' is before the calendar begins") from None


def _before(today: date, number: int, unit: str) -> date:
    if unit in ("day", "week"):
        return today - timedelta(days=number * (7 if unit == "week" else 1))
    months = today.year * 12 + today.month - 1 - number * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(today.day, last))
