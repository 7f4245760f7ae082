"""Dates as people write them, read as the dates that a profile takes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fto_check.documents.dates import parse_day, parse_span
from fto_check.documents.written_dates import LONGEST, hint_for_date


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("May 2015", "write 2015-05"),
        ("Sept. 2015", "write 2015-09"),
        ("Monday, 5 May 2015", "write 2015-05-05"),
        ("05/01/2023", "write 2023-05-01 or 2023-01-05, whichever is meant"),
        ("31/01/2023", "write 2023-01-31"),
        ("01.05.2023", "write 2023-05-01"),
        ("2021-2023", "write 2021/2023"),
        ("2021–23", "write 2021/2023: U+2013 EN DASH is no hyphen"),
        ("May - July 2021", "write 2021-05/2021-07"),
        ("2015-05/06", "write 2015-05/2015-06"),
        ("2015-05-01/05", "write 2015-05-01/2015-05-05"),
        ("2023 - present", "write 2023/.."),
        ("c. 2023", "write 2023, or the range in which it lies, such as 2022/2024"),
        ("until 2011", "write ../2011 for what lasted until then, /2011 for one day up to then that nobody gives"),
        ("2023/2021", "write 2021/2023"),
        ("2023\u200b", "write 2023: U+200B ZERO WIDTH SPACE does not belong there"),
        ("2015-13-01", "write 2015-01-13"),
        ("2015-02-30", None),
        ("yesterday", None),
        ("x" * (LONGEST + 1), None),
    ],
)
def test_a_date_is_read_as_it_is_meant(text: str, hint: str | None) -> None:
    assert hint_for_date(text) == hint


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("5 May 2015", "write 2015-05-05"),
        ("May 2015", "write one of its days, as in 2015-05-01"),
        ("2015-02-30", None),
    ],
)
def test_where_a_day_is_wanted_a_day_is_named(text: str, hint: str | None) -> None:
    assert hint_for_date(text, day=True) == hint


FORMS = ("{:%d %B %Y}", "{:%B %d, %Y}", "{:%d-%b-%Y}", "{:%Y/%m/%d}", "{:%Y.%m.%d}", "{:%d.%m.%Y}", "{:%Y%m%d}")


@given(st.dates(min_value=parse_day("1900-01-01"), max_value=parse_day("2099-12-31")), st.sampled_from(FORMS))
def test_every_day_in_every_form_is_that_day(day: object, form: str) -> None:
    assert hint_for_date(form.format(day)) == f"write {day}"


@given(st.text(max_size=LONGEST))
def test_what_is_named_is_a_date(text: str) -> None:
    hint = hint_for_date(text)
    if hint is not None and hint.startswith("write "):
        parse_span(hint.split()[1].rstrip(",:"))
