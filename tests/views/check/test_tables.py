"""The tables of facts: whole outputs at several widths, and what holds for every shipped profile at any width."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from rich.console import Console

from fto_check.runs.facts import CriterionFacts, count_facts, facts_of
from fto_check.runs.report import Report
from fto_check.views.check.formats import Detail
from fto_check.views.check.table import ROWS, render
from tests.conftest import CASES, FEW, PROFILES, ROOT, Run, slow_but
from tests.reports import report_of

DAY = ("--as-of", "2026-11-24")
FOUR = "tests/data/four-facts.yaml"
ROWS_OF_FOUR = 30
profile = pytest.mark.parametrize("path", slow_but(PROFILES, *FEW), ids=lambda path: path.stem)


@cache
def report(path: Path) -> Report:
    return report_of(str(path.relative_to(ROOT)))


def facts(path: Path) -> tuple[CriterionFacts, ...]:
    return facts_of(report(path).profiles[0].assessment)


def printed(found: Report, width: int, detail: Detail | None = None, *, quiet: bool = False) -> str:
    console = Console(width=width, file=io.StringIO(), markup=False, highlight=False, emoji=False)
    with console.capture() as captured:
        console.print(render(found, quiet=quiet, detail=detail or Detail()), crop=False)
    return "\n".join(line.rstrip() for line in captured.get().splitlines()) + "\n"


# -- whole outputs -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", ["60", "80", "100", "120", "200"])
def test_four_facts(run: Run, golden: Callable[[str, str], None], width: str) -> None:
    golden(f"table/four-facts-{width}.txt", run(FOUR, *DAY, COLUMNS=width).stdout.decode())


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("full", ["--full"]),
        ("threat", ["--criterion", "threat"]),
        ("quiet", ["-q"]),
        ("on-an-earlier-day", ["--known-by", "2024-06-30"]),
    ],
)
def test_more_and_less_of_four_facts(
    run: Run, golden: Callable[[str, str], None], name: str, options: list[str]
) -> None:
    golden(f"table/four-facts-{name}-80.txt", run(FOUR, *DAY, *options, COLUMNS="80").stdout.decode())


@pytest.mark.parametrize("path", [CASES[1], CASES[3], CASES[12]], ids=lambda path: path.stem)
@pytest.mark.parametrize("width", ["80", "120"])
def test_cases(run: Run, golden: Callable[[str, str], None], path: Path, width: str) -> None:
    golden(f"table/{path.stem}-{width}.txt", run(str(path.relative_to(ROOT)), *DAY, COLUMNS=width).stdout.decode())


def test_an_earlier_day(run: Run, golden: Callable[[str, str], None]) -> None:
    path = str(CASES[10].relative_to(ROOT))
    golden("table/earlier-law-80.txt", run(path, "--as-of", "2001-03-01", COLUMNS="80").stdout.decode())


@pytest.mark.parametrize("width", slow_but(["80", "120"], "80"))
def test_the_overview(run: Run, golden: Callable[[str, str], None], width: str) -> None:
    golden(f"table/matrix-{width}.txt", run("tests/cases", *DAY, COLUMNS=width).stdout.decode())


# -- every shipped profile ---------------------------------------------------------------------------------------------


@profile
def test_a_report_is_a_screen_and_a_half(path: Path) -> None:
    assert printed(report(path), 100).count("\n") <= ROWS


def test_a_profile_of_four_facts_takes_less_than_a_screen() -> None:
    assert printed(report(ROOT / FOUR), 100).count("\n") <= ROWS_OF_FOUR


@profile
@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_id_and_no_word_is_cut(path: Path, width: int) -> None:
    text = printed(report(path), width)
    known = words(path.read_text(encoding="utf-8")) | words(printed(report(path), 200)) | words(str(path))
    assert not words(text) - known
    for one in facts(path):
        assert {row.id for row in one.shown} <= set(re.findall(r"[\w.-]*\w", text))
    assert max(map(len, text.splitlines())) <= width


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


@profile
def test_no_fact_stands_twice_in_a_table_and_none_is_lost(path: Path) -> None:
    assessment = report(path).profiles[0].assessment
    seen = {name for name, item in assessment.profile.evidence.items() if item.is_context}
    for one in facts(path):
        ids = [row.id for row in one.rows]
        assert len(ids) == len(set(ids))
        assert sorted(ids) == sorted(row.id for row in (*one.shown, *one.rest))
        assert sum(one.shortfalls.values()) == sum(not row.counted for row in one.rest)
        seen |= set(ids)
    assert seen == set(assessment.profile.evidence)


@profile
def test_the_counts_add_up_to_the_items_of_the_file(path: Path) -> None:
    assessment = report(path).profiles[0].assessment
    counts = count_facts(assessment)
    assert counts.counted + counts.out + counts.context == counts.items == len(assessment.profile.evidence)
    assert f"{counts.items} items: {counts.counted} count, {counts.out} do not" in printed(report(path), 120)


@profile
def test_all_facts_of_a_criterion_stand_in_its_table_whole(path: Path) -> None:
    for one in facts(path):
        text = " ".join(printed(report(path), 200, Detail(criterion=one.criterion.id)).split())
        for row in one.rows:
            assert text.count(f" {row.id} ") >= 1
        assert "…" not in text or "…" in path.read_text(encoding="utf-8")


@profile
def test_each_criterion_has_its_table_and_the_answer_stands_last(path: Path) -> None:
    lines = printed(report(path), 100).splitlines()
    numbers = [line[0] for line in lines if re.match(r"\d  [A-Z]", line)]
    assert numbers == ["1", "2", "3"]
    answer = next(number for number, line in enumerate(lines) if line.startswith("Answer"))
    assert answer > max(number for number, line in enumerate(lines) if re.match(r"\d  [A-Z]", line))
    assert len(lines) - answer <= 12, "the answer is on the last screen"


@profile
def test_a_long_report_has_every_item_note_and_source(path: Path) -> None:
    text = " ".join(printed(report(path), 140, Detail(full=True)).split())
    found = report(path).profiles[0].assessment.profile
    for name in (*found.evidence, *found.sources):
        assert name in text
    assert text.count("note: ") >= sum(item.note is not None for item in found.evidence.values())
    order = [text.index(f" {found.sources[name].reliability} {name} ") for name in sorted(found.sources)]
    assert order == sorted(order)
