"""The problems of a run for the widget of a merge request in GitLab, as its Code Quality report has them.

Paths are plain and seen from where the run started, which should be the root of the repository. A fingerprint names no
line, so that a problem which moves is neither new nor resolved.
"""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fto_check.problems.inert import inert
from fto_check.problems.problems import Problem
from fto_check.runs.report import Report
from fto_check.runs.urgency import Urgency, most_urgent_first, urgency_of
from fto_check.views import json_text
from fto_check.views.check.fingerprints import Fingerprints
from fto_check.views.words import run_words

SEVERITIES = {
    Urgency.RUN: "blocker",
    Urgency.INVALID: "critical",
    Urgency.UNMET: "major",
    Urgency.GATE: "major",
    Urgency.DUPLICATE: "minor",
    Urgency.WARNING: "minor",
}
"""GitLab's words; the last, `info`, is for what holds for all answers of a run."""
NO_FILE = "."
"""The path of a problem of the run itself: GitLab wants one."""


def render(report: Report, *, quiet: bool = False) -> str:
    """Return the list of problems, the most urgent first; `quiet` leaves out nothing."""
    del quiet
    return json_text.document_of(lambda: _entries(report))


def _entries(report: Report) -> Iterator[dict[str, Any]]:
    known = Fingerprints()
    problems = most_urgent_first((*report.faults, *report.problems))
    yield from map(_remark, run_words(report))
    yield from (_problem(problem, known) for problem in problems)


def _remark(text: str) -> dict[str, Any]:
    """Return what all answers of a run take as given or do without: a list has no head to say it in."""
    return {
        "description": inert(text),
        "check_name": "fto-check",
        "fingerprint": hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest(),
        "severity": "info",
        "location": {"path": NO_FILE, "lines": {"begin": 1, "end": 1}},
    }


def _problem(problem: Problem, known: Fingerprints) -> dict[str, Any]:
    place = problem.location
    path = posixpath.normpath(Path(place.path).as_posix()) if place.path else NO_FILE
    message = f"{problem.message} ({problem.hint})" if problem.hint else problem.message
    return {
        "description": inert(f"{problem.code}: {message}"),
        "check_name": problem.code,
        "fingerprint": known.of(problem, path),
        "severity": SEVERITIES[urgency_of(problem)],
        "location": {
            "path": path.encode("utf-8", "surrogateescape").decode("utf-8", "replace"),
            "lines": {"begin": place.line, "end": max(place.line, place.end_line)},
        },
    }
