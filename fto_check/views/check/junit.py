"""What the run was asked to hold, as JUnit XML: a suite for each file, a case for each gate, and never a status.

The gates of a file are its validity, each status that it expects and each word of `--fail-on`. A run that could not
check what it was asked to has a suite of its own. No two cases have one class name and name: readers key them so, and
keep one of two. The whole reason stands in the body of a case, since several readers show nothing else; the statuses
are in the suite's `system-out`. Inert text holds none of the characters that XML 1.0 cannot write, and that ElementTree
writes all the same.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from junitparser import Attr, Error, Failure, Skipped, SystemOut, TestCase, TestSuite

from fto_check.documents.dates import day_text
from fto_check.problems.inert import inert
from fto_check.problems.problems import Problem, Severity
from fto_check.runs.answer import why_criterion
from fto_check.runs.report import ExpectationFinding, GateFinding, ProfileReport, Report
from fto_check.runs.shown import ShownProfile
from fto_check.views.check.writing import render_shown
from fto_check.views.official import official_text
from fto_check.views.words import WHY_WORDS, given_words


def render(report: Report, *, quiet: bool = False) -> str:
    """Return the suites in the order of their paths, without times; `quiet` leaves out nothing."""
    del quiet
    return render_shown(SuitesWriter(), show, report)


class HeldTo(NamedTuple):
    """What a profile was held to, and what came out."""

    statuses: tuple[str, ...]
    expectations: tuple[ExpectationFinding, ...]


def show(profile: ProfileReport) -> HeldTo:
    """Return what the suite of a profile holds, but for its gates and warnings, which are the run's."""
    return HeldTo(tuple(_statuses(profile)), profile.expectations)


class SuitesWriter:
    """The suites, each kept as text until the totals are known, which stand before them."""

    def __init__(self) -> None:
        self.suites: list[tuple[str, str]] = []
        self.totals: Counter[str] = Counter()
        self.gates: list[str] = []

    def begin(self, run: Report) -> str:
        """Return nothing yet: the totals come first."""
        del run
        return ""

    def add(self, found: ShownProfile) -> str:
        """Keep the suite of a profile."""
        self.gates = self.gates or [gate.gate for gate in found.gates]
        self._keep(_profile(found, found.shown))
        return ""

    def end(self, report: Report) -> str:
        """Return all suites in the order of their paths, after that of a run that could not do what it was asked to."""
        for path in report.invalid:
            self._keep(_invalid(path, report.problems, self.gates))
        suites = [text for _, text in sorted(self.suites)]
        if report.faults:
            self.suites.clear()
            self._keep(_suite("fto-check", [_run(report.faults)], ()))
            suites.insert(0, self.suites[0][1])
        totals = "".join(f' {name}="{self.totals[name]}"' for name in COUNTED)
        body = "".join(f"\n  {text}" for text in suites) + ("\n" if suites else "")
        root = f'<testsuites name="fto-check"{totals} time="0.0">{body}</testsuites>'
        return f'<?xml version="1.0" encoding="utf-8"?>\n{root}\n'

    def _keep(self, suite: TestSuite) -> None:
        element = ET.fromstring(suite.tostring())
        ET.indent(element, level=1)
        self.totals.update({name: int(element.attrib[name]) for name in COUNTED})
        self.suites.append((str(suite.name), ET.tostring(element, encoding="unicode")))


COUNTED = ("tests", "failures", "errors", "skipped")


def _profile(found: ShownProfile, held: HeldTo) -> TestSuite:
    """Return the suite of a valid profile."""
    cases = [
        _case(found.path, "is valid"),
        *_expectations(found.path, held.expectations),
        *(_gate(found.path, gate) for gate in found.gates),
    ]
    warnings = (str(problem) for problem in found.problems if problem.severity is Severity.WARNING)
    return _suite(found.path, cases, (*held.statuses, *warnings))


