"""After exit 2 the reports say so, and after exit 3 they are written: an empty report would look like a pass."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import jsonschema
import pytest
from junitparser import JUnitXml

from fto_check.law.statute import Statute
from fto_check.profile.loading import LoadedProfile, load_with_document
from fto_check.views.check.formats import Format, Trait
from tests.conftest import CASES, ROOT, Run

CASE = CASES[3].read_text()
DAY = ("--as-of", "2026-06-08")
SARIF = json.loads((ROOT / "tests" / "data" / "sarif-schema-2.1.0.json").read_text())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.yaml").write_text(CASE)
    (tmp_path / "empty").mkdir()
    (tmp_path / "broken.toml").write_text("[tool.fto-check]\nfail-on = ['mett']\n")
    (tmp_path / "record.toml").write_text("[tool.fto-check]\nrecord = 'gone.csv'\n")
    return tmp_path


FAULTS = [
    (["nowhere"], "FTO016", "there is no file or folder nowhere"),
    (["a.yaml", "nowhere"], "FTO016", "there is no file or folder nowhere"),
    (["empty"], "FTO016", "nothing to check: no *.yaml or *.yml in the folder empty, or below it"),
    (["a.yaml", "--as-of", "1990-01-01"], "FTO016", "there was no Section 219 on 1990-01-01"),
    (["a.yaml", "--as-of", "soon"], "FTO016", "--as-of: 'soon' is not a day"),
    (["a.yaml", "--fail-on", "mett"], "FTO016", "--fail-on: 'mett' is neither a status"),
    (["a.yaml", "--assume", "x"], "FTO016", "--assume: the statute has no element 'x'"),
    (["a.yaml", "--config", "broken.toml"], "FTO015", "fail-on: 'mett' is neither a status"),
    (["a.yaml", "--config", "record.toml"], None, ""),
]


@pytest.mark.parametrize(("arguments", "code", "said"), FAULTS, ids=lambda value: str(value)[:40])
def test_every_report_of_a_run_that_failed_says_why(
    run: Run, folder: Path, arguments: list[str], code: str | None, said: str
) -> None:
    outputs = [word for form in Format for word in ("-o", f"{form}:out.{form}")]
    for form in Format:
        (folder / f"out.{form}").write_text("what an earlier run left")
    done = run(*DAY[: 0 if "--as-of" in arguments else 2], *arguments, *outputs, cwd=folder)
    assert done.returncode == 2
    text = {form: (folder / f"out.{form}").read_text() for form in Format}
    (problem,) = [one for one in json.loads(text[Format.JSON])["problems"] if one["code"] in (code, "FTO014", "FTO001")]
    assert (problem["severity"], problem["message"].startswith(said)) == ("error", True)
    assert {"type": "problem", **problem} in map(json.loads, text[Format.NDJSON].splitlines())
    sarif = json.loads(text[Format.SARIF])
    jsonschema.validate(sarif, SARIF)
    (invocation,) = sarif["runs"][0]["invocations"]
    (told,) = invocation["toolExecutionNotifications"]
    assert invocation["executionSuccessful"] is False
    assert (told["descriptor"]["id"], told["level"]) == (problem["code"], "error")
    assert told["message"]["text"].startswith(problem["message"])
    log = JUnitXml.fromstring(text[Format.JUNIT].encode())
    assert log.errors == 1
    assert "::error " in text[Format.GITHUB]
    assert json.loads(text[Format.GITLAB])[0]["severity"] in ("blocker", "critical")
    assert problem["code"] in text[Format.MARKDOWN]
    assert said in text[Format.TABLE] or "a.yaml" in arguments
    assert next(csv.reader(text[Format.CSV].splitlines()))[0] == "path"
    assert not any("earlier run" in one for one in text.values())


@pytest.mark.parametrize("form", Format)
def test_a_program_that_reads_standard_output_is_told_too(run: Run, form: Format) -> None:
    done = run("nowhere", "-f", form)
    assert done.returncode == 2
    assert (b"there is no file or folder nowhere" in done.stdout) == (Trait.TELLS_FAULTS in form.traits)


def test_a_successful_run_says_so(run: Run, folder: Path) -> None:
    for name, code in (("a.yaml", 0), ("bad.yaml", 1)):
        (folder / "bad.yaml").write_text("organization: {nme: A}\n")
        done = run(name, *DAY, "-f", "sarif", cwd=folder)
        assert done.returncode == code
        assert json.loads(done.stdout)["runs"][0]["invocations"] == [{"executionSuccessful": True}]


def test_a_report_is_never_written_over_a_profile(run: Run, folder: Path) -> None:
    done = run("a.yaml", "--as-of", "soon", "-o", "json:a.yaml", cwd=folder)
    assert done.returncode == 2
    assert (folder / "a.yaml").read_text() == CASE


def test_a_traceback_keeps_the_exit_code_and_the_other_reports(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(path: str, statute: Statute, *, raw: bytes | None) -> LoadedProfile:
        if path == "a.yaml":
            raise RuntimeError("no good")
        return load_with_document(path, statute, raw=raw)

    monkeypatch.setattr("fto_check.runs.check.load_with_document", fails)
    (folder / "b.yaml").write_text(CASE.replace("name: A", "name: Another", 1))
    outputs = ("-o", "json:out.json", "-o", "sarif:out.sarif", "-o", "junit:out.xml")
    for variables in ({}, {"FTO_CHECK_TRACEBACK": "1"}):
        done = run("a.yaml", "b.yaml", *DAY, *outputs, cwd=folder, **variables)
        assert done.returncode == 3
        assert (b"Traceback" in done.stderr) == bool(variables)
        report = json.loads((folder / "out.json").read_text())
        assert [problem["code"] for problem in report["problems"]] == ["FTO000"]
        assert [profile["path"] for profile in report["profiles"]] == ["b.yaml"]
        (invocation,) = json.loads((folder / "out.sarif").read_text())["runs"][0]["invocations"]
        assert invocation["executionSuccessful"] is False
        assert JUnitXml.fromfile(str(folder / "out.xml")).errors == 1
