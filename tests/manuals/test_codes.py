"""The catalogue: every code has its manual, and every example in it does what it says."""

from __future__ import annotations

from datetime import date

import pytest

from fto_check.advice import REMINDERS, WARNINGS
from fto_check.documents.yaml_reader import read_document
from fto_check.law.statute import load_statute
from fto_check.manuals.codes import MANUALS_FILE, complete, manual
from fto_check.problems.problems import CODES, Problem, Severity
from fto_check.record.reading import load_record
from fto_check.runs.check import Question, check_paths

TODAY = date(2026, 1, 1)
RUNNABLE = [code for code in CODES if manual(code).runs]
# What no text of one profile can show.
IN_WORDS = [
    "FTO000",
    "FTO001",
    "FTO002",
    "FTO009",
    "FTO010",
    "FTO013",
    "FTO014",
    "FTO015",
    "FTO016",
    "FTO119",
    "FTO204",
    "FTO218",
]


def problems(text: str) -> tuple[Problem, ...]:
    question = Question(load_statute(), TODAY, record=load_record(), today=TODAY, remind=REMINDERS)
    return check_paths([("a.yaml", text.encode())], question).problems


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_manual(code: str) -> None:
    entry = manual(code)
    assert (entry.code, entry.meaning) == (code, CODES[code])
    assert entry.severity is (Severity.WARNING if code.startswith("FTO2") else Severity.ERROR)
    assert entry.text.endswith(".")
    assert "::" not in entry.text, "an example was taken for text"
    assert entry.failing
    assert entry.passing
    assert len(entry.text) < 900, "a rule of SARIF has 1,024 characters"


def test_only_what_cannot_be_run_is_told_in_words() -> None:
    assert [code for code in CODES if code not in RUNNABLE] == IN_WORDS


@pytest.mark.parametrize("code", RUNNABLE)
def test_the_failing_example_gives_its_code_at_the_marked_line_and_nothing_else(code: str) -> None:
    text = complete(manual(code).failing)
    marked = [number for number, line in enumerate(text.splitlines(), 1) if line.endswith(f"# {code}")]
    assert len(marked) == 1
    assert [(problem.location.line, problem.code) for problem in problems(text)] == [(marked[0], code)]


@pytest.mark.parametrize("code", RUNNABLE)
def test_the_passing_example_gives_nothing(code: str) -> None:
    assert problems(complete(manual(code).passing)) == ()


def test_only_warnings_that_concern_more_than_one_file_have_no_function() -> None:
    elsewhere = [code for code in CODES if code.startswith("FTO2") and code not in WARNINGS]
    assert elsewhere == ["FTO202", "FTO204", "FTO217", "FTO218"]


def test_each_manual_stands_in_one_place() -> None:
    assert list(read_document(MANUALS_FILE).data) == [code for code in CODES if code not in WARNINGS]


def test_no_such_code() -> None:
    with pytest.raises(KeyError):
        manual("FTO999")
