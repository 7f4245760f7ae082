"""README and the page for authors are true: exit codes, elements, warnings, commands, outputs and examples."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

import fto_check
from fto_check import load_statute
from fto_check.cli.exits import WHO_ACTS
from fto_check.law.status import Status
from fto_check.problems.problems import CODES
from fto_check.views.check.formats import Format
from fto_check.views.words import MARKS
from tests.conftest import CASES, ROOT, Run, slow_but
from tests.pages import commands, with_list, with_outputs, with_table

README_FILE, AUTHORS_FILE = ROOT / "README.md", ROOT / "profiles" / "README.md"
README, AUTHORS = README_FILE.read_text(encoding="utf-8"), AUTHORS_FILE.read_text(encoding="utf-8")
MOST_BYTES = 10_000  # what somebody reads who wants to know what this is; the rest goes where it is asked for
FOUR_FACTS = "--as-of 2026-11-24 tests/data/four-facts.yaml"
CLAIMS = "claims op-ed-2020 profiles"
COMPARISON = "compare --as-of 2020-10-28 profiles/cjng.yaml profiles/isis.yaml profiles/farc.yaml"


def test_readme_is_short() -> None:
    assert len(README_FILE.read_bytes()) < MOST_BYTES, "say it in a page of the folder, or in `fto-check explain`"


def test_the_exit_codes() -> None:
    for code, (who, when) in WHO_ACTS.items():
        assert f"| {int(code)} | {who} | {when} |" in README


def test_the_statuses() -> None:
    for status in Status:
        assert f"- {MARKS[status]} **{status.words}**: {status.meaning}\n" in README


def test_the_outputs_in_readme(run: Run, golden: Callable[[str, str], None]) -> None:
    assert commands(README) == [FOUR_FACTS]
    golden(str(README_FILE), with_outputs(README, run, {}))


def test_the_page_for_authors(golden: Callable[[str, str], None]) -> None:
    """Its elements and warnings are those of the program."""
    written = AUTHORS_FILE.read_text(encoding="utf-8")  # and not as it was before another test wrote it anew
    page = with_list(written, "what satisfies it and what does not.", elements())
    warnings = [(code, meaning) for code, meaning in CODES.items() if code.startswith("FTO2")]
    golden(str(AUTHORS_FILE), with_table(page, ("code", "what it finds"), warnings))


@pytest.mark.slow
def test_the_outputs_on_the_page_for_authors(run: Run, golden: Callable[[str, str], None]) -> None:
    written = AUTHORS_FILE.read_text(encoding="utf-8")
    assert len(commands(written)) == 6
    golden(str(AUTHORS_FILE), with_outputs(written, run, {COMPARISON: 28, CLAIMS: 46}))


def elements() -> list[str]:
    """Return the leaf elements by criterion, as the page for authors lists them."""
    return [
        f"**{criterion.label}** (`{criterion.id}`): "
        + ", ".join(f"`{node.id}`" for node in criterion.walk() if node.is_leaf)
        for criterion in load_statute().criteria
    ]


@pytest.mark.parametrize(("page", "name"), [(README, "Harbor Front"), (AUTHORS, "A group")])
def test_the_profile_on_a_page_is_valid(page: str, name: str) -> None:
    from fto_check.profile.loading import load_with_document

    (text,) = (code for code in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL) if code.startswith("organization:"))
    assert load_with_document("README.yaml", raw=text.encode()).profile.organization.name == name


def test_the_profile_in_readme_is_as_it_expects(run: Run, tmp_path: Path) -> None:
    (text,) = (code for code in re.findall(r"```yaml\n(.*?)```", README, re.DOTALL))
    (tmp_path / "harbor.yaml").write_text(text)
    assert run("check", str(tmp_path / "harbor.yaml"), "-q").returncode == 0


def test_every_format_is_on_the_page_for_authors() -> None:
    rows = AUTHORS.partition("| format | for | what is in it |\n")[2].partition("\n\n")[0].splitlines()
    named = [name for row in rows for name in re.findall(r"`(\w+)`", row.split("|")[1])]
    assert sorted(named) == sorted(Format)


QUESTIONS = re.findall(r"\| `fto-check (.*?)` \|", README)


def test_readme_answers_questions() -> None:
    assert len(QUESTIONS) == 4


@pytest.mark.parametrize("arguments", slow_but(QUESTIONS, *QUESTIONS[:3]))
def test_the_other_commands_in_readme_run(run: Run, arguments: str) -> None:
    assert run(*arguments.split()).returncode == 0, arguments


@pytest.mark.parametrize("page", [README_FILE, AUTHORS_FILE], ids=["README", "profiles"])
def test_the_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
        assert (page.parent / target).exists(), target
    for target, anchor in re.findall(r"\]\(([^)#:]*)#([^)]*)\)", text):
        other = (page.parent / target if target else page).read_text(encoding="utf-8")
        titles = re.findall(r"^#+ (.*)$", other, re.MULTILINE)
        assert anchor in {re.sub(r"[^\w -]", "", title).lower().replace(" ", "-") for title in titles}, anchor


def test_the_library_example_runs(monkeypatch: object) -> None:
    documented = fto_check.__doc__ or ""
    code = textwrap.dedent(documented.partition("::\n")[2].partition("\n\n`load_profile`")[0])
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, env=environment, check=True
    )
    assert "('foreign', 'met')" in done.stdout


def recipe() -> str:
    """Return the job of README."""
    scripts: list[str] = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    (script,) = (code for code in scripts if "sarif:" in code)
    return script


@pytest.mark.slow
def test_the_gates_of_the_examples_pass_on_the_shipped_profiles(run: Run) -> None:
    """What a reader copies must not fail on the profiles that come with it."""
    gates = re.findall(r"--fail-on (\S+)", recipe()) + re.findall(r"^ +fail-on: (\S+)$", AUTHORS, re.MULTILINE)
    written = re.search(r"^fail-on = \[(.*?)\]", AUTHORS, re.MULTILINE)
    assert written is not None
    gates.append(written[1].replace('"', "").replace(" ", ""))
    assert len(gates) == 3
    done = run("check", "-q", "--fail-on", ",".join(gates), "profiles")
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.slow
def test_the_ci_recipe_runs_as_written(tmp_path: Path) -> None:
    """The job of README, with this repository installed from a copy: first without a warning, then with one."""
    script = recipe()
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
    assert done.stdout.startswith("A trafficking group that kills officials")
    reports = {"fto-check.sarif", "fto-check.xml", "fto-check.md", "gl-code-quality.json"}
    assert reports <= {path.name for path in tmp_path.iterdir()}
    unmet = CASES[0].read_text().replace("foreign: not_met", "foreign: met")
    (tmp_path / "profiles" / CASES[0].name).write_text(unmet)
    done = subprocess.run(run_it, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "FTO117" in done.stderr
    assert done.stdout.startswith("2 organizations"), "an overview, and no book"
    shutil.rmtree(tmp_path / "profiles")
    done = subprocess.run(run_it, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "FTO117" not in done.stderr + (tmp_path / "fto-check.md").read_text(), "no old brief"
    assert "there is no file or folder profiles" in (tmp_path / "fto-check.md").read_text()


def test_the_configuration_on_the_page_for_authors_is_read(tmp_path: Path) -> None:
    from fto_check.cli.config import EXAMPLES, load_config

    (text,) = re.findall(r"```toml\n(.*?)```", AUTHORS, re.DOTALL)
    (tmp_path / "pyproject.toml").write_text(text)
    assert load_config(tmp_path / "pyproject.toml").paths == ("profiles",)
    assert all(re.search(rf"^{key} = ", text, re.MULTILINE) for key in EXAMPLES)
