"""Annotations of a pull request: the problems of a run as workflow commands of GitHub Actions, the worst first."""

from __future__ import annotations

from collections.abc import Iterator

from fto_check.problems.inert import inert
from fto_check.problems.problems import CODES, Location, Problem, Severity
from fto_check.runs.report import Report
from fto_check.views.words import count, run_words

SHOWN = 10
"""How many errors, and how many warnings, GitHub shows of one step."""


def render(report: Report, *, quiet: bool = False) -> str:
    """Return at most ten errors, ten warnings and one notice with the totals; `quiet` leaves out the warnings."""
    errors = [problem for problem in report.problems if problem.severity is Severity.ERROR]
    errors.sort(key=lambda problem: problem.location.path not in report.invalid)
    warnings = [problem for problem in report.problems if problem.severity is Severity.WARNING]
    shown = errors[:SHOWN] + ([] if quiet else warnings[:SHOWN])
    lines = [*(_annotation(problem) for problem in shown), _totals(report, len(report.problems) - len(shown))]
    return "".join(f"{line}\n" for line in lines)


def escape_message(text: str) -> str:
    """Return text as the message of a command, which reads `%25`, `%0D` and `%0A`."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escape_property(text: str) -> str:
    """Return text as the value of a property of a command, which ends at a comma or a colon."""
    return escape_message(text).replace(":", "%3A").replace(",", "%2C")


def _annotation(problem: Problem) -> str:
    title = f"{problem.code}: {CODES.get(problem.code, 'a problem')}"
    message = f"{problem.message} ({problem.hint})" if problem.hint else problem.message
    properties = [*_place(problem.location), ("title", title)]
    given = ",".join(f"{name}={escape_property(inert(value))}" for name, value in properties)
    return f"::{problem.severity} {given}::{escape_message(inert(message))}"


def _place(location: Location) -> Iterator[tuple[str, str]]:
    """Yield where an annotation goes; GitHub refuses columns of a span that ends on another line."""
    yield "file", location.path
    yield "line", str(location.line)
    if location.end_line > location.line:
        yield "endLine", str(location.end_line)
        return
    yield "endLine", str(location.line)
    yield "col", str(location.column)
    if location.end_column > location.column:
        yield "endColumn", str(location.end_column)


def _totals(report: Report, hidden: int) -> str:
    counts = report.counts
    parts = [
        f"{count(counts.profiles, 'profile')} checked",
        f"{counts.invalid} invalid",
        f"{counts.unmet} of {count(counts.expectations, 'expectation')} not met",
        *([f"{count(hidden, 'problem')} not shown here"] if hidden else []),
    ]
    parts += map(inert, run_words(report))
    return f"::notice title=fto-check::{escape_message(', '.join(parts))}"
