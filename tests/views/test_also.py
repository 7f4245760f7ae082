"""A branch all of whose parts stand elsewhere is told as a branch, and an unknown day in words, in every view."""

from __future__ import annotations

import io
from datetime import date

import pytest
from rich.console import Console

from fto_check.documents.dates import parse_span
from fto_check.runs.report import ProfileReport, Report
from fto_check.runs.why import explain_why
from fto_check.views.check.csv import render as render_csv
from fto_check.views.check.markdown import render as render_markdown
from fto_check.views.why.table import render as render_why
from fto_check.views.words import silent, span_text
from tests.reasoning.lines import DAY, STATUTE, check, profile_of

ARMED, BOMB = "A1 2023 +capability +intent", "A1 1995 #bomb +explosive_or_firearm +endangerment"
PLOT = "A1 /2020-12 #plot +assassination"


def report(*lines: str) -> Report:
    found = check(*lines)
    return Report("0", found.as_of, None, STATUTE, found.version, (ProfileReport("x", found),))


def why(*lines: str) -> str:
    out = io.StringIO()
    Console(file=out, width=120).print(
        render_why(explain_why("x", profile_of(*lines), STATUTE, date.fromisoformat(DAY), None, "retained_for"))
    )
    return out.getvalue()


def test_it_is_no_element_without_evidence() -> None:
    quiet = {label for _, labels in silent(check(ARMED).criteria[1].finding) for label in labels}
    assert "Capability" not in quiet
    assert STATUTE.by_id["violence"].label in quiet
    assert {STATUTE.by_id[name].label for name in ("retained_for_listed_acts", "retained_for_terrorism")}.isdisjoint(
        quiet
    )


def test_csv_calls_it_a_branch() -> None:
    rows = render_csv(report(ARMED, "A1 2023 -retained_for_terrorism -intent")).splitlines()
    (row,) = (row for row in rows if "retained_for_terrorism" in row)
    assert ",branch," in row
    assert any(",element,intent," in row for row in rows)


def test_why_prints_the_parts_that_stand_elsewhere() -> None:
    told = why(ARMED, BOMB)
    assert "For acts of a listed kind  retained_for_listed_acts" in told
    assert f"and ● met  {STATUTE.by_id['kind'].label}, told where it stands" in told


def test_why_says_in_a_line_that_nothing_is_cited_for_them() -> None:
    told = why(ARMED)
    assert "retained_for_listed_acts" not in told
    assert "For acts of a listed kind (nothing cited)" in told


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("/2020-12", "by 2020-12, day unknown"),
        ("../2020-12", "../2020-12"),
        ("2020-12", "2020-12"),
        ("2009/..", "2009/.."),
    ],
)
def test_an_unknown_day_in_words(text: str, said: str) -> None:
    assert span_text(parse_span(text)) == said


def test_reports_say_it_in_words_and_data_as_it_was_written() -> None:
    assert "by Dec 2020, day unknown" in render_markdown(report(PLOT))
    assert ",/2020-12," in render_csv(report(PLOT))
