"""Partial dates and ranges: what they span, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fto_check.documents.dates import DateError, RangeReversedError, parse_day, parse_span, years_before


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
        ("/2011-03", None, date(2011, 3, 31)),
    ],
)
def test_spans(text: str, earliest: date | None, latest: date | None) -> None:
    span = parse_span(text)
    assert (span.earliest, span.latest, span.text) == (earliest, latest, text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "09",
        "2009-13",
        "2009-02-30",
        "2009/",
        "../..",
        "0000",
        "2009-4",
        "2009-04-15T10",
        "٢٠٠٩",
        "/",
        "/..",
        "/2009-13",
    ],
)
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match=r"date|month|day|year|range"):
        parse_span(text)


def test_an_unknown_start_is_one_day_and_no_state() -> None:
    """It begins to be known with the end of its span, and an open start does not."""
    unknown, lasted = parse_span("/2020-12"), parse_span("../2020-12")
    assert (unknown.unknown_start, lasted.unknown_start) == (True, False)
    assert unknown.starts_after(date(2020, 11, 30))
    assert not unknown.starts_after(date(2020, 12, 1))
    assert not lasted.starts_after(date(1996, 4, 24))
    assert not unknown.is_day
    assert not unknown.is_closed_range


@pytest.mark.parametrize("text", ["before 2009", "?/2009", "<2009-04", "until 2009-04-15", "2008/before 2009", "/.."])
def test_the_message_for_what_may_be_an_unknown_start_names_its_form(text: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_span(text)
    assert caught.value.hint is not None
    assert "nobody gives" in caught.value.hint
    assert "/2009" in caught.value.hint


@pytest.mark.parametrize("text", ["2009-4", "9", "/2009-13"])
def test_other_messages_do_not(text: str) -> None:
    with pytest.raises(ValueError, match=r"^[^/]*(/2011 or 2009/\.\.)?[^/]*$"):
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
