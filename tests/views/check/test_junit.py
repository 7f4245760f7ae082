"""JUnit XML: read back by junitparser and ElementTree; a case is a gate, and its body holds the whole reason."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

from junitparser import Error, Failure, JUnitXml

from fto_check.problems.inert import inert
from fto_check.problems.problems import Location, Problem, Severity
from fto_check.views.check.junit import render
from tests.conftest import ROOT, Run
from tests.reports import CLEAN, HOSTILE, INVALID, mixed, report_of


def test_a_clean_run_has_cases_that_pass() -> None:
    log = JUnitXml.fromstring(render(report_of(CLEAN)).encode())
    (suite,) = log
    assert suite.name == CLEAN
    names = [case.name for case in suite]
    assert names[0] == "is valid"
    assert "overall is met on 2024-01-01" in names
    assert len(names) == len(set(names)) == log.tests == 1 + len(report_of(CLEAN).profiles[0].expectations)
    assert {case.classname for case in suite} == {CLEAN}
    assert all(case.is_passed for case in suite)
    assert "time" not in ET.tostring(ET.fromstring(render(report_of(CLEAN)))).decode().replace('time="0', "")


def test_a_profile_without_expectations_has_a_case() -> None:
    report = report_of(CLEAN)
    bare = report._replace(profiles=tuple(profile._replace(expectations=()) for profile in report.profiles))
    (suite,) = JUnitXml.fromstring(render(bare).encode())
    assert [(case.name, case.is_passed) for case in suite] == [("is valid", True)]


def test_an_invalid_file_is_an_error_with_all_its_problems() -> None:
    (suite,) = JUnitXml.fromstring(render(report_of(INVALID)).encode())
    (case,) = suite
    (error,) = case.result
    assert isinstance(error, Error)
    assert error.text.splitlines() == [str(problem) for problem in report_of(INVALID).problems]
    assert (suite.tests, suite.errors, suite.failures, suite.skipped) == (1, 1, 0, 0)


def test_gates_and_expectations_that_fail_say_why() -> None:
    log = JUnitXml.fromstring(render(mixed()).encode())
    assert (log.tests, log.failures, log.errors, log.skipped) == (14, 2, 1, 2)
    failed = (case for suite in log for case in suite if case.result and isinstance(case.result[0], Failure))
    failures = {case.name: case.result[0] for case in failed}
    gate, expectation = failures["--fail-on met"], failures["overall is met on 2024-01-01"]
    assert isinstance(gate, Failure)
    assert isinstance(expectation, Failure)
    assert gate.text.endswith("error FTO119 gate met: terrorist_activity is met on 2026-11-24, and --fail-on names met")
    assert "expected met, found not established" in expectation.text
    assert expectation.text.startswith(HOSTILE + ":")
    passed = [case.name for suite in log for case in suite if case.is_passed]
    assert "--fail-on contested" in passed


def test_suites_are_in_the_order_of_their_paths() -> None:
    names = [str(suite.name) for suite in JUnitXml.fromstring(render(mixed()).encode())]
    assert names == sorted(names)
    assert len(names) == 3


def test_statuses_go_to_the_system_out() -> None:
    root = ET.fromstring(render(report_of(CLEAN)))
    (said,) = (element.text or "" for element in root.iter("system-out"))
    assert "\nforeign: met, " in said
    assert "overall: met" in said.splitlines()


def test_a_hostile_profile_adds_no_element() -> None:
    root = ET.fromstring(render(report_of(HOSTILE)))
    assert {element.tag for element in root.iter()} == {"testsuites", "testsuite", "testcase", "failure", "system-out"}
    (said,) = (element.text or "" for element in root.iter("system-out"))
    assert said.splitlines()[0] == inert("::error file=x::[red]Group[/red] ##[add-mask]x") + " on 2026-11-24"


def test_characters_that_xml_cannot_write_are_replaced() -> None:
    path = "a\x0b\ud800\ufffe]]>.yaml"
    problem = Problem("FTO001", Severity.ERROR, "no\x00\x0c\udcff & <x>", Location(path))
    report = report_of(INVALID)._replace(invalid=(path,), problems=(problem,))
    root = ET.fromstring(render(report).encode())
    (error,) = root.iter("error")
    assert error.get("message") == "no \ufffd & <x>"
    assert next(root.iter("testcase")).get("classname") == "a \ufffd ]]>.yaml"


def test_no_two_cases_are_one_to_a_reader(run: Run, tmp_path: Path) -> None:
    """Readers key a case by class name and name, and keep one of equals."""
    text = (ROOT / CLEAN).read_text()
    again = "".join(f"  - {{as_of: 2024-01-01, foreign: {status}}}\n" for status in ("met", "met", "not_met"))
    for name in ("x.yaml", "x.yml"):
        (tmp_path / name).write_text(text.rstrip("\n") + "\n" + again)
    done = run(".", "--isolated", "--as-of", "2026-06-08", "-f", "junit", cwd=tmp_path)
    log = JUnitXml.fromstring(done.stdout)
    cases = [(case.classname, case.name) for suite in log for case in suite]
    assert len(cases) == len(set(cases)) == log.tests
    assert ("x.yml", "foreign is met on 2024-01-01 (3)") in cases
    root = ET.fromstring(done.stdout)
    assert {case.get("file") for case in root.iter("testcase")} == {"x.yaml", "x.yml"}
    lines = (tmp_path / "x.yml").read_text().splitlines()
    for case in root.iter("testcase"):
        if (name := str(case.get("name"))).startswith("foreign is met on"):
            assert "foreign: met" in lines[int(str(case.get("line"))) - 1], name
