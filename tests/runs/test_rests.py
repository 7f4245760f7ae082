"""What an answer rests on: each loss is made in the file, and the matrix says what comes of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from fto_check import assess, load_statute
from fto_check.law.statute import OVERALL
from fto_check.reasoning.findings import Assessment
from fto_check.reasoning.flips import Change
from fto_check.runs.facts import facts_of
from fto_check.runs.rests import MOST_COLUMNS, RestMatrix, Voice, matrix_of
from fto_check.runs.why import explain_why
from tests.conftest import CASES, FEW, PROFILES, ROOT, load, slow_but
from tests.reasoning.afresh import judged_afresh, without
from tests.reasoning.lines import check, profile_of

STATUTE = load_statute()
DAY = date(2026, 11, 24)
FILES = [ROOT / "tests/data/four-facts.yaml", *CASES, *PROFILES]


def matrix_for(assessment: Assessment) -> RestMatrix:
    return matrix_of(assessment, facts_of(assessment))


@pytest.mark.parametrize("path", slow_but(FILES, FILES[0], FEW[1], *CASES[::4]), ids=lambda path: path.stem)
def test_the_matrix_says_of_each_origin_what_why_says_of_its_loss(path: Path) -> None:
    profile = load(path).profile
    found = matrix_for(assess(profile, STATUTE, DAY))
    criteria = {OVERALL, *(criterion.id for criterion in STATUTE.criteria)}
    shown = {
        row.origin: {fall.node: (fall.old, fall.new) for fall in row.falls if fall.node in criteria}
        for row in found.rows
    }  # fmt: skip
    said = {
        flip.subject: dict(flip.statuses)
        for flip in explain_why("x", profile, STATUTE, DAY).flips
        if flip.change is Change.LOSS
    }
    assert {origin: falls for origin, falls in shown.items() if falls} == said


@pytest.mark.parametrize("path", slow_but(FILES, *FILES[:4]), ids=lambda path: path.stem)
def test_a_loss_in_the_file_changes_what_the_matrix_says(path: Path) -> None:
    """Framed cells and falls are what is left once the origin is taken out of the profile.

    An element that two routes share has a status in each; judged afresh is the one where it stands.
    """
    profile = load(path).profile
    before = judged_afresh(profile, DAY)
    found = matrix_for(assess(profile, STATUTE, DAY))
    for row in found.rows:
        after = judged_afresh(without(profile, row.origin), DAY)
        for fall in row.falls:
            if fall.old is not before[fall.node]:
                continue
            assert (before[fall.node], after[fall.node]) == (fall.old, fall.new), (row.origin, fall.node)
        for column in found.columns:
            name = column.finding.id
            if column.finding.status is not before[name]:
                continue
            cell = row.cells.get(name)
            changed = after[name] if after[name] is not before[name] else None
            assert (cell.falls_to if cell is not None else None) is changed, (row.origin, name)


def test_a_voice_for_each_way_in_which_an_origin_speaks() -> None:
    found = matrix_for(
        check("A1@court +foreign_base", "B3@court +foreign_base", "B3@paper +foreign_base", "C2@paper ~foreign_base",
              "B3@rival -foreign_base")
    )  # fmt: skip
    (column,) = found.columns
    assert column.finding.id == "foreign_base"
    assert dict(column.counts) == {Voice.STRONG: 1, Voice.WEAK: 1, Voice.EITHER: 1, Voice.AGAINST: 1}
    cells = {row.origin: row.cells["foreign_base"] for row in found.rows}
    assert cells["court"].voices == (Voice.STRONG,), "its weak word adds nothing"
    assert cells["court"].items == ("e0", "e1")
    assert cells["paper"].voices == (Voice.WEAK, Voice.EITHER)
    assert cells["rival"].voices == (Voice.AGAINST,)
    assert column.hangs_on == ("court",)


def test_the_origins_stand_along_a_diagonal() -> None:
    found = matrix_for(
        check("B2@late 2023-01-01 +us_nationals +from_terrorist_activity",
              "B2@early 2023-01-01 +explosive_or_firearm +endangerment", "A1@first +foreign_base")
    )  # fmt: skip
    assert [row.origin for row in found.rows] == ["first", "early", "late"]


@pytest.mark.parametrize("path", slow_but(PROFILES, *FEW), ids=lambda path: path.stem)
def test_no_more_columns_than_a_page_holds_and_all_that_hang_come_first(path: Path) -> None:
    found = matrix_for(assess(load(path).profile, STATUTE, DAY))
    assert 0 < len(found.columns) <= MOST_COLUMNS
    hanging = sum(bool(column.hangs_on) for column in found.columns)
    assert not any(node.falls_to for node in found.left_out) or hanging >= MOST_COLUMNS - len(STATUTE.criteria)


def test_of_no_evidence_there_is_no_matrix() -> None:
    assert matrix_for(assess(profile_of("D5 +foreign_base"), STATUTE, DAY)).columns == ()
