"""What a repository of profiles uses in CI: the action's steps in a shell, the hook, the workflow."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from tests.action import ACTION, load_action, run_step
from tests.conftest import CASES, ROOT, Run, slow_but

CASE = CASES[3]


@pytest.fixture
def workspace(tmp_path: Path) -> tuple[Path, Path]:
    """Make a repository with one good profile, and the runner's folder with an installed tool."""
    temp, repository = tmp_path / "temp", tmp_path / "repository"
    for folder in (temp / "fto-check" / "bin", repository / "profiles"):
        folder.mkdir(parents=True)
    tool = temp / "fto-check" / "bin" / "fto-check"
    tool.write_text(f"#!/bin/sh\nPYTHONPATH='{ROOT}' exec '{sys.executable}' -m fto_check \"$@\"\n")
    tool.chmod(0o755)
    (temp / "summary.md").write_text("what an earlier run left\n")
    (repository / "profiles" / "good.yaml").write_text(CASE.read_text())
    (repository / "pyproject.toml").write_text("[tool.fto-check]\nmax-list-age = 100000\n")  # so that no day matters
    return repository, temp


def check(workspace: tuple[Path, Path], **inputs: str) -> tuple[int, str, dict[str, object], str]:
    repository, temp = workspace
    step = load_action()["runs"]["steps"][1]
    done = run_step(step, {name.replace("_", "-"): value for name, value in inputs.items()}, repository, temp)
    sarif = (
        json.loads((repository / "fto-check.sarif").read_text()) if (repository / "fto-check.sarif").exists() else {}
    )
    return done.returncode, done.stdout.decode(), sarif, (temp / "summary.md").read_text()


def check_bare(workspace: tuple[Path, Path], **inputs: str) -> subprocess.CompletedProcess[bytes]:
    """Run the step that checks, and return what it printed."""
    repository, temp = workspace
    step = load_action()["runs"]["steps"][1]
    return run_step(step, {name.replace("_", "-"): value for name, value in inputs.items()}, repository, temp)


def test_a_clean_run(workspace: tuple[Path, Path]) -> None:
    code, log, sarif, summary = check(workspace, paths="profiles")
    assert code == 0
    assert log == "::notice title=fto-check::1 profile checked, 0 invalid, 0 of 9 expectations not met\n"
    assert sarif["runs"][0]["results"] == []  # type: ignore[index]
    assert summary.startswith("# A trafficking group that kills officials")
    assert (workspace[1] / "output").read_text() == "sarif=fto-check.sarif\n"


def test_a_broken_profile_is_annotated_and_the_code_is_the_tools_own(workspace: tuple[Path, Path]) -> None:
    (workspace[0] / "profiles" / "bad.yaml").write_text("organization: {nme: A}\n")
    code, log, sarif, summary = check(workspace, paths="profiles", junit="junit.xml")
    assert code == 1
    lines = log.splitlines()
    assert any(
        line.startswith("::error file=profiles/bad.yaml,line=1,endLine=1,col=16,endColumn=19,") for line in lines
    )
    assert lines[-1] == "::notice title=fto-check::2 profiles checked, 1 invalid, 0 of 9 expectations not met"
    assert {result["ruleId"] for result in sarif["runs"][0]["results"]} == {"FTO102", "FTO103"}  # type: ignore[index]
    assert "FTO102" in summary
    assert 'errors="1"' in (workspace[0] / "junit.xml").read_text()
    assert check(workspace, paths="nowhere")[0] == 2


def test_inputs_reach_the_tool(workspace: tuple[Path, Path]) -> None:
    code, log, _, summary = check(workspace, paths="\nprofiles/good.yaml\n", as_of="2024-01-01", fail_on="met")
    assert code == 1
    assert "gate met" in log
    assert "on 2024-01-01" in summary


@pytest.mark.parametrize(
    "hostile",
    slow_but(["$(touch owned)", "`touch owned`", "'; touch owned; '", '"; touch owned; "', "a\n--help"],
             '"; touch owned; "'),
)  # fmt: skip
@pytest.mark.parametrize(
    "name",
    slow_but(["paths", "as-of", "fail-on", "ignore", "new-since", "config", "isolated", "sarif", "junit"],
             "paths", "as-of", "sarif"),
)  # fmt: skip
def test_no_input_is_code(workspace: tuple[Path, Path], name: str, hostile: str) -> None:
    code, log, *_ = check(workspace, **{"paths": "profiles", name.replace("-", "_"): hostile})
    assert not list(workspace[0].rglob("owned"))
    assert not list(workspace[1].rglob("owned"))
    assert "Usage:" not in log
    written = workspace[1] / "output"
    assert not written.exists() or written.read_text().count("\n") == 1
    assert code in ((0, 2) if name in ("sarif", "junit") else (2,))


