"""Partial dates and ranges: what they span, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fto_check.documents.dates import RangeReversedError, parse_day, parse_span, years_before


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2009", date(2009, 1, 1), date(2009, 12, 31)),
        ("2009-02", date(2009, 2, 1), date(2009, 2, 28)),
        ("2008-02", date(2008, 2, 1), date(2008, 2, 29)),
        ("2009-04-15", date(2009, 4, 15), date(2009, 4, 15)),
        ("2009/2011", date(2009, 1, 1), date(2011, 12, 31)),
        ("2009-04-15/2009-04", date(2009, 4, 15), date(2009, 4, 30)),
        ("2009/..", date(2009, 1, 1), None),
        ("../2011-03", None, date(2011, 3, 31)),
    ],
)
def test_spans(text: str, earliest: date | None, latest: date | None) -> None:
    span = parse_span(text)
    assert (span.earliest, span.latest, span.text) == (earliest, latest, text)


@pytest.mark.parametrize(
    "text", ["", "09", "2009-13", "2009-02-30", "2009/", "../..", "0000", "2009-4", "2009-04-15T10", "٢٠٠٩"]
)
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match=r"date|month|day|year|range"):
        parse_span(text)


def test_a_range_that_ends_before_it_starts() -> None:
    with pytest.raises(RangeReversedError, match=r"2019.*2020"):
        parse_span("2020/2019")


def test_a_day_is_whole() -> None:
    assert parse_day("2020-10-28") == date(2020, 10, 28)
    for text in ("2020-10", "2020-10-28/2020-10-28"):
        with pytest.raises(ValueError, match="not a day"):
            parse_day(text)


@given(st.dates(), st.integers(0, 50))
def test_years_before(day: date, years: int) -> None:
    earlier = years_before(day, years)
    assert earlier.year == max(day.year - years, 1)
    assert earlier.month == day.month
    assert earlier.day == day.day or (day.month, day.day, earlier.day) == (2, 29, 28)
