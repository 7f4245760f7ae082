"""The benchmark measures what it says: its profiles are valid and of the size that real ones have. No times here."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from fto_check.documents.dates import parse_day
from fto_check.documents.textfile import MAX_BYTES
from fto_check.law.statute import load_statute
from fto_check.runs.check import Question, check_paths
from tests.benchmarks import __main__ as program
from tests.benchmarks import generate, measure


def test_generated_profiles_are_valid_and_the_same_each_time(tmp_path: Path) -> None:
    first, second = generate.corpus(tmp_path / "a", 12), generate.corpus(tmp_path / "b", 12)
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    lines = [path.read_text(encoding="utf-8").count("\n") for path in first]
    assert min(lines) >= 80
    assert max(lines) <= 430
    question = Question(load_statute(), parse_day(measure.AS_OF), today=parse_day(measure.AS_OF))
    report = check_paths([(str(path), None) for path in first], question)
    assert not report.counts.has_errors, report.problems
    assert len(report.profiles) == 12
    assert not {problem.code for problem in report.problems} & {"FTO201", "FTO204", "FTO206"}
    assert len({criterion.status for profile in report.profiles for criterion in profile.assessment.criteria}) > 1


@pytest.mark.parametrize(("sources", "items"), [(50, 5_000), (5_000, 50)])
def test_the_largest_fit_into_a_file(sources: int, items: int) -> None:
    assert len(generate.profile(1, sources, items).encode()) < MAX_BYTES


def test_no_two_names_are_alike() -> None:
    assert len({generate.words_of(number) for number in range(10_000)}) == 10_000


def test_candidates_take_turns() -> None:
    called: list[str] = []

    def candidate(name: str, seconds: float) -> float:
        called.append(name)
        return seconds

    rounds = measure.take_turns({"a": lambda: candidate("a", 1), "b": lambda: candidate("b", 4)}, 3)
    assert [sorted(called[start : start + 2]) for start in range(0, 8, 2)] == [["a", "b"]] * 4
    assert len(called) == 8
    assert rounds.ratio("b", "a") == 4


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="the benchmark is for POSIX")
def test_a_process_is_measured() -> None:
    spent = measure.run([*measure.command(), "--help"])
    assert spent.code == 0
    assert 0 < spent.wall < 60


def test_figures_stand_between_the_markers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "README.md"
    page.write_text(program.README.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(program, "README", page)
    program.write("| a |")
    program.write("| b |")
    written = page.read_text(encoding="utf-8")
    assert written.count(program.BEGIN) == written.count(program.END) == 1
    assert "| b |" in written
    assert "| a |" not in written