def _invalid(path: str, problems: Iterable[Problem], gates: Iterable[str]) -> TestSuite:
    """Return the suite of a file that is no profile: what it expects is unknown, and no gate is reached."""
    own = [problem for problem in problems if problem.location.path == path]
    message = own[0].message if own else "the file is not valid"
    error = Error(inert(message), own[0].code if own else None)
    error.text = _body(str(problem) for problem in own)
    case = _case(path, "is valid")
    case.result = [error]
    return _suite(path, [case, *(_skipped(path, gate) for gate in gates)], ())


def _skipped(path: str, gate: str) -> TestCase:
    """Return the case of a gate that a file never came to."""
    case = _case(path, f"--fail-on {gate}")
    case.result = [Skipped("the file is not valid")]
    return case


def _run(faults: Iterable[Problem]) -> TestCase:
    """Return the case of a run that could not check what it was asked to."""
    case = _Case("checks what it was asked to", classname="fto-check")
    case.result = [_error(problem) for problem in faults]
    return case


def _error(problem: Problem) -> Error:
    error = Error(inert(problem.message), problem.code)
    error.text = _body([str(problem) if problem.location.path else f"{problem.code} {problem.message}"])
    return error


def _expectations(path: str, expectations: Iterable[ExpectationFinding]) -> Iterator[TestCase]:
    """Yield a case for each expectation; one that stands again in the file is numbered."""
    seen: Counter[str] = Counter()
    for expectation in expectations:
        name = f"{expectation.node} is {expectation.expected.words} on {expectation.day}"
        seen[name] += 1
        yield _expectation(path, name if seen[name] == 1 else f"{name} ({seen[name]})", expectation)


def _expectation(path: str, name: str, expectation: ExpectationFinding) -> TestCase:
    case = _case(path, name, expectation.location.line)
    if not expectation.met:
        case.result = [_failure("FTO117", expectation.reason, str(expectation.location))]
    return case


def _gate(path: str, gate: GateFinding) -> TestCase:
    case = _case(path, f"--fail-on {gate.gate}")
    if gate.reason is not None:
        failure = _failure("FTO119", f"gate {gate.gate}: {gate.reason}", str(gate.location))
        if gate.hits:
            failure.text = _body(map(str, gate.hits))
        case.result = [failure]
    return case


def _failure(code: str, reason: str, where: str) -> Failure:
    failure = Failure(inert(reason), code)
    failure.text = _body([f"{where}: error {code} {reason}"])
    return failure


class _Case(TestCase):
    """A case with the file that it is about, as GitLab and others read it."""

    file = Attr()
    line = Attr()


def _case(path: str, name: str, line: int | None = None) -> TestCase:
    case = _Case(inert(name), classname=inert(path))
    case.file = inert(path)
    if line is not None:
        case.line = str(line)
    return case


def _suite(path: str, cases: Iterable[TestCase], said: Iterable[str]) -> TestSuite:
    suite = TestSuite(inert(path))
    for case in cases:
        suite.add_testcase(case)
    if body := _body(said):
        suite.append(SystemOut(body))
    return suite


def _statuses(profile: ProfileReport) -> Iterator[str]:
    assessment = profile.assessment
    yield f"{assessment.profile.organization.name} on {day_text(assessment.as_of, assessment.known_by)}"
    yield from given_words(assessment)
    for criterion in assessment.criteria:
        confidence = f", {criterion.confidence} confidence" if criterion.confidence is not None else ""
        why = why_criterion(assessment, criterion)
        reason = f" ({WHY_WORDS[why]})" if why is not None else ""
        yield f"{criterion.id}: {criterion.status.words}{reason}{confidence}"
    yield f"overall: {assessment.overall.words}"
    if profile.record is not None and profile.record.file is not None:
        yield f"official record: {official_text(profile.record, assessment.as_of)}"


def _body(lines: Iterable[str]) -> str:
    return "\n".join(inert(line) for line in lines)


WRITER = SuitesWriter
