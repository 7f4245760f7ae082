"""What must be seen first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fto_check.problems.problems import CODES, WARNING_CODES, Location, Problem, Severity
from fto_check.runs.urgency import Urgency, most_urgent_first, urgency_of


def problem(code: str, path: str = "a", line: int = 1) -> Problem:
    severity = Severity.WARNING if code in WARNING_CODES else Severity.ERROR
    return Problem(code, severity, "wrong", Location(path, line))


def test_the_order() -> None:
    shuffled = ["FTO201", "FTO204", "FTO119", "FTO117", "FTO102", "FTO016"]
    assert [found.code for found in most_urgent_first(map(problem, shuffled))] == shuffled[::-1]


def test_the_first_of_each_file_comes_before_the_second_of_any() -> None:
    many = [problem("FTO102", path, line) for path in "abc" for line in (1, 2, 3)]
    found = [(one.location.path, one.location.line) for one in most_urgent_first(many)]
    assert found == [(path, line) for line in (1, 2, 3) for path in "abc"]


@given(st.lists(st.builds(problem, st.sampled_from(list(CODES)), st.sampled_from("abc"), st.integers(1, 9))))
def test_nothing_is_lost_and_nothing_urgent_comes_late(problems: list[Problem]) -> None:
    found = most_urgent_first(problems)
    assert sorted(found) == sorted(problems)
    ranks = [urgency_of(one) for one in found]
    assert ranks == sorted(ranks)
    for severity in Severity:
        assert all(
            (urgency_of(one) >= Urgency.DUPLICATE) == (severity is Severity.WARNING)
            for one in found
            if one.severity is severity
        )
