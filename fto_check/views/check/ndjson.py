"""The record as lines of JSON, each an object with a `type`: a run, its profiles and problems, a summary.

The lines hold the same data as `json`; they can be written profile by profile, so that no run is too long to hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fto_check.problems.problems import Problem
from fto_check.runs.report import ProfileReport, Report
from fto_check.runs.shown import ShownProfile
from fto_check.views import json_text
from fto_check.views.check.json import profile_data, run_data
from fto_check.views.check.writing import render_shown
from fto_check.views.json_data import problem_data


def render(report: Report, *, quiet: bool = False) -> str:
    """Return the whole report, the problems of files that are no profiles last; `quiet` leaves out nothing."""
    del quiet
    return render_shown(LinesWriter(), show, report)


def show(profile: ProfileReport) -> str:
    """Return the line of a profile."""
    return _line("profile", profile_data(profile))


class LinesWriter:
    """The lines: the run, each profile with the problems of its file, the other problems, the summary."""

    def begin(self, run: Report) -> str:
        """Return the first line: what holds for every profile of the run."""
        return _line("run", run_data(run))

    def add(self, found: ShownProfile) -> str:
        """Return the line of a profile, then one for each problem of its file."""
        return "".join((str(found.shown), *map(problem_line, found.problems)))

    def end(self, report: Report) -> str:
        """Return the other problems, and the counts; a file without them was cut short."""
        problems = (*report.faults, *report.loose, *report.gates)
        return "".join((*map(problem_line, problems), _line("summary", report.counts.summary)))


def problem_line(problem: Problem) -> str:
    """Return the line of one problem."""
    return _line("problem", problem_data(problem))


def _line(kind: str, data: Mapping[str, Any]) -> str:
    return json_text.line({"type": kind, **data})


WRITER = LinesWriter
