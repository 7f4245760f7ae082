"""Annotations of a pull request: the problems of a run as workflow commands of GitHub Actions, the worst first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from fto_check.problems.inert import inert
from fto_check.problems.problems import CODES, Location, Problem, Severity
from fto_check.runs.report import Report
from fto_check.runs.urgency import most_urgent_first
from fto_check.views.words import by_code, count, run_words

SHOWN = 10
"""How many errors, and how many warnings, GitHub shows of one step."""


def render(report: Report, *, quiet: bool = False) -> str:
    """Return at most ten errors, ten warnings, nine notices on renamed files and one with the totals.

    `quiet` leaves out the notices on files, and the warnings on which no gate fails.
    """
    problems = most_urgent_first(report.all_problems)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    warnings = [problem for problem in problems if problem.severity is Severity.WARNING]
    if quiet:
        hits = report.hits
        warnings = [problem for problem in warnings if problem in hits]
    shown = errors[:SHOWN] + warnings[:SHOWN]
    renamed = report.since.renamed if report.since is not None and not quiet else ()
    lines = [
        *map(_annotation, shown),
        *(_renamed(before, path) for before, path in renamed[: SHOWN - 1]),
        _totals(report, len(problems) - len(shown)),
    ]
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


def _renamed(before: str, path: str) -> str:
    """Return the notice on a file that got another name: what was known of it is not new."""
    given = f"file={escape_property(inert(path))},line=1,endLine=1,title=renamed"
    return f"::notice {given}::{escape_message(inert(f'renamed from {before}; its warnings of then are not new'))}"


def _place(location: Location) -> Iterator[tuple[str, str]]:
    """Yield where an annotation goes; GitHub refuses columns of a span that ends on another line."""
    if not location.path:
        return  # a fault of the run itself
    yield "file", location.path
    yield "line", str(location.line)
    if location.end_line > location.line:
        yield "endLine", str(location.end_line)
        return
    yield "endLine", str(location.line)
    yield "col", str(location.column)
    if location.end_column > location.column:
        yield "endColumn", str(location.end_column)


def _warnings(report: Report) -> Iterator[str]:
    codes = Counter(problem.code for problem in report.problems if problem.severity is Severity.WARNING)
    what = "warning" if report.since is None else "new warning"
    if codes:
        yield f"{count(codes.total(), what)}: {by_code(codes)}"
    if report.counts.known:
        yield f"{count(report.counts.known, 'warning')} known before"
    if report.counts.ignored:
        yield f"{report.counts.ignored} ignored"


def _totals(report: Report, hidden: int) -> str:
    counts = report.counts
    parts = [
        f"{count(counts.profiles, 'profile')} checked",
        f"{counts.invalid} invalid",
        f"{counts.unmet} of {count(counts.expectations, 'expectation')} not met",
        *_warnings(report),
        *([f"{count(hidden, 'problem')} not shown here"] if hidden else []),
    ]
    parts += map(inert, run_words(report))
    return f"::notice title=fto-check::{escape_message(', '.join(parts))}"
