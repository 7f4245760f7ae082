"""Reports for the tests of the formats: made of real files, and by hand where no command makes them yet."""

from __future__ import annotations

from datetime import date
from functools import cache

from fto_check.law.statute import load_statute
from fto_check.problems.problems import Location, Problem, Severity
from fto_check.record.reading import load_record
from fto_check.runs.check import Question, check_paths
from fto_check.runs.report import GateFinding, Report
from fto_check.views.check.formats import Format
from tests.conftest import CASES, ROOT

DAY = date(2026, 11, 24)
HOSTILE = "tests/data/hostile.yaml"
INVALID = "tests/data/invalid/everything-at-once.yaml"
CLEAN = f"tests/cases/{CASES[3].name}"
SUFFIXES: dict[Format, str] = {form: form.suffix for form in Format if form not in (Format.TABLE, Format.JSON)}


@cache
def report_of(*paths: str) -> Report:
    """Return the report of files of this repository, by the paths that a run at its root would have."""
    files = ((path, (ROOT / path).read_bytes()) for path in paths)
    return check_paths(files, Question(load_statute(), DAY, record=load_record(), max_list_age=400))


def mixed() -> Report:
    """Return a run with a valid profile, an invalid file, a hostile profile, warnings and a gate that was hit."""
    report = report_of(f"tests/cases/{CASES[0].name}", INVALID, HOSTILE)
    first, *others = report.profiles
    unused = Location(first.path, 9, 1, 11, 2, keys="sources.x")
    where = Location(first.path, 3, 3, 3, 15, keys="organization")
    reason = "terrorist_activity is met on 2026-11-24, and --fail-on names met"
    gates = (GateFinding("met", reason, where), GateFinding("contested", None, where))
    own = (
        Problem("FTO119", Severity.ERROR, reason, where),
        Problem("FTO201", Severity.WARNING, "nothing cites the source 'x'", unused),
    )
    first = first._replace(gates=gates, problems=(*own, *first.problems))
    return report._replace(profiles=(first, *others), problems=(*own, *report.problems))


def with_problems(*problems: Problem) -> Report:
    """Return a run of one clean profile with these problems."""
    return report_of(CLEAN)._replace(problems=problems)
