"""The words and signs of a comparison, and how its names are broken into lines."""

from __future__ import annotations

import pytest

from fto_check.law.status import Status
from fto_check.reasoning.findings import Confidence
from fto_check.runs.answer import StatusWhy
from fto_check.runs.side_by_side import Cell
from fto_check.views.compare.table import _wrap
from fto_check.views.compare.words import short, worded


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