@pytest.mark.slow
def test_an_empty_input_is_none_and_an_old_log_is_not_announced(workspace: tuple[Path, Path]) -> None:
    repository, temp = workspace
    (repository / "fto-check.sarif").write_text("what an earlier step left")
    assert check_bare(workspace, paths="profiles", sarif="", junit="").returncode == 0
    assert not (temp / "output").exists()
    (repository / "folder").mkdir()
    assert check_bare(workspace, paths="profiles", sarif="folder").returncode == 2
    assert check_bare(workspace, paths="profiles", sarif="nowhere/x.sarif").returncode == 2
    assert not (temp / "output").exists(), "nothing was written"
    assert check_bare(workspace, paths="profiles").returncode == 0
    assert (temp / "output").read_text() == "sarif=fto-check.sarif\n"


@pytest.mark.slow
def test_a_run_that_checked_no_file_fails(workspace: tuple[Path, Path]) -> None:
    repository, _ = workspace
    (repository / "none.toml").write_text('[tool.fto-check]\nexclude = ["profiles"]\n')
    done = check_bare(workspace, paths="profiles", config="none.toml")
    assert done.returncode == 2
    assert b"::error title=fto-check::no file was checked: the configuration excludes all of them" in done.stdout
    (repository / "pyproject.toml").write_text('[tool.fto-check]\nexclude = ["profiles"]\n')
    assert check_bare(workspace, paths="profiles", isolated="true").returncode == 0
    assert check_bare(workspace, paths="profiles", isolated="yes").returncode == 2
    assert check_bare(workspace, paths="profiles", isolated="false").returncode == 2


def test_what_is_installed_is_what_was_tested() -> None:
    script = load_action()["runs"]["steps"][0]["run"]
    assert '--constraint "$FTO_ROOT/.ci/constraints.txt"' in script
    assert (ROOT / ".ci" / "constraints.txt").exists()


@pytest.mark.slow
def test_the_installation_imports_nothing_of_the_workspace(workspace: tuple[Path, Path]) -> None:
    repository, temp = workspace
    for name in ("venv", "pip"):
        (repository / f"{name}.py").write_text("open('owned', 'w')\n")
    # The folder that is there is no virtual environment yet; what is installed is nothing, from nowhere.
    (repository / "tool").mkdir()
    run_step(load_action()["runs"]["steps"][0], {}, repository, temp, FTO_ROOT=str(repository / "tool"))
    assert (temp / "fto-check" / "pyvenv.cfg").exists()
    assert not (repository / "owned").exists()


def test_no_script_of_the_action_holds_an_expression() -> None:
    for step in load_action()["runs"]["steps"]:
        assert "${{" not in step["run"]
        assert step["shell"] == "bash"


def test_what_is_used_from_elsewhere_is_pinned_by_commit() -> None:
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text())
    used = [step["uses"] for job in workflow["jobs"].values() for step in job["steps"] if "uses" in step]
    assert "./.github/actions/fto-check" in used
    assert all(re.fullmatch(r"\./.*|[\w./-]+@[0-9a-f]{40}", name) for name in used)
    assert "uses:" not in ACTION.read_text()


def test_the_workflow_runs_the_suite_at_both_ends_of_the_ranges_on_every_python_that_is_claimed() -> None:
    matrix = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text())["jobs"]["ranges"]["strategy"]
    classifiers = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["classifiers"]
    claimed = {found[1] for line in classifiers if (found := re.fullmatch(r".*Python :: (3\.\d+)", line))}
    assert set(matrix["matrix"]["end"]) == {"lowest", "newest"}
    assert claimed
    assert claimed <= set(matrix["matrix"]["python"])


@pytest.mark.parametrize("arguments", [[], ["highest"], ["lowest", "no-such-python"]])
def test_the_command_for_the_ranges_says_what_it_wants(arguments: list[str]) -> None:
    done = subprocess.run(
        ["bash", str(ROOT / ".ci" / "ranges"), *arguments], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1


def test_the_hook_runs_what_it_names(run: Run, tmp_path: Path) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    assert {"id", "name", "entry", "language", "files", "types"} <= set(hook)
    command, *arguments = hook["entry"].split()
    assert command == "fto-check"
    pattern = re.compile(hook["files"])
    named = [str(path.relative_to(ROOT)) for path in sorted((ROOT / "profiles").iterdir()) if path.suffix == ".yaml"]
    assert len(named) >= 12
    assert all(pattern.search(name) for name in named)
    assert not pattern.search("tests/data/hostile.yaml")
    assert run(*arguments, str(CASE)).returncode == 0
    (tmp_path / "pyproject.toml").write_text('[tool.fto-check]\nexclude = ["drafts"]\n')
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "a.yaml").write_text("organization: {nme: A}\n")
    done = run(*arguments, "drafts/a.yaml", cwd=tmp_path)
    assert (done.returncode, b"drafts/a.yaml is named and not checked" in done.stderr) == (0, True)
    (tmp_path / "bad.yaml").write_text("organization: {nme: A}\n")
    assert run(*arguments, str(CASE), str(tmp_path / "bad.yaml")).returncode == 1


@pytest.mark.parametrize(
    ("schema", "path"),
    [("vendor.github-actions", ACTION), ("vendor.github-workflows", ROOT / ".github" / "workflows" / "ci.yml")],
)
def test_the_vendors_schemas_accept_them(schema: str, path: Path) -> None:
    arguments = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path)]
    done = subprocess.run(arguments, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
