"""The words and signs of a comparison, and how its names are broken into lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.console import Console

from fto_check.law.status import Status
from fto_check.reasoning.findings import Confidence
from fto_check.runs.answer import StatusWhy
from fto_check.runs.side_by_side import Cell, compare
from fto_check.views.compare.table import _parts, _wrap, render
from fto_check.views.compare.words import short, short_names, weakest_short, worded
from tests.conftest import PROFILES, slow_but
from tests.reports import report_of


def test_what_a_cell_says() -> None:
    met = Cell(
        status=Status.MET,
        why=None,
        confidence=Confidence.MODERATE,
        for_=3,
        against=1,
        disputed=0,
        assumed=False,
        cited=True,
    )
    assert (worded(met), short(met), short(met, "")) == ("● met, moderate 3+ 1−", "● mod. 3+ 1−", "● mod. 3+1−")
    bare = Cell(
        status=Status.NOT_ESTABLISHED, why=StatusWhy.NOTHING_CITED, confidence=None, for_=0, against=0, disputed=0,
        assumed=False, cited=False,
    )  # fmt: skip
    assert worded(bare) == short(bare) == "·"
    out = Cell(
        status=Status.NOT_ESTABLISHED, why=StatusWhy.THIN, confidence=None, for_=0, against=0, disputed=0,
        assumed=False, cited=True,
    )  # fmt: skip
    assert (worded(out), short(out)) == ("○ not established (thin)", "○")
    assumed = Cell(
        status=Status.MET, why=None, confidence=None, for_=0, against=0, disputed=2, assumed=True, cited=True
    )
    assert (worded(assumed), short(assumed)) == ("● met° 2±", "●° 2±")
    gone = Cell(status=None, why=None, confidence=None, for_=0, against=0, disputed=0, assumed=False, cited=False)
    assert (worded(gone), short(gone)) == ("– not law", "–")


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Gulf Cartel", ["Gulf", "Cartel"]),
        ("Yamaguchi-gumi", ["Yamaguc-", "hi-gumi"]),
        ("al-Qa'ida", ["al-", "Qa'ida"]),
        ("a b c", ["a b c"]),
        ("", []),
        ("組織組織組織", ["組織組-", "織組織"]),
    ],
)
def test_names_are_broken_into_lines(name: str, lines: list[str]) -> None:
    assert _wrap(name, 8) == lines


WIDTHS = [50, 60, 80, 100, 120, 160]
HEADS = [*((width, PROFILES[::3]) for width in (50, 80)), *((width, PROFILES) for width in WIDTHS)]


@pytest.mark.parametrize(("width", "paths"), slow_but(HEADS, *HEADS[:2]))
def test_no_name_is_broken_within_a_word(width: int, paths: list[Path]) -> None:
    """Each word of each short name stands whole in some line at the head of a table."""
    comparison = compare(report_of(*(f"profiles/{path.name}" for path in paths)))
    target = Console(width=width, color_system=None, force_terminal=False)
    with target.capture() as captured:
        target.print(render(comparison))
    heads = captured.get().split("What each answer hangs on")[-1]
    for name in short_names(comparison.columns):
        for part in _parts(name):
            assert part in heads, name


def test_what_an_answer_hangs_on_is_said_of_each_organization() -> None:
    report = report_of("tests/data/four-facts.yaml", "profiles/sinaloa-cartel.yaml")
    said = [weakest_short(column) for column in compare(report).columns]
    assert said == ["Threat: thin", "Threat: one origin (us-mission-2023-01)"]
