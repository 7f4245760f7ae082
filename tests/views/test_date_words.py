"""Days and spans in words."""

from __future__ import annotations

import pytest

from fto_check.documents.dates import parse_span
from fto_check.views.date_words import span_words


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2009", "2009"), ("2009-04", "Apr 2009"), ("2009-04-05", "5 Apr 2009"), ("2009/2011", "2009 – 2011"),
        ("2022-08-09/2022-08-10", "9–10 Aug 2022"), ("2023-01/2023-06", "Jan–Jun 2023"),
        ("2022-08-30/2022-09-02", "30 Aug 2022 – 2 Sep 2022"), ("../2018-12", "until Dec 2018"),
        ("2019/..", "since 2019"), ("/2020-12", "by Dec 2020, day unknown"), ("0901", "0901"),
    ],
)  # fmt: skip
def test_a_span_in_words(written: str, said: str) -> None:
    assert span_words(parse_span(written)) == said


def test_a_fact_without_a_day() -> None:
    assert span_words(None) == "undated"
