"""README is true: its exit codes, elements, commands and outputs are those of the program."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from fto_check import load_statute
from fto_check.cli.exits import WHO_ACTS
from fto_check.problems.problems import CODES
from tests.conftest import CASES, ROOT, Run

README = (ROOT / "README.md").read_text(encoding="utf-8")


def elements() -> str:
    """Return the leaf elements by criterion, as README lists them."""
    lines = []
    statute = load_statute()
    for criterion in statute.criteria:
        names = ", ".join(f"`{node.id}`" for node in criterion.walk() if node.is_leaf)
        lines.append(f"- **{criterion.label}** (`{criterion.id}`): {names}")
    return "\n".join(lines)


def test_the_exit_codes() -> None:
    for code, (who, when) in WHO_ACTS.items():
        assert f"| {int(code)} | {who} | {when} |" in README


def test_the_elements() -> None:
    assert elements() in README


def test_the_warnings() -> None:
    rows = [f"| {code} | {meaning} |" for code, meaning in CODES.items() if code.startswith("FTO2")]
    assert "\n".join(("|---|---|", *rows, "")) in README


def test_the_outputs_are_current(run: Run) -> None:
    shown = re.findall(r"```console\n\$ fto-check (.*)\n((?:.*\n)*?)```", README)
    assert len(shown) >= 4
    for arguments, printed in shown:
        lines = [line.rstrip() for line in run(*arguments.split(), COLUMNS="100").stdout.decode().splitlines()]
        expected = printed.splitlines()
        if expected[-1] == "…":
            expected = expected[:-1]  # the rest is left out
            lines = lines[: len(expected)]
        while lines and not lines[-1]:
            lines.pop()
        assert lines == expected


def test_the_profile_in_the_readme_is_valid() -> None:
    from fto_check.profile.loading import load_with_document

    text = next(
        code for code in re.findall(r"```yaml\n(.*?)```", README, re.DOTALL) if code.startswith("organization:")
    )
    assert load_with_document("README.yaml", raw=text.encode()).profile.organization.name == "A group"


def test_the_library_example_runs(monkeypatch: object) -> None:
    code = re.findall(r"```python\n(.*?)```", README, re.DOTALL)[0]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, env=environment, check=True
    )
    assert "('foreign', 'met')" in done.stdout


def test_the_ci_recipe_runs_as_written(tmp_path: Path) -> None:
    """The job of README, with this repository installed from a copy: first without a warning, then with one."""
    (script,) = (code for code in re.findall(r"```sh\n(.*?)```", README, re.DOTALL) if "sarif:" in code)
    assert len(script.splitlines()) <= 10
    (tmp_path / "profiles").mkdir()
    shutil.copy(CASES[3], tmp_path / "profiles")
    # The tool's own installation stands for the one that the recipe makes: what is tested here is the rest of it.
    tool = tmp_path / ".venv" / "bin"
    tool.mkdir(parents=True)
    (tool / "fto-check").write_text(f"#!/bin/sh\nPYTHONPATH='{ROOT}' exec '{sys.executable}' -m fto_check \"$@\"\n")
    (tool / "pip").write_text("#!/bin/sh\n")
    for name in ("fto-check", "pip"):
        (tool / name).chmod(0o755)
    script = script.replace("python3 -m venv .venv\n", "")
    environment = {**os.environ, "FTO_CHECK": str(ROOT)}
    run_it = ["bash", "-c", script]
    done = subprocess.run(run_it, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "\n# A trafficking group that kills officials\n" in done.stdout
    assert {"fto-check.sarif", "fto-check.xml", "fto-check.md"} <= {path.name for path in tmp_path.iterdir()}
    unmet = CASES[0].read_text().replace("foreign: not_met", "foreign: met")
    (tmp_path / "profiles" / CASES[0].name).write_text(unmet)
    done = subprocess.run(run_it, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "FTO117" in done.stdout
    shutil.rmtree(tmp_path / "profiles")
    done = subprocess.run(run_it, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "FTO117" not in done.stdout, "no old brief"


def test_the_configuration_of_the_readme_is_read(tmp_path: Path) -> None:
    from fto_check.cli.config import EXAMPLES, load_config

    (text,) = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
    (tmp_path / "pyproject.toml").write_text(text)
    assert load_config(tmp_path / "pyproject.toml").paths == ("profiles",)
    assert all(re.search(rf"^{key} = ", text, re.MULTILINE) for key in EXAMPLES)
