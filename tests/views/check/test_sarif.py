"""SARIF: valid by the schema of OASIS, only what needs a hand, paths as URIs, and fingerprints without lines."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from fto_check.problems.problems import CODES, Location, Problem, Severity
from fto_check.runs.report import Report
from fto_check.views.check.sarif import as_uri, render
from tests.conftest import ROOT
from tests.reports import CLEAN, HOSTILE, INVALID, mixed, report_of, with_problems

SCHEMA = json.loads((ROOT / "tests" / "data" / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))


def _run(report: Report) -> dict[str, Any]:
    log = json.loads(render(report))
    jsonschema.Draft7Validator(SCHEMA, format_checker=jsonschema.FormatChecker()).validate(log)
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def _problem(line: int = 3, keys: str = "evidence.x", path: str = "a.yaml", code: str = "FTO102") -> Problem:
    return Problem(code, Severity.ERROR, "wrong", Location(path, line, 2, line, 5, keys=keys))


def test_a_clean_run_has_an_empty_list_of_results() -> None:
    assert _run(report_of(CLEAN))["results"] == []


def test_every_code_is_a_rule() -> None:
    rules = _run(report_of(CLEAN))["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(CODES)
    assert len({rule["name"] for rule in rules}) == len(rules)
    assert all(rule["name"].isalnum() and rule["help"]["text"] and rule["fullDescription"]["text"] for rule in rules)
    levels = {rule["id"]: rule["defaultConfiguration"]["level"] for rule in rules}
    assert (levels["FTO117"], levels["FTO201"]) == ("error", "warning")


def test_results_are_the_problems_and_never_a_status() -> None:
    run = _run(mixed())
    rules = run["tool"]["driver"]["rules"]
    assert [result["ruleId"] for result in run["results"]] == [problem.code for problem in mixed().problems]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    assert {result["level"] for result in run["results"]} == {"error", "warning"}
    assert {result["ruleId"] for result in _run(report_of(HOSTILE))["results"]} == {"FTO117", "FTO223"}
    assert run["columnKind"] == "unicodeCodePoints"


def test_a_region_ends_where_the_problem_does() -> None:
    places = (Location("a", 3, 2, 3, 5), Location("a", 3, 2, 4, 1), Location("a", 3, 2))
    results = _run(with_problems(*(Problem("FTO102", Severity.ERROR, "x", place) for place in places)))["results"]
    assert [result["locations"][0]["physicalLocation"]["region"] for result in results] == [
        {"startLine": 3, "startColumn": 2, "endLine": 3, "endColumn": 5},
        {"startLine": 3, "startColumn": 2, "endLine": 4, "endColumn": 1},
        {"startLine": 3, "startColumn": 2},
    ]


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("profiles/cjng.yaml", "profiles/cjng.yaml"),
        ("./profiles//a b.yaml", "profiles/a%20b.yaml"),
        ("c:d/e.yaml", "./c:d/e.yaml"),
        ("d/c:e.yaml", "d/c:e.yaml"),
        ("100%#?.yaml", "100%25%23%3F.yaml"),
        ("Cártel.yaml", "C%C3%A1rtel.yaml"),
        ("a\udcff.yaml", "a%FF.yaml"),
        ("<stdin>", "%3Cstdin%3E"),
        ("/srv/a b.yaml", "file:///srv/a%20b.yaml"),
    ],
)
def test_paths_are_uris(path: str, uri: str) -> None:
    assert as_uri(path) == uri


def _prints(*problems: Problem) -> list[str]:
    return [result["partialFingerprints"]["ftoCheck/v1"] for result in _run(with_problems(*problems))["results"]]


def test_a_fingerprint_stays_when_lines_move() -> None:
    assert _prints(_problem(3)) == _prints(_problem(30))


def test_a_fingerprint_tells_results_apart() -> None:
    same, again = _prints(_problem(), _problem(9))
    assert same != again, "the second of its kind at one place"
    others = [_problem(keys="evidence.y"), _problem(path="b.yaml"), _problem(code="FTO103")]
    assert len({same, again, *(_prints(other)[0] for other in others)}) == 5


def test_a_hostile_message_is_inert() -> None:
    place = Location("##[x].yaml")
    (result,) = _run(with_problems(Problem("FTO102", Severity.ERROR, "::a\n##[b]\x1b\ud800", place)))["results"]
    assert result["message"]["text"] == ": :a ## [b] \ufffd"
    assert "##[" not in render(with_problems(Problem("FTO102", Severity.ERROR, "x", place)))


def test_the_order_of_files_leaves_fingerprints_alone() -> None:
    report = report_of(INVALID)
    back = report._replace(problems=report.problems[::-1])
    prints = [result["partialFingerprints"] for result in _run(report)["results"]]
    assert prints == [result["partialFingerprints"] for result in _run(back)["results"]][::-1]
