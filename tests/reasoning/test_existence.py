"""That an organization exists is assumed only between its founding and its dissolution."""

from __future__ import annotations

import pytest

from tests.reasoning.lines import check, status

BASE = "A1 1990 +foreign_base"


def foreign(day: str, *lines: str, **organization: str) -> str:
    return status("foreign", BASE, *lines, day=day, organization=organization)


def test_after_it_was_dissolved_it_takes_evidence_that_it_exists() -> None:
    assert foreign("2018-01-01", dissolved="2017") == "not_established"
    assert not check(BASE, day="2018-01-01", organization={"dissolved": "2017"}).findings["organized"].assumed
    assert foreign("2021-01-01", "A1 2001 +organized", dissolved="2017") == "not_established", "a fact of before"
    assert foreign("2021-01-01", "A1 +organized", dissolved="2017") == "not_established", "an undated fact"


def test_before_it_was_founded_it_takes_evidence_too() -> None:
    assert foreign("2010-12-31", founded="2011") == "not_established"


@pytest.mark.parametrize(
    ("day", "lines", "organization"),
    [
        ("2021-01-01", ["A1 2001 +organized"], {}),
        ("2017-12-31", [], {"dissolved": "2017"}),
        ("2018-01-01", ["A1 2001/.. +organized"], {"dissolved": "2017"}),
        ("2018-06-01", ["A1 2018-02 +organized"], {"dissolved": "2017"}),
        ("2011-01-01", [], {"founded": "2011"}),
        ("2010-06-01", [], {"founded": "2009/2011"}),
        ("2010-06-01", ["A1 2009 +organized"], {"founded": "2011"}),
    ],
)
def test_what_is_near_it_stays(day: str, lines: list[str], organization: dict[str, str]) -> None:
    """Within these days, on their first and last, and by a fact that reaches beyond them."""
    assert foreign(day, *lines, **organization) == "met"


def test_what_speaks_against_it_counts_whenever_it_was() -> None:
    assert foreign("2018-01-01", "A1 2001 -organized", dissolved="2017") == "not_met"
