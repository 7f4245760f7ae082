"""An act on a day that nobody gives, up to another (`/2020-12`): known from then on, and never recent."""

from __future__ import annotations

import pytest

from tests.reasoning.lines import status

PLOT = "#plot +assassination"


def activity(when: str, day: str, *more: str) -> str:
    return status("terrorist_activity", f"A1 {when} {PLOT}", *more, day=day)


def test_an_act_on_an_unknown_day_is_known_from_the_end_of_its_span_on() -> None:
    for day, expected in (("2020-11-30", "not_established"), ("2020-12-01", "met")):
        assert status("foreign", "A1 /2020-12 +foreign_base", day=day) == expected


def test_an_act_on_an_unknown_day_is_never_recent() -> None:
    assert activity("/2020-12", "2021-06-01") == "not_established"
    assert activity("/2020-12", "2021-06-01", "B2 2021 #other +planning +assassination") == "met", "another keeps it"


@pytest.mark.parametrize(
    ("when", "day", "expected"),
    [
        ("2020-12", "2021-06-01", "met"),
        ("../2020-12", "2021-06-01", "met"),
        ("../2020-12", "2015-06-01", "met"),
        ("2020-12", "2015-06-01", "not_established"),
    ],
)
def test_a_state_that_lasted_until_then_and_a_known_month_stay(when: str, day: str, expected: str) -> None:
    assert activity(when, day) == expected
