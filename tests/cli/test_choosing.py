"""Which warnings a run gives: reminders on request, ignored codes counted, and the ones a gate fails on in any case."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run

DAY = ("--as-of", "2026-06-08")
PROFILE = """organization: {name: A group, countries: [US, CA]}
sources:
  one: {title: A, publisher: P, kind: press, reliability: B, published: 2020, url: "https://example.org/a"}
  two: {title: B, publisher: Q, kind: press, reliability: B, url: "https://example.org/b"}
  idle: {title: C, publisher: R, kind: press, reliability: B, published: 2020}
evidence:
  base: {claim: C., supports: [foreign_base], credibility: 2, sources: [one, two]}
"""
REMINDERS = ["FTO207", "FTO205", "FTO207", "FTO214"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.yaml").write_text(PROFILE)
    return tmp_path


def codes(run: Run, folder: Path, *arguments: str) -> list[str]:
    report = json.loads(run("a.yaml", *DAY, "-f", "json", *arguments, cwd=folder).stdout)
    return [problem["code"] for problem in report["problems"]]


@pytest.mark.parametrize("form", ["json", "ndjson", "markdown", "csv", "junit", "sarif", "github", "gitlab", "table"])
def test_a_reminder_is_in_no_format_and_no_count(run: Run, folder: Path, form: str) -> None:
    done = run("a.yaml", *DAY, "-f", form, "--warnings", "--fail-on", "warning", cwd=folder)
    printed = done.stdout.decode()
    if form == "sarif":
        printed = json.dumps(json.loads(printed)["runs"][0]["results"])
    assert not [code for code in REMINDERS if code in printed + done.stderr.decode()]
    assert "; 1 warning: FTO201\n" in done.stderr.decode()


def test_a_reminder_is_given_where_it_is_named(run: Run, folder: Path) -> None:
    assert codes(run, folder) == ["FTO201"]
    assert codes(run, folder, "--fail-on", "FTO207") == ["FTO207", "FTO207", "FTO201", "FTO119"]
    (folder / "pyproject.toml").write_text('[tool.fto-check]\nremind = ["FTO205", "fto207,FTO214"]\n')
    assert sorted(codes(run, folder)) == sorted(["FTO201", *REMINDERS])
    assert codes(run, folder, "--fail-on", "warning")[-1] == "FTO119"


def test_each_source_has_its_own_line_for_machines_and_people_read_one(run: Run, folder: Path) -> None:
    report = json.loads(run("a.yaml", *DAY, "-f", "json", "--fail-on", "FTO207", cwd=folder).stdout)
    told = [(found["line"], found["keys"]) for found in report["problems"] if found["code"] == "FTO207"]
    assert told == [(3, "sources.one"), (4, "sources.two")]
    sarif = json.loads(run("a.yaml", *DAY, "-f", "sarif", "--fail-on", "FTO207", cwd=folder).stdout)
    prints = [result["partialFingerprints"]["ftoCheck/v1"] for result in sarif["runs"][0]["results"]]
    assert len(prints) == len(set(prints)) == 3
    said = run("a.yaml", *DAY, "-q", "--fail-on", "FTO207", cwd=folder).stderr.decode().splitlines()
    assert said == [
        "a.yaml:3:3: warning FTO207 2 sources without an archived copy: 'one' and 'two' "
        "(save the page in a web archive, and give the copy's address in 'archived')",
        "a.yaml:3:3: error FTO119 gate FTO207: 2 warnings in 1 file: FTO207 ×2 "
        "(--fail-on or the configuration asks for it)",
    ]
    markdown = run("a.yaml", *DAY, "-f", "markdown", "--warnings", "--fail-on", "FTO207", cwd=folder).stdout.decode()
    assert markdown.count("FTO207 |") == 1
    assert markdown.index("error FTO119") < markdown.index("warning FTO201"), "what fails the run comes first"


def test_what_is_ignored_is_counted_and_hits_no_gate(run: Run, folder: Path) -> None:
    done = run("a.yaml", *DAY, "--ignore", "fto201", "--fail-on", "warning", cwd=folder)
    assert done.returncode == 0
    assert done.stderr.decode() == "1 profile checked; 1 of 1 fact count; 1 ignored\n"
    (folder / "pyproject.toml").write_text('[tool.fto-check]\nignore = "FTO201"\n')
    assert codes(run, folder) == []
    assert codes(run, folder, "--ignore", "") == ["FTO201"], "the command line wins"
    data = json.loads(run("a.yaml", *DAY, "-f", "json", cwd=folder).stdout)
    assert data["summary"]["ignored_warnings"] == 1
    notice = run("a.yaml", *DAY, "-f", "github", cwd=folder).stdout.decode()
    assert notice.endswith(", 1 ignored\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--ignore", "FTO110"], "--ignore: FTO110 (a cited source does not exist) is no warning"),
        (["--ignore", "FTO119"], "--ignore: FTO119 (a gate of --fail-on that was hit) is no warning"),
        (["--ignore", "FTO20O"], "--ignore: 'FTO20O' is no code of a warning (did you mean '"),
        (["--ignore", "warning"], "--ignore: 'warning' is no code of a warning (write FTO201, for instance)"),
        (
            ["--ignore", "FTO201", "--fail-on", "FTO201"],
            "FTO201 is to be ignored and to fail the run: name it in one of the two",
        ),
    ],
)
def test_what_cannot_be_ignored(run: Run, folder: Path, arguments: list[str], said: str) -> None:
    done = run("a.yaml", *arguments, cwd=folder)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().startswith(f"fto-check: {said}")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('ignore = ["FTO101"]', "ignore: FTO101 (a value of the wrong type) is no warning"),
        ('remind = ["FTO201"]', "remind: FTO201 (a source that nothing cites) is no reminder"),
        ('remind = ["FTO208x"]', "remind: 'FTO208x' is no code of a reminder"),
        ('ignore = ["FTO201"]\nfail-on = ["FTO201"]', "FTO201 stands in ignore and in fail-on"),
        ("ignore = 7", "ignore: a list of texts is wanted here"),
    ],
)
def test_settings_that_are_wrong(run: Run, folder: Path, line: str, said: str) -> None:
    (folder / "pyproject.toml").write_text(f"[tool.fto-check]\n{line}\n")
    done = run("a.yaml", cwd=folder)
    assert (done.returncode, done.stdout) == (2, b"")
    assert f"pyproject.toml:2:1: error FTO015 {said}" in done.stderr.decode()


def test_a_gate_of_warnings_stands_once_and_the_warnings_are_told(run: Run, folder: Path) -> None:
    (folder / "b.yaml").write_text(PROFILE.replace("A group", "B group"))
    done = run("a.yaml", "b.yaml", *DAY, "--fail-on", "warning", "-f", "github", cwd=folder)
    lines = done.stdout.decode().splitlines()
    assert [line.partition(" ")[0] for line in lines] == ["::error", "::warning", "::warning", "::notice"]
    assert "::gate warning: 2 warnings in 2 files: FTO201 ×2 (" in lines[0]
    said = run("a.yaml", "b.yaml", *DAY, "--fail-on", "warning", cwd=folder).stderr.decode()
    assert said.count("warning FTO201") == 2, "without --warnings too"
    quiet = run("a.yaml", "b.yaml", *DAY, "--fail-on", "warning", "-q", "-f", "github", cwd=folder).stdout
    assert quiet.count(b"::warning ") == 2
    streamed = run("a.yaml", "b.yaml", *DAY, "--fail-on", "warning", "-f", "ndjson", cwd=folder)
    assert streamed.returncode == 1
    kinds = [json.loads(line).get("code", "") for line in streamed.stdout.splitlines()]
    assert [code for code in kinds if code] == ["FTO201", "FTO201", "FTO119"]
