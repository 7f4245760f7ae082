"""Code Quality: what GitLab asks for, plain paths, and fingerprints that survive an inserted line."""

from __future__ import annotations

import json
from typing import Any

import jsonschema

from fto_check.problems.problems import Location, Problem, Severity
from fto_check.views.check.gitlab import SEVERITIES, render
from tests.conftest import ROOT, Run
from tests.reports import CLEAN, HOSTILE, INVALID, mixed, report_of, with_problems

SCHEMA = json.loads((ROOT / "tests" / "data" / "gitlab-code-quality.schema.json").read_text())


def entries(printed: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(printed)
    jsonschema.validate(found, SCHEMA)
    prints = [entry["fingerprint"] for entry in found]
    assert len(prints) == len(set(prints)), "GitLab shows one of two that are equal"
    return found


def test_it_is_what_gitlab_asks_for() -> None:
    found = entries(render(mixed()))
    assert {entry["check_name"] for entry in found} == {problem.code for problem in mixed().problems}
    assert {entry["severity"] for entry in found} == {"critical", "major", "minor"}
    assert {entry["location"]["path"] for entry in found} == {problem.location.path for problem in mixed().problems}
    ranks = [list(SEVERITIES.values()).index(entry["severity"]) for entry in found]
    assert ranks == sorted(ranks), "the most urgent first"
    assert entries(render(report_of(CLEAN))) == []
    assert entries(render(report_of(HOSTILE, INVALID)))


def test_an_inserted_line_changes_no_fingerprint(run: Run, tmp_path: Any) -> None:
    text = (ROOT / HOSTILE).read_text()
    found = []
    for more in ("", "# a line\n\n# another\n"):
        (tmp_path / "a.yaml").write_text(more + text)
        printed = run("./a.yaml", "-f", "gitlab", "--isolated", "--as-of", "2026-11-24", cwd=tmp_path).stdout.decode()
        found.append({(entry["check_name"], entry["fingerprint"]) for entry in entries(printed)})
    assert found[0] == found[1]
    assert len(found[0]) > 1


def test_paths_are_plain() -> None:
    names = ["./a b.yaml", "profiles//x.yaml", "sub/../ü,:%.yaml", "bytes\udcff.yaml"]
    problems = [Problem("FTO001", Severity.ERROR, "no", Location(name)) for name in names]
    found = [entry["location"]["path"] for entry in entries(render(with_problems(*problems)))]
    assert found == ["a b.yaml", "profiles/x.yaml", "ü,:%.yaml", "bytes\ufffd.yaml"]


def test_a_run_that_checked_nothing_is_no_clean_run(run: Run) -> None:
    (entry,) = entries(run("nowhere", "-f", "gitlab").stdout.decode())
    assert (entry["severity"], entry["check_name"]) == ("blocker", "FTO016")
