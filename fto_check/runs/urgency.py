"""What must be seen first of a run's problems: an annotation shows ten of them, and a reader reads fewer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import IntEnum

from fto_check.problems.problems import Problem, Severity


class Urgency(IntEnum):
    """How soon a problem must be seen, the first first."""

    RUN = 0
    """The run itself failed: what was asked for was not checked."""
    INVALID = 1
    UNMET = 2
    GATE = 3
    DUPLICATE = 4
    WARNING = 5


OF_CODE = {
    "FTO000": Urgency.RUN,
    "FTO016": Urgency.RUN,
    "FTO117": Urgency.UNMET,
    "FTO119": Urgency.GATE,
    "FTO204": Urgency.DUPLICATE,
}


def urgency_of(problem: Problem) -> Urgency:
    """Return how soon a problem must be seen."""
    other = Urgency.INVALID if problem.severity is Severity.ERROR else Urgency.WARNING
    return OF_CODE.get(problem.code, other)


def most_urgent_first(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems by urgency; of one urgency the first of each file come before the second of any.

    Otherwise one file with ten faults would hide the faults of all others.
    """
    seen: Counter[tuple[Urgency, str]] = Counter()
    ranked: list[tuple[Urgency, int, Problem]] = []
    for problem in problems:
        key = urgency_of(problem), problem.location.path
        ranked.append((key[0], seen[key], problem))
        seen[key] += 1
    return [problem for *_, problem in sorted(ranked, key=lambda one: one[:2])]
