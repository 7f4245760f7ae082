"""The record as lines of JSON, each an object with a `type`: a run, its profiles and problems, a summary.

The lines hold the same data as `json`; they can be written profile by profile, so that no run is too long to hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from fto_check.law.nodes import Version
from fto_check.law.statute import Statute
from fto_check.problems.problems import Problem
from fto_check.runs.report import Counts, GateFinding, ProfileReport, Report, SinceRevision
from fto_check.views import json_text
from fto_check.views.check.json import profile_data, run_data
from fto_check.views.json_data import problem_data


def render(report: Report, *, quiet: bool = False) -> str:
    """Return the whole report, the problems of files that are no profiles last; `quiet` leaves out nothing."""
    del quiet
    return "".join(_lines(report))


def _lines(report: Report) -> Iterator[str]:
    yield run_line(report.version, report.as_of, report.known_by, report.statute, report.law, report.since)
    for profile in report.profiles:
        yield from profile_lines(profile)
    told = {problem for profile in report.profiles for problem in profile.problems}
    for problem in report.all_problems:
        if problem not in told:
            yield problem_line(problem)
    yield summary_line(report.counts.summary)


def run_line(
    version: str, as_of: date, known_by: date | None, statute: Statute, law: Version, since: SinceRevision | None = None
) -> str:
    """Return the first line: what holds for every profile of the run."""
    return _line("run", run_data(version, as_of, known_by, statute, law, since))


class ProfileLines(NamedTuple):
    """A profile of a run as its lines, with its problems and counts."""

    lines: tuple[str, ...]
    problems: tuple[Problem, ...]
    counts: Counts
    gates: tuple[GateFinding, ...] = ()


def show(profile: ProfileReport) -> ProfileLines:
    """Return the lines of a profile, and what is counted and said of it."""
    lines = tuple(profile_lines(profile))
    return ProfileLines(lines, profile.problems, Counts.of_file(profile), profile.gates)


def profile_lines(profile: ProfileReport) -> Iterator[str]:
    """Yield the line of a profile, then one for each problem of its file."""
    yield _line("profile", profile_data(profile))
    for problem in profile.problems:
        yield problem_line(problem)


def problem_line(problem: Problem) -> str:
    """Return the line of one problem."""
    return _line("problem", problem_data(problem))


def summary_line(summary: Mapping[str, int]) -> str:
    """Return the last line: how many profiles, and how many of them failed. A file without it was cut short."""
    return _line("summary", summary)


def _line(kind: str, data: Mapping[str, Any]) -> str:
    return json_text.line({"type": kind, **data})
