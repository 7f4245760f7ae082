"""A run that holds no assessment: each profile is shown as soon as it is checked, and only that is handed on.

A run may be of tens of thousands of files, whose assessments no memory holds, and another process takes longer to send
an assessment than to make its text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from fto_check.law.status import Status
from fto_check.problems.problems import Location, Problem
from fto_check.profile.models import Organization
from fto_check.record.entry import RecordFile
from fto_check.runs import gates
from fto_check.runs.check import Given, Question, check_file, check_files, finish, in_order
from fto_check.runs.duplicates import Names
from fto_check.runs.gates import GateTally
from fto_check.runs.report import Counts, GateFinding, InvalidProfile, Kept, ProfileReport, Report
from fto_check.version import VERSION


class ShownProfile(NamedTuple):
    """A valid profile of a run as it is shown, with what the run counts and says of it."""

    path: str
    organization: Organization
    place: Location
    """Where the organization's name stands in the file."""
    problems: tuple[Problem, ...]
    gates: tuple[GateFinding, ...]
    counts: Counts
    assumptions: Mapping[str, Status]
    list_file: RecordFile | None
    shown: Any
    """What `show` made of the profile; it knows no other file."""


Show = Callable[[ProfileReport], Any]
Checked = ShownProfile | InvalidProfile


def show_each(
    paths: Iterable[Given], question: Question, show: Show, others: Iterable[str] = ()
) -> Iterator[ShownProfile | InvalidProfile]:
    """Check and show each file, in order, on every processor where that pays; no file is checked twice.

    `show` is a function of a module or an object that another process can be sent; the caller's main module is imported
    again there, and has to allow that.
    """
    known = Names(others, question.baseline)
    for found in check_files(_Shower(show), list(paths), question):
        if isinstance(found, InvalidProfile):
            yield found
            continue
        twin = known.add(found.path, found.organization)
        yield found if twin is None else _add_warning(found, twin.problem(found.place), question)


class _Shower:
    """Checks a file and shows the profile in it, as if no other file were about its organization."""

    def __init__(self, show: Show) -> None:
        self.show = show

    def __call__(self, given: Given, question: Question) -> ShownProfile | InvalidProfile:
        checked = check_file(given, question)
        if isinstance(checked, InvalidProfile):
            return checked
        found = finish(checked, [], question)
        return as_shown(found, self.show(found))


def as_shown(found: ProfileReport, shown: Any) -> ShownProfile:
    """Return a profile without its assessment."""
    return ShownProfile(
        path=found.path,
        organization=found.assessment.profile.organization,
        place=found.place,
        problems=found.problems,
        gates=found.gates,
        counts=Counts.of_file(found),
        assumptions=found.assessment.assumptions,
        list_file=found.record.file if found.record is not None else None,
        shown=shown,
    )


def _add_warning(found: ShownProfile, warning: Problem, question: Question) -> ShownProfile:
    """Add the warning about another file, unless it is ignored or known, and hold the gates of warnings anew."""
    counts = found.counts
    if warning.code in question.ignore:
        return found._replace(counts=replace(counts, ignored=counts.ignored + 1))
    old = question.baseline.old.get(found.path) if question.baseline is not None else None
    if old is not None and old.raw is None:  # the file is as it was, and so are its warnings
        return found._replace(counts=replace(counts, known=counts.known + 1))
    problems = in_order((*found.problems, warning))
    of_warnings = [gate for gate in question.gates if gate.status is None]
    anew = {one.gate: one for one in gates.hold_problems(of_warnings, problems, found.place)}
    return found._replace(problems=problems, gates=tuple(anew.get(one.gate, one) for one in found.gates))


class Gatherer:
    """Makes the report of a run from what is counted and said of its files, and keeps no profile."""

    def __init__(self, question: Question, faults: tuple[Problem, ...] = ()) -> None:
        law = question.statute.version_on(question.as_of)
        since = question.baseline.since if question.baseline is not None else None
        self._report = Report(
            VERSION, question.as_of, question.known_by, question.statute, law, (), faults=faults, since=since
        )
        self._problems: list[Problem] = []
        self._loose: list[Problem] = []
        self._invalid: list[str] = []
        self._hits: set[Problem] = set()
        self._tally = GateTally()
        self._counts, self._assumptions = Counts(), dict[str, Status]()
        self._list_file: RecordFile | None = None

    def add(self, found: ShownProfile | InvalidProfile) -> None:
        """Note the result of a file."""
        self._problems += found.problems
        if isinstance(found, InvalidProfile):
            self._invalid.append(found.path)
            self._loose += found.problems
            self._counts += Counts.of_file(found)
            return
        self._counts += found.counts
        self._tally.add(found.gates)
        self._hits.update(hit for gate in found.gates for hit in gate.hits)
        self._assumptions = self._assumptions or dict(found.assumptions)
        self._list_file = self._list_file or found.list_file

    @property
    def report(self) -> Report:
        """The report of what was added, without its profiles."""
        run_gates = self._tally.problems
        return self._report._replace(
            problems=tuple(self._problems),
            invalid=tuple(self._invalid),
            gates=run_gates,
            kept=Kept(
                counts=self._counts + Counts.of_problems(run_gates),
                assumptions=self._assumptions,
                list_file=self._list_file,
                hits=frozenset(self._hits),
                loose=tuple(self._loose),
            ),
        )
